// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/call_table_view.h"

#include "ui/models/call_table_model.h"
#include "ui/models/call_text.h"
#include "ui/widgets/call_delegate.h"

#include <QAccessible>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>

namespace callfloor {

using namespace Qt::StringLiterals;

CallTableView::CallTableView(QWidget *parent) : QTableView(parent) {
    setObjectName(u"callTable"_s);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setSortingEnabled(true);
    setTabKeyNavigation(false); // Tab leaves the table: no focus trap.
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegate(new CallDelegate(this));
    setItemDelegateForColumn(CallTableModel::State, new StateDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
}

void CallTableView::fitColumns() {
    const QFontMetrics metrics = fontMetrics();
    verticalHeader()->setDefaultSectionSize(metrics.height() * 9 / 5);
    setIconSize(QSize(metrics.height(), metrics.height()));
    if (!model()) return;
    // As QStyle lays out a cell and a header: margins around the text and around the picture, room for the arrow.
    const int margins = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1);
    const int headerMargin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, horizontalHeader());
    const int arrow = style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, horizontalHeader());
    const int picture = iconSize().width() + margins;
    const auto fit = [&](int column, const QStringList &samples, int extra = 0) {
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        int wanted = horizontalHeader()->fontMetrics().horizontalAdvance(title) + arrow + 4 * headerMargin;
        for (const QString &sample : samples)
            wanted = std::max(wanted, metrics.horizontalAdvance(sample) + margins + extra);
        horizontalHeader()->resizeSection(column, wanted + 2);
    };
    fit(CallTableModel::Direction,
        {CallText::direction(CallDirection::Inbound), CallText::direction(CallDirection::Outbound)}, picture);
    fit(CallTableModel::State, CallText::states(), picture + StateDelegate::kBarSpace);
    fit(CallTableModel::Stage, CallText::stages());
    fit(CallTableModel::Queue, {QString(14, u'n')});
    fit(CallTableModel::Customer, {u"+0000000000000"_s});
    fit(CallTableModel::OurNumber, {u"+0000000000000"_s});
    fit(CallTableModel::Waited, {u"0:00:00"_s});
    fit(CallTableModel::Talk, {u"0:00:00"_s});
    fit(CallTableModel::Started, {QLocale().toString(QTime(22, 28), QLocale::ShortFormat)});
    horizontalHeader()->setMinimumSectionSize(metrics.averageCharWidth() * 6);
    horizontalHeader()->setSectionResizeMode(CallTableModel::Agent, QHeaderView::Stretch);
}

void CallTableView::setEmptyText(const QString &text) {
    if (m_emptyText == text) return;
    m_emptyText = text;
    viewport()->setAccessibleDescription(text);
    viewport()->update();
}

void CallTableView::paintEvent(QPaintEvent *event) {
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const int margin = fontMetrics().height();
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void CallTableView::changeEvent(QEvent *event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) fitColumns();
}

void CallTableView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) {
    const bool onlyTicks = topLeft.column() >= CallTableModel::Waited && bottomRight.column() <= CallTableModel::Talk;
    if (QAccessible::isActive() && !onlyTicks) QTableView::dataChanged(topLeft, bottomRight, roles);
    // Qt repaints the whole table as soon as two cells change, seen or not; here that is twenty times a second.
    const QRect changed = visualRect(topLeft) | visualRect(bottomRight);
    const QRect seen = changed & viewport()->rect();
    if (!seen.isEmpty()) viewport()->update(seen);
}

void CallTableView::focusInEvent(QFocusEvent *event) {
    QTableView::focusInEvent(event);
    // Who comes by keyboard has a row in hand at once.
    if (model() && model()->rowCount() > 0 && !selectionModel()->hasSelection()) selectRow(currentIndex().row());
}

} // namespace callfloor
