// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_plan.h"

#include <variant>

namespace callfloor {

/// What the agent on a call, or a supervisor, can do with it. Each is refused with a sentence where the call is not in a
/// state for it.
namespace control {

struct Hold {};
struct Unhold {};
/// The agent is not heard, or heard again.
struct Mute {
    bool on = true;
};
/// Keys pressed towards the customer: 0–9, A–D, *, #, w (half a second), W (a second).
struct Dtmf {
    QString digits;
};
/// The agent leaves the call; the device is rung to have it.
struct Transfer {
    Device to;
};
/// The agent leaves the call; the customer waits in the queue.
struct TransferToQueue {
    QueueId queue;
    int callPriority = 0;
};
/// The customer waits; the device is rung.
struct Consult {
    Device with;
};
/// Who waited talks, who talked waits.
struct SwapConsult {};
/// The agent leaves; customer and the one consulted talk. If that one still rings, it becomes a transfer.
struct CompleteConsult {};
/// The one consulted leaves.
struct CancelConsult {};
/// All three talk.
struct MergeConsult {};
/// The agent leaves; the customer waits until somebody retrieves the call.
struct Park {};
struct StartRecording {};
struct StopRecording {};
/// For what must not be recorded; goes on by itself after CallPolicy::recordingPause.
struct PauseRecording {};
struct ResumeRecording {};
struct StopStreaming {};
/// The assistant leaves; the customer waits in the queue, or is ended if there is none.
struct StopAssistant {
    QueueId queue;
};

} // namespace control

using CallControl =
    std::variant<control::Hold, control::Unhold, control::Mute, control::Dtmf, control::Transfer, control::TransferToQueue,
                 control::Consult, control::SwapConsult, control::CompleteConsult, control::CancelConsult,
                 control::MergeConsult, control::Park, control::StartRecording, control::StopRecording,
                 control::PauseRecording, control::ResumeRecording, control::StopStreaming, control::StopAssistant>;

} // namespace callfloor
