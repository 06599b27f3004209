// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, driven by the keyboard, on a floor in memory.
#include "fake_session.h"

#include "ui/console.h"
#include "ui/main_window.h"
#include "ui/models/call_table_model.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/call_table_view.h"
#include "ui/widgets/connection_banner.h"
#include "ui/widgets/link_badge.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestMainWindow : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<ManualScheduler> m_time;
    std::unique_ptr<FakeSession> m_floor;
    std::unique_ptr<Console> m_console;

    void start(ConsoleOptions options = {}) {
        options.settingsFile = m_folder.filePath(u"console.ini"_s);
        if (options.language.isEmpty()) options.language = u"en"_s;
        m_console = std::make_unique<Console>(*qApp, *m_floor, options, m_time.get());
        m_console->show();
        QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    }
    void startSignedIn(const ConsoleOptions &options = {}) {
        start(options);
        m_floor->enter();
        QTRY_COMPARE(table()->emptyText(), QCoreApplication::translate("callfloor::LiveCallsView",
                     "No live calls. Type a number above and press Enter to dial."));
    }

    template <class W = QWidget>
    W *find(const char *name) const {
        return m_console->window().findChild<W *>(QString::fromLatin1(name));
    }
    CallTableView *table() const { return find<CallTableView>("callTable"); }
    /// A cell by row on the screen.
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    void type(const QString &text) const {
        for (const QChar c : text) QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    /// The first visible text that does not fit into its widget.
    QString cutOff() const {
        for (const QLabel *label : m_console->window().findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty()) continue;
            const QSize needed = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
            if (label->width() < needed.width() || label->height() < needed.height())
                return u"%1 (%2x%3 < %4x%5)"_s.arg(label->text()).arg(label->width()).arg(label->height()).arg(needed.width()).arg(needed.height());
        }
        for (const QAbstractButton *button : m_console->window().findChildren<QAbstractButton *>())
            if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
                return button->text();
        return {};
    }
    void tell(const QString &id, CallStatus status, const QString &outcome = {}) {
        m_floor->tell(id, status, outcome);
        m_time->advance(CallTableModel::kBatchDelay);
    }

private slots:
    void init() {
        QFile::remove(m_folder.filePath(u"console.ini"_s));
        m_time = std::make_unique<ManualScheduler>();
        m_floor = std::make_unique<FakeSession>(m_time->clock());
    }
    void cleanup() {
        m_console.reset();
        m_floor.reset();
        m_time.reset();
    }

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
        QTRY_COMPARE(find<Banner>("problemBanner")->text(), u"The call with +491 was not ended. The carrier refused."_s);
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

    void aNumberFromElsewhereWaitsForEnter() {
        startSignedIn();
        m_console->window().offerNumber(u"+4930123456"_s);
        QCOMPARE(find<QLineEdit>("dialField")->text(), u"+4930123456"_s);
        QVERIFY(!m_floor->asked.contains("startCall"_L1));
        press(Qt::Key_Return);
        QTRY_VERIFY(m_floor->asked.contains("startCall"_L1));
    }

    void theThemeIsRemembered() {
        start();
        find<QAction>("darkThemeAction")->trigger();
        QVERIFY(isDark(QApplication::palette()));
        m_console.reset();
        start();
        QCOMPARE(m_console->theme(), Theme::Dark);
        QVERIFY(find<QAction>("darkThemeAction")->isChecked());
        find<QAction>("lightThemeAction")->trigger();
        QVERIFY(!isDark(QApplication::palette()));
    }

    void aboutOpensWithoutStoppingTheWindow() {
        start();
        find<QAction>("aboutAction")->trigger();
        auto *box = find<QMessageBox>("aboutBox");
        QVERIFY(box && box->isVisible());
        QVERIFY(box->text().contains("General Public License"_L1));
        box->close();
    }

    void tabReachesEverythingAndEverythingHasAName_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("German") << u"de"_s;
    }

    void tabReachesEverythingAndEverythingHasAName() {
        QFETCH(QString, language);
        m_floor->put(m_floor->makeCall(u"a"_s, u"+491"_s));
        startSignedIn({.language = language});
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        find<QLineEdit>("dialField")->setFocus();
        type(u"1"_s);
        QStringList order;
        for (int i = 0; i < 12; ++i) {
            QWidget *focus = QApplication::focusWidget();
            QVERIFY(focus);
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(focus);
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(focus->objectName()));
            QVERIFY(interface->role() != QAccessible::NoRole);
            if (order.contains(focus->objectName())) break;
            order << focus->objectName();
            press(Qt::Key_Tab);
        }
        QCOMPARE(order, (QStringList{u"dialField"_s, u"dialButton"_s, u"hangUpButton"_s, u"callTable"_s}));
    }

    void everyActionIsInAMenuAndKeysAreUnique_data() { tabReachesEverythingAndEverythingHasAName_data(); }

    void everyActionIsInAMenuAndKeysAreUnique() {
        QFETCH(QString, language);
        startSignedIn({.language = language});
        QStringList shortcuts;
        const std::function<void(const QList<QAction *> &)> check = [&](const QList<QAction *> &actions) {
            QStringList mnemonics;
            for (const QAction *action : actions) {
                if (action->isSeparator()) continue;
                const QKeySequence mnemonic = QKeySequence::mnemonic(action->text());
                QVERIFY2(!mnemonic.isEmpty(), qPrintable(action->text()));
                QVERIFY2(!mnemonics.contains(mnemonic.toString()), qPrintable(action->text()));
                mnemonics << mnemonic.toString();
                if (!action->shortcut().isEmpty()) {
                    QVERIFY2(!shortcuts.contains(action->shortcut().toString()), qPrintable(action->text()));
                    shortcuts << action->shortcut().toString();
                }
                if (action->menu()) check(action->menu()->actions());
            }
        };
        check(m_console->window().menuBar()->actions());
        QCOMPARE(shortcuts.size(), 4); // sign out, quit, dial, hang up
    }

    void nothingIsCutOff_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("percent");
        for (const char *language : {"en", "de"})
            for (const int percent : {100, 150, 200})
                QTest::addRow("%s %d%%", language, percent) << QString::fromLatin1(language) << percent;
    }

    /// Every text fits into its widget in a window of 1280×800.
    void nothingIsCutOff() {
        QFETCH(QString, language);
        QFETCH(int, percent);
        const QFont before = QApplication::font();
        QFont font = before;
        font.setPointSizeF(before.pointSizeF() * percent / 100);
        QApplication::setFont(font);
        start({.demo = true, .signInEmail = u"maria@example.org"_s, .signInPassword = u"right"_s, .language = language});
        m_console->window().resize(1280, 800);
        QTRY_COMPARE(cutOff(), QString());
        find<QLineEdit>("passwordField")->setText(u"wrong"_s);
        find<QPushButton>("signInButton")->click();
        QTRY_VERIFY(find<>("signInMessage")->isVisible());
        QTRY_COMPARE(cutOff(), QString());
        m_floor->put(m_floor->makeCall(u"a"_s, u"+4930123456789"_s));
        m_floor->enter();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        m_floor->setLinkTo(LinkState::Interrupted);
        m_time->advance(2s);
        QTRY_COMPARE(cutOff(), QString());
        QCOMPARE(m_console->window().size(), QSize(1280, 800));
        QStyleOptionViewItem option;
        option.font = table()->font();
        option.fontMetrics = table()->fontMetrics();
        option.decorationSize = table()->iconSize();
        option.widget = table();
        for (int column = 0; column < CallTableModel::ColumnCount; ++column) {
            const QModelIndex index = table()->model()->index(0, column);
            const int needed = table()->itemDelegateForIndex(index)->sizeHint(option, index).width();
            QVERIFY2(table()->columnWidth(column) >= needed,
                     qPrintable(u"column %1: %2 < %3"_s.arg(column).arg(table()->columnWidth(column)).arg(needed)));
        }
        m_console.reset();
        QApplication::setFont(before);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
