// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <QSet>

#include <optional>
#include <vector>

namespace callfloor::store {

/// Numbers that campaigns must not call.
namespace donotcall {

struct Entry {
    QString id;
    QString number;
    CampaignId campaignId; ///< Empty: for all.
    QString reason;
    QString source = QStringLiteral("request"); ///< request, registry, reassigned, litigator, court, own.
    std::optional<UtcTime> until;               ///< None: for good.
    UserId createdBy;
    UtcTime createdAt;
};
/// The entry that is in force then: the given one, or one that had been there.
Entry add(Tx &tx, const Entry &entry);
bool end(Tx &tx, const QString &id, UtcTime now);
/// Newest first; `cursor` is the id of the last entry seen. Nothing if there is no such entry.
std::optional<std::vector<Entry>> list(Tx &tx, const QString &number, const QString &cursor, int limit);
/// Of these numbers, those that the campaign must not call.
QSet<QString> among(Tx &tx, const QStringList &numbers, const CampaignId &campaign, UtcTime now);

} // namespace donotcall

/// What people have agreed to, and when they took it back.
namespace consents {

struct Entry {
    QString id;
    QString number;
    CampaignId campaignId; ///< Empty: to all calls.
    QString shownText;     ///< What the person read or heard.
    QString channel;       ///< web, phone, paper, …
    QString proof;         ///< Where it can be looked up.
    UtcTime givenAt;
    std::optional<UtcTime> revokedAt;
    QString revokedHow;
    UserId createdBy;
};
/// Once for a number and campaign while one is in force.
void add(Tx &tx, const Entry &entry, UtcTime now);
/// Takes back all consents of the number, in all campaigns. True if one was in force.
bool revoke(Tx &tx, const QString &number, const QString &how, UtcTime now);
std::vector<Entry> of(Tx &tx, const QString &number);

} // namespace consents
} // namespace callfloor::store
