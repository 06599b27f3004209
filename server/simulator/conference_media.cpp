// SPDX-License-Identifier: GPL-3.0-or-later
// What is spoken and played in conferences, and their REST views.
#include "server/simulator/conference_commands.h"
#include "server/simulator/prompts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

QString conferenceTime(UtcTime t) { return QString::fromLatin1(toIsoMicros(t)); }

bool filterAgrees(const ApiRequest &request, const QString &name, bool value) {
    const QString asked = request.param("filter["_L1 + name + ']'_L1);
    return asked.isEmpty() || (asked == "true"_L1) == value;
}

} // namespace

void ConferenceCommands::addMedia(Router &router) {
    add(router, u"speak"_s, {u"payload"_s, u"voice"_s}, true,
        [this](Conference &conference, const QJsonObject &body) { return sound(conference, body, true); });
    add(router, u"play"_s, {}, false, [this](Conference &conference, const QJsonObject &body) -> ApiResponse {
        if (!body.contains("audio_url"_L1) && !body.contains("media_name"_L1)) return refuse::missing(u"audio_url"_s);
        return sound(conference, body, false);
    });
    add(router, u"stop"_s, {}, false, [this](Conference &conference, const QJsonObject &) {
        stopSounds(conference.id);
        return resultOk();
    });
    add(router, u"send_dtmf"_s, {u"digits"_s}, true, [](Conference &, const QJsonObject &) { return resultOk(); });
}

ApiResponse ConferenceCommands::sound(Conference &conference, const QJsonObject &body, bool speech) {
    const QStringList legs = stringList(body.value("call_control_ids"_L1));
    for (const QString &id : legs)
        if (!conference.find(id)) return refuse::unknownLeg(u"/call_control_ids"_s);
    const Prompt prompt = Prompts::mediaPrompt(body, u"audio_url"_s, u"media_name"_s);
    Sound sound{++m_serial, conference.id, legs, speech ? u"speak"_s : u"playback"_s, {}};
    if (!prompt.mediaUrl.isEmpty()) sound.media.insert(u"media_url"_s, prompt.mediaUrl);
    if (!prompt.mediaName.isEmpty()) sound.media.insert(u"media_name"_s, prompt.mediaName);
    const auto length = speech ? Prompts::speechLength(body.value("payload"_L1).toString()) : prompt.length;
    emitSound(conference.id, legs, sound.kind + ".started"_L1, sound.media);
    const quint64 serial = sound.serial;
    m_sounds.push_back(std::move(sound));
    if (length)
        m_board.later(m_board.scaled(*length), [this, serial] {
            const auto it = std::find_if(m_sounds.begin(), m_sounds.end(), [&](const Sound &s) { return s.serial == serial; });
            if (it == m_sounds.end()) return;
            const Sound ended = *it;
            m_sounds.erase(it);
            emitSound(ended.conferenceId, ended.legs, ended.kind + ".ended"_L1, ended.media);
        });
    return resultOk();
}

void ConferenceCommands::stopSounds(const QString &conferenceId) {
    std::vector<Sound> ended;
    std::copy_if(m_sounds.begin(), m_sounds.end(), std::back_inserter(ended),
                 [&](const Sound &s) { return s.conferenceId == conferenceId; });
    std::erase_if(m_sounds, [&](const Sound &s) { return s.conferenceId == conferenceId; });
    for (const Sound &sound : ended) emitSound(sound.conferenceId, sound.legs, sound.kind + ".ended"_L1, sound.media);
}

void ConferenceCommands::emitSound(const QString &conferenceId, const QStringList &legs, const QString &what,
                                   const QJsonObject &media) {
    const Conference *conference = m_hall.find(conferenceId);
    if (!conference) return;
    QJsonObject payload = media;
    payload.insert(u"creator_call_session_id"_s, conference->creatorSession);
    const Leg *creator = m_board.find(conference->creator);
    if (legs.isEmpty() && creator) m_hall.emitEvent(*conference, *creator, "conference."_L1 + what, payload);
    for (const QString &id : legs)
        if (const Leg *leg = m_board.find(id)) m_hall.emitEvent(*conference, *leg, "conference.participant."_L1 + what, payload);
}

QJsonObject conferenceJson(const Conference &conference) {
    QJsonObject json{{u"record_type"_s, u"conference"_s},
                     {u"id"_s, conference.id},
                     {u"name"_s, conference.name},
                     {u"connection_id"_s, conference.connectionId},
                     {u"created_at"_s, conferenceTime(conference.createdAt)},
                     {u"expires_at"_s, conferenceTime(conference.expiresAt)},
                     {u"updated_at"_s, conferenceTime(conference.updatedAt)},
                     {u"status"_s, conference.active() ? (conference.started ? u"in_progress"_s : u"init"_s) : u"completed"_s}};
    if (!conference.region.isEmpty()) json.insert(u"region"_s, conference.region);
    if (!conference.active()) json.insert(u"end_reason"_s, conference.endReason);
    if (!conference.endedByLeg.isEmpty())
        json.insert(u"ended_by"_s, QJsonObject{{u"call_control_id"_s, conference.endedByLeg},
                                               {u"call_session_id"_s, conference.endedBySession}});
    return json;
}

QJsonObject participantJson(const Conference &conference, const Participant &participant) {
    return {{u"record_type"_s, u"participant"_s},
            {u"id"_s, participant.id},
            {u"call_control_id"_s, participant.controlId},
            {u"call_leg_id"_s, participant.legId},
            {u"conference"_s, QJsonObject{{u"id"_s, conference.id}, {u"name"_s, conference.name}}},
            {u"status"_s, participant.joined ? u"joined"_s : u"left"_s},
            {u"muted"_s, participant.muted},
            {u"on_hold"_s, participant.onHold},
            {u"end_conference_on_exit"_s, participant.endOnExit},
            {u"soft_end_conference_on_exit"_s, participant.softEndOnExit},
            {u"whisper_call_control_ids"_s, QJsonArray::fromStringList(participant.whisperTo)},
            {u"created_at"_s, conferenceTime(participant.createdAt)},
            {u"updated_at"_s, conferenceTime(participant.updatedAt)}};
}

void ConferenceCommands::addReads(Router &router) {
    router.add(u"GET"_s, u"conferences"_s, u"conferences.list"_s, [this](const ApiRequest &request, const QStringList &) {
        const QString name = request.param(u"filter[name]"_s);
        const QString status = request.param(u"filter[status]"_s);
        const QString session = request.param(u"filter[application_session_id]"_s);
        QJsonArray items;
        for (const QString &id : m_hall.order()) {
            const Conference &conference = m_hall.all().at(id);
            const QJsonObject json = conferenceJson(conference);
            const bool wanted = (name.isEmpty() || name == conference.name) &&
                                (status.isEmpty() || json.value("status"_L1).toString() == status) &&
                                (session.isEmpty() || session == conference.creatorSession);
            if (wanted) items.append(json);
        }
        return pageResponse(items, request);
    });
    router.add(u"GET"_s, u"conferences/{}"_s, u"conferences.get"_s, [this](const ApiRequest &, const QStringList &captures) {
        const Conference *conference = m_hall.find(captures.first());
        return conference ? dataResponse(conferenceJson(*conference)) : refuse::conferenceUnknown();
    });
    router.add(u"GET"_s, u"conferences/{}/participants"_s, u"conferences.participants"_s,
               [this](const ApiRequest &request, const QStringList &captures) {
                   // Unlike the commands this takes the id only, not the name.
                   const auto it = m_hall.all().find(captures.first());
                   if (it == m_hall.all().end()) return refuse::conferenceUnknown();
                   QJsonArray items;
                   for (const Participant &p : it->second.participants)
                       if (filterAgrees(request, u"muted"_s, p.muted) && filterAgrees(request, u"on_hold"_s, p.onHold) &&
                           filterAgrees(request, u"whispering"_s, !p.whisperTo.isEmpty()))
                           items.append(participantJson(it->second, p));
                   return pageResponse(items, request);
               });
}

} // namespace callfloor::simulator
