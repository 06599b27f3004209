// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// A number of a campaign's list, as it is put in.
struct NewTarget {
    QString number;
    QString region;        ///< ISO 3166-1 alpha-2; empty if unknown.
    QString blockedReason; ///< Empty: it may be dialled.
};

/// A number whose turn has come.
struct NextTarget {
    QString id;
    QString number;
    QString region;
    int tries = 0;
    bool doNotCall = false;
    bool inAttempt = false; ///< It is being dialled right now, by this or another campaign.
};

/// Campaigns, their numbers and attempts. Functions of a transaction, without state of their own.
namespace campaigns {

void insert(Tx &tx, const Campaign &campaign);
/// `firstPosition`: of the first of these in the list.
void insertTargets(Tx &tx, const CampaignId &campaign, const std::vector<NewTarget> &targets, UtcTime now);
std::optional<Campaign> load(Tx &tx, const CampaignId &id);
/// As load(), and nobody else changes the campaign until the transaction ends.
std::optional<Campaign> lock(Tx &tx, const CampaignId &id);
/// Writes status and counts.
void save(Tx &tx, const Campaign &campaign);
std::vector<CampaignId> running(Tx &tx);
/// Newest first; `cursor` is the id of the last campaign seen. Nothing if there is no such campaign.
std::optional<std::vector<Campaign>> list(Tx &tx, const QString &cursor, int limit);

std::vector<NextTarget> nextTargets(Tx &tx, const CampaignId &campaign, UtcTime now, int limit);
/// When the next number's time comes; none if nobody waits.
std::optional<UtcTime> nextTime(Tx &tx, const CampaignId &campaign);
void postpone(Tx &tx, const NextTarget &target, UtcTime until);
void block(Tx &tx, const NextTarget &target, const QString &reason);
/// A number that is dialled by a call, whose row exists.
struct Begun {
    NextTarget target;
    CallId call;
};
void beginAttempts(Tx &tx, const CampaignId &campaign, const std::vector<Begun> &begun, UtcTime now);
int openAttempts(Tx &tx, const CampaignId &campaign);
/// What a closed attempt was about.
struct ClosedAttempt {
    QString targetId;
    int tries = 0; ///< Before this one.
};
/// Closes the call's attempt; nothing if it has none that is open.
std::optional<ClosedAttempt> closeAttempt(Tx &tx, const CallId &call, AttemptEnding ending, UtcTime now);
/// A late report has shown that the called person had answered. True if the attempt had been noted otherwise; `before` is
/// what it was noted as.
bool correctAttempt(Tx &tx, const CallId &call, AttemptEnding before);
void finishTarget(Tx &tx, const QString &target, AttemptEnding ending);
void retryTarget(Tx &tx, const QString &target, UtcTime at);
/// Open attempts whose dial has not left for the carrier yet.
std::vector<CallId> unsentCalls(Tx &tx, const CampaignId &campaign);
/// The same for a number; of all campaigns if the id is empty.
std::vector<CallId> unsentCallsTo(Tx &tx, const QString &number, const CampaignId &campaign);

} // namespace campaigns

/// Numbers that campaigns must not call.
namespace donotcall {

struct Entry {
    QString id;
    QString number;
    CampaignId campaignId; ///< Empty: for all.
    QString reason;
    UserId createdBy;
    UtcTime createdAt;
};
/// The entry that is in force then: the given one, or one that had been there.
Entry add(Tx &tx, const Entry &entry);
bool end(Tx &tx, const QString &id, UtcTime now);
/// As campaigns::list().
std::optional<std::vector<Entry>> list(Tx &tx, const QString &number, const QString &cursor, int limit);

} // namespace donotcall
} // namespace callfloor::store
