// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/events.h"

#include <QStringList>

namespace callfloor {

/// Names of the rooms that an event goes to; each listener is in the rooms that his role and his scope let him into. Computed once
/// for an event, not once for a listener.
QStringList roomsFor(const Audience &audience);
/// The rooms that a user is in.
QStringList roomsOf(const Actor &actor);
/// True if the actor is in one of the event's rooms.
bool maySee(const Event &event, const Actor &actor);

} // namespace callfloor
