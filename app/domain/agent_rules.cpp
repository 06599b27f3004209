// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/agent_rules.h"

#include <array>
#include <type_traits>

namespace callfloor::agentmachine {

using namespace agentinput;

namespace {

using S = AgentState;

constexpr States kAny{S::Offline, S::NotReady, S::Available, S::Reserved, S::Ringing,
                      S::Preview, S::Talking,  S::Hold,      S::WrapUp,   S::Unreachable};
constexpr States kOnline{S::NotReady, S::Available, S::Reserved, S::Ringing, S::Preview,
                         S::Talking,  S::Hold,      S::WrapUp,   S::Unreachable};
constexpr States kBusy{S::Reserved, S::Ringing, S::Preview, S::Talking, S::Hold, S::WrapUp};
constexpr States kOffer{S::Reserved, S::Ringing, S::Preview};
constexpr States kCall{S::Talking, S::Hold};
constexpr States kIdle{S::NotReady, S::Available, S::Unreachable};

constexpr const char16_t *kLoggedOff = u"The agent is logged off; log in first.";
constexpr const char16_t *kSilent = u"The agent's console is not heard at the moment; the state can be changed when it is back.";
constexpr const char16_t *kOver = u"This offer is over.";

template <class In, size_t I = 0>
constexpr size_t indexOf() {
    if constexpr (std::is_same_v<std::variant_alternative_t<I, AgentInput>, In>) return I;
    else return indexOf<In, I + 1>();
}

/// A guard on one kind of input.
template <class In, bool (*check)(const Agent &, const In &, UtcTime)>
bool when(const Agent &agent, const AgentInput &input, UtcTime now) { return check(agent, std::get<In>(input), now); }

template <class In>
Rule rule(States from, Target to, Apply apply) { return {indexOf<In>(), from, to, "", nullptr, apply, nullptr}; }
template <class In>
Rule rule(States from, Target to, Apply apply, const char *guardText, Guard guard) {
    return {indexOf<In>(), from, to, guardText, guard, apply, nullptr};
}
template <class In>
Rule refuse(States from, const char16_t *sentence) { return {indexOf<In>(), from, Target::Refused, "", nullptr, nullptr, sentence}; }
template <class In>
Rule refuse(States from, const char16_t *sentence, const char *guardText, Guard guard) {
    return {indexOf<In>(), from, Target::Refused, guardText, guard, nullptr, sentence};
}

bool forcedWithoutReason(const Agent &, const Logout &in, UtcTime) { return in.forced && in.reason.isEmpty(); }
bool forced(const Agent &, const Logout &in, UtcTime) { return in.forced; }
bool noReason(const Agent &, const NotReady &in, UtcTime) { return in.reason.isEmpty(); }
bool badReservation(const Agent &, const Reserve &in, UtcTime now) {
    return in.reservationId.isEmpty() || in.callId.isEmpty() || in.leaseUntil <= now;
}
bool ownCall(const Agent &, const Reserve &in, UtcTime) { return in.ownCall; }
bool pendingBreak(const Agent &agent, const Reserve &in, UtcTime) { return agent.pending && !in.ownCall; }
bool wrapsUp(const Agent &, const WorkEnded &in, UtcTime) { return in.answered && in.isQueueOrCampaignWork; }
bool reachesLimit(const Agent &agent, const Missed &in, UtcTime) {
    return in.limit > 0 && !agent.ownCall && !agent.pending && agent.missesInRow + 1 >= in.limit;
}
bool otherCall(const Agent &agent, const Disposed &in, UtcTime) { return !in.callId.isEmpty() && in.callId.text() != agent.callId.text(); }
bool minimumOver(const Agent &agent, const Disposed &, UtcTime now) { return agent.wrapUp->minimumUntil <= now; }
bool mayFinish(const Agent &agent, const Ready &, UtcTime now) {
    return agent.wrapUp->minimumUntil <= now && (agent.wrapUp->disposed || !agent.wrapUp->dispositionRequired);
}
bool hasNoEnd(const Agent &agent, const ExtendWrapUp &, UtcTime) { return !agent.wrapUp->maximumUntil; }
bool extensionsLeft(const Agent &agent, const ExtendWrapUp &, UtcTime) {
    return agent.wrapUp->extensionsUsed < agent.wrapUp->extensionsAllowed;
}
bool wrapUpOver(const Agent &agent, const WrapUpTimer &, UtcTime now) {
    const auto end = agent.wrapUp->endsAt();
    return end && *end <= now;
}
bool silentLong(const Agent &agent, const HeartbeatLost &in, UtcTime now) { return now - agent.lastHeardAt >= in.loggedOffAfter; }
bool silent(const Agent &agent, const HeartbeatLost &in, UtcTime now) {
    return agent.presence == AgentPresence::Online && now - agent.lastHeardAt >= in.lostAfter;
}
bool leaseOver(const Agent &agent, const LeaseExpired &, UtcTime now) { return agent.reservation && agent.reservation->leaseUntil <= now; }
bool sameCall(const Agent &agent, const Restored &in, UtcTime) { return in.liveCallId.text() == agent.callId.text(); }
bool workWithWrapUp(const Agent &, const Restored &in, UtcTime) { return in.isQueueOrCampaignWork; }
bool onACall(const Agent &, const Restored &in, UtcTime) { return !in.liveCallId.isEmpty(); }

std::vector<Rule> presenceRules() {
    return {
        rule<Login>({S::Offline}, Target::NotReady, steps::logOn),
        rule<Login>(kOnline, Target::Same, steps::heard),

        refuse<Logout>(kAny, u"Say why the agent is logged off.", "forced without a reason", when<Logout, forcedWithoutReason>),
        rule<Logout>({S::Offline}, Target::Same, nullptr),
        rule<Logout>({S::NotReady, S::Unreachable}, Target::Offline, steps::logOff),
        rule<Logout>({S::Available, S::WrapUp}, Target::Offline, steps::logOff, "forced", when<Logout, forced>),
        rule<Logout>(kOffer, Target::Offline, steps::dropOfferAndLogOff, "forced", when<Logout, forced>),
        rule<Logout>(kCall, Target::Same, steps::logOffLater, "forced: when the call is over", when<Logout, forced>),
        refuse<Logout>(kOnline, u"Log off from \"not ready\": choose a reason first, and let the work in hand end."),

        refuse<Heartbeat>({S::Offline}, kLoggedOff),
        rule<Heartbeat>(kOnline, Target::Same, steps::heard),

        rule<HeartbeatLost>({S::NotReady, S::Available, S::WrapUp, S::Unreachable}, Target::Offline, steps::logOffSilent,
                            "silent for the longer time", when<HeartbeatLost, silentLong>),
        rule<HeartbeatLost>({S::NotReady, S::Available}, Target::Unreachable, steps::lose, "silent", when<HeartbeatLost, silent>),
        rule<HeartbeatLost>(kBusy, Target::Same, steps::lose, "silent: the work goes on", when<HeartbeatLost, silent>),
        rule<HeartbeatLost>(kAny, Target::Same, nullptr),
    };
}

std::vector<Rule> availabilityRules() {
    return {
        refuse<Ready>({S::Offline}, kLoggedOff),
        refuse<Ready>({S::Unreachable}, kSilent),
        rule<Ready>({S::NotReady, S::Available}, Target::Available, steps::ready),
        rule<Ready>({S::WrapUp}, Target::Available, steps::finishWrapUpReady, "nothing is left to do", when<Ready, mayFinish>),
        rule<Ready>(kBusy, Target::Same, steps::ready),

        refuse<NotReady>(kAny, u"Choose a reason.", "without a reason", when<NotReady, noReason>),
        refuse<NotReady>({S::Offline}, kLoggedOff),
        rule<NotReady>({S::NotReady, S::Available}, Target::NotReady, steps::takeBreak),
        rule<NotReady>({S::Unreachable}, Target::Same, steps::takeBreak),
        rule<NotReady>(kBusy, Target::Same, steps::breakLater),
    };
}

std::vector<Rule> offerRules() {
    return {
        refuse<Reserve>(kAny, u"A reservation needs an id, a call and a lease that is not over.", "incomplete", when<Reserve, badReservation>),
        refuse<Reserve>({S::Offline}, kLoggedOff),
        refuse<Reserve>({S::Unreachable}, u"The agent's console is not heard; he gets no offers."),
        refuse<Reserve>(kBusy, u"The agent has other work in hand."),
        refuse<Reserve>({S::Available}, u"The agent is about to take a break.", "a break is waiting", when<Reserve, pendingBreak>),
        rule<Reserve>({S::Available}, Target::Reserved, steps::reserve),
        rule<Reserve>({S::NotReady}, Target::Reserved, steps::reserve, "the agent's own call", when<Reserve, ownCall>),
        refuse<Reserve>({S::NotReady}, u"The agent is not ready."),

        rule<LegRings>(kOffer, Target::Ringing, steps::ring),
        refuse<LegRings>(kAny, kOver),
        rule<PreviewShown>({S::Reserved, S::Preview}, Target::Preview, steps::preview),
        refuse<PreviewShown>(kAny, kOver),
        rule<Answered>(kOffer, Target::Talking, steps::answer),
        rule<Answered>(kCall, Target::Same, nullptr),
        refuse<Answered>(kAny, kOver),

        rule<Missed>(kOffer, Target::NotReady, steps::miss, "the limit is reached, no break is waiting", when<Missed, reachesLimit>),
        rule<Missed>(kOffer, Target::Rest, steps::miss),
        refuse<Missed>(kAny, kOver),
        rule<CallerGone>(kOffer, Target::Rest, steps::endOffer),
        refuse<CallerGone>(kAny, kOver),
        rule<Released>(kOffer, Target::Rest, steps::endOffer),
        refuse<Released>(kAny, kOver),
        rule<LeaseExpired>(kOffer, Target::Rest, steps::endOffer, "the lease is over", when<LeaseExpired, leaseOver>),
        rule<LeaseExpired>(kAny, Target::Same, nullptr),
    };
}

std::vector<Rule> workRules() {
    return {
        rule<Hold>(kCall, Target::Hold, steps::hold),
        refuse<Hold>(kAny, u"There is no call to put on hold."),
        rule<Unhold>(kCall, Target::Talking, steps::unhold),
        refuse<Unhold>(kAny, u"There is no call on hold."),

        rule<WorkEnded>(kCall, Target::WrapUp, steps::beginWrapUp, "answered work of a queue or campaign", when<WorkEnded, wrapsUp>),
        rule<WorkEnded>(kCall, Target::Rest, steps::endWork),
        rule<WorkEnded>(kOffer, Target::Rest, steps::endOffer),
        rule<WorkEnded>(kAny, Target::Same, nullptr),

        rule<Disposed>(kBusy, Target::Same, nullptr, "of an earlier call", when<Disposed, otherCall>),
        rule<Disposed>({S::WrapUp}, Target::Rest, steps::disposeAndRest, "the minimum is over", when<Disposed, minimumOver>),
        rule<Disposed>({S::WrapUp, S::Talking, S::Hold}, Target::Same, steps::dispose),
        rule<Disposed>(kAny, Target::Same, nullptr),

        refuse<ExtendWrapUp>({S::WrapUp}, u"This wrap-up has no end that could be put off.", "no maximum", when<ExtendWrapUp, hasNoEnd>),
        rule<ExtendWrapUp>({S::WrapUp}, Target::Same, steps::extend, "extensions are left", when<ExtendWrapUp, extensionsLeft>),
        refuse<ExtendWrapUp>({S::WrapUp}, u"This wrap-up cannot be extended any more; choose a disposition."),
        refuse<ExtendWrapUp>(kAny, u"There is no wrap-up to extend."),
        rule<WrapUpTimer>({S::WrapUp}, Target::Rest, steps::endWrapUp, "its end has come", when<WrapUpTimer, wrapUpOver>),
        rule<WrapUpTimer>(kAny, Target::Same, nullptr),

        rule<Restored>({S::Offline}, Target::Same, nullptr),
        rule<Restored>(kIdle, Target::Talking, steps::readopt, "a live call is his", when<Restored, onACall>),
        rule<Restored>({S::Reserved, S::Ringing, S::Preview, S::Talking, S::Hold}, Target::Same, steps::spare, "his call is live",
                       when<Restored, sameCall>),
        rule<Restored>(kOffer, Target::Rest, steps::restoreOfferLost),
        rule<Restored>(kCall, Target::WrapUp, steps::restoreWorkLostToWrapUp, "work of a queue or campaign", when<Restored, workWithWrapUp>),
        rule<Restored>(kCall, Target::Rest, steps::restoreWorkLost),
        rule<Restored>(kOnline, Target::Same, steps::spare),
    };
}

} // namespace

const char *targetName(Target target) {
    constexpr std::array kNames = {"OFFLINE", "NOT_READY", "AVAILABLE", "RESERVED",    "RINGING", "PREVIEW", "TALKING",
                                   "HOLD",    "WRAPUP",    "UNREACHABLE", "rest",      "same",    "refused"};
    return kNames[static_cast<size_t>(target)];
}

const std::vector<Rule> &ruleTable() {
    static const std::vector<Rule> kTable = [] {
        std::vector<Rule> all;
        for (const auto &part : {presenceRules(), availabilityRules(), offerRules(), workRules()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return kTable;
}

const Rule *ruleFor(const Agent &agent, const AgentInput &input, UtcTime now) {
    const AgentState state = stateOf(agent);
    for (const Rule &rule : ruleTable())
        if (rule.input == input.index() && rule.from.has(state) && (!rule.guard || rule.guard(agent, input, now))) return &rule;
    return nullptr;
}

} // namespace callfloor::agentmachine
