// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>
#include <QWidget>

class QLabel;
class QTableView;

namespace callfloor {

class CallBackground;
class Scheduler;
struct LiveCall;

/// Who calls: the number, the earlier calls with it, and what people wrote about this one.
class CustomerView : public QWidget {
    Q_OBJECT
public:
    /// Both outlive the view.
    CustomerView(const CallBackground &background, const Scheduler &scheduler, QWidget *parent = nullptr);

private:
    void refresh();
    QString heading() const;
    QString notes() const;
    void addRow(const LiveCall &call);

    const CallBackground &m_background;
    const Scheduler &m_scheduler;
    QStandardItemModel m_model;
    QLabel *m_heading;
    QTableView *m_table;
    QLabel *m_notes;
};

} // namespace callfloor
