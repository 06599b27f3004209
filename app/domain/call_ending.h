// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"

namespace callfloor {

/// How an ended call is shown.
struct Ending {
    CallStatus status = CallStatus::Failed;
    QString outcome;
    bool operator==(const Ending &) const = default;
};

/// What the end of its customer's leg makes of a call. Answered by whatever: COMPLETED. Time-out, no answer, busy,
/// rejected and cancelled before an answer: NO_ANSWER. Everything else: FAILED. A cause that does not say is looked up
/// by the SIP code (RFC 3261 §21). `call.outcome` counts only for a dial that the carrier refused: it holds why.
Ending endingOf(const Call &call, const Leg &customer);

} // namespace callfloor
