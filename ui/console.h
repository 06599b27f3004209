// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/theme.h"

#include <QFont>
#include <QObject>
#include <QString>

#include <memory>

class QApplication;
class QSettings;

namespace callfloor {

class MainWindow;

/// How a console starts.
struct ConsoleOptions {
    bool demo = false;           ///< All calls are simulated: shows the ribbon.
    QString signInEmail = {};    ///< Filled into the sign-in.
    QString signInPassword = {}; ///< The same, in demo mode only.
    QString language = {};       ///< `de`, `en`, …; empty: the system's.
    QString settingsFile = {};   ///< Where window and theme are remembered; empty: the user's own settings.
};

/// The version that the console shows.
QString consoleVersion();

/// The desktop console on a session: style, language, remembered window, main window. What app/main makes for every
/// mode with a window:
///
///     LocalSession session(…);            // or RemoteSession
///     Console console(app, session, {.demo = true, .signInEmail = …, .signInPassword = …});
///     console.show();
///     return app.exec();
///
/// The session outlives the console; nobody needs to be signed in yet.
class Console : public QObject {
    Q_OBJECT
public:
    /// `scheduler` is for tests; null means the machine's timers.
    Console(QApplication &app, FloorSession &session, const ConsoleOptions &options = {},
            Scheduler *scheduler = nullptr);
    ~Console() override;

    void show();
    MainWindow &window() { return *m_window; }
    Theme theme() const { return m_theme; }
    /// Changes the theme and remembers it.
    void setTheme(Theme theme);
    /// Makes the text larger (1) or smaller (-1) by a step, or as the system has it (0), and remembers it.
    void changeText(int step);
    /// Of the system's size.
    int textPercent() const { return m_textPercent; }

private:
    void restoreWindow();
    void applyText();

    QApplication &m_app;
    SystemScheduler m_systemScheduler;
    std::unique_ptr<QSettings> m_settings;
    Theme m_theme = Theme::System;
    QFont m_systemFont;
    int m_textPercent = 100;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace callfloor
