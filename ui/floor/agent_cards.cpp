// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/agent_cards.h"

#include "ui/theme.h"

#include <QPainter>
#include <QStyle>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStateColumn = 1; ///< Of agentColumns().
constexpr int kTimeColumn = 2;

int textFlags(const QStyleOptionViewItem &option, Qt::Alignment side) {
    return static_cast<int>(QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter).toInt());
}

QRect mirrored(const QStyleOptionViewItem &option, const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); }

} // namespace

QSize AgentCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const {
    const int em = option.fontMetrics.height();
    return {em * 13, em * 3 + em / 2};
}

void AgentCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const QPalette &palette = option.palette;
    const bool selected = option.state & QStyle::State_Selected;
    const int em = option.fontMetrics.height();
    const QRect card = option.rect.adjusted(3, 3, -3, -3);
    const QColor text = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->fillRect(card, palette.color(selected ? QPalette::Highlight : QPalette::Base));
    painter->setPen(outlineColor(palette));
    painter->drawRect(card.adjusted(0, 0, -1, -1));
    const QModelIndex state = index.siblingAtColumn(kStateColumn);
    const Accent accent = static_cast<Accent>(state.data(JsonTableModel::AccentRole).toInt());
    painter->fillRect(mirrored(option, QRect(card.left(), card.top(), 5, card.height())), selected ? text : accentColor(accent, palette));
    painter->setPen(text);
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    const QRect inside = card.adjusted(em / 2 + 5, em / 4, -em / 2, -em / 4);
    const QRect upper(inside.left(), inside.top(), inside.width(), inside.height() / 2);
    const QString time = index.siblingAtColumn(kTimeColumn).data().toString();
    const int timeWidth = option.fontMetrics.horizontalAdvance(time) + em / 2;
    const int left = textFlags(option, Qt::AlignLeft);
    painter->drawText(mirrored(option, upper.adjusted(0, 0, -timeWidth, 0)), left,
                      QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, upper.width() - timeWidth));
    painter->setFont(option.font);
    painter->drawText(mirrored(option, upper), textFlags(option, Qt::AlignRight), time);
    const QRect lower(inside.left(), upper.bottom(), inside.width(), inside.height() - upper.height());
    const QRect picture = mirrored(option, QRect(lower.left(), lower.center().y() - em / 2, em, em));
    state.data(Qt::DecorationRole).value<QIcon>().paint(painter, picture, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    const QRect words = mirrored(option, lower.adjusted(em + em / 3, 0, 0, 0));
    painter->drawText(words, left,
                      option.fontMetrics.elidedText(state.data().toString(), Qt::ElideRight, words.width()));
    painter->restore();
}

AgentCards::AgentCards(QWidget *parent) : QListView(parent) {
    setItemDelegate(new AgentCardDelegate(this));
    setViewMode(IconMode);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setMovement(Static);
    setUniformItemSizes(true);
    setSpacing(0);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Agents as cards"));
}

void AgentCards::follow(QAbstractItemModel *rows, QItemSelectionModel *selection) {
    setModel(rows);
    setSelectionModel(selection);
}

} // namespace callfloor
