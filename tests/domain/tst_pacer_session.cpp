// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/pacer_session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray config(const QJsonObject &more = {}) {
    QJsonObject line{{u"type"_s, u"config"_s}, {u"mode"_s, u"progressive"_s}};
    for (auto it = more.begin(); it != more.end(); ++it) line.insert(it.key(), it.value());
    return lineOf(line);
}

QByteArray tick(double t, int idle, int ringing = 0, const QJsonArray &events = {}) {
    QJsonArray rings;
    for (int i = 0; i < ringing; ++i) rings << 1.0 + i;
    return lineOf({{u"type"_s, u"tick"_s}, {u"t"_s, t},
                   {u"agents"_s, QJsonObject{{u"logged_in"_s, 30}, {u"idle"_s, idle}, {u"paused"_s, 0}, {u"talking_s"_s, QJsonArray{3, 80.5}}, {u"wrapup_s"_s, QJsonArray{2}}}},
                   {u"calls"_s, QJsonObject{{u"x"_s, 0}, {u"ringing_s"_s, rings}, {u"waiting_s"_s, QJsonArray()}}},
                   {u"period"_s, QJsonObject{{u"answered_live"_s, 410}, {u"abandoned"_s, 9}, {u"dialed"_s, 1400}}},
                   {u"events"_s, events}});
}

QByteArray dial(int count) { return "{\"dial\":" + QByteArray::number(count) + '}'; }

} // namespace

/// The pacing behind lines of JSON.
class PacerSessionTest : public QObject {
    Q_OBJECT
private slots:
    void aTickIsAnsweredByANumber() {
        PacerSession session;
        QCOMPARE(session.take(config()), QByteArray());
        QCOMPARE(session.take(tick(1, 4)), dial(4));
        QCOMPARE(session.take(tick(2, 4, 3)), dial(1));
        QCOMPARE(session.take("\n"), QByteArray());
    }

    void linesOfUnknownStateAreLines() {
        PacerSession session;
        session.take(config());
        QJsonObject line = QJsonDocument::fromJson(tick(1, 4)).object();
        line.insert(u"calls"_s, QJsonObject{{u"x"_s, 3}});
        QCOMPARE(session.take(lineOf(line)), dial(1));
    }

    /// Dials a second, neither rounded to nothing by short ticks nor spent twice.
    void noMoreThanMayLeave() {
        PacerSession session;
        session.take(config({{u"max_cps"_s, 2.5}, {u"tick_s"_s, 0.2}}));
        int dialled = 0;
        for (int i = 1; i <= 50; ++i) dialled += QJsonDocument::fromJson(session.take(tick(i * 0.2, 20))).object().value(u"dial"_s).toInt();
        QCOMPARE(dialled, 25);
        session.take(config({{u"max_cps"_s, 0}}));
        QCOMPARE(session.take(tick(1, 20)), dial(0));
        session.take(config({{u"max_lines"_s, 6}}));
        QCOMPARE(session.take(tick(1, 20, 3)), dial(1)); // three ring, two talk
    }

    void aConfigurationBeginsAnew() {
        const QJsonArray events{QJsonObject{{u"e"_s, u"outcome"_s}, {u"what"_s, u"human"_s}, {u"ring_s"_s, 9.1}},
                                QJsonObject{{u"e"_s, u"outcome"_s}, {u"what"_s, u"busy"_s}, {u"ring_s"_s, 1.0}},
                                QJsonObject{{u"e"_s, u"live"_s}, {u"abandoned"_s, false}, {u"wait_s"_s, 0}},
                                QJsonObject{{u"e"_s, u"talk_end"_s}, {u"sec"_s, 88}}, QJsonObject{{u"e"_s, u"wrapup_end"_s}, {u"sec"_s, 14}}};
        PacerSession session;
        const auto play = [&] {
            QByteArray answers = session.take(config({{u"mode"_s, u"predictive"_s}}));
            for (int i = 1; i < 200; ++i) answers += session.take(tick(i, 3 + i % 2, i % 5, events));
            return answers;
        };
        const QByteArray first = play();
        QVERIFY(first.contains("{\"dial\":4}"));
        QCOMPARE(play(), first);
    }

    void whatCannotBeReadChangesNothing_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no JSON") << QByteArray("{\"type\":") << QByteArray("not JSON");
        QTest::newRow("another type") << QByteArray("{\"type\":\"stop\"}") << QByteArray("config or tick");
        QTest::newRow("mode") << QByteArray("{\"type\":\"config\",\"mode\":\"fast\"}") << QByteArray("\\\"mode\\\" must be");
        QTest::newRow("cap") << QByteArray("{\"type\":\"config\",\"cap\":3}") << QByteArray("\\\"cap\\\" must be a number from 0 to 1");
        QTest::newRow("agents") << QByteArray("{\"type\":\"tick\",\"agents\":[]}") << QByteArray("\\\"agents\\\" must be an object");
        QTest::newRow("idle") << QByteArray("{\"type\":\"tick\",\"agents\":{\"idle\":-1}}") << QByteArray("\\\"idle\\\"");
        QTest::newRow("ages") << QByteArray("{\"type\":\"tick\",\"calls\":{\"ringing_s\":[\"1\"]}}") << QByteArray("array of seconds");
        QTest::newRow("event") << QByteArray("{\"type\":\"tick\",\"events\":[{\"e\":\"outcome\"}]}") << QByteArray("\\\"what\\\"");
    }
    void whatCannotBeReadChangesNothing() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, says);
        PacerSession session;
        session.take(config());
        const QByteArray answer = session.take(line);
        QVERIFY2(answer.contains(says), answer.constData());
        QCOMPARE(answer.contains("\"dial\":0"), line.contains("tick"));
        QCOMPARE(session.take(tick(1, 4)), dial(4));
    }
};

QTEST_GUILESS_MAIN(PacerSessionTest)
#include "tst_pacer_session.moc"
