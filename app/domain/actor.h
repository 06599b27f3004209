// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/rights.h"

namespace callfloor {

/// Somebody who asks for something. `userId` is empty for the system itself.
struct Actor {
    UserId userId;
    Role role = Role::Public;
    std::optional<Rights> rights = {}; ///< Nothing: the defaults of the role, in no team.
    bool operator==(const Actor &) const = default;
};

inline Rights rightsOf(const Actor &actor) { return actor.rights ? *actor.rights : defaultRights(actor.role, {}); }
inline Scope scopeOf(const Actor &actor) { return scopeOf(actor.userId, rightsOf(actor)); }
inline bool permits(const Actor &actor, Permission permission) { return rightsOf(actor).permissions.testFlag(permission); }

} // namespace callfloor
