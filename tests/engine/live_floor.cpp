// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/live_floor.h"

#include "server/simulator/audibility.h"

#include <QTest>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

const QString LiveFloor::kOurNumber = u"+13125550100"_s;

LiveFloor::LiveFloor(RigOptions options) {
    auto engine = std::move(options.engine);
    options.engine = [engine = std::move(engine)](EngineOptions &o) {
        o.agents.wrapUp.maximum = std::chrono::seconds(0);
        if (engine) engine(o);
    };
    m_rig = std::make_unique<Rig>(std::move(options));
}

Result<Ok> LiveFloor::start() {
    if (auto started = m_rig->start(); !started) return started;
    for (const QString &who : {u"agent"_s, u"other"_s, u"supervisor"_s}) {
        const QByteArray body = QJsonDocument(QJsonObject{{u"station"_s, station(who)}}).toJson();
        const auto answer = m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + m_rig->userId(who).text(), body, "application/json");
        if (answer.status != 200) return internalError(QString::fromUtf8(answer.body));
        phone(who, LegScript{.ring = Ms{500}});
    }
    return Ok{};
}

QString LiveFloor::station(const QString &who) { return u"sip:%1@sip.telnyx.com"_s.arg(who); }

void LiveFloor::phone(const QString &who, const LegScript &script) { m_rig->carrier().carrier().scripts().bindNumber(station(who), script); }

void LiveFloor::ready(const QString &who) {
    m_rig->post(who, u"/api/agents/me/login"_s);
    m_rig->post(who, u"/api/agents/me/ready"_s);
}

QString LiveFloor::state(const QString &who) {
    return m_rig->get(who, u"/api/agents/me"_s).object().value(u"agent"_s).toObject().value(u"state"_s).toString();
}

QString LiveFloor::queue(const QString &name, const QStringList &members, QJsonObject settings) {
    settings.insert(u"name"_s, name);
    const QString id = m_rig->post(u"admin"_s, u"/api/queues"_s, settings).object().value(u"id"_s).toString();
    for (const QString &who : members)
        m_rig->post(u"admin"_s, u"/api/queues/%1/members"_s.arg(id), {{u"userId"_s, m_rig->userId(who).text()}});
    return id;
}

void LiveFloor::route(const QJsonObject &open, const QString &number) {
    const auto answer = m_rig->post(u"admin"_s, u"/api/numbers"_s, {{u"number"_s, number}, {u"open"_s, open}});
    if (answer.status != 200) qWarning("%s", answer.body.constData());
}

QString LiveFloor::caller(const QString &from, const LegScript &script, const QString &to) {
    m_rig->carrier().inbound().placeNow(from, to, script);
    QString id;
    const bool known = QTest::qWaitFor(
        [&] {
            const QJsonArray active = m_rig->get(u"admin"_s, u"/api/calls/active"_s).array();
            for (const QJsonValue &call : active)
                if (call.toObject().value(u"customerNumber"_s).toString() == from) id = call.toObject().value(u"id"_s).toString();
            return !id.isEmpty();
        },
        kFloorPatience);
    return known ? id : QString();
}

int LiveFloor::act(const QString &who, const QString &id, const QString &verb, const QJsonObject &body) {
    const auto answer = m_rig->post(who, u"/api/calls/%1/%2"_s.arg(id, verb), body);
    m_sentence = answer.object().value(u"error"_s).toString();
    return answer.status;
}

std::vector<simulator::Leg *> LiveFloor::legs(const QString &party) {
    std::vector<simulator::Leg *> found;
    for (const auto &[serial, leg] : m_rig->carrier().carrier().board().liveLegs())
        if (leg->party() == party) found.push_back(leg);
    return found;
}

bool LiveFloor::hear(const QString &a, const QString &b) {
    const auto as = legs(a), bs = legs(b);
    if (as.empty() || bs.empty()) return false;
    const simulator::Leg *left = as.front(), *right = bs.front();
    if (left->peer == right->controlId) return right->peer == left->controlId;
    return !left->conferenceId.isEmpty() && left->conferenceId == right->conferenceId && !held(a) && !held(b);
}

bool LiveFloor::hears(const QString &listener, const QString &speaker) {
    const auto listeners = legs(listener), speakers = legs(speaker);
    if (listeners.empty() || speakers.empty()) return false;
    simulator::Carrier &carrier = m_rig->carrier().carrier();
    return simulator::Audibility(carrier.board(), carrier.conferences()).hears(*listeners.front(), *speakers.front());
}

QString LiveFloor::audible(const std::map<QChar, QString> &parties) {
    QStringList pairs;
    for (const auto &[mouth, speaker] : parties)
        for (const auto &[ear, listener] : parties)
            if (mouth != ear && hears(listener, speaker)) pairs << QString(mouth) + u'>' + ear;
    return pairs.join(u' ');
}

bool LiveFloor::held(const QString &party) {
    const auto found = legs(party);
    if (found.empty() || found.front()->conferenceId.isEmpty()) return false;
    auto *conference = m_rig->carrier().carrier().conferences().find(found.front()->conferenceId);
    auto *participant = conference ? conference->find(found.front()->controlId) : nullptr;
    return participant && participant->onHold;
}

bool LiveFloor::quiet() { return m_rig->carrier().carrier().board().liveLegs().empty(); }

} // namespace callfloor::test
