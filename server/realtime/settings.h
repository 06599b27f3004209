// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "server/net/message.h"
#include "server/net/url.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace callfloor::realtime {

/// How the Engine.IO and Socket.IO servers behave.
struct Settings {
    using ms = std::chrono::milliseconds;

    QByteArray path = QByteArrayLiteral("/socket.io/"); ///< The one path, with its closing slash.
    ms pingInterval{25'000};                            ///< From the last answer to the next ping.
    ms pingTimeout{20'000};                             ///< From a ping to its answer; then the session ends.
    ms connectTimeout{45'000};          ///< From the handshake to the first namespace that lets the client in.
    ms upgradeTimeout{10'000};          ///< From a probing WebSocket to the upgrade.
    ms closeTimeout{30'000};            ///< How long a session that we closed waits for the poll that tells the client.
    qsizetype maxPayload = 1'000'000;   ///< Bytes of a POST body or of a WebSocket message from a client.
    qsizetype maxQueuedBytes = 1 << 20; ///< Unsent bytes at which a slow client is dropped.
    int maxSessions = 20'000;           ///< Sessions together; further handshakes get 503.
    ms recoveryWindow{0};               ///< Time in which a client may come back as the one it was; 0 = never.
    QByteArray recoveryKey;             ///< Secret that signs the private session ids of recovery.
    QByteArray reasonEvent;             ///< Event that tells a client why it is disconnected; empty = none.
};

/// The request that opened a session.
struct Handshake {
    std::vector<net::Header> headers; ///< Names in lower case. Of an open session: authorization, origin, cookie.
    net::QueryParams query; ///< Of an open session: empty, unless it has a `token`.
    QHostAddress peer;
    bool webSocket = false; ///< Opened by WebSocket, not by polling.

    /// The first field of that name (given in lower case), or an empty array.
    QByteArray header(QByteArrayView lowerCaseName) const;
    QByteArray origin() const { return header("origin"); }
};

/// Who a socket belongs to, once it has been authenticated.
struct Session {
    QString userId;                                ///< Empty for an anonymous one.
    QStringList rooms;                             ///< Joined at once.
    std::optional<UtcTime> expires = std::nullopt; ///< Then the socket is disconnected.
    QString recoveryHolder = {}; ///< The user and what he may see: only the same may recover. Empty: nobody may.
};

} // namespace callfloor::realtime
