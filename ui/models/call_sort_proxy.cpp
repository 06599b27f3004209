// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_sort_proxy.h"

#include "ui/models/call_table_model.h"

namespace callfloor {

namespace {

bool staysInPlace(int column) {
    return column == CallTableModel::Direction || column == CallTableModel::Customer ||
           column == CallTableModel::OurNumber || column == CallTableModel::Started;
}

bool ticks(int column) { return column == CallTableModel::Waited || column == CallTableModel::Talk; }

} // namespace

CallSortProxy::CallSortProxy(CallTableModel &model, Scheduler &scheduler, QObject *parent)
    : QSortFilterProxyModel(parent), m_model(model), m_scheduler(scheduler) {
    setSourceModel(&model);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &CallSortProxy::resortSoon);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        if (sortColumn() >= from.column() && sortColumn() <= to.column() && !ticks(sortColumn())) resortSoon();
    });
}

void CallSortProxy::sort(int column, Qt::SortOrder order) {
    setDynamicSortFilter(staysInPlace(column));
    QSortFilterProxyModel::sort(column, order);
}

void CallSortProxy::resortSoon() {
    if (m_resortArmed || sortColumn() < 0 || dynamicSortFilter()) return;
    m_resortArmed = true;
    m_scheduler.after(kResort, this, [this] {
        m_resortArmed = false;
        if (sortColumn() >= 0 && !dynamicSortFilter()) QSortFilterProxyModel::sort(sortColumn(), sortOrder());
    });
}

bool CallSortProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const {
    const LiveCall &a = m_model.callAt(left.row());
    const LiveCall &b = m_model.callAt(right.row());
    const UtcTime now = m_model.now();
    switch (left.column()) {
    case CallTableModel::Direction: return a.direction < b.direction;
    case CallTableModel::State: return a.status < b.status;
    case CallTableModel::Stage: return a.stage < b.stage;
    case CallTableModel::Queue: return m_model.queueText(a).localeAwareCompare(m_model.queueText(b)) < 0;
    case CallTableModel::Customer: return a.customerNumber < b.customerNumber;
    case CallTableModel::OurNumber: return a.ourNumber < b.ourNumber;
    case CallTableModel::Agent: return m_model.agentText(a).localeAwareCompare(m_model.agentText(b)) < 0;
    case CallTableModel::Waited: return a.waited(now) < b.waited(now);
    case CallTableModel::Talk: return a.talked(now) < b.talked(now);
    case CallTableModel::Started: return a.startedAt < b.startedAt;
    default: return false;
    }
}

} // namespace callfloor
