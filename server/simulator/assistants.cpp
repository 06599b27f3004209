// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/assistants.h"

#include <array>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::array<const char *, 4> kReplies{"I understand. Could you tell me a little more?",
                                               "Thank you. I have found it, one moment please.",
                                               "That is arranged. Is there anything else?",
                                               "You are welcome. Have a good day."};
constexpr Ms kThinking{1200};
constexpr Ms kInsightDelay{4000};
/// How many answers of the person a gather needs before it has what it asked for.
constexpr int kGatherTurns = 2;

} // namespace

Assistants::Assistants(Switchboard &board, CommandDesk &desk, Router &router) : m_board(board) {
    desk.add({.name = u"ai_assistant_start"_s, .required = {u"assistant"_s, u"assistant.id"_s}},
             [this](Leg &leg, const QJsonObject &body) { return start(leg, body); });
    desk.add({.name = u"ai_assistant_stop"_s}, [this](Leg &leg, const QJsonObject &) -> ApiResponse {
        if (!m_conversations.contains(leg.controlId)) return refuse::cannotExecute(u"No assistant is on this call."_s);
        close(leg);
        return resultOk();
    });
    desk.add({.name = u"gather_using_ai"_s, .required = {u"parameters"_s}},
             [this](Leg &leg, const QJsonObject &body) { return gather(leg, body); });
    addJoining(desk);
    board.onAnswered([this](Leg &leg) {
        if (leg.options.value("assistant"_L1)["id"_L1].isString()) static_cast<void>(start(leg, leg.options));
    });
    board.onSpeech([this](Leg &leg, const QString &text, bool byParty) {
        if (byParty) heard(leg, text);
    });
    board.onEnding([this](Leg &leg) { close(leg); });
    addRest(router);
}

void Assistants::addJoining(CommandDesk &desk) {
    desk.add({.name = u"ai_assistant_join"_s, .required = {u"conversation_id"_s, u"participant"_s}},
             [this](Leg &, const QJsonObject &body) -> ApiResponse {
                 const QString id = body.value("conversation_id"_L1).toString();
                 for (const auto &[leg, conversation] : m_conversations)
                     if (conversation.id == id) return resultOk({{u"conversation_id"_s, id}});
                 return refuse::badValue(u"conversation_id"_s, u"There is no such conversation."_s);
             });
    desk.add({.name = u"ai_assistant_add_messages"_s}, [this](Leg &leg, const QJsonObject &body) -> ApiResponse {
        const auto it = m_conversations.find(leg.controlId);
        if (it == m_conversations.end()) return refuse::cannotExecute(u"No assistant is on this call."_s);
        for (const QJsonValue message : body.value("messages"_L1).toArray()) it->second.history.append(message);
        return resultOk();
    });
}

ApiResponse Assistants::start(Leg &leg, const QJsonObject &body) {
    const QJsonObject assistant = body.value("assistant"_L1).toObject();
    const QString id = assistant.value("id"_L1).toString();
    if (!id.startsWith("assistant-"_L1)) return refuse::badValue(u"assistant/id"_s, u"There is no such assistant."_s);
    BodyCheck check(body);
    check.maxLength(u"greeting"_s, 3000).maxLength(u"assistant.greeting"_s, 3000);
    if (check.problem()) return *check.problem();
    Conversation conversation{.assistantId = id};
    conversation.voice = body.value("voice"_L1).toString(u"Telnyx.KokoroTTS.af"_s);
    conversation.sttModel = body.value("transcription"_L1)["model"_L1].toString(u"distil-whisper/distil-large-v2"_s);
    conversation.history = body.value("message_history"_L1).toArray();
    conversation.updates = body.value("send_message_history_updates"_L1).toBool();
    const QString own = assistant.value("greeting"_L1).toString();
    return open(leg, std::move(conversation), body.value("greeting"_L1).toString(own));
}

ApiResponse Assistants::gather(Leg &leg, const QJsonObject &body) {
    const QString voice = body.value("voice"_L1).toString(u"Telnyx.KokoroTTS.af"_s);
    if (voice == "male"_L1 || voice == "female"_L1)
        return refusal(422, u"90012"_s, u"Invalid value for voice"_s, u"The AI gather takes named voices."_s, u"/voice"_s);
    Conversation conversation{.voice = voice, .history = body.value("message_history"_L1).toArray()};
    conversation.parameters = body.value("parameters"_L1).toObject();
    conversation.gathering = true;
    conversation.partial = body.value("send_partial_results"_L1).toBool();
    conversation.updates = body.value("send_message_history_updates"_L1).toBool();
    const ApiResponse response = open(leg, std::move(conversation), body.value("greeting"_L1).toString());
    if (!response.ok()) return response;
    // Nobody says anything: give up after a few silent turns.
    const Ms silence{body.value("user_response_timeout_ms"_L1).toInteger(10000)};
    const QString id = m_conversations.at(leg.controlId).id;
    m_board.laterFor(leg, silence * 3, [this, id](Leg &talking) {
        const auto it = m_conversations.find(talking.controlId);
        if (it != m_conversations.end() && it->second.id == id) finishGather(talking, false);
    });
    return response;
}

ApiResponse Assistants::open(Leg &leg, Conversation conversation, const QString &greeting) {
    if (m_conversations.contains(leg.controlId))
        return refusal(422, u"90061"_s, u"AI Assistant is already in progress"_s, u"It cannot be started more than once."_s);
    conversation.id = m_board.newUuid();
    conversation.startedAt = m_board.now();
    const QString id = conversation.id;
    Conversation &kept = m_conversations.emplace(leg.controlId, std::move(conversation)).first->second;
    if (!greeting.isEmpty()) say(leg, kept, u"assistant"_s, greeting);
    return resultOk({{u"conversation_id"_s, id}});
}

void Assistants::say(Leg &leg, Conversation &conversation, const QString &role, const QString &text) {
    conversation.history.append(QJsonObject{{u"role"_s, role}, {u"content"_s, text}});
    if (role == "assistant"_L1) m_board.speech(leg, text, false);
    if (conversation.updates)
        m_board.emitEvent(leg, u"call.ai_gather.message_history_updated"_s, {{u"message_history"_s, conversation.history}});
}

void Assistants::heard(Leg &leg, const QString &text) {
    const auto it = m_conversations.find(leg.controlId);
    if (it == m_conversations.end()) return;
    Conversation &conversation = it->second;
    say(leg, conversation, u"user"_s, text);
    ++conversation.turn;
    if (conversation.gathering && conversation.partial)
        m_board.emitEvent(leg, u"call.ai_gather.partial_results"_s, {{u"message_history"_s, conversation.history},
                                                                    {u"partial_results"_s, gathered(conversation)}});
    if (conversation.gathering && conversation.turn >= kGatherTurns) return finishGather(leg, true);
    m_board.laterFor(leg, kThinking, [this, id = conversation.id](Leg &talking) { reply(talking, id); });
}

void Assistants::reply(Leg &leg, const QString &conversationId) {
    const auto it = m_conversations.find(leg.controlId);
    if (it == m_conversations.end() || it->second.id != conversationId) return;
    const size_t turn = static_cast<size_t>(it->second.turn - 1) % kReplies.size();
    say(leg, it->second, u"assistant"_s, QString::fromUtf8(kReplies[turn]));
}

void Assistants::close(Leg &leg) {
    const auto it = m_conversations.find(leg.controlId);
    if (it == m_conversations.end()) return;
    if (it->second.gathering) return finishGather(leg, false);
    const Conversation ended = it->second;
    m_conversations.erase(it);
    emitEnded(leg, ended);
    m_board.later(kInsightDelay, [this, copy = leg, turns = ended.turn] {
        const QString summary = u"The caller spoke %1 times; the assistant answered."_s.arg(turns);
        m_board.emitEvent(copy, u"call.conversation_insights.generated"_s,
                          {{u"calling_party_type"_s, copy.party().startsWith("sip:"_L1) ? u"sip"_s : u"pstn"_s},
                           {u"insight_group_id"_s, m_board.newUuid()},
                           {u"results"_s, QJsonArray{QJsonObject{{u"insight_id"_s, m_board.newUuid()}, {u"result"_s, summary}}}}},
                          {.parties = false});
    });
}

void Assistants::finishGather(Leg &leg, bool valid) {
    const auto it = m_conversations.find(leg.controlId);
    if (it == m_conversations.end()) return;
    const Conversation ended = it->second;
    m_conversations.erase(it);
    m_board.emitEvent(leg, u"call.ai_gather.ended"_s,
                      {{u"message_history"_s, ended.history},
                       {u"result"_s, valid ? gathered(ended) : QJsonObject()},
                       {u"status"_s, valid ? u"valid"_s : u"invalid"_s}});
}

QJsonObject Assistants::gathered(const Conversation &conversation) const {
    QString last;
    for (const QJsonValue message : conversation.history)
        if (message["role"_L1].toString() == "user"_L1) last = message["content"_L1].toString();
    QJsonObject result;
    const QJsonObject properties = conversation.parameters.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString type = it.value()["type"_L1].toString();
        if (type == "boolean"_L1) result.insert(it.key(), true);
        else if (type == "integer"_L1 || type == "number"_L1) result.insert(it.key(), conversation.turn);
        else result.insert(it.key(), last);
    }
    return result;
}

void Assistants::emitEnded(const Leg &leg, const Conversation &conversation) {
    const QString &voice = conversation.voice;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_board.now() - conversation.startedAt).count();
    m_board.emitEvent(leg, u"call.conversation.ended"_s,
                      {{u"assistant_id"_s, conversation.assistantId},
                       {u"calling_party_type"_s, leg.party().startsWith("sip:"_L1) ? u"sip"_s : u"pstn"_s},
                       {u"conversation_id"_s, conversation.id},
                       {u"duration_sec"_s, qint64{seconds}},
                       {u"llm_model"_s, u"simulated/stock-replies"_s},
                       {u"stt_model"_s, conversation.sttModel},
                       {u"tts_provider"_s, voice.section('.'_L1, 0, 0).toLower()},
                       {u"tts_model_id"_s, voice.section('.'_L1, 1, 1)},
                       {u"tts_voice_id"_s, voice.section('.'_L1, 2)},
                       {u"reason"_s, QJsonValue()}},
                      {.createdAt = true});
}

void Assistants::addRest(Router &router) {
    router.add(u"POST"_s, u"ai/assistants"_s, u"assistants.create"_s, [this](const ApiRequest &request, const QStringList &) {
        BodyCheck check(request.body);
        check.required({u"name"_s, u"instructions"_s});
        if (check.problem()) return *check.problem();
        QJsonObject assistant = request.body;
        assistant.insert(u"id"_s, QString("assistant-"_L1 + m_board.newUuid()));
        assistant.insert(u"created_at"_s, QString::fromLatin1(toIsoMicros(m_board.now())));
        m_assistants.push_back(assistant);
        // This corner of the carrier's API answers without the data envelope.
        return ApiResponse{.json = assistant};
    });
    router.add(u"GET"_s, u"ai/assistants"_s, u"assistants.list"_s, [this](const ApiRequest &, const QStringList &) {
        QJsonArray items;
        for (const QJsonObject &assistant : m_assistants) items.append(assistant);
        return dataResponse(items);
    });
    router.add(u"GET"_s, u"ai/assistants/{}"_s, u"assistants.get"_s, [this](const ApiRequest &, const QStringList &captures) {
        for (const QJsonObject &assistant : m_assistants)
            if (assistant.value("id"_L1).toString() == captures.first()) return ApiResponse{.json = assistant};
        return refuse::notFound();
    });
}

} // namespace callfloor::simulator
