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
class ShortcutMap;
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
    /// Fills the dial field without dialling, e.g. from a `tel:` link. While nobody is signed in it waits for that.
    void offerNumber(const QString &number);
    /// The page where one signs in.
    SignInView &signInPage() { return *m_signIn; }
    /// A link that the desktop has handed over, or nothing: the window comes to the front; a number waits in the dial field,
    /// an invitation to another server is asked about.
    void openLink(const QString &link);

signals:
    void themeChosen(callfloor::Theme theme);
    /// Its user wants a console of that server; an empty one: to be asked which.
    void otherServerWanted(const QUrl &server);
    /// The text shall be larger (1), smaller (-1), or as the system has it (0).
    void textSizeChosen(int step);

private:
    void buildCentral(QSettings &settings, const ConsoleOptions &options);
    void buildMenus();
    void buildViewMenu();
    void buildThemeMenu(QMenu *view);
    void buildTextMenu(QMenu *view);
    void buildHelpMenu();
    void buildStatusBar();
    void linkChanged(LinkState state);
    void userChanged(const UserInfo &user);
    void showPage();
    void showTitle();
    void pageChanged();
    void signOut();
    void askAbout(const QUrl &server);
    void about();

    FloorSession &m_session;
    Scheduler &m_scheduler;
    bool m_demo;
    QString m_offered;         ///< A number from a link that waits for the sign-in.
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
    ShortcutMap *m_shortcuts = nullptr;
    LinkBadge *m_link = nullptr;
    QLabel *m_userLabel = nullptr;
};

} // namespace callfloor
