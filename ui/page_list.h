// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/role.h"
#include "ui/page.h"

#include <QIcon>

#include <span>

namespace callfloor {

/// A page that the window has: one line of the table in page_list.cpp, which is all that the rail, the menus and the
/// keys know of pages.
struct PageSpec {
    const char *id;      ///< For settings and tests: `desk`.
    const char *title;   ///< In English, of the context `callfloor::PageList`.
    QIcon (*icon)();
    Role least;          ///< Who may see it; what one may do there the server decides.
    Page *(*make)(const PageContext &context, QWidget *parent);
};

/// All pages in the order of the rail.
std::span<const PageSpec> pageSpecs();
/// The title in the language of the window.
QString pageTitle(const PageSpec &spec);

} // namespace callfloor
