// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace callfloor {

/// One packet of Socket.IO 5 in a message of Engine.IO 4, as far as a client that only listens needs it. The views
/// point into the text that was read.
struct SocketIoFrame {
    enum class Type {
        Open,         ///< Engine.IO `0`: the handshake in `payload`.
        Close,        ///< Engine.IO `1`.
        Ping,         ///< Engine.IO `2`.
        Connected,    ///< `40`: our CONNECT was accepted.
        Disconnected, ///< `41`: the server has put us out.
        Event,        ///< `42`: name and arguments in `payload`, a JSON array.
        Refused,      ///< `44`: CONNECT_ERROR, the reason in `payload`.
        Ignored,      ///< Anything we did not ask for: other namespaces, acknowledgements, binary, noop.
    };
    Type type = Type::Ignored;
    QByteArrayView payload;
};

/// Takes a text message apart. Never fails: what is not understood is Ignored.
SocketIoFrame readSocketIoFrame(QByteArrayView message);

/// An event's parts as the sender wrote them: JSON texts that point into the packet.
struct SocketIoEvent {
    QString name;
    std::vector<QByteArrayView> arguments;
};

/// Splits `["name", {…}, "17"]` without decoding the arguments; nothing if it is no such array.
std::optional<SocketIoEvent> readSocketIoEvent(QByteArrayView array);

} // namespace callfloor
