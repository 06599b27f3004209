// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/desk_view.h"

#include "ui/models/call_text.h"
#include "ui/models/floor_actions.h"
#include "ui/models/my_call.h"
#include "ui/views/call_card.h"
#include "ui/views/compact_bar.h"
#include "ui/views/customer_view.h"
#include "ui/views/live_calls_view.h"
#include "ui/views/outcome_view.h"
#include "ui/views/preview_view.h"
#include "ui/views/transcript_view.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/call_toast.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

DeskView::DeskView(const PageContext &context, QWidget *parent)
    : Page(parent), m_desk(context.desk), m_drafts(context.session, context.settings, context.scheduler),
      m_sender(context.session, context.desk, m_drafts, context.scheduler), m_background(context.session, context.scheduler),
      m_preview(context.session, context.desk, context.scheduler, this), m_scheduler(context.scheduler), m_calls(new LiveCallsView(context.session, context.scheduler, this)),
      m_mine(new MyCall(context.session, m_calls->calls(), context.desk, this)),
      m_message(new Banner(Accent::OnCall, Banner::Closing::ByUser, this)),
      m_card(new CallCard(context.session, context.scheduler, *m_mine, m_calls->queues(), this)),
      m_outcome(new OutcomeView(context.desk, m_drafts, m_sender, this)), m_tabs(buildTabs(context)), m_saved(new Banner(Accent::Ready, Banner::Closing::ByProgram, this)),
      m_toast(std::make_unique<CallToast>(m_card->controls().action(DeskControl::Decline))) {
    m_message->setObjectName(u"messageBanner"_s);
    m_message->setIcon(messageIcon());
    m_outcome->setObjectName(u"outcomeView"_s);
    m_saved->setObjectName(u"savedBanner"_s);
    m_calls->setObjectName(u"callsPage"_s);

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_message);
    column->addWidget(new PreviewView(m_preview, this));
    column->addWidget(m_card);
    column->addWidget(m_outcome);
    column->addWidget(m_saved);
    auto *halves = new QSplitter(this);
    halves->setObjectName(u"deskSplitter"_s);
    halves->setChildrenCollapsible(false);
    halves->addWidget(m_calls);
    halves->addWidget(m_tabs);
    halves->setStretchFactor(0, 5);
    halves->setStretchFactor(1, 4);
    column->addWidget(halves, 1);
    m_calls->layout()->setContentsMargins(0, 0, 0, 0);
    setFocusProxy(m_calls);

    connect(&context.desk, &AgentDesk::messageArrived, this, &DeskView::showMessage);
    connect(m_card, &CallCard::problem, this, &DeskView::problem);
    connect(m_card, &CallCard::focusLeft, this, [this] { m_calls->setFocus(); });
    // The task bar asks for attention; the focus stays where somebody types.
    connect(m_card, &CallCard::rang, this, [this] { QApplication::alert(window()); });
    connect(m_mine, &MyCall::changed, this, &DeskView::shareHangUpKeys);
    connect(m_mine, &MyCall::changed, this, &DeskView::showBackground);
    connect(m_mine, &MyCall::changed, this, &DeskView::showToast);
    connect(m_mine, &MyCall::changed, this, [this] { emit callTold(callWords()); });
    connect(&m_preview, &PreviewDesk::problem, this, &DeskView::problem);
    connect(m_outcome, &OutcomeView::windowWanted, this, &DeskView::windowWanted);
    connect(m_outcome, &OutcomeView::correctable, this, &DeskView::offerCorrection);
    connect(&m_desk, &AgentDesk::changed, this, &DeskView::showBackground);
    connect(m_calls, &LiveCallsView::problem, this, &DeskView::problem);
    connect(m_calls, &LiveCallsView::notice, this, &DeskView::notice);
    connect(&context.session, &FloorSession::userChanged, m_message, &Banner::dismiss);
}

DeskView::~DeskView() = default;

QTabWidget *DeskView::buildTabs(const PageContext &context) {
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(u"callTabs"_s);
    tabs->setDocumentMode(true);
    tabs->addTab(new CustomerView(m_background, context.scheduler, tabs), tr("Customer"));
    tabs->addTab(new TranscriptView(m_background, tabs), tr("Conversation"));
    tabs->hide();
    return tabs;
}

void DeskView::showBackground() {
    // After-call work is about a call that may have left the table.
    const auto &wrapUp = m_desk.agent().wrapUp;
    if (const LiveCall *call = m_mine->call()) m_background.show(call->id, call->customerNumber);
    else m_background.show(wrapUp ? wrapUp->callId.text() : QString(), {});
    m_tabs->setVisible(!m_background.callId().isEmpty());
}

void DeskView::offerCorrection(const QString &label) {
    if (label.isEmpty()) return m_saved->dismiss();
    const QString keys = m_outcome->focusAction()->shortcut().toString(QKeySequence::NativeText);
    m_saved->announce(tr("Saved: %1. To change it: %2.").arg(label, keys));
}

QString DeskView::callWords() const {
    const LiveCall *call = m_mine->call();
    if (!call) return {};
    return m_mine->offered() ? tr("%1 rings for you").arg(call->customerNumber) : tr("Call with %1").arg(call->customerNumber);
}

void DeskView::showToast() {
    // Who looks at the desk sees the call there.
    const bool looking = window()->isActiveWindow() && isVisible();
    const LiveCall *call = m_mine->offered() ? m_mine->call() : nullptr;
    if (!call || looking) return m_toast->hide();
    const QString queue = m_calls->queues().name(call->queueId);
    const QString waited = tr("waits for %1").arg(CallText::duration(call->waited(m_scheduler.clock().now())));
    m_toast->tell(call->customerNumber, queue.isEmpty() ? waited : tr("%1, %2").arg(queue, waited));
}

std::unique_ptr<CompactBar> DeskView::makeCompactBar(const AgentBar &bar) {
    auto compact = std::make_unique<CompactBar>(CompactBar::Parts{m_desk, *m_mine, m_card->controls(), *m_outcome, m_scheduler});
    compact->addAgentActions(bar);
    return compact;
}

void DeskView::fillCallMenu(QMenu &menu) const {
    menu.setToolTipsVisible(true);
    menu.addActions({m_calls->dialAction(), m_calls->hangUpAction()});
    menu.addAction(m_calls->floorActions().action(FloorActions::Act::Take));
    menu.addSeparator();
    menu.addAction(m_outcome->focusAction());
    menu.addSeparator();
    menu.addActions({m_preview.nextAction(), m_preview.dialAction(), m_preview.skipAction()});
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
