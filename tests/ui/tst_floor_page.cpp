// SPDX-License-Identifier: GPL-3.0-or-later
// The supervisor's page, by the keyboard.
#include "tests/ui/fake_floor.h"
#include "tests/ui/window_harness.h"

#include "ui/floor/floor_state.h"
#include "ui/floor/floor_tiles.h"
#include "ui/floor/hearing_strip.h"
#include "ui/floor/waiting_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFloorPage : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<FakeFloor> m_lists;

    /// The page in front, with everything fetched.
    void openFloor() {
        startSignedIn();
        find<QAction>("page_floor")->trigger();
        QTRY_VERIFY(find<>("floorPage") && find<>("floorPage")->isVisible());
        settle();
    }
    void settle() {
        QCoreApplication::processEvents();
        m_time->advance(FloorState::kLot * 2);
        QCoreApplication::processEvents();
        m_time->advance(FloorState::kLot * 2);
    }
    QString tile(const char *name) const { return find<FigureTile>(name)->value(); }
    DataTable *table_(const char *name) const { return find<DataTable>(name); }
    QJsonObject supervision(const QString &state, const QJsonValue &heardBy) const {
        return {{u"callId"_s, u"call-1"_s}, {u"legId"_s, u"leg"_s}, {u"supervisorId"_s, m_floor->person.id.text()},
                {u"mode"_s, u"whisper"_s},  {u"state"_s, state},     {u"heardBy"_s, heardBy}};
    }

private slots:
    void init() {
        renew();
        m_desk = std::make_unique<FakeDesk>(*m_floor, m_time->clock());
        m_lists = std::make_unique<FakeFloor>(*m_floor, *m_desk, m_time->clock());
        Call waiting = m_floor->makeCall(u"call-4"_s, u"+442079460018"_s, CallDirection::Inbound);
        waiting.status = CallStatus::Ringing;
        waiting.stage = CallStage::Queued;
        waiting.queueId = QueueId(u"q-sales"_s);
        m_floor->put(waiting);
        Call talking = m_floor->makeCall(u"call-1"_s, u"+351210000121"_s, CallDirection::Inbound, u"user-2"_s);
        talking.status = CallStatus::Active;
        talking.stage = CallStage::Connected;
        talking.answeredAt = talking.startedAt;
        m_floor->put(talking);
    }
    void cleanup() {
        drop();
        m_lists.reset();
        m_desk.reset();
    }

    void figuresSayWhatTheBoardSaysAndWhatIsBeyondItsLimit() {
        openFloor();
        QCOMPARE(tile("waitingTile"), u"4"_s);
        QCOMPARE(tile("levelTile"), u"82.6 %"_s);
        QVERIFY(!find<FigureTile>("levelTile")->over());
        QCOMPARE(tile("readyTile"), u"1"_s);
        QCOMPARE(tile("connectedTile"), u"119"_s);
        QVERIFY(find<FigureTile>("longestTile")->over());
        QVERIFY(find<FigureTile>("longestTile")->accessibleName().contains("beyond the limit"_L1));
        // The clock goes on between two answers of the server.
        const QString before = tile("longestTile");
        m_time->advance(5s);
        QVERIFY(tile("longestTile") != before);
    }

    void anAgentIsReadOutWithStateAndIsReplacedByNewerStatesOnly() {
        openFloor();
        DataTable *agents = table_("agentTable");
        QVERIFY(agents->selectId(u"user-4"_s));
        QVERIFY(agents->currentIndex().siblingAtColumn(0).data(Qt::AccessibleTextRole).toString().contains("Ready"_L1));
        QJsonObject agent = m_lists->agent(u"user-4"_s, u"Tom Okafor"_s, u"TALKING"_s, 0);
        agent.insert(u"version"_s, 6); // older than what is known
        m_lists->tell(EventKind::AgentUpdate, u"user-4"_s, agent);
        settle();
        QCOMPARE(agents->currentIndex().siblingAtColumn(1).data().toString(), u"Ready"_s);
        agent.insert(u"version"_s, 8);
        m_lists->tell(EventKind::AgentUpdate, u"user-4"_s, agent);
        settle();
        QCOMPARE(agents->selectedRow().value("state"_L1).toString(), u"TALKING"_s);
        QCOMPARE(tile("readyTile"), u"0"_s);
        // Somebody waits and nobody is ready: that is said by more than a colour.
        QVERIFY(find<FigureTile>("readyTile")->over());
        QVERIFY(!agents->selectId(u"user-8"_s)); // not signed on
    }

    void theBoardIsAskedForAgainButNotForEveryEvent() {
        openFloor();
        const auto asked = m_floor->asked.count(u"board"_s);
        for (int i = 0; i < 50; ++i) {
            QJsonObject agent = m_lists->agent(u"user-4"_s, u"Tom Okafor"_s, u"TALKING"_s, 0);
            agent.insert(u"version"_s, 10 + i);
            m_lists->tell(EventKind::AgentUpdate, u"user-4"_s, agent);
        }
        m_time->advance(FloorState::kBoardPause);
        QCOMPARE(m_floor->asked.count(u"board"_s), asked + 1);
    }

    void whoeverWaitsSaysWhy() {
        openFloor();
        auto *calls = find<CallTableView>("floorCallTable");
        calls->setFocus();
        press(Qt::Key_Home, Qt::ControlModifier);
        while (!find<>("waitingPanel")->isVisible() && calls->currentIndex().row() + 1 < calls->model()->rowCount()) press(Qt::Key_Down);
        QVERIFY(find<>("waitingPanel")->isVisible());
        QCOMPARE(m_floor->lastParts.path.value("id"_L1).toString(), u"q-sales"_s);
        QTRY_VERIFY(find<WaitingPanel>("waitingPanel")->text().contains("2 agents on a call, 1 in after-call work, 1 not ready"_L1));
        QVERIFY(find<WaitingPanel>("waitingPanel")->text().contains("2 callers in more important queues"_L1));
        QVERIFY(find<WaitingPanel>("waitingPanel")->text().contains("Place 1"_L1));
    }

    void helpIsAnsweredByOneKey() {
        m_lists->replies.insert(u"answerHelp"_s, {{u"ok"_s, true}, {u"listening"_s, true}, {u"note"_s, QJsonValue()}});
        openFloor();
        DataTable *alerts = table_("alertTable");
        alerts->setFocus();
        QVERIFY(alerts->selectId(u"alert-1"_s));
        QVERIFY(find<QAction>("answerHelpAction")->isEnabled());
        press(Qt::Key_Return);
        QTRY_VERIFY(m_floor->asked.contains("answerHelp"_L1));
        QCOMPARE(m_floor->lastParts.path.value("id"_L1).toString(), u"alert-1"_s);
    }

    void anAlarmThatSomebodySeesToIsNotTakenTwice() {
        m_lists->replies.insert(u"acknowledgeAlert"_s, m_lists->alert(u"alert-2"_s, u"longest_wait"_s, u"Sales"_s, 20, 28));
        openFloor();
        DataTable *alerts = table_("alertTable");
        QVERIFY(alerts->selectId(u"alert-3"_s));
        QVERIFY(!find<QAction>("acknowledgeAction")->isEnabled());
        QCOMPARE(find<QAction>("acknowledgeAction")->toolTip(), u"Somebody sees to it already."_s);
        QVERIFY(alerts->selectId(u"alert-2"_s));
        QVERIFY(!find<QAction>("answerHelpAction")->isEnabled());
        alerts->setFocus();
        press(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(m_floor->asked.contains("acknowledgeAlert"_L1));
        // Over: shown for a while, then gone.
        QJsonObject over = m_lists->alert(u"alert-2"_s, u"longest_wait"_s, u"Sales"_s, 20, 28);
        over.insert(u"endedAt"_s, m_lists->ago(0));
        m_lists->tell(EventKind::AlertUpdate, u"alert-2"_s, over);
        settle();
        QVERIFY(alerts->selectId(u"alert-2"_s));
        QVERIFY(alerts->currentIndex().siblingAtColumn(2).data().toString() == "over"_L1);
        m_time->advance(FloorState::kOverStays + 1s);
        QVERIFY(!alerts->selectId(u"alert-2"_s));
    }

    void theStripSaysWhoHearsWhomAndNothingThatIsNotKnown() {
        openFloor();
        auto *strip = find<HearingStrip>("hearingStrip");
        QVERIFY(!strip->isVisible());
        m_lists->tell(EventKind::SupervisionUpdate, u"call-1"_s, supervision(u"connected"_s, QJsonArray{u"agent"_s}));
        settle();
        QVERIFY(strip->isVisible());
        QCOMPARE(strip->text(), u"+351210000121: you are whispering. You hear everybody. You are heard by the agent."_s);
        m_lists->tell(EventKind::SupervisionUpdate, u"call-1"_s, supervision(u"changing"_s, QJsonValue()));
        settle();
        QVERIFY(strip->text().contains("not known"_L1));
        QJsonObject others = supervision(u"connected"_s, QJsonArray{u"agent"_s});
        others.insert(u"supervisorId"_s, u"user-9"_s);
        others.insert(u"legId"_s, u"leg-2"_s);
        m_lists->tell(EventKind::SupervisionUpdate, u"call-1"_s, supervision(u"ended"_s, QJsonArray()));
        m_lists->tell(EventKind::SupervisionUpdate, u"call-1"_s, others);
        settle();
        QVERIFY(!strip->isVisible());
    }

    void anAgentIsMadeReadyInTheStateThatWasSeen() {
        m_lists->replies.insert(u"setAgentState"_s, m_lists->agent(u"user-5"_s, u"Lena Vogt"_s, u"AVAILABLE"_s, 0));
        openFloor();
        QVERIFY(table_("agentTable")->selectId(u"user-5"_s));
        find<QAction>("makeReadyAction")->trigger();
        QTRY_VERIFY(m_floor->asked.contains("setAgentState"_L1));
        QCOMPARE(m_floor->lastParts.path.value("id"_L1).toString(), u"user-5"_s);
        QCOMPARE(m_floor->lastParts.body.value("state"_L1).toString(), u"AVAILABLE"_s);
        QCOMPARE(m_floor->lastParts.body.value("version"_L1).toInt(), 7);
    }

    void signingAnAgentOffNeedsAReason() {
        openFloor();
        QVERIFY(table_("agentTable")->selectId(u"user-4"_s));
        find<QAction>("logOffAgentAction")->trigger();
        auto *dialog = find<QInputDialog>("logOffDialog");
        QVERIFY(dialog && dialog->isVisible());
        dialog->setTextValue(u" "_s);
        dialog->accept();
        QTRY_VERIFY(find<Banner>("problemBanner")->isVisible());
        QVERIFY(!m_floor->asked.contains("forceAgentLogout"_L1));
    }
};

QTEST_MAIN(TestFloorPage)
#include "tst_floor_page.moc"
