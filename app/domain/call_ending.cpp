// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_ending.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

Ending unanswered(const QString &outcome) { return {CallStatus::NoAnswer, outcome}; }
Ending failed(const QString &outcome) { return {CallStatus::Failed, outcome}; }

/// An end that somebody on this side brought about: a caller who gave up is abandoned, not cancelled.
Ending withdrawn(const Call &call) {
    return unanswered(call.direction == CallDirection::Inbound ? u"abandoned"_s : u"cancelled"_s);
}

Ending endingBySipCode(const Call &call, int code) {
    switch (code) {
    case 486:
    case 600: return unanswered(u"busy"_s);
    case 603: return unanswered(u"rejected"_s);
    case 408:
    case 480: return unanswered(u"no_answer"_s);
    case 487: return withdrawn(call);
    case 404:
    case 484:
    case 604: return failed(u"invalid_number"_s);
    default: return failed(u"failed"_s);
    }
}

} // namespace

Ending endingOf(const Call &call, const Leg &customer) {
    const QString &cause = customer.hangupCause;
    if (customer.answered()) return {CallStatus::Completed, u"answered"_s};
    if (cause == "user_busy"_L1) return unanswered(u"busy"_s);
    if (cause == "call_rejected"_L1) return unanswered(u"rejected"_s);
    if (cause == "timeout"_L1 || cause == "no_answer"_L1) return unanswered(u"no_answer"_s);
    if (cause == "originator_cancel"_L1) return withdrawn(call);
    if (cause == "normal_clearing"_L1)
        return call.direction == CallDirection::Inbound || call.hangupWanted ? withdrawn(call) : unanswered(u"rejected"_s);
    if (cause == "not_found"_L1) return failed(u"invalid_number"_s);
    if (cause == hangupcause::kDialFailed) return failed(call.outcome.isEmpty() ? u"refused"_s : call.outcome);
    if (cause == hangupcause::kGivenUp || cause == hangupcause::kVanished) return failed(u"unreachable"_s);
    return endingBySipCode(call, customer.sipHangupCause.toInt());
}

} // namespace callfloor
