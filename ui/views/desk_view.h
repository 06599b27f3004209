// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"

class QAction;
class QMenu;

namespace callfloor {

class Banner;
class CallCard;
class MyCall;
class LiveCallsView;
class OutcomeView;

/// The page of an agent: my call, what came of it, and below the calls of the floor.
class DeskView : public Page {
    Q_OBJECT
public:
    explicit DeskView(const PageContext &context, QWidget *parent = nullptr);

    LiveCallsView &calls() { return *m_calls; }
    /// Fills the menus of calls, of one's own call, and of supervisors.
    void fillCallMenu(QMenu &menu) const;
    void fillMyCallMenu(QMenu &menu) const;
    void fillSuperviseMenu(QMenu &menu) const;
    /// More time for after-call work.
    QAction *extendAction() const;

private:
    void shareHangUpKeys();
    void showMessage(const QString &from, const QString &text);

    LiveCallsView *m_calls; // In the order of Tab: calls, message, my call, its outcome, and around.
    MyCall *m_mine;
    Banner *m_message;
    CallCard *m_card;
    OutcomeView *m_outcome;
};

} // namespace callfloor
