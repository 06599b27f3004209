// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/store/command_store.h"
#include "server/telnyx/carrier_gateway.h"

namespace callfloor {

/// What the sender of commands decides, as pure functions.
namespace outbox {

/// A command and where its leg stands, just before it would be sent.
struct Readiness {
    enum class Verdict {
        Send,
        Wait,   ///< The leg's handle is not known yet: its dial has not been answered.
        Settle, ///< There is nothing to send any more; `result` says what to note instead.
    };
    Verdict verdict = Verdict::Send;
    CommandResult result = {};
};

/// `leg`: what the database knows of the command's leg; null if there is no such leg. `now` and `timeScale` decide
/// whether a dial is too old to be placed, or to be repeated.
Readiness readiness(const store::StoredCommand &command, const store::commands::LegState *leg, UtcTime now,
                    double timeScale);

/// The other leg that a command names; empty if it names none.
LegId otherLeg(const CarrierCommand &command);

/// A result that the sender makes up itself.
CommandResult ownResult(const store::StoredCommand &command, CommandOutcome outcome, const QString &code,
                        const QString &text);

/// True if sending the command a second time does no harm, however late: the carrier refuses or ignores it.
bool harmlessTwice(const CarrierCommand &command);

} // namespace outbox
} // namespace callfloor
