// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/record_store.h"
#include "tests/engine/rig.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;

namespace {
const QString kCustomer = u"+13125550123"_s, kStation = u"sip:sam@sip.telnyx.com"_s;
constexpr int kPatience = 40'000;
} // namespace

/// A supervisor on somebody else's call, on the simulated carrier.
class Supervising : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_rig.reset(); }
    void monitorRingsTheSupervisorsDevice();
    void bargeReplacesTheMonitorOnceItIsAnswered();
    void sameModeTwiceRingsOnce();
    void whisperWithoutAnAgentOnlyListens();
    void stopLeavesTheCallAlone();
    void endOfTheCallEndsTheSupervisor();
    void supervisorWhoHangsUpDoesNotEndTheCall();
    void refusals();
    void actionsAreAudited();

private:
    QString talkingCall();
    HttpAnswer ask(const QString &call, const QString &verb, const QJsonObject &body = {}, const QString &who = u"supervisor"_s) {
        return m_rig->post(who, u"/api/supervisor/"_s + call + u'/' + verb, body);
    }
    /// What the events told last of each of the supervisor's legs: "mode state".
    QStringList told() const;
    simulator::Leg *supervisorLeg(const QString &mode) const;

    std::unique_ptr<Rig> m_rig;
};

void Supervising::init() {
    m_rig = std::make_unique<Rig>(RigOptions{.timeScale = 10});
    const QByteArray problem = problemOf(m_rig->start());
    QVERIFY2(problem.isEmpty(), problem.constData());
    m_rig->carrier().carrier().scripts().bindNumber(kCustomer, LegScript{.ring = Ms{500}});
    m_rig->carrier().carrier().scripts().bindNumber(kStation, LegScript{.ring = Ms{500}});
    const QString id = m_rig->userId(u"supervisor"_s).text();
    const QByteArray station = QJsonDocument(QJsonObject{{u"station"_s, kStation}}).toJson();
    QCOMPARE(m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + id, station, "application/json").status, 200);
}

QString Supervising::talkingCall() {
    const QString id = m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kCustomer}}).object().value(u"id"_s).toString();
    return QTest::qWaitFor([&] { return m_rig->status(id) == "ACTIVE"_L1; }, kPatience) ? id : QString();
}

QStringList Supervising::told() const {
    QStringList legs, states;
    for (const Event &event : m_rig->events()) {
        if (event.kind != EventKind::SupervisionUpdate) continue;
        const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
        const QString leg = update.value(u"legId"_s).toString();
        const QString state = update.value(u"mode"_s).toString() + u' ' + update.value(u"state"_s).toString();
        if (!legs.contains(leg)) {
            legs << leg;
            states << state;
        } else {
            states[legs.indexOf(leg)] = state;
        }
    }
    return states;
}

simulator::Leg *Supervising::supervisorLeg(const QString &mode) const {
    for (const auto &[serial, leg] : m_rig->carrier().carrier().board().liveLegs())
        if (leg->supervisorRole == mode) return leg;
    return nullptr;
}

void Supervising::monitorRingsTheSupervisorsDevice() {
    const QString id = talkingCall();
    const HttpAnswer answer = ask(id, u"monitor"_s, {{u"supervisorCallControlId"_s, u"SUPERVISOR_CALL_CONTROL_ID"_s}, {u"whisperTo"_s, QJsonValue::Null}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object().value(u"ok"_s).toBool(), true);
    QCOMPARE(answer.object().value(u"mode"_s).toString(), u"monitor"_s);
    QCOMPARE(answer.object().value(u"heardBy"_s).toArray(), QJsonArray());
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor connected"_s}, kPatience);
    const simulator::Leg *leg = supervisorLeg(u"monitor"_s);
    QVERIFY(leg);
    QCOMPARE(leg->supervises, m_rig->call(id).value(u"telnyxLegA"_s).toString());
    QCOMPARE(m_rig->dialsTo(kStation), 1);
    QVERIFY(m_rig->call(id).value(u"telnyxLegB"_s).isNull()); // he is not a party of the call
    QCOMPARE(m_rig->status(id), u"ACTIVE"_s);
}

void Supervising::bargeReplacesTheMonitorOnceItIsAnswered() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor connected"_s}, kPatience);
    QCOMPARE(ask(id, u"barge"_s).object().value(u"heardBy"_s).toArray(), (QJsonArray{u"customer"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(told(), (QStringList{u"monitor ended"_s, u"barge connected"_s}), kPatience);
    QVERIFY(!supervisorLeg(u"monitor"_s));
    QVERIFY(supervisorLeg(u"barge"_s));
    QCOMPARE(m_rig->status(id), u"ACTIVE"_s);
}

void Supervising::sameModeTwiceRingsOnce() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor connected"_s}, kPatience);
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QCOMPARE(m_rig->dialsTo(kStation), 1);
}

void Supervising::whisperWithoutAnAgentOnlyListens() {
    const QString id = talkingCall();
    const QJsonObject reply = ask(id, u"whisper"_s).object();
    QCOMPARE(reply.value(u"mode"_s).toString(), u"monitor"_s);
    QCOMPARE(reply.value(u"heardBy"_s).toArray(), QJsonArray());
    QVERIFY(!reply.value(u"note"_s).toString().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(supervisorLeg(u"monitor"_s), kPatience);
    QVERIFY(!supervisorLeg(u"whisper"_s));
}

void Supervising::stopLeavesTheCallAlone() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor connected"_s}, kPatience);
    QCOMPARE(ask(id, u"stop"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor ended"_s}, kPatience);
    QCOMPARE(m_rig->status(id), u"ACTIVE"_s);
    QCOMPARE(ask(id, u"stop"_s).status, 200);
}

void Supervising::endOfTheCallEndsTheSupervisor() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"barge"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"barge connected"_s}, kPatience);
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"barge ended"_s}, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_rig->carrier().carrier().board().liveLegs().empty(), kPatience);
}

void Supervising::supervisorWhoHangsUpDoesNotEndTheCall() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"monitor"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor connected"_s}, kPatience);
    simulator::Leg *leg = supervisorLeg(u"monitor"_s);
    m_rig->carrier().carrier().board().end(*leg, hangupByParty(*leg));
    QTRY_COMPARE_WITH_TIMEOUT(told(), QStringList{u"monitor ended"_s}, kPatience);
    QCOMPARE(m_rig->status(id), u"ACTIVE"_s);
    QCOMPARE(ask(id, u"monitor"_s).status, 200); // and he may come back
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->dialsTo(kStation), 2, kPatience);
}

void Supervising::refusals() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"monitor"_s, {}, u"agent"_s).status, 403);
    QCOMPARE(ask(u"nobody"_s, u"monitor"_s).status, 404);
    QCOMPARE(ask(id, u"monitor"_s, {}, u"admin"_s).status, 409); // who has no station
    QCOMPARE(ask(id, u"monitor"_s, {{u"supervisorCallControlId"_s, u"v3:somebody"_s}}).status, 409);
    const QString customer = m_rig->call(id).value(u"telnyxLegA"_s).toString();
    QCOMPARE(ask(id, u"whisper"_s, {{u"whisperTo"_s, customer}}).status, 409);
    QCOMPARE(m_rig->dialsTo(kStation), 0);
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, kPatience);
    QCOMPARE(ask(id, u"monitor"_s).status, 409);
    QCOMPARE(m_rig->dialsTo(kStation), 0);
}

void Supervising::actionsAreAudited() {
    const QString id = talkingCall();
    QCOMPARE(ask(id, u"whisper"_s).status, 200);
    const auto entries = m_rig->read<std::vector<store::AuditEntry>>([](store::Tx &tx) { return store::audit::newest(tx, 5); });
    const auto entry = std::find_if(entries.begin(), entries.end(), [](const auto &e) { return e.action == "supervision_started"_L1; });
    QVERIFY(entry != entries.end());
    QCOMPARE(entry->subject, id);
    QCOMPARE(entry->actorId, m_rig->userId(u"supervisor"_s).text());
    QCOMPARE(entry->details.value(u"asked"_s).toString(), u"whisper"_s);
    QCOMPARE(entry->details.value(u"mode"_s).toString(), u"monitor"_s);
    QCOMPARE(entry->details.value(u"agent"_s).toString(), m_rig->userId(u"agent"_s).text());
}

QTEST_GUILESS_MAIN(Supervising)
#include "tst_supervision.moc"
