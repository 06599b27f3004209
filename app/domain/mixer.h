// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/carrier_command.h"

#include <functional>

namespace callfloor {

/// Sends a command about a leg.
using CommandSink = std::function<void(const LegId &leg, CarrierCommand command)>;

/// Asks the carrier for what is still missing between how the legs are connected and how they are to be (LegTalk::seat,
/// LegTalk::muted), and notes in the call what was asked. Two who talk are bridged; as soon as somebody is held or muted,
/// or a third one comes in, the conversation moves into a conference and stays there. Called after every input: it asks
/// for nothing twice, and goes on where an answer was missing. `music` is the address of the music for who waits.
/// Supervisors with a seat are let into the conference last, each in his role; another role is asked for by an update, or
/// without `updateRoles` by leaving and joining anew.
void mix(Call &call, const QString &music, const CommandSink &send, bool updateRoles = false);

/// True for the commands by which legs are connected.
bool isMixKind(const QString &kind);

/// What the answer to one of mix()'s commands means. A sentence for the agent if it cannot be done; then the wish is
/// taken back, so that what the call shows is true. Kinds that are not mix()'s are ignored.
std::optional<QString> takeMixResult(Call &call, const CommandResult &result);

/// True if a failure of this kind says nothing about the leg, but something about its conference.
bool conferenceIsGone(const CommandResult &result);

} // namespace callfloor
