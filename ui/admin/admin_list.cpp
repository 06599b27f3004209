// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_list.h"

#include "ui/error_text.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/operation_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kAdminPage = 200;

QJsonValue memberOf(const QJsonObject &row, const QString &path) {
    const QJsonValue head = row.value(path.section(u'.', 0, 0));
    return path.contains(u'.') ? memberOf(head.toObject(), path.section(u'.', 1)) : head;
}

bool hasField(const OperationInfo &operation, QLatin1StringView name, FieldInfo::In in) {
    return std::any_of(operation.fields.begin(), operation.fields.end(),
                       [&](const FieldInfo &field) { return field.in == in && field.name == name; });
}

JsonColumn columnOf(const QString &path, ReferenceLists &lists, bool first) {
    const QString field = path.section(u'.', -1);
    JsonColumn column;
    column.title = FieldText::label(path.contains(u'.') && field == "to"_L1 ? path.section(u'.', 0, 0) : field);
    column.text = [path, field, &lists](const QJsonObject &row) {
        const QJsonValue value = memberOf(row, path);
        const auto reference = FieldText::reference(field);
        if (reference != FieldText::Reference::None && value.isString()) return lists.name(reference, value.toString());
        return FieldText::shown(field, value);
    };
    column.sortKey = [path](const QJsonObject &row) { return memberOf(row, path).toVariant(); };
    column.sample = QString(first ? 22 : 14, u'n');
    column.stretches = first;
    return column;
}

} // namespace

AdminList::AdminList(FloorSession &session, Scheduler &scheduler, ReferenceLists &lists, const AdminSection &section, QWidget *parent)
    : QWidget(parent), m_session(session), m_scheduler(scheduler), m_lists(lists), m_section(section) {
    std::vector<JsonColumn> columns;
    for (const QString &path : section.columns) {
        columns.push_back(columnOf(path, lists, columns.empty()));
        if (const auto reference = FieldText::reference(path.section(u'.', -1)); reference != FieldText::Reference::None) lists.fetch(reference);
    }
    m_model = new JsonTableModel(std::move(columns), section.idKey, this);
    buildActions();
    buildLayout();
    connect(&lists, &ReferenceLists::changed, this, [this](FieldText::Reference which) {
        if (which == m_section.scope) {
            const QString chosen = m_scope->currentData().toString();
            m_scope->clear();
            for (const auto &[id, name] : m_lists.list(which)) m_scope->addItem(name, id);
            m_scope->setCurrentIndex(std::max(0, m_scope->findData(chosen)));
            if (m_scope->currentData().toString() != chosen) refresh();
        }
        m_table->viewport()->update();
    });
    connect(m_model, &JsonTableModel::moreWanted, this, [this] { fetch(m_next); });
    connect(m_table, &DataTable::selected, this, &AdminList::refreshActions);
    connect(m_table, &DataTable::opened, this, &AdminList::change);
    if (section.scope != FieldText::Reference::None) lists.fetch(section.scope);
    refreshActions();
}

QString AdminList::title() const { return QCoreApplication::translate("callfloor::AdminSections", m_section.title); }

QAction *AdminList::addAction(const char *name, const QString &text, void (AdminList::*act)()) {
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    connect(action, &QAction::triggered, this, act);
    m_actions << action;
    return action;
}

void AdminList::buildActions() {
    if (!m_section.create.isEmpty()) {
        m_add = addAction("addRowAction", tr("&Add…"), &AdminList::add);
        m_add->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_N));
    }
    if (!m_section.update.isEmpty() || m_section.createAlsoChanges) m_change = addAction("changeRowAction", tr("&Change…"), &AdminList::change);
    if (!m_section.extraSet.isEmpty())
        m_extra = addAction("extraRowAction", QCoreApplication::translate("callfloor::AdminSections", m_section.extraTitle), &AdminList::openExtra);
    if (!m_section.remove.isEmpty() || m_section.removeByFlag) m_remove = addAction("removeRowAction", tr("&Remove…"), &AdminList::remove);
    m_refresh = addAction("refreshRowsAction", tr("Ask &again"), &AdminList::refresh);
    m_refresh->setShortcut(QKeySequence(Qt::Key_F5));
    for (QAction *action : m_actions) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions(m_actions);
}

void AdminList::buildLayout() {
    m_table = new DataTable(this);
    m_table->setObjectName(QLatin1String(m_section.id) + "Table"_L1);
    m_table->setAccessibleName(title());
    m_table->setSource(*m_model, operationNamed(m_section.list) && !hasField(*operationNamed(m_section.list), "cursor"_L1, FieldInfo::In::Query));
    m_table->addActions(m_actions);
    auto *heading = new QLabel(QCoreApplication::translate("callfloor::AdminSections", m_section.about), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    auto *tools = new QHBoxLayout;
    if (m_section.scope != FieldText::Reference::None) {
        m_scope = new QComboBox(this);
        m_scope->setObjectName(u"scopeBox"_s);
        m_scope->setAccessibleName(FieldText::label(u"queueId"_s));
        m_scope->setMinimumContentsLength(18);
        for (const auto &[id, name] : m_lists.list(m_section.scope)) m_scope->addItem(name, id);
        tools->addWidget(m_scope);
        connect(m_scope, &QComboBox::activated, this, &AdminList::refresh);
    }
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"rowFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(m_section.filter.isEmpty() ? tr("Search in this list") : FieldText::label(m_section.filter));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 34);
    if (m_section.filter.isEmpty()) connect(m_filter, &QLineEdit::textChanged, m_table, &DataTable::setFilter);
    else connect(m_filter, &QLineEdit::returnPressed, this, &AdminList::refresh);
    tools->addWidget(m_filter, 1);
    tools->addStretch(1);
    for (QAction *action : m_actions) tools->addWidget(new ActionButton(action, this));
    auto *column = new QVBoxLayout(this);
    column->addWidget(heading);
    column->addLayout(tools);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
}

RequestParts AdminList::listParts(const QString &cursor) const {
    RequestParts parts;
    const OperationInfo &operation = *operationNamed(m_section.list);
    if (m_scope) parts.path.insert(u"id"_s, m_scope->currentData().toString());
    if (hasField(operation, "cursor"_L1, FieldInfo::In::Query)) parts.query.insert(u"limit"_s, QString::number(kAdminPage));
    if (!cursor.isEmpty()) parts.query.insert(u"cursor"_s, cursor);
    if (hasField(operation, "all"_L1, FieldInfo::In::Query)) parts.query.insert(u"all"_s, u"true"_s);
    if (!m_section.filter.isEmpty() && !m_filter->text().trimmed().isEmpty()) parts.query.insert(m_section.filter, m_filter->text().trimmed());
    return parts;
}

void AdminList::refresh() {
    if (m_scope && m_scope->count() == 0) m_lists.fetch(m_section.scope);
    fetch({});
}

void AdminList::fetch(const QString &cursor) {
    const bool nothingToAsk = (m_scope && m_scope->currentData().toString().isEmpty()) ||
                              (m_section.filterNeeded && m_filter->text().trimmed().isEmpty());
    if (nothingToAsk) {
        m_model->setRows(QJsonArray());
        m_table->setEmptyText(m_scope ? tr("Add a queue first.") : tr("Type a number and press Enter."));
        return;
    }
    if (m_model->rowCount() == 0) m_table->setEmptyText(tr("Fetching…"));
    m_session.run(*operationNamed(m_section.list), listParts(cursor))
        .then(this, [this, cursor, question = ++m_asked](const Result<QByteArray> &reply) {
            if (question != m_asked) return;
            if (!reply) {
                m_table->setEmptyText(ErrorText::of(reply.error()));
                emit problem(ErrorText::of(reply.error()));
                return;
            }
            m_next = QJsonDocument::fromJson(*reply).object().value("next"_L1).toString();
            if (cursor.isEmpty()) m_model->setRows(rowsIn(*reply));
            else m_model->appendRows(rowsIn(*reply));
            m_model->setMore(!m_next.isEmpty());
            m_table->setEmptyText(m_add ? tr("Nothing here yet. Add the first one with Ctrl+N.") : tr("Nothing here."));
            refreshActions();
        });
}

QJsonArray AdminList::rowsIn(const QByteArray &reply) const {
    QJsonArray rows;
    const QJsonObject object = QJsonDocument::fromJson(reply).object();
    const QJsonArray given = m_section.rows.isEmpty() ? QJsonArray{QJsonValue(object)} : object.value(m_section.rows).toArray();
    for (const QJsonValue &value : given) {
        QJsonObject row = value.toObject();
        if (row.value("removed"_L1).toBool()) continue;
        if (m_section.idKey == "rowId"_L1) {
            QStringList parts;
            for (const QString &field : m_section.pathFields) parts << row.value(field).toString();
            row.insert(m_section.idKey, parts.join(u'/'));
        }
        rows.append(row);
    }
    return rows;
}

QString AdminList::nameOf(const QJsonObject &row) const {
    for (const QLatin1StringView key : {"name"_L1, "label"_L1, "number"_L1})
        if (const QString name = row.value(key).toString(); !name.isEmpty()) return name;
    return m_model->columns().front().text(row);
}

QString AdminList::rowObstacle() const { return m_table->selectedId().isEmpty() ? tr("Select a row first.") : QString(); }

void AdminList::refreshActions() {
    const QString obstacle = rowObstacle();
    const QJsonObject row = m_table->selectedRow();
    const bool ofProduct = row.value("system"_L1).toBool();
    const bool general = m_section.idKey == "rowId"_L1 && row.value("subjectId"_L1).toString().isEmpty();
    if (m_add) setObstacle(m_add, m_scope && m_scope->count() == 0 ? tr("Add a queue first.") : QString());
    if (m_change) setObstacle(m_change, obstacle);
    if (m_extra) setObstacle(m_extra, obstacle);
    if (m_remove)
        setObstacle(m_remove, !obstacle.isEmpty() ? obstacle
                              : ofProduct         ? tr("The product itself uses this one.")
                              : general           ? tr("This one counts for all; switch it off instead.")
                                                  : QString());
    setObstacle(m_refresh, {});
}

QJsonObject AdminList::pathOf(const QJsonObject &row, const OperationInfo &operation) const {
    QJsonObject path;
    for (const FieldInfo &field : operation.fields) {
        if (field.in != FieldInfo::In::Path) continue;
        const bool ofScope = m_scope && field.name == "id"_L1;
        const bool named = m_section.pathFields.contains(field.name);
        path.insert(field.name, ofScope ? m_scope->currentData().toString()
                                        : row.value(named ? field.name : QString(m_section.idKey)).toVariant().toString());
    }
    return path;
}

OperationDialog *AdminList::open(OperationFormSetup setup) {
    const QString id = m_table->selectedId();
    auto *dialog = new OperationDialog(m_session, m_lists, std::move(setup), this);
    connect(dialog, &OperationDialog::done, this, [this] {
        emit notice(tr("Saved."));
        refresh();
    });
    dialog->open();
    return dialog;
}

void AdminList::add() {
    const OperationInfo *operation = operationNamed(m_section.create);
    OperationFormSetup setup;
    setup.operation = operation;
    setup.title = tr("%1: add").arg(title());
    setup.okText = tr("Add");
    setup.path = pathOf({}, *operation);
    setup.leaveOut = m_section.leaveOut;
    OperationDialog *dialog = open(std::move(setup));
    if (m_section.showsReply) connect(dialog, &OperationDialog::done, this, &AdminList::tellReply);
}

void AdminList::change() {
    if (!m_change || !rowObstacle().isEmpty()) return;
    const QJsonObject row = m_table->selectedRow();
    OperationFormSetup setup;
    setup.operation = operationNamed(m_section.createAlsoChanges ? m_section.create : m_section.update);
    setup.title = nameOf(row);
    setup.okText = tr("Save");
    setup.path = pathOf(row, *setup.operation);
    setup.initial = row;
    // The flags of an outcome stand beside its other members, and are changed in an object of their own.
    if (hasField(*setup.operation, "flags"_L1, FieldInfo::In::Body)) setup.initial.insert(u"flags"_s, row);
    setup.changesOnly = !m_section.createAlsoChanges;
    setup.leaveOut = m_section.leaveOut;
    open(std::move(setup));
}

void AdminList::openExtra() {
    const QJsonObject row = m_table->selectedRow();
    const OperationInfo *get = operationNamed(m_section.extraGet), *set = operationNamed(m_section.extraSet);
    RequestParts parts;
    parts.path = pathOf(row, *get);
    m_session.run(*get, parts).then(this, [this, row, set](const Result<QByteArray> &reply) {
        if (!reply) {
            emit problem(ErrorText::of(reply.error()));
            return;
        }
        OperationFormSetup setup;
        setup.operation = set;
        setup.title = nameOf(row);
        setup.okText = tr("Save");
        setup.path = pathOf(row, *set);
        setup.initial = QJsonDocument::fromJson(*reply).object();
        open(std::move(setup));
    });
}

void AdminList::remove() {
    const QJsonObject row = m_table->selectedRow();
    if (row.isEmpty()) return;
    auto *box = new QMessageBox(QMessageBox::NoIcon, title(), tr("Remove “%1”?").arg(nameOf(row)), QMessageBox::Cancel, this);
    box->setObjectName(u"removeBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Cancel)->setText(tr("Cancel"));
    auto *yes = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    connect(box, &QMessageBox::buttonClicked, this, [this, row, yes](QAbstractButton *button) {
        if (button == yes) removeNow(row);
    });
    box->open();
}

void AdminList::removeNow(const QJsonObject &row) {
    const OperationInfo *operation = operationNamed(m_section.removeByFlag ? m_section.update : m_section.remove);
    RequestParts parts;
    parts.path = pathOf(row, *operation);
    if (m_section.removeByFlag) parts.body.insert(u"removed"_s, true);
    for (const FieldInfo &field : operation->fields)
        if (field.in == FieldInfo::In::Body && field.required) parts.body.insert(field.name, row.value(field.name));
    m_session.run(*operation, parts).then(this, [this](const Result<QByteArray> &reply) {
        if (!reply) {
            emit problem(ErrorText::of(reply.error()));
            return;
        }
        emit notice(tr("Removed."));
        refresh();
    });
}

void AdminList::tellReply(const QByteArray &reply) {
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"replyDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title());
    dialog->setLabelText(tr("Open this address, below that of the server, on the screen. It is told this once:"));
    dialog->setTextValue(QJsonDocument::fromJson(reply).object().value("path"_L1).toString());
    dialog->setOption(QInputDialog::NoButtons, false);
    dialog->open();
}

} // namespace callfloor
