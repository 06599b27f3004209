// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/carrier.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

QJsonObject countsJson(const std::map<QString, int> &counts) {
    QJsonObject json;
    for (const auto &[name, count] : counts) json.insert(name, count);
    return json;
}

QString legStateName(const Leg &leg) {
    switch (leg.state) {
    case LegState::Ringing: return u"ringing"_s;
    case LegState::Answered: return u"answered"_s;
    case LegState::Ended: break;
    }
    return u"ended"_s;
}

QJsonObject legStateJson(const Leg &leg) {
    return {{u"call_control_id"_s, leg.controlId},
            {u"call_leg_id"_s, leg.legId},
            {u"call_session_id"_s, leg.sessionId},
            {u"direction"_s, leg.outgoing ? u"outgoing"_s : u"incoming"_s},
            {u"from"_s, leg.from},
            {u"to"_s, leg.to},
            {u"state"_s, legStateName(leg)},
            {u"start_time"_s, QString::fromLatin1(toIsoMicros(leg.startedAt))},
            {u"peer"_s, leg.peer},
            {u"conference_id"_s, leg.conferenceId},
            {u"queue"_s, leg.queue},
            {u"supervises"_s, leg.supervises},
            {u"supervisor_role"_s, leg.supervisorRole},
            {u"park_after_unbridge"_s, leg.parkAfterUnbridge},
            {u"digits_sent"_s, leg.digitsSent},
            {u"client_state"_s, leg.clientState ? QJsonValue(*leg.clientState) : QJsonValue()},
            {u"script"_s, scriptToJson(leg.script)}};
}

} // namespace

Carrier::Carrier(const CarrierOptions &options, Scheduler &scheduler)
    : m_options(options)
    , m_board(options, scheduler)
    , m_desk(m_board, m_router)
    , m_scripts(options.seed, options.mix, options.magicEndings)
    , m_prompts(m_board, m_desk)
    , m_gathers(m_board, m_desk, m_prompts)
    , m_recordings(m_board, m_desk, m_router)
    , m_listeners(m_board, m_desk)
    , m_assistants(m_board, m_desk, m_router)
    , m_hall(m_board)
    , m_conferences(m_board, m_desk, m_router, m_hall, m_recordings)
    , m_queues(m_board, m_desk, m_router)
    , m_calls(m_board, m_desk, m_queues)
    , m_dialing(m_board, m_desk, m_router, m_scripts)
    , m_farEnd(m_board)
    , m_reads(m_board, m_router)
    , m_messages(m_board, m_router)
    , m_credentials(m_board, m_router) {}

QString Carrier::endpointName(const QString &method, const QStringList &segments) const {
    const Router::Route *route = m_router.find(method, segments, nullptr);
    return route ? route->name : u"unknown"_s;
}

ApiResponse Carrier::execute(const ApiRequest &request) {
    QStringList captures;
    const Router::Route *route = m_router.find(request.method, request.segments, &captures);
    ++m_requests[route ? route->name : u"unknown"_s];
    const QByteArray token = request.authorization.startsWith("Bearer ") ? request.authorization.mid(7).trimmed() : QByteArray();
    const bool known = m_options.apiKey.isEmpty() ? !token.isEmpty() : token == m_options.apiKey.toUtf8();
    if (!known) return refuse::unauthenticated();
    return route ? route->handler(request, captures) : refuse::notFound();
}

QString Carrier::placeInbound(const QString &from, const QString &to, const LegScript &script, const QString &callerName) {
    return m_dialing.placeInbound(from, to, script, callerName).controlId;
}

QJsonObject Carrier::countersJson() const {
    int dials = 0;
    for (const auto &[number, count] : m_dialing.dialsByNumber()) dials += count;
    return {{u"legs_up"_s, static_cast<int>(m_board.liveLegs().size())},
            {u"legs_up_max"_s, m_board.mostLegs()},
            {u"legs_total"_s, static_cast<qint64>(m_board.legCount())},
            {u"requests"_s, countsJson(m_requests)},
            {u"repeated_commands"_s, m_desk.repeats()},
            {u"dials"_s, dials},
            {u"dials_by_number"_s, countsJson(m_dialing.dialsByNumber())},
            {u"messages_sent"_s, m_messages.sentCount()},
            {u"events"_s, countsJson(m_board.eventCounts())},
            {u"hangups"_s, countsJson(m_board.hangupCounts())}};
}

QJsonObject Carrier::stateJson() {
    QJsonArray legs, conferences;
    for (const auto &[serial, leg] : m_board.liveLegs()) legs.append(legStateJson(*leg));
    for (const QString &id : m_hall.order()) {
        const Conference &conference = m_hall.all().at(id);
        if (!conference.active()) continue;
        QJsonArray people;
        for (const Participant &person : conference.participants) {
            QJsonObject json = participantJson(conference, person);
            json.insert(u"role"_s, person.role);
            if (person.joined) people.append(json);
        }
        QJsonObject json = conferenceJson(conference);
        json.insert(u"participants"_s, people);
        conferences.append(json);
    }
    return {{u"now"_s, QString::fromLatin1(toIsoMicros(m_board.now()))}, {u"legs"_s, legs}, {u"conferences"_s, conferences}};
}

QJsonArray Carrier::dialsJson() const {
    QJsonArray dials;
    for (const DialRecord &dial : m_dialing.dials())
        dials.append(QJsonObject{{u"at"_s, QString::fromLatin1(toIsoMicros(dial.at))},
                                 {u"to"_s, dial.to},
                                 {u"from"_s, dial.from},
                                 {u"command_id"_s, dial.commandId},
                                 {u"call_control_id"_s, dial.callControlId}});
    return dials;
}

} // namespace callfloor::simulator
