// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/realtime/realtime_fixture.h"

#include <QPointer>

namespace callfloor::test {

/// Below Socket.IO: raw Engine.IO sessions at /engine.io/ that send everything back.
class EngineEcho : public RealtimeFixture {
public:
    explicit EngineEcho(realtime::Settings settings = {})
        : RealtimeFixture(atEnginePath(settings)) {
        using namespace realtime;
        QObject::disconnect(&engine(), &EngineServer::connected, sockets.get(), nullptr);
        QObject::connect(&engine(), &EngineServer::connected, &engine(), [this](EngineSocket *socket) {
            sessions.push_back(socket);
            QObject::connect(socket, &EngineSocket::textReceived, socket, &EngineSocket::sendText);
            QObject::connect(socket, &EngineSocket::binaryReceived, socket, &EngineSocket::sendBinary);
            QObject::connect(socket, &EngineSocket::closed, socket,
                             [this](const QString &reason) { reasons.push_back(reason); });
        });
    }

    /// The session that was opened last.
    realtime::EngineSocket *session() const { return sessions.empty() ? nullptr : sessions.back().data(); }
    /// Why a session ended last.
    QByteArray reason() const { return reasons.empty() ? QByteArray() : reasons.back().toLatin1(); }

    std::vector<QPointer<realtime::EngineSocket>> sessions;
    std::vector<QString> reasons;

private:
    static realtime::Settings atEnginePath(realtime::Settings settings) {
        settings.path = "/engine.io/";
        return settings;
    }
};

} // namespace callfloor::test
