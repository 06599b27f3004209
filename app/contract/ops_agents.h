// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_auth.h"

namespace callfloor {

/// After-call work that is going on.
struct WrapUpInfo {
    CallId callId;
    UtcTime startedAt{};
    UtcTime minimumUntil{};
    std::optional<UtcTime> endsAt; ///< When it ends by itself; missing: it waits for a disposition.
    int extensionsLeft = 0;
    bool dispositionRequired = true;
    bool disposed = false;
    static constexpr auto fields = std::tuple{
        body("callId", &WrapUpInfo::callId, identifier()),     body("startedAt", &WrapUpInfo::startedAt),
        body("minimumUntil", &WrapUpInfo::minimumUntil),       body("endsAt", &WrapUpInfo::endsAt),
        body("extensionsLeft", &WrapUpInfo::extensionsLeft),   body("dispositionRequired", &WrapUpInfo::dispositionRequired),
        body("disposed", &WrapUpInfo::disposed)};
};

/// An agent as he is now; also the payload of `agentUpdate`.
struct AgentInfo {
    UserId id;
    QString name;
    std::optional<QString> teamId;
    QString state;        ///< OFFLINE, NOT_READY, AVAILABLE, RESERVED, RINGING, PREVIEW, TALKING, HOLD, WRAPUP, UNREACHABLE.
    QString presence;     ///< offline, online, unreachable.
    QString availability; ///< What he has chosen: AVAILABLE, NOT_READY.
    QString activity;     ///< IDLE, RESERVED, RINGING, PREVIEW, TALKING, HOLD, WRAPUP.
    std::optional<QString> reason;        ///< Why not ready.
    std::optional<QString> pendingReason; ///< Of the break that begins after the work in hand.
    bool pendingLogout = false;           ///< He is logged off after the work in hand.
    std::optional<CallId> callId;
    std::optional<QString> queueId;
    int missesInRow = 0;
    UtcTime stateSince{};
    std::optional<UtcTime> lastWorkEndedAt;
    std::optional<WrapUpInfo> wrapUp;
    qint64 version = 0; ///< Name it in a change to be told if somebody was faster.
    static constexpr auto fields = std::tuple{
        body("id", &AgentInfo::id, identifier()),         body("name", &AgentInfo::name),
        body("teamId", &AgentInfo::teamId),               body("state", &AgentInfo::state),
        body("presence", &AgentInfo::presence),           body("availability", &AgentInfo::availability),
        body("activity", &AgentInfo::activity),           body("reason", &AgentInfo::reason),
        body("pendingReason", &AgentInfo::pendingReason), body("pendingLogout", &AgentInfo::pendingLogout),
        body("callId", &AgentInfo::callId, identifier()), body("queueId", &AgentInfo::queueId),
        body("missesInRow", &AgentInfo::missesInRow),     body("stateSince", &AgentInfo::stateSince),
        body("lastWorkEndedAt", &AgentInfo::lastWorkEndedAt), body("wrapUp", &AgentInfo::wrapUp),
        body("version", &AgentInfo::version)};
};

/// The agents that the caller may see, by name.
struct ListAgents {
    struct Reply {
        std::vector<AgentInfo> agents;
        static constexpr auto fields = std::tuple{body("agents", &Reply::agents)};
    };
    static constexpr const char *name = "listAgents";
    static constexpr auto route = get("/api/agents", Role::Agent, "The states of the agents.");
    static constexpr auto fields = std::tuple{};
};

/// The signed-in user as an agent, with his phone.
struct MyAgent {
    struct Reply {
        AgentInfo agent;
        std::optional<QString> station;
        std::optional<QString> stationKind; ///< sip, number, credential.
        QString legMode;                    ///< per_call, nailed_up.
        std::optional<QString> callerId;
        int heartbeatSeconds = 15;          ///< How often to send heartbeats.
        static constexpr auto fields =
            std::tuple{body("agent", &Reply::agent),       body("station", &Reply::station),
                       body("stationKind", &Reply::stationKind), body("legMode", &Reply::legMode),
                       body("callerId", &Reply::callerId), body("heartbeatSeconds", &Reply::heartbeatSeconds)};
    };
    static constexpr const char *name = "myAgent";
    static constexpr auto route = get("/api/agents/me", Role::Agent, "The signed-in user as an agent.");
    static constexpr auto fields = std::tuple{};
};

/// Changes the own phone; what is not given stays. Errors: BadRequest (the station does not fit its kind).
struct UpdateMyAgent {
    static constexpr const char *name = "updateMyAgent";
    static constexpr auto route = patch("/api/agents/me", Role::Agent, "Changes the own phone.");
    using Reply = MyAgent::Reply;
    std::optional<QString> station;
    std::optional<QString> stationKind;
    std::optional<QString> legMode;
    static constexpr auto fields = std::tuple{body("station", &UpdateMyAgent::station, text().max(254).empty()),
                                              body("stationKind", &UpdateMyAgent::stationKind, text().max(16)),
                                              body("legMode", &UpdateMyAgent::legMode, text().max(16))};
};

/// Signs on as an agent: NOT_READY("login"). Repeated, or after a lost console, he comes back as he was.
struct AgentLogin {
    static constexpr const char *name = "agentLogin";
    static constexpr auto route = post("/api/agents/me/login", Role::Agent, "Signs on as an agent.");
    using Reply = AgentInfo;
    static constexpr auto fields = std::tuple{};
};

/// Signs off. Errors: Conflict (only from NOT_READY).
struct AgentLogout {
    static constexpr const char *name = "agentLogout";
    static constexpr auto route = post("/api/agents/me/logout", Role::Agent, "Signs off as an agent.");
    using Reply = AgentInfo;
    static constexpr auto fields = std::tuple{};
};

/// Ready for work; takes back a break that is waiting. Errors: Conflict.
struct AgentReady {
    static constexpr const char *name = "agentReady";
    static constexpr auto route = post("/api/agents/me/ready", Role::Agent, "Ready for work.");
    using Reply = AgentInfo;
    static constexpr auto fields = std::tuple{};
};

/// Wants a break, which begins after the work in hand. Errors: BadRequest (no such reason), Conflict.
struct AgentNotReady {
    static constexpr const char *name = "agentNotReady";
    static constexpr auto route = post("/api/agents/me/not-ready", Role::Agent, "Wants a break.");
    using Reply = AgentInfo;
    QString reason;
    static constexpr auto fields = std::tuple{body("reason", &AgentNotReady::reason, identifier())};
};

/// The console is alive; send one every `heartbeatSeconds` of MyAgent. Errors: Conflict (logged off).
struct AgentHeartbeat {
    static constexpr const char *name = "agentHeartbeat";
    static constexpr auto route = post("/api/agents/me/heartbeat", Role::Agent, "The console is alive.");
    using Reply = Done;
    static constexpr auto fields = std::tuple{};
};

/// More time for after-call work. Errors: Conflict (none is left, or there is no wrap-up).
struct ExtendWrapUp {
    static constexpr const char *name = "extendWrapUp";
    static constexpr auto route = post("/api/agents/me/wrap-up/extend", Role::Agent, "More time for after-call work.");
    using Reply = AgentInfo;
    static constexpr auto fields = std::tuple{};
};

/// What came of a call, for the caller's own work on it; again later to correct it, which keeps the history. A
/// supervisor may name the agent. Errors: NotFound, Forbidden (not his call), BadRequest (no such code).
struct DisposeCall {
    struct Reply {
        QString code;
        UtcTime at{};
        std::optional<AgentInfo> agent; ///< As he is after it.
        static constexpr auto fields =
            std::tuple{body("code", &Reply::code), body("at", &Reply::at), body("agent", &Reply::agent)};
    };
    static constexpr const char *name = "disposeCall";
    static constexpr auto route = post("/api/calls/{id}/disposition", Role::Agent, "Says what came of a call.");
    CallId id;
    QString code;
    std::optional<QString> note;
    std::optional<UtcTime> callbackAt;
    std::optional<UserId> agentId;
    static constexpr auto fields = std::tuple{
        path("id", &DisposeCall::id), body("code", &DisposeCall::code, identifier()),
        body("note", &DisposeCall::note, text().max(4000).empty()), body("callbackAt", &DisposeCall::callbackAt),
        body("agentId", &DisposeCall::agentId, identifier())};
};

/// A stay in one state. `endedAt` is missing while it lasts.
struct AgentStay {
    QString state;
    std::optional<QString> reason;
    UtcTime startedAt{};
    std::optional<UtcTime> endedAt;
    qint64 durationMs = 0; ///< Within the interval that was asked for.
    std::optional<UserId> actorId; ///< Who brought it about; missing: the system.
    std::optional<CallId> callId;
    std::optional<QString> queueId;
    static constexpr auto fields =
        std::tuple{body("state", &AgentStay::state),           body("reason", &AgentStay::reason),
                   body("startedAt", &AgentStay::startedAt),   body("endedAt", &AgentStay::endedAt),
                   body("durationMs", &AgentStay::durationMs), body("actorId", &AgentStay::actorId, identifier()),
                   body("callId", &AgentStay::callId, identifier()), body("queueId", &AgentStay::queueId)};
};

/// Where an agent's time went, from the log of changes alone. Without `from` the last 24 hours; at most 31 days.
/// Errors: NotFound (also outside of the caller's scope), BadRequest.
struct AgentStates {
    struct Reply {
        std::vector<AgentStay> states;
        static constexpr auto fields = std::tuple{body("states", &Reply::states)};
    };
    static constexpr const char *name = "agentStates";
    static constexpr auto route = get("/api/agents/{id}/states", Role::Agent, "Where an agent's time went.");
    UserId id;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    static constexpr auto fields = std::tuple{path("id", &AgentStates::id), query("from", &AgentStates::from),
                                              query("to", &AgentStates::to)};
};

/// A supervisor makes an agent ready or not ready. Errors: NotFound, Forbidden (permission manage_agents), Conflict
/// (somebody was faster than `version`, or the state does not allow it).
struct SetAgentState {
    static constexpr const char *name = "setAgentState";
    static constexpr auto route = post("/api/agents/{id}/state", Role::Supervisor, "Makes an agent ready or not ready.");
    using Reply = AgentInfo;
    UserId id;
    QString state; ///< AVAILABLE or NOT_READY.
    std::optional<QString> reason;
    std::optional<qint64> version;
    static constexpr auto fields = std::tuple{
        path("id", &SetAgentState::id), body("state", &SetAgentState::state, text().max(16)),
        body("reason", &SetAgentState::reason, identifier()),
        body("version", &SetAgentState::version, number(0, 2'000'000'000))};
};

/// A supervisor logs an agent off; from a live call when it is over. Errors: as SetAgentState.
struct ForceAgentLogout {
    static constexpr const char *name = "forceAgentLogout";
    static constexpr auto route = post("/api/agents/{id}/logout", Role::Supervisor, "Logs an agent off.");
    using Reply = AgentInfo;
    UserId id;
    QString reason; ///< In words, for the audit log.
    std::optional<qint64> version;
    static constexpr auto fields = std::tuple{
        path("id", &ForceAgentLogout::id), body("reason", &ForceAgentLogout::reason, text().min(3).max(200)),
        body("version", &ForceAgentLogout::version, number(0, 2'000'000'000))};
};

} // namespace callfloor
