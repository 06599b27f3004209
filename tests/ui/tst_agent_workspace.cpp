// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent has around his call: who calls, what is said, notes that survive, preview campaigns, help.
#include "tests/ui/fake_desk.h"
#include "tests/ui/window_harness.h"

#include "ui/models/call_background.h"
#include "ui/models/drafts.h"
#include "ui/models/outcome_sender.h"
#include "ui/views/outcome_view.h"
#include "ui/widgets/banner.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAgentWorkspace : public QObject, private WindowHarness {
    Q_OBJECT

    std::unique_ptr<FakeDesk> m_desk;
    static constexpr Qt::KeyboardModifiers kKeys = Qt::ControlModifier | Qt::ShiftModifier;

    /// Signed in and talking with a customer.
    void enterTalking() {
        m_desk->move(u"TALKING"_s, u"a"_s);
        Call call = m_floor->makeCall(u"a"_s, u"+442079460018"_s, CallDirection::Inbound, u"user-1"_s);
        call.stage = CallStage::Connected;
        m_floor->put(call);
        m_floor->move(u"a"_s, CallStatus::Active);
        startSignedIn();
        m_time->advance(100ms);
        QTRY_VERIFY(find<>("callTabs")->isVisible());
    }
    /// The server is away: operations fail, events do not come.
    void cutOff() {
        m_floor->refusal = [](const QString &, const RequestParts &) -> std::optional<Error> {
            return Error{ErrorCode::Unavailable, u"away"_s, {}, {}, u"unreachable"_s};
        };
        m_floor->setLinkTo(LinkState::Interrupted);
    }
    void comeBack() {
        m_floor->refusal = {};
        m_floor->setLinkTo(LinkState::Live);
    }
    void offerCampaign() {
        m_desk->campaigns = R"({"campaigns":[{"id":"c-1","name":"Spring","mode":"preview","status":"running"},
                                {"id":"c-2","name":"Old","mode":"preview","status":"stopped"}],"next":null})";
        m_desk->nextLead = R"({"leadId":"l-1","numbers":[{"number":"+4930222","next":false},{"number":"+4930111","next":true}],
                              "person":{"name":"Ana Costa","plan":"Gold"},"tries":1,"lastOutcome":null,"until":"2026-03-02T15:05:05.000Z"})";
        m_desk->move(u"AVAILABLE"_s);
        startSignedIn();
        QTRY_VERIFY(find<>("previewView")->isVisible());
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

    void whatIsSaidAppearsAndGrows() {
        m_desk->spoken = {{m_time->clock().now(), u"assistant"_s, u"How can I help?"_s}};
        enterTalking();
        auto *words = find<QPlainTextEdit>("transcriptView");
        QTRY_VERIFY(words->toPlainText().endsWith("Assistant: How can I help?"_L1));
        m_desk->say(u"a"_s, u"caller"_s, u"My parcel is late."_s);
        m_desk->say(u"a"_s, u"agent"_s, u"Let me look."_s);
        const auto asked = m_floor->asked.count(u"getTranscript"_s);
        m_time->advance(CallBackground::kDelay);
        QTRY_VERIFY(words->toPlainText().contains("Customer: My parcel is late.\n"_L1));
        QVERIFY(words->toPlainText().endsWith("Agent: Let me look."_L1));
        QCOMPARE(m_floor->asked.count(u"getTranscript"_s), asked + 1); // Both lines at once.
        m_desk->say(u"somebody-else"_s, u"caller"_s, u"Not ours."_s);
        m_time->advance(CallBackground::kDelay);
        QCOMPARE(m_floor->asked.count(u"getTranscript"_s), asked + 1);
    }

    void earlierCallsAndNotesAreShown() {
        m_desk->earlier = R"([{"id":"a","status":"ACTIVE","direction":"inbound"},
            {"id":"old","status":"COMPLETED","direction":"outbound","customerNumber":"+442079460018",
             "startedAt":"2026-03-01T10:00:00.000Z","answeredAt":"2026-03-01T10:00:10.000Z","endedAt":"2026-03-01T10:01:15.000Z"}])";
        m_desk->notes = {{u"n"_s, UserId(u"user-2"_s), u"Jonas Park"_s, m_time->clock().now(), u"Wants the refund."_s}};
        enterTalking();
        auto *table = find<QTableView>("earlierCalls");
        QTRY_COMPARE(find<QLabel>("customerHeading")->text(), u"+442079460018: 1 earlier call"_s);
        QCOMPARE(table->model()->rowCount(), 1); // The call itself is not an earlier one.
        QVERIFY(table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().startsWith("Outbound, "_L1));
        QCOMPARE(table->model()->index(0, 1).data().toString(), u"Ended"_s);
        QCOMPARE(table->model()->index(0, 2).data().toString(), u"1:05"_s);
        QTRY_VERIFY(find<QLabel>("customerNotes")->text().endsWith("Wants the refund."_L1));
        QVERIFY(find<QLabel>("customerNotes")->text().startsWith("Note of Jonas Park"_L1));
    }

    void theTabsGoWithTheCallAndStayInAfterCallWork() {
        enterTalking();
        m_desk->move(u"WRAPUP"_s, u"a"_s);
        WrapUpInfo wrapUp;
        wrapUp.callId = CallId(u"a"_s);
        wrapUp.startedAt = wrapUp.minimumUntil = m_time->clock().now();
        m_desk->agent.wrapUp = wrapUp;
        m_desk->publish();
        tell(u"a"_s, CallStatus::Completed);
        m_time->advance(15s); // The call leaves the table.
        QVERIFY(find<>("callTabs")->isVisible());
        QVERIFY(find<QLabel>("customerHeading")->text().startsWith("+442079460018"_L1));
        m_desk->tell(u"AVAILABLE"_s);
        QTRY_VERIFY(!find<>("callTabs")->isVisible());
    }

    void aNoteSurvivesTheConsole() {
        enterTalking();
        find<QLineEdit>("outcomeNote")->setFocus();
        type(u"call back at four"_s);
        m_time->advance(Drafts::kDelay);
        QCOMPARE(QFile::permissions(settingsFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        // As after a crash: nothing is said to the running one.
        QVERIFY(QFile::copy(settingsFile(), settingsFile() + u".kept"_s));
        m_console.reset();
        QFile::remove(settingsFile());
        QVERIFY(QFile::rename(settingsFile() + u".kept"_s, settingsFile()));
        start();
        QTRY_COMPARE(find<QLineEdit>("outcomeNote")->text(), u"call back at four"_s);
    }

    void theNoteOfSomebodyElseIsNotShown() {
        enterTalking();
        find<QLineEdit>("outcomeNote")->setFocus();
        type(u"private"_s);
        m_time->advance(Drafts::kDelay);
        m_floor->throwOut();
        m_floor->person.id = UserId(u"user-7"_s);
        m_desk->agent.id = m_floor->person.id;
        m_floor->enter();
        QTRY_VERIFY(find<>("outcomeView")->isVisible());
        QCOMPARE(find<QLineEdit>("outcomeNote")->text(), QString());
    }

    void anOutcomeChosenWithoutAConnectionIsDeliveredOnce() {
        enterTalking();
        QTRY_VERIFY(find<QPushButton>("outcome_sale"));
        find<QLineEdit>("outcomeNote")->setFocus();
        type(u"two boxes"_s);
        cutOff();
        press(Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY(find<>("outcomeWaits")->isVisible());
        QVERIFY(!find<QPushButton>("outcome_sale")->isChecked());
        QVERIFY(!find<Banner>("problemBanner")->isVisible());
        comeBack();
        QTRY_COMPARE(m_desk->lastCode, u"sale"_s);
        QCOMPARE(m_desk->lastDisposition.value("note"_L1).toString(), u"two boxes"_s);
        QTRY_VERIFY(!find<>("outcomeWaits")->isVisible());
        m_floor->setLinkTo(LinkState::Interrupted);
        m_floor->setLinkTo(LinkState::Live);
        m_time->advance(1min);
        QCoreApplication::processEvents();
        QCOMPARE(m_desk->dispositions, QStringList{u"sale"_s});
    }

    void anOutcomeThatWaitsSurvivesTheConsole() {
        enterTalking();
        QTRY_VERIFY(find<QPushButton>("outcome_sale"));
        cutOff();
        press(Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY(find<>("outcomeWaits")->isVisible());
        m_console.reset();
        start();
        comeBack();
        QTRY_COMPARE(m_desk->dispositions, QStringList{u"sale"_s});
    }

    void aRefusedOutcomeIsToldAndItsNoteStays() {
        enterTalking();
        QTRY_VERIFY(find<QPushButton>("outcome_sale"));
        find<QLineEdit>("outcomeNote")->setFocus();
        type(u"two boxes"_s);
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "disposeCall"_L1) return std::nullopt;
            return notFound(u"There is no such outcome."_s);
        };
        press(Qt::Key_1, Qt::AltModifier);
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"The outcome was not saved. There is no such outcome."_s);
        QCOMPARE(find<QLineEdit>("outcomeNote")->text(), u"two boxes"_s);
        QVERIFY(!find<>("outcomeWaits")->isVisible());
        m_floor->refusal = {};
        m_floor->setLinkTo(LinkState::Interrupted);
        m_floor->setLinkTo(LinkState::Live);
        m_time->advance(1min);
        QVERIFY(m_desk->dispositions.isEmpty()); // It does not come back by itself.
    }

    void anOutcomeCanBeChangedForAWhile() {
        enterTalking();
        QTRY_VERIFY(find<QPushButton>("outcome_sale"));
        m_desk->move(u"WRAPUP"_s, u"a"_s);
        WrapUpInfo wrapUp;
        wrapUp.callId = CallId(u"a"_s);
        wrapUp.startedAt = wrapUp.minimumUntil = m_time->clock().now();
        m_desk->agent.wrapUp = wrapUp;
        m_desk->publish();
        press(Qt::Key_1, Qt::AltModifier);
        QTRY_COMPARE(find<Banner>("savedBanner")->text(), u"Saved: Sale. To change it: Ctrl+Shift+O."_s);
        QTRY_VERIFY(!find<>("outcomeView")->isVisible());
        press(Qt::Key_O, kKeys);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"outcome_sale"_s);
        m_time->advance(1min); // Who has begun is not hurried.
        press(Qt::Key_2);
        QTRY_COMPARE(m_desk->dispositions, (QStringList{u"sale"_s, u"solved"_s}));
        QTRY_VERIFY(!find<>("outcomeView")->isVisible());
        QCOMPARE(find<Banner>("savedBanner")->text(), u"Saved: Solved. To change it: Ctrl+Shift+O."_s);
        m_time->advance(OutcomeView::kCorrection + 1s);
        QVERIFY(!find<>("savedBanner")->isVisible());
        QVERIFY(!find<QAction>("focusOutcomeAction")->isEnabled());
    }

    void worksThroughAPreviewCampaignByKeyboard() {
        offerCampaign();
        press(Qt::Key_N, kKeys);
        QTRY_VERIFY(find<QAction>("dialLeadAction")->isEnabled());
        QStringList shown;
        for (const QLabel *label : find<>("previewView")->findChildren<QLabel *>()) shown << label->text();
        QVERIFY(shown.contains(u"+4930111, +4930222"_s)); // The next one first.
        QVERIFY(shown.contains(u"Ana Costa"_s));
        QVERIFY(shown.contains(u"1 time"_s));
        press(Qt::Key_N, Qt::ControlModifier | Qt::AltModifier);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"skipReason"_s);
        press(Qt::Key_Return); // Without a reason nothing is skipped.
        QVERIFY(!m_floor->asked.contains(u"skipPreview"_s));
        type(u"moved"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(m_floor->asked.contains(u"skipPreview"_s));
        QTRY_VERIFY(find<QAction>("nextLeadAction")->isEnabled());
        press(Qt::Key_N, kKeys);
        QTRY_VERIFY(find<QAction>("dialLeadAction")->isEnabled());
        press(Qt::Key_D, kKeys);
        QTRY_VERIFY(m_floor->asked.contains(u"dialPreview"_s));
        QCOMPARE(m_floor->lastParts.body.value("leadId"_L1).toString(), u"l-1"_s);
    }

    void aLeadGoesWhenItsTimeIsOver() {
        offerCampaign();
        press(Qt::Key_N, kKeys);
        QTRY_VERIFY(find<QAction>("dialLeadAction")->isEnabled());
        QCOMPARE(find<QLabel>("previewClock")->text(), u"1:00 left"_s);
        m_time->advance(61s);
        QTRY_VERIFY(!find<QAction>("dialLeadAction")->isEnabled());
        QCOMPARE(find<Banner>("problemBanner")->text(), u"The time to look at this lead is over; it will come again."_s);
    }

    void nobodyLeftToCallIsASentence() {
        offerCampaign();
        m_desk->nextLead.clear();
        press(Qt::Key_N, kKeys);
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"There is no next lead. Nobody may be called right now."_s);
    }

    void asksForHelpAndTakesItBack() {
        enterTalking();
        auto *help = find<QAction>("helpAction");
        press(Qt::Key_Q, kKeys);
        QTRY_VERIFY(help->isChecked());
        QVERIFY(m_floor->asked.contains(u"askForHelp"_s));
        QCOMPARE(help->text().remove(u'&'), u"Take back the call for help"_s);
        press(Qt::Key_Q, kKeys);
        QTRY_VERIFY(!help->isChecked());
        QVERIFY(m_floor->asked.contains(u"withdrawHelp"_s));
        // The end of the call is the end of the request.
        press(Qt::Key_Q, kKeys);
        QTRY_VERIFY(help->isChecked());
        m_desk->tell(u"AVAILABLE"_s);
        QTRY_VERIFY(!help->isChecked());
    }
};

QTEST_MAIN(TestAgentWorkspace)
#include "tst_agent_workspace.moc"
