// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/people_desk.h"
#include "server/store/command_store.h"

#include <functional>

namespace callfloor {

/// What came of an input.
struct InputRun {
    bool changed = false; ///< The call has to be saved.
    std::optional<Error> refusal;
};

/// Where commands and events of an input go.
struct InputSink {
    std::vector<store::NewCommand> &commands;
    std::vector<EventDraft> &events;
};

/// Gives a call an input, and everything that the floor answers to what it brings about (a place in a queue, a device to
/// ring), which are inputs again. `beforeRows` is called with the call before rows are written that point to it.
InputRun runInput(PeopleDesk &people, Call &call, CallInput input, const InputSink &out,
                  const std::function<void(const Call &)> &beforeRows = {});

} // namespace callfloor
