// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/import_dialog.h"

#include "app/contract/ops_imports.h"
#include "ui/error_text.h"
#include "ui/models/field_text.h"
#include "ui/widgets/data_table.h"

#include <QAccessible>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>

namespace callfloor {

using namespace Qt::StringLiterals;

void ImportDialog::setFile(const QString &path) {
    m_file->setText(path);
    if (m_name->text().isEmpty()) m_name->setText(QFileInfo(path).completeBaseName());
}

void ImportDialog::browse() {
    auto *dialog = new QFileDialog(this, tr("Choose a list"), {}, tr("Lists (*.csv *.txt *.tsv *.json *.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportDialog::setFile);
    dialog->open();
}

void ImportDialog::next() {
    m_problem->hide();
    if (m_pages->currentIndex() == 1) return run();
    const QString path = m_file->text().trimmed();
    if (path.isEmpty()) return showProblem(tr("Choose a file first."));
    setBusy(true);
    m_counts->setText(tr("Bringing the file to the server…"));
    m_session.upload(path).then(this, [this](const Result<QString> &id) {
        if (id) return begin(*id);
        setBusy(false);
        showProblem(ErrorText::of(id.error()));
    });
}

void ImportDialog::begin(const QString &uploadId) {
    BeginImport op;
    op.id = m_campaign;
    op.uploadId = uploadId;
    if (const QString name = m_name->text().trimmed(); !name.isEmpty()) op.listName = name;
    if (const QString region = m_region->text().trimmed().toUpper(); !region.isEmpty()) op.region = region;
    op.priority = m_priority->value();
    send(op);
}

template <class Op>
void ImportDialog::send(const Op &op) {
    setBusy(true);
    m_session.call(op).then(this, [this](const Result<ImportReply> &reply) {
        take(reply ? Result<QByteArray>(reply->json) : Result<QByteArray>(reply.error()));
    });
}

void ImportDialog::take(const Result<QByteArray> &reply) {
    if (!reply) {
        setBusy(false);
        return showProblem(ErrorText::of(reply.error()));
    }
    show(QJsonDocument::fromJson(*reply).object());
}

void ImportDialog::show(const QJsonObject &import) {
    const QString before = m_state;
    m_importId = import.value("id"_L1).toString();
    m_state = import.value("state"_L1).toString();
    m_pages->setCurrentIndex(1);
    const QJsonObject counts = import.value("counts"_L1).toObject();
    const auto number = [&](QLatin1StringView name) { return QLocale().toString(counts.value(name).toInt()); };
    m_counts->setText(tr("%1. %2 rows: %3 fine, %4 completed, %5 double, %6 do not call, %7 unusable.")
                          .arg(FieldText::value(u"importState"_s, m_state), number("rows"_L1), number("ok"_L1), number("fixed"_L1),
                               number("duplicate"_L1), number("suppressed"_L1), number("invalid"_L1)));
    m_progress->setValue(static_cast<int>(import.value("progress"_L1).toDouble() * 100));
    m_rows.setRows(import.value("sample"_L1).toArray());
    if (import.value("mapping"_L1).toObject() != m_shownMapping || m_columns.isEmpty()) buildMapping(import);
    const bool working = m_state == "checking"_L1 || m_state == "importing"_L1 || m_state == "undoing"_L1;
    const bool leftOut = counts.value("duplicate"_L1).toInt() + counts.value("suppressed"_L1).toInt() + counts.value("invalid"_L1).toInt() > 0;
    const int good = counts.value("ok"_L1).toInt() + counts.value("fixed"_L1).toInt();
    setBusy(working);
    m_progress->setVisible(working);
    m_next->setText(tr("Take in %n row(s)", nullptr, good));
    m_next->setEnabled(m_state == "checked"_L1 && good > 0);
    m_again->setEnabled(m_state == "checked"_L1);
    m_save->setEnabled(!working && leftOut);
    m_undo->setVisible(m_state == "imported"_L1);
    if (const QString error = import.value("error"_L1).toString(); !error.isEmpty()) showProblem(error);
    if (m_state == "imported"_L1 && before != m_state) m_close->setFocus();
    if ((m_state == "imported"_L1 || m_state == "undone"_L1) && before != m_state) emit imported();
    if (working) lookAgain();
}

void ImportDialog::lookAgain() {
    m_scheduler.after(kLookAgain, this, [this] {
        m_session.call(GetImport{m_importId}).then(this, [this](const Result<ImportReply> &reply) {
            take(reply ? Result<QByteArray>(reply->json) : Result<QByteArray>(reply.error()));
        });
    });
}

void ImportDialog::buildMapping(const QJsonObject &import) {
    while (m_mapping->rowCount() > 0) m_mapping->removeRow(0);
    m_columns.clear();
    m_shownMapping = import.value("mapping"_L1).toObject();
    const auto choices = FieldText::choices(u"column"_s);
    for (const QJsonValue &value : import.value("format"_L1).toObject().value("columns"_L1).toArray()) {
        const QString column = value.toString();
        auto *box = new QComboBox(this);
        box->setObjectName(u"mapping_"_s + column);
        for (const auto &[role, word] : choices) box->addItem(word, role);
        box->setCurrentIndex(std::max(0, box->findData(m_shownMapping.value(column).toString(u"keep"_s))));
        box->setAccessibleName(tr("What the column %1 is").arg(column));
        m_mapping->addRow(column, box);
        m_columns.append({column, box});
    }
}

void ImportDialog::checkAgain() {
    SetImportMapping op;
    op.id = m_importId;
    for (const auto &[column, box] : m_columns) op.mapping.insert(column, box->currentData().toString());
    m_problem->hide();
    send(op);
}

void ImportDialog::run() { send(RunImport{m_importId}); }

void ImportDialog::undo() { send(UndoImport{m_importId}); }

void ImportDialog::saveRejected() {
    auto *dialog = new QFileDialog(this, tr("Save the rows that were left out"), m_name->text() + u"-rejected.csv"_s, tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &target) {
        QFile file(target);
        if (!file.open(QIODevice::WriteOnly)) return showProblem(tr("The file cannot be written: %1.").arg(file.errorString()));
        fetchRejected(target, 0);
    });
    dialog->open();
}

void ImportDialog::fetchRejected(const QString &target, qint64 after) {
    m_session.call(GetRejectedRows{m_importId, after}).then(this, [this, target, after](const Result<CsvReply> &reply) {
        if (!reply) return showProblem(ErrorText::of(reply.error()));
        if (reply->json.isEmpty()) return showProblem(tr("Saved: %1").arg(target));
        QFile file(target);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(reply->json) != reply->json.size())
            return showProblem(tr("The file cannot be written: %1.").arg(file.errorString()));
        fetchRejected(target, after + reply->json.size());
    });
}

void ImportDialog::showProblem(const QString &text) {
    m_problem->setText(text);
    m_problem->show();
    QAccessibleEvent event(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ImportDialog::setBusy(bool busy) {
    m_next->setEnabled(!busy);
    m_progress->setVisible(busy);
    if (busy && m_pages->currentIndex() == 0) m_progress->setRange(0, 0);
    else m_progress->setRange(0, 100);
}

} // namespace callfloor
