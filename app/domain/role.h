// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace callfloor {

/// What a person may do; each role includes those before it. `Public` is nobody: no sign-in needed.
enum class Role { Public, Agent, Supervisor, Admin };

/// `AGENT`, `SUPERVISOR`, `ADMIN`: the words of the API and of the tokens.
QString roleName(Role role);
/// Reads a role name, in any case; empty if it is none of the three.
std::optional<Role> roleFromName(QStringView name);

/// True if `have` is enough where `need` is asked.
constexpr bool allows(Role have, Role need) { return static_cast<int>(have) >= static_cast<int>(need); }

} // namespace callfloor
