// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_view.h"

#include "app/contract/ops_calls.h"
#include "ui/error_text.h"
#include "ui/history/call_detail.h"
#include "ui/models/call_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/simple_editors.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHistoryPage = 100;

LiveCall pastCall(const QJsonObject &object) {
    LiveCall call;
    mergeCall(call, object);
    return call;
}

QString talkedText(const QJsonObject &object) {
    const LiveCall call = pastCall(object);
    if (!call.answeredAt || !call.endedAt) return {};
    return CallText::duration(std::chrono::duration_cast<std::chrono::microseconds>(*call.endedAt - *call.answeredAt));
}

std::vector<JsonColumn> historyColumns(ReferenceLists &lists) {
    const auto word = [](const char *text) { return QCoreApplication::translate("callfloor::HistoryView", text); };
    return {{.title = word(QT_TRANSLATE_NOOP("callfloor::HistoryView", "Began")), .text = [](const QJsonObject &call) { return FieldText::shown(u"startedAt"_s, call.value("startedAt"_L1)); },
             .sample = u"22.02.26, 22:22"_s},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::HistoryView", "Customer")), .text = [](const QJsonObject &call) { return call.value("customerNumber"_L1).toString(); },
             .sample = u"+0000000000000"_s, .icon = [](const QJsonObject &call) { return directionIcon(pastCall(call).direction); },
             .hint = [](const QJsonObject &call) { return CallText::direction(pastCall(call).direction); }},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::HistoryView", "State")), .text = [](const QJsonObject &call) { return CallText::state(pastCall(call)); },
             .sample = QString(10, u'n'), .icon = [](const QJsonObject &call) { return stateIcon(pastCall(call).status); },
             .accent = [](const QJsonObject &call) { return std::optional(accentOf(pastCall(call).status)); }},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::HistoryView", "Agent")), .text = [&lists](const QJsonObject &call) {
                 const QString id = call.value("agentId"_L1).toString();
                 return id.isEmpty() ? QString() : lists.name(FieldText::Reference::Agent, id);
             }, .stretches = true},
            {.title = word(QT_TRANSLATE_NOOP("callfloor::HistoryView", "Talked")), .text = talkedText, .sample = u"0:00:00"_s, .right = true}};
}

} // namespace

HistoryView::HistoryView(const PageContext &context, QWidget *parent)
    : Page(parent), m_session(context.session), m_lists(context.session), m_model(historyColumns(m_lists)),
      m_pages(context.session, m_model, *operationNamed("listCalls"_L1), u"calls"_s, kHistoryPage) {
    m_search = new QAction(tr("&Search"), this);
    m_search->setObjectName(u"searchCallsAction"_s);
    m_search->setShortcut(QKeySequence(Qt::Key_F5));
    m_search->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setObstacle(m_search, {});
    addAction(m_search);
    buildFilters();
    buildLayout();
    m_lists.fetch(FieldText::Reference::Agent);
    connect(m_search, &QAction::triggered, this, &HistoryView::search);
    connect(&m_lists, &ReferenceLists::changed, this, [this] { m_table->viewport()->update(); });
    connect(&m_pages, &PagedList::answered, this, [this] { m_table->setEmptyText(tr("No call fits. Search for less.")); });
    connect(&m_pages, &PagedList::refused, this, [this](const Error &error) {
        m_table->setEmptyText(ErrorText::of(error));
        emit problem(ErrorText::of(error));
    });
    connect(m_table, &DataTable::selected, this, [this] { m_detail->setCall(m_table->selectedRow()); });
    connect(m_detail, &CallDetail::problem, this, &Page::problem);
    connect(m_detail, &CallDetail::notice, this, &Page::notice);
}

void HistoryView::buildFilters() {
    m_number = new QLineEdit(this);
    m_number->setObjectName(u"historyNumber"_s);
    m_number->setPlaceholderText(tr("Customer's number"));
    m_number->setAccessibleName(m_number->placeholderText());
    m_number->setClearButtonEnabled(true);
    m_direction = new QComboBox(this);
    m_direction->setObjectName(u"historyDirection"_s);
    m_direction->setAccessibleName(tr("Direction"));
    m_direction->addItem(tr("In and out"), QString());
    for (const CallDirection direction : {CallDirection::Inbound, CallDirection::Outbound})
        m_direction->addItem(directionIcon(direction), CallText::direction(direction), callDirectionName(direction));
    m_status = new QComboBox(this);
    m_status->setObjectName(u"historyStatus"_s);
    m_status->setAccessibleName(tr("State"));
    m_status->addItem(tr("Any state"), QString());
    for (const CallStatus status : {CallStatus::Completed, CallStatus::NoAnswer, CallStatus::Failed, CallStatus::Active, CallStatus::Ringing}) {
        LiveCall call;
        call.status = status;
        m_status->addItem(stateIcon(status), CallText::state(call), callStatusName(status));
    }
    m_from = new MomentEditor(false, this);
    m_from->setObjectName(u"historyFrom"_s);
    m_to = new MomentEditor(false, this);
    m_to->setObjectName(u"historyTo"_s);
    connect(m_number, &QLineEdit::returnPressed, this, &HistoryView::search);
    connect(m_direction, &QComboBox::activated, this, &HistoryView::search);
    connect(m_status, &QComboBox::activated, this, &HistoryView::search);
}

void HistoryView::buildLayout() {
    auto *tools = new QHBoxLayout;
    auto *from = new QLabel(tr("&From"), this), *to = new QLabel(tr("&To"), this);
    from->setBuddy(m_from->focusProxy());
    to->setBuddy(m_to->focusProxy());
    for (QWidget *widget : {static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_direction), static_cast<QWidget *>(m_status), static_cast<QWidget *>(from),
                            static_cast<QWidget *>(m_from), static_cast<QWidget *>(to), static_cast<QWidget *>(m_to)})
        tools->addWidget(widget);
    tools->setStretchFactor(m_number, 1);
    tools->addWidget(new ActionButton(m_search, this));
    m_count = new QLabel(this);
    m_count->setObjectName(u"historyCount"_s);
    m_table = new DataTable(this);
    m_table->setObjectName(u"historyTable"_s);
    m_table->setAccessibleName(tr("Calls found"));
    m_table->setSource(m_model, false);
    m_table->setEmptyText(tr("Fetching the calls…"));
    m_detail = new CallDetail(m_session, this);
    auto *both = new QSplitter(Qt::Horizontal, this);
    both->addWidget(m_table);
    both->addWidget(m_detail);
    both->setStretchFactor(0, 3);
    both->setStretchFactor(1, 2);
    both->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->addLayout(tools);
    column->addWidget(m_count);
    column->addWidget(both, 1);
    setFocusProxy(m_number);
}

RequestParts HistoryView::filter() const {
    RequestParts parts;
    const auto put = [&](const QString &name, const QString &value) { if (!value.isEmpty()) parts.query.insert(name, value); };
    put(u"number"_s, m_number->text().trimmed());
    put(u"direction"_s, m_direction->currentData().toString());
    put(u"status"_s, m_status->currentData().toString());
    put(u"from"_s, m_from->value().toString());
    put(u"to"_s, m_to->value().toString());
    return parts;
}

void HistoryView::activated() {
    // A page that is come back to is as it was left: somebody may be writing a note there.
    if (!m_pages.asking() && m_model.rowCount() == 0) search();
}

void HistoryView::fillMenu(QMenu &menu) { menu.addAction(m_search); }

void HistoryView::search() {
    m_pages.ask(filter());
    count();
}

void HistoryView::count() {
    m_session.run(*operationNamed("countCalls"_L1), filter()).then(this, [this, question = ++m_counting](const Result<QByteArray> &reply) {
        if (question != m_counting || !reply) return;
        const int total = QJsonDocument::fromJson(*reply).object().value("total"_L1).toInt();
        m_count->setText(tr("%n call(s) found", nullptr, total));
    });
}

} // namespace callfloor
