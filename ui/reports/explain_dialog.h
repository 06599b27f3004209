// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/json_table_model.h"

#include <QDialog>

class QTabWidget;

namespace callfloor {

class ReferenceLists;

/// What a line of a report is made of: each figure with its formula and both numbers, and the rows behind them.
class ExplainDialog : public QDialog {
    Q_OBJECT
public:
    /// `metrics` is a reply of `GET /api/metrics` with `explain`. `lists` outlives the dialog.
    ExplainDialog(const QString &title, const QJsonObject &metrics, const ReferenceLists &lists, QWidget *parent = nullptr);

private:
    void addTable(const QString &title, const char *name, JsonTableModel &model, const QJsonArray &rows);

    QTabWidget *m_tabs;
    JsonTableModel m_figures, m_entries, m_contacts, m_work;
};

} // namespace callfloor
