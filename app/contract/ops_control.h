// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

/// What an agent does with a call that he is on. Each answers as soon as it is accepted; what comes of it is told by
/// `callUpdate` (`stage`, and `failureText` where the carrier refused). Errors of all: NotFound; Forbidden (somebody
/// else's call); Conflict (the call is not in a state for it, with the reason).
constexpr Route controlRoute(const char *path, const char *summary) {
    return post(path, Role::Agent, summary)
        .bodyUpTo(kSmallBody)
        .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
}

template <class Op>
struct CallAction {
    using Reply = Done;
    CallId id;
};

/// Rings the caller's own device for a caller who waits in a queue; whoever answers first has the call.
struct AnswerCall : CallAction<AnswerCall> {
    static constexpr const char *name = "answerCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/answer", "Takes a waiting call to one's own phone.");
    static constexpr auto fields = std::tuple{path("id", &AnswerCall::id)};
};
/// Declines the call that rings one's own device: it goes to somebody else.
struct DeclineCall : CallAction<DeclineCall> {
    static constexpr const char *name = "declineCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/decline", "Declines a call that is being offered.");
    static constexpr auto fields = std::tuple{path("id", &DeclineCall::id)};
};
/// The customer waits, with music where some is configured.
struct HoldCall : CallAction<HoldCall> {
    static constexpr const char *name = "holdCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/hold", "Lets the customer wait.");
    static constexpr auto fields = std::tuple{path("id", &HoldCall::id)};
};
struct UnholdCall : CallAction<UnholdCall> {
    static constexpr const char *name = "unholdCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/unhold", "Goes on talking with the customer.");
    static constexpr auto fields = std::tuple{path("id", &UnholdCall::id)};
};
/// The agent is not heard any more.
struct MuteCall : CallAction<MuteCall> {
    static constexpr const char *name = "muteCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/mute", "Mutes the agent.");
    static constexpr auto fields = std::tuple{path("id", &MuteCall::id)};
};
struct UnmuteCall : CallAction<UnmuteCall> {
    static constexpr const char *name = "unmuteCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/unmute", "Lets the agent be heard again.");
    static constexpr auto fields = std::tuple{path("id", &UnmuteCall::id)};
};
/// Sends keys to the customer's side. BadRequest for other characters than 0-9 A-D * # w (0.5 s) W (1 s).
struct SendKeys : CallAction<SendKeys> {
    static constexpr const char *name = "sendKeys";
    static constexpr auto route = controlRoute("/api/calls/{id}/dtmf", "Sends keys to the customer's side.");
    QString digits;
    static constexpr auto fields = std::tuple{path("id", &SendKeys::id), body("digits", &SendKeys::digits, text().max(64))};
};
/// The agent leaves at once; the call goes to a number, an agent or a queue: exactly one of the three. If nobody answers it
/// comes back to the agent, and if he does not take it either, to its queue.
struct TransferCall : CallAction<TransferCall> {
    static constexpr const char *name = "transferCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/transfer", "Gives the call away without asking.");
    std::optional<QString> to;
    std::optional<UserId> agentId;
    std::optional<QString> queueId;
    static constexpr auto fields =
        std::tuple{path("id", &TransferCall::id), body("to", &TransferCall::to, text().max(64)),
                   body("agentId", &TransferCall::agentId), body("queueId", &TransferCall::queueId, identifier())};
};
/// The customer waits while the agent asks a number or another agent: exactly one of the two.
struct ConsultCall : CallAction<ConsultCall> {
    static constexpr const char *name = "consultCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/consult", "Asks somebody while the customer waits.");
    std::optional<QString> to;
    std::optional<UserId> agentId;
    static constexpr auto fields = std::tuple{path("id", &ConsultCall::id), body("to", &ConsultCall::to, text().max(64)),
                                              body("agentId", &ConsultCall::agentId)};
};
/// Talks with the one who waits, and lets the other one wait.
struct SwapConsult : CallAction<SwapConsult> {
    static constexpr const char *name = "swapConsult";
    static constexpr auto route = controlRoute("/api/calls/{id}/consult/swap", "Swaps the customer and the one who is asked.");
    static constexpr auto fields = std::tuple{path("id", &SwapConsult::id)};
};
/// The agent leaves; the other two talk. While the other one still rings it becomes a transfer.
struct CompleteConsult : CallAction<CompleteConsult> {
    static constexpr const char *name = "completeConsult";
    static constexpr auto route = controlRoute("/api/calls/{id}/consult/complete", "Hands the call over to the one who is asked.");
    static constexpr auto fields = std::tuple{path("id", &CompleteConsult::id)};
};
/// The one who is asked leaves; agent and customer talk.
struct CancelConsult : CallAction<CancelConsult> {
    static constexpr const char *name = "cancelConsult";
    static constexpr auto route = controlRoute("/api/calls/{id}/consult/cancel", "Ends the consultation.");
    static constexpr auto fields = std::tuple{path("id", &CancelConsult::id)};
};
/// All three talk.
struct MergeConsult : CallAction<MergeConsult> {
    static constexpr const char *name = "mergeConsult";
    static constexpr auto route = controlRoute("/api/calls/{id}/consult/merge", "Makes it a call of three.");
    static constexpr auto fields = std::tuple{path("id", &MergeConsult::id)};
};
/// The agent leaves; the customer waits until somebody retrieves the call, or the limit sends it back to the agent.
struct ParkCall : CallAction<ParkCall> {
    static constexpr const char *name = "parkCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/park", "Parks the call.");
    static constexpr auto fields = std::tuple{path("id", &ParkCall::id)};
};
/// Rings one's own device to have a parked call.
struct RetrieveCall : CallAction<RetrieveCall> {
    static constexpr const char *name = "retrieveCall";
    static constexpr auto route = controlRoute("/api/calls/{id}/retrieve", "Takes a parked call to one's own phone.");
    static constexpr auto fields = std::tuple{path("id", &RetrieveCall::id)};
};
struct StartCallRecording : CallAction<StartCallRecording> {
    static constexpr const char *name = "startCallRecording";
    static constexpr auto route = controlRoute("/api/calls/{id}/recording/start", "Records the call.");
    static constexpr auto fields = std::tuple{path("id", &StartCallRecording::id)};
};
struct StopCallRecording : CallAction<StopCallRecording> {
    static constexpr const char *name = "stopCallRecording";
    static constexpr auto route = controlRoute("/api/calls/{id}/recording/stop", "Ends the recording.");
    static constexpr auto fields = std::tuple{path("id", &StopCallRecording::id)};
};
/// For card data and the like. Goes on by itself after `recording_pause_seconds`.
struct PauseCallRecording : CallAction<PauseCallRecording> {
    static constexpr const char *name = "pauseCallRecording";
    static constexpr auto route = controlRoute("/api/calls/{id}/recording/pause", "Pauses the recording.");
    static constexpr auto fields = std::tuple{path("id", &PauseCallRecording::id)};
};
struct ResumeCallRecording : CallAction<ResumeCallRecording> {
    static constexpr const char *name = "resumeCallRecording";
    static constexpr auto route = controlRoute("/api/calls/{id}/recording/resume", "Goes on recording.");
    static constexpr auto fields = std::tuple{path("id", &ResumeCallRecording::id)};
};
struct StopCallStream : CallAction<StopCallStream> {
    static constexpr const char *name = "stopCallStream";
    static constexpr auto route = controlRoute("/api/calls/{id}/stream/stop", "Ends media streaming.");
    static constexpr auto fields = std::tuple{path("id", &StopCallStream::id)};
};
/// The assistant leaves and the call stays: the customer waits in the queue, or in that of the number's route.
struct StopCallAssistant : CallAction<StopCallAssistant> {
    static constexpr const char *name = "stopCallAssistant";
    static constexpr auto route = controlRoute("/api/calls/{id}/ai/stop", "Takes the customer away from the assistant.");
    std::optional<QString> queueId;
    static constexpr auto fields =
        std::tuple{path("id", &StopCallAssistant::id), body("queueId", &StopCallAssistant::queueId, identifier())};
};
/// Rings the supervisor's own device by an ordinary leg; when he answers he has the call, and its agent, or the assistant,
/// is let go. Permission `take_over`. Further errors: Conflict (no station, nobody to take it from).
struct TakeOverCall {
    using Reply = Done;
    CallId callId;
    static constexpr const char *name = "takeOverCall";
    static constexpr auto route = post("/api/supervisor/{callId}/take-over", Role::Supervisor, "Takes a call over from its agent.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    static constexpr auto fields = std::tuple{path("callId", &TakeOverCall::callId)};
};

} // namespace callfloor
