// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacing.h"

#include <algorithm>
#include <cmath>

namespace callfloor {

namespace {

// Found by trial in the simulation (pacing_world.h); docs/campaigns.md has the results.
constexpr double kTargetShare = 0.9;  ///< Of the cap: what is steered to.
constexpr double kEta = 0.1;          ///< How fast the price follows.
constexpr double kWindow = 500;       ///< Answers over which a surplus is spent.
constexpr double kThetaLow = 0.002, kThetaHigh = 0.6;
constexpr int kEnoughAnswers = 20;    ///< Of the period, before more is dialled than there are idle agents.
constexpr double kColdOutcomes = 450;
constexpr int kHardStopAnswers = 200;
constexpr int kFewAgents = 4;
constexpr double kFewAgentsRatio = 1.5;
constexpr double kRoomShare = 0.5;
constexpr double kLateReports = 2; ///< Seconds.

/// Takes a Poisson number of demands from the free agents. Returns the expected number that found none.
double takeAway(std::vector<double> &free, double rate) {
    if (rate <= 1e-12) return 0;
    const size_t most = free.size() - 1;
    std::vector<double> left(free.size(), 0.0);
    double lost = 0;
    double p = std::exp(-rate), cumulative = 0, mean = 0;
    for (size_t k = 0; k < most + 60; ++k) {
        if (p > 1e-12)
            for (size_t x = 0; x <= most; ++x) {
                if (free[x] <= 0) continue;
                left[x >= k ? x - k : 0] += free[x] * p;
                if (k > x) lost += free[x] * p * static_cast<double>(k - x);
            }
        cumulative += p;
        mean += p * static_cast<double>(k);
        if (1 - cumulative < 1e-9 && static_cast<double>(k) > rate) break;
        p *= rate / static_cast<double>(k + 1);
    }
    free.swap(left);
    return lost;
}

/// Adds a Poisson number of agents, never above all of them.
void addFree(std::vector<double> &free, double rate) {
    if (rate <= 1e-12) return;
    const size_t most = free.size() - 1;
    std::vector<double> more(free.size(), 0.0);
    double p = std::exp(-rate), rest = 1;
    for (size_t k = 0; k <= most && rest > 1e-9; ++k) {
        for (size_t x = 0; x <= most; ++x) more[std::min(most, x + k)] += free[x] * p;
        rest -= p;
        p *= rate / static_cast<double>(k + 1);
    }
    for (size_t x = 0; x <= most && rest > 0; ++x) more[most] += free[x] * rest;
    free.swap(more);
}

void learnOutcome(PacingState &state, bool answer, double seconds) {
    constexpr double kHalfLife = 1500, kFastHalfLife = 150;
    static const double kKeep = std::exp2(-1 / kHalfLife), kKeepFast = std::exp2(-1 / kFastHalfLife);
    const auto bin = std::min(PacingState::kRingBins - 1, static_cast<size_t>(std::max(0.0, seconds)));
    double expected = 0, alive = 1;
    for (size_t s = 0; s < PacingState::kRingBins; ++s) {
        const double rang = state.exposure[s];
        expected += alive * state.answers[s] / rang;
        alive *= std::max(0.0, 1 - (state.answers[s] + state.others[s]) / rang);
        state.exposure[s] *= kKeep;
        state.answers[s] *= kKeep;
        state.others[s] *= kKeep;
    }
    for (size_t s = 0; s <= bin; ++s) state.exposure[s] += 1;
    (answer ? state.answers : state.others)[bin] += 1;
    state.seenFast = state.seenFast * kKeepFast + (answer ? 1 : 0);
    state.expectedFast = state.expectedFast * kKeepFast + expected;
    state.outcomes += 1;
}

void learnLive(PacingState &state, const PacingConfig &config, const PacingSnapshot &snapshot, bool abandoned) {
    const double target = kTargetShare * config.cap;
    const double left = (target * (static_cast<double>(snapshot.answered) + kWindow) - static_cast<double>(snapshot.abandoned)) / kWindow;
    const double tau = std::clamp(left, 0.1 * target, 2 * target);
    state.theta = std::clamp(state.theta * std::exp(kEta * (tau - (abandoned ? 1 : 0))), kThetaLow, kThetaHigh);
}

void learn(PacingState &state, const PacingConfig &config, const PacingSnapshot &snapshot, const std::vector<PacingEvent> &events) {
    for (const PacingEvent &event : events) {
        switch (event.kind) {
        case PacingEvent::Kind::Answer: learnOutcome(state, true, event.seconds); break;
        case PacingEvent::Kind::NoHuman: learnOutcome(state, false, event.seconds); break;
        case PacingEvent::Kind::Live: learnLive(state, config, snapshot, event.abandoned); break;
        case PacingEvent::Kind::TalkEnd: state.talk.learn(event.seconds); break;
        case PacingEvent::Kind::WrapEnd: state.wrap.learn(event.seconds); break;
        }
    }
}

/// The largest n with expected abandons within the room and the last call worth its price; the cost of one more only grows.
int lookAhead(const PacingConfig &config, const PacingState &state, const PacingSnapshot &snapshot, int most) {
    const LookAhead ahead(config, state, snapshot);
    const double budget = config.cap * (static_cast<double>(snapshot.answered) + ahead.answersInFlight());
    const double room = kRoomShare * std::max(0.0, budget - static_cast<double>(snapshot.abandoned));
    const double price = state.theta * ahead.answerChance();
    const auto fits = [&](int n) {
        const double all = ahead.expectedAbandons(n);
        return all <= room && all - ahead.expectedAbandons(n - 1) <= price;
    };
    if (most <= 0 || !fits(1)) return 0;
    int low = 1, high = 2;
    while (high <= most && fits(high)) {
        low = high;
        high *= 2;
    }
    high = std::min(high, most + 1);
    while (high - low > 1) {
        const int middle = (low + high) / 2;
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

} // namespace

LookAhead::LookAhead(const PacingConfig &config, const PacingState &state, const PacingSnapshot &snapshot)
    : m_idle(snapshot.idle), m_agents(std::max(snapshot.loggedIn - snapshot.paused, snapshot.idle)) {
    constexpr size_t kBins = PacingState::kRingBins;
    const double fast = std::clamp((state.seenFast + 8) / (state.expectedFast + 8), 0.25, 4.0);
    std::array<double, kBins + 1> alive{};
    std::array<double, kBins> answered{};
    alive[0] = 1;
    for (size_t s = 0; s < kBins; ++s) {
        const double hazard = std::min(1.0, fast * state.answers[s] / state.exposure[s]);
        answered[s] = alive[s] * hazard;
        alive[s + 1] = alive[s] * std::max(0.0, 1 - hazard - state.others[s] / state.exposure[s]);
    }
    const auto rings = std::min(kBins, static_cast<size_t>(std::ceil(config.ringTimeout)) + 1);
    const auto shift = static_cast<size_t>(std::max(0.0, std::round(config.patience)));
    for (size_t s = 0; s < rings; ++s) {
        m_answerChance += answered[s];
        if (s + shift < kHorizon) m_newDemand[s + shift] += answered[s];
    }
    for (const double age : snapshot.ringing) {
        const auto at = static_cast<size_t>(std::max(0.0, age));
        if (at >= rings || alive[at] <= 1e-9) continue;
        for (size_t s = at; s < rings; ++s) {
            const double chance = answered[s] / alive[at];
            m_answersInFlight += chance;
            if (s - at + shift < kHorizon) m_demand[s - at + shift] += chance;
        }
    }
    for (const double age : snapshot.waiting)
        m_demand[std::min<size_t>(kHorizon - 1, static_cast<size_t>(std::max(0.0, config.patience - age)))] += 1;

    std::array<double, kHorizon> talkEnds{}, wrapLength{};
    for (double age : snapshot.talking) {
        double talks = 1;
        for (double &end : talkEnds) {
            const double ends = 1 - std::exp(-state.talk.at(age++));
            end += talks * ends;
            talks *= 1 - ends;
        }
    }
    double wraps = 1;
    for (size_t s = 0; s < kHorizon; ++s) {
        const double ends = 1 - std::exp(-state.wrap.at(static_cast<double>(s)));
        wrapLength[s] = wraps * ends;
        wraps *= 1 - ends;
    }
    for (size_t talk = 0; talk < kHorizon; ++talk)
        for (size_t wrap = 0; talk + wrap < kHorizon; ++wrap) m_freed[talk + wrap] += talkEnds[talk] * wrapLength[wrap];
    for (double age : snapshot.wrapping) {
        double works = 1;
        for (double &freed : m_freed) {
            const double ends = 1 - std::exp(-state.wrap.at(age++));
            freed += works * ends;
            works *= 1 - ends;
        }
    }
}

double LookAhead::expectedAbandons(int n) const {
    std::vector<double> free(static_cast<size_t>(std::max(m_agents, 0)) + 1, 0.0);
    free[std::min(free.size() - 1, static_cast<size_t>(std::max(m_idle, 0)))] = 1;
    double abandoned = 0;
    for (size_t s = 0; s < kHorizon; ++s) {
        addFree(free, m_freed[s]);
        abandoned += takeAway(free, m_demand[s] + n * m_newDemand[s]);
    }
    return abandoned;
}

PacingDecision decidePacing(const PacingConfig &config, PacingState &state, const PacingSnapshot &snapshot,
                            const std::vector<PacingEvent> &events) {
    learn(state, config, snapshot, events);
    const int agents = snapshot.loggedIn - snapshot.paused;
    if (agents <= 0) return {0, "no_agents"};
    const int inFlight = static_cast<int>(snapshot.ringing.size() + snapshot.waiting.size());
    const int lines = config.maxLines - inFlight - static_cast<int>(snapshot.talking.size());
    const int room = std::min(lines, static_cast<int>(config.maxPerSecond * config.tick));
    if (room <= 0) return {0, "lines"};
    const int progressive = snapshot.idle - inFlight;
    const auto answer = [&](int dial, const char *why) {
        const int cut = std::clamp(dial, 0, room);
        return PacingDecision{cut, cut > 0 ? "" : snapshot.idle == 0 && dial <= 0 ? "no_idle_agents" : why};
    };
    if (config.mode == DialMode::Progressive || config.mode == DialMode::Preview) return answer(progressive, "pacing");
    const bool overCap = snapshot.answered > kHardStopAnswers && static_cast<double>(snapshot.abandoned) >= config.cap * static_cast<double>(snapshot.answered);
    if (overCap) return answer(progressive, "abandon_cap");
    if (snapshot.late > kLateReports) return answer(progressive, "late_reports"); // what it knows is not so any more
    if (config.mode == DialMode::Power) {
        const double left = config.cap * static_cast<double>(snapshot.answered) - static_cast<double>(snapshot.abandoned);
        const bool budget = snapshot.answered < kEnoughAnswers || left > 0;
        const double ratio = budget ? config.ratio : 1.0;
        return answer(static_cast<int>(std::floor(ratio * snapshot.idle + 1e-9)) - inFlight, budget ? "pacing" : "abandon_cap");
    }
    if (snapshot.answered < kEnoughAnswers) return answer(progressive, "learning");
    if (agents < kFewAgents) return answer(static_cast<int>(std::floor(kFewAgentsRatio * snapshot.idle)) - inFlight, "pacing");
    int dial = lookAhead(config, state, snapshot, room);
    if (state.outcomes < kColdOutcomes)
        dial = std::min(dial, static_cast<int>((1.2 + state.outcomes / 225) * snapshot.idle) - inFlight);
    return answer(std::max(dial, progressive), "look_ahead");
}

double ukAbandonRate(double drops, double humans, double machines) {
    const double handled = humans + machines;
    const double net = handled > 0 ? drops * (1 - machines / handled) : drops;
    return humans + net > 0 ? net / (humans + net) : 0;
}

} // namespace callfloor
