// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the floor's page stand.
#include "ui/floor/agent_actions.h"
#include "ui/floor/agent_cards.h"
#include "ui/floor/floor_tiles.h"
#include "ui/floor/floor_view.h"
#include "ui/floor/hearing_strip.h"
#include "ui/floor/waiting_panel.h"
#include "ui/models/floor_actions.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/call_table_view.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// A part of the page: its heading with tools to the right, and what is below.
QVBoxLayout *floorPart(QWidget *part, const QString &title, const QList<QWidget *> &tools) {
    auto *heading = new QLabel(title, part);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    auto *row = new QHBoxLayout;
    row->addWidget(heading);
    row->addStretch(1);
    for (QWidget *tool : tools) row->addWidget(tool);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    return column;
}

} // namespace

void FloorView::buildLayout() {
    m_strip = new HearingStrip(m_session, m_state, this);
    connect(m_strip, &HearingStrip::problem, this, &Page::problem);
    connect(m_strip, &HearingStrip::notice, this, &Page::notice);
    m_tiles = new FloorTiles(m_state, this);
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(buildCalls());
    left->addWidget(buildAgents());
    auto *right = new QSplitter(Qt::Vertical, this);
    right->addWidget(buildAlerts());
    right->addWidget(buildQueues());
    auto *both = new QSplitter(Qt::Horizontal, this);
    both->addWidget(left);
    both->addWidget(right);
    both->setStretchFactor(0, 3);
    both->setStretchFactor(1, 2);
    both->setSizes({600, 400});
    for (QSplitter *splitter : {left, right, both}) splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_strip);
    column->addWidget(m_tiles);
    column->addWidget(both, 1);
    setFocusProxy(m_callTable);
}

QWidget *FloorView::buildCalls() {
    auto *part = new QWidget(this);
    using Act = FloorActions::Act;
    QList<QWidget *> tools;
    for (const Act act : {Act::Monitor, Act::Whisper}) tools << new ActionButton(m_callActions->action(act), part);
    auto *column = floorPart(part, tr("Live calls"), tools);
    m_callTable = new CallTableView(part);
    m_callTable->setObjectName(u"floorCallTable"_s);
    m_callTable->setAccessibleName(tr("Live calls"));
    m_callTable->setModel(&m_callOrder);
    m_callTable->sortByColumn(CallTableModel::Started, Qt::AscendingOrder);
    m_callTable->fitColumns();
    // What the desk's table says at length has no room here.
    for (const int column_ : {CallTableModel::Direction, CallTableModel::State, CallTableModel::OurNumber, CallTableModel::Started}) m_callTable->setColumnHidden(column_, true);
    m_callTable->setEmptyText(tr("Fetching the calls…"));
    m_callTable->addActions(m_callActions->all());
    m_waiting = new WaitingPanel(m_session, m_scheduler, part);
    column->addWidget(m_callTable, 1);
    column->addWidget(m_waiting);
    return part;
}

QWidget *FloorView::buildAgents() {
    auto *part = new QWidget(this);
    m_onlyOn = new QCheckBox(tr("Only signed on"), part);
    m_onlyOn->setObjectName(u"onlySignedOn"_s);
    m_agentFilter = new QLineEdit(part);
    m_agentFilter->setObjectName(u"agentFilter"_s);
    m_agentFilter->setPlaceholderText(tr("Search an agent"));
    m_agentFilter->setAccessibleName(m_agentFilter->placeholderText());
    m_agentFilter->setClearButtonEnabled(true);
    m_agentFilter->setMaximumWidth(fontMetrics().averageCharWidth() * 18);
    QList<QWidget *> tools{m_onlyOn, m_agentFilter};
    for (QAction *action : m_agentActions->all()) tools << new ActionButton(action, part);
    auto *column = floorPart(part, tr("Agents"), tools);
    m_agentTable = new DataTable(part);
    m_agentTable->setObjectName(u"agentTable"_s);
    m_agentTable->setAccessibleName(tr("Agents"));
    m_agentTable->setSource(m_agents);
    m_agentTable->sortByColumn(1, Qt::AscendingOrder);
    m_agentTable->setEmptyText(tr("Nobody is signed on, or nobody fits."));
    m_agentTable->addActions(m_agentActions->all());
    m_cards = new AgentCards(part);
    m_cards->setObjectName(u"agentCards"_s);
    m_cards->follow(m_agentTable->model(), m_agentTable->selectionModel());
    m_cards->addActions(m_agentActions->all());
    m_agentViews = new QStackedWidget(part);
    m_agentViews->addWidget(m_agentTable);
    m_agentViews->addWidget(m_cards);
    column->addWidget(m_agentViews, 1);
    connect(m_agentFilter, &QLineEdit::textChanged, m_agentTable, &DataTable::setFilter);
    connect(m_onlyOn, &QCheckBox::toggled, this, [this](bool only) {
        m_agentTable->setRowFilter([only](const QJsonObject &agent) { return !only || agent.value("state"_L1) != "OFFLINE"_L1; });
        m_settings.setValue("floor/onlySignedOn"_L1, only);
    });
    m_onlyOn->setChecked(m_settings.value("floor/onlySignedOn"_L1, true).toBool());
    m_asCards->setChecked(m_settings.value("floor/cards"_L1, false).toBool());
    return part;
}

QWidget *FloorView::buildAlerts() {
    auto *part = new QWidget(this);
    auto *column = floorPart(part, tr("Alarms"), {new ActionButton(m_answer, part), new ActionButton(m_acknowledge, part)});
    m_alertTable = new DataTable(part);
    m_alertTable->setObjectName(u"alertTable"_s);
    m_alertTable->setAccessibleName(tr("Alarms"));
    m_alertTable->setSource(m_alerts);
    m_alertTable->sortByColumn(1, Qt::DescendingOrder);
    m_alertTable->setEmptyText(tr("Nothing needs your attention."));
    m_alertTable->addActions({m_answer, m_acknowledge});
    column->addWidget(m_alertTable, 1);
    connect(m_alertTable, &DataTable::opened, this, [this] {
        if (m_answer->isEnabled()) m_answer->trigger();
        else if (m_acknowledge->isEnabled()) m_acknowledge->trigger();
    });
    return part;
}

QWidget *FloorView::buildQueues() {
    auto *part = new QWidget(this);
    auto *column = floorPart(part, tr("Queues"), {});
    m_queueTable = new DataTable(part);
    m_queueTable->setObjectName(u"queueTable"_s);
    m_queueTable->setAccessibleName(tr("Queues"));
    m_queueTable->setSource(m_queues);
    m_queueTable->setEmptyText(tr("No queues yet. Administrators add them in the administration."));
    column->addWidget(m_queueTable, 1);
    return part;
}

} // namespace callfloor
