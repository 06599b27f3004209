// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacing_world.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace callfloor {

namespace {

/// Draws that are the same with every standard library.
class Dice {
public:
    explicit Dice(quint64 seed) : m_engine(seed) {}
    double uniform() { return (static_cast<double>(m_engine() >> 11) + 0.5) / 9007199254740992.0; }
    double exponential(double mean) { return -mean * std::log(uniform()); }
    double logNormal(double mean, double spread) {
        const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(2 * std::numbers::pi * uniform());
        return mean * std::exp(spread * normal - spread * spread / 2);
    }

private:
    std::mt19937_64 m_engine;
};

class Shift {
public:
    Shift(const PacingWorld &world, const PacingConfig &config)
        : m_world(world), m_config(config), m_dice(world.seed), m_agents(static_cast<size_t>(world.agents)) {}

    PacingOutcome play(const std::function<void(const std::function<void()> &)> &timed) {
        const double end = m_world.hours * 3600;
        for (double second = 0; second < end; second += 1) {
            for (double part = 0; part < 1; part += 0.1) step(second + part);
            takeBreaks(second);
            PacingDecision decision;
            const auto decide = [&] { decision = decidePacing(m_config, m_state, snapshot(second + 1), std::exchange(m_events, {})); };
            if (timed) timed(decide);
            else decide();
            for (int i = 0; i < decision.dial; ++i) dial(second + 1);
        }
        m_outcome.occupancy = m_there > 0 ? m_busy / m_there : 0;
        m_outcome.abandonRate = rate();
        m_outcome.agentHours = m_there / 3600;
        return m_outcome;
    }

private:
    enum class Doing : quint8 { Idle, Talking, Wrapping, Pausing };
    struct Agent {
        Doing doing = Doing::Idle;
        double since = 0, until = 0;
    };
    struct Line {
        double begun = 0, ends = 0;
        bool human = false;
    };

    /// -1 to 1, over two hours.
    double tide(double now, double phase) const { return m_world.drift * std::sin(2 * std::numbers::pi * (now / 7200 + phase)); }
    double rate() const {
        return m_outcome.answered > 0 ? static_cast<double>(m_outcome.abandoned) / static_cast<double>(m_outcome.answered) : 0;
    }

    void dial(double now) {
        ++m_outcome.dialled;
        Line line{now, now, false};
        const double answers = std::clamp(m_world.answerRate * (1 + tide(now, 0)), 0.01, 0.95), draw = m_dice.uniform();
        if (draw < answers) {
            const double rings = 2 + m_dice.exponential(m_world.answerRing - 2);
            line.human = rings < m_world.ringTimeout;
            line.ends = now + std::min(rings, m_world.ringTimeout);
        } else if (draw < answers + m_world.quickFailures) {
            line.ends = now + 1 + m_dice.exponential(3);
        } else {
            line.ends = now + m_world.ringTimeout;
        }
        m_lines.push_back(line);
    }

    void step(double now) {
        for (Agent &agent : m_agents) {
            if (agent.doing != Doing::Pausing) m_there += 0.1;
            if (agent.doing == Doing::Talking || agent.doing == Doing::Wrapping) m_busy += 0.1;
            if (agent.doing == Doing::Idle || agent.until > now) continue;
            const double lasted = agent.until - agent.since;
            if (agent.doing == Doing::Talking) {
                m_events.push_back({PacingEvent::Kind::TalkEnd, lasted, false});
                agent = {Doing::Wrapping, agent.until, agent.until + m_dice.exponential(m_world.wrap)};
                continue;
            }
            if (agent.doing == Doing::Wrapping) m_events.push_back({PacingEvent::Kind::WrapEnd, lasted, false});
            agent = {Doing::Idle, now, 0};
        }
        std::erase_if(m_lines, [&](const Line &line) {
            if (line.ends > now) return false;
            m_events.push_back({line.human ? PacingEvent::Kind::Answer : PacingEvent::Kind::NoHuman, line.ends - line.begun, false});
            if (line.human) m_waiting.push_back(line.ends);
            return true;
        });
        std::erase_if(m_waiting, [&](double since) { return connected(since, now) || givenUp(since, now); });
    }

    bool connected(double since, double now) {
        const auto idle = std::min_element(m_agents.begin(), m_agents.end(), [](const Agent &a, const Agent &b) {
            return std::pair(a.doing != Doing::Idle, a.since) < std::pair(b.doing != Doing::Idle, b.since);
        });
        if (idle->doing != Doing::Idle) return false;
        const double talk = m_dice.logNormal(m_world.talk * (1 + tide(now, 0.3)), m_world.talkSpread);
        *idle = {Doing::Talking, now, now + talk};
        noteLive(now - since, false);
        return true;
    }
    bool givenUp(double since, double now) {
        if (now - since < m_world.patience) return false;
        noteLive(now - since, true);
        return true;
    }
    void noteLive(double waited, bool abandoned) {
        ++m_outcome.answered;
        m_outcome.abandoned += abandoned;
        if (m_outcome.answered > 200) m_outcome.worstToDate = std::max(m_outcome.worstToDate, rate());
        m_events.push_back({PacingEvent::Kind::Live, waited, abandoned});
    }

    /// With drift, each agent rests ten minutes every two hours or so.
    void takeBreaks(double now) {
        if (m_world.drift <= 0) return;
        for (Agent &agent : m_agents)
            if (agent.doing == Doing::Idle && m_dice.uniform() < 1.0 / 1200) agent = {Doing::Pausing, now, now + 600};
    }

    PacingSnapshot snapshot(double now) const {
        PacingSnapshot shot;
        shot.loggedIn = m_world.agents;
        for (const Agent &agent : m_agents) {
            shot.idle += agent.doing == Doing::Idle;
            shot.paused += agent.doing == Doing::Pausing;
            if (agent.doing == Doing::Talking) shot.talking.push_back(now - agent.since);
            if (agent.doing == Doing::Wrapping) shot.wrapping.push_back(now - agent.since);
        }
        for (const Line &line : m_lines) shot.ringing.push_back(now - line.begun);
        for (const double since : m_waiting) shot.waiting.push_back(now - since);
        shot.answered = m_outcome.answered;
        shot.abandoned = m_outcome.abandoned;
        return shot;
    }

    PacingWorld m_world;
    PacingConfig m_config;
    Dice m_dice;
    PacingState m_state;
    std::vector<Agent> m_agents;
    std::vector<Line> m_lines;
    std::vector<double> m_waiting; ///< When they answered.
    std::vector<PacingEvent> m_events;
    PacingOutcome m_outcome;
    double m_there = 0, m_busy = 0;
};

} // namespace

PacingOutcome playShift(const PacingWorld &world, PacingConfig config,
                        const std::function<void(const std::function<void()> &)> &timed) {
    config.ringTimeout = world.ringTimeout;
    config.patience = world.patience;
    return Shift(world, config).play(timed);
}

} // namespace callfloor
