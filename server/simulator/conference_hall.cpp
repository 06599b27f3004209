// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/conference_hall.h"

#include "server/simulator/api.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::chrono::hours kLongestConference{4};
constexpr size_t kConferencesKept = 2000;

} // namespace

int Conference::present() const {
    return static_cast<int>(std::count_if(participants.begin(), participants.end(), [](const Participant &p) { return p.joined; }));
}

Participant *Conference::find(const QString &controlId) {
    const auto it = std::find_if(participants.begin(), participants.end(),
                                 [&](const Participant &p) { return p.joined && p.controlId == controlId; });
    return it == participants.end() ? nullptr : &*it;
}

JoinTerms joinTermsFrom(const QJsonObject &body) {
    return {.role = body.value("supervisor_role"_L1).toString(u"none"_s),
            .whisperTo = stringList(body.value("whisper_call_control_ids"_L1)),
            .mute = body.value("mute"_L1).toBool(),
            .hold = body.value("hold"_L1).toBool(),
            .startOnEnter = body.value("start_conference_on_enter"_L1).toBool(),
            .endOnExit = body.value("end_conference_on_exit"_L1).toBool(),
            .softEndOnExit = body.value("soft_end_conference_on_exit"_L1).toBool()};
}

ConferenceHall::ConferenceHall(Switchboard &board) : m_board(board) {
    board.onLeaving([this](Leg &leg) { leave(leg); });
}

Conference &ConferenceHall::create(Leg &leg, const QString &name, const QJsonObject &body) {
    forgetOld();
    const UtcTime now = m_board.now();
    Conference fresh{.id = m_board.newUuid(),
                     .name = name,
                     .connectionId = leg.connectionId,
                     .region = body.value("region"_L1).toString(),
                     .creator = leg.controlId,
                     .creatorSession = leg.sessionId,
                     .started = body.value("start_conference_on_create"_L1).toBool(true),
                     .maxParticipants = body.value("max_participants"_L1).toInt(250),
                     .createdAt = now,
                     .expiresAt = now + kLongestConference,
                     .updatedAt = now};
    if (const int minutes = body.value("duration_minutes"_L1).toInt(); minutes > 0)
        fresh.expiresAt = std::min(fresh.expiresAt, now + std::chrono::minutes(minutes));
    const QString id = fresh.id;
    m_order.push_back(id);
    Conference &conference = m_conferences.emplace(id, std::move(fresh)).first->second;
    emitEvent(conference, leg, u"conference.created"_s);
    join(conference, leg, joinTermsFrom(body));
    m_board.later(std::chrono::duration_cast<Ms>(conference.expiresAt - now), [this, id] {
        const auto it = m_conferences.find(id);
        if (it != m_conferences.end() && it->second.active())
            finish(it->second, u"time_exceeded"_s, u"time_exceeded"_s, nullptr);
    });
    return conference;
}

void ConferenceHall::join(Conference &conference, Leg &leg, const JoinTerms &terms) {
    m_board.leavePlace(leg);
    leg.conferenceId = conference.id;
    if (terms.startOnEnter) {
        conference.started = true;
        for (Participant &p : conference.participants) p.onHold = false;
    }
    const UtcTime now = m_board.now();
    conference.participants.push_back({.id = m_board.newUuid(),
                                       .controlId = leg.controlId,
                                       .legId = leg.legId,
                                       .muted = terms.mute || terms.role == "monitor"_L1,
                                       .onHold = terms.hold || !conference.started,
                                       .endOnExit = terms.endOnExit,
                                       .softEndOnExit = terms.softEndOnExit,
                                       .role = terms.role,
                                       .whisperTo = terms.whisperTo,
                                       .createdAt = now,
                                       .updatedAt = now});
    conference.updatedAt = now;
    emitEvent(conference, leg, u"conference.participant.joined"_s, {}, true);
}

void ConferenceHall::leave(Leg &leg) {
    if (leg.conferenceId.isEmpty()) return;
    const auto it = m_conferences.find(std::exchange(leg.conferenceId, {}));
    if (it == m_conferences.end()) return;
    Conference &conference = it->second;
    Participant *participant = conference.find(leg.controlId);
    if (!participant) return;
    participant->joined = false;
    participant->updatedAt = conference.updatedAt = m_board.now();
    const bool endsAll = participant->endOnExit;
    const bool softEnds = participant->softEndOnExit;
    emitEvent(conference, leg, u"conference.participant.left"_s, {}, true);
    if (!conference.active()) return;
    if (endsAll) {
        const std::vector<Participant> others = conference.participants;
        finish(conference, u"host_left"_s, u"host_left"_s, &leg);
        for (const Participant &other : others)
            if (Leg *found = other.joined ? m_board.find(other.controlId) : nullptr) m_board.end(*found, hangupByUs(*found));
    } else if (softEnds) {
        finish(conference, u"host_left"_s, u"host_left"_s, &leg);
    } else if (conference.present() == 0) {
        finish(conference, u"all_left"_s, u"all_left"_s, &leg);
    }
}

void ConferenceHall::end(Conference &conference) {
    const std::vector<Participant> people = conference.participants;
    // The webhook knows no reason of its own for an end by command.
    finish(conference, u"ended_via_api"_s, u"all_left"_s, nullptr);
    for (const Participant &person : people)
        if (Leg *leg = person.joined ? m_board.find(person.controlId) : nullptr) m_board.end(*leg, hangupByUs(*leg));
}

void ConferenceHall::finish(Conference &conference, const QString &restReason, const QString &eventReason, const Leg *by) {
    conference.endedAt = conference.updatedAt = m_board.now();
    conference.endReason = restReason;
    if (by) {
        conference.endedByLeg = by->controlId;
        conference.endedBySession = by->sessionId;
    }
    if (onEnded) onEnded(conference);
    std::vector<QString> inside;
    for (const Participant &person : conference.participants)
        if (person.joined) inside.push_back(person.controlId);
    const Leg *witness = by ? by : inside.empty() ? m_board.find(conference.creator) : m_board.find(inside.front());
    for (const QString &id : inside)
        if (Leg *leg = m_board.find(id)) leave(*leg);
    if (witness) emitEvent(conference, *witness, u"conference.ended"_s, {{u"reason"_s, eventReason}});
}

Conference *ConferenceHall::find(const QString &idOrName) {
    const auto it = m_conferences.find(idOrName);
    return it != m_conferences.end() ? &it->second : findActiveByName(idOrName);
}

Conference *ConferenceHall::findActiveByName(const QString &name) {
    for (auto &[id, conference] : m_conferences)
        if (conference.active() && conference.name == name) return &conference;
    return nullptr;
}

void ConferenceHall::emitEvent(const Conference &conference, const Leg &leg, const QString &type, QJsonObject payload,
                               bool stamped) {
    payload.insert(u"conference_id"_s, conference.id);
    m_board.emitEvent(leg, type, payload, {.parties = false, .stamped = stamped, .payloadStamp = !stamped});
}

void ConferenceHall::forgetOld() {
    for (size_t i = 0; m_order.size() >= kConferencesKept && i < m_order.size();) {
        if (m_conferences.at(m_order[i]).active()) {
            ++i;
            continue;
        }
        m_conferences.erase(m_order[i]);
        m_order.erase(m_order.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

} // namespace callfloor::simulator
