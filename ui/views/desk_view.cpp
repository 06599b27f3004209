// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/desk_view.h"

#include "ui/models/floor_actions.h"
#include "ui/models/my_call.h"
#include "ui/views/agent_bar.h"
#include "ui/views/call_card.h"
#include "ui/views/live_calls_view.h"
#include "ui/views/outcome_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

DeskView::DeskView(FloorSession &session, Scheduler &scheduler, QWidget *parent)
    : QWidget(parent), m_desk(session, scheduler), m_calls(new LiveCallsView(session, scheduler, this)),
      m_mine(new MyCall(session, m_calls->calls(), m_desk, this)), m_bar(new AgentBar(m_desk, this)),
      m_message(new Banner(Accent::OnCall, Banner::Closing::ByUser, this)),
      m_card(new CallCard(session, scheduler, *m_mine, m_calls->queues(), this)), m_outcome(new OutcomeView(m_desk, this)) {
    m_bar->setObjectName(u"agentBar"_s);
    m_message->setObjectName(u"messageBanner"_s);
    m_message->setIcon(messageIcon());
    m_outcome->setObjectName(u"outcomeView"_s);
    m_calls->setObjectName(u"callsPage"_s);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_bar);
    column->addWidget(m_message);
    column->addWidget(m_card);
    column->addWidget(m_outcome);
    column->addWidget(m_calls, 1);
    m_calls->layout()->setContentsMargins(0, 0, 0, 0);
    setFocusProxy(m_calls);

    connect(&m_desk, &AgentDesk::problem, this, &DeskView::problem);
    connect(&m_desk, &AgentDesk::messageArrived, this, &DeskView::showMessage);
    connect(m_card, &CallCard::problem, this, &DeskView::problem);
    connect(m_card, &CallCard::focusLeft, this, [this] { m_calls->setFocus(); });
    // The task bar asks for attention; the focus stays where somebody types.
    connect(m_card, &CallCard::rang, this, [this] { QApplication::alert(window()); });
    connect(m_mine, &MyCall::changed, this, &DeskView::shareHangUpKeys);
    connect(m_calls, &LiveCallsView::problem, this, &DeskView::problem);
    connect(m_calls, &LiveCallsView::notice, this, &DeskView::notice);
    connect(&session, &FloorSession::userChanged, m_message, &Banner::dismiss);
}

void DeskView::fillCallMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    menu.addActions({m_calls->dialAction(), m_calls->hangUpAction()});
    menu.addAction(m_calls->floorActions().action(FloorActions::Act::Take));
    menu.addSeparator();
    menu.addAction(m_outcome->focusAction());
}

void DeskView::fillMyCallMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    m_card->fillMenu(menu);
}

void DeskView::fillSuperviseMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    for (QAction *action : m_calls->floorActions().all())
        if (action != m_calls->floorActions().action(FloorActions::Act::Take)) menu.addAction(action);
}

void DeskView::fillAgentMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    menu.addActions({m_bar->signOnAction(), m_bar->readyAction(), m_bar->breakAction(), m_outcome->extendAction()});
    menu.addSeparator();
    menu.addAction(m_bar->signOffAction());
}

void DeskView::beforeSignOut() {
    if (m_desk.signedOn() && m_desk.agent().state == "NOT_READY"_L1) m_desk.signOff();
}

void DeskView::shareHangUpKeys() {
    // One's own call is what one wants to end in a hurry; without one the keys are for the selected call.
    const QKeySequence keys(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    QAction *mine = m_card->controls().action(DeskControl::HangUp), *selected = m_calls->hangUpAction();
    const bool have = m_mine->call() != nullptr;
    selected->setShortcut(have ? QKeySequence() : keys);
    mine->setShortcut(have ? keys : QKeySequence());
}

void DeskView::showMessage(const QString &from, const QString &text) {
    const QString words = tr("%1 writes: %2").arg(from, text);
    // What has not been read is not lost under the next one.
    m_message->announce(m_message->isVisible() ? m_message->text() + u'\n' + words : words);
}

} // namespace callfloor
