// SPDX-License-Identifier: GPL-3.0-or-later
// How the steps of an import look.
#include "ui/campaigns/import_dialog.h"
#include "ui/models/field_text.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/icons.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString joined(const QJsonValue &texts) {
    QStringList words;
    for (const QJsonValue &text : texts.toArray()) words << text.toString();
    return words.join(u" · "_s);
}

QIcon verdictIcon(const QString &verdict) {
    if (verdict == "ok"_L1 || verdict == "fixed"_L1) return stateIcon(CallStatus::Completed);
    return verdict == "invalid"_L1 ? warningIcon(Accent::Alarm) : stateIcon(CallStatus::NoAnswer);
}

} // namespace

ImportDialog::ImportDialog(FloorSession &session, Scheduler &scheduler, CampaignId campaign, QWidget *parent)
    : QDialog(parent), m_session(session), m_scheduler(scheduler), m_campaign(std::move(campaign)), m_pages(new QStackedWidget(this)),
      m_problem(new QLabel(this)),
      m_rows({{.title = tr("Row"), .text = [](const QJsonObject &row) { return QString::number(row.value("row"_L1).toInt()); }, .sample = u"0000000"_s, .right = true},
              {.title = FieldText::label(u"verdict"_s), .text = [](const QJsonObject &row) { return FieldText::value(u"verdict"_s, row.value("verdict"_L1).toString()); },
               .sample = QString(12, u'n'), .icon = [](const QJsonObject &row) { return verdictIcon(row.value("verdict"_L1).toString()); }},
              {.title = tr("Why"), .text = [](const QJsonObject &row) { return FieldText::value(u"rowReason"_s, row.value("reason"_L1).toString()); }, .sample = QString(18, u'n')},
              {.title = tr("Numbers"), .text = [](const QJsonObject &row) { return joined(row.value("numbers"_L1)); }, .sample = u"+000000000000"_s},
              {.title = tr("As it stands in the file"), .text = [](const QJsonObject &row) { return joined(row.value("cells"_L1)); }, .stretches = true}},
             u"row"_s) {
    setObjectName(u"importDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import people"));
    m_problem->setObjectName(u"importProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problem->hide();
    m_progress = new QProgressBar(this);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_next = new QPushButton(tr("Check the file"), this);
    m_next->setObjectName(u"importNext"_s);
    m_next->setDefault(true);
    m_close = new QPushButton(tr("Close"), this);
    m_close->setObjectName(u"importClose"_s);
    m_close->setAutoDefault(false);
    m_pages->addWidget(buildFilePage());
    m_pages->addWidget(buildPreviewPage());
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_progress, 1);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    buttons->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_problem);
    column->addWidget(m_pages, 1);
    column->addLayout(buttons);
    connect(m_next, &QPushButton::clicked, this, &ImportDialog::next);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    const int em = fontMetrics().height();
    resize(em * 66, em * 34);
    m_file->setFocus();
}

QWidget *ImportDialog::buildFilePage() {
    auto *page = new QWidget(m_pages);
    auto *form = new QFormLayout(page);
    m_file = new QLineEdit(page);
    m_file->setObjectName(u"importFile"_s);
    auto *browse = new QPushButton(tr("&Browse…"), page);
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ImportDialog::browse);
    auto *row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    auto *fileLabel = new QLabel(tr("&File"), page);
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, row);
    m_name = new QLineEdit(page);
    m_name->setObjectName(u"importName"_s);
    form->addRow(tr("&Name of the list"), m_name);
    m_region = new QLineEdit(page);
    m_region->setObjectName(u"importRegion"_s);
    m_region->setMaxLength(2);
    m_region->setPlaceholderText(tr("the server's"));
    m_region->setToolTip(tr("Two letters, like US or DE: for numbers without a country code"));
    form->addRow(tr("&Country of numbers without a code"), m_region);
    m_priority = new QSpinBox(page);
    m_priority->setRange(-1000, 1000);
    form->addRow(tr("&Priority (higher is dialled first)"), m_priority);
    auto *hint = new QLabel(tr("CSV or JSON. Encoding, delimiter and what each column is are found out; you see them before anything is added."), page);
    hint->setWordWrap(true);
    form->addRow(hint);
    return page;
}

QWidget *ImportDialog::buildPreviewPage() {
    auto *page = new QWidget(m_pages);
    m_counts = new QLabel(page);
    m_counts->setObjectName(u"importCounts"_s);
    m_counts->setWordWrap(true);
    m_counts->setTextFormat(Qt::PlainText);
    m_sample = new DataTable(page);
    m_sample->setObjectName(u"importRows"_s);
    m_sample->setAccessibleName(tr("The first rows"));
    m_sample->setSource(m_rows, false);
    m_sample->setEmptyText(tr("No rows yet."));
    auto *inside = new QWidget(page);
    m_mapping = new QFormLayout(inside);
    auto *scroll = new QScrollArea(page);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    scroll->setFixedWidth(fontMetrics().height() * 22);
    m_again = new QPushButton(tr("Check a&gain with these columns"), page);
    m_again->setObjectName(u"importAgain"_s);
    m_save = new QPushButton(tr("&Save the rows left out…"), page);
    m_save->setObjectName(u"importSave"_s);
    m_undo = new QPushButton(tr("Take them &out again"), page);
    m_undo->setObjectName(u"importUndo"_s);
    m_undo->hide();
    for (QPushButton *button : {m_again, m_save, m_undo}) button->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &ImportDialog::checkAgain);
    connect(m_save, &QPushButton::clicked, this, &ImportDialog::saveRejected);
    connect(m_undo, &QPushButton::clicked, this, &ImportDialog::undo);
    auto *side = new QVBoxLayout;
    side->addWidget(new QLabel(tr("What each column is"), page));
    side->addWidget(scroll, 1);
    side->addWidget(m_again);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_sample, 1);
    middle->addLayout(side);
    auto *lower = new QHBoxLayout;
    lower->addWidget(m_save);
    lower->addWidget(m_undo);
    lower->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_counts);
    column->addLayout(middle, 1);
    column->addLayout(lower);
    return page;
}

} // namespace callfloor
