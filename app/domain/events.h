// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace callfloor {

/// Who may see an event. Computed once when the event is made, from the state it tells of.
struct Audience {
    enum class Kind : quint8 {
        Owner,   ///< The agent `userId`, and everybody whose scope has him: his team's supervisors, and those of all.
        Waiting, ///< Every agent: a call that nobody owns yet.
        Staff,   ///< Supervisors who see everybody's data, and administrators.
        Supervisors, ///< Those supervisors whose scope has the agent `userId`, or all of them if it is empty.
        Admins,  ///< Administrators.
    };
    Kind kind = Kind::Staff;
    QString userId = {}; ///< For Owner and Supervisors.
    QString teamId = {}; ///< The user's team, at the moment of publication; not stored.

    bool operator==(const Audience &) const = default;
};

/// The kinds of events that the bus carries. Stored by name (see eventKindName), so the order is free.
enum class EventKind : quint8 {
    CallUpdate,       ///< payload: the call object of the API
    AiUpdate,         ///< payload: {callId, type, data}
    CampaignUpdate,   ///< payload: a campaign's state, sent to clients as `callUpdate` too
    AgentUpdate,      ///< payload: an agent's state (AgentInfo)
    SupervisionUpdate, ///< payload: {callId, legId, supervisorId, mode, state, heardBy, reason}
    AgentMessage,     ///< payload: {id, callId, from: {id, name}, text, at}: a supervisor's words to the agent of a call
    AlertUpdate,      ///< payload: an alert (AlertInfo)
    QueueUpdate,      ///< payload: {id, waiting, offered, oldestEnteredAt}; or {id, changed: true} after a change of the set-up
    UserChanged,      ///< payload: {userId, disabled, role, tokensValidFrom, team and rights}; sockets of that user are re-checked
    WebhookReceived,  ///< payload: {id, type, timestamp}; live only, not stored
    WebhookProcessed, ///< payload: {id, type, result, timestamp}; live only, not stored
    WebhookError,     ///< payload: {id, error, timestamp}; live only, not stored
};

/// One thing that happened. `payload` is JSON text, encoded once and passed on as it is.
struct Event {
    qint64 seq = 0; ///< Position in the event log, rising without loss; 0 for live-only events.
    EventKind kind = EventKind::CallUpdate;
    QString subject = {}; ///< Id of the call, campaign or user.
    Audience audience = {};
    QByteArray payload = {};
    UtcTime at = {};

    bool operator==(const Event &) const = default;
};

/// `callUpdate`, `ai.update`, …: the stored name, and the Socket.IO event name of those that have one.
inline const char *eventKindName(EventKind kind) {
    switch (kind) {
    case EventKind::CallUpdate: return "callUpdate";
    case EventKind::AiUpdate: return "ai.update";
    case EventKind::CampaignUpdate: return "campaignUpdate";
    case EventKind::AgentUpdate: return "agentUpdate";
    case EventKind::SupervisionUpdate: return "supervisionUpdate";
    case EventKind::AgentMessage: return "agentMessage";
    case EventKind::AlertUpdate: return "alertUpdate";
    case EventKind::QueueUpdate: return "queueUpdate";
    case EventKind::UserChanged: return "userChanged";
    case EventKind::WebhookReceived: return "webhookReceived";
    case EventKind::WebhookProcessed: return "webhookProcessed";
    case EventKind::WebhookError: return "webhookError";
    }
    return "";
}

} // namespace callfloor

Q_DECLARE_METATYPE(callfloor::Event)
