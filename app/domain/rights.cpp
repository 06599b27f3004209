// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/rights.h"

#include <array>

namespace callfloor {

namespace {

// Stored words: never change one.
constexpr std::array kScopeWords = {"own", "team", "all"};
constexpr std::array<std::pair<Permission, const char *>, 9> kPermissionWords = {{
    {Permission::Listen, "listen"},
    {Permission::Whisper, "whisper"},
    {Permission::Barge, "barge"},
    {Permission::TakeOver, "take_over"},
    {Permission::HangUpOthers, "hang_up_others"},
    {Permission::Recordings, "recordings"},
    {Permission::Reports, "reports"},
    {Permission::ManageAgents, "manage_agents"},
    {Permission::ManageQueues, "manage_queues"},
}};

Permissions allPermissions() {
    Permissions all;
    for (const auto &[permission, word] : kPermissionWords) all |= permission;
    return all;
}

} // namespace

QString dataScopeName(DataScope scope) { return QLatin1String(kScopeWords[static_cast<size_t>(scope)]); }

std::optional<DataScope> dataScopeFromName(QStringView name) {
    for (size_t i = 0; i < kScopeWords.size(); ++i)
        if (name == QLatin1String(kScopeWords[i])) return static_cast<DataScope>(i);
    return std::nullopt;
}

QStringList permissionNames(Permissions permissions) {
    QStringList names;
    for (const auto &[permission, word] : kPermissionWords)
        if (permissions.testFlag(permission)) names << QLatin1String(word);
    return names;
}

std::optional<Permission> permissionFromName(QStringView name) {
    for (const auto &[permission, word] : kPermissionWords)
        if (name == QLatin1String(word)) return permission;
    return std::nullopt;
}

Rights defaultRights(Role role, const QString &teamId) {
    if (role == Role::Admin) return {DataScope::All, teamId, allPermissions()};
    if (role != Role::Supervisor) return {DataScope::Own, teamId, {}};
    Permissions permissions = allPermissions();
    permissions.setFlag(Permission::ManageQueues, false);
    return {teamId.isEmpty() ? DataScope::All : DataScope::Team, teamId, permissions};
}

Rights rightsOf(Role role, const QString &teamId, std::optional<DataScope> scope, std::optional<Permissions> permissions) {
    Rights rights = defaultRights(role, teamId);
    if (role == Role::Admin) return rights;
    if (scope) rights.scope = *scope;
    if (permissions) rights.permissions = *permissions;
    return rights;
}

bool Scope::covers(const UserId &owner, const QString &ownerTeam) const {
    if (kind == DataScope::All) return true;
    if (owner.isEmpty()) return false;
    return owner == self || (kind == DataScope::Team && !teamId.isEmpty() && ownerTeam == teamId);
}

Scope scopeOf(const UserId &self, const Rights &rights) {
    Scope scope{rights.scope, self, rights.teamId};
    if (scope.kind == DataScope::Team && scope.teamId.isEmpty()) scope.kind = DataScope::Own;
    return scope;
}

} // namespace callfloor
