// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace callfloor {

/// Draws a cell of the live calls; those of ended calls greyed.
class CallDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// Draws a call's state: a bar in the state's colour, then icon and word in the ordinary colour of text.
class StateDelegate : public CallDelegate {
    Q_OBJECT
public:
    static constexpr int kBarWidth = 4;
    static constexpr int kBarSpace = kBarWidth + 4;
    using CallDelegate::CallDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callfloor
