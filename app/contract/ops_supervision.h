// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

/// How a supervisor was put on a call.
struct Supervision {
    bool ok = true;
    QString mode;                 ///< monitor, whisper, barge: what it came to, see `note`.
    std::vector<QString> heardBy; ///< Who will hear the supervisor once he has answered: agent, customer.
    std::optional<QString> note;  ///< Why it is not what was asked for.
    static constexpr auto fields = std::tuple{body("ok", &Supervision::ok), body("mode", &Supervision::mode),
                                              body("heardBy", &Supervision::heardBy), body("note", &Supervision::note)};
};

/// What the old dashboards send along. They send a placeholder as the leg: then, and without one, the supervisor's own
/// device is rung. The leg of a call that he has placed himself, and on which he is alone, is let into the conversation by a
/// conference instead, and stays his when he leaves it.
template <class Op>
struct SupervisionRequest {
    using Reply = Supervision;
    CallId callId;
    std::optional<QString> supervisorCallControlId;
    std::optional<QString> whisperTo;
    std::optional<QString> mechanism = {}; ///< supervised_leg, conference: for this once; administrators only.
};

constexpr Route supervisionRoute(const char *path, const char *summary) {
    return post(path, Role::Supervisor, summary)
        .legacyRoute()
        .bodyUpTo(16 * 1024)
        .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
}

/// Rings the supervisor's device and lets him hear the call; nobody hears him. Errors: Forbidden (permission `listen`, or
/// somebody of another team), NotFound, Conflict (nobody talks, no station, a leg that is none of his).
struct MonitorCall : SupervisionRequest<MonitorCall> {
    static constexpr const char *name = "monitorCall";
    static constexpr auto route = supervisionRoute("/api/supervisor/{callId}/monitor", "Listens to a call.");
    static constexpr auto fields = std::tuple{path("callId", &MonitorCall::callId),
                                              body("supervisorCallControlId", &MonitorCall::supervisorCallControlId, text().max(512).empty()),
                                              body("whisperTo", &MonitorCall::whisperTo, text().max(512).empty()),
                                              body("mechanism", &MonitorCall::mechanism, text().max(16))};
};

/// As MonitorCall, and the agent hears the supervisor; the customer does not. On a call without an agent, where the customer
/// would hear it, it is a monitor. Permission `whisper`.
struct WhisperCall : SupervisionRequest<WhisperCall> {
    static constexpr const char *name = "whisperCall";
    static constexpr auto route = supervisionRoute("/api/supervisor/{callId}/whisper", "Listens to a call and talks to its agent.");
    static constexpr auto fields = std::tuple{path("callId", &WhisperCall::callId),
                                              body("supervisorCallControlId", &WhisperCall::supervisorCallControlId, text().max(512).empty()),
                                              body("whisperTo", &WhisperCall::whisperTo, text().max(512).empty()),
                                              body("mechanism", &WhisperCall::mechanism, text().max(16))};
};

/// As MonitorCall, and everybody hears the supervisor. Permission `barge`.
struct BargeCall : SupervisionRequest<BargeCall> {
    static constexpr const char *name = "bargeCall";
    static constexpr auto route = supervisionRoute("/api/supervisor/{callId}/barge", "Joins a call, heard by everybody.");
    static constexpr auto fields = std::tuple{path("callId", &BargeCall::callId),
                                              body("supervisorCallControlId", &BargeCall::supervisorCallControlId, text().max(512).empty()),
                                              body("whisperTo", &BargeCall::whisperTo, text().max(512).empty()),
                                              body("mechanism", &BargeCall::mechanism, text().max(16))};
};

/// How supervisors are put on calls here, and who has decided that.
struct GetSupervision {
    struct Reply {
        QString mechanism;  ///< supervised_leg, conference.
        QString decidedBy;  ///< setting, trial, default.
        std::optional<UtcTime> triedAt;  ///< When a trial was stored; also one that the setting overrules.
        std::optional<QString> findings; ///< What it has shown.
        static constexpr auto fields = std::tuple{body("mechanism", &Reply::mechanism), body("decidedBy", &Reply::decidedBy),
                                                  body("triedAt", &Reply::triedAt), body("findings", &Reply::findings)};
    };
    static constexpr const char *name = "getSupervision";
    static constexpr auto route = get("/api/supervision", Role::Supervisor, "How supervisors are put on calls.");
    static constexpr auto fields = std::tuple<>{};
};

/// Stores what a trial with real phones has shown: from now on supervisors are put on calls in this way, unless the setting
/// `supervision_mechanism` says another. Errors: BadRequest (no such mechanism).
struct ChooseSupervision {
    static constexpr const char *name = "chooseSupervision";
    static constexpr auto route = post("/api/supervision", Role::Admin, "Chooses how supervisors are put on calls, after a trial.").bodyUpTo(16 * 1024);
    using Reply = GetSupervision::Reply;
    QString mechanism;
    QString findings; ///< What was heard, in words.
    static constexpr auto fields = std::tuple{body("mechanism", &ChooseSupervision::mechanism, text().max(16)),
                                              body("findings", &ChooseSupervision::findings, text().max(4000))};
};

/// Takes the supervisor off a call; one who is not on it is a success. Errors: NotFound.
struct StopSupervision {
    static constexpr const char *name = "stopSupervision";
    static constexpr auto route = post("/api/supervisor/{callId}/stop", Role::Supervisor, "Leaves a call that was supervised.")
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    CallId callId;
    static constexpr auto fields = std::tuple{path("callId", &StopSupervision::callId)};
};

/// Ends somebody else's call for everybody on it. The reason is kept in the audit log. Permission `hang_up_others`.
/// Errors: Forbidden, NotFound, Conflict (it has ended).
struct SupervisorHangUp {
    static constexpr const char *name = "supervisorHangUp";
    static constexpr auto route = post("/api/supervisor/{callId}/hang-up", Role::Supervisor, "Ends a call, with a reason.")
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId callId;
    QString reason;
    static constexpr auto fields = std::tuple{path("callId", &SupervisorHangUp::callId),
                                              body("reason", &SupervisorHangUp::reason, text().max(500))};
};

/// Shows a text to the agent of a call (`agentMessage`); the customer hears nothing of it. Errors: Forbidden (somebody of
/// another team), NotFound, Conflict (nobody has the call).
struct MessageAgent {
    static constexpr const char *name = "messageAgent";
    static constexpr auto route = post("/api/supervisor/{callId}/message", Role::Supervisor, "Writes to the agent of a call.")
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId callId;
    QString words;
    static constexpr auto fields = std::tuple{path("callId", &MessageAgent::callId),
                                              body("text", &MessageAgent::words, text().max(1000))};
};

} // namespace callfloor
