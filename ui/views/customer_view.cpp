// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/customer_view.h"

#include "app/domain/scheduler.h"
#include "ui/models/call_background.h"
#include "ui/models/call_text.h"
#include "ui/widgets/icons.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

CustomerView::CustomerView(const CallBackground &background, const Scheduler &scheduler, QWidget *parent)
    : QWidget(parent), m_background(background), m_scheduler(scheduler), m_heading(new QLabel(this)), m_table(new QTableView(this)),
      m_notes(new QLabel(this)) {
    setObjectName(u"customerView"_s);
    m_heading->setObjectName(u"customerHeading"_s);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setWordWrap(true);
    m_notes->setObjectName(u"customerNotes"_s);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table->setObjectName(u"earlierCalls"_s);
    m_table->setAccessibleName(tr("Earlier calls with this number"));
    m_table->setModel(&m_model);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_heading);
    column->addWidget(m_notes);
    column->addWidget(m_table, 100);
    column->addStretch(1); // Without a table the words stay on top.
    connect(&background, &CallBackground::cardChanged, this, &CustomerView::refresh);
    connect(&background, &CallBackground::callChanged, this, &CustomerView::refresh);
    refresh();
}

QString CustomerView::heading() const {
    if (m_background.number().isEmpty()) return {};
    if (!m_background.earlierKnown()) return m_background.number();
    const int count = static_cast<int>(m_background.earlier().size());
    if (count == 0) return tr("%1: no earlier call is known.").arg(m_background.number());
    return tr("%1: %n earlier call(s), the newest first", nullptr, count).arg(m_background.number());
}

QString CustomerView::notes() const {
    QStringList lines;
    for (const NoteInfo &note : m_background.notes())
        lines << tr("Note of %1, %2: %3").arg(note.author, CallText::moment(note.at, m_scheduler.clock().now()), note.words);
    return lines.join(u'\n');
}

void CustomerView::addRow(const LiveCall &call) {
    const UtcTime now = m_scheduler.clock().now();
    const auto talked = call.talked(now);
    const QString when = call.startedAt ? CallText::moment(*call.startedAt, now) : QString();
    QList<QStandardItem *> row{new QStandardItem(directionIcon(call.direction), when),
                               new QStandardItem(stateIcon(call.status), CallText::state(call)),
                               new QStandardItem(talked ? CallText::duration(*talked) : QString())};
    // The arrow alone says nothing to who hears the table.
    row.first()->setToolTip(CallText::direction(call.direction));
    row.first()->setAccessibleText(tr("%1, %2").arg(CallText::direction(call.direction), when));
    m_model.appendRow(row);
}

void CustomerView::refresh() {
    m_heading->setText(heading());
    m_notes->setText(notes());
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_model.clear();
    m_model.setHorizontalHeaderLabels({tr("When"), tr("What came of it"), tr("Talked")});
    for (const LiveCall &call : m_background.earlier()) addRow(call);
    m_table->setVisible(m_model.rowCount() > 0);
    m_table->resizeColumnsToContents();
}

} // namespace callfloor
