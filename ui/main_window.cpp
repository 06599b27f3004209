// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/console.h"
#include "ui/dialogs/shortcut_dialog.h"
#include "ui/dialogs/sign_in_view.h"
#include "ui/error_text.h"
#include "ui/frame/work_frame.h"
#include "ui/models/shortcut_map.h"
#include "ui/start/start_link.h"
#include "ui/views/desk_view.h"
#include "ui/views/live_calls_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/connection_banner.h"
#include "ui/widgets/demo_ribbon.h"
#include "ui/widgets/link_badge.h"

#include <QActionGroup>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(FloorSession &session, Scheduler &scheduler, QSettings &settings, const ConsoleOptions &options)
    : m_session(session), m_scheduler(scheduler), m_demo(options.demo) {
    setObjectName(u"mainWindow"_s);
    buildCentral(settings, options);
    buildMenus();
    buildStatusBar();
    m_shortcuts = new ShortcutMap(*menuBar(), settings, this);
    connect(&session, &FloorSession::linkChanged, this, &MainWindow::linkChanged);
    connect(&session, &FloorSession::userChanged, this, &MainWindow::userChanged);
    linkChanged(session.link());
    showPage();
}

void MainWindow::buildCentral(QSettings &settings, const ConsoleOptions &options) {
    m_problem = new Banner(Accent::Warning, Banner::Closing::ByUser, this);
    m_problem->setObjectName(u"problemBanner"_s);
    m_signIn = new SignInView(m_session, options.signInEmail, options.demo ? options.signInPassword : QString(), this);
    m_signIn->setObjectName(u"signInPage"_s);
    m_work = new WorkFrame(m_session, m_scheduler, settings, this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_signIn);
    m_pages->addWidget(m_work);

    auto *central = new QWidget(this);
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (options.demo) column->addWidget(new DemoRibbon(central));
    column->addWidget(new ConnectionBanner(m_session, m_scheduler, central));
    column->addWidget(m_problem);
    column->addWidget(m_pages, 1);
    setCentralWidget(central);
    connect(m_work, &WorkFrame::problem, m_problem, &Banner::announce);
    connect(m_work, &WorkFrame::notice, this, [this](const QString &text) {
        // A new attempt makes the last refusal old news.
        if (!text.isEmpty()) m_problem->dismiss();
        statusBar()->showMessage(text);
    });
    connect(m_work, &WorkFrame::pageChanged, this, &MainWindow::pageChanged);
}

void MainWindow::buildMenus() {
    QMenu *file = menuBar()->addMenu(tr("&File"));
    m_signOutAction = file->addAction(tr("&Sign out"), this, &MainWindow::signOut);
    m_signOutAction->setObjectName(u"signOutAction"_s);
    m_signOutAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    QAction *other = file->addAction(tr("Another se&rver…"), this, [this] { emit otherServerWanted({}); });
    other->setObjectName(u"otherServerAction"_s);
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setObjectName(u"quitAction"_s);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);

    m_callMenu = menuBar()->addMenu(tr("&Call"));
    m_work->desk().fillCallMenu(*m_callMenu);
    m_myCallMenu = menuBar()->addMenu(tr("&My call"));
    m_work->desk().fillMyCallMenu(*m_myCallMenu);
    m_agentMenu = menuBar()->addMenu(tr("&Agent"));
    m_work->fillAgentMenu(*m_agentMenu);
    m_superviseMenu = menuBar()->addMenu(tr("&Supervise"));
    m_work->desk().fillSuperviseMenu(*m_superviseMenu);

    m_pageMenu = menuBar()->addMenu(tr("&Page"));
    buildViewMenu();
    buildHelpMenu();
}

void MainWindow::buildHelpMenu() {
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    QAction *keys = help->addAction(tr("&Keyboard shortcuts…"), this, [this] { (new ShortcutDialog(*m_shortcuts, this))->open(); });
    keys->setObjectName(u"shortcutsAction"_s);
    keys->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Slash));
    QAction *aboutAction = help->addAction(tr("&About callfloor"), this, &MainWindow::about);
    aboutAction->setObjectName(u"aboutAction"_s);
    aboutAction->setMenuRole(QAction::AboutRole);
}

void MainWindow::buildViewMenu() {
    m_viewMenu = menuBar()->addMenu(tr("&View"));
    m_viewMenu->setObjectName(u"viewMenu"_s);
    m_viewMenu->addActions(m_work->allPageActions());
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(m_work->compactAction());
    buildTextMenu(m_viewMenu);
    buildThemeMenu(m_viewMenu);
}

void MainWindow::buildTextMenu(QMenu *view) {
    QMenu *menu = view->addMenu(tr("Te&xt"));
    struct Choice {
        const char *name;
        QString text;
        QKeySequence keys;
        int step;
    };
    const Choice choices[] = {{"textLargerAction", tr("&Larger"), QKeySequence(Qt::CTRL | Qt::Key_Plus), 1},
                              {"textSmallerAction", tr("&Smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus), -1},
                              {"textNormalAction", tr("&As in other programs"), QKeySequence(Qt::CTRL | Qt::Key_0), 0}};
    for (const Choice &choice : choices) {
        QAction *action = menu->addAction(choice.text, this, [this, step = choice.step] { emit textSizeChosen(step); });
        action->setObjectName(QLatin1StringView(choice.name));
        action->setShortcut(choice.keys);
    }
}

void MainWindow::pageChanged() {
    if (!m_pageMenu) return; // Still being built.
    m_work->fillPageMenu(*m_pageMenu);
    m_pageMenu->menuAction()->setVisible(!m_pageMenu->isEmpty());
    showTitle();
}

void MainWindow::buildThemeMenu(QMenu *view) {
    QMenu *menu = view->addMenu(tr("&Theme"));
    m_themes = new QActionGroup(this);
    const std::pair<Theme, QString> choices[] = {
        {Theme::System, tr("&Follow the system")}, {Theme::Light, tr("&Light")}, {Theme::Dark, tr("&Dark")}};
    for (const auto &[theme, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setObjectName(themeName(theme) + u"ThemeAction"_s);
        action->setCheckable(true);
        action->setData(QVariant::fromValue(static_cast<int>(theme)));
        m_themes->addAction(action);
    }
    connect(m_themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { emit themeChosen(static_cast<Theme>(action->data().toInt())); });
}

void MainWindow::buildStatusBar() {
    m_link = new LinkBadge(this);
    m_userLabel = new QLabel(this);
    m_userLabel->setObjectName(u"userLabel"_s);
    m_userLabel->setTextFormat(Qt::PlainText);
    auto *server = new QLabel(m_session.peerName(), this);
    server->setObjectName(u"serverLabel"_s);
    server->setTextFormat(Qt::PlainText);
    server->setAccessibleName(tr("Server: %1").arg(m_session.peerName()));
    auto *version = new QLabel(tr("Version %1").arg(consoleVersion()), this);
    version->setObjectName(u"versionLabel"_s);
    for (QWidget *widget : {static_cast<QWidget *>(m_link), static_cast<QWidget *>(server),
                            static_cast<QWidget *>(m_userLabel), static_cast<QWidget *>(version)}) {
        widget->setContentsMargins(6, 2, 6, 2);
        statusBar()->addPermanentWidget(widget);
    }
}

void MainWindow::setTheme(Theme theme) {
    for (QAction *action : m_themes->actions())
        if (action->data().toInt() == static_cast<int>(theme)) action->setChecked(true);
}

void MainWindow::offerNumber(const QString &number) {
    m_offered = number;
    if (number.isEmpty() || m_pages->currentWidget() != m_work) return;
    m_work->go(u"desk"_s);
    m_work->desk().calls().offerNumber(std::exchange(m_offered, {}));
}

void MainWindow::openLink(const QString &link) {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    if (link.isEmpty()) return;
    const auto read = readStartLink(link);
    if (!read) m_problem->announce(ErrorText::of(read.error()));
    else if (!read->number.isEmpty()) offerNumber(read->number);
    else askAbout(read->server);
}

void MainWindow::askAbout(const QUrl &server) {
    auto *box = new QMessageBox(QMessageBox::Question, tr("Invitation"),
                                tr("You are invited to the call centre at\n\n%1\n\nOpen a console of it? Do so only if you know this address.")
                                    .arg(server.toDisplayString()),
                                QMessageBox::Yes | QMessageBox::No, this);
    box->setObjectName(u"invitationBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setDefaultButton(QMessageBox::No);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, server](int button) {
        if (button == QMessageBox::Yes) emit otherServerWanted(server);
    });
    box->open();
}

void MainWindow::linkChanged(LinkState state) { m_link->setState(state); }

void MainWindow::userChanged(const UserInfo &user) {
    const bool endedByServer = user.id.isEmpty() && !m_signingOut && m_pages->currentWidget() == m_work;
    m_problem->dismiss();
    statusBar()->clearMessage();
    showPage();
    if (endedByServer) m_signIn->setMessage(ErrorText::of({ErrorCode::Unauthorized, {}}));
}

void MainWindow::showPage() {
    const UserInfo &user = m_session.user();
    const bool signedIn = !user.id.isEmpty();
    m_signOutAction->setEnabled(signedIn);
    m_callMenu->setEnabled(signedIn);
    m_myCallMenu->setEnabled(signedIn);
    m_agentMenu->setEnabled(signedIn);
    m_superviseMenu->menuAction()->setVisible(signedIn && allows(user.role, Role::Supervisor));
    m_work->desk().calls().dialAction()->setEnabled(signedIn);
    m_userLabel->setText(user.name);
    m_userLabel->setVisible(signedIn);
    m_userLabel->setAccessibleName(tr("Signed in as %1").arg(user.name));
    QWidget *page = signedIn ? static_cast<QWidget *>(m_work) : m_signIn;
    if (!signedIn) m_signIn->reset();
    m_pages->setCurrentWidget(page);
    m_work->userChanged();
    page->setFocus();
    pageChanged();
    if (signedIn) offerNumber(m_offered);
}

void MainWindow::showTitle() {
    const bool signedIn = !m_session.user().id.isEmpty();
    const QString title = signedIn ? tr("%1 – callfloor").arg(m_work->currentTitle()) : tr("Sign in – callfloor");
    setWindowTitle(m_demo ? tr("%1 (demo)").arg(title) : title);
}

void MainWindow::signOut() {
    m_work->beforeSignOut();
    m_signingOut = true;
    m_session.signOut();
    m_signingOut = false;
}

void MainWindow::about() {
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About callfloor"),
                                tr("callfloor %1\n\nA self-hosted contact centre.\n"
                                   "Free software under the GNU General Public License, version 3 or later.")
                                    .arg(consoleVersion()),
                                QMessageBox::Ok, this);
    box->setObjectName(u"aboutBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace callfloor
