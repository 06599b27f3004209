// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/alert.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <vector>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const UtcTime kStart = fromMicros(1'772'463'845'000'000);

AlertLimit limitOf(AlertKind kind, qint64 margin = 0, int holdSeconds = 0) {
    AlertLimit limit;
    limit.kind = kind;
    limit.margin = margin;
    limit.holdSeconds = holdSeconds;
    return limit;
}

/// What the values, one a second, bring about: a letter each, `.` for nothing.
QString movesOf(const AlertLimit &limit, qint64 bound, const std::vector<qint64> &values) {
    AlertWatch watch;
    UtcTime now = kStart;
    QString moves;
    for (const qint64 value : values) {
        const AlertMove move = judgeAlert(watch, limit, bound, value, now);
        moves += move == AlertMove::Raise ? u'R' : move == AlertMove::Clear ? u'C' : u'.';
        now += 1s;
    }
    return moves;
}

} // namespace

class AlertTest : public QObject {
    Q_OBJECT
private slots:
    void kindsHaveNames() {
        QSet<QString> names;
        for (int i = 0; i < kAlertKinds; ++i) {
            const auto kind = static_cast<AlertKind>(i);
            names << alertKindName(kind);
            QCOMPARE(alertKindFromName(alertKindName(kind)), kind);
        }
        QCOMPARE(names.size(), kAlertKinds);
        QVERIFY(!alertKindFromName(u"longest"));
    }

    void examples_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("margin");
        QTest::addColumn<int>("hold");
        QTest::addColumn<QList<qint64>>("values");
        QTest::addColumn<QString>("moves");
        const auto row = [](const char *name, AlertKind kind, qint64 margin, int hold, const QList<qint64> &values, const char *moves) {
            QTest::newRow(name) << static_cast<int>(kind) << margin << hold << values << QString::fromLatin1(moves);
        };
        // The limit is 20.
        row("at the limit is within it", AlertKind::LongestWait, 0, 0, {19, 20, 21, 20}, "..RC");
        row("told once", AlertKind::LongestWait, 0, 0, {21, 22, 40, 21, 0, 21}, "R...CR");
        row("wavers within the margin", AlertKind::LongestWait, 5, 0, {21, 20, 19, 21, 16, 15, 20, 21}, "R....C.R");
        row("must last", AlertKind::LongestWait, 0, 3, {21, 21, 20, 21, 21, 21, 21, 21}, "......R.");
        row("lasted when it was looked at", AlertKind::LongestWait, 0, 3, {21, 21, 21, 21}, "...R");
        row("too little is bad", AlertKind::ServiceLevel, 3, 0, {20, 19, 20, 22, 23, 20, 19}, ".R..C.R");
    }
    void examples() {
        QFETCH(int, kind);
        QFETCH(qint64, margin);
        QFETCH(int, hold);
        QFETCH(QList<qint64>, values);
        QFETCH(QString, moves);
        QCOMPARE(movesOf(limitOf(static_cast<AlertKind>(kind), margin, hold), 20, {values.begin(), values.end()}), moves);
    }

    /// Whatever the values, an alert is raised only after the whole time of holding, and does not end before the value has been
    /// back by the margin.
    void anyValuesKeepToTheRules() {
        for (quint32 seed = 0; seed < 400; ++seed) {
            QRandomGenerator random(seed);
            const auto kind = seed % 2 == 0 ? AlertKind::LongestWait : AlertKind::ServiceLevel;
            const AlertLimit limit = limitOf(kind, random.bounded(6), random.bounded(5));
            const qint64 bound = 50;
            AlertWatch watch;
            UtcTime now = kStart;
            UtcTime since{}; // counted here by itself
            bool raised = false, beyond = false;
            for (int step = 0; step < 300; ++step) {
                const qint64 value = bound + random.bounded(-12, 13);
                const qint64 excess = lowIsBad(kind) ? bound - value : value - bound;
                if (excess > 0 && !beyond) since = now;
                beyond = excess > 0;
                const AlertMove move = judgeAlert(watch, limit, bound, value, now);
                const bool lasted = beyond && now - since >= std::chrono::seconds(limit.holdSeconds);
                const bool back = excess <= 0 && excess <= -limit.margin;
                if (raised) QCOMPARE(move, back ? AlertMove::Clear : AlertMove::Stay);
                else QCOMPARE(move, lasted ? AlertMove::Raise : AlertMove::Stay);
                if (move == AlertMove::Raise) raised = true;
                if (move == AlertMove::Clear) raised = false;
                QCOMPARE(watch.raised, raised);
                now += std::chrono::milliseconds(random.bounded(100, 3000));
            }
        }
    }

    /// A value that stays between the limit and the margin never rings twice.
    void aWaveringValueRingsOnce() {
        QRandomGenerator random(9);
        const AlertLimit limit = limitOf(AlertKind::LongestWait, 10);
        AlertWatch watch;
        int rings = 0;
        for (int step = 0; step < 1000; ++step) {
            const qint64 value = step == 0 ? 55 : random.bounded(41, 60);
            rings += judgeAlert(watch, limit, 50, value, kStart + std::chrono::seconds(step)) != AlertMove::Stay;
        }
        QCOMPARE(rings, 1);
    }

    void aClockThatWasPutBackKeepsNobodyWaiting() {
        AlertWatch watch;
        const AlertLimit limit = limitOf(AlertKind::LongestWait, 0, 5);
        QCOMPARE(judgeAlert(watch, limit, 20, 30, kStart), AlertMove::Stay);
        QCOMPARE(judgeAlert(watch, limit, 20, 30, kStart - 1h), AlertMove::Stay);
        QCOMPARE(judgeAlert(watch, limit, 20, 30, kStart - 1h + 5s), AlertMove::Raise);
    }

    void phrasesAreWholeWordsInAnyCase() {
        const QStringList phrases{u"cancel my contract"_s, u"Anwalt"_s};
        QCOMPARE(phraseIn(u"I want to CANCEL, my contract!"_s, phrases).value_or(QString()), phrases[0]);
        QCOMPARE(phraseIn(u"Ich rufe meinen Anwalt an."_s, phrases).value_or(QString()), phrases[1]);
        QVERIFY(!phraseIn(u"Anwaltskosten"_s, phrases));
        QVERIFY(!phraseIn(u"Hello"_s, {}));
    }
};

QTEST_GUILESS_MAIN(AlertTest)
#include "tst_alert.moc"
