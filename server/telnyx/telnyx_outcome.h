// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_reply.h"

#include <QJsonObject>

namespace callfloor {

/// What was asked, as far as it changes the meaning of the answer.
enum class TelnyxPurpose : quint8 {
    Dial,     ///< No leg exists yet: a 404 is about the account, not about a leg.
    End,      ///< Hang up, reject, end a conference: what has ended already is what was wanted.
    Command,  ///< Any other command about a leg or a conference.
    Message,  ///< Has no id for repetitions: never repeated after a lost answer.
    Resource, ///< Reads or makes something that is not a command; its answer may do without the `data` wrapper.
    Text,     ///< The answer's body is text, not JSON.
};

/// An answer of the carrier, judged by its code first and its HTTP status second.
struct TelnyxVerdict {
    CommandOutcome outcome = CommandOutcome::Ambiguous;
    QString code = {};   ///< The carrier's code of digits, if it sent one.
    QString text = {};   ///< One sentence for the user; empty if accepted.
    bool gone = false;   ///< The leg, conference or resource does not exist (any more).
    bool defect = false; ///< The carrier rejects what we made: the log must show it.
    RetryAdvice advice = {};
    QJsonObject data = {}; ///< Of an accepted answer.
};

/// Judges an exchange (Telnyx page "API errors"). Pure.
TelnyxVerdict judge(const TelnyxReply &reply, TelnyxPurpose purpose);

/// The purpose of a journalled command.
TelnyxPurpose purposeOf(const CarrierCommand &command);

/// A verdict that is not an acceptance, as the error of a query: NotFound, Unavailable, Upstream.
Error errorOf(const TelnyxVerdict &verdict);

} // namespace callfloor
