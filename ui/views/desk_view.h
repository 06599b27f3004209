// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/call_background.h"
#include "ui/models/drafts.h"
#include "ui/models/outcome_sender.h"
#include "ui/models/preview_desk.h"
#include "ui/page.h"

#include <memory>

class QAction;
class QMenu;
class QTabWidget;

namespace callfloor {

class AgentBar;
class Banner;
class CallCard;
class CallToast;
class CompactBar;
class MyCall;
class LiveCallsView;
class OutcomeView;

/// The page of an agent: my call, what came of it, below the calls of the floor, and beside them, while there is a call in
/// hand, who calls and what is said.
class DeskView : public Page {
    Q_OBJECT
public:
    explicit DeskView(const PageContext &context, QWidget *parent = nullptr);
    ~DeskView() override;

    LiveCallsView &calls() { return *m_calls; }
    /// Fills the menus of calls, of one's own call, and of supervisors.
    void fillCallMenu(QMenu &menu) const;
    void fillMyCallMenu(QMenu &menu) const;
    void fillSuperviseMenu(QMenu &menu) const;
    /// The call in hand, in words; empty: none.
    QString callWords() const;
    /// More time for after-call work.
    QAction *extendAction() const;
    /// The strip that stands for the window; hidden until it is wanted. Page and `bar` outlive it.
    std::unique_ptr<CompactBar> makeCompactBar(const AgentBar &bar);

signals:
    /// The call in hand, in words; empty: none.
    void callTold(const QString &words);
    /// Something needs the window itself.
    void windowWanted();

private:
    QTabWidget *buildTabs(const PageContext &context);
    void shareHangUpKeys();
    void showBackground();
    void showToast();
    void offerCorrection(const QString &label);
    void showMessage(const QString &from, const QString &text);

    AgentDesk &m_desk;
    Drafts m_drafts;
    OutcomeSender m_sender;
    CallBackground m_background;
    PreviewDesk m_preview;
    Scheduler &m_scheduler;
    LiveCallsView *m_calls; // In the order of Tab: calls, message, my call, its outcome, and around.
    MyCall *m_mine;
    Banner *m_message;
    CallCard *m_card;
    OutcomeView *m_outcome;
    QTabWidget *m_tabs;
    Banner *m_saved; ///< What was saved last, and how to change it.
    std::unique_ptr<CallToast> m_toast; ///< A window of its own: ours may be minimised.
};

} // namespace callfloor
