// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compact_bar.h"

#include "ui/models/agent_text.h"
#include "ui/models/call_controls.h"
#include "ui/models/call_text.h"
#include "ui/views/agent_bar.h"
#include "ui/views/outcome_view.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace callfloor {

using namespace Qt::StringLiterals;

CompactBar::CompactBar(const Parts &parts, QWidget *parent)
    : QWidget(parent, Qt::Tool | Qt::WindowStaysOnTopHint), m_desk(parts.desk), m_call(parts.call), m_controls(parts.controls),
      m_outcome(parts.outcome), m_scheduler(parts.scheduler), m_icon(new QLabel(this)), m_state(new QLabel(this)),
      m_number(new QLabel(this)), m_time(new QLabel(this)), m_buttons(new QWidget(this)), m_outcomes(new QPushButton(this)) {
    setObjectName(u"compactBar"_s);
    setWindowTitle(tr("callfloor"));
    buildLayout();
    connect(&m_desk, &AgentDesk::changed, this, &CompactBar::refresh);
    connect(&m_call, &MyCall::changed, this, &CompactBar::refresh);
    refresh();
}

void CompactBar::buildLayout() {
    m_state->setObjectName(u"compactState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_number->setObjectName(u"compactNumber"_s);
    m_number->setTextFormat(Qt::PlainText);
    QFont bold = m_number->font();
    bold.setBold(true);
    m_number->setFont(bold);
    m_time->setObjectName(u"compactTime"_s);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    for (const DeskControl control : {DeskControl::Decline, DeskControl::Mute, DeskControl::Hold, DeskControl::HangUp}) {
        QAction *action = m_controls.action(control);
        auto *button = new ActionButton(action, m_buttons);
        button->setObjectName(u"compact_"_s + action->objectName());
        buttons->addWidget(button);
    }
    m_outcomes->setObjectName(u"compactOutcomes"_s);
    m_outcomes->setText(tr("Outcome"));
    auto *menu = new QMenu(m_outcomes);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        menu->addActions(m_outcome.outcomeActions(menu));
    });
    m_outcomes->setMenu(menu);

    auto *row = new QHBoxLayout(this);
    for (QWidget *widget : {static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_number),
                            static_cast<QWidget *>(m_time), m_buttons, static_cast<QWidget *>(m_outcomes)})
        row->addWidget(widget);
}

void CompactBar::addAgentActions(const AgentBar &bar) {
    auto *row = static_cast<QHBoxLayout *>(layout());
    for (QAction *action : {bar.readyAction(), bar.breakAction()}) {
        auto *button = new ActionButton(action, this);
        button->setObjectName(u"compact_"_s + action->objectName());
        row->addWidget(button);
    }
}

void CompactBar::refresh() {
    if (!isVisible()) return;
    const AgentInfo &agent = m_desk.agent();
    const int side = fontMetrics().height();
    m_icon->setPixmap(agentIcon(agent.state).pixmap(QSize(side, side), devicePixelRatioF()));
    m_state->setText(AgentText::state(agent, m_desk.reasonLabel(agent.reason.value_or(QString()))));
    const LiveCall *call = m_call.call();
    m_number->setText(call ? call->customerNumber : QString());
    m_number->setVisible(call != nullptr);
    m_buttons->setVisible(call != nullptr);
    m_outcomes->setVisible(m_outcome.usable());
    refreshClock();
    // Grows and shrinks with what there is to do.
    adjustSize();
}

void CompactBar::refreshClock() {
    const LiveCall *call = m_call.call();
    const UtcTime now = m_scheduler.clock().now();
    const auto lasted = call ? call->talked(now).value_or(call->waited(now)) : m_desk.inState();
    m_time->setText(CallText::duration(lasted));
    m_time->setAccessibleName(CallText::spokenDuration(lasted));
}

void CompactBar::tick() {
    m_ticking = isVisible();
    if (!m_ticking) return;
    refreshClock();
    m_scheduler.after(std::chrono::seconds(1), this, [this] { tick(); });
}

void CompactBar::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    refresh();
    if (!m_ticking) tick();
}

void CompactBar::closeEvent(QCloseEvent *event) {
    QWidget::closeEvent(event);
    emit closed();
}

} // namespace callfloor
