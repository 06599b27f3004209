// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/agent_bar.h"

#include "ui/models/agent_text.h"
#include "ui/models/call_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

namespace callfloor {

using namespace Qt::StringLiterals;

AgentBar::AgentBar(AgentDesk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_signOn(new QAction(this)), m_ready(new QAction(this)), m_break(new QAction(this)),
      m_signOff(new QAction(this)), m_reasons(new QMenu(this)), m_icon(new QLabel(this)), m_state(new QLabel(this)),
      m_time(new QLabel(this)), m_pending(new QLabel(this)), m_call(new QLabel(this)) {
    buildActions();
    buildLayout();
    connect(&desk, &AgentDesk::changed, this, &AgentBar::refresh);
    connect(&desk, &AgentDesk::ticked, this, &AgentBar::refreshClock);
    refresh();
}

void AgentBar::buildActions() {
    m_signOn->setObjectName(u"agentSignOnAction"_s);
    m_signOn->setText(tr("Sign &on as an agent"));
    connect(m_signOn, &QAction::triggered, &m_desk, &AgentDesk::signOn);

    m_ready->setObjectName(u"agentReadyAction"_s);
    m_ready->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y));
    connect(m_ready, &QAction::triggered, &m_desk, &AgentDesk::ready);

    m_break->setObjectName(u"agentBreakAction"_s);
    m_break->setText(tr("&Break…"));
    m_break->setIcon(pauseIcon());
    m_break->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    connect(m_break, &QAction::triggered, this, &AgentBar::openBreaks);

    m_signOff->setObjectName(u"agentSignOffAction"_s);
    m_signOff->setText(tr("Sign o&ff as an agent"));
    connect(m_signOff, &QAction::triggered, &m_desk, &AgentDesk::signOff);
    m_reasons->setObjectName(u"breakMenu"_s);
    m_reasons->setToolTipsVisible(true);
}

void AgentBar::buildLayout() {
    m_state->setObjectName(u"agentState"_s);
    m_state->setTextFormat(Qt::PlainText);
    QFont bold = m_state->font();
    bold.setBold(true);
    m_state->setFont(bold);
    m_time->setObjectName(u"agentTime"_s);
    m_pending->setObjectName(u"agentPending"_s);
    m_pending->setTextFormat(Qt::PlainText);
    m_call->setObjectName(u"agentCall"_s);
    m_call->setTextFormat(Qt::PlainText);
    m_main = new ActionButton(m_signOn, this);
    m_main->setObjectName(u"agentMainButton"_s);
    m_breaks = new ActionButton(m_break, this);
    m_breaks->setObjectName(u"agentBreakButton"_s);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_icon);
    row->addWidget(m_state);
    row->addWidget(m_time);
    row->addSpacing(fontMetrics().height());
    row->addWidget(m_pending);
    row->addStretch(1);
    row->addWidget(m_call);
    row->addWidget(m_main);
    row->addWidget(m_breaks);
}

void AgentBar::refresh() {
    const AgentInfo &agent = m_desk.agent();
    const bool on = m_desk.signedOn();
    setVisible(m_desk.known());
    const QString words = AgentText::state(agent, m_desk.reasonLabel(agent.reason.value_or(QString())));
    const int side = fontMetrics().height();
    m_icon->setPixmap(agentIcon(agent.state).pixmap(QSize(side, side), devicePixelRatioF()));
    m_state->setText(words);
    m_state->setAccessibleName(tr("My state: %1").arg(words));
    m_pending->setText(pendingText());
    m_pending->setVisible(!m_pending->text().isEmpty());

    m_ready->setText(agent.pendingReason ? tr("Stay &ready") : tr("&Ready"));
    const QString unknown = m_desk.known() ? QString() : tr("Sign in first.");
    const QString off = on ? QString() : tr("Sign on as an agent first.");
    const QString waiting = m_desk.busy() ? tr("The server is being asked.") : QString();
    const auto first = [](std::initializer_list<QString> obstacles) {
        for (const QString &obstacle : obstacles)
            if (!obstacle.isEmpty()) return obstacle;
        return QString();
    };
    setObstacle(m_signOn, first({unknown, on ? tr("You are signed on.") : QString(), waiting}));
    setObstacle(m_ready, first({unknown, off, waiting, readyObstacle()}));
    setObstacle(m_break, first({unknown, off, waiting}));
    setObstacle(m_signOff, first({unknown, off, waiting, signOffObstacle()}));
    m_main->follow(on ? m_ready : m_signOn);
    m_breaks->setVisible(on);
    refreshMenu();
    refreshClock();
}

void AgentBar::setCall(const QString &words) {
    m_call->setText(words);
    m_call->setVisible(!words.isEmpty());
}

void AgentBar::refreshClock() {
    m_time->setVisible(m_desk.signedOn());
    m_time->setText(CallText::duration(m_desk.inState()));
    m_time->setAccessibleName(tr("In this state for %1").arg(CallText::spokenDuration(m_desk.inState())));
    // After-call work can be left by Ready as soon as its least time is over.
    if (m_desk.agent().wrapUp && !m_ready->isEnabled() && !m_desk.busy() && m_desk.signedOn()) setObstacle(m_ready, readyObstacle());
}

QString AgentBar::pendingText() const {
    const AgentInfo &agent = m_desk.agent();
    if (agent.pendingLogout) return tr("Then: signed off");
    if (!agent.pendingReason) return {};
    const QString label = m_desk.reasonLabel(*agent.pendingReason);
    return tr("Then: %1").arg(label.isEmpty() ? *agent.pendingReason : label);
}

QString AgentBar::readyObstacle() const {
    const AgentInfo &agent = m_desk.agent();
    if (agent.state == "UNREACHABLE"_L1) return tr("The server has not heard this console for a while; wait a moment.");
    if (agent.state == "AVAILABLE"_L1) return tr("You are ready.");
    if (!agent.wrapUp) return agent.state == "NOT_READY"_L1 || agent.pendingReason || agent.availability == "NOT_READY"_L1
                                  ? QString() : tr("You are ready again when this call is over.");
    if (agent.pendingReason) return {};
    if (agent.wrapUp->dispositionRequired && !agent.wrapUp->disposed) return tr("Choose first what came of the call.");
    return agent.wrapUp->minimumUntil > m_desk.now() ? tr("After-call work has a least time; wait for it.") : QString();
}

QString AgentBar::signOffObstacle() const {
    return m_desk.agent().state == "NOT_READY"_L1 || m_desk.agent().state == "UNREACHABLE"_L1
               ? QString() : tr("Take a break first, and let the work in hand end.");
}

void AgentBar::refreshMenu() {
    QString reasons;
    for (const ReasonCodeInfo &reason : m_desk.reasons()) reasons += reason.key + u'=' + reason.label + u'\n';
    // An open menu stays as it is under the hand.
    if (m_reasons->isVisible() || (reasons == m_shownReasons && !m_reasons->isEmpty())) return;
    m_shownReasons = reasons;
    m_reasons->clear();
    int digit = 0;
    for (const ReasonCodeInfo &reason : m_desk.reasons()) {
        const QString label = QString(reason.label).replace(u'&', u"&&"_s);
        QAction *action = m_reasons->addAction(++digit < 10 ? u"&%1  %2"_s.arg(digit).arg(label) : label);
        action->setObjectName(u"break_"_s + reason.key);
        connect(action, &QAction::triggered, this, [this, key = reason.key] { m_desk.takeBreak(key); });
    }
    m_reasons->addSeparator();
    m_reasons->addAction(m_signOff);
}

void AgentBar::openBreaks() {
    refreshMenu();
    QWidget *anchor = m_breaks->isVisible() ? static_cast<QWidget *>(m_breaks) : this;
    m_reasons->popup(anchor->mapToGlobal(QPoint(0, anchor->height())));
    if (!m_reasons->actions().isEmpty()) m_reasons->setActiveAction(m_reasons->actions().first());
}

} // namespace callfloor
