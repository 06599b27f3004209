// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_dialing.h"

#include "app/domain/call_json.h"
#include "app/domain/failpoint.h"
#include "server/engine/campaign_allowance.h"
#include "server/engine/people_desk.h"
#include "server/store/agent_store.h"
#include "server/store/call_store.h"

#include <algorithm>
#include <utility>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTogether = 64;
/// How many lots of leads one transaction looks at when all of them are held back: others wait for the database.
constexpr int kLotsAtOnce = 4;
/// How many whose time has come join the others at once.
constexpr int kPromotedAtOnce = 256;
constexpr auto kHistory = 7 * 24h;
/// After it a callback is made by whoever is free.
constexpr auto kOwnerAlone = 10min;
constexpr auto kOwnerLookedAt = 5s;
/// When all numbers of ours have had their dials of the day.
constexpr auto kNoCallerId = 15min;

bool hasHistoryRules(const CampaignRules &rules) {
    const AttemptCaps &caps = rules.caps;
    return caps.perDay > 0 || caps.per24Hours > 0 || caps.per7Days > 0 || caps.gapSeconds > 0;
}

} // namespace

EventDraft campaignEvent(const Campaign &campaign) {
    EventDraft draft{EventKind::CampaignUpdate, campaign.id.text(), {Audience::Kind::Staff, {}}, {}};
    writeCampaign(draft.payload, campaign);
    return draft;
}

qint64 &countOf(CampaignCounts &counts, OutcomeGroup group) {
    switch (group) {
    case OutcomeGroup::Answered: return counts.answered;
    case OutcomeGroup::Unanswered: return counts.unanswered;
    case OutcomeGroup::Failed: break;
    }
    return counts.failed;
}

CampaignDialing::Work *CampaignDialing::take(const CampaignId &id) {
    const auto known =
        std::find_if(m_work.begin(), m_work.end(), [&](const Work &w) { return w.locked.campaign.id == id; });
    if (known != m_work.end()) return &*known;
    auto locked = store::campaigns::lock(m_tx, id);
    if (!locked) return nullptr;
    m_work.push_back(Work{std::move(*locked)});
    return &m_work.back();
}

Campaign *CampaignDialing::campaign(const CampaignId &id) {
    Work *work = take(id);
    if (!work) return nullptr;
    work->changed = true;
    return &work->campaign();
}

void CampaignDialing::dialNext(const CampaignId &id) {
    Work *work = take(id);
    if (!work || work->lookedAt || work->campaign().loading) return;
    work->lookedAt = true;
    Campaign &campaign = work->campaign();
    if (campaign.status == CampaignStatus::Running && campaign.stopsAt && *campaign.stopsAt <= m_now) {
        campaign.status = CampaignStatus::Draining;
        work->changed = true;
    }
    if (campaign.mode != DialMode::Agentless) lookAfterWaiting(*work);
    if (campaign.status == CampaignStatus::Running) {
        store::leads::release(m_tx, campaign.id, m_now);
        // Who could not be reached in all that time is a lead like others again.
        for (const LeadId &lead : store::leads::expireCallbacks(m_tx, campaign.id, m_now))
            static_cast<void>(store::leads::setOwner(m_tx, lead, u"ready"_s, {}, {}));
        const int open = store::attempts::openCount(m_tx, campaign.id);
        const int lines = linesToDial(*work, open);
        if (lines > 0 && campaign.counts.waiting > 0 && dialUpTo(*work, lines) > 0 && campaign.counts.waiting > 0)
            // Those who wait for their hour; whom a free line reaches before is looked at then.
            if (const auto next = store::leads::nextTime(m_tx, campaign.id)) due.push_back({campaign.id, *next});
    }
    if (m_tx.failure() == store::Failure::None) completeIfDone(*work);
}

int CampaignDialing::linesToDial(Work &work, int open) {
    const Campaign &campaign = work.campaign();
    const int most = campaign.rules.maxLines > 0 ? campaign.rules.maxLines : campaign.concurrency;
    if (campaign.mode == DialMode::Agentless) return most - open;
    const Allowance allowance = allowanceNow(m_tx, campaign, m_now);
    if (allowance.lookAgain) due.push_back({campaign.id, m_now + *allowance.lookAgain});
    if (allowance.dial <= 0 && campaign.counts.waiting > 0) ++work.refusals[QLatin1String(allowance.reason)];
    return std::min(allowance.dial, most - open);
}

/// Returns how many lines are left.
int CampaignDialing::dialUpTo(Work &work, int lines) {
    const CampaignRules &rules = work.campaign().rules;
    WindowMemo windows(profileOf(rules, m_policy.callingProfile), ownHours(rules), m_now);
    const bool reserved = work.campaign().mode == DialMode::Progressive;
    int lots = 0;
    // Takes from one source until it, or the lines, or the transaction's share of time run out.
    const auto drain = [&](auto &&source) {
        for (; lines > 0 && lots < kLotsAtOnce; ++lots) {
            const Candidates candidates = source(std::min(lines, kTogether));
            if (candidates.empty() || m_tx.failure() != store::Failure::None) return;
            lines = dialLot(work, candidates, lines, windows, reserved);
        }
    };
    const CampaignId &id = work.campaign().id;
    drain([&](int limit) { return store::leads::nextCallbacks(m_tx, id, m_now, limit); });
    const auto lists = store::leads::lists(m_tx, id);
    expireLists(work, lists);
    for (const store::LeadList &list : lists) {
        if (lines <= 0 || !list.dialledAt(m_now)) continue;
        store::leads::promote(m_tx, list.id, m_now, kPromotedAtOnce);
        drain([&](int limit) { return store::leads::nextReady(m_tx, list.id, m_now, limit); });
    }
    if (lots >= kLotsAtOnce && lines > 0) due.push_back({id, m_now});
    return lines;
}

void CampaignDialing::expireLists(Work &work, const std::vector<store::LeadList> &lists) {
    for (const store::LeadList &list : lists) {
        if (!list.expiresAt || *list.expiresAt > m_now) continue;
        const int count = store::leads::expire(m_tx, list.id, kPromotedAtOnce);
        if (count == 0) continue;
        work.counts().waiting -= count;
        work.counts().blocked += count;
        work.refusals[u"list_expired"_s] += count;
        work.changed = true;
        if (count == kPromotedAtOnce) due.push_back({list.campaign, m_now});
    }
}

QHash<QString, store::RecentAttempts> CampaignDialing::historyOf(Work &work, const Candidates &candidates, CallingProfile profile) {
    QStringList numbers;
    const CampaignRules &rules = work.campaign().rules;
    for (const store::NextLead &lead : candidates)
        if (hasHistoryRules(rules) || rules.lockoutHours > 0 || needsHistory(rules, {lead.number, lead.country, lead.zone, lead.region}, profile))
            numbers << lead.number;
    if (numbers.isEmpty()) return {};
    const auto span = rules.lockoutHours > 0 ? std::max<std::chrono::microseconds>(kAbandonedKept, std::chrono::hours(rules.lockoutHours))
                                             : std::chrono::microseconds(kHistory);
    return store::attempts::recent(m_tx, numbers, m_now - span);
}

DialFacts CampaignDialing::factsOf(const store::NextLead &lead, const QHash<QString, store::RecentAttempts> &recent,
                                   bool reserved) const {
    DialFacts facts;
    facts.place = {lead.number, lead.country, lead.zone, lead.region};
    facts.inAttempt = lead.inAttempt;
    facts.doNotCall = lead.doNotCall;
    facts.consent = lead.consent;
    facts.numberTries = lead.numberTries;
    facts.leadTries = lead.tries;
    facts.callback = lead.state == "callback"_L1;
    facts.agentReserved = reserved;
    if (const auto known = recent.constFind(lead.number); known != recent.constEnd()) {
        facts.recent = known->begun;
        facts.lastAbandoned = known->lastAbandoned;
    }
    return facts;
}

/// Returns how many lines are left.
int CampaignDialing::dialLot(Work &work, const Candidates &candidates, int lines, WindowMemo &windows, bool agentReserved) {
    const CampaignRules &rules = work.campaign().rules;
    const auto recent = historyOf(work, candidates, windows.profile());
    QSet<QString> taken; // a number may stand twice among these, once as a callback
    for (const store::NextLead &lead : candidates) {
        DialFacts facts = factsOf(lead, recent, agentReserved);
        facts.inAttempt = facts.inAttempt || taken.contains(lead.number);
        const GateVerdict verdict = judge(rules, facts, windows, m_now);
        if (verdict.kind != GateVerdict::Kind::Dial) {
            putOff(work, lead, verdict);
            continue;
        }
        if (const auto again = keptForOwner(work, lead)) {
            putOff(work, lead, {GateVerdict::Kind::Later, "owner_busy", *again, nullptr});
            continue;
        }
        const QString from = callerIdFor(work, lead.number);
        if (from.isEmpty()) {
            putOff(work, lead, {GateVerdict::Kind::Later, "no_caller_id", m_now + kNoCallerId, nullptr});
            continue;
        }
        dial(work, lead, from, checksJson(rules, facts, *verdict.window, windows.profile(), m_now), lead.owner);
        taken.insert(lead.number);
        --lines;
    }
    writeAttempts(work); // the next lot is to see it
    return lines;
}

/// Whoever was promised a certain agent waits for that one, for a while: until when to look again. Nothing if he may be rung now.
std::optional<UtcTime> CampaignDialing::keptForOwner(const Work &work, const store::NextLead &lead) {
    if (lead.owner.isEmpty() || lead.state != "callback"_L1 || work.campaign().mode == DialMode::Agentless) return std::nullopt;
    const auto wish = store::leads::openCallback(m_tx, lead.id);
    if (!wish || wish->due + kOwnerAlone <= m_now) return std::nullopt;
    const bool chooses = work.campaign().mode == DialMode::Preview; // then the agent himself asks for it
    if (!chooses && stateOf(store::agents::load(m_tx, lead.owner)) == AgentState::Available) return std::nullopt;
    return m_now + kOwnerLookedAt;
}

void CampaignDialing::putOff(Work &work, const store::NextLead &lead, const GateVerdict &verdict) {
    const QString reason = QLatin1String(verdict.reason);
    ++work.refusals[reason];
    const bool callback = lead.state == "callback"_L1;
    if (verdict.kind == GateVerdict::Kind::Later) {
        work.changes.push_back({lead.id, callback ? u"callback"_s : u"waiting"_s, verdict.again, {}});
        return;
    }
    work.changes.push_back({lead.id, u"blocked"_s, {}, reason});
    if (callback) store::leads::closeCallback(m_tx, lead.id, u"cancelled"_s, m_now);
    --work.counts().waiting;
    ++work.counts().blocked;
    work.changed = true;
    // Of leads there are too many for a call each; the lead itself says why.
    if (work.campaign().mode == DialMode::Agentless) noteGivenUp(work.campaign(), lead.number, reason);
}

QString CampaignDialing::callerIdFor(Work &work, const QString &callee) {
    const Campaign &campaign = work.campaign();
    if (campaign.rules.callerIds.isEmpty()) return campaign.fromNumber;
    if (!work.callerIdsRead) work.callerIdUse = store::attempts::callerIds(m_tx, campaign.id, m_now);
    work.callerIdsRead = true;
    const QString picked = pickCallerId(campaign.rules.callerIds, work.callerIdUse, campaign.rules.callerIdPerDay, callee);
    if (picked.isEmpty()) return {};
    ++work.callerIdUse[picked].today;
    ++work.callerIdMore[picked].dials;
    return picked;
}

CallId CampaignDialing::dial(Work &work, const store::NextLead &lead, const QString &callerId, const QByteArray &checks,
                             const UserId &agent, const CallId &wantedId, const std::optional<Device> &owner) {
    const Campaign &campaign = work.campaign();
    Call call;
    call.id = wantedId.isEmpty() ? CallId::make(m_now) : wantedId;
    call.plan.owner = owner;
    call.customerNumber = lead.number;
    call.ourNumber = callerId;
    call.direction = CallDirection::Outbound;
    call.startedAt = m_now;
    call.campaignId = campaign.id;
    if (campaign.mode == DialMode::Preview) call.agentId = agent;
    call.wishes.record = campaign.record;
    if (campaign.mode == DialMode::Agentless) {
        call.wishes.useAi = campaign.useAi;
        call.wishes.message = campaign.message;
    }
    Leg leg;
    leg.id = LegId::make(m_now);
    leg.to = lead.number;
    leg.from = callerId;
    leg.createdAt = m_now;
    leg.ringTimeoutSeconds = campaign.rules.ringSeconds;
    command::Dial dial = callfloor::dialFor(leg);
    dial.record = campaign.record;
    if (campaign.rules.machines != MachinePolicy::Off) dial.detectMachine = u"premium"_s;
    commands.push_back({CommandId(makeUuid4()), call.id, {leg.id, dial, {}}});
    call.legs.push_back(std::move(leg));
    store::Attempt attempt;
    attempt.id = makeUuid7(m_now);
    attempt.campaign = campaign.id;
    attempt.lead = lead.id;
    attempt.numberId = lead.numberId;
    attempt.number = lead.number;
    attempt.call = call.id;
    attempt.callerId = callerId;
    attempt.mode = campaign.mode;
    attempt.createdAt = m_now;
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("event").value(u"dialled").key("at").value(m_now).key("attemptId").value(attempt.id);
    json.key("leadId").value(lead.id.text()).key("callId").value(call.id.text()).key("number").value(lead.number);
    json.key("callerId").value(callerId).key("mode").value(dialModeName(campaign.mode)).key("checks").raw(checks).endObject();
    noteLedger(work, u"dialled"_s, attempt.id, body);
    if (lead.state == "callback"_L1) store::leads::closeCallback(m_tx, lead.id, u"dialled"_s, m_now);
    const CallId id = call.id;
    work.begun.push_back(std::move(attempt));
    m_calls.push_back(std::move(call));
    --work.counts().waiting;
    ++work.counts().dialling;
    work.changed = true;
    return id;
}

void CampaignDialing::writeAttempts(Work &work) {
    writeCalls(); // attempts refer to their calls
    store::attempts::begin(m_tx, work.begun);
    store::leads::change(m_tx, work.changes);
    if (!work.begun.empty()) failpoint("dial_before_commit");
    work.begun.clear();
    work.changes.clear();
}

Result<CallId> CampaignDialing::dialFor(const CampaignId &id, const LeadId &leadId, const UserId &agent) {
    Work *work = take(id);
    if (!work) return notFound(u"There is no such campaign."_s);
    if (work->campaign().status != CampaignStatus::Running) return conflict(u"The campaign is not running."_s);
    const auto lead = store::leads::next(m_tx, id, leadId, m_now);
    if (!lead) return notFound(u"There is no such lead."_s);
    if (lead->state != "reserved"_L1 || lead->owner != agent)
        return conflict(u"The lead is not on your screen any more; take the next one."_s);
    const CampaignRules &rules = work->campaign().rules;
    WindowMemo windows(profileOf(rules, m_policy.callingProfile), ownHours(rules), m_now);
    const auto recent = historyOf(*work, {*lead}, windows.profile());
    const DialFacts facts = factsOf(*lead, recent, true);
    const GateVerdict verdict = judge(rules, facts, windows, m_now);
    const QString from = verdict.kind == GateVerdict::Kind::Dial ? callerIdFor(*work, lead->number) : QString();
    if (from.isEmpty()) {
        const bool open = verdict.kind == GateVerdict::Kind::Dial;
        const GateVerdict why = open ? GateVerdict{GateVerdict::Kind::Later, "no_caller_id", m_now + kNoCallerId, nullptr} : verdict;
        putOff(*work, *lead, why);
        writeAttempts(*work);
        return Error{ErrorCode::Conflict, refusalSentence(QLatin1String(why.reason)), {}, {}, QLatin1String(why.reason), 0};
    }
    // The agent is kept for it before anybody is rung.
    Call wanted;
    wanted.id = CallId::make(m_now);
    wanted.ourNumber = from;
    PeopleDesk people(m_tx, m_policy, m_now);
    const auto device = people.reserve(agent, wanted, Errand::Offer, work->campaign().queue, true, m_policy.agentRingSeconds);
    if (!device) return device.error();
    wroteEvents = true;
    const CallId call = dial(*work, *lead, from, checksJson(rules, facts, *verdict.window, windows.profile(), m_now), agent, wanted.id, *device);
    writeAttempts(*work);
    return call;
}

void CampaignDialing::noteGivenUp(const Campaign &campaign, const QString &number, const QString &outcome) {
    Call call;
    call.id = CallId::make(m_now);
    call.customerNumber = number;
    call.ourNumber = campaign.fromNumber;
    call.direction = CallDirection::Outbound;
    call.status = CallStatus::Failed;
    call.outcome = outcome;
    call.startedAt = m_now;
    call.endedAt = m_now;
    call.campaignId = campaign.id;
    m_calls.push_back(std::move(call));
}

void CampaignDialing::writeCalls() {
    if (m_calls.empty()) return;
    store::calls::save(m_tx, m_calls, m_policy.timeScale);
    for (const Call &call : m_calls) {
        EventDraft created{EventKind::CallUpdate, call.id.text(), audienceOf(call), {}};
        writeCall(created.payload, call);
        events.push_back(std::move(created));
    }
    m_calls.clear();
}

void CampaignDialing::completeIfDone(Work &work) {
    Campaign &campaign = work.campaign();
    if (campaign.counts.dialling > 0) return;
    const bool drained = campaign.status == CampaignStatus::Draining;
    const bool done = campaign.status == CampaignStatus::Running && campaign.counts.waiting <= 0 && campaign.counts.numbers > 0;
    if (!drained && !done) return;
    campaign.status = drained ? CampaignStatus::Stopped : CampaignStatus::Completed;
    campaign.endedAt = m_now;
    work.changed = true;
}

void CampaignDialing::finish() {
    for (const CampaignId &id : std::exchange(m_toDial, {}))
        if (m_tx.failure() == store::Failure::None) dialNext(id);
    writeCalls();
    for (Work &work : m_work) {
        writeAttempts(work);
        store::campaigns::appendLedger(m_tx, work.locked, std::move(work.ledger));
        const CampaignId &id = work.campaign().id;
        store::campaigns::addRefusals(m_tx, id, work.refusals, m_now);
        const store::AbandonSum &sum = work.abandons;
        if (sum.answeredLive != 0 || sum.abandoned != 0 || sum.machines != 0 || sum.messagePlayed != 0)
            store::campaigns::addAbandons(m_tx, id, sum, m_now);
        store::attempts::addCallerIds(m_tx, id, work.callerIdMore, m_now);
        if (!work.changed) continue;
        store::campaigns::save(m_tx, work.locked);
        if (!work.campaign().loading) events.push_back(campaignEvent(work.campaign()));
    }
    m_work.clear();
}

} // namespace callfloor
