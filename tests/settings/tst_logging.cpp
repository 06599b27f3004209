// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>

#include <memory>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

Q_LOGGING_CATEGORY(lcOurs, "callfloor.test")
Q_LOGGING_CATEGORY(lcForeign, "qt.test")

class FixedClock final : public Clock {
public:
    UtcTime now() const override { return *fromIso("2026-03-02T15:04:05.120Z"); }
};

/// A log into memory.
struct Log {
    explicit Log(LogLevel level = LogLevel::Info, LogFormat format = LogFormat::Text)
        : logging(level, format, redactor, clock, [this](const QByteArray &line) { lines.append(line); }) {}

    Redactor redactor;
    FixedClock clock;
    QByteArrayList lines;
    Logging logging;
};

int g_made = 0;
QString costly() {
    ++g_made;
    return u"costly"_s;
}

} // namespace

class TestLogging : public QObject {
    Q_OBJECT

private slots:
    void textHasTimeLevelAndCategory() {
        Log log;
        qCInfo(lcOurs) << "one" << 2;
        qCWarning(lcOurs, "three %d", 3);
        qCCritical(lcOurs) << "four";
        qWarning("five");
        QCOMPARE(log.lines, (QByteArrayList{"2026-03-02T15:04:05.120Z info    callfloor.test: one 2\n",
                                            "2026-03-02T15:04:05.120Z warning callfloor.test: three 3\n",
                                            "2026-03-02T15:04:05.120Z error   callfloor.test: four\n",
                                            "2026-03-02T15:04:05.120Z warning default: five\n"}));
    }

    void journalHasPriorities() {
        Log log(LogLevel::Debug, LogFormat::Journal);
        qCDebug(lcOurs) << "a";
        qCInfo(lcOurs) << "b";
        qCWarning(lcOurs) << "c";
        qCCritical(lcOurs) << "d";
        QCOMPARE(log.lines, (QByteArrayList{"<7>callfloor.test: a\n", "<6>callfloor.test: b\n",
                                            "<4>callfloor.test: c\n", "<3>callfloor.test: d\n"}));
        QCOMPARE(Logging::formatLine(LogFormat::Journal, QtFatalMsg, "x", u"y"_s, {}), QByteArray("<2>x: y\n"));
    }

    void jsonIsOneObjectALine() {
        Log log(LogLevel::Info, LogFormat::Json);
        qCInfo(lcOurs).noquote() << u"a \"quote\",\na line and \u2028 ☎"_s;
        QCOMPARE(log.lines.size(), 1);
        QCOMPARE(log.lines[0].count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(log.lines[0]).object();
        QCOMPARE(object.value(u"time"_s).toString(), u"2026-03-02T15:04:05.120Z"_s);
        QCOMPARE(object.value(u"level"_s).toString(), u"info"_s);
        QCOMPARE(object.value(u"category"_s).toString(), u"callfloor.test"_s);
        QCOMPARE(object.value(u"message"_s).toString(), u"a \"quote\",\na line and \u2028 ☎"_s);
    }

    void linesCannotBeForged() {
        for (const LogFormat format : {LogFormat::Text, LogFormat::Journal}) {
            Log log(LogLevel::Info, format);
            qCInfo(lcOurs).noquote() << u"x\n<0>panic\r\x1b[2J\u2028y\tz"_s;
            QCOMPARE(log.lines.size(), 1);
            QVERIFY(log.lines[0].endsWith("x\\n<0>panic\\u000d\\u001b[2J\\u2028y\tz\n"));
            QCOMPARE(log.lines[0].count('\n'), 1);
        }
    }

    void everyFormatIsRedacted() {
        for (const LogFormat format : {LogFormat::Text, LogFormat::Journal, LogFormat::Json}) {
            Log log(LogLevel::Info, format);
            log.redactor.addSecret(u"s3cr\"3t\n!"_s);
            qCInfo(lcOurs).noquote() << u"s3cr\"3t\n! +15551234567 Bearer abc"_s;
            const QByteArray line = log.lines.value(0);
            QVERIFY2(line.contains("**** +*********67 Bearer ****"), line.constData());
            QVERIFY(!line.contains("3t") && !line.contains("5551"));
        }
    }

    void secretsOfLaterAreRedactedToo() {
        Log log;
        qCInfo(lcOurs) << "generated-secret";
        log.redactor.addSecret(u"generated-secret"_s);
        qCInfo(lcOurs) << "generated-secret";
        QVERIFY(log.lines[0].contains("generated-secret"));
        QVERIFY(!log.lines[1].contains("generated-secret"));
    }

    void levels_data() {
        QTest::addColumn<int>("level");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("debug") << int(LogLevel::Debug) << QByteArray("diwc");
        QTest::newRow("info") << int(LogLevel::Info) << QByteArray("iwc");
        QTest::newRow("warning") << int(LogLevel::Warning) << QByteArray("wc");
        QTest::newRow("error") << int(LogLevel::Error) << QByteArray("c");
    }
    void levels() {
        QFETCH(int, level);
        QFETCH(QByteArray, written);
        Log log(static_cast<LogLevel>(level));
        const auto all = [&log] {
            log.lines.clear();
            qCDebug(lcOurs) << "d";
            qCInfo(lcOurs) << "i";
            qCWarning(lcOurs) << "w";
            qCCritical(lcOurs) << "c";
            QByteArray letters;
            for (const QByteArray &line : std::as_const(log.lines))
                letters += line.chopped(1).right(1);
            return letters;
        };
        QCOMPARE(all(), written);
        Logging::setLevel(LogLevel::Error);
        QCOMPARE(all(), QByteArray("c"));
        Logging::setLevel(static_cast<LogLevel>(level));
        QCOMPARE(all(), written);
    }

    void debugIsOursOnly() {
        Log log(LogLevel::Debug);
        qCDebug(lcForeign) << "from the library";
        qCWarning(lcForeign) << "a warning of it";
        QCOMPARE(log.lines.size(), 1);
    }

    void whatIsSwitchedOffIsNotEvenMade() {
        Log log(LogLevel::Warning);
        g_made = 0;
        qCDebug(lcOurs) << costly();
        qCInfo(lcOurs) << costly();
        QCOMPARE(g_made, 0);
        qCWarning(lcOurs) << costly();
        QCOMPARE(g_made, 1);
    }

    void theHandlerBeforeComesBack() {
        { Log log; }
        QTest::ignoreMessage(QtWarningMsg, "for the test's own handler");
        qWarning("for the test's own handler");
        Log again;
        qCInfo(lcOurs) << "works";
        QCOMPARE(again.lines.size(), 1);
    }

    void aMessageWithinTheSinkDoesNotComeBack() {
        Redactor redactor;
        FixedClock clock;
        int lines = 0;
        Logging logging(LogLevel::Info, LogFormat::Text, redactor, clock, [&lines](const QByteArray &) {
            ++lines;
            qCWarning(lcOurs) << "trouble while writing";
        });
        qCInfo(lcOurs) << "once";
        QCOMPARE(lines, 1);
    }

    void threadsWriteWholeLines() {
        Log log;
        constexpr int kThreads = 4;
        constexpr int kLines = 200;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back(QThread::create([t, &log] {
                for (int i = 0; i < kLines; ++i) {
                    qCInfo(lcOurs, "thread %d line %d.", t, i);
                    if (i % 50 == 0) log.redactor.addSecret(u"secret-%1-%2"_s.arg(t).arg(i));
                }
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            QVERIFY(thread->wait());
        QCOMPARE(log.lines.size(), kThreads * kLines);
        for (const QByteArray &line : std::as_const(log.lines))
            QVERIFY(line.startsWith("2026-03-02T15:04:05.120Z info    callfloor.test: thread ") &&
                    line.endsWith(".\n"));
    }

    void autoIsTheJournalOnlyIfStandardErrorIsItsStream() {
#ifdef Q_OS_UNIX
        QTemporaryFile file;
        QVERIFY(file.open());
        struct stat status = {};
        QCOMPARE(::fstat(file.handle(), &status), 0);
        QProcessEnvironment environment;
        QCOMPARE(resolveLogFormat(LogFormat::Auto, environment, file.handle()), LogFormat::Text);
        environment.insert(u"JOURNAL_STREAM"_s, u"%1:%2"_s.arg(status.st_dev).arg(status.st_ino));
        QCOMPARE(resolveLogFormat(LogFormat::Auto, environment, file.handle()), LogFormat::Journal);
        QCOMPARE(resolveLogFormat(LogFormat::Json, environment, file.handle()), LogFormat::Json);
        environment.insert(u"JOURNAL_STREAM"_s, u"%1:%2"_s.arg(status.st_dev).arg(status.st_ino + 1));
        QCOMPARE(resolveLogFormat(LogFormat::Auto, environment, file.handle()), LogFormat::Text);
        QCOMPARE(resolveLogFormat(LogFormat::Auto, environment, -1), LogFormat::Text);
#else
        QSKIP("SKIP-ALL: there is no journal on this system");
#endif
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestLogging)
#include "tst_logging.moc"
