// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/role.h"

namespace callfloor {

QString roleName(Role role) {
    switch (role) {
    case Role::Agent: return QStringLiteral("AGENT");
    case Role::Supervisor: return QStringLiteral("SUPERVISOR");
    case Role::Admin: return QStringLiteral("ADMIN");
    case Role::Public: break;
    }
    return QStringLiteral("PUBLIC");
}

std::optional<Role> roleFromName(QStringView name) {
    for (const Role role : {Role::Agent, Role::Supervisor, Role::Admin})
        if (name.compare(roleName(role), Qt::CaseInsensitive) == 0) return role;
    return std::nullopt;
}

} // namespace callfloor
