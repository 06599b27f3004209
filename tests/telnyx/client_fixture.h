// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telnyx/telnyx_client.h"
#include "tests/telnyx/carrier_stub.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <optional>

namespace callfloor::test {

/// JSON written with single quotes.
inline QByteArray json(QByteArray text) {
    return text.replace('\'', '"');
}

/// Settings for the stub, with time enough for a loaded machine.
inline TelnyxSettings settingsFor(const CarrierStub &stub) {
    TelnyxSettings settings;
    settings.apiBase = stub.base();
    settings.apiKey = "KEY-secret";
    settings.connectionId = QStringLiteral("1684641123236054244");
    settings.connectTimeout = std::chrono::seconds(20);
    settings.totalTimeout = std::chrono::seconds(20);
    settings.dialTimeout = std::chrono::seconds(20);
    return settings;
}

inline std::unique_ptr<TelnyxClient> clientFor(const TelnyxSettings &settings) {
    auto client = TelnyxClient::create(settings);
    if (!client) qFatal("the settings of a test were refused");
    return std::move(*client);
}

/// What the callback of a query brought.
template <class T> struct Asked {
    int times = 0;
    std::optional<Result<T>> result;
    CarrierGateway::Reply<T> reply() {
        return [this](Result<T> r) {
            ++times;
            result = std::move(r);
        };
    }
    bool failedWith(ErrorCode code) const { return result && !result->ok() && result->error().code == code; }
};

/// The carrier's error envelope with this code.
inline QByteArray errorBody(const char *code) {
    return json("{'errors':[{'code':'" + QByteArray(code) + "','title':'Title'}]}");
}

/// What an accepted dial is answered with.
inline const QByteArray kDialAnswer =
    json("{'data':{'record_type':'call','call_control_id':'v3:new','call_leg_id':'leg-n',"
         "'call_session_id':'session-n','is_alive':false,'recording_id':'rec-n'}}");

/// A command on a leg that the carrier knows.
inline PreparedCommand prepared(const CarrierCommand &command, const QString &id = QStringLiteral("command-1")) {
    return {CommandId(id),
            command,
            LegId(QStringLiteral("our-leg")),
            QStringLiteral("v3:ab/c=="),
            QStringLiteral("v3:other"),
            QStringLiteral("state")};
}

/// What a callback of `send` brought.
struct Sent {
    int times = 0;
    CommandResult result;
    RetryAdvice advice;
    CarrierGateway::CommandReply reply() {
        return [this](const CommandResult &r, const RetryAdvice &a) {
            ++times;
            result = r;
            advice = a;
        };
    }
};

} // namespace callfloor::test
