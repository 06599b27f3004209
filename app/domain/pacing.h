// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign_rules.h"

#include <QJsonObject>

#include <array>
#include <vector>

namespace callfloor {

/// What the pacing is told once. Seconds.
struct PacingConfig {
    DialMode mode = DialMode::Predictive;
    double cap = 0.03;        ///< Of live answers that may be abandoned in the legal period.
    double ratio = 1.0;       ///< Power: lines for each idle agent.
    double patience = 2.0;    ///< How long who has answered may wait for an agent.
    double ringTimeout = 25.0;
    int maxLines = 100'000;
    double maxPerSecond = 25.0; ///< Dials.
    double tick = 1.0;        ///< Between two decisions.
};

/// What is so at this moment. Ages are seconds since something began.
struct PacingSnapshot {
    int loggedIn = 0; ///< Agents, those who pause included.
    int idle = 0;
    int paused = 0;
    std::vector<double> talking; ///< Of agents who will be free afterwards.
    std::vector<double> wrapping;
    std::vector<double> ringing; ///< Of lines, unknown ones included.
    std::vector<double> waiting; ///< Of people who have answered and have nobody yet.
    qint64 answered = 0;  ///< Live answers of the legal period.
    qint64 abandoned = 0; ///< Those of them whom nobody took in time.
    double late = 0;      ///< How late the news are that this was made of.
};

/// What happened since the last decision.
struct PacingEvent {
    enum class Kind : quint8 {
        Answer,  ///< A dial ended in a person; `seconds` of ringing.
        NoHuman, ///< A dial ended otherwise; `seconds` of ringing.
        Live,    ///< A person was connected to an agent, or `abandoned`.
        TalkEnd, ///< After `seconds`.
        WrapEnd, ///< After `seconds`.
    };
    Kind kind = Kind::Answer;
    double seconds = 0;
    bool abandoned = false;
};

/// How long something lasts, learnt as hazards: of those that last so long, how many end in each span. Older observations
/// count less.
class HazardTable {
public:
    /// `edges` of the spans, from 0, rising; the last one is open. `mean`: what is believed before anything is seen, with the
    /// weight of so many observations. `halfLife`: in observations.
    HazardTable(std::vector<double> edges, double mean, double weight, double halfLife);
    void learn(double seconds);
    /// Hazard a second at an age.
    double at(double age) const;
    QJsonObject json() const;
    void read(const QJsonObject &json);

private:
    size_t spanOf(double age) const;
    std::vector<double> m_edges, m_ends, m_exposure;
    double m_decay;
};

/// What a campaign's pacing has learned. A value; the same events make the same state.
struct PacingState {
    PacingState();
    static constexpr size_t kRingBins = 70;
    std::array<double, kRingBins> exposure; ///< Lines that rang in that second.
    std::array<double, kRingBins> answers;  ///< Of them answered by a person in it.
    std::array<double, kRingBins> others;   ///< Of them ended otherwise in it.
    double seenFast = 0, expectedFast = 0;  ///< Answers of late: seen, and expected by the table.
    double outcomes = 0;                    ///< Dials that have ended, in all.
    HazardTable talk, wrap;
    double theta = 0.04; ///< The price: abandons that one more answer may cost.

    QJsonObject json() const;
    /// Members that are missing stay as at the beginning.
    static PacingState fromJson(const QJsonObject &json);
};

/// How many to dial now.
struct PacingDecision {
    int dial = 0;
    const char *why = ""; ///< `no_agents`, `no_idle_agents`, `lines`, `learning`, `abandon_cap`, `look_ahead`, `late_reports`, `pacing`.
};

/// Learns from the events, then decides. A pure function: no clock, no input or output, no chance.
///
/// Progressive: a line for each idle agent. Power: `ratio` lines, within the budget of abandoned calls. Predictive looks some 26
/// seconds ahead: the number of free agents is a distribution that grows by those who finish and shrinks by those who answer;
/// what falls below zero is abandoned. It dials the largest number whose last call is worth its price theta and that stays
/// within the budget. Theta falls with each abandoned and rises with each other answer, so that errors of the forecast move
/// the price instead of the rate (an integral control on the outcome). The idea of looking a short time ahead is that of
/// Samuelson, Interfaces 29 (1999).
PacingDecision decidePacing(const PacingConfig &config, PacingState &state, const PacingSnapshot &snapshot,
                            const std::vector<PacingEvent> &events);

/// Abandoned people in the look-ahead, if `n` more are dialled now.
class LookAhead {
public:
    LookAhead(const PacingConfig &config, const PacingState &state, const PacingSnapshot &snapshot);
    double expectedAbandons(int n) const;
    double answerChance() const { return m_answerChance; }     ///< Of a call dialled now.
    double answersInFlight() const { return m_answersInFlight; }
    static constexpr int kHorizon = 28; ///< Seconds: the longest ring and the patience behind it.

private:
    std::array<double, kHorizon> m_demand{};   ///< Those who must have an agent in that second.
    std::array<double, kHorizon> m_newDemand{}; ///< The same of one call dialled now.
    std::array<double, kHorizon> m_freed{};    ///< Agents who become free in that second.
    double m_answerChance = 0;
    double m_answersInFlight = 0;
    int m_idle = 0;
    int m_agents = 0;
};

/// The share of abandoned answers by Ofcom's former method, machines taken out of the abandoned by the share that agents see:
/// d = drops (1 - m / (h + m)), d / (h + d). `humans`, `machines`: calls that agents have handled. 0 if nothing is known.
double ukAbandonRate(double drops, double humans, double machines);

} // namespace callfloor
