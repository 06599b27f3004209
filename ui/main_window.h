// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/theme.h"

#include <QMainWindow>

class QActionGroup;
class QLabel;
class QSettings;
class QStackedWidget;

namespace callfloor {

struct ConsoleOptions;
class Banner;
class LinkBadge;
class SignInView;
class WorkFrame;

/// The window: menu, ribbon and banners on top, sign-in or work below, status bar. It only places
/// things; what they do is theirs.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// All but the options outlive the window.
    MainWindow(FloorSession &session, Scheduler &scheduler, QSettings &settings, const ConsoleOptions &options);

    /// Ticks the menu entry.
    void setTheme(Theme theme);
    /// Fills the dial field without dialling, e.g. from a `tel:` link. Nothing happens while nobody is signed in.
    void offerNumber(const QString &number);

signals:
    void themeChosen(callfloor::Theme theme);

private:
    void buildCentral(QSettings &settings, const ConsoleOptions &options);
    void buildMenus();
    void buildViewMenu();
    void buildThemeMenu(QMenu *view);
    void buildStatusBar();
    void linkChanged(LinkState state);
    void userChanged(const UserInfo &user);
    void showPage();
    void showTitle();
    void pageChanged();
    void signOut();
    void about();

    FloorSession &m_session;
    Scheduler &m_scheduler;
    bool m_demo;
    bool m_signingOut = false; ///< The user asked for it, so the sign-in page needs no explanation.
    QStackedWidget *m_pages = nullptr;
    SignInView *m_signIn = nullptr;
    WorkFrame *m_work = nullptr;
    Banner *m_problem = nullptr;
    QAction *m_signOutAction = nullptr;
    QMenu *m_callMenu = nullptr;
    QMenu *m_myCallMenu = nullptr;
    QMenu *m_agentMenu = nullptr;
    QMenu *m_superviseMenu = nullptr;
    QMenu *m_pageMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QActionGroup *m_themes = nullptr;
    LinkBadge *m_link = nullptr;
    QLabel *m_userLabel = nullptr;
};

} // namespace callfloor
