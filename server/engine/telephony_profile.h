// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "server/store/user_store.h"

namespace callfloor::accounts {

/// Reads what a station is from its text: `sip:…`, `+1…`; None for an empty one. BadRequest names the field.
Result<store::StationKind> stationKindOf(const QString &station);

/// Sets the phone of a user; a missing `kind` is read from the station. Errors: BadRequest (it does not fit, no such
/// word, a credential that was not assigned).
Result<Ok> setPhone(store::User &user, const std::optional<QString> &station, const std::optional<QString> &kind,
                    const std::optional<QString> &legMode);

/// Sets team, scope, permissions and phone as an administrator wants them. Errors: BadRequest names the field.
Result<Ok> applyProfile(store::Tx &tx, store::User &user, const UpdateUser &op);

} // namespace callfloor::accounts
