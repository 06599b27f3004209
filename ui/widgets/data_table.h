// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/json_table_model.h"

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace callfloor {

/// Draws a cell with a bar in the colour of its accent, if it has one, before its picture and its word.
class AccentDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A table of a JsonTableModel: whole rows, one at a time, sortable by a click or, on the table, by Alt and
/// the arrows (left and right: by which column, up and down: which way); columns as wide as their usual texts; says in the middle why it is empty. Enter and double click open a row.
class DataTable : public QTableView {
    Q_OBJECT
public:
    explicit DataTable(QWidget *parent = nullptr);

    /// `model` outlives the table. Not sortable: the order is the floor's, as for lists that come page by page.
    void setSource(JsonTableModel &model, bool sortable = true);
    /// The sentence that is shown while there are no rows.
    void setEmptyText(const QString &text);
    const QString &emptyText() const { return m_emptyText; }
    /// Only rows with these words in one of their columns.
    void setFilter(const QString &words);
    void setRowFilter(std::function<bool(const QJsonObject &)> wanted);

    /// The selected row; an empty object if none is.
    QJsonObject selectedRow() const;
    QString selectedId() const;
    bool selectId(const QString &id);

    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

signals:
    void opened(const QJsonObject &row);
    void selected();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Filter;
    void fitColumns();
    bool sortByKey(int key);
    QModelIndex sourceIndex(const QModelIndex &index) const;

    JsonTableModel *m_source = nullptr;
    Filter *m_filter = nullptr;
    QString m_emptyText;
};

} // namespace callfloor
