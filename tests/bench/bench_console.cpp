// SPDX-License-Identifier: GPL-3.0-or-later
// What a busy floor costs the console: live rows in the supervisor's page, changed many times a second, in a window of 1280×800.
//
//     bench_console [--rows 5000] [--updates 500] [--seconds 20] [--page floor|desk]
//
// Run it with QT_QPA_PLATFORM=offscreen for the cost of the program without that of a display.
#include "tests/bench/bench_report.h"
#include "tests/bench/process_cost.h"
#include "tests/ui/fake_floor.h"

#include "app/domain/call_json.h"
#include "ui/console.h"
#include "ui/main_window.h"

#include <QAbstractEventDispatcher>
#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace callfloor;
using namespace callfloor::bench;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTickMs = 20;

Call callOfFloor(const FakeSession &floor, int number) {
    Call call = floor.makeCall(u"call-%1"_s.arg(number), u"+1415%1"_s.arg(5'000'000 + number), number % 2 == 0 ? CallDirection::Inbound : CallDirection::Outbound,
                               number % 3 == 0 ? QString() : u"user-%1"_s.arg(2 + number % 6));
    call.status = number % 3 == 0 ? CallStatus::Ringing : CallStatus::Active;
    call.stage = number % 3 == 0 ? CallStage::Queued : CallStage::Connected;
    call.queueId = QueueId(u"q-sales"_s);
    if (call.status == CallStatus::Active) call.answeredAt = call.startedAt;
    return call;
}

/// Times how long the window's thread is busy without looking at new input: what somebody would see as a frame that is late.
class TurnWatch : public QObject {
public:
    TurnWatch() {
        const auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { m_turn.start(); });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (m_turn.isValid()) longestMs = std::max(longestMs, static_cast<double>(m_turn.nsecsElapsed()) / 1e6);
        });
    }
    double longestMs = 0;

private:
    QElapsedTimer m_turn;
};

} // namespace

int main(int argc, char **argv) {
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"rows"_s, u"Live calls."_s, u"n"_s, u"5000"_s}, {u"updates"_s, u"Changes in a second."_s, u"n"_s, u"500"_s},
                       {u"seconds"_s, u"How long."_s, u"n"_s, u"20"_s}, {u"page"_s, u"floor or desk."_s, u"page"_s, u"floor"_s}});
    parser.addHelpOption();
    parser.process(app);
    const int rows = parser.value(u"rows"_s).toInt(), updates = parser.value(u"updates"_s).toInt(), seconds = parser.value(u"seconds"_s).toInt();

    SystemScheduler time;
    FakeSession floor(time.clock());
    for (int i = 0; i < rows; ++i) floor.put(callOfFloor(floor, i));
    FakeDesk desk(floor, time.clock());
    FakeFloor lists(floor, desk, time.clock());
    QTemporaryDir settings;
    Console console(app, floor, {.settingsFile = settings.filePath(u"console.ini"_s)}, &time);
    console.window().resize(1280, 800);
    console.show();
    if (!QTest::qWaitForWindowExposed(&console.window())) return 1;
    floor.enter();
    if (auto *page = console.window().findChild<QAction *>(u"page_"_s + parser.value(u"page"_s))) page->trigger();
    QTest::qWait(2000); // what a start costs is not what is measured

    TurnWatch turns;
    int next = 0, published = 0;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, &app, [&] {
        QStringList ids;
        for (int i = 0; i < updates * kTickMs / 1000; ++i) {
            const QString id = u"call-%1"_s.arg(next = (next + 7) % rows);
            Call &call = floor.call(id);
            call.stage = call.stage == CallStage::Connected ? CallStage::Held : CallStage::Connected;
            ids << id;
        }
        floor.publish(ids);
        published += static_cast<int>(ids.size());
    });
    beat.start(kTickMs);
    const double before = cpuMs(QCoreApplication::applicationPid());
    QElapsedTimer wall;
    wall.start();
    QTest::qWait(seconds * 1000);
    const double wallMs = static_cast<double>(wall.elapsed()), used = cpuMs(QCoreApplication::applicationPid()) - before;
    beat.stop();

    Report report;
    report.title(u"Console: %1 live calls, page %2"_s.arg(rows).arg(parser.value(u"page"_s)));
    report.figure(u"changes in a second"_s, published * 1000.0 / wallMs, u"/s"_s, Report::Better::More);
    report.figure(u"of a core, with the stand-in for the server"_s, 100 * used / wallMs, u"%"_s, Report::Better::Less, 5);
    report.figure(u"longest turn of the window's thread"_s, turns.longestMs, u"ms"_s, Report::Better::Less, 50);
    report.figure(u"memory"_s, residentMb(QCoreApplication::applicationPid()), u"MB"_s);
    report.figure(u"load of the machine"_s, machineLoad(), u""_s);
    return report.exitStatus();
}
