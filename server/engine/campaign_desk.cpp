// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/retry_rules.h"
#include "server/engine/campaign_dialing.h"
#include "server/store/suppression_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto kDispositionCallbackLife = 7 * 24h;
} // namespace

Result<LeadId> CampaignDialing::reserveFor(const CampaignId &id, const UserId &agent, int most) {
    Work *work = take(id);
    if (!work) return notFound(u"There is no such campaign."_s);
    const Campaign &campaign = work->campaign();
    if (campaign.mode != DialMode::Preview) return conflict(u"This is no preview campaign; its calls come by themselves."_s);
    if (campaign.status != CampaignStatus::Running) return conflict(u"The campaign is not running."_s);
    if (const auto held = store::leads::reservedBy(m_tx, id, agent, m_now)) return *held;
    store::leads::release(m_tx, id, m_now);
    WindowMemo windows(profileOf(campaign.rules, m_policy.callingProfile), ownHours(campaign.rules), m_now);
    const auto chosen = [&](const Candidates &candidates) -> std::optional<LeadId> {
        const auto recent = historyOf(*work, candidates, windows.profile());
        for (const store::NextLead &lead : candidates) {
            if (lead.owner != agent && keptForOwner(*work, lead)) continue; // it stays for the one whom he wants
            const GateVerdict verdict = judge(campaign.rules, factsOf(lead, recent, true), windows, m_now);
            if (verdict.kind == GateVerdict::Kind::Dial) return lead.id;
            putOff(*work, lead, verdict);
        }
        return std::nullopt;
    };
    auto lead = chosen(store::leads::nextCallbacks(m_tx, id, m_now, most));
    for (const store::LeadList &list : store::leads::lists(m_tx, id)) {
        if (lead || !list.dialledAt(m_now)) continue;
        store::leads::promote(m_tx, list.id, m_now, most);
        lead = chosen(store::leads::nextReady(m_tx, list.id, m_now, most));
    }
    writeAttempts(*work);
    if (!lead) return notFound(u"Nobody may be called right now; look at why the campaign does not dial."_s);
    store::leads::setOwner(m_tx, *lead, u"reserved"_s, m_now + std::chrono::seconds(campaign.rules.previewSeconds), agent);
    return *lead;
}

/// A lead gets another turn, whether it was over or not.
void CampaignDialing::reopen(Work &work, const store::LeadRow &lead, const QString &state, UtcTime next, int numberRank, const UserId &owner) {
    // Who is over and asked for another call is called, though there was nobody else left.
    if (work.campaign().status == CampaignStatus::Completed) {
        work.campaign().status = CampaignStatus::Running;
        work.campaign().endedAt.reset();
        work.changed = true;
    }
    due.push_back({work.campaign().id, next});
    if (lead.state == "done"_L1) {
        --countOf(work.counts(), groupOf(attemptOutcomeFromName(lead.outcome).value_or(AttemptOutcome::Answered)));
        ++work.counts().waiting;
        work.changed = true;
    }
    store::LeadAfter after;
    after.state = state;
    after.next = next;
    after.numberRank = numberRank;
    after.counts = false;
    after.outcome = lead.outcome;
    after.owner = owner;
    store::leads::afterAttempt(m_tx, lead.id, after);
}

Result<Ok> CampaignDialing::callBack(const CampaignId &id, const QString &number, UtcTime when, UtcTime expires, const UserId &owner,
                                     const QString &note) {
    Work *work = take(id);
    if (!work) return notFound(u"There is no such campaign."_s);
    const auto leadId = store::leads::byNumber(m_tx, id, number);
    const auto lead = leadId ? store::leads::load(m_tx, *leadId) : std::nullopt;
    if (!lead) return notFound(u"The campaign has no lead with that number."_s);
    if (lead->state == "blocked"_L1) return conflict(u"The lead is never dialled; look at why."_s);
    int rank = lead->numberRank;
    for (const store::NumberRow &one : store::leads::numbers(m_tx, lead->id))
        if (one.number == number && one.blocked.isEmpty()) rank = one.rank;
    store::leads::closeCallback(m_tx, lead->id, u"cancelled"_s, m_now); // a newer wish
    store::leads::insertCallback(m_tx, id, {makeUuid7(m_now), lead->id, number, when, expires, owner, note}, m_now);
    // One that talks with us right now gets its new turn when the call ends.
    if (lead->state != "dialling"_L1) reopen(*work, *lead, u"callback"_s, when, rank, owner);
    return Ok{};
}

void CampaignDialing::disposed(const store::CallDisposition &said, const store::Disposition &meaning) {
    const auto attempt = store::attempts::ofCall(m_tx, said.callId);
    Work *work = attempt ? take(attempt->campaign) : nullptr;
    const auto lead = work ? store::leads::load(m_tx, attempt->lead) : std::nullopt;
    if (!lead || lead->lastAttempt != attempt->id) return; // another attempt has come since
    if (meaning.doNotCall || meaning.action == u"suppress_contact"_s) return suppress(*work, *lead, said);
    if (said.callbackAt) {
        static_cast<void>(callBack(attempt->campaign, attempt->number, *said.callbackAt, *said.callbackAt + kDispositionCallbackLife,
                                   said.agentId, said.note));
        return;
    }
    if (lead->state != "done"_L1) return;
    const bool unworkable = meaning.action == u"suppress_number"_s;
    if (unworkable) store::leads::numberTried(m_tx, attempt->numberId, false, said.code);
    const auto behind = store::leads::numberBehind(m_tx, lead->id, lead->numberRank);
    if (unworkable && behind) reopen(*work, *lead, u"waiting"_s, m_now, *behind, lead->owner);
    if (meaning.action != u"retry_by_rule"_s) return;
    // A person who was not the right one, or a machine that an agent has heard.
    const AttemptOutcome like = said.code == "voicemail"_L1 ? AttemptOutcome::Machine : AttemptOutcome::NoAnswer;
    const NextStep step = nextStep(work->campaign().rules, like, {0, lead->tries, 0, behind.has_value()}, m_now, 1);
    if (step.again) reopen(*work, *lead, u"waiting"_s, step.at, step.nextNumber && behind ? *behind : lead->numberRank, lead->owner);
}

/// Nobody calls any of the person's numbers again.
void CampaignDialing::suppress(Work &work, const store::LeadRow &lead, const store::CallDisposition &said) {
    for (const store::NumberRow &number : store::leads::numbers(m_tx, lead.id)) {
        store::donotcall::Entry entry;
        entry.id = makeUuid7(m_now);
        entry.number = number.number;
        entry.reason = said.code;
        entry.createdBy = said.actorId;
        entry.createdAt = m_now;
        store::donotcall::add(m_tx, entry);
    }
    store::leads::closeCallback(m_tx, lead.id, u"cancelled"_s, m_now);
    work.changed = true;
}

} // namespace callfloor
