// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "server/simulator/leg_script.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace callfloor::simulator {

enum class LegState { Ringing, Answered, Ended };

/// Why and by whom a leg ended, in the carrier's words.
struct Hangup {
    QString cause;  ///< normal_clearing, user_busy, …
    QString source; ///< caller, callee or unknown: of that leg.
    QString sip;    ///< SIP code as text, or `unspecified`.
};

/// One leg as the carrier sees it. Where it is (bridge, conference, queue) is exclusive; whom it supervises is
/// beside that. Together with the conferences' roles these fields say who hears whom.
struct Leg {
    quint64 serial = 0;        ///< Order of creation; the cursor of lists.
    QString controlId;         ///< `v3:…`
    QString legId;
    QString sessionId;
    QString connectionId;
    std::optional<QString> clientState = {};
    QString from;
    QString to;
    QString callerName = {};
    bool outgoing = true;
    LegState state = LegState::Ringing;
    UtcTime startedAt;
    std::optional<UtcTime> answeredAt = {};
    std::optional<UtcTime> endedAt = {};
    Hangup hangup = {};
    /// The body of the dial, joined with that of the answer: what to do once it is answered.
    QJsonObject options = {};
    LegScript script = {};

    QString peer = {};           ///< The leg it is bridged with.
    QString bridgeOnAnswer = {}; ///< The leg to bridge with once it is answered.
    bool parkAfterUnbridge = false;
    QString conferenceId = {};
    QString queue = {};
    QString supervises = {};     ///< The leg that this one supervises.
    QString supervisorRole = {}; ///< barge, whisper, monitor; with supervises.
    QStringList supervisors = {}; ///< The legs that supervise this one.
    bool onHold = false;         ///< The SIP device has put it on hold.
    QString reservedRecording = {}; ///< Id promised for a recording that starts with the answer.
    QString digitsSent = {};     ///< All that send_dtmf has sent.

    bool live() const { return state != LegState::Ended; }
    bool answered() const { return state == LegState::Answered; }
    /// Somewhere else than parked.
    bool placed() const { return !peer.isEmpty() || !conferenceId.isEmpty() || !queue.isEmpty(); }
    /// The number or address of the simulated person at the far end.
    const QString &party() const { return outgoing ? to : from; }
};

/// How a leg ends because we (the application) or the far end hung up, given its direction and whether it talked.
Hangup hangupByUs(const Leg &leg);
Hangup hangupByParty(const Leg &leg);

} // namespace callfloor::simulator
