// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/call_feed.h"
#include "ui/models/call_sort_proxy.h"
#include "ui/models/call_table_model.h"
#include "ui/models/queue_names.h"

#include <QSet>
#include <QWidget>

class QAction;
class QLabel;

namespace callfloor {

class CallTableView;
class DialBar;
class FloorActions;

/// The page of live calls: dial, see, hang up. Refusals are told by `problem`, never by a dialog.
class LiveCallsView : public QWidget {
    Q_OBJECT
public:
    /// Both outlive the view.
    LiveCallsView(FloorSession &session, Scheduler &scheduler, QWidget *parent = nullptr);

    /// Puts the cursor into the dial field.
    QAction *dialAction() const { return m_dial; }
    /// Ends the selected call; enabled if there is one that lives and that the user may end.
    QAction *hangUpAction() const { return m_hangUp; }
    /// Fills the dial field without dialling.
    void offerNumber(const QString &number);

    const CallTableModel &calls() const { return m_model; }
    const QueueNames &queues() const { return m_queues; }
    /// What one may do with the selected call of somebody else.
    const FloorActions &floorActions() const { return *m_floor; }

signals:
    /// Something was refused: one sentence for the banner.
    void problem(const QString &text);
    /// Something was done, or the last problem is over: a short word for the status bar, may be empty.
    void notice(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildActions();
    void buildLayout();
    void dial(const QString &number);
    void hangUpSelected();
    void copyNumber();
    void select(const QString &callId);
    void showCounts(const CallCounts &counts);
    void refreshActions();
    /// The selected row's call; null if none is selected.
    const LiveCall *selected() const;
    /// Why the selected call cannot be ended; empty if it can.
    QString hangUpObstacle() const;

    FloorSession &m_session;
    CallTableModel m_model;
    CallSortProxy m_order;
    CallFeed m_feed;
    QueueNames m_queues;
    FloorActions *m_floor;
    QAction *m_dial;
    QAction *m_hangUp;
    QAction *m_copy;
    DialBar *m_bar = nullptr;
    CallTableView *m_table = nullptr;
    QLabel *m_counts = nullptr;
    QString m_selectWhenSeen;   ///< The call we dialled, until its row is there.
    QSet<QString> m_hangingUp;  ///< Asked for and not answered: not asked for twice.
};

} // namespace callfloor
