// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_view.h"

#include "app/contract/ops_alerts.h"
#include "ui/error_text.h"
#include "ui/floor/agent_actions.h"
#include "ui/floor/agent_cards.h"
#include "ui/floor/floor_columns.h"
#include "ui/floor/floor_tiles.h"
#include "ui/floor/hearing_strip.h"
#include "ui/floor/waiting_panel.h"
#include "ui/models/floor_actions.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/call_table_view.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

FloorView::FloorView(const PageContext &context, QWidget *parent)
    : Page(parent), m_session(context.session), m_scheduler(context.scheduler), m_settings(context.settings),
      m_state(context.session, context.scheduler), m_lists(context.session), m_calls(context.scheduler),
      m_callOrder(m_calls, context.scheduler), m_feed(context.session, m_calls, context.scheduler), m_queueNames(context.session),
      m_agents(agentColumns(m_state, m_lists)), m_queues(queueColumns(m_state)), m_alerts(alertColumns(m_state)),
      m_callActions(new FloorActions(context.session, this)), m_agentActions(new AgentActions(context.session, m_lists, this)) {
    buildActions();
    buildLayout();
    connectState();
    m_lists.fetch(FieldText::Reference::Reason);
    m_lists.fetch(FieldText::Reference::Queue);
    m_state.refresh();
    callSelected();
    agentSelected();
    alertSelected();
}

void FloorView::buildActions() {
    // Those of the desk's own table have the keys; here they are in the menus and beside the table.
    for (QAction *action : m_callActions->all()) {
        action->setShortcut({});
        action->setObjectName(u"floor_"_s + action->objectName());
    }
    const auto make = [this](const char *name, const QString &text, Qt::Key key) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(QKeySequence(QKeyCombination(Qt::CTRL | Qt::ALT, key)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        return action;
    };
    m_acknowledge = make("acknowledgeAction", tr("I &see to it"), Qt::Key_S);
    m_answer = make("answerHelpAction", tr("&Go there"), Qt::Key_G);
    m_asCards = make("agentCardsAction", tr("Agents as &cards"), Qt::Key_C);
    m_asCards->setCheckable(true);
    connect(m_acknowledge, &QAction::triggered, this, &FloorView::acknowledge);
    connect(m_answer, &QAction::triggered, this, &FloorView::answerHelp);
    connect(m_asCards, &QAction::toggled, this, &FloorView::showCards);
    connect(m_callActions, &FloorActions::problem, this, &Page::problem);
    connect(m_callActions, &FloorActions::notice, this, &Page::notice);
    connect(m_agentActions, &AgentActions::problem, this, &Page::problem);
    connect(m_agentActions, &AgentActions::notice, this, &Page::notice);
}

void FloorView::connectState() {
    connect(&m_state, &FloorState::agentsChanged, this, &FloorView::showAgents);
    connect(&m_state, &FloorState::alertsChanged, this, &FloorView::showAlerts);
    connect(&m_state, &FloorState::supervisionsChanged, this, &FloorView::showSupervision);
    connect(&m_state, &FloorState::boardChanged, this, [this] {
        m_queues.setRows(m_state.board().value("queues"_L1).toArray());
        m_tiles->refresh();
    });
    connect(&m_queueNames, &QueueNames::changed, this, [this] { m_calls.setQueueNames(m_queueNames.all()); });
    connect(&m_lists, &ReferenceLists::changed, this, [this] { m_agentTable->viewport()->update(); });
    connect(&m_feed, &CallFeed::loadedChanged, this, [this](bool loaded) {
        m_callTable->setEmptyText(loaded ? tr("No calls at the moment.") : tr("Fetching the calls…"));
    });
    // What was there already when the page was made.
    m_calls.setQueueNames(m_queueNames.all());
    if (m_feed.loaded()) m_callTable->setEmptyText(tr("No calls at the moment."));
    connect(m_callTable->selectionModel(), &QItemSelectionModel::selectionChanged, this, &FloorView::callSelected);
    connect(&m_calls, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        const bool onlyClock = from.column() >= CallTableModel::Waited && to.column() <= CallTableModel::Talk;
        if (!onlyClock) callSelected();
    });
    connect(m_agentTable, &DataTable::selected, this, &FloorView::agentSelected);
    connect(m_alertTable, &DataTable::selected, this, &FloorView::alertSelected);
}

void FloorView::activated() {
    m_state.refresh();
    m_waiting->setCall(nullptr); // it has asked nothing while it was hidden
    callSelected();
    if (m_ticking) return;
    m_ticking = true;
    tick();
}

void FloorView::tick() {
    m_scheduler.after(1s, this, [this] {
        m_ticking = isVisible(); // Nobody looks at the clocks of a page behind.
        if (!m_ticking) return;
        m_tiles->refresh();
        for (JsonTableModel *model : {&m_agents, &m_queues, &m_alerts}) model->tick();
        tick();
    });
}

void FloorView::fillMenu(QMenu &menu) {
    menu.addActions({m_answer, m_acknowledge});
    menu.addSeparator();
    menu.addActions(m_callActions->all());
    menu.addSeparator();
    menu.addActions(m_agentActions->all());
    menu.addAction(m_asCards);
}

void FloorView::showAgents() {
    std::vector<QJsonObject> rows(m_state.agents().begin(), m_state.agents().end());
    m_agents.setRows(std::move(rows));
    for (auto it = m_state.agents().begin(); it != m_state.agents().end(); ++it)
        m_calls.setAgentName(it.key(), it.value().value("name"_L1).toString());
    m_tiles->refresh();
}

void FloorView::showAlerts() {
    std::vector<QJsonObject> rows(m_state.alerts().begin(), m_state.alerts().end());
    m_alerts.setRows(std::move(rows));
}

void FloorView::showSupervision() {
    const int row = m_calls.rowOf(m_state.ownSupervision().value("callId"_L1).toString());
    m_strip->refresh(row < 0 ? nullptr : &m_calls.callAt(row));
}

const LiveCall *FloorView::selectedCall() const {
    const QModelIndexList rows = m_callTable->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_calls.callAt(m_callOrder.mapToSource(rows.first()).row());
}

void FloorView::callSelected() {
    const LiveCall *call = selectedCall();
    m_callActions->setCall(call);
    m_waiting->setCall(call);
}

void FloorView::agentSelected() { m_agentActions->setAgent(m_agentTable->selectedRow()); }

void FloorView::alertSelected() {
    const QJsonObject alert = m_alertTable->selectedRow();
    const bool help = alert.value("kind"_L1) == "help"_L1;
    const QString common = alert.isEmpty()                                 ? tr("Select an alarm first.")
                           : alert.value("endedAt"_L1).isString()          ? tr("This alarm is over.")
                           : alert.value("acknowledgedAt"_L1).isString() ? tr("Somebody sees to it already.")
                                                                           : QString();
    const bool own = alert.value("agentId"_L1) == m_session.user().id.text();
    setObstacle(m_acknowledge, common);
    setObstacle(m_answer, !common.isEmpty() ? common
                          : !help           ? tr("Nobody asks for help here.")
                          : own             ? tr("You asked for help yourself.")
                                            : QString());
}

void FloorView::acknowledge() {
    m_session.call(AcknowledgeAlert{m_alertTable->selectedId()}).then(this, [this](const Result<AlertInfo> &reply) {
        if (reply) emit notice(tr("Everybody sees that you see to it."));
        else emit problem(ErrorText::of(reply.error()));
    });
}

void FloorView::answerHelp() {
    m_session.call(AnswerHelp{m_alertTable->selectedId()}).then(this, [this](const Result<AnswerHelp::Reply> &reply) {
        if (!reply) emit problem(ErrorText::of(reply.error()));
        else if (reply->note) emit notice(*reply->note);
        else emit notice(reply->listening ? tr("Pick up your phone: you will hear the call.") : tr("The agent was told that you come."));
    });
}

void FloorView::showCards(bool cards) {
    m_agentViews->setCurrentWidget(cards ? static_cast<QWidget *>(m_cards) : m_agentTable);
    m_settings.setValue("floor/cards"_L1, cards);
}

} // namespace callfloor
