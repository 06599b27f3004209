// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "app/domain/role.h"

#include <QFlags>
#include <QStringList>

#include <optional>

namespace callfloor {

/// Whose data a person sees: his own, that of his team, or everybody's.
enum class DataScope : quint8 { Own, Team, All };

/// What a person may do beyond what his role lets him do anyway. Given one by one; the role has defaults.
enum class Permission : quint16 {
    Listen = 1 << 0,
    Whisper = 1 << 1,
    Barge = 1 << 2,
    TakeOver = 1 << 3,
    HangUpOthers = 1 << 4,
    Recordings = 1 << 5,
    Reports = 1 << 6,
    ManageAgents = 1 << 7, ///< Change the state of other agents, log them off.
    ManageQueues = 1 << 8,
};
Q_DECLARE_FLAGS(Permissions, Permission)
Q_DECLARE_OPERATORS_FOR_FLAGS(Permissions)

/// What a person sees and may do.
struct Rights {
    DataScope scope = DataScope::Own;
    QString teamId; ///< Empty: in no team.
    Permissions permissions;
    bool operator==(const Rights &) const = default;
};

/// `own`, `team`, `all`: the words of the API and the database.
QString dataScopeName(DataScope scope);
std::optional<DataScope> dataScopeFromName(QStringView name);
/// `listen`, `whisper`, `barge`, `take_over`, `hang_up_others`, `recordings`, `reports`, `manage_agents`, `manage_queues`.
QStringList permissionNames(Permissions permissions);
std::optional<Permission> permissionFromName(QStringView name);

/// The rights of a role where nothing else was said. AGENT: his own data, no permission. SUPERVISOR: his team's data
/// (everybody's if he is in no team), all permissions but managing queues. ADMIN: everything.
Rights defaultRights(Role role, const QString &teamId);
/// What was said to a person, over the defaults of his role. An administrator's rights cannot be narrowed.
Rights rightsOf(Role role, const QString &teamId, std::optional<DataScope> scope, std::optional<Permissions> permissions);

/// Whose rows somebody sees.
struct Scope {
    DataScope kind = DataScope::Own;
    UserId self;
    QString teamId; ///< Never empty where `kind` is Team.

    bool all() const { return kind == DataScope::All; }
    /// True if what belongs to `owner`, who is in the team `ownerTeam`, is within it. What nobody owns is not.
    bool covers(const UserId &owner, const QString &ownerTeam) const;
    bool operator==(const Scope &) const = default;
};

/// The scope of somebody with these rights; a team scope without a team is the own data.
Scope scopeOf(const UserId &self, const Rights &rights);

} // namespace callfloor
