// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/gathers.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr Ms kReactionTime{1500};

Prompt spoken(const QString &text) { return {.speech = true, .length = Prompts::speechLength(text)}; }

std::optional<Prompt> spokenIfAny(const QString &text) {
    if (text.isEmpty()) return std::nullopt;
    return spoken(text);
}

std::optional<Prompt> mediaIfAny(const QJsonObject &body, const QString &urlField, const QString &nameField) {
    Prompt prompt = Prompts::mediaPrompt(body, urlField, nameField);
    if (prompt.mediaUrl.isEmpty() && prompt.mediaName.isEmpty()) return std::nullopt;
    return prompt;
}

} // namespace

Gathers::Gathers(Switchboard &board, CommandDesk &desk, Prompts &prompts) : m_board(board), m_prompts(prompts) {
    desk.add({.name = u"gather"_s},
             [this](Leg &leg, const QJsonObject &body) { return start(leg, body, std::nullopt, std::nullopt); });
    desk.add({.name = u"gather_using_speak"_s, .required = {u"payload"_s, u"voice"_s}}, [this](Leg &leg, const QJsonObject &body) {
        return start(leg, body, spoken(body.value("payload"_L1).toString()),
                     spokenIfAny(body.value("invalid_payload"_L1).toString()));
    });
    desk.add({.name = u"gather_using_audio"_s}, [this](Leg &leg, const QJsonObject &body) -> ApiResponse {
        auto prompt = mediaIfAny(body, u"audio_url"_s, u"media_name"_s);
        if (!prompt) return refuse::missing(u"audio_url"_s);
        return start(leg, body, prompt, mediaIfAny(body, u"invalid_audio_url"_s, u"invalid_media_name"_s));
    });
    desk.add({.name = u"gather_stop"_s}, [this](Leg &leg, const QJsonObject &) -> ApiResponse {
        if (!m_gathers.contains(leg.controlId)) return refuse::cannotExecute(u"No gather is under way."_s);
        finish(leg, u"cancelled"_s);
        m_prompts.stop(leg, false, u"cancelled"_s);
        return resultOk();
    });
    board.onDigit([this](Leg &leg, QChar key) { digit(leg, key); });
    board.onEnding([this](Leg &leg) { finish(leg, u"call_hangup"_s); });
}

ApiResponse Gathers::start(Leg &leg, const QJsonObject &body, std::optional<Prompt> prompt,
                           std::optional<Prompt> invalidPrompt) {
    BodyCheck check(body);
    check.range(u"minimum_digits"_s, 1, 128).range(u"maximum_digits"_s, 1, 128).maxLength(u"gather_id"_s, 40);
    if (check.problem()) return *check.problem();
    if (m_gathers.contains(leg.controlId)) return refuse::cannotExecute(u"A gather is under way already."_s);
    const auto millis = [&body](const QString &field, Ms fallback) {
        return Ms{body.value(field).toInteger(fallback.count())};
    };
    Gather gather{.serial = ++m_serial, .prompt = std::move(prompt), .invalidPrompt = std::move(invalidPrompt)};
    gather.minimum = body.value("minimum_digits"_L1).toInt(1);
    gather.maximum = body.value("maximum_digits"_L1).toInt(128);
    gather.terminator = body.value("terminating_digit"_L1).toString(gather.terminator);
    gather.valid = body.value("valid_digits"_L1).toString(gather.valid);
    gather.total = millis(u"timeout_millis"_s, gather.total);
    gather.interDigit = millis(u"inter_digit_timeout_millis"_s, gather.interDigit);
    gather.initial = gather.prompt ? gather.total : millis(u"initial_timeout_millis"_s, gather.initial);
    gather.tries = gather.prompt ? body.value("maximum_tries"_L1).toInt(3) : 1;
    const auto first = gather.prompt;
    m_gathers.insert_or_assign(leg.controlId, std::move(gather));
    ask(leg, first);
    return resultOk();
}

Gathers::Gather *Gathers::current(const Leg &leg, quint64 serial) {
    const auto it = m_gathers.find(leg.controlId);
    return it != m_gathers.end() && it->second.serial == serial ? &it->second : nullptr;
}

void Gathers::ask(Leg &leg, const std::optional<Prompt> &prompt) {
    if (!prompt) return listen(leg);
    Prompt asked = *prompt;
    asked.done = [this, serial = m_gathers.at(leg.controlId).serial](Leg &hearing, const QString &) {
        if (hearing.live() && current(hearing, serial)) listen(hearing);
    };
    m_prompts.play(leg, asked);
}

void Gathers::listen(Leg &leg) {
    Gather &gather = m_gathers.at(leg.controlId);
    const quint64 serial = gather.serial;
    const int tries = gather.tries;
    m_board.laterFor(leg, gather.total, [this, serial, tries](Leg &pressing) {
        const Gather *waiting = current(pressing, serial);
        if (waiting && waiting->tries == tries) settle(pressing, u"timeout"_s);
    });
    if (!leg.script.gatherDigits.isEmpty())
        m_board.laterFor(leg, kReactionTime, [this](Leg &pressing) { m_board.press(pressing, pressing.script.gatherDigits); });
    waitForDigit(leg, gather.initial);
}

void Gathers::waitForDigit(Leg &leg, Ms patience) {
    Gather &gather = m_gathers.at(leg.controlId);
    const quint64 presses = ++gather.presses;
    m_board.laterFor(leg, patience, [this, serial = gather.serial, presses](Leg &pressing) {
        const Gather *waiting = current(pressing, serial);
        if (waiting && waiting->presses == presses) settle(pressing, u"timeout"_s);
    });
}

void Gathers::digit(Leg &leg, QChar key) {
    const auto it = m_gathers.find(leg.controlId);
    if (it == m_gathers.end()) return;
    Gather &gather = it->second;
    if (gather.terminator == QString(key)) return settle(leg, u"invalid"_s);
    if (!gather.valid.contains(key)) return;
    gather.digits += key;
    if (gather.digits.size() >= gather.maximum) return settle(leg, u"invalid"_s);
    waitForDigit(leg, gather.interDigit);
}

void Gathers::settle(Leg &leg, const QString &shortStatus) {
    Gather &gather = m_gathers.at(leg.controlId);
    if (gather.digits.size() >= gather.minimum) return finish(leg, u"valid"_s);
    if (--gather.tries <= 0) return finish(leg, shortStatus);
    gather.digits.clear();
    ++gather.presses;
    ask(leg, gather.invalidPrompt ? gather.invalidPrompt : gather.prompt);
}

void Gathers::finish(Leg &leg, const QString &status) {
    const auto it = m_gathers.find(leg.controlId);
    if (it == m_gathers.end()) return;
    const QString digits = it->second.digits;
    m_gathers.erase(it);
    m_board.emitEvent(leg, u"call.gather.ended"_s, {{u"digits"_s, digits}, {u"status"_s, status}});
}

} // namespace callfloor::simulator
