// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/explain_dialog.h"

#include "ui/models/call_text.h"
#include "ui/models/field_text.h"
#include "ui/models/reference_lists.h"
#include "ui/reports/figure_text.h"
#include "ui/widgets/data_table.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString amount(const QJsonValue &value) {
    return value.isDouble() ? QLocale().toString(value.toDouble(), 'f', QLocale::FloatingPointShortest) : QString();
}

JsonColumn timeColumn(const QString &title, const QString &field) {
    return {.title = title, .text = [field](const QJsonObject &row) { return FieldText::shown(u"at"_s, row.value(field)); }, .sample = u"22.02.2026, 22:22"_s};
}

JsonColumn personColumn(const QString &title, const ReferenceLists &lists) {
    return {.title = title, .text = [&lists](const QJsonObject &row) {
        const QString id = row.value("agentId"_L1).toString();
        return id.isEmpty() ? QString() : lists.name(FieldText::Reference::Agent, id);
    }, .sample = QString(12, u'n')};
}

JsonColumn queueOfRow(const QString &title, const ReferenceLists &lists) {
    return {.title = title, .text = [&lists](const QJsonObject &row) {
        const QString id = row.value("queueId"_L1).toString();
        return id.isEmpty() ? QString() : lists.name(FieldText::Reference::Queue, id);
    }, .sample = QString(12, u'n')};
}

JsonColumn secondsColumn(const QString &title, const char *field) {
    return {.title = title, .text = [field](const QJsonObject &row) {
        const QJsonValue seconds = row.value(QLatin1String(field));
        return seconds.isDouble() ? CallText::duration(std::chrono::seconds(qRound64(seconds.toDouble()))) : QString();
    }, .sample = u"0:00:00"_s, .right = true};
}

/// The words for the values of `field` are those of `choices`.
JsonColumn wordColumn(const QString &title, const char *field, const QString &choices) {
    return {.title = title, .text = [field, choices](const QJsonObject &row) { return FieldText::value(choices, row.value(QLatin1String(field)).toString()); },
            .stretches = true};
}

} // namespace

ExplainDialog::ExplainDialog(const QString &title, const QJsonObject &metrics, const ReferenceLists &lists, QWidget *parent)
    : QDialog(parent), m_tabs(new QTabWidget(this)),
      m_figures({{.title = tr("Figure"), .text = [](const QJsonObject &row) { return FigureText::name(row.value("name"_L1).toString()); }, .sample = QString(18, u'n')},
                 {.title = tr("Value"), .text = [](const QJsonObject &row) { return FigureText::value(row); }, .sample = u"00000.0 %"_s, .right = true},
                 {.title = tr("Is"), .text = [](const QJsonObject &row) { return row.value("formula"_L1).toString(); }, .stretches = true},
                 {.title = tr("Above the line"), .text = [](const QJsonObject &row) { return amount(row.value("numerator"_L1)); }, .sample = u"000000.0"_s, .right = true},
                 {.title = tr("Below the line"), .text = [](const QJsonObject &row) { return amount(row.value("denominator"_L1)); }, .sample = u"000000.0"_s, .right = true}},
                u"name"_s),
      m_entries({timeColumn(tr("Came in"), u"enteredAt"_s), queueOfRow(tr("Queue"), lists), personColumn(tr("Agent"), lists), wordColumn(tr("What became of it"), "state", u"entryState"_s),
                 secondsColumn(tr("Wait"), "waitSeconds")}),
      m_contacts({timeColumn(tr("Began"), u"beganAt"_s), queueOfRow(tr("Queue"), lists), personColumn(tr("Agent"), lists), secondsColumn(tr("Handling"), "handleSeconds")}, u"row"_s),
      m_work({timeColumn(tr("Began"), u"beganAt"_s), timeColumn(tr("Ended"), u"endedAt"_s), personColumn(tr("Agent"), lists), wordColumn(tr("Kind"), "kind", u"workKind"_s)}, u"row"_s) {
    setObjectName(u"explainDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    const QJsonObject rows = metrics.value("explain"_L1).toObject();
    addTable(tr("&Figures"), "explainFigures", m_figures, metrics.value("total"_L1).toArray());
    addTable(tr("&Callers"), "explainEntries", m_entries, rows.value("entries"_L1).toArray());
    addTable(tr("C&ontacts"), "explainContacts", m_contacts, rows.value("contacts"_L1).toArray());
    addTable(tr("&Work"), "explainWork", m_work, rows.value("work"_L1).toArray());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_tabs, 1);
    if (rows.value("truncated"_L1).toBool()) column->addWidget(new QLabel(tr("Only the first 5000 rows of each kind are shown; ask for a shorter time to see all."), this));
    column->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(em * 60, em * 34);
}

void ExplainDialog::addTable(const QString &title, const char *name, JsonTableModel &model, const QJsonArray &rows) {
    QJsonArray numbered;
    for (const QJsonValue &value : rows) {
        QJsonObject row = value.toObject();
        row.insert("row"_L1, static_cast<int>(numbered.size()));
        numbered.append(row);
    }
    model.setRows(numbered);
    auto *table = new DataTable(this);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(QString(title).remove(u'&'));
    table->setSource(model, false);
    table->setEmptyText(tr("Nothing in this time."));
    m_tabs->addTab(table, title);
}

} // namespace callfloor
