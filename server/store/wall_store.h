// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// A link for a screen on the wall. Its token is known only by its hash.
struct WallLink {
    QString id;
    QString label;
    UserId createdBy;
    QString creator; ///< The name of `createdBy`; not written.
    UtcTime createdAt{};
    std::optional<UtcTime> expiresAt; ///< None: until it is revoked.
    bool operator==(const WallLink &) const = default;
};

namespace walls {
void insert(Tx &tx, const WallLink &link, const QString &tokenHash);
/// Those that were not revoked, newest first.
std::vector<WallLink> list(Tx &tx);
/// False if there is none of this id that could be revoked.
bool revoke(Tx &tx, const QString &id, UtcTime now);
/// The link of a token that is good at `now`.
std::optional<WallLink> byToken(Tx &tx, const QString &tokenHash, UtcTime now);
/// Calls that have not ended.
qint64 liveCalls(Tx &tx);
} // namespace walls

} // namespace callfloor::store
