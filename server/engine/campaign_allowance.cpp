// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_allowance.h"

#include "app/domain/pacing.h"
#include "server/store/attempt_store.h"
#include "server/store/campaign_floor.h"
#include "server/store/campaign_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 1000ms;
constexpr auto kShortestTick = 200ms;
constexpr int kEventsTogether = 2000;
constexpr auto kPause = 60s;   ///< A longer time without a look was a pause, not a slow database.
constexpr auto kRecently = 10s;
constexpr auto kOverdue = 5s;  ///< Beyond the time of ringing.

double secondsOf(std::chrono::microseconds span) { return std::max(0.0, static_cast<double>(span.count()) / 1e6); }

bool isPerson(const store::Attempt &attempt) { return !attempt.machine.startsWith("machine"_L1) && attempt.machine != "fax_detected"_L1; }

/// What an attempt tells the pacing that it has not told before.
void tell(const store::Attempt &attempt, UtcTime since, std::vector<PacingEvent> &events) {
    using Kind = PacingEvent::Kind;
    if (attempt.notedAt && *attempt.notedAt > since)
        events.push_back({isPerson(attempt) ? Kind::Answer : Kind::NoHuman, secondsOf(*attempt.answeredAt - attempt.createdAt), false});
    if (attempt.settledAt && *attempt.settledAt > since) events.push_back({Kind::Live, secondsOf(std::chrono::microseconds(attempt.waitUs)), attempt.abandoned});
    if (attempt.endedAt && !attempt.answeredAt && attempt.outcome != attemptOutcomeName(AttemptOutcome::NotPlaced))
        events.push_back({Kind::NoHuman, secondsOf(*attempt.endedAt - attempt.createdAt), false});
}

std::vector<PacingEvent> eventsSince(store::Tx &tx, const Campaign &campaign, const std::vector<store::Attempt> &open, UtcTime since) {
    std::vector<PacingEvent> events;
    for (const store::Attempt &attempt : open) tell(attempt, since, events);
    for (const store::Attempt &attempt : store::attempts::endedSince(tx, campaign.id, since, kEventsTogether)) tell(attempt, since, events);
    const store::EndedWork work = store::endedWork(tx, campaign.queue, since);
    for (const double talk : work.talks) events.push_back({PacingEvent::Kind::TalkEnd, talk, false});
    for (const double wrap : work.wraps) events.push_back({PacingEvent::Kind::WrapEnd, wrap, false});
    return events;
}

/// How late the news are: of the answers that came last, of lines that should have been over for long, or of this very look.
double lateness(const std::vector<store::Attempt> &open, const CampaignRules &rules, std::chrono::microseconds sinceLook, UtcTime now) {
    double late = sinceLook < kPause ? secondsOf(sinceLook - kTick) : 0;
    size_t ringing = 0, overdue = 0;
    for (const store::Attempt &attempt : open) {
        if (attempt.answeredAt) {
            if (attempt.notedAt && now - *attempt.notedAt < kRecently) late = std::max(late, secondsOf(*attempt.notedAt - *attempt.answeredAt));
            continue;
        }
        ++ringing;
        overdue += now - attempt.createdAt > std::chrono::seconds(rules.ringSeconds) + kOverdue;
    }
    // One line in doubt says nothing; many say that the carrier's reports do not come.
    if (overdue > 2 && overdue * 4 > ringing) late = std::max(late, secondsOf(kOverdue));
    return late;
}

PacingSnapshot snapshotOf(const store::CampaignFloor &floor, const std::vector<store::Attempt> &open, const store::AbandonSum &period,
                          UtcTime now) {
    PacingSnapshot shot;
    shot.loggedIn = floor.loggedIn;
    shot.paused = floor.paused + floor.leaving; // who leaves after his call will not be free
    shot.idle = floor.idle;
    shot.talking = floor.talking;
    shot.wrapping = floor.wrapping;
    for (const store::Attempt &attempt : open) {
        if (!attempt.answeredAt) shot.ringing.push_back(secondsOf(now - attempt.createdAt));
        else if (attempt.agent.isEmpty() && !attempt.abandoned && isPerson(attempt))
            shot.waiting.push_back(secondsOf(now - *attempt.answeredAt));
    }
    shot.answered = period.answeredLive;
    shot.abandoned = period.abandoned;
    return shot;
}

} // namespace

Allowance allowanceNow(store::Tx &tx, const Campaign &campaign, UtcTime now) {
    if (campaign.mode == DialMode::Preview) return {0, "agents_choose", std::nullopt};
    const store::StoredPacer stored = store::pacer(tx, campaign.id);
    if (stored.at && *stored.at <= now && now - *stored.at < kShortestTick) return {0, "pacing", kShortestTick};
    const UtcTime since = stored.at && *stored.at <= now ? *stored.at : now - kTick;
    const std::vector<store::Attempt> open = store::attempts::openOf(tx, campaign.id);
    PacingConfig config;
    config.mode = campaign.mode;
    config.cap = campaign.rules.abandonCap;
    config.ratio = campaign.rules.ratio;
    config.patience = campaign.rules.patienceMs / 1000.0;
    config.ringTimeout = campaign.rules.ringSeconds;
    config.maxLines = campaign.rules.maxLines > 0 ? campaign.rules.maxLines : campaign.concurrency;
    config.tick = std::clamp(secondsOf(now - since), 0.2, 5.0);
    PacingState state = PacingState::fromJson(QJsonDocument::fromJson(stored.json).object());
    auto snapshot = snapshotOf(store::campaignFloor(tx, campaign.queue, now), open,
                                     store::campaigns::abandons(tx, campaign.id, now, kLegalDays), now);
    snapshot.late = lateness(open, campaign.rules, now - since, now);
    const PacingDecision decision = decidePacing(config, state, snapshot, eventsSince(tx, campaign, open, since));
    store::savePacer(tx, campaign.id, QJsonDocument(state.json()).toJson(QJsonDocument::Compact), now);
    return {decision.dial, decision.why, kTick};
}

} // namespace callfloor
