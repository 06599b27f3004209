// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/conference_commands.h"

#include "server/simulator/prompts.h"
#include "server/simulator/recordings.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

const QStringList &conferenceRoles() {
    static const QStringList roles{u"none"_s, u"monitor"_s, u"whisper"_s, u"barge"_s};
    return roles;
}

} // namespace

ConferenceCommands::ConferenceCommands(Switchboard &board, CommandDesk &desk, Router &router, ConferenceHall &hall,
                                       Recordings &recordings)
    : m_board(board)
    , m_desk(desk)
    , m_hall(hall)
    , m_recordings(recordings) {
    router.add(u"POST"_s, u"conferences"_s, u"conferences.create"_s, [this](const ApiRequest &request, const QStringList &) {
        return m_desk.once(u"conferences"_s, request.body.value("command_id"_L1).toString(), [&] { return create(request); });
    });
    addMembership(router);
    addAudio(router);
    addMedia(router);
    addRecording(router);
    addReads(router);
    m_hall.onEnded = [this](const Conference &conference) {
        m_recordings.stopForConference(conference.id);
        stopSounds(conference.id);
    };
    const auto config = [](const Leg &leg) { return leg.options.value("conference_config"_L1).toObject(); };
    board.onPlaced([this, config](Leg &leg) {
        // By default the leg joins while it still rings.
        if (!config(leg).isEmpty() && config(leg).value("early_media"_L1).toBool(true)) dialIn(leg);
    });
    board.onAnswered([this, config](Leg &leg) {
        if (!config(leg).isEmpty() && leg.conferenceId.isEmpty()) dialIn(leg);
    });
}

void ConferenceCommands::add(Router &router, const QString &name, const QStringList &required, bool deduplicated, Work work) {
    router.add(u"POST"_s, "conferences/{}/actions/"_L1 + name, "conferences."_L1 + name,
               [this, required, deduplicated, work = std::move(work)](const ApiRequest &request, const QStringList &captures) {
                   const QString id = deduplicated ? request.body.value("command_id"_L1).toString() : QString();
                   return m_desk.once(QString("conference:"_L1 + captures.first()), id, [&]() -> ApiResponse {
                       Conference *conference = m_hall.find(captures.first());
                       if (!conference) return refuse::conferenceUnknown();
                       if (!conference->active()) return refuse::conferenceEnded();
                       BodyCheck check(request.body);
                       check.required(required).clientState();
                       if (check.problem()) return *check.problem();
                       return work(*conference, request.body);
                   });
               });
}

std::optional<ApiResponse> ConferenceCommands::legProblem(const Leg *leg) const {
    if (!leg) return refuse::unknownLeg();
    if (!leg->live()) return refuse::callEnded();
    if (!leg->answered()) return refuse::notAnswered();
    return std::nullopt;
}

ApiResponse ConferenceCommands::create(const ApiRequest &request) {
    BodyCheck check(request.body);
    check.required({u"call_control_id"_s, u"name"_s})
        .clientState()
        .oneOf(u"beep_enabled"_s, {u"always"_s, u"never"_s, u"on_enter"_s, u"on_exit"_s})
        .range(u"max_participants"_s, 2, 800);
    if (check.problem()) return *check.problem();
    Leg *leg = m_board.find(request.body.value("call_control_id"_L1).toString());
    if (const auto problem = legProblem(leg)) return *problem;
    const QString name = request.body.value("name"_L1).toString();
    if (m_hall.findActiveByName(name)) return refuse::cannotExecute(u"An active conference has this name already."_s);
    if (request.body.value("client_state"_L1).isString()) leg->clientState = request.body.value("client_state"_L1).toString();
    const Conference &conference = m_hall.create(*leg, name, request.body);
    m_board.rememberCommand(*leg, u"conference_create"_s, request.body);
    return dataResponse(conferenceJson(conference));
}

void ConferenceCommands::addMembership(Router &router) {
    add(router, u"join"_s, {u"call_control_id"_s}, true,
        [this](Conference &conference, const QJsonObject &body) { return join(conference, body); });
    add(router, u"leave"_s, {u"call_control_id"_s}, true, [this](Conference &conference, const QJsonObject &body) -> ApiResponse {
        Leg *leg = m_board.find(body.value("call_control_id"_L1).toString());
        if (const auto problem = legProblem(leg)) return *problem;
        if (leg->conferenceId != conference.id) return refuse::cannotExecute(u"The call is not in this conference."_s);
        m_board.leavePlace(*leg);
        m_board.rememberCommand(*leg, u"conference_leave"_s, body);
        return resultOk();
    });
    add(router, u"update"_s, {u"call_control_id"_s, u"supervisor_role"_s}, true,
        [this](Conference &conference, const QJsonObject &body) { return update(conference, body); });
    add(router, u"end"_s, {}, true, [this](Conference &conference, const QJsonObject &) {
        m_hall.end(conference);
        return resultOk();
    });
}

ApiResponse ConferenceCommands::join(Conference &conference, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"supervisor_role"_s, conferenceRoles());
    if (check.problem()) return *check.problem();
    Leg *leg = m_board.find(body.value("call_control_id"_L1).toString());
    if (const auto problem = legProblem(leg)) return *problem;
    if (leg->conferenceId == conference.id)
        return refusal(422, u"90044"_s, u"Call already in conference"_s, u"The call is in this conference already."_s);
    if (conference.present() >= conference.maxParticipants)
        return refusal(422, u"90032"_s, u"Maximum number of participants reached"_s,
                       u"The conference takes %1 participants."_s.arg(conference.maxParticipants));
    if (body.value("client_state"_L1).isString()) leg->clientState = body.value("client_state"_L1).toString();
    m_hall.join(conference, *leg, joinTermsFrom(body));
    m_board.rememberCommand(*leg, u"conference_join"_s, body);
    return resultOk();
}

ApiResponse ConferenceCommands::update(Conference &conference, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"supervisor_role"_s, conferenceRoles());
    if (check.problem()) return *check.problem();
    Participant *participant = conference.find(body.value("call_control_id"_L1).toString());
    if (!participant) return refuse::unknownLeg();
    participant->role = body.value("supervisor_role"_L1).toString();
    participant->whisperTo = stringList(body.value("whisper_call_control_ids"_L1));
    participant->muted = participant->role == "monitor"_L1;
    participant->updatedAt = m_board.now();
    return resultOk();
}

ApiResponse ConferenceCommands::setFlag(Conference &conference, const QJsonObject &body, bool mayBeEmpty,
                                        const std::function<void(Participant &)> &change) {
    const QStringList ids = stringList(body.value("call_control_ids"_L1));
    if (ids.isEmpty() && !mayBeEmpty) return refuse::missing(u"call_control_ids"_s);
    for (const QString &id : ids)
        if (!conference.find(id)) return refuse::unknownLeg(u"/call_control_ids"_s);
    for (Participant &participant : conference.participants) {
        if (!participant.joined || (!ids.isEmpty() && !ids.contains(participant.controlId))) continue;
        change(participant);
        participant.updatedAt = m_board.now();
    }
    return resultOk();
}

void ConferenceCommands::addAudio(Router &router) {
    const auto flag = [this, &router](const QString &name, bool mayBeEmpty, void (*change)(Participant &)) {
        add(router, name, {}, false, [this, mayBeEmpty, change](Conference &conference, const QJsonObject &body) {
            return setFlag(conference, body, mayBeEmpty, change);
        });
    };
    flag(u"hold"_s, true, [](Participant &p) { p.onHold = true; });
    flag(u"unhold"_s, false, [](Participant &p) { p.onHold = false; });
    flag(u"mute"_s, true, [](Participant &p) { p.muted = true; });
    flag(u"unmute"_s, true, [](Participant &p) { p.muted = false; });
}

void ConferenceCommands::addRecording(Router &router) {
    add(router, u"record_start"_s, {u"format"_s}, true, [this](Conference &conference, const QJsonObject &body) -> ApiResponse {
        BodyCheck check(body);
        check.oneOf(u"format"_s, {u"wav"_s, u"mp3"_s}).oneOf(u"channels"_s, {u"single"_s, u"dual"_s});
        if (check.problem()) return *check.problem();
        const Leg *leg = m_board.find(conference.creator);
        for (const Participant &participant : conference.participants)
            if (participant.joined && (!leg || !leg->live())) leg = m_board.find(participant.controlId);
        if (!leg) return refuse::cannotExecute(u"Nobody is in the conference."_s);
        m_recordings.startForConference(*leg, conference.id, body.value("format"_L1).toString(),
                                        body.value("channels"_L1).toString(u"single"_s));
        return resultOk();
    });
    const auto idle = [] { return refuse::cannotExecute(u"The conference is not recorded."_s); };
    add(router, u"record_stop"_s, {}, true, [this, idle](Conference &conference, const QJsonObject &) {
        return m_recordings.stopForConference(conference.id) ? resultOk() : idle();
    });
    add(router, u"record_pause"_s, {}, true, [this, idle](Conference &conference, const QJsonObject &) {
        return m_recordings.pauseForConference(conference.id, true) ? resultOk() : idle();
    });
    add(router, u"record_resume"_s, {}, true, [this, idle](Conference &conference, const QJsonObject &) {
        return m_recordings.pauseForConference(conference.id, false) ? resultOk() : idle();
    });
}

void ConferenceCommands::dialIn(Leg &leg) {
    const QJsonObject config = leg.options.value("conference_config"_L1).toObject();
    const QString name = config.value("conference_name"_L1).toString();
    Conference *conference = m_hall.find(config.value("id"_L1).toString(name));
    if (conference && conference->active()) m_hall.join(*conference, leg, joinTermsFrom(config));
    else if (!name.isEmpty()) m_hall.create(leg, name, config);
    else m_board.end(leg, hangupByUs(leg));
}

} // namespace callfloor::simulator
