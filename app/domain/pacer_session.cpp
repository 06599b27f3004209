// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacer_session.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// After a pause in which nobody asked, dials of so many seconds may leave at once.
constexpr double kSavedSeconds = 5;

/// Keeps the first complaint about a line.
class PacerFields {
public:
    explicit PacerFields(const QJsonObject &object) : m_object(object) {}

    double number(const QString &name, double otherwise, double low, double high) {
        const QJsonValue value = m_object.value(name);
        if (value.isUndefined()) return otherwise;
        if (value.isDouble() && value.toDouble() >= low && value.toDouble() <= high) return value.toDouble();
        complain(name, u"a number from %1 to %2"_s.arg(low).arg(high));
        return otherwise;
    }
    qint64 count(const QString &name) { return static_cast<qint64>(number(name, 0, 0, 1e12)); }
    std::vector<double> ages(const QString &name) {
        std::vector<double> all;
        const QJsonValue value = m_object.value(name);
        if (!value.isUndefined() && !value.isArray()) complain(name, u"an array of seconds"_s);
        for (const QJsonValue &age : value.toArray()) {
            if (!age.isDouble()) complain(name, u"an array of seconds"_s);
            all.push_back(std::max(0.0, age.toDouble()));
        }
        return all;
    }
    PacerFields part(const QString &name) {
        const QJsonValue value = m_object.value(name);
        if (!value.isUndefined() && !value.isObject()) complain(name, u"an object"_s);
        return PacerFields(value.toObject());
    }
    void complain(const QString &name, const QString &wanted) {
        if (!m_problem) m_problem = badField(name, u"\"%1\" must be %2."_s.arg(name, wanted));
    }
    void also(const PacerFields &other) {
        if (!m_problem) m_problem = other.m_problem;
    }
    const std::optional<Error> &problem() const { return m_problem; }

private:
    QJsonObject m_object;
    std::optional<Error> m_problem;
};

std::optional<PacingEvent> eventFrom(const QJsonObject &json, PacerFields &line) {
    PacerFields fields(json);
    const QString kind = json.value(u"e"_s).toString();
    PacingEvent event;
    if (kind == "outcome"_L1) {
        const QString what = json.value(u"what"_s).toString();
        if (what.isEmpty()) fields.complain(u"what"_s, u"human, machine, no_answer, busy or failed"_s);
        event.kind = what == "human"_L1 ? PacingEvent::Kind::Answer : PacingEvent::Kind::NoHuman;
        event.seconds = fields.number(u"ring_s"_s, 0, 0, 1e6);
    } else if (kind == "live"_L1) {
        event.kind = PacingEvent::Kind::Live;
        event.abandoned = json.value(u"abandoned"_s).toBool();
        event.seconds = fields.number(u"wait_s"_s, 0, 0, 1e6);
    } else if (kind == "talk_end"_L1 || kind == "wrapup_end"_L1) {
        event.kind = kind == "talk_end"_L1 ? PacingEvent::Kind::TalkEnd : PacingEvent::Kind::WrapEnd;
        event.seconds = fields.number(u"sec"_s, 0, 0, 1e6);
    } else {
        return std::nullopt; // of a later version
    }
    line.also(fields);
    return event;
}

PacingSnapshot snapshotFrom(PacerFields &line) {
    PacerFields agents = line.part(u"agents"_s), calls = line.part(u"calls"_s), period = line.part(u"period"_s);
    PacingSnapshot shot;
    shot.loggedIn = static_cast<int>(agents.number(u"logged_in"_s, 0, 0, 10'000));
    shot.idle = static_cast<int>(agents.number(u"idle"_s, 0, 0, 10'000));
    shot.paused = static_cast<int>(agents.number(u"paused"_s, 0, 0, 10'000));
    shot.talking = agents.ages(u"talking_s"_s);
    shot.wrapping = agents.ages(u"wrapup_s"_s);
    shot.ringing = calls.ages(u"ringing_s"_s);
    shot.waiting = calls.ages(u"waiting_s"_s);
    // Lines of which nothing is known yet ring since this moment.
    shot.ringing.insert(shot.ringing.end(), static_cast<size_t>(calls.number(u"x"_s, 0, 0, 100'000)), 0.0);
    shot.answered = period.count(u"answered_live"_s);
    shot.abandoned = period.count(u"abandoned"_s);
    for (const PacerFields &part : {agents, calls, period}) line.also(part);
    return shot;
}

QByteArray refusal(const Error &error, bool tick) {
    QJsonObject answer{{u"error"_s, error.message}};
    if (tick) answer.insert(u"dial"_s, 0);
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray PacerSession::take(const QByteArray &line) {
    if (line.trimmed().isEmpty()) return {};
    QJsonParseError problem{};
    const QJsonObject object = QJsonDocument::fromJson(line, &problem).object();
    const QString type = object.value(u"type"_s).toString();
    if (type == "config"_L1) {
        const auto configured = configure(object);
        return configured ? QByteArray() : refusal(configured.error(), false);
    }
    if (type == "tick"_L1) {
        const auto dial = tick(object);
        return dial ? "{\"dial\":" + QByteArray::number(*dial) + '}' : refusal(dial.error(), true);
    }
    return refusal(badField(u"type"_s, problem.error != QJsonParseError::NoError ? u"The line is not JSON: %1."_s.arg(problem.errorString())
                                                                                 : u"\"type\" must be config or tick."_s), false);
}

Result<Ok> PacerSession::configure(const QJsonObject &line) {
    PacerFields fields(line);
    PacingConfig config;
    const auto mode = dialModeFromName(line.value(u"mode"_s).toString(dialModeName(config.mode)));
    if (!mode || *mode == DialMode::Agentless) fields.complain(u"mode"_s, u"predictive, power, progressive or preview"_s);
    else config.mode = *mode;
    config.cap = fields.number(u"cap"_s, config.cap, 0, 1);
    config.ratio = fields.number(u"ratio"_s, config.ratio, 0.1, 100);
    config.patience = fields.number(u"patience_s"_s, config.patience, 0, 60);
    config.ringTimeout = fields.number(u"ring_timeout_s"_s, config.ringTimeout, 1, 600);
    config.maxLines = static_cast<int>(fields.number(u"max_lines"_s, config.maxLines, 0, 1e9));
    config.maxPerSecond = fields.number(u"max_cps"_s, config.maxPerSecond, 0, 1e6);
    config.tick = fields.number(u"tick_s"_s, config.tick, 0.01, 60);
    if (fields.problem()) return *fields.problem();
    m_config = config;
    m_state = PacingState();
    m_last = -1;
    m_dials = 0;
    return Ok{};
}

Result<int> PacerSession::tick(const QJsonObject &line) {
    PacerFields fields(line);
    const double now = fields.number(u"t"_s, m_last < 0 ? 0 : m_last + m_config.tick, 0, 1e12);
    const PacingSnapshot shot = snapshotFrom(fields);
    std::vector<PacingEvent> events;
    for (const QJsonValue &value : line.value(u"events"_s).toArray())
        if (const auto event = eventFrom(value.toObject(), fields)) events.push_back(*event);
    if (fields.problem()) return *fields.problem();
    refill(now);
    PacingConfig config = m_config;
    config.maxPerSecond = std::floor(m_dials + 1e-9);
    config.tick = 1;
    const int dial = decidePacing(config, m_state, shot, events).dial;
    m_dials -= dial;
    return dial;
}

/// What may leave is saved up, so that neither short ticks nor a small `max_cps` are rounded to nothing.
void PacerSession::refill(double now) {
    const double passed = m_last < 0 ? m_config.tick : std::max(0.0, now - m_last);
    const double most = std::max(1.0, m_config.maxPerSecond * std::min(std::max(passed, m_config.tick), kSavedSeconds));
    m_dials = std::min(most, m_dials + m_config.maxPerSecond * passed);
    m_last = now;
}

} // namespace callfloor
