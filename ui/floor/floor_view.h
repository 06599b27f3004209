// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/floor_state.h"
#include "ui/models/call_feed.h"
#include "ui/models/call_sort_proxy.h"
#include "ui/models/call_table_model.h"
#include "ui/models/json_table_model.h"
#include "ui/models/queue_names.h"
#include "ui/models/reference_lists.h"
#include "ui/page.h"

class QAction;
class QCheckBox;
class QLineEdit;
class QStackedWidget;

namespace callfloor {

class AgentActions;
class AgentCards;
class CallTableView;
class DataTable;
class FloorActions;
class FloorTiles;
class HearingStrip;
class WaitingPanel;

/// The supervisor's page: figures, alarms, live calls with why somebody waits, agents, queues, and what can be done about each.
class FloorView : public Page {
    Q_OBJECT
public:
    explicit FloorView(const PageContext &context, QWidget *parent = nullptr);

    void activated() override;
    void fillMenu(QMenu &menu) override;

    const CallTableModel &calls() const { return m_calls; }

private:
    void buildActions();
    void buildLayout();
    QWidget *buildCalls();
    QWidget *buildAgents();
    QWidget *buildAlerts();
    QWidget *buildQueues();
    void connectState();
    void tick();

    void showAgents();
    void showAlerts();
    void showSupervision();
    void callSelected();
    void agentSelected();
    void alertSelected();
    const LiveCall *selectedCall() const;
    void acknowledge();
    void answerHelp();
    void showCards(bool cards);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    QSettings &m_settings;
    FloorState m_state;
    ReferenceLists m_lists;
    CallTableModel m_calls;
    CallSortProxy m_callOrder;
    CallFeed m_feed;
    QueueNames m_queueNames;
    JsonTableModel m_agents, m_queues, m_alerts;
    FloorActions *m_callActions;
    AgentActions *m_agentActions;
    QAction *m_acknowledge = nullptr;
    QAction *m_answer = nullptr;
    QAction *m_asCards = nullptr;
    HearingStrip *m_strip = nullptr;
    FloorTiles *m_tiles = nullptr;
    CallTableView *m_callTable = nullptr;
    WaitingPanel *m_waiting = nullptr;
    DataTable *m_agentTable = nullptr;
    AgentCards *m_cards = nullptr;
    QStackedWidget *m_agentViews = nullptr;
    DataTable *m_alertTable = nullptr;
    DataTable *m_queueTable = nullptr;
    QLineEdit *m_agentFilter = nullptr;
    QCheckBox *m_onlyOn = nullptr;
    bool m_ticking = false;
};

} // namespace callfloor
