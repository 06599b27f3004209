// SPDX-License-Identifier: GPL-3.0-or-later
// What is around the pages: rail, keys, remembered page, the strip and the toast for who works in another program.
#include "tests/ui/fake_desk.h"
#include "tests/ui/window_harness.h"

#include "ui/page_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/call_toast.h"
#include "ui/widgets/connection_banner.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFrame : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    static constexpr Qt::KeyboardModifiers kKeys = Qt::ControlModifier | Qt::ShiftModifier;

    template <class W = QWidget>
    W *findWindow(const char *name) const {
        for (QWidget *window : QApplication::topLevelWidgets())
            if (window->objectName() == QLatin1StringView(name)) return qobject_cast<W *>(window);
        return nullptr;
    }
    void ring() {
        Call call = m_floor->makeCall(u"a"_s, u"+442079460018"_s, CallDirection::Inbound);
        call.stage = CallStage::Offered;
        call.queueId = QueueId(u"q-sales"_s);
        m_floor->put(call);
        m_floor->publish({u"a"_s});
        m_time->advance(CallTableModel::kBatchDelay);
        m_desk->tell(u"RINGING"_s, u"a"_s);
    }

private slots:
    void init() {
        renew();
        m_desk = std::make_unique<FakeDesk>(*m_floor, m_time->clock());
    }
    void cleanup() {
        drop();
        m_desk.reset();
    }

    /// Each page that the role may see comes to the front by its key, has a title of its own and the rail follows.
    void everyPageOpensByItsKey_data() {
        QTest::addColumn<Role>("role");
        QTest::newRow("agent") << Role::Agent;
        QTest::newRow("supervisor") << Role::Supervisor;
        QTest::newRow("administrator") << Role::Admin;
    }

    void everyPageOpensByItsKey() {
        QFETCH(Role, role);
        m_floor->person.role = role;
        m_desk->move(u"AVAILABLE"_s);
        startSignedIn();
        auto *rail = find<QListWidget>("pageRail");
        QStringList titles;
        int number = 0;
        for (const PageSpec &spec : pageSpecs()) {
            auto *action = find<QAction>(QByteArray("page_").append(spec.id).constData());
            QCOMPARE(action->isVisible(), allows(role, spec.least));
            if (!allows(role, spec.least)) continue;
            QCOMPARE(rail->item(number)->text(), pageTitle(spec));
            QVERIFY(!action->icon().isNull());
            press(static_cast<Qt::Key>(Qt::Key_1 + number), Qt::ControlModifier);
            QTRY_VERIFY(action->isChecked());
            QVERIFY(find<>(QByteArray(spec.id).append("Page").constData())->isVisible());
            QVERIFY(find<>("agentBar")->isVisible());
            QCOMPARE(rail->currentRow(), number);
            titles << m_console->window().windowTitle();
            ++number;
        }
        QCOMPARE(rail->count(), number);
        QCOMPARE(titles.removeDuplicates(), 0);
        QCOMPARE(rail->isVisible(), number > 1);
    }

    void thePageInFrontIsRemembered() {
        m_floor->person.role = Role::Admin;
        startSignedIn();
        const PageSpec &last = pageSpecs().back();
        find<QAction>(QByteArray("page_").append(last.id).constData())->trigger();
        m_console.reset();
        start();
        QVERIFY(find<>(QByteArray(last.id).append("Page").constData())->isVisible());
        // Who may not see it gets the first one.
        m_floor->throwOut();
        m_floor->person.role = Role::Agent;
        m_floor->person.id = UserId(u"user-8"_s);
        m_floor->enter();
        const bool his = allows(Role::Agent, last.least);
        QVERIFY(find<>(his ? QByteArray(last.id).append("Page").constData() : "deskPage")->isVisible());
    }

    void theToastTellsOfACallAndLeavesTheKeyboardAlone() {
        m_desk->move(u"AVAILABLE"_s);
        startSignedIn();
        ring();
        auto *toast = findWindow<CallToast>("callToast");
        QVERIFY(toast && !toast->isVisible()); // Who looks at the window sees the call there.
        m_desk->tell(u"AVAILABLE"_s);

        QLineEdit elsewhere;
        elsewhere.show();
        elsewhere.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&elsewhere));
        elsewhere.setFocus();
        ring();
        QTRY_VERIFY(toast->isVisible());
        QCOMPARE(toast->findChild<QLabel *>(u"toastNumber"_s)->text(), u"+442079460018"_s);
        QVERIFY(toast->findChild<QLabel *>(u"toastDetails"_s)->text().startsWith("Sales, waits for"_L1));
        QCOMPARE(QApplication::focusWidget(), &elsewhere);
        type(u"still here"_s);
        QCOMPARE(elsewhere.text(), u"still here"_s);
        QVERIFY(toast->windowFlags() & Qt::WindowDoesNotAcceptFocus);
        toast->findChild<QPushButton *>()->click();
        QTRY_COMPARE(m_desk->controls, (QStringList{u"declineCall {\"id\":\"a\"}"_s}));
        m_desk->tell(u"AVAILABLE"_s);
        QTRY_VERIFY(!toast->isVisible());
    }

    void theCompactBarStandsForTheWindow() {
        m_desk->move(u"TALKING"_s, u"a"_s);
        Call call = m_floor->makeCall(u"a"_s, u"+442079460018"_s, CallDirection::Inbound, u"user-1"_s);
        call.stage = CallStage::Connected;
        m_floor->put(call);
        m_floor->move(u"a"_s, CallStatus::Active);
        startSignedIn();
        m_time->advance(100ms);
        press(Qt::Key_U, kKeys);
        auto *bar = findWindow<>("compactBar");
        QVERIFY(bar && bar->isVisible());
        QVERIFY(m_console->window().isMinimized());
        QVERIFY(bar->windowFlags() & Qt::WindowStaysOnTopHint);
        QCOMPARE(bar->findChild<QLabel *>(u"compactNumber"_s)->text(), u"+442079460018"_s);
        m_time->advance(5s);
        QCOMPARE(bar->findChild<QLabel *>(u"compactTime"_s)->text(), u"0:05"_s);
        bar->findChild<QPushButton *>(u"compact_muteAction"_s)->click();
        QTRY_COMPARE(m_desk->controls, (QStringList{u"muteCall {\"id\":\"a\"}"_s}));
        QTRY_COMPARE(bar->findChild<QPushButton *>(u"compact_muteAction"_s)->text(), u"Unmute"_s);

        auto *outcomes = bar->findChild<QPushButton *>(u"compactOutcomes"_s)->menu();
        emit outcomes->aboutToShow();
        QCOMPARE(outcomes->actions().size(), static_cast<qsizetype>(m_desk->outcomes.size()));
        outcomes->actions().first()->trigger();
        QTRY_COMPARE(m_desk->lastCode, u"sale"_s);
        bar->close();
        QTRY_VERIFY(!m_console->window().isMinimized());
        QVERIFY(!find<QAction>("compactAction")->isChecked());
    }

    void aLossThatLastsIsToldInThreeSteps() {
        startSignedIn();
        auto *banner = find<ConnectionBanner>("connectionBanner");
        m_floor->setLinkTo(LinkState::Interrupted);
        m_time->advance(2s);
        QVERIFY(banner->isVisible());
        const QImage grey = banner->grab().toImage();
        m_time->advance(10s);
        const QImage amber = banner->grab().toImage();
        m_time->advance(50s);
        const QImage alarm = banner->grab().toImage();
        QVERIFY(grey.pixelColor(1, 5) != amber.pixelColor(1, 5));
        QVERIFY(amber.pixelColor(1, 5) != alarm.pixelColor(1, 5));
        QVERIFY2(banner->text().contains("as old as that"_L1), qPrintable(banner->text()));
        m_floor->setLinkTo(LinkState::Live);
        QVERIFY(!banner->isVisible());
        m_floor->setLinkTo(LinkState::Interrupted);
        m_time->advance(2s);
        QCOMPARE(banner->grab().toImage().pixelColor(1, 5), grey.pixelColor(1, 5)); // From the beginning.
    }
};

QTEST_MAIN(TestFrame)
#include "tst_frame.moc"
