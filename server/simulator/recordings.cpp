// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/recordings.h"

#include "server/simulator/silence.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr size_t kRecordingsKept = 5000;

} // namespace

Recordings::Recordings(Switchboard &board, CommandDesk &desk, Router &router) : m_board(board) {
    desk.add({.name = u"record_start"_s, .need = CommandDesk::Need::Audio, .required = {u"format"_s, u"channels"_s}},
             [this](Leg &leg, const QJsonObject &body) { return startOnLeg(leg, body); });
    desk.add({.name = u"record_stop"_s}, [this](Leg &leg, const QJsonObject &body) {
        return withActive(leg, body, [this](Recording &recording) { end(recording); });
    });
    desk.add({.name = u"record_pause"_s}, [this](Leg &leg, const QJsonObject &body) {
        return withActive(leg, body, [](Recording &recording) { recording.paused = true; });
    });
    desk.add({.name = u"record_resume"_s}, [this](Leg &leg, const QJsonObject &body) {
        return withActive(leg, body, [](Recording &recording) { recording.paused = false; });
    });
    board.onAnswered([this](Leg &leg) {
        if (leg.reservedRecording.isEmpty()) return;
        begin(leg, leg.reservedRecording, leg.options.value("record_format"_L1).toString(u"mp3"_s),
              leg.options.value("record_channels"_L1).toString(u"dual"_s), u"StartCallRecordingAPI"_s);
    });
    board.onEnded([this](Leg &leg) {
        const auto ours = [&leg](const Recording &r) { return r.conferenceId.isEmpty() && r.leg.controlId == leg.controlId; };
        for (const QString &id : active(ours)) end(m_recordings.at(id));
    });
    addReads(router);
}

ApiResponse Recordings::startOnLeg(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"format"_s, {u"wav"_s, u"mp3"_s})
        .oneOf(u"channels"_s, {u"single"_s, u"dual"_s})
        .oneOf(u"recording_track"_s, {u"both"_s, u"inbound"_s, u"outbound"_s})
        .oneOf(u"trim"_s, {u"trim-silence"_s})
        .range(u"max_length"_s, 0, 14400)
        .maxLength(u"custom_file_name"_s, 40);
    if (check.problem()) return *check.problem();
    Recording &recording = begin(leg, m_board.newUuid(), body.value("format"_L1).toString(),
                                 body.value("channels"_L1).toString(), u"StartCallRecordingAPI"_s);
    recording.transcribe = body.value("transcription"_L1).toBool();
    if (const int most = body.value("max_length"_L1).toInt(); most > 0)
        m_board.laterFor(leg, std::chrono::seconds(most), [this, id = recording.id](Leg &) {
            if (const auto it = m_recordings.find(id); it != m_recordings.end()) end(it->second);
        });
    return resultOk();
}

ApiResponse Recordings::withActive(const Leg &leg, const QJsonObject &body, const std::function<void(Recording &)> &work) {
    const QString asked = body.value("recording_id"_L1).toString();
    const auto ids = active([&](const Recording &r) {
        return r.conferenceId.isEmpty() && r.leg.controlId == leg.controlId && (asked.isEmpty() || asked == r.id);
    });
    for (const QString &id : ids) work(m_recordings.at(id));
    return ids.empty() ? refuse::cannotExecute(u"Nothing is recorded on this call."_s) : resultOk();
}

std::vector<QString> Recordings::active(const std::function<bool(const Recording &)> &wanted) const {
    std::vector<QString> ids;
    for (const QString &id : m_active)
        if (wanted(m_recordings.at(id))) ids.push_back(id);
    return ids;
}

QString Recordings::startForConference(const Leg &leg, const QString &conferenceId, const QString &format,
                                       const QString &channels) {
    Recording &recording = begin(leg, m_board.newUuid(), format, channels, u"StartConferenceRecordingAPI"_s);
    recording.conferenceId = conferenceId;
    return recording.id;
}

bool Recordings::stopForConference(const QString &conferenceId) {
    const auto ids = active([&](const Recording &r) { return r.conferenceId == conferenceId; });
    for (const QString &id : ids) end(m_recordings.at(id));
    return !ids.empty();
}

bool Recordings::pauseForConference(const QString &conferenceId, bool paused) {
    const auto ids = active([&](const Recording &r) { return r.conferenceId == conferenceId; });
    for (const QString &id : ids) m_recordings.at(id).paused = paused;
    return !ids.empty();
}

Recordings::Recording &Recordings::begin(const Leg &leg, const QString &id, const QString &format, const QString &channels,
                                         const QString &by) {
    if (m_order.size() >= kRecordingsKept) {
        std::erase(m_active, m_order.front());
        m_recordings.erase(m_order.front());
        m_order.erase(m_order.begin());
    }
    m_active.push_back(id);
    m_order.push_back(id);
    return m_recordings
        .insert_or_assign(id, Recording{.id = id, .leg = leg, .format = format, .channels = channels, .initiatedBy = by,
                                        .startedAt = m_board.now()})
        .first->second;
}

void Recordings::end(Recording &recording) {
    if (recording.endedAt) return;
    recording.endedAt = m_board.now();
    std::erase(m_active, recording.id);
    m_board.later(m_board.options().recordingDelay, [this, id = recording.id] { save(id); });
}

void Recordings::save(const QString &id) {
    const auto it = m_recordings.find(id);
    if (it == m_recordings.end()) return;
    Recording &recording = it->second;
    recording.saved = true;
    // The state of the leg as it is now, in case it has been given another since.
    const Leg *current = m_board.find(recording.leg.controlId);
    const Leg &leg = current ? *current : recording.leg;
    if (recording.conferenceId.isEmpty()) emitSaved(recording, leg);
    else emitConferenceSaved(recording, leg);
    if (recording.transcribe) m_board.later(Ms{1500}, [this, id] { emitTranscription(id); });
}

void Recordings::emitSaved(const Recording &recording, const Leg &leg) {
    const QString started = QString::fromLatin1(toIsoMicros(recording.startedAt));
    const QString ended = QString::fromLatin1(toIsoMicros(*recording.endedAt));
    m_board.emitEvent(leg, u"call.recording.saved"_s,
                      {{u"channels"_s, recording.channels},
                       {u"format"_s, recording.format},
                       {u"start_time"_s, started},
                       {u"end_time"_s, ended},
                       {u"recording_id"_s, recording.id},
                       {u"recording_started_at"_s, started},
                       {u"recording_ended_at"_s, ended},
                       {u"recording_urls"_s, QJsonObject{{recording.format, url(recording)}}},
                       {u"public_recording_urls"_s, QJsonObject()}});
}

void Recordings::emitConferenceSaved(const Recording &recording, const Leg &leg) {
    m_board.emitEvent(leg, u"conference.recording.saved"_s,
                      {{u"conference_id"_s, recording.conferenceId},
                       {u"channels"_s, recording.channels},
                       {u"format"_s, recording.format},
                       {u"recording_id"_s, recording.id},
                       {u"recording_started_at"_s, QString::fromLatin1(toIsoMicros(recording.startedAt))},
                       {u"recording_ended_at"_s, QString::fromLatin1(toIsoMicros(*recording.endedAt))},
                       {u"recording_urls"_s, QJsonObject{{recording.format, url(recording)}}},
                       {u"public_recording_urls"_s, QJsonObject{{u"mp3"_s, QJsonValue()}, {u"wav"_s, QJsonValue()}}}},
                      {.parties = false, .stamped = false, .legId = false});
}

void Recordings::emitTranscription(const QString &id) {
    const auto it = m_recordings.find(id);
    if (it == m_recordings.end()) return;
    QStringList said;
    for (const SpokenLine &line : it->second.leg.script.lines) said.append(line.text);
    m_board.emitEvent(it->second.leg, u"call.recording.transcription.saved"_s,
                      {{u"calling_party_type"_s, it->second.leg.party().startsWith("sip:"_L1) ? u"sip"_s : u"pstn"_s},
                       {u"recording_id"_s, id},
                       {u"recording_transcription_id"_s, m_board.newUuid()},
                       {u"status"_s, u"completed"_s},
                       {u"transcription_text"_s, said.join(' '_L1)}},
                      {.parties = false});
}

QString Recordings::url(const Recording &recording) const {
    // Signed links of the carrier live 10 minutes; ours carry the moment at which they end.
    const qint64 until = toMicros(m_board.now()) / 1'000'000 + 600;
    return m_board.options().mediaBase + "/recordings/"_L1 + recording.id + '.'_L1 + recording.format +
           "?X-Amz-Expires=600&X-Sim-Until="_L1 + QString::number(until);
}

QByteArray Recordings::audio(const QString &recordingId, const QString &format) const {
    const auto it = m_recordings.find(recordingId);
    if (it == m_recordings.end() || !it->second.saved || it->second.format != format) return {};
    const Recording &recording = it->second;
    const auto length = std::chrono::duration_cast<Ms>(*recording.endedAt - recording.startedAt);
    return format == "wav"_L1 ? silentWav(length) : silentMp3(length);
}

} // namespace callfloor::simulator
