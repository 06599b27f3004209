// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_dialing.h"

#include "app/domain/call_json.h"
#include "server/store/call_store.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTogether = 64;
/// How many lots of numbers one transaction looks at when all of them are held back: others wait for the database.
constexpr int kLotsAtOnce = 8;
/// A number that the carrier did not place is tried again so often, with growing pauses.
constexpr int kMostTries = 20;
constexpr auto kBusyElsewhere = 60s;

std::chrono::microseconds pauseAfter(int tries, double timeScale) {
    const double seconds = std::min(300.0, 2.0 * (1 << std::min(tries, 8)));
    return std::chrono::microseconds(static_cast<qint64>(seconds * 1e6 / timeScale));
}

qint64 &countOf(CampaignCounts &counts, AttemptEnding ending) {
    switch (ending) {
    case AttemptEnding::Answered: return counts.answered;
    case AttemptEnding::Unanswered: return counts.unanswered;
    case AttemptEnding::Failed: return counts.failed;
    case AttemptEnding::NotPlaced: return counts.waiting;
    }
    return counts.failed;
}

} // namespace

EventDraft campaignEvent(const Campaign &campaign) {
    EventDraft draft{EventKind::CampaignUpdate, campaign.id.text(), {Audience::Kind::Staff, {}}, {}};
    writeCampaign(draft.payload, campaign);
    return draft;
}

Campaign *CampaignDialing::take(const CampaignId &id) {
    const auto known = std::find_if(m_campaigns.begin(), m_campaigns.end(), [&](const Campaign &c) { return c.id == id; });
    if (known != m_campaigns.end()) return &*known;
    auto locked = store::campaigns::lock(m_tx, id);
    if (!locked) return nullptr;
    m_campaigns.push_back(std::move(*locked));
    return &m_campaigns.back();
}

void CampaignDialing::ended(const Call &was, const Call &call) {
    if (call.campaignId.isEmpty() || !call.terminal()) return;
    const AttemptEnding ending = attemptEnding(call);
    if (was.terminal()) {
        const AttemptEnding before = attemptEnding(was);
        if (ending != AttemptEnding::Answered || before == ending) return;
        Campaign *campaign = take(call.campaignId);
        // One that was put back and is to be dialled again has no finished attempt to correct: it is left to its turn.
        if (!campaign || before == AttemptEnding::NotPlaced || !store::campaigns::correctAttempt(m_tx, call.id, before)) return;
        --countOf(campaign->counts, before);
        ++campaign->counts.answered;
        return;
    }
    Campaign *campaign = take(call.campaignId);
    const auto closed = campaign ? store::campaigns::closeAttempt(m_tx, call.id, ending, m_now) : std::nullopt;
    if (!closed) return;
    --campaign->counts.dialling;
    const bool again = ending == AttemptEnding::NotPlaced && closed->tries < kMostTries;
    if (again) {
        ++campaign->counts.waiting;
        store::campaigns::retryTarget(m_tx, closed->targetId, m_now + pauseAfter(closed->tries, m_policy.timeScale));
    } else {
        const AttemptEnding noted = ending == AttemptEnding::NotPlaced ? AttemptEnding::Failed : ending;
        ++countOf(campaign->counts, noted);
        store::campaigns::finishTarget(m_tx, closed->targetId, noted);
    }
    dialNext(*campaign);
}

void CampaignDialing::dialNext(const CampaignId &id) {
    if (Campaign *campaign = take(id)) dialNext(*campaign);
}

void CampaignDialing::dialNext(Campaign &campaign) {
    if (campaign.status != CampaignStatus::Running) return;
    int lines = campaign.concurrency - store::campaigns::openAttempts(m_tx, campaign.id);
    for (int lot = 0; lines > 0 && campaign.counts.waiting > 0; ++lot) {
        if (lot == kLotsAtOnce) {
            due.push_back({campaign.id, m_now});
            return;
        }
        const auto targets = store::campaigns::nextTargets(m_tx, campaign.id, m_now, std::min(lines, kTogether));
        if (targets.empty()) break;
        for (const store::NextTarget &target : targets) {
            if (!mayDial(campaign, target)) continue;
            dial(campaign, target);
            --lines;
        }
        writeAttempts(campaign.id); // the next lot is to see it
    }
    if (m_tx.failure() != store::Failure::None) return;
    completeIfDone(campaign);
    // Those who wait for their hour; whom a free line reaches before is looked at then.
    if (lines > 0 && campaign.counts.waiting > 0)
        if (const auto next = store::campaigns::nextTime(m_tx, campaign.id)) due.push_back({campaign.id, *next});
}

bool CampaignDialing::mayDial(Campaign &campaign, const store::NextTarget &target) {
    if (target.doNotCall) {
        store::campaigns::block(m_tx, target, u"do_not_call"_s);
        --campaign.counts.waiting;
        ++campaign.counts.blocked;
        noteGivenUp(campaign, target.number, u"do_not_call"_s);
        return false;
    }
    const CallingWindow window = callingWindow(m_policy.callingProfile, target.number, target.region, m_now);
    if (!window.open || target.inAttempt) {
        store::campaigns::postpone(m_tx, target, window.open ? m_now + kBusyElsewhere : window.opensAt);
        return false;
    }
    return true;
}

void CampaignDialing::dial(Campaign &campaign, const store::NextTarget &target) {
    Call call;
    call.id = CallId::make(m_now);
    call.customerNumber = target.number;
    call.ourNumber = campaign.fromNumber;
    call.direction = CallDirection::Outbound;
    call.startedAt = m_now;
    call.campaignId = campaign.id;
    call.wishes.record = campaign.record;
    call.wishes.useAi = campaign.useAi;
    call.wishes.message = campaign.message;
    Leg leg;
    leg.id = LegId::make(m_now);
    leg.to = target.number;
    leg.from = campaign.fromNumber;
    leg.createdAt = m_now;
    command::Dial dial = dialFor(leg);
    dial.record = campaign.record;
    commands.push_back({CommandId(makeUuid4()), call.id, {leg.id, dial, {}}});
    call.legs.push_back(std::move(leg));
    m_begun.push_back({target, call.id});
    m_calls.push_back(std::move(call));
    --campaign.counts.waiting;
    ++campaign.counts.dialling;
}

void CampaignDialing::writeAttempts(const CampaignId &campaign) {
    writeCalls(); // attempts refer to their calls
    store::campaigns::beginAttempts(m_tx, campaign, m_begun, m_now);
    m_begun.clear();
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

void CampaignDialing::completeIfDone(Campaign &campaign) {
    if (campaign.counts.waiting > 0 || campaign.counts.dialling > 0) return;
    campaign.status = CampaignStatus::Completed;
    campaign.endedAt = m_now;
}

void CampaignDialing::finish() {
    writeCalls();
    for (const Campaign &campaign : m_campaigns) {
        store::campaigns::save(m_tx, campaign);
        events.push_back(campaignEvent(campaign));
    }
    m_campaigns.clear();
}

} // namespace callfloor
