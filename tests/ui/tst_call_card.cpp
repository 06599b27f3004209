// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's own call in the window, and what a supervisor does with the calls of others, by keys, menus and buttons.
#include "tests/ui/fake_desk.h"
#include "tests/ui/window_harness.h"

#include "ui/widgets/banner.h"

#include <QAction>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QPointer>
#include <QStatusBar>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestCallCard : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    static constexpr Qt::KeyboardModifiers kKeys = Qt::ControlModifier | Qt::ShiftModifier;

    /// A call in this stage on the floor; with an owner, he is on it.
    void putCall(const QString &id, CallStage stage, const QString &owner, CallDirection direction = CallDirection::Inbound) {
        Call call = m_floor->makeCall(id, u"+4930123456"_s, direction, owner);
        call.stage = stage;
        call.queueId = QueueId(u"q-sales"_s);
        if (stage != CallStage::Queued && stage != CallStage::Offered && stage != CallStage::New) {
            call.status = CallStatus::Active;
            call.answeredAt = call.startedAt;
        }
        m_floor->put(call);
    }
    void talk() {
        putCall(u"a"_s, CallStage::Connected, u"user-1"_s);
        m_desk->move(u"TALKING"_s, u"a"_s);
        startSignedIn();
        QTRY_VERIFY(find<>("callCard")->isVisible());
    }
    void moveTo(CallStage stage) {
        m_floor->call(u"a"_s).stage = stage;
        m_floor->publish({u"a"_s});
        m_time->advance(CallTableModel::kBatchDelay);
    }
    QAction *action(const char *name) const { return find<QAction>(name); }
    QString lastControl() const { return m_desk->controls.isEmpty() ? QString() : m_desk->controls.last(); }

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

    void anOfferedCallRingsAndCanBeDeclined() {
        putCall(u"a"_s, CallStage::Offered, {});
        m_desk->move(u"AVAILABLE"_s);
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!find<>("callCard")->isVisible());
        QWidget *before = QApplication::focusWidget();
        m_desk->tell(u"RINGING"_s, u"a"_s);
        QTRY_VERIFY(find<>("callCard")->isVisible());
        QCOMPARE(QApplication::focusWidget(), before); // Who types goes on typing.
        QCOMPARE(find<QLabel>("cardNumber")->text(), u"+4930123456"_s);
        QCOMPARE(find<QLabel>("cardStage")->text(), u"A call for you, queue Sales"_s);
        QCOMPARE(find<QLabel>("cardHint")->text(), u"Pick up your phone to answer."_s);
        QVERIFY(!find<>("holdActionButton")->isVisible());
        QCOMPARE(action("holdAction")->toolTip(), u"Pick up your phone first."_s);
        press(Qt::Key_R, kKeys);
        QTRY_COMPARE(lastControl(), u"declineCall {\"id\":\"a\"}"_s);
        m_desk->tell(u"AVAILABLE"_s);
        QVERIFY(!find<>("callCard")->isVisible());
    }

    void holdsResumesAndMutesByKeys() {
        talk();
        QVERIFY(!action("declineAction")->isEnabled());
        press(Qt::Key_H, kKeys);
        QTRY_COMPARE(lastControl(), u"holdCall {\"id\":\"a\"}"_s);
        QVERIFY(!action("holdAction")->isChecked()); // Not before the floor says so.
        moveTo(CallStage::Held);
        QTRY_VERIFY(action("holdAction")->isChecked());
        QCOMPARE(find<QPushButton>("holdActionButton")->text(), u"Resume"_s);
        QCOMPARE(find<QLabel>("cardStage")->text(), u"On hold, queue Sales"_s);
        press(Qt::Key_H, kKeys);
        QTRY_COMPARE(lastControl(), u"unholdCall {\"id\":\"a\"}"_s);
        press(Qt::Key_M, kKeys);
        QTRY_COMPARE(lastControl(), u"muteCall {\"id\":\"a\"}"_s);
        QTRY_VERIFY(find<QLabel>("cardStage")->text().endsWith("muted"_L1));
        find<QPushButton>("muteActionButton")->click();
        QTRY_COMPARE(lastControl(), u"unmuteCall {\"id\":\"a\"}"_s);
        QTRY_VERIFY(!find<QPushButton>("muteActionButton")->isChecked());
        m_time->advance(65s);
        QCOMPARE(find<QLabel>("cardTime")->text(), u"1:05"_s);
    }

    void keysAreSentOneByOneUntilEscape() {
        talk();
        press(Qt::Key_K, kKeys);
        QTRY_VERIFY(find<>("keyPad")->isVisible());
        type(u"4#"_s);
        QCOMPARE(m_desk->controls, (QStringList{u"sendKeys {\"digits\":\"4\",\"id\":\"a\"}"_s, u"sendKeys {\"digits\":\"#\",\"id\":\"a\"}"_s}));
        QCOMPARE(find<QLabel>("sentKeys")->text(), u"4#"_s);
        press(Qt::Key_Escape);
        QVERIFY(!find<>("keyPad")->isVisible());
    }

    void transfersToAColleagueAQueueOrANumber_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        QTest::newRow("colleague") << u"jonas park"_s << u"transferCall {\"agentId\":\"user-2\",\"id\":\"a\"}"_s;
        QTest::newRow("queue") << u"Help desk"_s << u"transferCall {\"id\":\"a\",\"queueId\":\"q-help\"}"_s;
        QTest::newRow("number") << u"+44 20 7946 0018"_s << u"transferCall {\"id\":\"a\",\"to\":\"+44 20 7946 0018\"}"_s;
    }

    void transfersToAColleagueAQueueOrANumber() {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        talk();
        press(Qt::Key_T, kKeys);
        auto *field = find<QLineEdit>("targetField");
        QTRY_VERIFY(field->hasFocus());
        field->setText(typed);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(lastControl(), said);
        QTRY_VERIFY(!find<>("targetPanel")->isVisible());
    }

    void whoIsNotKnownIsNotCalled() {
        talk();
        press(Qt::Key_T, kKeys);
        auto *field = find<QLineEdit>("targetField");
        field->setText(u"Nobody"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(find<QLabel>("targetHint")->text().contains("Nobody"_L1));
        QVERIFY(m_desk->controls.isEmpty());
        press(Qt::Key_Escape);
        QVERIFY(!find<>("targetPanel")->isVisible());
    }

    void asksAColleagueSwapsMergesAndHandsOver() {
        talk();
        QVERIFY(!action("swapAction")->isEnabled());
        QCOMPARE(action("swapAction")->toolTip(), u"You are not asking anybody."_s);
        press(Qt::Key_C, kKeys);
        auto *field = find<QLineEdit>("targetField");
        QTRY_VERIFY(field->hasFocus());
        field->setText(u"Jonas Park"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(lastControl(), u"consultCall {\"agentId\":\"user-2\",\"id\":\"a\"}"_s);
        moveTo(CallStage::Consulting);
        QTRY_VERIFY(find<>("swapActionButton")->isVisible());
        QVERIFY(!action("transferAction")->isEnabled());
        QVERIFY(!action("parkAction")->isEnabled());
        const std::pair<const char *, QString> steps[] = {{"swapAction", u"swapConsult"_s}, {"mergeAction", u"mergeConsult"_s},
                                                          {"cancelConsultAction", u"cancelConsult"_s}, {"completeAction", u"completeConsult"_s}};
        for (const auto &[name, operation] : steps) {
            action(name)->trigger();
            QTRY_COMPARE(lastControl(), QString(operation + u" {\"id\":\"a\"}"_s));
        }
        moveTo(CallStage::Connected);
        QTRY_VERIFY(!find<>("swapActionButton")->isVisible());
    }

    void aParkedCallIsRetrieved() {
        talk();
        press(Qt::Key_P, kKeys);
        QTRY_COMPARE(lastControl(), u"parkCall {\"id\":\"a\"}"_s);
        m_desk->tell(u"AVAILABLE"_s);
        moveTo(CallStage::Parked);
        QTRY_COMPARE(find<QPushButton>("parkActionButton")->text(), u"Retrieve"_s);
        QVERIFY(!action("holdAction")->isEnabled());
        find<QPushButton>("parkActionButton")->click();
        QTRY_COMPARE(lastControl(), u"retrieveCall {\"id\":\"a\"}"_s);
    }

    void recordsAndPauses() {
        talk();
        QVERIFY(!action("recordResumeAction")->isEnabled());
        action("recordStartAction")->trigger();
        QTRY_COMPARE(lastControl(), u"startCallRecording {\"id\":\"a\"}"_s);
        QTRY_VERIFY(find<QLabel>("cardStage")->text().endsWith("recorded"_L1));
        action("recordPauseAction")->trigger();
        QTRY_COMPARE(lastControl(), u"pauseCallRecording {\"id\":\"a\"}"_s);
        QTRY_VERIFY(action("recordResumeAction")->isEnabled());
    }

    void theHangUpKeysAreForMyCallWhileIHaveOne() {
        talk();
        press(Qt::Key_E, kKeys);
        QTRY_COMPARE(m_floor->asked.count(u"hangUp"_s), 1);
        QCOMPARE(m_floor->call(u"a"_s).status, CallStatus::Completed);
        m_desk->tell(u"AVAILABLE"_s);
        m_time->advance(CallTableModel::kBatchDelay);
        QTRY_VERIFY(!find<>("callCard")->isVisible());
        QVERIFY(action("hangUpMineAction")->shortcut().isEmpty());
        QVERIFY(!action("hangUpAction")->shortcut().isEmpty());
    }

    void refusalsAndTheCarriersFailuresAreTold() {
        talk();
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "parkCall"_L1) return std::nullopt;
            return conflict(u"The call has ended."_s);
        };
        action("parkAction")->trigger();
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"\"Park\" was not done. The call has ended."_s);
        m_floor->call(u"a"_s).failureText = u"The carrier refused to hold the call."_s;
        moveTo(CallStage::Connected);
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"The carrier refused to hold the call."_s);
    }

    void theTableShowsStageAndQueue() {
        putCall(u"a"_s, CallStage::Queued, {});
        m_desk->move(u"AVAILABLE"_s);
        startSignedIn();
        QTRY_COMPARE(cell(0, CallTableModel::Queue), u"Sales"_s);
        QCOMPARE(cell(0, CallTableModel::Stage), u"In a queue"_s);
        table()->selectRow(0);
        press(Qt::Key_A, kKeys);
        QTRY_COMPARE(lastControl(), u"answerCall {\"id\":\"a\"}"_s);
        QVERIFY(!action("monitorAction")->isVisible()); // Not for agents.
    }

    void aSupervisorListensTakesOverAndWrites() {
        m_floor->person.role = Role::Supervisor;
        putCall(u"a"_s, CallStage::Connected, u"user-2"_s);
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!find<>("callCard")->isVisible());
        QVERIFY(!action("monitorAction")->isEnabled());
        table()->selectRow(0);
        QTRY_VERIFY(action("monitorAction")->isEnabled());
        const std::pair<const char *, QString> steps[] = {
            {"monitorAction", u"monitorCall"_s}, {"whisperAction", u"whisperCall"_s}, {"bargeAction", u"bargeCall"_s},
            {"stopSupervisionAction", u"stopSupervision"_s}, {"takeOverAction", u"takeOverCall"_s}};
        for (const auto &[name, operation] : steps) {
            QVERIFY2(table()->actions().contains(action(name)), name);
            action(name)->trigger();
            QTRY_COMPARE(lastControl(), QString(operation + u" {\"callId\":\"a\"}"_s));
        }
        action("whisperAction")->trigger();
        QTRY_COMPARE(m_console->window().statusBar()->currentMessage(), u"Pick up your phone. Only the agent will hear you."_s);
        action("messageAction")->trigger();
        auto *dialog = m_console->window().findChild<QInputDialog *>(u"wordsDialog"_s);
        QVERIFY(dialog);
        dialog->setTextValue(u"Well done."_s);
        dialog->accept();
        QTRY_COMPARE(lastControl(), u"messageAgent {\"callId\":\"a\",\"text\":\"Well done.\"}"_s);
    }

    void aHangUpByASupervisorNeedsAReason() {
        m_floor->person.role = Role::Supervisor;
        putCall(u"a"_s, CallStage::Connected, u"user-2"_s);
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        for (const QString &reason : {QString(), u"threats"_s}) {
            action("supervisorHangUpAction")->trigger();
            QPointer<QInputDialog> dialog = m_console->window().findChild<QInputDialog *>(u"wordsDialog"_s);
            QVERIFY(dialog);
            dialog->setTextValue(reason);
            dialog->accept();
            QTRY_VERIFY(!dialog);
        }
        QTRY_COMPARE(m_desk->controls, (QStringList{u"supervisorHangUp {\"callId\":\"a\",\"reason\":\"threats\"}"_s}));
    }
};

QTEST_MAIN(TestCallCard)
#include "tst_call_card.moc"
