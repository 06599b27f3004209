// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/page_rail.h"

#include <QAction>
#include <QEvent>
#include <QScrollBar>
#include <QSignalBlocker>

namespace callfloor {

using namespace Qt::StringLiterals;

PageRail::PageRail(QWidget *parent) : QListWidget(parent) {
    setObjectName(u"pageRail"_s);
    setAccessibleName(tr("Pages"));
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) m_actions.at(row)->trigger();
    });
    layOut();
    hide();
}

void PageRail::setPages(const QList<QAction *> &actions) {
    const QSignalBlocker blocker(this);
    for (QAction *action : m_actions) action->disconnect(this);
    m_actions = actions;
    clear();
    for (QAction *action : m_actions) {
        auto *entry = new QListWidgetItem(action->icon(), action->iconText(), this);
        entry->setToolTip(action->toolTip());
        connect(action, &QAction::toggled, this, &PageRail::follow);
    }
    follow();
    layOut();
    setVisible(m_actions.size() > 1);
}

void PageRail::follow() {
    const QSignalBlocker blocker(this);
    for (int row = 0; row < m_actions.size(); ++row)
        if (m_actions.at(row)->isChecked()) setCurrentRow(row);
}

void PageRail::layOut() {
    const int em = fontMetrics().height();
    setIconSize(QSize(em, em));
    for (int row = 0; row < count(); ++row) item(row)->setSizeHint(QSize(0, em * 2));
    updateGeometry();
}

int PageRail::wantedWidth() const {
    const int em = fontMetrics().height();
    int words = 0;
    for (int row = 0; row < count(); ++row) words = std::max(words, fontMetrics().horizontalAdvance(item(row)->text()));
    return words + em * 3;
}

QSize PageRail::sizeHint() const { return {wantedWidth(), count() * fontMetrics().height() * 2}; }
QSize PageRail::minimumSizeHint() const { return {wantedWidth(), fontMetrics().height() * 4}; }

void PageRail::changeEvent(QEvent *event) {
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) layOut();
}

} // namespace callfloor
