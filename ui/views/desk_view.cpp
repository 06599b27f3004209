// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/desk_view.h"

#include "ui/models/floor_actions.h"
#include "ui/models/my_call.h"
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

DeskView::DeskView(const PageContext &context, QWidget *parent)
    : Page(parent), m_calls(new LiveCallsView(context.session, context.scheduler, this)),
      m_mine(new MyCall(context.session, m_calls->calls(), context.desk, this)),
      m_message(new Banner(Accent::OnCall, Banner::Closing::ByUser, this)),
      m_card(new CallCard(context.session, context.scheduler, *m_mine, m_calls->queues(), this)),
      m_outcome(new OutcomeView(context.desk, this)) {
    m_message->setObjectName(u"messageBanner"_s);
    m_message->setIcon(messageIcon());
    m_outcome->setObjectName(u"outcomeView"_s);
    m_calls->setObjectName(u"callsPage"_s);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_message);
    column->addWidget(m_card);
    column->addWidget(m_outcome);
    column->addWidget(m_calls, 1);
    m_calls->layout()->setContentsMargins(0, 0, 0, 0);
    setFocusProxy(m_calls);

    connect(&context.desk, &AgentDesk::messageArrived, this, &DeskView::showMessage);
    connect(m_card, &CallCard::problem, this, &DeskView::problem);
    connect(m_card, &CallCard::focusLeft, this, [this] { m_calls->setFocus(); });
    // The task bar asks for attention; the focus stays where somebody types.
    connect(m_card, &CallCard::rang, this, [this] { QApplication::alert(window()); });
    connect(m_mine, &MyCall::changed, this, &DeskView::shareHangUpKeys);
    connect(m_calls, &LiveCallsView::problem, this, &DeskView::problem);
    connect(m_calls, &LiveCallsView::notice, this, &DeskView::notice);
    connect(&context.session, &FloorSession::userChanged, m_message, &Banner::dismiss);
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

QAction *DeskView::extendAction() const { return m_outcome->extendAction(); }

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
