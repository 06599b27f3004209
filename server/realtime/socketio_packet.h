// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonValue>

#include <optional>
#include <vector>

namespace callfloor::realtime {

/// Socket.IO 5 packet types; the value is the digit on the wire.
enum class MessageType { Connect = 0, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck };

/// A Socket.IO packet from a client.
struct Message {
    MessageType type = MessageType::Event;
    QByteArray nsp = "/";                   ///< Namespace, UTF-8, with its slash.
    std::optional<quint64> id;              ///< Of the acknowledgement that is asked for or given.
    int attachments = 0;                    ///< Binary messages that follow.
    QByteArray payload;                     ///< JSON text, empty without one.
    QJsonValue json{QJsonValue::Undefined}; ///< The payload, parsed.
    std::vector<QByteArray> binaries;       ///< The attachments, once they are there.
};

/// The most attachments that a packet may announce.
inline constexpr int kMaxAttachments = 256;

/// Reads the text of a packet. Nothing for what the reference server closes a connection for: an unknown type, a
/// payload that does not fit the type, a reserved event name, a bad ack id or count of attachments.
std::optional<Message> decodeMessage(QByteArrayView utf8);

/// Whether every `{"_placeholder": true, "num": n}` in `value` points at one of `count` attachments.
bool placeholdersFit(const QJsonValue &value, int count);

/// The text of a packet. `json` may be empty. `attachments` is only written for binary types.
QByteArray encodeMessage(MessageType type, QByteArrayView nsp, const QByteArray &json, std::optional<quint64> id = {},
                         int attachments = 0);

} // namespace callfloor::realtime
