// SPDX-License-Identifier: GPL-3.0-or-later
// What the table shows of a row: the reading half of CallTableModel.
#include "ui/models/call_table_model.h"

#include "ui/models/call_text.h"
#include "ui/widgets/icons.h"

namespace callfloor {

using namespace Qt::StringLiterals;

int CallTableModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CallTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QString CallTableModel::agentText(const LiveCall &call) const {
    if (call.agentId.isEmpty()) return u"–"_s;
    return m_agentNames.value(call.agentId, u"…"_s);
}

QString CallTableModel::queueText(const LiveCall &call) const {
    return call.queueId.isEmpty() ? QString() : m_queueNames.value(call.queueId, u"…"_s);
}

QVariant CallTableModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
    const LiveCall &call = callAt(index.row());
    switch (role) {
    case Qt::DisplayRole: return displayText(call, index.column());
    case Qt::DecorationRole:
        if (index.column() == Direction) return directionIcon(call.direction);
        if (index.column() == State) return stateIcon(call.status);
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == Waited || index.column() == Talk
                   ? QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight)
                   : QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    case Qt::ToolTipRole: return toolTip(call, index.column());
    case Qt::AccessibleTextRole: return accessibleText(call, index.column());
    case IdRole: return call.id;
    case LiveRole: return !call.ended();
    case AgentIdRole: return call.agentId;
    case StatusRole: return static_cast<int>(call.status);
    default: return {};
    }
}

QString CallTableModel::displayText(const LiveCall &call, int column) const {
    switch (column) {
    case Direction: return CallText::direction(call.direction);
    case State: return CallText::state(call);
    case Stage: return call.ended() ? QString() : CallText::stage(call.stage);
    case Customer: return call.customerNumber;
    case OurNumber: return call.ourNumber;
    case Queue: return queueText(call);
    case Agent: return agentText(call);
    case Waited: return call.startedAt ? CallText::duration(call.waited(now())) : QString();
    case Talk: {
        const auto talked = call.talked(now());
        return talked ? CallText::duration(*talked) : QString();
    }
    case Started: return call.startedAt ? CallText::moment(*call.startedAt, now()) : QString();
    default: return {};
    }
}

QString CallTableModel::toolTip(const LiveCall &call, int column) const {
    if (column == State && !call.failureText.isEmpty()) return call.failureText;
    // What does not fit into its column can be read here.
    return column == State || column == Stage || column == Queue || column == Agent ? displayText(call, column) : QString();
}

QString CallTableModel::accessibleText(const LiveCall &call, int column) const {
    // The first cell tells the whole row, so that a reader who moves from row to row hears it at once.
    if (column == 0) return CallText::row(call, call.agentId.isEmpty() ? QString() : agentText(call), now());
    const QString header = headerData(column, Qt::Horizontal).toString();
    if (column == Waited) return tr("%1: %2").arg(header, CallText::spokenDuration(call.waited(now())));
    if (const auto talked = call.talked(now()); column == Talk && talked)
        return tr("%1: %2").arg(header, CallText::spokenDuration(*talked));
    const QString text = displayText(call, column);
    return tr("%1: %2").arg(header, text.isEmpty() ? tr("none") : text);
}

QVariant CallTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Waited || section == Talk ? QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight)
                                                    : QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Direction: return tr("Direction");
    case State: return tr("State");
    case Stage: return tr("Stage");
    case Customer: return tr("Customer");
    case OurNumber: return tr("Our number");
    case Queue: return tr("Queue");
    case Agent: return tr("Agent");
    case Waited: return tr("Waited");
    case Talk: return tr("Talk time");
    case Started: return tr("Started");
    default: return {};
    }
}

} // namespace callfloor
