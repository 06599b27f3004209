// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/frame_writer.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace callfloor::realtime {

/// Engine.IO 4 packet types; the value is the character on the wire.
enum class PacketType : char {
    Open = '0',
    Close = '1',
    Ping = '2',
    Pong = '3',
    Message = '4',
    Upgrade = '5',
    Noop = '6'
};

/// A packet that came from a client.
struct InPacket {
    PacketType type = PacketType::Noop;
    bool binary = false; ///< Binary packets are always messages.
    QByteArray data;     ///< UTF-8 or raw bytes, without the type.
};

/// A packet on its way to clients, ready for both transports, so that one that goes to many is made once. Copies
/// share their bytes.
class OutPacket {
public:
    /// A text packet. `shared`: make its WebSocket frame now, because many will send it.
    static OutPacket text(PacketType type, QByteArrayView utf8, bool shared = false);
    static OutPacket binary(const QByteArray &data);

    bool isBinary() const { return m_binary; }
    /// Text: type and data in UTF-8. Binary: the data.
    const QByteArray &bytes() const { return m_bytes; }
    /// The frame that a server sends (RFC 6455 §5.2).
    QByteArray frame() const { return m_frame.isNull() ? net::serverFrame(m_binary, m_bytes) : m_frame; }
    /// Appends the form it has in a polling payload.
    void appendTo(QByteArray &payload) const;
    /// Bytes it takes, roughly, on either transport.
    qsizetype size() const { return m_bytes.size() + 8; }

private:
    bool m_binary = false;
    QByteArray m_bytes;
    QByteArray m_frame;
};

/// A text frame of a WebSocket. Nothing if its type is unknown.
std::optional<InPacket> decodePacket(QByteArrayView utf8);

/// The body of a POST: packets joined by 0x1e, binary ones as `b` and Base64. Nothing if any of them is malformed or
/// the text is not UTF-8.
std::optional<std::vector<InPacket>> decodePayload(QByteArrayView body);

/// Joins packets into the body of a poll.
QByteArray encodePayload(const std::vector<OutPacket> &packets);

} // namespace callfloor::realtime
