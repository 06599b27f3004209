// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/call_commands.h"

#include "server/simulator/queues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

using Need = CommandDesk::Need;

CallCommands::CallCommands(Switchboard &board, CommandDesk &desk, Queues &queues)
    : m_board(board)
    , m_queues(queues) {
    addState(desk);
    addOthers(desk);
}

void CallCommands::addState(CommandDesk &desk) {
    desk.add({.name = u"answer"_s, .need = Need::Live}, [this](Leg &leg, const QJsonObject &body) { return answer(leg, body); });
    desk.add({.name = u"reject"_s, .need = Need::Live, .required = {u"cause"_s}},
             [this](Leg &leg, const QJsonObject &body) { return reject(leg, body); });
    desk.add({.name = u"hangup"_s, .need = Need::Live, .forSupervisors = true}, [this](Leg &leg, const QJsonObject &) {
        m_board.end(leg, hangupByUs(leg));
        return resultOk();
    });
    desk.add({.name = u"bridge"_s, .need = Need::Live}, [this](Leg &leg, const QJsonObject &body) { return bridge(leg, body); });
}

void CallCommands::addOthers(CommandDesk &desk) {
    desk.add({.name = u"client_state_update"_s, .need = Need::Live, .required = {u"client_state"_s}, .deduplicated = false,
              .method = u"PUT"_s},
             [](Leg &, const QJsonObject &) { return resultOk(); });
    desk.add({.name = u"refer"_s, .required = {u"sip_address"_s}},
             [this](Leg &leg, const QJsonObject &body) { return refer(leg, body); });
    desk.add({.name = u"send_dtmf"_s, .required = {u"digits"_s}},
             [this](Leg &leg, const QJsonObject &body) { return sendDtmf(leg, body); });
    desk.add({.name = u"switch_supervisor_role"_s, .required = {u"role"_s}, .deduplicated = false, .forSupervisors = true},
             [](Leg &leg, const QJsonObject &body) -> ApiResponse {
                 BodyCheck check(body);
                 check.oneOf(u"role"_s, {u"barge"_s, u"whisper"_s, u"monitor"_s});
                 if (check.problem()) return *check.problem();
                 if (leg.supervises.isEmpty()) return refuse::cannotExecute(u"The call supervises no other."_s);
                 leg.supervisorRole = body.value("role"_L1).toString();
                 return resultOk();
             });
    for (const QString &name : {u"suppression_start"_s, u"suppression_stop"_s})
        desk.add({.name = name}, [](Leg &, const QJsonObject &) { return resultOk(); });
}

ApiResponse CallCommands::answer(Leg &leg, const QJsonObject &body) {
    if (leg.outgoing)
        return refusal(422, u"90102"_s, u"Command not allowed on an outbound call"_s, u"Only inbound calls are answered."_s);
    if (leg.answered()) return refuse::cannotExecute(u"The call has been answered already."_s);
    for (auto it = body.begin(); it != body.end(); ++it) leg.options.insert(it.key(), it.value());
    QJsonObject extra;
    if (body.value("record"_L1).toString() == "record-from-answer"_L1) {
        leg.reservedRecording = m_board.newUuid();
        extra.insert(u"recording_id"_s, leg.reservedRecording);
    }
    m_board.answer(leg);
    return resultOk(extra);
}

ApiResponse CallCommands::reject(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"cause"_s, {u"CALL_REJECTED"_s, u"USER_BUSY"_s});
    if (check.problem()) return *check.problem();
    if (leg.outgoing || leg.answered()) return refuse::cannotExecute(u"Only an unanswered inbound call can be rejected."_s);
    const bool busy = body.value("cause"_L1).toString() == "USER_BUSY"_L1;
    m_board.end(leg, {busy ? u"user_busy"_s : u"call_rejected"_s, u"callee"_s, busy ? u"486"_s : u"603"_s});
    return resultOk();
}

ApiResponse CallCommands::bridge(Leg &leg, const QJsonObject &body) {
    BodyCheck check(body);
    check.oneOf(u"park_after_unbridge"_s, {u"self"_s});
    if (check.problem()) return *check.problem();
    const bool ringtone = body.value("play_ringtone"_L1).toBool();
    const QString queueName = body.value("queue"_L1).toString();
    const QString otherId = body.value("call_control_id"_L1).toString();
    if (queueName.isEmpty() && otherId.isEmpty()) return refuse::missing(u"call_control_id"_s);
    if (!leg.answered() && !ringtone) return refuse::notAnswered();

    Leg *other = queueName.isEmpty() ? m_board.find(otherId) : m_queues.takeFirst(queueName);
    if (!other) return queueName.isEmpty() ? refuse::unknownLeg() : refuse::cannotExecute(u"The queue is empty."_s);
    if (other == &leg) return refuse::badValue(u"call_control_id"_s, u"A call cannot be bridged with itself."_s);
    if (!other->live()) return refuse::callEnded();
    if (!other->answered() && !ringtone) return refuse::notAnswered();
    if (body.value("prevent_double_bridge"_L1).toBool() && !other->peer.isEmpty())
        return refuse::cannotExecute(u"The other call is bridged already."_s);

    leg.parkAfterUnbridge = body.value("park_after_unbridge"_L1).toString() == "self"_L1;
    if (leg.answered() && other->answered()) {
        m_board.bridge(leg, *other);
        return resultOk();
    }
    // With a ringtone the bridge comes about when the unanswered side answers.
    Leg &ringing = leg.answered() ? *other : leg;
    ringing.bridgeOnAnswer = leg.answered() ? leg.controlId : other->controlId;
    return resultOk();
}

ApiResponse CallCommands::refer(Leg &leg, const QJsonObject &body) {
    const QString target = body.value("sip_address"_L1).toString();
    if (!isSipUri(target)) return refuse::badValue(u"sip_address"_s, u"A SIP URI is expected."_s);
    m_board.leavePlace(leg);
    m_board.emitEvent(leg, u"call.refer.started"_s, {{u"sip_notify_response"_s, 202}});
    // RFC 2606: names under .invalid never exist, so such a target stands for one that cannot be reached.
    const bool reachable = !target.endsWith(".invalid"_L1);
    m_board.laterFor(leg, Ms{800}, [this, reachable](Leg &referred) {
        m_board.emitEvent(referred, reachable ? u"call.refer.completed"_s : u"call.refer.failed"_s,
                          {{u"sip_notify_response"_s, reachable ? 200 : 503}});
        if (reachable) m_board.end(referred, {u"normal_clearing"_s, u"unknown"_s, u"200"_s});
    });
    return resultOk();
}

ApiResponse CallCommands::sendDtmf(Leg &leg, const QJsonObject &body) {
    const QString digits = body.value("digits"_L1).toString();
    const QString allowed = u"0123456789ABCD*#wW"_s;
    const bool fine = std::all_of(digits.begin(), digits.end(), [&](QChar c) { return allowed.contains(c); });
    if (!fine) return refuse::badValue(u"digits"_s, u"Allowed: 0-9 A-D * # w W."_s);
    BodyCheck check(body);
    check.range(u"duration_millis"_s, 100, 500);
    if (check.problem()) return *check.problem();
    leg.digitsSent += digits;
    return resultOk();
}

} // namespace callfloor::simulator
