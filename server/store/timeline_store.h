// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// A moment in the life of a call; the words of `kind` are those of the API (app/contract/ops_records.h).
struct TimelineMoment {
    UtcTime at{};
    QString kind;
    UserId person;
    QString personName; ///< Empty: nobody.
    QString subject;
    QString detail;
    bool operator==(const TimelineMoment &) const = default;
};

namespace timeline {

/// What happened on a call, the earliest first. `forSupervisors`: also their legs and the alerts about it.
std::vector<TimelineMoment> ofCall(Tx &tx, const CallId &call, bool forSupervisors);

} // namespace timeline
} // namespace callfloor::store
