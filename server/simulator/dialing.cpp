// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/dialing.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::chrono::seconds kDialWindow{5};
constexpr size_t kDialsKept = 100000;
/// The application of inbound legs if every application is accepted.
constexpr const char *kSomeConnection = "1684641123236054244";

/// `sip:user@host;secure=srtp` without its parameters, `+1312…,123` without the digits to send.
QString bareAddress(const QString &to) { return to.section(';'_L1, 0, 0).section(','_L1, 0, 0).trimmed(); }

} // namespace

QJsonObject callJson(const Leg &leg, UtcTime now) {
    const auto seconds = [](UtcTime a, UtcTime b) {
        return qint64{std::chrono::duration_cast<std::chrono::seconds>(b - a).count()};
    };
    QJsonObject json{{u"record_type"_s, u"call"_s},
                     {u"call_control_id"_s, leg.controlId},
                     {u"call_leg_id"_s, leg.legId},
                     {u"call_session_id"_s, leg.sessionId},
                     {u"is_alive"_s, leg.live()},
                     {u"start_time"_s, QString::fromLatin1(toIsoMicros(leg.startedAt))},
                     {u"call_duration"_s, leg.answeredAt ? seconds(*leg.answeredAt, leg.endedAt.value_or(now)) : 0}};
    if (leg.clientState) json.insert(u"client_state"_s, *leg.clientState);
    if (leg.endedAt) json.insert(u"end_time"_s, QString::fromLatin1(toIsoMicros(*leg.endedAt)));
    return json;
}

Dialing::Dialing(Switchboard &board, CommandDesk &desk, Router &router, ScriptBook &scripts)
    : m_board(board)
    , m_desk(desk)
    , m_scripts(scripts) {
    router.add(u"POST"_s, u"calls"_s, u"dial"_s, [this](const ApiRequest &request, const QStringList &) {
        return m_desk.once(u"dial"_s, request.body.value("command_id"_L1).toString(), [&] { return dial(request); });
    });
    desk.add({.name = u"transfer"_s, .required = {u"to"_s}},
             [this](Leg &leg, const QJsonObject &body) { return transfer(leg, body); });
    board.onAnswered([this](Leg &leg) { attachAfterAnswer(leg); });
    board.onEnded([this](Leg &gone) {
        for (const QString &id : std::exchange(gone.supervisors, {}))
            if (Leg *leg = m_board.find(id)) m_board.end(*leg, hangupByUs(*leg));
    });
}

ApiResponse Dialing::dial(const ApiRequest &request) {
    if (const auto refused = problem(request.body)) return *refused;
    if (auto refused = limitProblem()) return *refused;
    const Leg *linked = m_board.find(request.body.value("link_to"_L1).toString());
    QJsonObject body = request.body;
    if (linked && body.value("bridge_intent"_L1).toBool()) body.insert(u"from"_s, linked->from);
    Leg &leg = placeOutbound(body, linked ? linked->sessionId : QString());
    m_board.rememberCommand(leg, u"dial"_s, request.body);
    QJsonObject data = callJson(leg, m_board.now());
    data.insert(u"is_alive"_s, false);
    if (!leg.reservedRecording.isEmpty()) data.insert(u"recording_id"_s, leg.reservedRecording);
    ApiResponse response = dataResponse(data);
    response.headers = limitHeaders();
    return response;
}

std::optional<ApiResponse> Dialing::problem(const QJsonObject &body) const {
    BodyCheck check(body);
    check.required({u"to"_s, u"from"_s, u"connection_id"_s})
        .clientState()
        .oneOf(u"answering_machine_detection"_s,
               {u"premium"_s, u"detect"_s, u"detect_beep"_s, u"detect_words"_s, u"greeting_end"_s, u"disabled"_s})
        .oneOf(u"supervisor_role"_s, {u"barge"_s, u"whisper"_s, u"monitor"_s})
        .oneOf(u"park_after_unbridge"_s, {u"self"_s})
        .oneOf(u"record"_s, {u"record-from-answer"_s})
        .oneOf(u"record_format"_s, {u"wav"_s, u"mp3"_s})
        .oneOf(u"record_channels"_s, {u"single"_s, u"dual"_s})
        .range(u"timeout_secs"_s, 5, 600)
        .range(u"time_limit_secs"_s, 30, 14400)
        .maxLength(u"from_display_name"_s, 128);
    if (check.problem()) return check.problem();
    const QString connection = body.value("connection_id"_L1).toString();
    if (!m_board.options().connectionId.isEmpty() && connection != m_board.options().connectionId)
        return refuse::badValue(u"connection_id"_s, u"There is no Call Control application with this id."_s);
    if (const auto refused = addressProblem(body)) return refused;
    return linkProblem(body);
}

std::optional<ApiResponse> Dialing::addressProblem(const QJsonObject &body) const {
    if (!body.value("to"_L1).isString())
        return refuse::badValue(u"to"_s, u"The simulator rings one destination per dial: give a string."_s);
    const QString to = bareAddress(body.value("to"_L1).toString());
    if (!isE164(to) && !isSipUri(to)) return refuse::notE164(u"to"_s);
    if (isE164(to) && !isE164(body.value("from"_L1).toString())) return refuse::notE164(u"from"_s);
    if (isE164(to) && body.value("media_encryption"_L1).toString() == "SRTP"_L1)
        return refusal(422, u"10011"_s, u"Media encryption not supported for PSTN calls"_s, {}, u"/media_encryption"_s);
    return std::nullopt;
}

std::optional<ApiResponse> Dialing::linkProblem(const QJsonObject &body) const {
    for (const QString &field : {u"bridge_intent"_s, u"bridge_on_answer"_s})
        if (body.value(field).toBool() && !body.contains("link_to"_L1)) return refuse::missing(u"link_to"_s);
    for (const QString &field : {u"link_to"_s, u"supervise_call_control_id"_s}) {
        const QString id = body.value(field).toString();
        if (id.isEmpty()) continue;
        const Leg *leg = m_board.find(id);
        if (!leg) return refuse::unknownLeg("/"_L1 + field);
        if (!leg->live()) return refuse::callEnded();
    }
    return std::nullopt;
}

std::optional<ApiResponse> Dialing::limitProblem() {
    while (!m_recent.empty() && m_recent.front() <= m_board.now() - kDialWindow) m_recent.pop_front();
    if (static_cast<int>(m_recent.size()) >= m_board.options().dialsPerWindow) {
        ApiResponse response = refusal(429, u"90103"_s, u"Dials per second limit reached"_s,
                                       u"Too many calls were placed within 5 seconds."_s);
        response.headers = limitHeaders();
        return response;
    }
    const int limit = m_board.options().maxLegs;
    if (limit > 0 && static_cast<int>(m_board.liveLegs().size()) >= limit)
        return refusal(422, u"90041"_s, u"User channel limit exceeded"_s, u"All channels of the account are in use."_s);
    return std::nullopt;
}

std::vector<std::pair<QByteArray, QByteArray>> Dialing::limitHeaders() const {
    const int left = std::max(0, m_board.options().dialsPerWindow - static_cast<int>(m_recent.size()));
    const auto until = m_recent.empty() ? std::chrono::microseconds{0} : m_recent.front() + kDialWindow - m_board.now();
    const auto reset = std::chrono::ceil<std::chrono::seconds>(until).count();
    return {{"x-ratelimit-limit", QByteArray::number(m_board.options().dialsPerWindow)},
            {"x-ratelimit-remaining", QByteArray::number(left)},
            {"x-ratelimit-reset", QByteArray::number(qint64{reset})}};
}

Leg &Dialing::placeOutbound(const QJsonObject &body, const QString &sessionId) {
    Leg leg;
    leg.to = bareAddress(body.value("to"_L1).toString());
    leg.from = body.value("from"_L1).toString();
    leg.callerName = body.value("from_display_name"_L1).toString();
    leg.connectionId = body.value("connection_id"_L1).toString();
    leg.sessionId = sessionId;
    if (body.value("client_state"_L1).isString()) leg.clientState = body.value("client_state"_L1).toString();
    leg.options = body;
    leg.script = m_scripts.forDial(leg.to);
    leg.parkAfterUnbridge = body.value("park_after_unbridge"_L1).toString() == "self"_L1;
    leg.supervises = body.value("supervise_call_control_id"_L1).toString();
    if (!leg.supervises.isEmpty()) leg.supervisorRole = body.value("supervisor_role"_L1).toString(u"barge"_s);
    if (body.value("bridge_on_answer"_L1).toBool()) leg.bridgeOnAnswer = body.value("link_to"_L1).toString();
    if (body.contains("record"_L1)) leg.reservedRecording = m_board.newUuid();
    m_recent.push_back(m_board.now());
    Leg &placed = m_board.place(std::move(leg));
    if (Leg *supervised = m_board.find(placed.supervises)) supervised->supervisors.append(placed.controlId);
    ++m_byNumber[placed.to];
    m_dials.push_back({placed.startedAt, placed.to, placed.from, body.value("command_id"_L1).toString(), placed.controlId});
    if (m_dials.size() > kDialsKept) m_dials.pop_front();
    return placed;
}

ApiResponse Dialing::transfer(Leg &leg, const QJsonObject &body) {
    QJsonObject dialBody = body;
    dialBody.remove(u"client_state"_s);
    dialBody.remove(u"park_after_unbridge"_s); // It is about the leg that is transferred.
    dialBody.insert(u"connection_id"_s, leg.connectionId);
    if (!body.contains("from"_L1)) dialBody.insert(u"from"_s, leg.to);
    if (body.contains("target_leg_client_state"_L1))
        dialBody.insert(u"client_state"_s, body.value("target_leg_client_state"_L1));
    if (!isE164(dialBody.value("from"_L1).toString()) && leg.outgoing) dialBody.insert(u"from"_s, leg.from);
    if (const auto refused = problem(dialBody)) return *refused;
    if (auto refused = limitProblem()) return *refused;
    leg.parkAfterUnbridge = body.value("park_after_unbridge"_L1).toString() == "self"_L1;
    const QString original = leg.controlId;
    placeOutbound(dialBody, leg.sessionId).bridgeOnAnswer = original;
    return resultOk();
}

Leg &Dialing::placeInbound(const QString &from, const QString &to, const LegScript &script, const QString &callerName) {
    Leg leg;
    leg.outgoing = false;
    leg.from = from;
    leg.to = to;
    leg.callerName = callerName;
    leg.connectionId = m_board.options().connectionId;
    if (leg.connectionId.isEmpty()) leg.connectionId = QString::fromLatin1(kSomeConnection);
    leg.script = script;
    return m_board.place(std::move(leg));
}

void Dialing::attachAfterAnswer(Leg &leg) {
    leg.digitsSent += leg.options.value("send_digits_on_answer"_L1).toString();
    if (leg.options.contains("to"_L1)) leg.digitsSent += leg.options.value("to"_L1).toString().section(','_L1, 1);
    if (!leg.supervises.isEmpty()) return supervise(leg);
    if (leg.bridgeOnAnswer.isEmpty()) return;
    Leg *other = m_board.find(leg.bridgeOnAnswer);
    leg.bridgeOnAnswer.clear();
    const bool stolen = other && !other->peer.isEmpty() && leg.options.value("prevent_double_bridge"_L1).toBool();
    if (!other || !other->answered() || stolen) m_board.end(leg, hangupByUs(leg));
    else m_board.bridge(leg, *other);
}

void Dialing::supervise(Leg &leg) {
    const Leg *target = m_board.find(leg.supervises);
    if (!target || !target->live()) m_board.end(leg, hangupByUs(leg));
}

} // namespace callfloor::simulator
