// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks, is read out and is reached: languages, sizes, names, keys, painting.
#include "tests/ui/window_harness.h"

#include "ui/page_list.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QAccessible>
#include <QAction>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPaintEvent>
#include <QPushButton>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Counts what a widget paints.
class PaintCounter : public QObject {
public:
    explicit PaintCounter(QWidget *widget) { widget->installEventFilter(this); }
    int count = 0;
    QRegion region;
    /// True when nothing has been painted since the last question.
    bool settled() {
        QCoreApplication::processEvents();
        return std::exchange(count, 0) == 0;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override {
        if (event->type() == QEvent::Paint) {
            ++count;
            region = static_cast<QPaintEvent *>(event)->region();
        }
        return false;
    }
};

} // namespace

class TestWindowLook : public QObject, private WindowHarness {
    Q_OBJECT

    /// The first visible text that does not fit into its widget.
    QString cutOff() const {
        for (const QLabel *label : m_console->window().findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty()) continue;
            const QSize needed =
                label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
            if (label->width() < needed.width() || label->height() < needed.height())
                return label->text();
        }
        for (const QAbstractButton *button : m_console->window().findChildren<QAbstractButton *>())
            if (button->isVisible() && !button->text().isEmpty() && button->width() < button->sizeHint().width())
                return button->text();
        return {};
    }

private slots:
    void init() { renew(); }
    void cleanup() {
        drop();
        QApplication::setFont(m_font);
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
        QTest::newRow("Spanish") << u"es"_s;
        QTest::newRow("French") << u"fr"_s;
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
        QCOMPARE(order, (QStringList{u"dialField"_s, u"dialButton"_s, u"hangUpButton"_s, u"callTable"_s, u"pageRail"_s}));
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
        // As in docs/console.md, sign out, quit, and one for each page.
        QCOMPARE(shortcuts.size(), 32 + static_cast<qsizetype>(pageSpecs().size()));
    }

    void nothingIsCutOff_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("percent");
        for (const char *language : {"en", "de", "es", "fr"})
            for (const int percent : {100, 150, 200})
                QTest::addRow("%s %d%%", language, percent) << QString::fromLatin1(language) << percent;
    }

    /// Every text fits into its widget in a window of 1280×800.
    void nothingIsCutOff() {
        QFETCH(QString, language);
        QFETCH(int, percent);
        QFont font = m_font;
        font.setPointSizeF(m_font.pointSizeF() * percent / 100);
        QApplication::setFont(font);
        start(
            {.demo = true, .signInEmail = u"maria@example.org"_s, .signInPassword = u"right"_s, .language = language});
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
    }

    void thePictureShowsRibbonAndStates_data() {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::Light;
        QTest::newRow("dark") << Theme::Dark;
    }

    /// A picture of the window has the theme's ground, the ribbon, and each call's state in its colour.
    void thePictureShowsRibbonAndStates() {
        QFETCH(Theme, theme);
        const std::pair<const char *, CallStatus> calls[] = {
            {"a", CallStatus::Active}, {"b", CallStatus::Ringing}, {"c", CallStatus::Initiated}};
        for (const auto &[id, status] : calls) {
            m_floor->put(m_floor->makeCall(QString::fromLatin1(id), u"+4930"_s));
            m_floor->move(QString::fromLatin1(id), status);
            m_time->advance(1s);
        }
        startSignedIn({.demo = true});
        m_console->setTheme(theme);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QWidget &window = m_console->window();
        QTRY_COMPARE(isDark(table()->palette()), theme == Theme::Dark);
        const QImage picture = window.grab().toImage();
        const auto colorAt = [&](const QWidget *widget, const QPoint &point) {
            return picture.pixelColor(widget->mapTo(&window, point) * picture.devicePixelRatio());
        };
        const QPalette palette = QApplication::palette();
        const QWidget *ribbon = find<>("demoRibbon");
        QCOMPARE(colorAt(ribbon, QPoint(3, ribbon->height() / 2)), QColor(0xe69f00U));
        QCOMPARE(colorAt(find<>("callsPage"), QPoint(2, 2)), palette.color(QPalette::Window));
        for (int row = 0; row < 3; ++row) {
            const QModelIndex index = table()->model()->index(row, CallTableModel::State);
            const auto status = static_cast<CallStatus>(index.data(CallTableModel::StatusRole).toInt());
            const QRect cell = table()->visualRect(index);
            QCOMPARE(colorAt(table()->viewport(), QPoint(cell.left() + 5, cell.center().y())),
                     accentColor(accentOf(status), palette));
        }
    }

    void whatIsNotSeenIsNotPainted() {
        for (int i = 0; i < 200; ++i)
            m_floor->put(m_floor->makeCall(u"call-%1"_s.arg(i, 3, 10, QLatin1Char('0')), u"+49%1"_s.arg(i)));
        startSignedIn();
        QTRY_COMPARE(table()->model()->rowCount(), 200);
        PaintCounter paints(table()->viewport());
        QTRY_VERIFY(paints.settled());
        const auto renumber = [this](const QString &id) {
            m_floor->call(id).ourNumber = u"+1999"_s;
            m_floor->publish({id});
            m_time->advance(CallTableModel::kBatchDelay);
            QCoreApplication::processEvents();
        };
        renumber(u"call-199"_s);
        QCOMPARE(cell(199, CallTableModel::OurNumber), u"+1999"_s);
        QCOMPARE(paints.count, 0);
        renumber(u"call-000"_s);
        QTRY_COMPARE(paints.count, 1);
        QVERIFY(paints.region.boundingRect().height() <= table()->rowHeight(0));
    }

private:
    const QFont m_font = QApplication::font();
};

QTEST_MAIN(TestWindowLook)
#include "tst_window_look.moc"
