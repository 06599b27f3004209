// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_json.h"
#include "app/domain/failpoint.h"
#include "app/domain/retry_rules.h"
#include "app/domain/routing.h"
#include "server/engine/campaign_dialing.h"
#include "server/engine/input_run.h"
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// From the verdict to the beep of an answering machine.
constexpr auto kBeepWait = 30s;

bool isMachine(const QString &verdict) { return verdict.startsWith("machine"_L1) || verdict == "fax_detected"_L1; }

} // namespace

void CampaignDialing::noteAnswer(const Call &was, const Call &call) {
    if (call.campaignId.isEmpty() || !call.answeredAt || was.answeredAt) return;
    Work *work = take(call.campaignId);
    const auto attempt = work ? store::attempts::ofCall(m_tx, call.id) : std::nullopt;
    if (attempt && !attempt->endedAt) answered(*work, *attempt, call);
}

void CampaignDialing::noteEnd(const Call &call) {
    if (call.campaignId.isEmpty() || !call.terminal()) return;
    Work *work = take(call.campaignId);
    if (work && work->campaign().mode != DialMode::Agentless) noteAgents(*work);
    const auto attempt = work ? store::attempts::ofCall(m_tx, call.id) : std::nullopt;
    if (!attempt) return; // a number that was given up without being dialled
    if (attempt->endedAt) {
        if (call.answeredAt) corrected(*work, *attempt, call);
        return;
    }
    closed(*work, *attempt, call, attemptOutcome(call, attempt->facts()));
    m_toDial.push_back(call.campaignId);
}

/// Who has been answered by an agent meanwhile.
void CampaignDialing::noteAgents(Work &work) {
    for (const store::WaitingAnswer &waiting : store::attempts::waiting(m_tx, work.campaign().id))
        if (waiting.entryState == "connected"_L1)
            store::attempts::connected(m_tx, waiting.attempt.id, waiting.agent,
                                       (waiting.connectedAt - *waiting.attempt.answeredAt).count(), m_now);
}

void CampaignDialing::answered(Work &work, const store::Attempt &attempt, const Call &call) {
    const Campaign &campaign = work.campaign();
    if (!store::attempts::answered(m_tx, attempt.id, *call.answeredAt, m_now)) return;
    failpoint("answer_before_commit");
    if (!campaign.rules.callerIds.isEmpty()) ++work.callerIdMore[attempt.callerId].answered;
    if (campaign.rules.machines == MachinePolicy::BeforeConnect) return; // the verdict decides
    ++work.abandons.answeredLive;
    if (!call.terminal() && campaign.mode != DialMode::Agentless && campaign.mode != DialMode::Preview)
        connectToQueue(work, attempt, call);
}

/// An answered person waits before everybody else; the routing gives him to the first free agent.
void CampaignDialing::connectToQueue(Work &work, const store::Attempt &attempt, const Call &call) {
    const Campaign &campaign = work.campaign();
    if (campaign.queue.isEmpty() || store::entries::openOf(m_tx, call.id)) return;
    const auto lead = store::leads::load(m_tx, attempt.lead);
    act(call.id, input::SendToQueue{campaign.queue, kAnsweredPriority, lead ? lead->owner : UserId()});
    const UtcTime answeredAt = call.answeredAt.value_or(m_now);
    due.push_back({campaign.id, answeredAt + std::chrono::milliseconds(campaign.rules.patienceMs)});
}

void CampaignDialing::machineFound(const Call &call, const QString &verdict) {
    if (call.campaignId.isEmpty() || verdict.isEmpty()) return;
    Work *work = take(call.campaignId);
    const auto attempt = work ? store::attempts::ofCall(m_tx, call.id) : std::nullopt;
    if (!attempt || attempt->endedAt || !store::attempts::machine(m_tx, attempt->id, verdict)) return;
    const CampaignRules &rules = work->campaign().rules;
    const bool waited = rules.machines == MachinePolicy::BeforeConnect;
    if (!isMachine(verdict)) { // not_sure and silence count as a person
        if (!waited) return;
        ++work->abandons.answeredLive;
        if (!call.terminal()) connectToQueue(*work, *attempt, call);
        return;
    }
    ++work->abandons.machines;
    if (!waited) --work->abandons.answeredLive;
    if (call.terminal() || !attempt->agent.isEmpty()) return; // the agent ends it, or has
    leaveQueue(call.id);
    if (rules.machineText.isEmpty() || verdict == "fax_detected"_L1) return act(call.id, input::HangUp{{{}, Role::Admin}});
    due.push_back({call.campaignId, m_now + kBeepWait});
}

void CampaignDialing::beepHeard(const Call &call) {
    if (call.campaignId.isEmpty() || call.terminal()) return;
    Work *work = take(call.campaignId);
    const auto attempt = work ? store::attempts::ofCall(m_tx, call.id) : std::nullopt;
    if (!attempt || attempt->endedAt || !attempt->agent.isEmpty() || attempt->messagePlayed) return;
    const QString &text = work->campaign().rules.machineText;
    if (text.isEmpty()) return;
    // A beep may come without a verdict before it; it is one.
    if (store::attempts::machine(m_tx, attempt->id, u"machine"_s)) {
        ++work->abandons.machines;
        if (work->campaign().rules.machines != MachinePolicy::BeforeConnect) --work->abandons.answeredLive;
    }
    leaveQueue(call.id);
    store::attempts::messageSpoken(m_tx, attempt->id);
    sayAndEnd(call.id, text);
}

void CampaignDialing::leaveQueue(const CallId &call) {
    const auto entry = store::entries::openOf(m_tx, call);
    if (!entry) return;
    store::entries::abandon(m_tx, entry->id, m_now);
    store::entries::announce(m_tx, {entry->queue}, m_now);
}

/// Who has been answered by an agent is noted; whom nobody has taken in time gets the message that the law asks for.
void CampaignDialing::lookAfterWaiting(Work &work) {
    noteAgents(work);
    const auto patience = std::chrono::milliseconds(work.campaign().rules.patienceMs);
    for (const store::WaitingAnswer &waiting : store::attempts::waiting(m_tx, work.campaign().id)) {
        const store::Attempt &attempt = waiting.attempt;
        if (isMachine(attempt.machine)) {
            const bool silent = !attempt.messagePlayed && *attempt.answeredAt + kBeepWait <= m_now;
            if (silent) act(attempt.call, input::HangUp{{{}, Role::Admin}});
        } else if (waiting.entryState == "waiting"_L1 || waiting.entryState == "offered"_L1) {
            const UtcTime over = *attempt.answeredAt + patience;
            if (over <= m_now) giveUpWaiting(work, waiting);
            else due.push_back({work.campaign().id, over});
        }
    }
}

void CampaignDialing::giveUpWaiting(Work &work, const store::WaitingAnswer &waiting) {
    const store::Attempt &attempt = waiting.attempt;
    const QString &text = work.campaign().rules.safeHarbourText;
    // Whoever connects him at the same moment has changed the entry first: then he is not abandoned.
    if (!store::entries::flowOut(m_tx, waiting.entry, u"abandoned_by_dialler"_s, u"message"_s, m_now)) return;
    store::entries::announce(m_tx, {work.campaign().queue}, m_now);
    if (!store::attempts::abandoned(m_tx, attempt.id, !text.isEmpty(), (m_now - *attempt.answeredAt).count(), m_now)) return;
    ++work.abandons.abandoned;
    if (text.isEmpty()) return act(attempt.call, input::HangUp{{{}, Role::Admin}});
    ++work.abandons.messagePlayed;
    sayAndEnd(attempt.call, text);
}

/// Runs an input on a call within this transaction.
void CampaignDialing::act(const CallId &id, const CallInput &input) {
    store::CallKeys keys;
    keys.calls << id.text();
    auto calls = store::calls::loadForInputs(m_tx, keys);
    if (calls.empty()) return;
    PeopleDesk people(m_tx, m_policy, m_now);
    const InputRun run = runInput(people, calls.front(), input, {commands, events});
    people.finish();
    wroteEvents = wroteEvents || people.wroteEvents();
    if (run.changed) store::calls::save(m_tx, {calls.front()}, m_policy.timeScale);
}

/// Speaks on the customer's leg; when it is said, the call is ended like that of any message of a campaign.
void CampaignDialing::sayAndEnd(const CallId &id, const QString &text) {
    store::CallKeys keys;
    keys.calls << id.text();
    auto calls = store::calls::loadForInputs(m_tx, keys);
    const Leg *leg = calls.empty() ? nullptr : calls.front().legOf(LegRole::Customer);
    if (!leg || leg->ended() || calls.front().terminal()) return;
    Call &call = calls.front();
    if (call.plan.waiting) { // whoever is being rung for him is let go, and the music ends
        Overflow message;
        message.kind = OverflowKind::Message;
        message.text = text;
        return act(id, input::Overflowed{message});
    }
    call.wishes.message = text;
    commands.push_back({CommandId(makeUuid4()), id, {leg->id, command::Speak{text, m_policy.aiVoice}, u"speak:"_s + leg->id.text()}});
    store::calls::save(m_tx, {call}, m_policy.timeScale);
}

void CampaignDialing::closed(Work &work, const store::Attempt &attempt, const Call &call, AttemptOutcome outcome) {
    if (!store::attempts::close(m_tx, call.id, outcome, call.answeredAt, m_now)) return;
    if (work.campaign().mode != DialMode::Agentless) leaveQueue(call.id);
    --work.counts().dialling;
    work.changed = true;
    settleLead(work, attempt, outcome);
    failpoint("end_before_commit");
    QByteArray body;
    JsonWriter json(body);
    json.beginObject().key("event").value(u"ended").key("at").value(m_now).key("attemptId").value(attempt.id);
    json.key("callId").value(call.id.text()).key("outcome").value(attemptOutcomeName(outcome));
    json.key("answeredAt").timeOrNull(call.answeredAt).key("endedAt").timeOrNull(call.endedAt);
    json.key("machine").textOrNull(attempt.machine).key("agentId").textOrNull(attempt.agent.text());
    json.key("abandoned").value(attempt.abandoned).key("messagePlayed").value(attempt.messagePlayed).endObject();
    noteLedger(work, u"ended"_s, attempt.id, body);
}

void CampaignDialing::settleLead(Work &work, const store::Attempt &attempt, AttemptOutcome outcome) {
    const auto lead = store::leads::load(m_tx, attempt.lead);
    if (!lead) return;
    const CampaignRules &rules = work.campaign().rules;
    LeadHistory history;
    history.misplaced = lead->misplaced;
    const bool looksBack = rules.retry(outcome).afterSeconds > 0 || outcome == AttemptOutcome::Invalid || outcome == AttemptOutcome::Fax;
    const auto behind = looksBack ? store::leads::numberBehind(m_tx, lead->id, lead->numberRank) : std::nullopt;
    history.moreNumbers = behind.has_value();
    if (looksBack) std::tie(history.sameOutcome, history.sameOutcomeDay) = store::attempts::outcomes(m_tx, lead->id, outcome, m_now - 24h);
    const NextStep step = nextStep(rules, outcome, history, m_now, m_policy.timeScale);
    store::leads::numberTried(m_tx, attempt.numberId, step.counts, step.blockNumber ? attemptOutcomeName(outcome) : QString());
    store::LeadAfter after;
    after.state = step.again ? u"waiting"_s : u"done"_s;
    after.next = step.again ? step.at : UtcTime{};
    after.numberRank = lead->numberRank;
    if (step.nextNumber && behind) after.numberRank = *behind;
    if (step.firstNumber) after.numberRank = store::leads::numberBehind(m_tx, lead->id, -1).value_or(lead->numberRank);
    after.counts = step.counts;
    after.misplaced = step.counts ? 0 : lead->misplaced + 1;
    after.outcome = attemptOutcomeName(outcome);
    after.owner = lead->owner;
    // What was arranged on the phone goes before every rule.
    const auto wish = work.campaign().mode == DialMode::Agentless ? std::nullopt : store::leads::openCallback(m_tx, lead->id);
    if (wish && step.counts) {
        after.state = u"callback"_s;
        after.next = wish->due;
        after.owner = wish->owner;
        after.numberRank = lead->numberRank;
        due.push_back({work.campaign().id, wish->due});
    }
    store::leads::afterAttempt(m_tx, lead->id, after);
    if (wish && step.counts) {
        ++work.counts().waiting;
        return;
    }
    if (step.again) ++work.counts().waiting;
    else ++countOf(work.counts(), groupOf(outcome));
    if (step.again) due.push_back({work.campaign().id, step.at});
}

/// A late report has shown that somebody had answered after all.
void CampaignDialing::corrected(Work &work, const store::Attempt &attempt, const Call &call) {
    const auto before = attemptOutcomeFromName(attempt.outcome);
    const AttemptOutcome outcome = attemptOutcome(call, attempt.facts());
    if (!before || groupOf(*before) == OutcomeGroup::Answered || groupOf(outcome) != OutcomeGroup::Answered) return;
    store::attempts::correct(m_tx, attempt.id, outcome, call.answeredAt);
    const auto lead = store::leads::load(m_tx, attempt.lead);
    // One that is being dialled again, or was, is left to that.
    if (!lead || lead->lastAttempt != attempt.id || lead->state == "dialling"_L1) return;
    if (lead->state == "done"_L1) --countOf(work.counts(), groupOf(*before));
    else if (lead->state == "blocked"_L1) --work.counts().blocked;
    else --work.counts().waiting;
    store::LeadAfter after;
    after.state = u"done"_s;
    after.numberRank = lead->numberRank;
    after.counts = false;
    after.outcome = attemptOutcomeName(outcome);
    after.owner = lead->owner;
    store::leads::afterAttempt(m_tx, lead->id, after);
    ++work.counts().answered;
    work.changed = true;
}

void CampaignDialing::noteLedger(Work &work, const QString &kind, const QString &attemptId, const QByteArray &body) {
    work.ledger.push_back({0, m_now, kind, attemptId, body, {}});
    work.changed = true; // the end of the chain stands in the campaign's row
}

} // namespace callfloor
