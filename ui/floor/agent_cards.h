// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/json_table_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace callfloor {

/// Draws an agent as a card: name, state with bar, picture and word, how long.
class AgentCardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The agents side by side. Shows the rows of the table's model: the same order, the same search, the same selection.
class AgentCards : public QListView {
    Q_OBJECT
public:
    explicit AgentCards(QWidget *parent = nullptr);

    /// `rows` is the model of the table and `selection` its own.
    void follow(QAbstractItemModel *rows, QItemSelectionModel *selection);
};

} // namespace callfloor
