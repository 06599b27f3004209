// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page_list.h"

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
};

} // namespace

std::span<const PageSpec> pageSpecs() { return kPages; }

QString pageTitle(const PageSpec &spec) { return QCoreApplication::translate("callfloor::PageList", spec.title); }

} // namespace callfloor
