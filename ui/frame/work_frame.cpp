// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/work_frame.h"

#include "ui/frame/page_rail.h"
#include "ui/views/agent_bar.h"
#include "ui/views/compact_bar.h"
#include "ui/views/desk_view.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageKeys = 9; ///< Ctrl+1 to Ctrl+9.

} // namespace

namespace {
/// Where Tab leaves a page: a page gives its focus to one of its fields, and after that the order in which things were made
/// says nothing.
QWidget *lastByTab(QWidget &page) {
    QWidget *last = nullptr;
    for (QWidget *next = page.nextInFocusChain(); next && next != &page; next = next->nextInFocusChain())
        if (page.isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && !next->focusProxy()) last = next;
    return last;
}
} // namespace

WorkFrame::WorkFrame(FloorSession &session, Scheduler &scheduler, QSettings &settings, QWidget *parent)
    : QWidget(parent), m_session(session), m_scheduler(scheduler), m_settings(settings), m_desk(session, scheduler),
      m_help(session, m_desk, this), m_stack(new QStackedWidget(this)), m_deskView(nullptr), m_group(new QActionGroup(this)) {
    setObjectName(u"workFrame"_s);
    buildActions();
    // The desk's actions are in the menus of every page, so that a call can be answered and ended from anywhere.
    m_deskView = qobject_cast<DeskView *>(page(pageSpecs().front()));
    m_bar = new AgentBar(m_desk, this);
    m_bar->setObjectName(u"agentBar"_s);
    const int margin = fontMetrics().height() / 2;
    m_bar->setContentsMargins(margin, margin, margin, 0);
    m_rail = new PageRail(this);

    auto *work = new QHBoxLayout;
    work->addWidget(m_rail);
    work->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addLayout(work, 1);
    connect(m_deskView, &DeskView::callTold, this, &WorkFrame::showCall);
    connect(m_deskView, &DeskView::windowWanted, m_compactAction, [this] { m_compactAction->setChecked(false); });
    connect(&m_desk, &AgentDesk::problem, this, &WorkFrame::problem);
    connect(&m_help, &HelpCall::problem, this, &WorkFrame::problem);
    connect(&m_help, &HelpCall::notice, this, &WorkFrame::notice);
    showPages();
}

WorkFrame::~WorkFrame() = default;

void WorkFrame::buildActions() {
    m_compactAction = new QAction(tr("&Compact bar"), this);
    m_compactAction->setObjectName(u"compactAction"_s);
    m_compactAction->setCheckable(true);
    m_compactAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U));
    connect(m_compactAction, &QAction::toggled, this, &WorkFrame::showCompact);
    for (const PageSpec &spec : pageSpecs()) {
        auto *action = new QAction(spec.icon(), pageTitle(spec), this);
        action->setObjectName(u"page_"_s + QLatin1StringView(spec.id));
        action->setIconText(pageTitle(spec));
        action->setCheckable(true);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this, [this, &spec] { show(spec); });
        m_actions.push_back(action);
    }
}

void WorkFrame::showCompact(bool compact) {
    if (!m_compact) {
        if (!compact) return;
        m_compact = m_deskView->makeCompactBar(*m_bar);
        connect(m_compact.get(), &CompactBar::closed, m_compactAction, [this] { m_compactAction->setChecked(false); });
    }
    m_compact->setVisible(compact);
    if (compact) {
        window()->showMinimized();
        return;
    }
    window()->setWindowState(window()->windowState() & ~Qt::WindowMinimized);
    window()->activateWindow();
}

void WorkFrame::userChanged() {
    m_compactAction->setChecked(false);
    m_compactAction->setEnabled(!m_session.user().id.isEmpty());
    if (m_session.user().id != m_userId) dropPages();
    m_userId = m_session.user().id;
    showPages();
    if (!m_userId.isEmpty() && !go(m_settings.value("page"_L1).toString())) show(pageSpecs().front());
}

void WorkFrame::showCall() {
    // The desk itself shows more of it.
    m_bar->setCall(m_current == &pageSpecs().front() ? QString() : m_deskView->callWords());
}

void WorkFrame::showPages() {
    m_shown.clear();
    for (size_t i = 0; i < m_actions.size(); ++i) {
        QAction *action = m_actions[i];
        const bool allowed = !m_session.user().id.isEmpty() && allows(m_session.user().role, pageSpecs()[i].least);
        if (allowed) m_shown << action;
        const int number = static_cast<int>(m_shown.size());
        const bool key = allowed && number <= kPageKeys;
        const QString title = pageTitle(pageSpecs()[i]);
        action->setText(key ? u"&%1  %2"_s.arg(number).arg(title) : title);
        action->setShortcut(key ? QKeySequence(QKeyCombination(Qt::CTRL, static_cast<Qt::Key>(Qt::Key_0 + number))) : QKeySequence());
        action->setToolTip(key ? u"%1 (%2)"_s.arg(title, action->shortcut().toString(QKeySequence::NativeText)) : title);
        action->setVisible(allowed);
        action->setEnabled(allowed);
    }
    m_rail->setPages(m_shown);
    emit pageChanged();
}

bool WorkFrame::go(const QString &id) {
    for (size_t i = 0; i < m_actions.size(); ++i) {
        if (id != QLatin1StringView(pageSpecs()[i].id) || !m_shown.contains(m_actions[i])) continue;
        show(pageSpecs()[i]);
        return true;
    }
    return false;
}

void WorkFrame::show(const PageSpec &spec) {
    Page *shown = page(spec);
    m_group->actions().at(&spec - pageSpecs().data())->setChecked(true);
    m_current = &spec;
    m_settings.setValue("page"_L1, QLatin1StringView(spec.id));
    const bool railHasFocus = m_rail->hasFocus();
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
    if (QWidget *last = lastByTab(*shown)) setTabOrder(last, m_rail);
    // Who walks along the rail by arrow keys stays on it.
    if (!railHasFocus) shown->setFocus();
    showCall();
    shown->activated();
    emit pageChanged();
}

Page *WorkFrame::page(const PageSpec &spec) {
    Page *&made = m_pages[QLatin1StringView(spec.id)];
    if (made) return made;
    made = spec.make({m_session, m_scheduler, m_desk, m_settings}, m_stack);
    made->setObjectName(QLatin1StringView(spec.id) + u"Page"_s);
    connect(made, &Page::problem, this, &WorkFrame::problem);
    connect(made, &Page::notice, this, &WorkFrame::notice);
    m_stack->addWidget(made);
    return made;
}

void WorkFrame::dropPages() {
    m_stack->setCurrentWidget(m_deskView);
    setFocusProxy(m_deskView);
    m_current = nullptr;
    // What one person has seen or typed is not for the next one. The desk empties itself.
    std::erase_if(m_pages, [this](const auto &entry) {
        if (entry.second == m_deskView) return false;
        m_stack->removeWidget(entry.second);
        entry.second->deleteLater();
        return true;
    });
}

QString WorkFrame::currentTitle() const { return pageTitle(m_current ? *m_current : pageSpecs().front()); }

void WorkFrame::fillAgentMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    menu.addActions({m_bar->signOnAction(), m_bar->readyAction(), m_bar->breakAction(), m_deskView->extendAction(), m_help.action()});
    menu.addSeparator();
    menu.addAction(m_bar->signOffAction());
}

void WorkFrame::fillPageMenu(QMenu &menu) const {
    menu.clear();
    menu.setToolTipsVisible(true);
    if (m_current) m_pages.at(QLatin1StringView(m_current->id))->fillMenu(menu);
}

void WorkFrame::beforeSignOut() {
    if (m_desk.signedOn() && m_desk.agent().state == "NOT_READY"_L1) m_desk.signOff();
}

} // namespace callfloor
