// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/paged_list.h"

#include <QWidget>

namespace callfloor {

class ChoiceEditor;
class DataTable;
class MomentEditor;
class ReferenceLists;

/// Who changed what, newest first; narrowed by person and time on the floor, by words in what has been fetched.
class AuditView : public QWidget {
    Q_OBJECT
public:
    AuditView(FloorSession &session, ReferenceLists &lists, QWidget *parent = nullptr);

    void refresh();

signals:
    void problem(const QString &text);

private:
    void buildLayout(ReferenceLists &lists);
    void show(const QJsonObject &line);

    JsonTableModel m_model;
    PagedList m_list;
    DataTable *m_table = nullptr;
    ChoiceEditor *m_person = nullptr;
    MomentEditor *m_from = nullptr;
};

} // namespace callfloor
