// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/leg.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

Hangup hangupByUs(const Leg &leg) {
    if (leg.answered()) return {u"normal_clearing"_s, leg.outgoing ? u"caller"_s : u"callee"_s, u"200"_s};
    if (leg.outgoing) return {u"originator_cancel"_s, u"caller"_s, u"487"_s};
    return {u"call_rejected"_s, u"callee"_s, u"603"_s};
}

Hangup hangupByParty(const Leg &leg) {
    if (leg.answered()) return {u"normal_clearing"_s, leg.outgoing ? u"callee"_s : u"caller"_s, u"200"_s};
    if (leg.outgoing) return {u"call_rejected"_s, u"callee"_s, u"603"_s};
    return {u"originator_cancel"_s, u"caller"_s, u"487"_s};
}

} // namespace callfloor::simulator
