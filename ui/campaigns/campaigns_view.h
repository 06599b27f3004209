// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/reference_lists.h"
#include "ui/page.h"
#include "ui/widgets/paged_list.h"

class QAction;

namespace callfloor {

class CampaignPanel;
class DataTable;
class OperationDialog;
struct OperationFormSetup;

/// The page of the campaigns: the list with how far each is, the selected one beside it, and what can be done.
class CampaignsView : public Page {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLookAgain{5'000}; ///< How often the selected campaign is asked about.

    explicit CampaignsView(const PageContext &context, QWidget *parent = nullptr);

    void activated() override;
    void fillMenu(QMenu &menu) override;

private:
    void buildActions();
    void buildLayout();
    QAction *add(const char *name, const QString &text, void (CampaignsView::*act)(), int key = 0);
    void take(const std::vector<Event> &events);
    void selected();
    void refreshActions();
    void tick();
    OperationDialog *open(OperationFormSetup setup);
    void changed();

    void create();
    void change();
    void changeList(const QJsonObject &list);
    void import();
    void start();
    void pause();
    void drain();
    void stop();
    void clone();
    void recycle();
    template <class Op>
    void send(const Op &op, const QString &done);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    ReferenceLists m_lists;
    JsonTableModel m_model;
    PagedList m_pages;
    DataTable *m_table = nullptr;
    CampaignPanel *m_panel = nullptr;
    QList<QAction *> m_actions;
    QAction *m_create, *m_change, *m_import, *m_start, *m_pause, *m_drain, *m_stop, *m_clone, *m_recycle;
    bool m_ticking = false;
};

} // namespace callfloor
