// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_list.h"

#include "ui/admin/admin_view.h"
#include "ui/campaigns/campaigns_view.h"
#include "ui/floor/floor_view.h"
#include "ui/history/history_view.h"
#include "ui/reports/reports_view.h"
#include "ui/views/desk_view.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>

namespace callfloor {

namespace {

template <class P>
Page *makePage(const PageContext &context, QWidget *parent) {
    return new P(context, parent);
}

constexpr PageSpec kPages[] = {
    {"desk", QT_TRANSLATE_NOOP("callfloor::PageList", "Desk"), deskIcon, Role::Agent, makePage<DeskView>},
    {"floor", QT_TRANSLATE_NOOP("callfloor::PageList", "Floor"), floorIcon, Role::Supervisor, makePage<FloorView>},
    {"campaigns", QT_TRANSLATE_NOOP("callfloor::PageList", "Campaigns"), campaignIcon, Role::Supervisor, makePage<CampaignsView>},
    {"history", QT_TRANSLATE_NOOP("callfloor::PageList", "History"), historyIcon, Role::Agent, makePage<HistoryView>},
    {"reports", QT_TRANSLATE_NOOP("callfloor::PageList", "Reports"), reportIcon, Role::Supervisor, makePage<ReportsView>},
    {"administration", QT_TRANSLATE_NOOP("callfloor::PageList", "Administration"), administrationIcon, Role::Supervisor, makePage<AdminView>},
};

} // namespace

std::span<const PageSpec> pageSpecs() { return kPages; }

QString pageTitle(const PageSpec &spec) { return QCoreApplication::translate("callfloor::PageList", spec.title); }

} // namespace callfloor
