// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"

#include <QSortFilterProxyModel>

namespace callfloor {

class CallTableModel;

/// The order of the live calls. Columns whose values stay (direction, numbers, start) keep their order at once; the
/// state and the agent are put in order again at most every 2 s; waited and talk time tick, so they are sorted when
/// the user asks and when rows come, never because time passes: sorting 5,000 rows for every tick eats a core.
class CallSortProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kResort{2};

    /// `model` and `scheduler` outlive the proxy.
    CallSortProxy(CallTableModel &model, Scheduler &scheduler, QObject *parent = nullptr);

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    void resortSoon();

    CallTableModel &m_model;
    Scheduler &m_scheduler;
    bool m_resortArmed = false;
};

} // namespace callfloor
