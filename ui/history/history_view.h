// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/page.h"
#include "ui/widgets/paged_list.h"
#include "ui/models/reference_lists.h"

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;

namespace callfloor {

class CallDetail;
class DataTable;
class MomentEditor;

/// The page of past calls: searched on the floor, fetched a page at a time, the selected one beside the list.
class HistoryView : public Page {
    Q_OBJECT
public:
    explicit HistoryView(const PageContext &context, QWidget *parent = nullptr);

    void activated() override;
    void fillMenu(QMenu &menu) override;

private:
    void buildFilters();
    void buildLayout();
    RequestParts filter() const;
    void search();
    void count();

    FloorSession &m_session;
    ReferenceLists m_lists;
    JsonTableModel m_model;
    PagedList m_pages;
    QLineEdit *m_number = nullptr;
    QComboBox *m_direction = nullptr;
    QComboBox *m_status = nullptr;
    MomentEditor *m_from = nullptr;
    MomentEditor *m_to = nullptr;
    QLabel *m_count = nullptr;
    DataTable *m_table = nullptr;
    CallDetail *m_detail = nullptr;
    QAction *m_search = nullptr;
    quint64 m_counting = 0;
};

} // namespace callfloor
