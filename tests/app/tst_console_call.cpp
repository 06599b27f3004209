// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_floor.h"
#include "app/node.h"
#include "server/local/local_session.h"
#include "ui/console.h"
#include "ui/main_window.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

constexpr Qt::KeyboardModifiers kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;
constexpr int kLong = 60'000; ///< A caller takes seconds; a busy machine takes more.

/// A node of the demo in a thread of its own, without the cast: who calls is up to the test.
class DemoNode {
public:
    DemoNode() {
        m_context.moveToThread(&m_thread);
        m_thread.start();
    }
    ~DemoNode() {
        QSemaphore stopped;
        post([&] { m_node->stop([&] { stopped.release(); }); });
        stopped.acquire();
        QMetaObject::invokeMethod(&m_context, [this] { m_node.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Result<Ok> start(const Options &options) {
        Result<Ok> result;
        QSemaphore ready;
        post([&] {
            m_node = std::make_unique<Node>(options);
            m_node->start([&](const Result<Ok> &started) {
                result = started;
                ready.release();
            });
        });
        ready.acquire();
        return result;
    }
    void post(std::function<void()> work) { QMetaObject::invokeMethod(&m_context, std::move(work), Qt::QueuedConnection); }
    Node &node() { return *m_node; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<Node> m_node;
};

} // namespace

/// The console with everything inside, on the simulated carrier: an agent signs in, takes a call and says what came of it, by
/// keyboard alone. Engine, storage and carrier are the product's, on threads of their own, in real time.
class TestConsoleCall : public QObject {
    Q_OBJECT

    std::unique_ptr<DemoNode> m_floor;
    std::unique_ptr<LocalSession> m_session;
    std::unique_ptr<Console> m_console;
    QTemporaryDir m_folder;

    template <class W = QWidget>
    W *find(const char *name) const {
        return m_console->window().findChild<W *>(QLatin1StringView(name));
    }
    QString state() const { return find<QLabel>("agentState")->text(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

private slots:
    void init() {
        Surroundings surroundings;
        surroundings.workingFolder = m_folder.path();
        surroundings.systemConfigFile.clear();
        const auto options = parseOptions({u"--demo"_s, u"--port"_s, u"0"_s, u"--log-level"_s, u"warning"_s}, surroundings, {});
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        m_floor = std::make_unique<DemoNode>();
        const auto started = m_floor->start(*options);
        QVERIFY2(started.ok(), started.ok() ? "" : qPrintable(started.error().message));
        m_session = std::make_unique<LocalSession>(m_floor->node().engine());
        ConsoleOptions console;
        console.demo = true;
        console.language = u"en"_s;
        console.signInEmail = u"kim@demo.example"_s; // has a phone
        console.signInPassword = u"demo-kim"_s;
        console.settingsFile = m_folder.filePath(u"console.ini"_s);
        m_console = std::make_unique<Console>(*qApp, *m_session, console);
        m_console->show();
        QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    }
    void cleanup() {
        if (QTest::currentTestFailed())
            qInfo() << "state" << state() << "stage" << find<QLabel>("cardStage")->text() << "problem" << find<Banner>("problemBanner")->text();
        m_console.reset();
        m_session.reset();
        m_floor.reset();
    }

    void takesACallAndSaysWhatCameOfIt() {
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(find<>("agentBar")->isVisible(), kLong);
        find<QAction>("agentSignOnAction")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(find<QAction>("agentReadyAction")->isEnabled(), kLong);
        press(Qt::Key_Y, kCtrlShift);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Ready"_s, kLong);

        simulator::LegScript caller;
        caller.patience = simulator::Ms{45'000};
        m_floor->post([this, caller] { m_floor->node().simulator()->placeCaller(demoNumbers()[1], caller); });
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"On a call"_s, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(find<>("callCard")->isVisible() && find<>("callTabs")->isVisible(), kLong);
        QVERIFY(!find<QLabel>("cardNumber")->text().isEmpty());

        // The customer is put on hold and taken back: the carrier is asked and answers.
        QTRY_VERIFY_WITH_TIMEOUT(find<QAction>("holdAction")->isEnabled(), kLong);
        press(Qt::Key_H, kCtrlShift);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Customer on hold"_s, kLong);
        // The agent's state is told before the call's.
        QTRY_VERIFY_WITH_TIMEOUT(find<QAction>("holdAction")->isEnabled() && find<QAction>("holdAction")->isChecked(), kLong);
        press(Qt::Key_H, kCtrlShift);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"On a call"_s, kLong);

        // An outcome during the call, then the end: two actions, and the agent is ready for the next one.
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("outcome_solved"), kLong);
        find<QLineEdit>("outcomeNote")->setFocus();
        QTest::keyClicks(QApplication::focusWidget(), u"was happy"_s);
        find<QAction>("focusOutcomeAction")->trigger();
        find<QPushButton>("outcome_solved")->click();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("outcome_solved")->isChecked(), kLong);
        press(Qt::Key_E, kCtrlShift);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Ready"_s, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(!find<>("callCard")->isVisible(), kLong);
    }
};

QTEST_MAIN(TestConsoleCall)
#include "tst_console_call.moc"
