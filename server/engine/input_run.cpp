// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/input_run.h"

#include <deque>

namespace callfloor {

namespace {
/// A call that goes from queue to queue because each is full comes to its end here.
constexpr int kMaxRounds = 8;
} // namespace

InputRun runInput(PeopleDesk &people, Call &call, CallInput input, const InputSink &out,
                  const std::function<void(const Call &)> &beforeRows) {
    InputRun run;
    std::deque<CallInput> inputs;
    inputs.push_back(std::move(input));
    for (int round = 0; !inputs.empty() && round < kMaxRounds; ++round) {
        Transition step = transition(call, inputs.front(), people.policy(), people.now());
        inputs.pop_front();
        if (round == 0) run.refusal = step.refusal;
        if (!step.effects.empty() && beforeRows) beforeRows(step.call);
        for (CallInput &next : people.follow(call, step)) inputs.push_back(std::move(next));
        for (CommandDraft &command : step.commands) out.commands.push_back({CommandId(makeUuid4()), step.call.id, std::move(command)});
        for (EventDraft &event : step.events) out.events.push_back(std::move(event));
        run.changed = run.changed || step.changed;
        call = std::move(step.call);
    }
    return run;
}

} // namespace callfloor
