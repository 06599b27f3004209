// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <map>
#include <optional>
#include <vector>

namespace callfloor::store {

/// How often something stood in the way of a dial.
struct RefusalCount {
    QString reason;
    qint64 count = 0;
    UtcTime last{};
};

/// One line of a campaign's ledger. `hash` is the SHA-256 over the hash before it, a line feed, and `body`, as hex.
struct LedgerEntry {
    qint64 seq = 0;
    UtcTime at{};
    QString kind; ///< `dialled`, `ended`.
    QString attemptId;
    QByteArray body; ///< JSON.
    QString hash;
};

/// Live answers of a span of days.
struct AbandonSum {
    qint64 answeredLive = 0;
    qint64 abandoned = 0;
    qint64 messagePlayed = 0;
    qint64 machines = 0;
};

/// A campaign as the transaction that changes it has it.
struct LockedCampaign {
    Campaign campaign;
    qint64 ledgerSeq = 0;
    QString ledgerHash;
};

/// Campaigns. Functions of a transaction, without state of their own.
namespace campaigns {

void insert(Tx &tx, const Campaign &campaign);
std::optional<Campaign> load(Tx &tx, const CampaignId &id);
/// As load(), and nobody else changes the campaign until the transaction ends.
std::optional<LockedCampaign> lock(Tx &tx, const CampaignId &id);
/// Writes status, counts and the end of the ledger.
void save(Tx &tx, const LockedCampaign &locked);
/// Writes what people set: name, mode, rules and so on.
void change(Tx &tx, const Campaign &campaign);
/// Those that may have calls to make or to see to their end.
std::vector<CampaignId> running(Tx &tx);
/// Drafts whose time to begin has come.
std::vector<CampaignId> planned(Tx &tx, UtcTime now);
/// Ends a campaign, or with an empty id all of them, whose numbers could not be taken in to the end. Nobody was dialled, and
/// nobody was told that it has begun; a request with the same key makes a new one.
void endHalfLoaded(Tx &tx, const CampaignId &id, UtcTime now);
/// Newest first; `cursor` is the id of the last campaign seen. Nothing if there is no such campaign.
std::optional<std::vector<Campaign>> list(Tx &tx, const QString &cursor, int limit);

/// By reason.
using Refusals = std::map<QString, qint64>;
void addRefusals(Tx &tx, const CampaignId &id, const Refusals &refusals, UtcTime now);
std::vector<RefusalCount> refusals(Tx &tx, const CampaignId &id);

/// Appends to the ledger of a locked campaign: gives each entry its number and hash.
void appendLedger(Tx &tx, LockedCampaign &locked, std::vector<LedgerEntry> entries);
std::vector<LedgerEntry> ledger(Tx &tx, const CampaignId &id, qint64 after, int limit);
/// The hash that an entry must have.
QString ledgerHash(const QString &before, const QByteArray &body);

void addAbandons(Tx &tx, const CampaignId &id, const AbandonSum &more, UtcTime now);
/// Of the last `days` days.
AbandonSum abandons(Tx &tx, const CampaignId &id, UtcTime now, int days);

} // namespace campaigns
} // namespace callfloor::store
