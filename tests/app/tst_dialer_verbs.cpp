// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/dialer_sim_verb.h"
#include "app/verbs/pacer_verb.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sstream>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// What a verb has said.
struct Said {
    int status = 0;
    QString out, err;
};

Said simulated(const QStringList &arguments) {
    Said said;
    Options options;
    options.verb = u"dialer-sim"_s;
    options.verbArguments = arguments;
    QTextStream out(&said.out), err(&said.err);
    said.status = runDialerSimVerb(options, out, err);
    return said;
}

} // namespace

/// `callfloor pacer` and `callfloor dialer-sim`.
class TestDialerVerbs : public QObject {
    Q_OBJECT
private slots:
    void thePacerAnswersEachTick() {
        Options options;
        options.verbArguments = QStringList{u"--stdio"_s};
        std::istringstream in("{\"type\":\"config\",\"mode\":\"progressive\"}\n"
                              "{\"type\":\"tick\",\"t\":1,\"agents\":{\"logged_in\":3,\"idle\":2}}\n"
                              "{\"type\":\"tick\",\"t\":2,\"agents\":{\"logged_in\":3,\"idle\":2},\"calls\":{\"ringing_s\":[1,1]}}");
        std::ostringstream out;
        QString complaints;
        QTextStream err(&complaints);
        QCOMPARE(runPacerVerb(options, in, out, err), 0);
        QCOMPARE(QByteArray::fromStdString(out.str()), QByteArray("{\"dial\":2}\n{\"dial\":0}\n"));
        options.verbArguments.clear();
        QCOMPARE(runPacerVerb(options, in, out, err), 2);
        QVERIFY(complaints.contains(u"--stdio"_s));
    }

    void theSameArgumentsGiveTheSameShifts() {
        const QStringList arguments{u"--agents"_s, u"4,6"_s, u"--hours"_s, u"0.3"_s, u"--shifts"_s, u"2"_s, u"--json"_s};
        const auto figures = [&] {
            QJsonArray rows = QJsonDocument::fromJson(simulated(arguments).out.toUtf8()).array();
            for (qsizetype i = 0; i < rows.size(); ++i) {
                QJsonObject row = rows.at(i).toObject();
                row.remove(u"decisionP99Ms"_s); // measured
                rows.replace(i, row);
            }
            return rows;
        };
        const QJsonArray first = figures();
        QCOMPARE(first.size(), 2);
        QCOMPARE(first.at(1).toObject().value(u"agents"_s).toInt(), 6);
        QVERIFY(first.at(0).toObject().value(u"talksPerAgentHour"_s).toDouble() > 5);
        QCOMPARE(figures(), first);
        QVERIFY(simulated({u"--agents"_s, u"4"_s, u"--hours"_s, u"0.3"_s}).out.startsWith(u"| agents | occupancy |"_s));
    }

    /// People who talk longer keep agents busier: the rates of the arguments are really used.
    void theRatesDecide() {
        const auto talks = [](const QString &seconds) {
            const Said said = simulated({u"--agents"_s, u"5"_s, u"--hours"_s, u"1"_s, u"--shifts"_s, u"1"_s, u"--talk"_s, seconds, u"--json"_s});
            return QJsonDocument::fromJson(said.out.toUtf8()).array().at(0).toObject().value(u"talksPerAgentHour"_s).toDouble();
        };
        QVERIFY(talks(u"60"_s) > 1.5 * talks(u"240"_s));
    }

    void refusals_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown") << QStringList{u"--speed"_s, u"3"_s} << 2 << u"speed"_s;
        QTest::newRow("no number") << QStringList{u"--talk"_s, u"long"_s} << 2 << u"--talk long"_s;
        QTest::newRow("too many") << QStringList{u"--agents"_s, u"5,2000"_s} << 2 << u"1 to 1000"_s;
        QTest::newRow("mode") << QStringList{u"--mode"_s, u"preview"_s} << 2 << u"predictive, power or progressive"_s;
        QTest::newRow("word") << QStringList{u"today"_s} << 2 << u"\"today\""_s;
    }
    void refusals() {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, sentence);
        const Said said = simulated(arguments);
        QCOMPARE(said.status, status);
        QVERIFY2(said.err.contains(sentence), qPrintable(said.err));
        QVERIFY(said.out.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDialerVerbs)
#include "tst_dialer_verbs.moc"
