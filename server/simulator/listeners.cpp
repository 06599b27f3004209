// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/listeners.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

Listeners::Listeners(Switchboard &board, CommandDesk &desk) : m_board(board) {
    desk.add({.name = u"streaming_start"_s, .required = {u"stream_url"_s}},
             [this](Leg &leg, const QJsonObject &body) { return startStream(leg, body); });
    desk.add({.name = u"streaming_stop"_s}, [this](Leg &leg, const QJsonObject &body) -> ApiResponse {
        const auto it = m_streams.find(leg.controlId);
        const QString asked = body.value("stream_id"_L1).toString();
        if (it == m_streams.end() || (!asked.isEmpty() && asked != it->second.id))
            return refusal(422, u"90048"_s, u"Media Streaming is not used"_s, u"The call is not streamed."_s);
        stopStream(leg);
        return resultOk();
    });
    desk.add({.name = u"transcription_start"_s}, [this](Leg &leg, const QJsonObject &body) -> ApiResponse {
        BodyCheck check(body);
        check.oneOf(u"transcription_tracks"_s, {u"inbound"_s, u"outbound"_s, u"both"_s});
        if (check.problem()) return *check.problem();
        return startTranscription(leg, body.value("transcription_tracks"_L1).toString(),
                                  body.value("transcription_engine_config"_L1).toObject());
    });
    desk.add({.name = u"transcription_stop"_s}, [this](Leg &leg, const QJsonObject &) {
        m_transcriptions.erase(leg.controlId);
        return resultOk();
    });
    board.onAnswered([this](Leg &leg) {
        if (leg.options.contains("stream_url"_L1)) static_cast<void>(startStream(leg, leg.options));
        const QJsonObject config = leg.options.value("transcription_config"_L1).toObject();
        if (leg.options.value("transcription"_L1).toBool())
            static_cast<void>(startTranscription(leg, config.value("transcription_tracks"_L1).toString(),
                                                 config.value("transcription_engine_config"_L1).toObject()));
    });
    board.onEnding([this](Leg &leg) {
        stopStream(leg);
        m_transcriptions.erase(leg.controlId);
    });
    board.onSpeech([this](Leg &leg, const QString &text, bool byParty) { heard(leg, text, byParty); });
}

ApiResponse Listeners::startStream(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"stream_track"_s, {u"inbound_track"_s, u"outbound_track"_s, u"both_tracks"_s});
    if (check.problem()) return *check.problem();
    const QUrl url(body.value("stream_url"_L1).toString());
    if (!url.isValid() || (url.scheme() != "ws"_L1 && url.scheme() != "wss"_L1))
        return refuse::badValue(u"stream_url"_s, u"A ws or wss address is expected."_s);
    if (m_streams.contains(leg.controlId))
        return refusal(422, u"90045"_s, u"Media Streaming is used"_s, u"The call is streamed already."_s);
    const Stream stream{m_board.newUuid(), url.toString(), body.value("stream_track"_L1).toString(u"inbound_track"_s)};
    // RFC 2606: names under .invalid never exist, so such a target stands for one that cannot be reached.
    if (url.host().endsWith(".invalid"_L1)) {
        m_board.emitEvent(leg, u"streaming.failed"_s,
                          {{u"failure_reason"_s, u"connection_failed"_s},
                           {u"stream_id"_s, stream.id},
                           {u"stream_type"_s, u"websocket"_s},
                           {u"stream_params"_s, QJsonObject{{u"stream_url"_s, stream.url}, {u"track"_s, stream.track}}}},
                          {.parties = false});
        return resultOk();
    }
    m_streams.emplace(leg.controlId, stream);
    m_board.emitEvent(leg, u"streaming.started"_s, {{u"stream_url"_s, stream.url}, {u"stream_id"_s, stream.id}},
                      {.parties = false});
    return resultOk();
}

void Listeners::stopStream(Leg &leg) {
    const auto it = m_streams.find(leg.controlId);
    if (it == m_streams.end()) return;
    const Stream stream = it->second;
    m_streams.erase(it);
    m_board.emitEvent(leg, u"streaming.stopped"_s, {{u"stream_url"_s, stream.url}, {u"stream_id"_s, stream.id}},
                      {.parties = false});
}

ApiResponse Listeners::startTranscription(Leg &leg, const QString &tracks, const QJsonObject &config) {
    if (m_transcriptions.contains(leg.controlId))
        return refusal(422, u"90054"_s, u"Call transcription is already in progress"_s,
                       u"It cannot be started more than once."_s);
    m_transcriptions.emplace(leg.controlId, Transcription{.inbound = tracks != "outbound"_L1,
                                                          .outbound = tracks == "outbound"_L1 || tracks == "both"_L1,
                                                          .interim = config.value("interim_results"_L1).toBool()});
    return resultOk();
}

void Listeners::heard(Leg &leg, const QString &text, bool byParty) {
    if (const auto it = m_transcriptions.find(leg.controlId); it != m_transcriptions.end()) {
        const bool wanted = byParty ? it->second.inbound : it->second.outbound;
        if (wanted) transcribe(leg, text, byParty ? u"inbound"_s : u"outbound"_s);
    }
    Leg *peer = byParty && !leg.peer.isEmpty() ? m_board.find(leg.peer) : nullptr;
    const auto across = peer ? m_transcriptions.find(peer->controlId) : m_transcriptions.end();
    if (across != m_transcriptions.end() && across->second.outbound) transcribe(*peer, text, u"outbound"_s);
}

void Listeners::transcribe(Leg &leg, const QString &text, const QString &track) {
    const auto emitText = [&](const QString &words, bool final) {
        m_board.emitEvent(leg, u"call.transcription"_s,
                          {{u"transcription_data"_s, QJsonObject{{u"confidence"_s, final ? 0.97 : 0.71},
                                                                {u"is_final"_s, final},
                                                                {u"transcript"_s, words},
                                                                {u"transcription_track"_s, track}}}},
                          {.parties = false});
    };
    if (m_transcriptions.at(leg.controlId).interim) emitText(text.section(' '_L1, 0, 2), false);
    emitText(text, true);
}

} // namespace callfloor::simulator
