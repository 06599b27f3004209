// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/audit_view.h"

#include "ui/error_text.h"
#include "ui/models/reference_lists.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/simple_editors.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAuditRows = 100;

QString compact(const QJsonObject &object) {
    QStringList words;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue &value = it.value();
        words << it.key() + u": "_s +
                     (value.isObject() || value.isArray()
                          ? QString::fromUtf8(QJsonDocument::fromVariant(value.toVariant()).toJson(QJsonDocument::Compact))
                          : value.toVariant().toString());
    }
    return words.join(u", "_s);
}

std::vector<JsonColumn> auditColumns() {
    const auto plain = [](const char *name) {
        return [name](const QJsonObject &line) { return line.value(QLatin1String(name)).toString(); };
    };
    return {{.title = FieldText::label(u"at"_s),
             .text = [](const QJsonObject &line) { return FieldText::shown(u"at"_s, line.value("at"_L1)); }, .sample = u"22.02.2026, 22:22:22"_s},
            {.title = FieldText::label(u"actor"_s), .text = plain("actor"), .sample = QString(14, u'n')},
            {.title = QCoreApplication::translate("callfloor::AuditView", "What was done"), .text = plain("action"), .sample = QString(18, u'n')},
            {.title = QCoreApplication::translate("callfloor::AuditView", "To what"), .text = plain("subject"), .sample = QString(12, u'n')},
            {.title = FieldText::label(u"details"_s), .text = [](const QJsonObject &line) { return compact(line.value("details"_L1).toObject()); },
             .stretches = true},
            {.title = FieldText::label(u"peer"_s), .text = plain("peer"), .sample = u"000.000.000.000"_s}};
}

} // namespace

AuditView::AuditView(FloorSession &session, ReferenceLists &lists, QWidget *parent)
    : QWidget(parent), m_model(auditColumns()), m_list(session, m_model, *operationNamed("listAudit"_L1), u"entries"_s, kAuditRows) {
    buildLayout(lists);
    connect(&m_list, &PagedList::answered, this, [this] { m_table->setEmptyText(tr("Nothing was changed.")); });
    connect(&m_list, &PagedList::refused, this, [this](const Error &error) {
        m_table->setEmptyText(ErrorText::of(error));
        emit problem(ErrorText::of(error));
    });
}

void AuditView::buildLayout(ReferenceLists &lists) {
    auto *about = new QLabel(tr("Who changed what, newest first. Enter shows a line whole."), this);
    m_person = static_cast<ChoiceEditor *>(
        makeFieldEditor(u"userId"_s, {{u"type"_s, u"string"_s}, {u"minLength"_s, 1}}, false, lists, this));
    m_from = new MomentEditor(false, this);
    auto *search = new QLineEdit(this);
    search->setPlaceholderText(tr("Search in what is shown"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    m_table = new DataTable(this);
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Audit log"));
    m_table->setSource(m_model, false);
    m_table->setEmptyText(tr("Fetching…"));
    auto *tools = new QHBoxLayout;
    auto *who = new QLabel(tr("&Who:"), this), *since = new QLabel(tr("&Since:"), this);
    who->setBuddy(m_person->focusProxy());
    since->setBuddy(m_from->focusProxy());
    tools->addWidget(who);
    tools->addWidget(m_person);
    tools->addWidget(since);
    tools->addWidget(m_from);
    tools->addWidget(search, 1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(about);
    column->addLayout(tools);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_person, &FieldEditor::edited, this, &AuditView::refresh);
    connect(m_from, &FieldEditor::edited, this, &AuditView::refresh);
    connect(search, &QLineEdit::textChanged, m_table, &DataTable::setFilter);
    connect(m_table, &DataTable::opened, this, &AuditView::show);
}

void AuditView::refresh() {
    RequestParts parts;
    if (const QString person = m_person->value().toString(); !person.isEmpty()) parts.query.insert(u"actorId"_s, person);
    if (const QString from = m_from->value().toString(); !from.isEmpty()) parts.query.insert(u"from"_s, from);
    m_list.ask(parts);
}

void AuditView::show(const QJsonObject &line) {
    auto *box = new QMessageBox(QMessageBox::NoIcon, line.value("action"_L1).toString(),
                                QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Indented)), QMessageBox::Ok, this);
    box->setObjectName(u"auditBox"_s);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace callfloor
