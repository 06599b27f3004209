// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/reference_lists.h"

#include <vector>

namespace callfloor {

/// One list of the administration: which operations read, add, change and remove, and what stands in the columns. The forms
/// follow from the operations' declarations.
struct AdminSection {
    const char *id = "";
    const char *title = ""; ///< To be translated in the context AdminSections.
    const char *about = ""; ///< A sentence; the same.
    Role role = Role::Admin;
    QLatin1StringView list = {};
    QLatin1StringView rows = {};     ///< The member of the reply; empty: the reply is the only row.
    QStringList columns = {};        ///< Fields of a row; `now.to` is inside another one.
    QLatin1StringView idKey = QLatin1StringView("id");
    QLatin1StringView create = {}, update = {}, remove = {};
    bool createAlsoChanges = false;  ///< Adding what is there already replaces it.
    bool removeByFlag = false;       ///< Removed by `update` with `removed`.
    QStringList pathFields = {};     ///< Fields of the address of update and remove; by default `id`, which is `idKey` of the row.
    FieldText::Reference scope = FieldText::Reference::None; ///< The list belongs to one of these, whose id goes into the address as `id`.
    QLatin1StringView filter = {};   ///< Field of the query that is searched by.
    bool filterNeeded = false;       ///< There is nothing to see without it.
    QStringList leaveOut = {};       ///< Fields that the forms do not show.
    QLatin1StringView extraGet = {}, extraSet = {}; ///< A second form for a row.
    const char *extraTitle = "";
    bool showsReply = false;         ///< What adding gives is told this once.
};

/// All lists of the administration, in the order in which they are shown.
const std::vector<AdminSection> &adminSections();

} // namespace callfloor
