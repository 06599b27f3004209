// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaigns_view.h"

#include "app/contract/ops_campaigns.h"
#include "app/contract/ops_dialer.h"
#include "ui/campaigns/campaign_panel.h"
#include "ui/campaigns/campaign_rules_schema.h"
#include "ui/campaigns/import_dialog.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/operation_dialog.h"

#include <QAction>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCampaignPage = 100;

QString statusOf(const QJsonObject &campaign) { return campaign.value("status"_L1).toString(); }

QIcon campaignStatusIcon(const QJsonObject &campaign) {
    const QString status = statusOf(campaign);
    if (status == "running"_L1 || status == "draining"_L1) return stateIcon(CallStatus::Active);
    if (status == "paused"_L1) return pauseIcon();
    if (status == "completed"_L1) return stateIcon(CallStatus::Completed);
    return stateIcon(status == "stopped"_L1 ? CallStatus::NoAnswer : CallStatus::Initiated);
}

Accent campaignAccent(const QJsonObject &campaign) {
    const QString status = statusOf(campaign);
    if (status == "running"_L1) return Accent::Ready;
    return status == "paused"_L1 || status == "draining"_L1 ? Accent::Warning : Accent::Neutral;
}

QString progressOf(const QJsonObject &campaign) {
    const QJsonObject counts = campaign.value("counts"_L1).toObject();
    double done = 0;
    for (const QLatin1StringView name : {"answered"_L1, "unanswered"_L1, "failed"_L1, "blocked"_L1}) done += counts.value(name).toDouble();
    return u"%1 / %2"_s.arg(QLocale().toString(done, 'f', 0), QLocale().toString(counts.value("numbers"_L1).toDouble(), 'f', 0));
}

/// For the words of the columns: those of the page.
std::vector<JsonColumn> campaignColumns() {
    const auto word = [](const char *text) { return QCoreApplication::translate("callfloor::CampaignsView", text); };
    return {{.title = word(QT_TRANSLATE_NOOP("callfloor::CampaignsView", "Campaign")), .text = [](const QJsonObject &one) { return one.value("name"_L1).toString(); }, .stretches = true},
            {.title = FieldText::label(u"status"_s), .text = [](const QJsonObject &one) { return FieldText::value(u"status"_s, statusOf(one)); }, .sample = QString(12, u'n'),
             .icon = campaignStatusIcon, .accent = [](const QJsonObject &one) { return std::optional(campaignAccent(one)); }},
            {.title = FieldText::label(u"mode"_s), .text = [](const QJsonObject &one) { return FieldText::value(u"mode"_s, one.value("mode"_L1).toString()); }, .sample = QString(11, u'n')},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::CampaignsView", "Done")), .text = progressOf, .sample = u"00.000 / 00.000"_s, .right = true},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::CampaignsView", "Dialling")), .text = [](const QJsonObject &one) {
                 return QLocale().toString(one.value("counts"_L1).toObject().value("dialling"_L1).toInt());
             }, .right = true}};
}

} // namespace

CampaignsView::CampaignsView(const PageContext &context, QWidget *parent)
    : Page(parent), m_session(context.session), m_scheduler(context.scheduler), m_lists(context.session), m_model(campaignColumns()),
      m_pages(context.session, m_model, *operationNamed("listCampaigns"_L1), u"campaigns"_s, kCampaignPage) {
    buildActions();
    buildLayout();
    connect(&m_session.events(), &EventBus::published, this, &CampaignsView::take);
    connect(&m_pages, &PagedList::answered, this, [this] {
        m_table->setEmptyText(tr("No campaigns yet. Make one with Ctrl+N."));
        if (m_table->selectedId().isEmpty() && m_model.rowCount() > 0) m_table->selectRow(0);
        selected();
    });
    connect(&m_pages, &PagedList::refused, this, [this](const Error &error) {
        m_table->setEmptyText(ErrorText::of(error));
        emit problem(ErrorText::of(error));
    });
    refreshActions();
}

QAction *CampaignsView::add(const char *name, const QString &text, void (CampaignsView::*act)(), int key) {
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    if (key != 0) action->setShortcut(QKeySequence(QKeyCombination(Qt::CTRL, static_cast<Qt::Key>(key))));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    m_actions << action;
    return action;
}

void CampaignsView::buildActions() {
    m_create = add("newCampaignAction", tr("&New…"), &CampaignsView::create, Qt::Key_N);
    m_change = add("changeCampaignAction", tr("S&ettings…"), &CampaignsView::change, Qt::Key_E);
    m_import = add("importAction", tr("&Import people…"), &CampaignsView::import, Qt::Key_I);
    m_start = add("startCampaignAction", tr("&Start"), &CampaignsView::start);
    m_pause = add("pauseCampaignAction", tr("&Pause"), &CampaignsView::pause);
    m_drain = add("drainCampaignAction", tr("&Drain"), &CampaignsView::drain);
    m_stop = add("stopCampaignAction", tr("S&top…"), &CampaignsView::stop);
    m_clone = add("cloneCampaignAction", tr("&Clone…"), &CampaignsView::clone);
    m_recycle = add("recycleCampaignAction", tr("&Recycle…"), &CampaignsView::recycle);
}

void CampaignsView::buildLayout() {
    m_table = new DataTable(this);
    m_table->setObjectName(u"campaignTable"_s);
    m_table->setAccessibleName(tr("Campaigns"));
    m_table->setSource(m_model, false);
    m_table->setEmptyText(tr("Fetching…"));
    m_table->addActions(m_actions);
    auto *tools = new QHBoxLayout;
    for (QAction *action : {m_create, m_import, m_start, m_pause, m_drain, m_stop}) tools->addWidget(new ActionButton(action, this));
    tools->addStretch(1);
    for (QAction *action : {m_change, m_clone, m_recycle}) tools->addWidget(new ActionButton(action, this));
    m_panel = new CampaignPanel(m_session, this);
    m_panel->setObjectName(u"campaignPanel"_s);
    auto *both = new QSplitter(Qt::Horizontal, this);
    both->addWidget(m_table);
    both->addWidget(m_panel);
    both->setStretchFactor(0, 1);
    both->setStretchFactor(1, 1);
    both->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->addLayout(tools);
    column->addWidget(both, 1);
    setFocusProxy(m_table);
    connect(m_table, &DataTable::selected, this, &CampaignsView::selected);
    connect(m_table, &DataTable::opened, this, &CampaignsView::change);
    connect(m_panel, &CampaignPanel::listOpened, this, &CampaignsView::changeList);
}

void CampaignsView::activated() {
    m_pages.askAgain();
    m_panel->refresh();
    if (m_ticking) return;
    m_ticking = true;
    tick();
}

void CampaignsView::tick() {
    m_scheduler.after(kLookAgain, this, [this] {
        m_ticking = isVisible();
        if (!m_ticking) return;
        m_panel->refresh();
        tick();
    });
}

void CampaignsView::fillMenu(QMenu &menu) { menu.addActions(m_actions); }

/// Campaigns arrive as events of their own in this process, and as `callUpdate` with `counts` over the network.
void CampaignsView::take(const std::vector<Event> &events) {
    for (const Event &event : events) {
        const bool campaign = event.kind == EventKind::CampaignUpdate || (event.kind == EventKind::CallUpdate && event.payload.contains("\"counts\""));
        if (!campaign) continue;
        const QJsonObject object = QJsonDocument::fromJson(event.payload).object();
        const int row = m_model.rowOf(object.value("id"_L1).toString());
        if (row < 0) continue;
        QJsonObject merged = m_model.at(row);
        for (auto it = object.begin(); it != object.end(); ++it) merged.insert(it.key(), it.value());
        m_model.put(merged);
    }
}

void CampaignsView::selected() {
    m_panel->setCampaign(m_table->selectedRow());
    refreshActions();
}

void CampaignsView::refreshActions() {
    const QJsonObject campaign = m_table->selectedRow();
    const QString status = statusOf(campaign);
    const QString none = campaign.isEmpty() ? tr("Select a campaign first.") : QString();
    const bool running = status == "running"_L1;
    const auto unless = [&](bool possible, const QString &why) { return !none.isEmpty() ? none : possible ? QString() : why; };
    setObstacle(m_create, {});
    for (QAction *action : {m_change, m_import, m_clone, m_recycle}) setObstacle(action, none);
    setObstacle(m_start, unless(!running && status != "draining"_L1, tr("This campaign is running.")));
    setObstacle(m_pause, unless(running, tr("This campaign is not running.")));
    setObstacle(m_drain, unless(running, tr("This campaign is not running.")));
    setObstacle(m_stop, unless(running || status == "paused"_L1 || status == "draining"_L1, tr("This campaign is not running.")));
}

OperationDialog *CampaignsView::open(OperationFormSetup setup) {
    setup.schemas.insert(u"rules"_s, campaignRulesSchema());
    auto *dialog = new OperationDialog(m_session, m_lists, std::move(setup), this);
    connect(dialog, &OperationDialog::done, this, [this] {
        emit notice(tr("Saved."));
        changed();
    });
    dialog->open();
    return dialog;
}

void CampaignsView::changed() {
    m_pages.askAgain();
    m_panel->refresh();
}

void CampaignsView::create() {
    open({.operation = operationNamed("createCampaign"_L1), .title = tr("New campaign"), .okText = tr("Make it"), .leaveOut = {u"rules"_s}});
}

void CampaignsView::change() {
    const QString id = m_table->selectedId();
    if (id.isEmpty()) return;
    m_session.call(GetCampaignSettings{CampaignId(id)}).then(this, [this, id](const Result<CampaignSettingsReply> &reply) {
        if (!reply) {
            emit problem(ErrorText::of(reply.error()));
            return;
        }
        const QJsonObject settings = QJsonDocument::fromJson(reply->json).object();
        QJsonObject initial = settings.value("campaign"_L1).toObject();
        initial.insert("rules"_L1, settings.value("rules"_L1));
        open({.operation = operationNamed("updateCampaign"_L1), .title = initial.value("name"_L1).toString(), .okText = tr("Save"),
              .path = {{u"id"_s, id}}, .initial = initial, .changesOnly = true});
    });
}

void CampaignsView::changeList(const QJsonObject &list) {
    open({.operation = operationNamed("updateLeadList"_L1), .title = list.value("name"_L1).toString(), .okText = tr("Save"),
          .path = {{u"id"_s, list.value("id"_L1)}}, .initial = list, .changesOnly = true});
}

void CampaignsView::import() {
    auto *dialog = new ImportDialog(m_session, m_scheduler, CampaignId(m_table->selectedId()), this);
    connect(dialog, &ImportDialog::imported, this, &CampaignsView::changed);
    dialog->open();
}

template <class Op>
void CampaignsView::send(const Op &op, const QString &done) {
    m_session.call(op).then(this, [this, done](const Result<Done> &reply) {
        if (reply) emit notice(done);
        else emit problem(ErrorText::of(reply.error()));
        changed();
    });
}

void CampaignsView::start() { send(LaunchCampaign{CampaignId(m_table->selectedId())}, tr("The campaign dials.")); }
void CampaignsView::pause() { send(PauseCampaign{CampaignId(m_table->selectedId())}, tr("Nobody is dialled until you start it again.")); }
void CampaignsView::drain() { send(DrainCampaign{CampaignId(m_table->selectedId())}, tr("It stops when the last call has ended.")); }

void CampaignsView::stop() {
    const QString id = m_table->selectedId();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Stop"),
                                tr("Stop “%1”? Nobody else is dialled; calls that are up run to their end.").arg(m_table->selectedRow().value("name"_L1).toString()),
                                QMessageBox::Cancel, this);
    box->setObjectName(u"stopBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Cancel)->setText(tr("Cancel"));
    const QPushButton *yes = box->addButton(tr("Stop it"), QMessageBox::DestructiveRole);
    connect(box, &QMessageBox::buttonClicked, this, [this, id, yes](const QAbstractButton *button) {
        if (button == yes) send(StopCampaign{CampaignId(id)}, tr("The campaign was stopped."));
    });
    box->open();
}

void CampaignsView::clone() {
    open({.operation = operationNamed("cloneCampaign"_L1), .title = tr("Clone"), .okText = tr("Make it"), .path = {{u"id"_s, m_table->selectedId()}},
          .initial = {{u"name"_s, tr("%1 (copy)").arg(m_table->selectedRow().value("name"_L1).toString())}}});
}

void CampaignsView::recycle() {
    open({.operation = operationNamed("recycleCampaign"_L1), .title = tr("Recycle: who begins anew?"), .okText = tr("Recycle"),
          .path = {{u"id"_s, m_table->selectedId()}}});
}

} // namespace callfloor
