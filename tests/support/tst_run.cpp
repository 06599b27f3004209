// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

const QByteArray kScript = "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n";

struct Outcome {
    int status = -1;
    QString output;
};

} // namespace

/// The script `run` in a tree of its own, with stand-ins for dpkg, ninja and the product: nothing is installed or
/// built.
class RunTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_tree.reset(new QTemporaryDir);
        const QString source = qEnvironmentVariable("CALLFLOOR_SOURCE_DIR");
        QVERIFY(QFile::copy(source + u"/run"_s, path(u"run"_s)));
        write(
            u"packaging/debian-packages.txt"_s,
            "# comment\n[build]\nhere # comment\nold|new\n[run]\nby-command  sh\nby-pattern  /proc/self/stat*\n[test]\n"
            "absent\nabsent-too|or-this  no-such-command\n");
        write(u"CMakePresets.json"_s, "{}");
        write(u"tools/dpkg-query"_s, kScript + "case $3 in here|new) printf installed;; *) exit 1;; esac\n");
        write(u"tools/ninja"_s, kScript + "echo \"ninja $*\"\n");
        write(u"tools/cmake"_s,
              kScript + "echo \"cmake $*\"; mkdir -p build/release; touch build/release/build.ninja\n");
        write(u"build/release/callfloor"_s, kScript + "trap 'echo told to end; exit 5' TERM\n"
                                                      "echo \"callfloor $*\"\n"
                                                      "while [ $# -gt 0 ]; do\n"
                                                      "  [ \"$1\" = --state-dir ] && mkfifo \"$2/pipe\" && folder=$2\n"
                                                      "  [ \"$1\" = --end-with ] && exit \"$2\"\n"
                                                      "  shift\n"
                                                      "done\n"
                                                      "exec 9<> \"$folder/pipe\"\n"
                                                      "echo ready\n"
                                                      "while :; do read -r line <&9; done\n");
    }

    void helpNeedsNothing() {
        const Outcome help = run({u"help"_s});
        QCOMPARE(help.status, 0);
        QVERIFY(help.output.startsWith(u"usage: ./run VERB"_s));
        QCOMPARE(run({}).output, help.output);
        QCOMPARE(run({u"fly"_s}).status, 2);
        QCOMPARE(run({u"check"_s, u"--fly"_s}).status, 2);
    }

    void missingPackagesAreListedAndNothingIsInstalled() {
        const Outcome refused = run({u"check"_s, u"--no-install"_s});
        QCOMPARE(refused.status, 3);
        QCOMPARE(refused.output, u"Missing Debian packages:\n  absent\n  absent-too or or-this\n"_s);
        QCOMPARE(run({u"--no-install"_s, u"check"_s}).output, refused.output);
    }

    void nothingMissingGoesOn() {
        const Outcome built = run({u"build"_s, u"--no-install"_s});
        QVERIFY2(built.status == 0, qPrintable(built.output));
        QVERIFY(built.output.contains(u"cmake --preset release"_s));
        QVERIFY2(built.output.contains(QRegularExpression(u"ninja -C \\S+/build/release -j \\d+\\n"_s)),
                 qPrintable(built.output));
        QVERIFY2(built.output.contains(QRegularExpression(u"Building release: \\d+\\.\\d s\\n"_s)),
                 qPrintable(built.output));
        QVERIFY2(!run({u"build"_s}).output.contains(u"cmake"_s), "a second build configures nothing");
    }

    void failedBuildStopsWithItsStatus() {
        write(u"tools/ninja"_s, kScript + "exit 9\n");
        const Outcome demo = run({u"demo"_s, u"--headless"_s});
        QCOMPARE(demo.status, 9);
        QVERIFY(!demo.output.contains(u"callfloor --demo"_s));
    }

    void demoHandsArgumentsAndStatusThroughAndCleansUp() {
        const Outcome demo = run({u"demo"_s, u"--headless"_s, u"--seconds"_s, u"3"_s, u"--end-with"_s, u"4"_s});
        QCOMPARE(demo.status, 4);
        const QRegularExpression call(
            u"callfloor --demo --seconds 3 --end-with 4 --state-dir (\\S*/callfloor-demo\\.\\w+) --server\\n"_s);
        const QRegularExpressionMatch match = call.match(demo.output);
        QVERIFY2(match.hasMatch(), qPrintable(demo.output));
        QVERIFY(!QFileInfo::exists(match.captured(1)));
    }

    void demoShowsTheConsoleWhereThereIsADisplay() {
        m_display = u":99"_s;
        const Outcome console = run({u"demo"_s, u"--end-with"_s, u"0"_s});
        QCOMPARE(console.status, 0);
        QVERIFY2(!console.output.contains(u"--server"_s), qPrintable(console.output));
        m_display.clear();
        const Outcome bare = run({u"demo"_s, u"--end-with"_s, u"0"_s});
        QVERIFY2(bare.output.contains(u"--server"_s), qPrintable(bare.output));
    }

    void demoEndsGentlyOnASignal() {
        QProcess process;
        prepare(process);
        process.start(path(u"run"_s), {u"demo"_s, u"--headless"_s});
        QString output;
        const auto hasSaid = [&](const QString &part) {
            output += QString::fromUtf8(process.readAll());
            return output.contains(part);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasSaid(u"ready\n"_s), 30'000);
        process.terminate();
        QVERIFY(process.waitForFinished());
        QVERIFY2(hasSaid(u"told to end\n"_s), qPrintable(output));
        QCOMPARE(process.exitCode(), 5);
        const QRegularExpressionMatch folder = QRegularExpression(u"--state-dir (\\S+)"_s).match(output);
        QVERIFY(folder.hasMatch());
        QVERIFY(!QFileInfo::exists(folder.captured(1)));
    }

    void fuzzingTellsWhatBroke() {
        const QString source = qEnvironmentVariable("CALLFLOOR_SOURCE_DIR");
        QVERIFY(QDir().mkpath(path(u"tests/fuzz/corpus/good"_s)) && QDir().mkpath(path(u"tests/fuzz/corpus/bad"_s)));
        QVERIFY(QFile::copy(source + u"/tests/fuzz/fuzz_session.sh"_s, path(u"tests/fuzz/fuzz_session.sh"_s)));
        const QByteArray statistics = "echo '#9 DONE cov: 17 ft: 9'\necho 'stat::number_of_executed_units: 1234'\n";
        write(u"build/fuzz/fuzz/fuzz_good"_s, kScript + "echo \"$*\" >\"$0.arguments\"\n" + statistics);
        write(u"build/fuzz/fuzz/fuzz_bad"_s,
              kScript + statistics + "echo 'x.cpp:1: this does not hold: a'\necho 'Test unit written to /it'\nexit 77\n");
        const Outcome fine = run({u"check"_s, u"--fuzz"_s, u"--seconds"_s, u"7"_s, u"-R"_s, u"good"_s});
        QVERIFY2(fine.status == 0, qPrintable(fine.output));
        QVERIFY2(fine.output.contains(QRegularExpression(u"good +1234 +17 +fine\\n"_s)), qPrintable(fine.output));
        QFile arguments(path(u"build/fuzz/fuzz/fuzz_good.arguments"_s));
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        QVERIFY(arguments.readAll().contains("-max_total_time=7 "));
        const Outcome broken = run({u"check"_s, u"--fuzz"_s});
        QCOMPARE(broken.status, 1);
        QVERIFY2(broken.output.contains(u"bad: x.cpp:1: this does not hold: a\n"_s), qPrintable(broken.output));
        QVERIFY2(broken.output.contains(QRegularExpression(u"replay: \\S+/fuzz_bad /it\\n"_s)), qPrintable(broken.output));
        QCOMPARE(run({u"check"_s, u"--fuzz"_s, u"--seconds"_s, u"soon"_s}).status, 2);
        QCOMPARE(run({u"check"_s, u"--minimize"_s}).status, 2);
        QCOMPARE(run({u"check"_s, u"--fuzz"_s, u"-R"_s, u"no such"_s}).status, 2);
    }

private:
    QString path(const QString &name) const { return m_tree->filePath(name); }

    void write(const QString &name, const QByteArray &content) {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
        if (content.startsWith("#!")) {
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        }
    }

    void prepare(QProcess &process) const {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PATH"_s, QString(path(u"tools"_s) + u':' + environment.value(u"PATH"_s)));
        environment.remove(u"WAYLAND_DISPLAY"_s);
        environment.insert(u"DISPLAY"_s, m_display);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(u"/"_s);
        process.setProcessChannelMode(QProcess::MergedChannels);
    }

    Outcome run(const QStringList &arguments) const {
        QProcess process;
        prepare(process);
        process.start(path(u"run"_s), arguments);
        if (!process.waitForFinished(60'000)) {
            return {-1, process.errorString()};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                QString::fromUtf8(process.readAll())};
    }

    std::unique_ptr<QTemporaryDir> m_tree;
    QString m_display;
};

QTEST_GUILESS_MAIN(RunTest)
#include "tst_run.moc"
