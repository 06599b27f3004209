// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/agent.h"
#include "app/domain/call_transition.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace callfloor {

/// What the engine is told by the settings.
struct EngineOptions {
    CallPolicy policy;
    AgentPolicy agents;
    QString fromNumber;             ///< Our number that outbound calls show, E.164.
    QString assistantId;            ///< Empty: one is made from the prompt and remembered.
    QByteArray webhookPublicKey;    ///< Base64 of 32 bytes; empty only where no webhook is expected.
    QByteArray jwtSecret;           ///< At least 32 bytes.
    std::chrono::hours tokenLife{24};
    std::chrono::hours refreshLife{24 * 30};
    int bcryptCost = 12;
    bool openRegistration = false;  ///< Anybody may become an AGENT.
    QString defaultRegion = QStringLiteral("US"); ///< For numbers written without a country code.
    double dialsPerSecond = 25;
    int dialBurst = 60;
    bool simulatedCarrier = false;  ///< Demo: shown to people.
    QString importFolder;           ///< Where uploaded lists lie until they are taken in; empty: no imports.
    QString publicUrl;              ///< For links that are printed.
};

} // namespace callfloor
