// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/far_end.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

std::optional<Hangup> refusalOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Busy: return Hangup{u"user_busy"_s, u"callee"_s, u"486"_s};
    case Outcome::Reject: return Hangup{u"call_rejected"_s, u"callee"_s, u"603"_s};
    case Outcome::Unreachable: return Hangup{u"no_answer"_s, u"callee"_s, u"480"_s};
    case Outcome::Invalid: return Hangup{u"not_found"_s, u"unknown"_s, u"404"_s};
    case Outcome::Failure: return Hangup{u"unspecified"_s, u"unknown"_s, u"503"_s};
    default: return std::nullopt;
    }
}

constexpr Ms kHumanVerdict{1800};
constexpr Ms kMachineVerdict{3000};
constexpr Ms kBeepSearch{30000};

} // namespace

FarEnd::FarEnd(Switchboard &board) : m_board(board) {
    board.onPlaced([this](Leg &leg) { leg.outgoing ? ring(leg) : waitForAnswer(leg); });
    board.onAnswered([this](Leg &leg) {
        detectMachine(leg);
        startTalk(leg);
    });
}

void FarEnd::ring(Leg &leg) {
    const int timeout = leg.options.value("timeout_secs"_L1).toInt(30);
    m_board.laterFor(leg, std::chrono::seconds(timeout), [this](Leg &ringing) {
        if (ringing.state != LegState::Ringing) return;
        const bool whole = !ringing.options.value("retry_on_timeout"_L1).toBool(true);
        m_board.end(ringing, {whole ? u"no_answer"_s : u"timeout"_s, u"unknown"_s, u"487"_s});
    });
    if (leg.script.outcome == Outcome::NoAnswer) return;
    m_board.laterFor(leg, leg.script.ring, [this](Leg &ringing) {
        if (ringing.state != LegState::Ringing) return;
        if (const auto refused = refusalOf(ringing.script.outcome)) m_board.end(ringing, *refused);
        else m_board.answer(ringing);
    });
}

void FarEnd::waitForAnswer(Leg &leg) {
    m_board.laterFor(leg, leg.script.patience, [this](Leg &waiting) {
        if (waiting.state == LegState::Ringing) m_board.end(waiting, hangupByParty(waiting));
    });
}

void FarEnd::startTalk(Leg &leg) {
    const int limit = leg.options.value("time_limit_secs"_L1).toInt(14400);
    m_board.laterFor(leg, std::chrono::seconds(limit), [this](Leg &talking) {
        m_board.end(talking, {u"time_limit"_s, u"unknown"_s, u"unspecified"_s});
    });
    if (leg.script.talk)
        m_board.laterFor(leg, *leg.script.talk, [this](Leg &talking) { m_board.end(talking, hangupByParty(talking)); });
    for (const SpokenLine &line : leg.script.lines)
        m_board.laterFor(leg, line.after, [this, text = line.text](Leg &talking) { m_board.speech(talking, text, true); });
    for (const KeyPress &key : leg.script.keys)
        m_board.laterFor(leg, key.after, [this, digits = key.digits](Leg &talking) { m_board.press(talking, digits); });
}

void FarEnd::detectMachine(Leg &leg) {
    const QString mode = leg.options.value("answering_machine_detection"_L1).toString(u"disabled"_s);
    if (!leg.outgoing || mode == "disabled"_L1) return;
    if (mode == "premium"_L1) detectPremium(leg);
    else detectStandard(leg, mode);
}

void FarEnd::report(const Leg &leg, Ms after, const QString &type, const QString &result) {
    m_board.laterFor(leg, after, [this, type, result](Leg &talking) {
        m_board.emitEvent(talking, type, {{u"result"_s, result}});
    });
}

void FarEnd::detectStandard(Leg &leg, const QString &mode) {
    const QJsonObject config = leg.options.value("answering_machine_detection_config"_L1).toObject();
    const Ms total{config.value("total_analysis_time_millis"_L1).toInteger(3500)};
    const bool person = leg.script.outcome == Outcome::Human;
    const bool silent = leg.script.outcome == Outcome::Silence;
    const Ms verdictAt = silent ? total : std::min(total, person ? kHumanVerdict : kMachineVerdict);
    const QString verdict = silent ? u"not_sure"_s : person ? u"human"_s : u"machine"_s;
    report(leg, verdictAt, u"call.machine.detection.ended"_s, verdict);
    if (verdict != "machine"_L1 || mode == "detect"_L1) return;

    const QString type = u"call.machine.greeting.ended"_s;
    const bool beeps = leg.script.outcome == Outcome::Machine && leg.script.beep;
    const Ms greetingEnd = std::max(leg.script.greeting, verdictAt + Ms{100});
    if (beeps) report(leg, greetingEnd, type, u"beep_detected"_s);
    else if (mode == "greeting_end"_L1) report(leg, greetingEnd + Ms{1500}, type, u"ended"_s);
    else if (mode == "detect_words"_L1) report(leg, verdictAt + kBeepSearch, type, u"not_sure"_s);
}

void FarEnd::detectPremium(Leg &leg) {
    const QJsonObject config = leg.options.value("answering_machine_detection_config"_L1).toObject();
    const Ms total{config.value("total_analysis_time_millis"_L1).toInteger(30000)};
    const QString verdictType = u"call.machine.premium.detection.ended"_s;
    const QString greetingType = u"call.machine.premium.greeting.ended"_s;
    switch (leg.script.outcome) {
    case Outcome::Machine: {
        const Ms verdictAt = std::min(total, kMachineVerdict);
        if (leg.script.beep) report(leg, leg.script.greeting, greetingType, u"beep_detected"_s);
        // A beep before the verdict takes its place.
        if (leg.script.beep && leg.script.greeting < verdictAt) return;
        report(leg, verdictAt, verdictType, u"machine"_s);
        if (!leg.script.beep) report(leg, std::max(total, verdictAt), greetingType, u"no_beep_detected"_s);
        return;
    }
    case Outcome::Fax: return report(leg, std::min(total, kMachineVerdict), verdictType, u"fax_detected"_s);
    case Outcome::Silence: return report(leg, std::min(total, Ms{5000}), verdictType, u"silence"_s);
    default:
        return report(leg, std::min(total, kHumanVerdict), verdictType,
                      leg.script.business ? u"human_business"_s : u"human_residence"_s);
    }
}

} // namespace callfloor::simulator
