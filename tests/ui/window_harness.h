// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/fake_session.h"

#include "ui/console.h"
#include "ui/main_window.h"
#include "ui/models/call_table_model.h"
#include "ui/widgets/call_table_view.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace callfloor::test {

/// The real window on a floor in memory, with a clock that is turned by hand, and keys to press. Base of window tests,
/// which call renew() before and drop() after each.
class WindowHarness {
protected:
    void renew() {
        QFile::remove(settingsFile());
        m_time = std::make_unique<ManualScheduler>();
        m_floor = std::make_unique<FakeSession>(m_time->clock());
    }
    void drop() {
        m_console.reset();
        m_floor.reset();
        m_time.reset();
    }

    void start(ConsoleOptions options = {}) {
        options.settingsFile = settingsFile();
        if (options.language.isEmpty()) options.language = QStringLiteral("en");
        m_console = std::make_unique<Console>(*qApp, *m_floor, options, m_time.get());
        m_console->show();
        QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    }
    /// The same, signed in and with the first snapshot in the table.
    void startSignedIn(const ConsoleOptions &options = {}) {
        start(options);
        m_floor->enter();
        QTRY_COMPARE(table()->emptyText(),
                     QCoreApplication::translate("callfloor::LiveCallsView",
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
    /// Moves a call on and lets the table hear of it.
    void tell(const QString &id, CallStatus status, const QString &outcome = {}) {
        m_floor->tell(id, status, outcome);
        m_time->advance(CallTableModel::kBatchDelay);
    }
    QString settingsFile() const { return m_folder.filePath(QStringLiteral("console.ini")); }

    QTemporaryDir m_folder;
    std::unique_ptr<ManualScheduler> m_time;
    std::unique_ptr<FakeSession> m_floor;
    std::unique_ptr<Console> m_console;
};

} // namespace callfloor::test
