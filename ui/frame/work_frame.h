// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"
#include "ui/models/help_call.h"
#include "ui/page_list.h"

#include <map>
#include <memory>

class QAction;
class QActionGroup;
class QStackedWidget;

namespace callfloor {

class AgentBar;
class CompactBar;
class DeskView;
class PageRail;

/// What a signed-in user sees: how he is as an agent on top, always; the rail of his pages; the page in front. Owns the
/// agent's desk, which therefore lives as long as the window.
class WorkFrame : public QWidget {
    Q_OBJECT
public:
    /// All outlive the frame.
    WorkFrame(FloorSession &session, Scheduler &scheduler, QSettings &settings, QWidget *parent = nullptr);
    ~WorkFrame() override;

    /// Makes ready for who is signed in: his pages, the one he had in front last. Nobody: the pages of the last one go.
    void userChanged();
    /// Goes to a page by its id; false if the user has no such page.
    bool go(const QString &id);
    QString currentTitle() const;

    DeskView &desk() { return *m_deskView; }
    /// One for each page there is, for the menu `View`; those that the user may not see are hidden.
    QList<QAction *> allPageActions() const { return {m_actions.begin(), m_actions.end()}; }
    /// Ticked while the compact bar stands for the window.
    QAction *compactAction() const { return m_compactAction; }
    void fillAgentMenu(QMenu &menu) const;
    void fillPageMenu(QMenu &menu) const;
    /// The user signs out: an agent who is not ready is signed off as well.
    void beforeSignOut();

signals:
    void problem(const QString &text);
    void notice(const QString &text);
    /// Another page is in front, or there are other pages.
    void pageChanged();

private:
    void buildActions();
    void showCompact(bool compact);
    void showPages();
    void showCall();
    void show(const PageSpec &spec);
    Page *page(const PageSpec &spec);
    void dropPages();

    FloorSession &m_session;
    Scheduler &m_scheduler;
    QSettings &m_settings;
    AgentDesk m_desk;
    HelpCall m_help;
    QStackedWidget *m_stack;
    DeskView *m_deskView;
    AgentBar *m_bar;
    PageRail *m_rail;
    QAction *m_compactAction;
    std::unique_ptr<CompactBar> m_compact; ///< Made when it is wanted first. A window of its own, as ours is minimised then.
    QActionGroup *m_group;
    std::vector<QAction *> m_actions;    ///< One for each spec, in its order.
    QList<QAction *> m_shown;            ///< Those of the user.
    std::map<QString, Page *> m_pages;   ///< By id, as far as they have been shown.
    const PageSpec *m_current = nullptr;
    UserId m_userId;
};

} // namespace callfloor
