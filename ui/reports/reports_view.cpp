// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/reports_view.h"

#include "ui/error_text.h"
#include "ui/floor/floor_text.h"
#include "ui/reports/explain_dialog.h"
#include "ui/reports/figure_text.h"
#include "ui/reports/report_chart.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/simple_editors.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSplitter>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kTotalRow = "total"_L1;

QJsonObject figureIn(const QJsonObject &row, const QString &name) {
    return FloorText::figure(row.value("figures"_L1).toArray(), QLatin1StringView(name.toLatin1()));
}

/// Whom a line is about: a queue, an agent, or all.
QString subjectOf(const QJsonObject &row, const ReferenceLists &lists) {
    if (row.value("row"_L1) == kTotalRow) return QCoreApplication::translate("callfloor::ReportsView", "All together");
    const QString queue = row.value("queueId"_L1).toString(), agent = row.value("agentId"_L1).toString();
    if (!agent.isEmpty()) return lists.name(FieldText::Reference::Agent, agent);
    return queue.isEmpty() ? QCoreApplication::translate("callfloor::ReportsView", "Without a queue") : lists.name(FieldText::Reference::Queue, queue);
}

std::vector<JsonColumn> reportColumns(const ReferenceLists &lists) {
    std::vector<JsonColumn> columns{{.title = QCoreApplication::translate("callfloor::ReportsView", "About"),
                                     .text = [&lists](const QJsonObject &row) { return subjectOf(row, lists); }, .stretches = true}};
    for (const QString &name : FigureText::shownFigures())
        columns.push_back({.title = FigureText::name(name), .text = [name](const QJsonObject &row) { return FigureText::value(figureIn(row, name)); },
                           .sample = u"000.000"_s, .right = true,
                           .sortKey = [name](const QJsonObject &row) { return figureIn(row, name).value("value"_L1).toVariant(); }});
    return columns;
}

QByteArray csvCell(QString text) {
    // A cell that a spreadsheet would take for a formula is told to be text.
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text[0]) && !text[0].isDigit()) text.prepend(u'\'');
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

} // namespace

ReportsView::ReportsView(const PageContext &context, QWidget *parent)
    : Page(parent), m_session(context.session), m_lists(context.session), m_model(reportColumns(m_lists), u"row"_s) {
    const auto make = [this](const char *name, const QString &text, const QKeySequence &key) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        setObstacle(action, {});
        addAction(action);
        return action;
    };
    m_ask = make("askReportAction", tr("&Show"), QKeySequence(Qt::Key_F5));
    m_explain = make("explainAction", tr("&Formulas and rows…"), QKeySequence(Qt::CTRL | Qt::Key_E));
    m_save = make("saveReportAction", tr("Save as &table…"), QKeySequence(Qt::CTRL | Qt::Key_S));
    buildControls();
    buildLayout();
    m_lists.fetch(FieldText::Reference::Queue);
    m_lists.fetch(FieldText::Reference::Agent);
    connect(&m_lists, &ReferenceLists::changed, this, [this] { m_table->viewport()->update(); });
    connect(m_ask, &QAction::triggered, this, &ReportsView::ask);
    connect(m_explain, &QAction::triggered, this, [this] { explain(m_table->selectedRow()); });
    connect(m_save, &QAction::triggered, this, &ReportsView::save);
    connect(m_table, &DataTable::opened, this, &ReportsView::explain);
    connect(m_table, &DataTable::selected, this, [this] {
        setObstacle(m_explain, m_table->selectedId().isEmpty() ? tr("Select a line first.") : QString());
    });
    setObstacle(m_explain, tr("Select a line first."));
}

QComboBox *ReportsView::makeChoice(const char *name, const QString &title, const QString &field) {
    auto *box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(title);
    for (const auto &[value, word] : FieldText::choices(field)) box->addItem(word, value);
    connect(box, &QComboBox::activated, this, &ReportsView::ask);
    return box;
}

void ReportsView::buildControls() {
    m_from = new MomentEditor(true, this);
    m_to = new MomentEditor(true, this);
    m_from->setObjectName(u"reportFrom"_s);
    m_to->setObjectName(u"reportTo"_s);
    const QDateTime midnight = QDate::currentDate().startOfDay();
    const auto set = [](MomentEditor *editor, const QDateTime &when) {
        editor->setValue(QString::fromLatin1(toIsoMillis(fromMicros(when.toMSecsSinceEpoch() * 1000))));
    };
    set(m_from, midnight);
    set(m_to, midnight.addDays(1));
    m_by = makeChoice("reportBy", FieldText::label(u"by"_s), u"by"_s);
    m_interval = makeChoice("reportInterval", FieldText::label(u"interval"_s), u"interval"_s);
    m_interval->setCurrentIndex(m_interval->findData(u"3600"_s));
    m_definition = makeChoice("reportDefinition", FieldText::label(u"definition"_s), u"definition"_s);
    m_figure = new QComboBox(this);
    m_figure->setObjectName(u"reportFigure"_s);
    m_figure->setAccessibleName(tr("Figure of the chart"));
    for (const QString &name : FigureText::shownFigures()) m_figure->addItem(FigureText::name(name), name);
    m_figure->setCurrentIndex(m_figure->findData(u"serviceLevel"_s));
    connect(m_figure, &QComboBox::currentIndexChanged, this, &ReportsView::showChart);
}

void ReportsView::buildLayout() {
    const auto labelled = [this](QHBoxLayout *row, const QString &text, QWidget *widget) {
        auto *label = new QLabel(text, this);
        label->setBuddy(widget->focusProxy() ? widget->focusProxy() : widget);
        row->addWidget(label);
        row->addWidget(widget);
    };
    auto *upper = new QHBoxLayout;
    labelled(upper, tr("F&rom"), m_from);
    labelled(upper, tr("T&o"), m_to);
    labelled(upper, tr("&By"), m_by);
    upper->addStretch(1);
    for (QAction *action : {m_ask, m_explain, m_save}) upper->addWidget(new ActionButton(action, this));
    auto *lower = new QHBoxLayout;
    labelled(lower, tr("Service &level"), m_definition);
    labelled(lower, tr("&Chart"), m_figure);
    labelled(lower, tr("b&y"), m_interval);
    lower->addStretch(1);
    m_table = new DataTable(this);
    m_table->setObjectName(u"reportTable"_s);
    m_table->setAccessibleName(tr("Figures"));
    m_table->setSource(m_model);
    m_table->setEmptyText(tr("Fetching…"));
    m_table->addActions({m_explain, m_save});
    m_chart = new ReportChart(this);
    m_chart->setObjectName(u"reportChart"_s);
    auto *both = new QSplitter(Qt::Vertical, this);
    both->addWidget(m_table);
    both->addWidget(m_chart);
    both->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->addLayout(upper);
    column->addLayout(lower);
    column->addWidget(both, 1);
    setFocusProxy(m_table);
    // What is shown, saved and explained is always of the time that the fields name.
    for (MomentEditor *one : {m_from, m_to}) connect(one, &FieldEditor::edited, this, &ReportsView::ask);
}

RequestParts ReportsView::question(bool overTime) const {
    RequestParts parts;
    parts.query = {{u"from"_s, m_from->value().toString()}, {u"to"_s, m_to->value().toString()}, {u"definition"_s, m_definition->currentData().toString()},
                   {u"by"_s, overTime ? u"none"_s : m_by->currentData().toString()}};
    if (overTime) parts.query.insert(u"interval"_s, m_interval->currentData().toString());
    return parts;
}

void ReportsView::activated() { ask(); }

void ReportsView::fillMenu(QMenu &menu) { menu.addActions({m_ask, m_explain, m_save}); }

void ReportsView::ask() {
    const OperationInfo &metrics = *operationNamed("metrics"_L1);
    const quint64 question_ = ++m_question;
    m_session.run(metrics, question(false)).then(this, [this, question_](const Result<QByteArray> &reply) {
        if (question_ != m_question) return;
        m_table->setEmptyText(reply ? tr("Nobody called in this time.") : ErrorText::of(reply.error()));
        if (reply) showTable(*reply);
        else emit problem(ErrorText::of(reply.error()));
    });
    m_session.run(metrics, question(true)).then(this, [this, question_](const Result<QByteArray> &reply) {
        if (question_ != m_question || !reply) return;
        m_overTime = QJsonDocument::fromJson(*reply).object().value("rows"_L1).toArray();
        showChart();
    });
}

void ReportsView::showTable(const QByteArray &reply) {
    const QJsonObject metrics = QJsonDocument::fromJson(reply).object();
    QJsonArray rows;
    for (const QJsonValue &value : metrics.value("rows"_L1).toArray()) {
        QJsonObject row = value.toObject();
        row.insert("row"_L1, QString(row.value("queueId"_L1).toString() + u'/' + row.value("agentId"_L1).toString()));
        rows.append(row);
    }
    rows.append(QJsonObject{{kTotalRow, true}, {"row"_L1, kTotalRow}, {"figures"_L1, metrics.value("total"_L1)}});
    m_model.setRows(rows);
}

void ReportsView::showChart() {
    const QString figure = m_figure->currentData().toString();
    const bool days = m_interval->currentData().toString().toInt() >= 86'400;
    std::vector<ReportChart::Bar> bars;
    for (const QJsonValue &value : m_overTime) {
        const QJsonObject row = value.toObject(), found = figureIn(row, figure);
        const auto from = fromIso(row.value("from"_L1).toString().toLatin1());
        const QDateTime when = from ? QDateTime::fromMSecsSinceEpoch(toMicros(*from) / 1000) : QDateTime();
        bars.push_back({days ? QLocale().toString(when.date(), QLocale::ShortFormat) : QLocale().toString(when.time(), QLocale::ShortFormat), FigureText::value(found),
                        found.value("value"_L1).toDouble(), found.value("value"_L1).isDouble()});
    }
    m_chart->show(m_figure->currentText(), std::move(bars));
}

void ReportsView::explain(const QJsonObject &row) {
    if (row.isEmpty()) return;
    RequestParts parts = question(false);
    parts.query.insert(u"explain"_s, u"1"_s);
    if (const QString queue = row.value("queueId"_L1).toString(); !queue.isEmpty()) parts.query.insert(u"queue"_s, queue);
    if (const QString agent = row.value("agentId"_L1).toString(); !agent.isEmpty()) parts.query.insert(u"agent"_s, agent);
    m_session.run(*operationNamed("metrics"_L1), parts).then(this, [this, title = subjectOf(row, m_lists)](const Result<QByteArray> &reply) {
        if (!reply) {
            emit problem(ErrorText::of(reply.error()));
            return;
        }
        (new ExplainDialog(title, QJsonDocument::fromJson(*reply).object(), m_lists, this))->open();
    });
}

QByteArray ReportsView::csv() const {
    QByteArray text = csvCell(tr("From")) + ',' + csvCell(tr("To")) + ',' + csvCell(tr("About"));
    for (const QString &name : FigureText::shownFigures()) text += ',' + csvCell(FigureText::name(name));
    text += "\r\n";
    for (const QJsonObject &row : m_model.rows()) {
        text += m_from->value().toString().toUtf8() + ',' + m_to->value().toString().toUtf8() + ',' + csvCell(subjectOf(row, m_lists));
        for (const QString &name : FigureText::shownFigures()) text += ',' + FigureText::plainValue(figureIn(row, name)).toUtf8();
        text += "\r\n";
    }
    return text;
}

void ReportsView::save() {
    auto *dialog = new QFileDialog(this, tr("Save as table"), u"report.csv"_s, tr("Tables (*.csv)"));
    dialog->setObjectName(u"saveReportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportsView::writeTo);
    dialog->open();
}

void ReportsView::writeTo(const QString &path) {
    QFile file(path);
    const QByteArray text = csv();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) emit problem(tr("The file cannot be written: %1.").arg(file.errorString()));
    else emit notice(tr("Saved: %1").arg(path));
}

} // namespace callfloor
