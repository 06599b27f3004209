// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QIcon>
#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>
#include <vector>

namespace callfloor {

/// What a column shows of an object of the API.
struct JsonColumn {
    using Text = std::function<QString(const QJsonObject &)>;
    QString title;
    Text text;
    QString sample = {};    ///< A long usual text, for the width; empty: the title's.
    bool right = false;     ///< Numbers.
    bool stretches = false; ///< Takes the room that is left.
    bool ticks = false;     ///< Changes with the clock, see JsonTableModel::tick().
    std::function<QVariant(const QJsonObject &)> sortKey = {}; ///< Default: the text.
    std::function<QIcon(const QJsonObject &)> icon = {};
    std::function<std::optional<Accent>(const QJsonObject &)> accent = {}; ///< Of the bar before the text.
    Text hint = {};         ///< Tool tip; default: the text.
};

/// Objects of the API as rows. A new list is compared with the old one by the objects' ids, so that selections and what is
/// painted stay where nothing has changed.
class JsonTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { SortRole = Qt::UserRole, AccentRole, RowTextRole };

    /// `idKey` names the member that tells objects apart.
    explicit JsonTableModel(std::vector<JsonColumn> columns, QString idKey = QStringLiteral("id"), QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// These rows and no others, in this order.
    void setRows(std::vector<QJsonObject> rows);
    void setRows(const QJsonArray &rows);
    /// Behind the others: the next page.
    void appendRows(const QJsonArray &rows);
    /// Whether the floor has more than what is here; the view then asks by `moreWanted` when its end is seen.
    void setMore(bool more) { m_more = more; }
    /// Replaces a row, or adds one.
    void put(const QJsonObject &row);
    void remove(const QString &id);
    /// Time has passed: repaints the columns that show it.
    void tick();

    const QJsonObject &at(int row) const { return m_rows[static_cast<size_t>(row)]; }
    /// -1 if there is none.
    int rowOf(const QString &id) const { return m_index.value(id, -1); }
    QString idAt(int row) const { return at(row).value(m_idKey).toVariant().toString(); }
    const std::vector<JsonColumn> &columns() const { return m_columns; }
    const std::vector<QJsonObject> &rows() const { return m_rows; }

signals:
    void moreWanted();

private:
    void reindex();
    void removeMissing(const std::vector<QJsonObject> &wanted);
    void takeOrderOf(const std::vector<QJsonObject> &wanted);
    QString idOf(const QJsonObject &row) const { return row.value(m_idKey).toVariant().toString(); }
    QString rowText(const QJsonObject &row) const;

    std::vector<JsonColumn> m_columns;
    QString m_idKey;
    std::vector<QJsonObject> m_rows;
    QHash<QString, int> m_index;
    bool m_more = false;
};

} // namespace callfloor
