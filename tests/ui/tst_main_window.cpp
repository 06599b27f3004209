// SPDX-License-Identifier: GPL-3.0-or-later
// What one does in the window, by the keyboard.
#include "tests/ui/window_harness.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/connection_banner.h"
#include "ui/widgets/link_badge.h"

#include <QAction>
#include <QClipboard>
#include <QItemSelectionModel>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTimer>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMainWindow : public QObject, private WindowHarness {
    Q_OBJECT

private slots:
    void init() { renew(); }
    void cleanup() { drop(); }

    void signsInByKeyboardAfterAWrongPassword() {
        start();
        QCOMPARE(find<QLabel>("serverName")->text(), u"Server: floor.example.org"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"emailField"_s);
        type(u"maria@example.org"_s);
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"passwordField"_s);
        type(u"wrong"_s);
        press(Qt::Key_Return);
        QCOMPARE(m_floor->lastParts.body.value("email"_L1).toString(), u"maria@example.org"_s);
        QTRY_COMPARE(find<Banner>("signInMessage")->text(), u"The e-mail address or the password is wrong."_s);
        QVERIFY(find<>("signInMessage")->isVisible());
        QVERIFY(!find<>("callsPage")->isVisible());
        // The password is selected: typing replaces it.
        type(u"right"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(find<>("callsPage")->isVisible());
        QCOMPARE(m_floor->asked.count(u"signIn"_s), 2);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"dialField"_s);
        QCOMPARE(find<QLabel>("userLabel")->text(), u"Maria Silva"_s);
    }

    void anEmptyFormAsksNobody() {
        start();
        press(Qt::Key_Return);
        QCOMPARE(find<Banner>("signInMessage")->text(), u"Please enter your e-mail address."_s);
        type(u"maria@example.org"_s);
        press(Qt::Key_Return);
        QCOMPARE(find<Banner>("signInMessage")->text(), u"Please enter your password."_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"passwordField"_s);
        QVERIFY(m_floor->asked.isEmpty());
    }

    void whileSigningInThereIsNoSecondTime() {
        start({.signInEmail = u"maria@example.org"_s});
        m_floor->hold = true;
        QCOMPARE(QApplication::focusWidget()->objectName(), u"passwordField"_s);
        type(u"right"_s);
        press(Qt::Key_Return);
        auto *button = find<QPushButton>("signInButton");
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->text(), u"Signing in…"_s);
        press(Qt::Key_Return);
        QCOMPARE(m_floor->asked.count(u"signIn"_s), 1);
        m_floor->release();
        QTRY_VERIFY(find<>("callsPage")->isVisible());
    }

    void refusalsAtTheSignInAreSentences_data() {
        QTest::addColumn<Error>("error");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("locked") << Error{ErrorCode::TooManyRequests, u"x"_s, {}, {}, u"account_locked"_s, 540}
                                << u"Too many attempts. Try again in 9 minutes."_s;
        QTest::newRow("locked shortly") << Error{ErrorCode::TooManyRequests, u"x"_s, {}, {}, {}, 1}
                                        << u"Too many attempts. Try again in 1 second."_s;
        QTest::newRow("away") << Error{ErrorCode::Unavailable, u"x"_s, {}, {}, u"unreachable"_s}
                              << u"The server cannot be reached. Check the network and its address."_s;
        QTest::newRow("certificate") << Error{ErrorCode::Unavailable, u"x"_s, {}, {}, u"tls"_s}
                                     << u"The connection to the server is not secure: its certificate was refused."_s;
        QTest::newRow("what only the server knows")
            << Error{ErrorCode::BadRequest, u"The field \"email\" is no e-mail address."_s}
            << u"The field \"email\" is no e-mail address."_s;
    }

    void refusalsAtTheSignInAreSentences() {
        QFETCH(Error, error);
        QFETCH(QString, sentence);
        m_floor->refusal = [&](const QString &, const RequestParts &) { return std::optional(error); };
        start({.demo = true, .signInEmail = u"m@example.org"_s, .signInPassword = u"right"_s});
        press(Qt::Key_Return);
        QTRY_COMPARE(find<Banner>("signInMessage")->text(), sentence);
    }

    void theDemoIsMarkedAndReadyToEnter() {
        start({.demo = true, .signInEmail = u"maria@example.org"_s, .signInPassword = u"right"_s});
        QVERIFY(find<>("demoRibbon")->isVisible());
        QVERIFY(m_console->window().windowTitle().contains("demo"_L1));
        QCOMPARE(QApplication::focusWidget()->objectName(), u"signInButton"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(find<>("callsPage")->isVisible());
        QVERIFY(find<>("demoRibbon")->isVisible());
    }

    void thereIsNoRibbonAndNoPasswordOutsideTheDemo() {
        start({.signInEmail = u"maria@example.org"_s, .signInPassword = u"right"_s});
        QVERIFY(!find<>("demoRibbon"));
        QCOMPARE(find<QLineEdit>("passwordField")->text(), QString());
    }

    void dialsWhatIsTypedAndShowsEveryState() {
        startSignedIn();
        press(Qt::Key_D, Qt::ControlModifier);
        type(u"020 7946 0018"_s);
        press(Qt::Key_Return);
        QTRY_COMPARE(m_floor->asked.count(u"startCall"_s), 1);
        QCOMPARE(m_floor->lastParts.body.value("to"_L1).toString(), u"020 7946 0018"_s);
        QTRY_COMPARE(find<QLineEdit>("dialField")->text(), QString());
        m_time->advance(CallTableModel::kBatchDelay);
        QCOMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(cell(0, CallTableModel::State), u"Dialling"_s);
        QCOMPARE(cell(0, CallTableModel::Direction), u"Outbound"_s);
        QCOMPARE(cell(0, CallTableModel::Customer), u"020 7946 0018"_s);
        QCOMPARE(cell(0, CallTableModel::Agent), u"Maria Silva"_s);
        // The new call is the selected one, ready to be ended.
        QTRY_VERIFY(table()->selectionModel()->isRowSelected(0));

        tell(u"dialled-1"_s, CallStatus::Ringing);
        QCOMPARE(cell(0, CallTableModel::State), u"Ringing"_s);
        m_time->advance(7s);
        QCOMPARE(cell(0, CallTableModel::Waited), u"0:07"_s);
        tell(u"dialled-1"_s, CallStatus::Active);
        QCOMPARE(cell(0, CallTableModel::State), u"On call"_s);
        m_time->advance(63s);
        QCOMPARE(cell(0, CallTableModel::Talk), u"1:03"_s);
        QCOMPARE(find<QLabel>("callCounts")->text(), u"1 live call: 0 waiting, 1 talking"_s);
        tell(u"dialled-1"_s, CallStatus::Completed);
        QCOMPARE(cell(0, CallTableModel::State), u"Ended"_s);
        QVERIFY(!find<QAction>("hangUpAction")->isEnabled());
        m_time->advance(11s);
        QCOMPARE(table()->model()->rowCount(), 0);
        QCOMPARE(find<QLabel>("callCounts")->text(), u"0 live calls: 0 waiting, 0 talking"_s);
    }

    void aRefusedNumberStaysInTheFieldAndTheBannerSaysWhy() {
        startSignedIn();
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "startCall"_L1) return std::nullopt;
            return badField(u"to"_s, u"Emergency numbers are not dialled."_s);
        };
        type(u"112"_s);
        press(Qt::Key_Return);
        auto *banner = find<Banner>("problemBanner");
        QTRY_VERIFY(banner->isVisible());
        QCOMPARE(banner->text(), u"112 was not dialled. Emergency numbers are not dialled."_s);
        QCOMPARE(find<QLineEdit>("dialField")->text(), u"112"_s);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"dialField"_s); // Not taken away.
        QVERIFY(!QApplication::activeModalWidget());
        // The next attempt takes the banner away.
        m_floor->refusal = {};
        press(Qt::Key_Return);
        QTRY_VERIFY(!banner->isVisible());
    }

    void oneNumberIsDialledAtATime() {
        startSignedIn();
        m_floor->hold = true;
        type(u"+4930123456"_s);
        press(Qt::Key_Return);
        press(Qt::Key_Return);
        QCOMPARE(m_floor->asked.count(u"startCall"_s), 1);
        QVERIFY(!find<QPushButton>("dialButton")->isEnabled());
        m_floor->release();
        QTRY_COMPARE(find<QLineEdit>("dialField")->text(), QString());
    }

    void hangsUpTheSelectedCallByKeyboard() {
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s, CallDirection::Inbound, u"user-2"_s));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QVERIFY(!find<QAction>("hangUpAction")->isEnabled());
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!m_floor->asked.contains("hangUp"_L1));
        for (int i = 0; i < 3 && !table()->hasFocus(); ++i) press(Qt::Key_Tab);
        QTRY_VERIFY(find<QAction>("hangUpAction")->isEnabled());
        m_floor->hold = true;
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_floor->asked.count(u"hangUp"_s), 1);
        QCOMPARE(m_floor->lastParts.path.value("id"_L1).toString(), u"a"_s);
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier); // Asked for once.
        QCOMPARE(m_floor->asked.count(u"hangUp"_s), 1);
        m_floor->release();
        m_time->advance(CallTableModel::kBatchDelay);
        QTRY_COMPARE(cell(0, CallTableModel::State), u"Ended"_s);
    }

    void aRefusedHangUpIsTold() {
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        m_floor->refusal = [](const QString &operation, const RequestParts &) -> std::optional<Error> {
            if (operation != "hangUp"_L1) return std::nullopt;
            return Error{ErrorCode::Upstream, u"The carrier refused."_s};
        };
        table()->selectRow(0);
        find<QAction>("hangUpAction")->trigger();
        QTRY_COMPARE(find<Banner>("problemBanner")->text(),
                     u"The call with +491 was not ended. The carrier refused."_s);
        QVERIFY(find<QAction>("hangUpAction")->isEnabled());
    }

    void anAgentCannotEndSomebodyElsesCall() {
        m_floor->person.role = Role::Agent;
        m_floor->put(m_floor->makeCall(u"his"_s, u"+491"_s, CallDirection::Inbound, u"user-2"_s));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QVERIFY(!find<QAction>("hangUpAction")->isEnabled());
        QCOMPARE(find<QAction>("hangUpAction")->toolTip(), u"This is somebody else's call."_s);
    }

    void aLostLinkShowsABannerUntilItIsBack() {
        startSignedIn();
        auto *banner = find<ConnectionBanner>("connectionBanner");
        QVERIFY(!banner->isVisible());
        QCOMPARE(find<LinkBadge>("linkBadge")->text(), u"Live"_s);
        m_floor->setLinkTo(LinkState::Interrupted);
        QCOMPARE(find<LinkBadge>("linkBadge")->text(), u"Connection lost"_s);
        QVERIFY(!banner->isVisible()); // Perhaps only a hiccup.
        m_time->advance(ConnectionBanner::kGrace);
        QVERIFY(banner->isVisible());
        m_time->advance(6s);
        QCOMPARE(banner->text(), u"The connection to floor.example.org has been lost for 0:07. Calls continue; trying "
                                 "to connect again."_s);
        m_floor->setLinkTo(LinkState::Live);
        QVERIFY(!banner->isVisible());
        QCOMPARE(find<LinkBadge>("linkBadge")->text(), u"Live"_s);
    }

    void aHiccupShowsNoBanner() {
        startSignedIn();
        m_floor->setLinkTo(LinkState::Interrupted);
        m_time->advance(900ms);
        m_floor->setLinkTo(LinkState::Live);
        m_time->advance(10s);
        QVERIFY(!find<ConnectionBanner>("connectionBanner")->isVisible());
    }

    void signsOutByKeyboard() {
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        press(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(find<>("signInPage")->isVisible());
        QCOMPARE(table()->model()->rowCount(), 0);
        QVERIFY(!find<>("signInMessage")->isVisible());
        QVERIFY(!find<QAction>("signOutAction")->isEnabled());
        QVERIFY(!find<QAction>("dialAction")->isEnabled());
    }

    void aLoginEndedByTheServerIsExplained() {
        startSignedIn();
        m_floor->throwOut();
        QVERIFY(find<>("signInPage")->isVisible());
        QCOMPARE(find<Banner>("signInMessage")->text(), u"Your sign-in has ended. Please sign in again."_s);
    }

    void theSelectionStaysWithItsCall() {
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        m_time->advance(1s);
        // A newer call goes above the older one.
        m_floor->put(m_floor->makeCall(u"b"_s, u"+492"_s));
        m_floor->publish({u"b"_s});
        m_time->advance(CallTableModel::kBatchDelay);
        QCOMPARE(cell(0, CallTableModel::Customer), u"+492"_s);
        QVERIFY(table()->selectionModel()->isRowSelected(1));
        find<QAction>("copyNumberAction")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"+491"_s);
    }

    void aLinkBeforeTheSignInWaitsForIt() {
        start();
        m_console->window().openLink(u"tel:+49-30-123456"_s);
        m_floor->enter();
        QTRY_COMPARE(find<QLineEdit>("dialField")->text(), u"+4930123456"_s);
        QVERIFY(!m_floor->asked.contains("startCall"_L1));
        // Once: the next sign-in begins with an empty field.
        find<QLineEdit>("dialField")->clear();
        m_floor->throwOut();
        m_floor->enter();
        QCOMPARE(find<QLineEdit>("dialField")->text(), QString());
    }

    void anUnreadableLinkIsToldAndNothingIsDialled() {
        startSignedIn();
        m_console->window().openLink(u"tel:nobody"_s);
        QCOMPARE(find<Banner>("problemBanner")->text(), u"The link \"tel:nobody\" holds no number that could be dialled."_s);
        QCOMPARE(find<QLineEdit>("dialField")->text(), QString());
    }

    void anInvitationShowsItsServerAndAsks() {
        startSignedIn();
        QSignalSpy wanted(&m_console->window(), &MainWindow::otherServerWanted);
        m_console->window().openLink(u"callfloor://join?server=https://cf.example.org"_s);
        auto *box = find<QMessageBox>("invitationBox");
        QVERIFY(box && box->text().contains("https://cf.example.org"_L1));
        QVERIFY(wanted.isEmpty());
        QTest::keyClick(box, Qt::Key_Return); // What is pressed unseen is No.
        QTRY_VERIFY(!box->isVisible());
        QVERIFY(wanted.isEmpty());
        m_console->window().openLink(u"callfloor://join?server=https://cf.example.org"_s);
        for (QMessageBox *shown : m_console->window().findChildren<QMessageBox *>(u"invitationBox"_s))
            if (shown->isVisible()) shown->button(QMessageBox::Yes)->click();
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toUrl(), QUrl(u"https://cf.example.org"_s));
    }

    void keysAreChosenAndConflictsRefused() {
        startSignedIn();
        press(Qt::Key_Slash, Qt::ControlModifier);
        auto *dialog = find<>("shortcutDialog");
        QVERIFY(dialog && dialog->isVisible());
        auto *keys = dialog->findChild<QTableView *>(u"shortcutTable"_s);
        auto *edit = dialog->findChild<QKeySequenceEdit *>(u"shortcutKeys"_s);
        auto *set = dialog->findChild<QPushButton *>(u"shortcutSet"_s);
        dialog->findChild<QLineEdit *>(u"shortcutSearch"_s)->setText(u"dial a"_s);
        QCOMPARE(keys->model()->rowCount(), 1);
        keys->selectRow(0);
        const auto choose = [&](const QKeySequence &wanted) {
            edit->setKeySequence(wanted);
            set->click();
            return dialog->findChild<QLabel *>(u"shortcutProblem"_s)->text();
        };
        const QKeySequence before = find<QAction>("dialAction")->shortcut();
        QCOMPARE(choose(QKeySequence(Qt::CTRL | Qt::Key_Q)), u"Ctrl+Q is taken by \"Quit\". Give that one other keys first."_s);
        QVERIFY(choose(QKeySequence(Qt::Key_5)).startsWith("5 writes a character"_L1));
        QCOMPARE(find<QAction>("dialAction")->shortcut(), before);
        choose(QKeySequence(Qt::Key_F7));
        QCOMPARE(keys->model()->index(0, 2).data().toString(), u"F7"_s);
        // Remembered, and taken back.
        m_console.reset();
        start();
        QCOMPARE(find<QAction>("dialAction")->shortcut(), QKeySequence(Qt::Key_F7));
        press(Qt::Key_F7);
        QCOMPARE(QApplication::focusWidget()->objectName(), u"dialField"_s);
        find<QAction>("shortcutsAction")->trigger();
        dialog = find<>("shortcutDialog");
        dialog->findChild<QLineEdit *>(u"shortcutSearch"_s)->setText(u"dial a"_s);
        dialog->findChild<QTableView *>(u"shortcutTable"_s)->selectRow(0);
        dialog->findChild<QPushButton *>(u"shortcutStandard"_s)->click();
        QCOMPARE(find<QAction>("dialAction")->shortcut(), before);
    }

    void textGrowsAndIsRemembered() {
        startSignedIn();
        const int before = find<>("agentBar")->fontMetrics().height(), number = find<QLabel>("cardNumber")->fontMetrics().height();
        // Qt tells windows of another font only while an application runs.
        const auto running = [](const std::function<void()> &work) {
            QTimer::singleShot(0, qApp, [&] {
                work();
                QApplication::quit();
            });
            QApplication::exec();
        };
        running([&] { for (int i = 0; i < 5; ++i) find<QAction>("textLargerAction")->trigger(); });
        QCOMPARE(m_console->textPercent(), 150);
        QTRY_VERIFY(find<>("agentBar")->fontMetrics().height() > before * 13 / 10);
        QTRY_VERIFY(find<QLabel>("cardNumber")->fontMetrics().height() > number * 13 / 10);
        m_console.reset();
        start();
        QCOMPARE(m_console->textPercent(), 150);
        running([&] { find<QAction>("textNormalAction")->trigger(); });
        QTRY_COMPARE(find<>("agentBar")->fontMetrics().height(), before);
        for (int i = 0; i < 9; ++i) find<QAction>("textSmallerAction")->trigger();
        QCOMPARE(m_console->textPercent(), 80);
    }

    void aNumberFromElsewhereWaitsForEnter() {
        startSignedIn();
        m_console->window().offerNumber(u"+4930123456"_s);
        QCOMPARE(find<QLineEdit>("dialField")->text(), u"+4930123456"_s);
        QVERIFY(!m_floor->asked.contains("startCall"_L1));
        press(Qt::Key_Return);
        QTRY_VERIFY(m_floor->asked.contains("startCall"_L1));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
