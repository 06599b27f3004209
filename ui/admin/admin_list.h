// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "ui/admin/admin_sections.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;

namespace callfloor {

class DataTable;
class JsonTableModel;
class OperationDialog;
struct OperationFormSetup;

/// One list of the administration with what can be done to it, made from an AdminSection.
class AdminList : public QWidget {
    Q_OBJECT
public:
    /// All outlive the list.
    AdminList(FloorSession &session, Scheduler &scheduler, ReferenceLists &lists, const AdminSection &section, QWidget *parent = nullptr);

    /// Fetches the rows.
    void refresh();
    const QList<QAction *> &listActions() const { return m_actions; }
    DataTable &table() const { return *m_table; }
    const AdminSection &section() const { return m_section; }
    QString title() const;

signals:
    void problem(const QString &text);
    void notice(const QString &text);

private:
    void buildActions();
    void buildLayout();
    QAction *addAction(const char *name, const QString &text, void (AdminList::*act)());
    QJsonArray rowsIn(const QByteArray &reply) const;
    void fetch(const QString &cursor);
    RequestParts listParts(const QString &cursor) const;
    void refreshActions();
    QString rowObstacle() const;
    QJsonObject pathOf(const QJsonObject &row, const OperationInfo &operation) const;
    QString nameOf(const QJsonObject &row) const;
    OperationDialog *open(OperationFormSetup setup);

    void add();
    void change();
    void remove();
    void removeNow(const QJsonObject &row);
    void openExtra();
    void tellReply(const QByteArray &reply);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    ReferenceLists &m_lists;
    const AdminSection &m_section;
    JsonTableModel *m_model = nullptr;
    DataTable *m_table = nullptr;
    QComboBox *m_scope = nullptr;
    QLineEdit *m_filter = nullptr;
    QList<QAction *> m_actions;
    QAction *m_add = nullptr;
    QAction *m_change = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_extra = nullptr;
    QAction *m_refresh = nullptr;
    QString m_next;        ///< The cursor of the next page.
    quint64 m_asked = 0;   ///< Counts questions, so that late answers to earlier ones are dropped.
};

} // namespace callfloor
