// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/call_delegate.h"

#include "ui/models/call_table_model.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace callfloor {

void CallDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (!index.data(CallTableModel::LiveRole).toBool()) option->state &= ~QStyle::State_Enabled;
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const QStyle *style = whole.widget ? whole.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);

    QStyleOptionViewItem rest = option;
    rest.rect = QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(kBarSpace, 0, 0, 0));
    CallDelegate::paint(painter, rest, index);

    const auto status = static_cast<CallStatus>(index.data(CallTableModel::StatusRole).toInt());
    const bool selected = option.state & QStyle::State_Selected;
    const QRect bar(option.rect.left() + 4, option.rect.top() + 3, kBarWidth, option.rect.height() - 6);
    painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar),
                      selected ? whole.palette.color(QPalette::HighlightedText)
                               : accentColor(accentOf(status), option.palette));
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    return CallDelegate::sizeHint(option, index) + QSize(kBarSpace, 0);
}

} // namespace callfloor
