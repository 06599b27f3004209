// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <QSet>

#include <optional>
#include <vector>

namespace callfloor::store {

/// A list of leads of one campaign.
struct LeadList {
    LeadListId id;
    CampaignId campaign;
    QString name;
    int priority = 0; ///< Higher is dialled first.
    bool active = true;
    std::optional<UtcTime> expiresAt;
    QString importId;
    UtcTime createdAt{};
    bool dialledAt(UtcTime now) const { return active && (!expiresAt || *expiresAt > now); }
};

/// A number of a lead.
struct NewNumber {
    QString number;
    QString country;       ///< ISO 3166-1 alpha-2; empty if unknown.
    QString kind = {};
    QString blockedReason = {}; ///< Empty: it may be dialled.
};

/// A lead as it is put in; dialled by its numbers in their order. One all of whose numbers are blocked is blocked.
struct NewLead {
    std::vector<NewNumber> numbers;
    int priority = 0;
    QString person = {}; ///< JSON object, or empty.
    QString zone = {};   ///< IANA, or empty.
    QString region = {}; ///< State or province, or empty.
    QString importId = {};
    /// Why it is never dialled; empty if it may be.
    QString blockedReason() const;
};

/// A lead whose turn may have come, and its next number.
struct NextLead {
    LeadId id;
    LeadListId list;
    QString state;
    int numberRank = 0;
    int tries = 0;
    int misplaced = 0;
    QString zone, region;
    UserId owner;
    QString numberId;
    QString number;
    QString country;
    int numberTries = 0;
    bool doNotCall = false;
    bool inAttempt = false; ///< It is being dialled right now, by this or another campaign.
    bool consent = false;
};

/// A change of a lead that was looked at and not dialled.
struct LeadChange {
    LeadId id;
    QString state; ///< `waiting`, `callback`, `blocked`.
    UtcTime next{};
    QString outcome = {}; ///< Empty: as it was.
};

/// A lead as it stands.
struct LeadRow {
    LeadId id;
    LeadListId list;
    QString state;
    UtcTime next{};
    int numberRank = 0;
    int tries = 0;
    int misplaced = 0;
    QString outcome;
    QString lastAttempt;
    UserId owner;
    QString person, zone, region;
};

struct NumberRow {
    QString id;
    int rank = 0;
    QString number, country, kind, blocked;
    int tries = 0;
};

/// What an attempt leaves of its lead.
struct LeadAfter {
    QString state;
    UtcTime next{};
    int numberRank = 0;
    bool counts = true;
    int misplaced = 0;
    QString outcome;
    UserId owner;
};

/// How many of a list stand where.
struct LeadStateCount {
    QString state;
    qint64 count = 0;
    UtcTime next{}; ///< The earliest.
};

/// Somebody who asked to be called again.
struct Callback {
    QString id;
    LeadId lead;
    QString number;
    UtcTime due{}, expires{};
    UserId owner; ///< Empty: anybody of the queue.
    QString note;
};

/// Lists and leads. Functions of a transaction, without state of their own; leads are read and changed under the lock of their
/// campaign.
namespace leads {

void insertList(Tx &tx, const LeadList &list);
void changeList(Tx &tx, const LeadList &list);
/// In the order in which they are dialled.
std::vector<LeadList> lists(Tx &tx, const CampaignId &campaign);
std::optional<LeadList> list(Tx &tx, const LeadListId &id);

/// `position`: of the first of these in the list.
void insert(Tx &tx, const CampaignId &campaign, const LeadListId &list, qint64 position, const std::vector<NewLead> &leads,
            UtcTime now);
/// Of these numbers, those that the campaign has.
QSet<QString> known(Tx &tx, const CampaignId &campaign, const QStringList &numbers);

/// Makes ready whose time has come.
void promote(Tx &tx, const LeadListId &list, UtcTime now, int limit);
/// Gives back what was reserved for too long.
void release(Tx &tx, const CampaignId &campaign, UtcTime now);
std::vector<NextLead> nextReady(Tx &tx, const LeadListId &list, UtcTime now, int limit);
std::vector<NextLead> nextCallbacks(Tx &tx, const CampaignId &campaign, UtcTime now, int limit);
std::optional<NextLead> next(Tx &tx, const CampaignId &campaign, const LeadId &lead, UtcTime now);
/// When somebody's time comes next; none if nobody waits.
std::optional<UtcTime> nextTime(Tx &tx, const CampaignId &campaign);
void change(Tx &tx, const std::vector<LeadChange> &changes);

std::optional<LeadRow> load(Tx &tx, const LeadId &id);
std::vector<NumberRow> numbers(Tx &tx, const LeadId &id);
std::optional<LeadId> byNumber(Tx &tx, const CampaignId &campaign, const QString &number);
void afterAttempt(Tx &tx, const LeadId &id, const LeadAfter &after);
/// False if the lead is being dialled or over.
bool setOwner(Tx &tx, const LeadId &id, const QString &state, UtcTime next, const UserId &owner);
/// The lead on an agent's screen.
std::optional<LeadId> reservedBy(Tx &tx, const CampaignId &campaign, const UserId &agent, UtcTime now);
/// The callback that a lead waits for.
std::optional<Callback> openCallback(Tx &tx, const LeadId &lead);
/// Closes callbacks whose time is long over; returns their leads.
std::vector<LeadId> expireCallbacks(Tx &tx, const CampaignId &campaign, UtcTime now);
/// Counts an attempt to a number; `blocked` is why it is never dialled again, or empty.
void numberTried(Tx &tx, const QString &numberId, bool counts, const QString &blocked);
/// The rank of the next number behind `rank` that may be dialled.
std::optional<int> numberBehind(Tx &tx, const LeadId &id, int rank);

std::vector<LeadStateCount> states(Tx &tx, const LeadListId &list);
/// Leads that were done with one of these outcomes begin anew, at most `limit`, behind `after`. Returns their outcomes, and the
/// last id in `after`.
QStringList recycle(Tx &tx, const CampaignId &campaign, const QStringList &outcomes, QString &after, int limit);
/// Blocks leads of an expired list; returns how many.
int expire(Tx &tx, const LeadListId &list, int limit);

void insertCallback(Tx &tx, const CampaignId &campaign, const Callback &callback, UtcTime now);
/// `outcome`: dialled, expired, cancelled.
void closeCallback(Tx &tx, const LeadId &lead, const QString &outcome, UtcTime now);
std::vector<Callback> callbacks(Tx &tx, const CampaignId &campaign, int limit);

} // namespace leads
} // namespace callfloor::store
