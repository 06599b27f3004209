// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's own state in the window, by the keyboard: signing on, breaks, heartbeats, after-call work.
#include "tests/ui/fake_desk.h"
#include "tests/ui/window_harness.h"

#include "ui/widgets/banner.h"

#include <QAction>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAgentBar : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    static constexpr Qt::KeyboardModifiers kKeys = Qt::ControlModifier | Qt::ShiftModifier;

    void enterAs(const QString &state, const QString &callId = {}) {
        m_desk->move(state, callId);
        startSignedIn();
        QTRY_VERIFY(find<>("agentBar")->isVisible());
    }
    QString state() const { return find<QLabel>("agentState")->text(); }
    void beginWrapUp(int minimum, int maximum, int extensions) {
        m_desk->move(u"WRAPUP"_s, u"a"_s);
        WrapUpInfo wrapUp;
        wrapUp.callId = CallId(u"a"_s);
        wrapUp.startedAt = m_time->clock().now();
        wrapUp.minimumUntil = wrapUp.startedAt + std::chrono::seconds(minimum);
        wrapUp.endsAt = wrapUp.startedAt + std::chrono::seconds(maximum);
        wrapUp.extensionsLeft = extensions;
        m_desk->agent.wrapUp = wrapUp;
        m_desk->publish();
    }

private slots:
    void init() {
        renew();
        m_floor->person.role = Role::Agent;
        m_desk = std::make_unique<FakeDesk>(*m_floor, m_time->clock());
    }
    void cleanup() {
        drop();
        m_desk.reset();
    }

    void signsOnBecomesReadyTakesABreakAndSignsOff() {
        enterAs(u"OFFLINE"_s);
        QCOMPARE(state(), u"Signed off"_s);
        QVERIFY(!find<QAction>("agentReadyAction")->isEnabled());
        QCOMPARE(find<QAction>("agentReadyAction")->toolTip(), u"Sign on as an agent first."_s);
        auto *button = find<QPushButton>("agentMainButton");
        QCOMPARE(button->text(), u"Sign on as an agent"_s);
        button->setFocus();
        press(Qt::Key_Space);
        QTRY_COMPARE(state(), u"Not ready: just signed on"_s);
        QCOMPARE(button->text(), u"Ready"_s);
        m_time->advance(65s);
        QCOMPARE(find<QLabel>("agentTime")->text(), u"1:05"_s);
        press(Qt::Key_Y, kKeys);
        QTRY_COMPARE(state(), u"Ready"_s);
        QVERIFY(!find<QAction>("agentSignOffAction")->isEnabled());

        press(Qt::Key_S, kKeys);
        auto *menu = find<QMenu>("breakMenu");
        QTRY_VERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_2);
        QTRY_COMPARE(state(), u"Not ready: Lunch"_s); // In the order of their places, without those of the product.
        QVERIFY(!find<QAction>("break_login"));
        find<QAction>("agentSignOffAction")->trigger();
        QTRY_COMPARE(state(), u"Signed off"_s);
    }

    void aBreakDuringACallIsShownAndCanBeTakenBack() {
        enterAs(u"TALKING"_s, u"a"_s);
        QVERIFY(!find<QLabel>("agentPending")->isVisible());
        QVERIFY(!find<QAction>("agentReadyAction")->isEnabled());
        find<QAction>("agentBreakAction")->trigger();
        QTest::keyClick(find<QMenu>("breakMenu"), Qt::Key_1);
        QTRY_COMPARE(find<QLabel>("agentPending")->text(), u"Then: Break"_s);
        QCOMPARE(state(), u"On a call"_s);
        QCOMPARE(find<QPushButton>("agentMainButton")->text(), u"Stay ready"_s);
        press(Qt::Key_Y, kKeys);
        QTRY_VERIFY(!find<QLabel>("agentPending")->isVisible());
    }

    void heartbeatsComeWhileSignedOnAlsoFromAHiddenWindow() {
        enterAs(u"AVAILABLE"_s);
        m_time->advance(46s);
        QCOMPARE(m_floor->asked.count(u"agentHeartbeat"_s), 3);
        m_console->window().hide();
        m_time->advance(30s);
        QCOMPARE(m_floor->asked.count(u"agentHeartbeat"_s), 5);
        m_desk->tell(u"OFFLINE"_s);
        m_time->advance(60s);
        QCOMPARE(m_floor->asked.count(u"agentHeartbeat"_s), 5);
    }

    void aRefusedHeartbeatFetchesTheState() {
        enterAs(u"AVAILABLE"_s);
        m_desk->move(u"OFFLINE"_s); // Its event is lost.
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "agentHeartbeat"_L1) return std::nullopt;
            return conflict(u"The agent is logged off; log in first."_s);
        };
        m_time->advance(15s);
        QTRY_COMPARE(state(), u"Signed off"_s);
    }

    void anOlderEventChangesNothing() {
        enterAs(u"AVAILABLE"_s);
        const AgentInfo before = m_desk->agent;
        m_desk->tell(u"TALKING"_s, u"a"_s);
        QCOMPARE(state(), u"On a call"_s);
        m_desk->agent = before;
        m_desk->publish();
        QCOMPARE(state(), u"On a call"_s);
    }

    void aRefusalIsTold() {
        enterAs(u"NOT_READY"_s);
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "agentReady"_L1) return std::nullopt;
            return conflict(u"Wait a moment."_s);
        };
        press(Qt::Key_Y, kKeys);
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"Your state was not changed. Wait a moment."_s);
        QVERIFY(find<QAction>("agentReadyAction")->isEnabled());
    }

    void afterCallWorkCountsDownIsExtendedAndEndsWithADigit() {
        enterAs(u"AVAILABLE"_s);
        QVERIFY(!find<>("outcomeView")->isVisible());
        beginWrapUp(0, 30, 1);
        QTRY_VERIFY(find<>("outcomeView")->isVisible());
        QCOMPARE(state(), u"After-call work"_s);
        QCOMPARE(find<QLabel>("wrapUpText")->text(), u"After-call work: 0:30 left"_s);
        m_time->advance(20s);
        QCOMPARE(find<QLabel>("wrapUpText")->text(), u"After-call work: 0:10 left"_s);
        QCOMPARE(find<QAction>("agentReadyAction")->toolTip(), u"Choose first what came of the call."_s);
        press(Qt::Key_W, kKeys);
        QTRY_COMPARE(find<QLabel>("wrapUpText")->text(), u"After-call work: 0:40 left"_s);
        QVERIFY(!find<QAction>("extendWrapUpAction")->isEnabled());

        press(Qt::Key_O, kKeys);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"outcome_sale"_s); // By place, nothing chosen.
        QVERIFY(!find<QPushButton>("outcome_sale")->isChecked());
        find<QLineEdit>("outcomeNote")->setText(u"will write"_s);
        press(Qt::Key_2);
        QTRY_COMPARE(state(), u"Ready"_s);
        QCOMPARE(m_desk->lastCode, u"solved"_s);
        QCOMPARE(m_desk->lastDisposition.value("note"_L1).toString(), u"will write"_s);
        QVERIFY(!find<>("outcomeView")->isVisible());
    }

    void digitsInTheNoteAreText() {
        enterAs(u"TALKING"_s, u"a"_s);
        QTRY_VERIFY(find<>("outcomeView")->isVisible());
        find<QLineEdit>("outcomeNote")->setFocus();
        type(u"2 boxes"_s);
        QCOMPARE(find<QLineEdit>("outcomeNote")->text(), u"2 boxes"_s);
        QVERIFY(m_desk->lastCode.isEmpty());
        // During the call the outcome is kept and shown, and the call goes on.
        press(Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY(find<QPushButton>("outcome_sale")->isChecked());
        QCOMPARE(state(), u"On a call"_s);
    }

    void aCallBackAsksWhen() {
        enterAs(u"TALKING"_s, u"a"_s);
        QTRY_VERIFY(find<QPushButton>("outcome_callback"));
        press(Qt::Key_3, Qt::AltModifier);
        auto *when = find<QDateTimeEdit>("callbackAt");
        QTRY_VERIFY(when->isVisible());
        QVERIFY(m_desk->lastCode.isEmpty());
        when->setDateTime(QDateTime::fromMSecsSinceEpoch(toMicros(m_time->clock().now()) / 1000).addDays(2));
        find<QPushButton>("saveCallback")->click();
        QTRY_COMPARE(m_desk->lastCode, u"callback"_s);
        const auto at = fromIso(m_desk->lastDisposition.value("callbackAt"_L1).toString().toLatin1());
        QVERIFY(at && *at - m_time->clock().now() > 47h && *at - m_time->clock().now() < 50h);
        QTRY_VERIFY(!when->isVisible());
    }

    void aMessageOfASupervisorIsABannerUntilItIsRead() {
        enterAs(u"TALKING"_s, u"a"_s);
        QWidget *before = QApplication::focusWidget();
        m_desk->write(u"a"_s, u"Offer the refund."_s);
        auto *banner = find<Banner>("messageBanner");
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->text(), u"Ines Costa writes: Offer the refund."_s);
        QCOMPARE(QApplication::focusWidget(), before);
        m_desk->write(u"a"_s, u"And say sorry."_s);
        QVERIFY(banner->text().contains("Offer the refund."_L1) && banner->text().contains("And say sorry."_L1));
        banner->findChild<QPushButton *>(u"bannerClose"_s)->click();
        QVERIFY(!banner->isVisible());
    }

    void whoIsNotReadyIsSignedOffWithHisSignOut() {
        enterAs(u"NOT_READY"_s);
        press(Qt::Key_L, kKeys);
        QVERIFY(m_floor->asked.contains("agentLogout"_L1));
        QVERIFY(find<>("signInPage")->isVisible());
        m_time->advance(60s);
        QVERIFY(!m_floor->asked.contains("agentHeartbeat"_L1));
    }
};

QTEST_MAIN(TestAgentBar)
#include "tst_agent_bar.moc"
