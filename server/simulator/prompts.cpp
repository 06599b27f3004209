// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/prompts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr Ms kMediaLength{5000};

QJsonObject mediaFields(const Prompt &prompt) {
    QJsonObject json{{u"overlay"_s, prompt.overlay}};
    if (!prompt.mediaUrl.isEmpty()) json.insert(u"media_url"_s, prompt.mediaUrl);
    if (!prompt.mediaName.isEmpty()) json.insert(u"media_name"_s, prompt.mediaName);
    return json;
}

} // namespace

Prompts::Prompts(Switchboard &board, CommandDesk &desk) : m_board(board) {
    desk.add({.name = u"speak"_s, .required = {u"payload"_s, u"voice"_s}},
             [this](Leg &leg, const QJsonObject &body) { return speak(leg, body); });
    desk.add({.name = u"playback_start"_s}, [this](Leg &leg, const QJsonObject &body) { return playback(leg, body); });
    desk.add({.name = u"playback_stop"_s}, [this](Leg &leg, const QJsonObject &body) {
        stop(leg, body.value("stop"_L1).toString(u"all"_s) == "all"_L1, u"cancelled"_s);
        return resultOk();
    });
    board.onAnswered([this](Leg &leg) {
        const Prompt prompt = mediaPrompt(leg.options, u"audio_url"_s, u"media_name"_s);
        if (!prompt.mediaUrl.isEmpty() || !prompt.mediaName.isEmpty()) play(leg, prompt);
    });
    board.onEnding([this](Leg &leg) { stop(leg, true, u"call_hangup"_s); });
}

Ms Prompts::speechLength(const QString &text) { return std::max(Ms{500}, Ms{60 * text.size()}); }

Prompt Prompts::mediaPrompt(const QJsonObject &body, const QString &urlField, const QString &nameField) {
    Prompt prompt{.speech = false, .mediaUrl = body.value(urlField).toString(), .mediaName = body.value(nameField).toString()};
    prompt.overlay = body.value("overlay"_L1).toBool();
    const QJsonValue loop = body.value("loop"_L1);
    if (loop.toString() == "infinity"_L1) prompt.length.reset();
    else prompt.length = kMediaLength * std::clamp(loop.toInt(1), 1, 100);
    return prompt;
}

ApiResponse Prompts::speak(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.maxLength(u"payload"_s, 3000)
        .oneOf(u"payload_type"_s, {u"text"_s, u"ssml"_s})
        .oneOf(u"service_level"_s, {u"basic"_s, u"premium"_s})
        .oneOf(u"stop"_s, {u"current"_s, u"all"_s});
    if (check.problem()) return *check.problem();
    applyStop(leg, body);
    Prompt prompt;
    const QJsonValue loop = body.value("loop"_L1);
    if (loop.toString() == "infinity"_L1) prompt.length.reset();
    else prompt.length = speechLength(body.value("payload"_L1).toString()) * std::max(1, loop.toInt(1));
    play(leg, prompt);
    return resultOk();
}

ApiResponse Prompts::playback(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"audio_type"_s, {u"mp3"_s, u"wav"_s}).oneOf(u"stop"_s, {u"current"_s, u"all"_s});
    if (check.problem()) return *check.problem();
    const Prompt prompt = mediaPrompt(body, u"audio_url"_s, u"media_name"_s);
    if (prompt.mediaUrl.isEmpty() && prompt.mediaName.isEmpty() && !body.contains("playback_content"_L1))
        return refuse::missing(u"audio_url"_s);
    applyStop(leg, body);
    play(leg, prompt);
    return resultOk();
}

void Prompts::applyStop(Leg &leg, const QJsonObject &body) {
    const QString what = body.value("stop"_L1).toString();
    if (!what.isEmpty()) stop(leg, what == "all"_L1, u"cancelled"_s);
}

void Prompts::play(Leg &leg, Prompt prompt) {
    std::list<Running> &all = m_running[leg.controlId];
    all.push_back({++m_serial, std::move(prompt), false});
    if (all.back().prompt.overlay) start(leg, all.back());
    else startNext(leg);
}

void Prompts::startNext(Leg &leg) {
    std::list<Running> &all = m_running[leg.controlId];
    const auto first = std::find_if(all.begin(), all.end(), [](const Running &r) { return !r.prompt.overlay; });
    if (first != all.end() && !first->started) start(leg, *first);
}

void Prompts::start(Leg &leg, Running &running) {
    running.started = true;
    const Prompt &prompt = running.prompt;
    const quint64 serial = running.serial;
    if (prompt.length)
        m_board.laterFor(leg, *prompt.length, [this, serial](Leg &hearing) { finish(hearing, serial, u"completed"_s); });
    if (prompt.speech) m_board.emitEvent(leg, u"call.speak.started"_s, {}, {.parties = false});
    else m_board.emitEvent(leg, u"call.playback.started"_s, mediaFields(prompt), {.parties = false});
}

void Prompts::finish(Leg &leg, quint64 serial, const QString &status) {
    std::list<Running> &all = m_running[leg.controlId];
    const auto it = std::find_if(all.begin(), all.end(), [serial](const Running &r) { return r.serial == serial; });
    if (it == all.end()) return;
    const Running ended = std::move(*it);
    all.erase(it);
    if (ended.started && ended.prompt.speech) {
        m_board.emitEvent(leg, u"call.speak.ended"_s, {{u"status"_s, status}}, {.parties = false});
    } else if (ended.started) {
        QJsonObject payload = mediaFields(ended.prompt);
        payload.insert(u"status"_s, status);
        payload.insert(u"status_detail"_s, QString());
        m_board.emitEvent(leg, u"call.playback.ended"_s, payload, {.parties = false});
    }
    if (ended.prompt.done) ended.prompt.done(leg, status);
    if (leg.live()) startNext(leg);
}

void Prompts::stop(Leg &leg, bool all, const QString &status) {
    std::vector<quint64> serials;
    for (const Running &running : m_running[leg.controlId]) {
        serials.push_back(running.serial);
        if (!all) break;
    }
    // Those that have not begun go first, so that none of them starts in between.
    for (auto it = serials.rbegin(); it != serials.rend(); ++it) finish(leg, *it, status);
    if (!leg.live()) m_running.erase(leg.controlId);
}

} // namespace callfloor::simulator
