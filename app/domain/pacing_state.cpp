// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacing.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// Spans that begin 5 s long and grow by a third.
std::vector<double> growingSpans() {
    std::vector<double> edges{0};
    for (double width = 5; edges.back() < 3600; width *= 1.35) edges.push_back(edges.back() + width);
    return edges;
}

template <class Numbers>
QJsonArray numbersJson(const Numbers &numbers) {
    QJsonArray array;
    for (const double number : numbers) array.append(std::round(number * 1e6) / 1e6);
    return array;
}

template <class Numbers>
void readNumbers(const QJsonValue &value, Numbers &into) {
    const QJsonArray array = value.toArray();
    if (array.size() != static_cast<qsizetype>(into.size())) return;
    for (size_t i = 0; i < into.size(); ++i) into[i] = std::max(0.0, array[static_cast<qsizetype>(i)].toDouble());
}

} // namespace

HazardTable::HazardTable(std::vector<double> edges, double mean, double weight, double halfLife)
    : m_edges(std::move(edges)), m_ends(m_edges.size()), m_exposure(m_edges.size()), m_decay(std::exp2(-1 / halfLife)) {
    for (size_t i = 0; i < m_edges.size(); ++i) {
        const double upper = i + 1 < m_edges.size() ? std::exp(-m_edges[i + 1] / mean) : 0;
        m_ends[i] = weight * (std::exp(-m_edges[i] / mean) - upper);
        m_exposure[i] = m_ends[i] * mean;
    }
}

size_t HazardTable::spanOf(double age) const {
    const auto behind = std::upper_bound(m_edges.begin(), m_edges.end(), std::max(age, 0.0));
    return static_cast<size_t>(behind - m_edges.begin()) - 1;
}

void HazardTable::learn(double seconds) {
    const size_t last = spanOf(seconds);
    for (size_t i = 0; i < m_edges.size(); ++i) {
        m_ends[i] *= m_decay;
        m_exposure[i] *= m_decay;
    }
    for (size_t i = 0; i < last; ++i) m_exposure[i] += m_edges[i + 1] - m_edges[i];
    m_exposure[last] += std::max(0.5, seconds - m_edges[last]);
    m_ends[last] += 1;
}

double HazardTable::at(double age) const {
    const size_t span = spanOf(age);
    return m_exposure[span] > 1e-9 ? m_ends[span] / m_exposure[span] : 0;
}

QJsonObject HazardTable::json() const { return {{u"ends"_s, numbersJson(m_ends)}, {u"exposure"_s, numbersJson(m_exposure)}}; }

void HazardTable::read(const QJsonObject &json) {
    readNumbers(json.value(u"ends"_s), m_ends);
    readNumbers(json.value(u"exposure"_s), m_exposure);
}

PacingState::PacingState() : talk(growingSpans(), 120, 6, 400), wrap(growingSpans(), 20, 6, 300) {
    // Before anything is known: of a hundred lines one is answered and two end otherwise in each second.
    constexpr double kPrior = 10;
    exposure.fill(kPrior);
    answers.fill(kPrior * 0.01);
    others.fill(kPrior * 0.02);
}

QJsonObject PacingState::json() const {
    return {{u"exposure"_s, numbersJson(exposure)}, {u"answers"_s, numbersJson(answers)}, {u"others"_s, numbersJson(others)},
            {u"seenFast"_s, seenFast},              {u"expectedFast"_s, expectedFast},    {u"outcomes"_s, outcomes},
            {u"talk"_s, talk.json()},               {u"wrap"_s, wrap.json()},             {u"theta"_s, theta}};
}

PacingState PacingState::fromJson(const QJsonObject &json) {
    PacingState state;
    readNumbers(json.value(u"exposure"_s), state.exposure);
    for (double &rang : state.exposure) rang = std::max(rang, 0.1);
    readNumbers(json.value(u"answers"_s), state.answers);
    readNumbers(json.value(u"others"_s), state.others);
    state.seenFast = json.value(u"seenFast"_s).toDouble(0);
    state.expectedFast = json.value(u"expectedFast"_s).toDouble(0);
    state.outcomes = json.value(u"outcomes"_s).toDouble(0);
    state.talk.read(json.value(u"talk"_s).toObject());
    state.wrap.read(json.value(u"wrap"_s).toObject());
    state.theta = json.value(u"theta"_s).toDouble(state.theta);
    return state;
}

} // namespace callfloor
