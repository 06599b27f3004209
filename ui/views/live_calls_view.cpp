// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/live_calls_view.h"

#include "app/contract/ops_calls.h"
#include "ui/error_text.h"
#include "ui/models/floor_actions.h"
#include "ui/views/dial_bar.h"
#include "ui/widgets/call_table_view.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

LiveCallsView::LiveCallsView(FloorSession &session, Scheduler &scheduler, QWidget *parent)
    : QWidget(parent), m_session(session), m_model(scheduler), m_order(m_model, scheduler),
      m_feed(session, m_model, scheduler), m_queues(session), m_floor(new FloorActions(session, this)), m_dial(new QAction(this)), m_hangUp(new QAction(this)),
      m_copy(new QAction(this)) {
    buildActions();
    buildLayout();
    connect(&m_queues, &QueueNames::changed, this, [this] { m_model.setQueueNames(m_queues.all()); });
    connect(m_floor, &FloorActions::problem, this, &LiveCallsView::problem);
    connect(m_floor, &FloorActions::notice, this, &LiveCallsView::notice);
    connect(m_bar, &DialBar::dialRequested, this, &LiveCallsView::dial);
    connect(&m_model, &CallTableModel::countsChanged, this, &LiveCallsView::showCounts);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] { select(m_selectWhenSeen); });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        const bool onlyClock = from.column() >= CallTableModel::Waited && to.column() <= CallTableModel::Talk;
        if (!onlyClock) refreshActions();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LiveCallsView::refreshActions);
    connect(&m_feed, &CallFeed::loadedChanged, this, [this] { showCounts(m_model.counts()); });
    connect(&session, &FloorSession::userChanged, this, [this] {
        m_hangingUp.clear();
        m_selectWhenSeen.clear();
        refreshActions();
    });
    showCounts(m_model.counts());
    refreshActions();
}

void LiveCallsView::buildActions() {
    m_dial->setObjectName(u"dialAction"_s);
    m_dial->setText(tr("&Dial a number"));
    m_dial->setIcon(dialIcon());
    m_dial->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    connect(m_dial, &QAction::triggered, this, [this] { m_bar->focusNumber(); });

    m_hangUp->setObjectName(u"hangUpAction"_s);
    m_hangUp->setText(tr("&Hang up"));
    m_hangUp->setIcon(hangUpIcon());
    m_hangUp->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    connect(m_hangUp, &QAction::triggered, this, &LiveCallsView::hangUpSelected);

    m_copy->setObjectName(u"copyNumberAction"_s);
    m_copy->setText(tr("&Copy the customer's number"));
    connect(m_copy, &QAction::triggered, this, &LiveCallsView::copyNumber);
}

void LiveCallsView::buildLayout() {
    m_bar = new DialBar(m_hangUp, this);
    m_counts = new QLabel(this);
    m_counts->setObjectName(u"callCounts"_s);
    m_table = new CallTableView(this);
    m_table->setAccessibleName(tr("Live calls"));
    m_table->setModel(&m_order);
    m_table->sortByColumn(CallTableModel::Started, Qt::DescendingOrder);
    m_table->fitColumns();
    m_table->addActions({m_hangUp, m_copy});
    auto *line = new QAction(m_table);
    line->setSeparator(true);
    m_table->addAction(line);
    m_table->addActions(m_floor->all());

    auto *column = new QVBoxLayout(this);
    column->addWidget(m_bar);
    column->addWidget(m_counts);
    column->addWidget(m_table, 1);
    setFocusProxy(m_bar->findChild<QWidget *>(u"dialField"_s));
}

void LiveCallsView::offerNumber(const QString &number) { m_bar->setNumber(number); }

void LiveCallsView::dial(const QString &number) {
    m_bar->setBusy(true);
    emit notice(tr("Dialling %1…").arg(number));
    StartCall call;
    call.to = number;
    m_session.call(call).then(this, [this, number](const Result<StartCall::Reply> &reply) {
        m_bar->setBusy(false);
        if (!reply) {
            emit notice({});
            emit problem(tr("%1 was not dialled. %2").arg(number, ErrorText::of(reply.error())));
            return;
        }
        emit notice({});
        m_bar->clearIf(number);
        m_selectWhenSeen = reply->id.text();
        select(m_selectWhenSeen);
    });
}

void LiveCallsView::hangUpSelected() {
    const LiveCall *call = selected();
    if (!call || !hangUpObstacle().isEmpty()) return;
    const QString id = call->id, number = call->customerNumber;
    m_hangingUp.insert(id);
    refreshActions();
    emit notice(tr("Hanging up %1…").arg(number));
    m_session.call(HangUp{CallId(id)}).then(this, [this, id, number](const Result<Done> &reply) {
        m_hangingUp.remove(id);
        refreshActions();
        emit notice({});
        if (!reply)
            emit problem(tr("The call with %1 was not ended. %2").arg(number, ErrorText::of(reply.error())));
    });
}

void LiveCallsView::copyNumber() {
    if (const LiveCall *call = selected()) QGuiApplication::clipboard()->setText(call->customerNumber);
}

void LiveCallsView::select(const QString &callId) {
    const int row = callId.isEmpty() ? -1 : m_model.rowOf(callId);
    if (row < 0) return;
    m_selectWhenSeen.clear();
    const QModelIndex index = m_order.mapFromSource(m_model.index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

void LiveCallsView::showCounts(const CallCounts &counts) {
    m_counts->setText(tr("%1: %2, %3")
                          .arg(tr("%n live call(s)", nullptr, counts.live()), tr("%n waiting", nullptr, counts.waiting),
                               tr("%n talking", nullptr, counts.talking)));
    m_table->setEmptyText(m_feed.loaded() ? tr("No live calls. Type a number above and press Enter to dial.")
                                          : tr("Fetching the calls…"));
}

/// None while another page is in front: keys and menus must not act on a call that nobody looks at.
const LiveCall *LiveCallsView::selected() const {
    if (!isVisible()) return nullptr;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model.callAt(m_order.mapToSource(rows.first()).row());
}

void LiveCallsView::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    refreshActions();
}

void LiveCallsView::hideEvent(QHideEvent *event) {
    QWidget::hideEvent(event);
    refreshActions();
}

QString LiveCallsView::hangUpObstacle() const {
    const LiveCall *call = selected();
    if (!call) return tr("Select a call first.");
    if (call->ended()) return tr("This call has ended.");
    if (m_hangingUp.contains(call->id)) return tr("This call is being ended.");
    const UserInfo &user = m_session.user();
    if (user.role == Role::Agent && !call->agentId.isEmpty() && call->agentId != user.id.text())
        return tr("This is somebody else's call.");
    return {};
}

void LiveCallsView::refreshActions() {
    const QString obstacle = hangUpObstacle();
    m_hangUp->setEnabled(obstacle.isEmpty());
    m_hangUp->setToolTip(obstacle.isEmpty() ? tr("End the selected call (%1)")
                                                  .arg(m_hangUp->shortcut().toString(QKeySequence::NativeText))
                                            : obstacle);
    m_copy->setEnabled(selected() != nullptr);
    m_floor->setCall(selected());
}

} // namespace callfloor
