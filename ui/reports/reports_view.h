// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/reference_lists.h"
#include "ui/models/json_table_model.h"
#include "ui/page.h"

class QAction;
class QComboBox;

namespace callfloor {

class DataTable;
class MomentEditor;
class ReportChart;

/// The page of reports: figures of queues or agents over a time as a table, one of them over the day as a chart; each line opens
/// the formulas and the rows behind it, and can be saved as a table.
class ReportsView : public Page {
    Q_OBJECT
public:
    explicit ReportsView(const PageContext &context, QWidget *parent = nullptr);

    void activated() override;
    void fillMenu(QMenu &menu) override;

    /// The table as comma-separated values (RFC 4180).
    QByteArray csv() const;

private:
    void buildControls();
    void buildLayout();
    QComboBox *makeChoice(const char *name, const QString &title, const QString &field);
    RequestParts question(bool overTime) const;
    void ask();
    void showTable(const QByteArray &reply);
    void showChart();
    void explain(const QJsonObject &row);
    void save();
    void writeTo(const QString &path);

    FloorSession &m_session;
    ReferenceLists m_lists;
    JsonTableModel m_model;
    MomentEditor *m_from = nullptr;
    MomentEditor *m_to = nullptr;
    QComboBox *m_by = nullptr;
    QComboBox *m_interval = nullptr;
    QComboBox *m_definition = nullptr;
    QComboBox *m_figure = nullptr;
    DataTable *m_table = nullptr;
    ReportChart *m_chart = nullptr;
    QAction *m_ask = nullptr;
    QAction *m_explain = nullptr;
    QAction *m_save = nullptr;
    QJsonArray m_overTime; ///< The rows of the chart's reply.
    quint64 m_question = 0;
};

} // namespace callfloor
