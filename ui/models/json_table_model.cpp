// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/json_table_model.h"

#include <QSet>

#include <QTextDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

JsonTableModel::JsonTableModel(std::vector<JsonColumn> columns, QString idKey, QObject *parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns)), m_idKey(std::move(idKey)) {}

int JsonTableModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int JsonTableModel::columnCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant JsonTableModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid()) return {};
    const JsonColumn &column = m_columns[static_cast<size_t>(index.column())];
    const QJsonObject &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return column.text(row);
    case Qt::ToolTipRole: {
        // Tool tips take for HTML what looks like it; this may be anybody's text.
        const QString tip = column.hint ? column.hint(row) : column.text(row);
        return Qt::mightBeRichText(tip) ? Qt::convertFromPlainText(tip) : tip;
    }
    case Qt::AccessibleTextRole:
        if (index.column() == 0) return rowText(row);
        return QString(column.title + u": "_s + column.text(row));
    case Qt::DecorationRole: return column.icon ? QVariant(column.icon(row)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case SortRole: return column.sortKey ? column.sortKey(row) : QVariant(column.text(row));
    case AccentRole: {
        const auto accent = column.accent ? column.accent(row) : std::nullopt;
        return accent ? QVariant(static_cast<int>(*accent)) : QVariant();
    }
    case RowTextRole: return rowText(row);
    default: return {};
    }
}

QVariant JsonTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    const JsonColumn &column = m_columns[static_cast<size_t>(section)];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

QString JsonTableModel::rowText(const QJsonObject &row) const {
    QStringList words;
    for (const JsonColumn &column : m_columns)
        if (const QString text = column.text(row); !text.isEmpty()) words << column.title + u": "_s + text;
    return words.join(u", "_s);
}

bool JsonTableModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && m_more; }

void JsonTableModel::fetchMore(const QModelIndex &) {
    m_more = false; // Until the page is here; asked for once.
    emit moreWanted();
}

void JsonTableModel::setRows(const QJsonArray &rows) {
    std::vector<QJsonObject> wanted;
    wanted.reserve(static_cast<size_t>(rows.size()));
    for (const QJsonValue &row : rows) wanted.push_back(row.toObject());
    setRows(std::move(wanted));
}

void JsonTableModel::setRows(std::vector<QJsonObject> rows) {
    removeMissing(rows);
    std::vector<QJsonObject> fresh;
    QSet<QString> taken;
    for (const QJsonObject &row : rows) {
        const QString id = idOf(row);
        if (taken.contains(id)) continue;
        taken.insert(id);
        const int known = rowOf(id);
        if (known < 0) fresh.push_back(row);
        else if (m_rows[static_cast<size_t>(known)] != row) {
            m_rows[static_cast<size_t>(known)] = row;
            emit dataChanged(index(known, 0), index(known, columnCount() - 1));
        }
    }
    if (!fresh.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        for (QJsonObject &row : fresh) m_rows.push_back(std::move(row));
        reindex();
        endInsertRows();
    }
    takeOrderOf(rows);
}

void JsonTableModel::removeMissing(const std::vector<QJsonObject> &wanted) {
    QSet<QString> stay;
    for (const QJsonObject &row : wanted) stay.insert(idOf(row));
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (stay.contains(idAt(last))) continue;
        int first = last;
        while (first > 0 && !stay.contains(idAt(first - 1))) --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        reindex();
        endRemoveRows();
        last = first;
    }
}

void JsonTableModel::takeOrderOf(const std::vector<QJsonObject> &wanted) {
    std::vector<int> from;
    QSet<QString> taken;
    bool same = true;
    for (const QJsonObject &row : wanted) {
        const QString id = idOf(row);
        if (taken.contains(id)) continue;
        taken.insert(id);
        same = same && rowOf(id) == static_cast<int>(from.size());
        from.push_back(rowOf(id));
    }
    if (same) return;
    emit layoutAboutToBeChanged();
    std::vector<int> to(from.size());
    std::vector<QJsonObject> ordered;
    ordered.reserve(from.size());
    for (size_t row = 0; row < from.size(); ++row) {
        ordered.push_back(std::move(m_rows[static_cast<size_t>(from[row])]));
        to[static_cast<size_t>(from[row])] = static_cast<int>(row);
    }
    m_rows = std::move(ordered);
    reindex();
    const QModelIndexList before = persistentIndexList();
    for (const QModelIndex &one : before) changePersistentIndex(one, index(to[static_cast<size_t>(one.row())], one.column()));
    emit layoutChanged();
}

void JsonTableModel::appendRows(const QJsonArray &rows) {
    std::vector<QJsonObject> fresh;
    for (const QJsonValue &value : rows)
        if (const QJsonObject row = value.toObject(); rowOf(idOf(row)) < 0) fresh.push_back(row);
    if (fresh.empty()) return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    for (QJsonObject &row : fresh) m_rows.push_back(std::move(row));
    reindex();
    endInsertRows();
}

void JsonTableModel::put(const QJsonObject &row) {
    const int known = rowOf(idOf(row));
    if (known < 0) return appendRows({row});
    if (m_rows[static_cast<size_t>(known)] == row) return;
    m_rows[static_cast<size_t>(known)] = row;
    emit dataChanged(index(known, 0), index(known, columnCount() - 1));
}

void JsonTableModel::remove(const QString &id) {
    const int row = rowOf(id);
    if (row < 0) return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    reindex();
    endRemoveRows();
}

void JsonTableModel::tick() {
    if (m_rows.empty()) return;
    for (int column = 0; column < columnCount(); ++column)
        if (m_columns[static_cast<size_t>(column)].ticks)
            emit dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DisplayRole});
}

void JsonTableModel::reindex() {
    m_index.clear();
    m_index.reserve(static_cast<qsizetype>(m_rows.size()));
    for (size_t row = 0; row < m_rows.size(); ++row) m_index.insert(idOf(m_rows[row]), static_cast<int>(row));
}

} // namespace callfloor
