// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/caller_ids.h"
#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <QHash>

#include <map>
#include <optional>
#include <vector>

namespace callfloor::store {

/// One dial of one number, written before the carrier is asked.
struct Attempt {
    QString id;
    CampaignId campaign;
    LeadId lead;
    QString numberId;
    QString number;
    CallId call;
    QString callerId;
    DialMode mode = DialMode::Agentless; ///< Of the campaign when it was begun; written, not read back.
    UtcTime createdAt{};
    std::optional<UtcTime> answeredAt, endedAt;
    QString machine; ///< The verdict of answering machine detection; empty without one.
    UserId agent;
    qint64 waitUs = 0;
    bool abandoned = false;
    bool messagePlayed = false;
    QString outcome; ///< As attemptOutcomeName(); empty while it is open.
    std::optional<UtcTime> notedAt, settledAt; ///< When we learned of the answer, and of the agent or that there is none.
    AttemptFacts facts() const { return {machine, abandoned, messagePlayed}; }
};

/// Attempts to a number in the last days.
struct RecentAttempts {
    std::vector<UtcTime> begun; ///< Oldest first.
    std::optional<UtcTime> lastAbandoned;
};

/// What happened to dials from one number of ours, to be added.
struct CallerIdMore {
    int dials = 0;
    int answered = 0;
};

/// An answered call that no agent has yet.
struct WaitingAnswer {
    Attempt attempt;
    QueueEntryId entry; ///< Empty: it is in no queue.
    QString entryState;
    UserId agent;       ///< With entryState `connected`.
    UtcTime connectedAt{};
};

/// Attempts. Functions of a transaction, without state of their own.
namespace attempts {

/// Their calls must have been written.
void begin(Tx &tx, const std::vector<Attempt> &attempts);
int openCount(Tx &tx, const CampaignId &campaign);
std::optional<Attempt> ofCall(Tx &tx, const CallId &call);
/// False if it was closed already.
bool close(Tx &tx, const CallId &call, AttemptOutcome outcome, const std::optional<UtcTime> &answeredAt, UtcTime now);
/// A late report has shown that the called person had answered.
void correct(Tx &tx, const QString &id, AttemptOutcome outcome, const std::optional<UtcTime> &answeredAt);
/// False if that is known, or it is over.
bool answered(Tx &tx, const QString &id, UtcTime at, UtcTime now);
/// False if there was a verdict before.
bool machine(Tx &tx, const QString &id, const QString &verdict);
/// Somebody of ours talks to the called person. False if that is too late.
bool connected(Tx &tx, const QString &id, const UserId &agent, qint64 waitUs, UtcTime now);
/// We had nobody for the called person. False if somebody has him, or it is noted.
bool abandoned(Tx &tx, const QString &id, bool messagePlayed, qint64 waitUs, UtcTime now);
void messageSpoken(Tx &tx, const QString &id);
/// How many attempts of a lead came to an outcome: in all, and since a moment.
std::pair<int, int> outcomes(Tx &tx, const LeadId &lead, AttemptOutcome outcome, UtcTime since);
/// By number; those that the carrier did not place are not attempts.
QHash<QString, RecentAttempts> recent(Tx &tx, const QStringList &numbers, UtcTime since);
std::vector<Attempt> openOf(Tx &tx, const CampaignId &campaign);
/// In the order in which they ended.
std::vector<Attempt> endedSince(Tx &tx, const CampaignId &campaign, UtcTime since, int limit);
/// Oldest answer first.
std::vector<WaitingAnswer> waiting(Tx &tx, const CampaignId &campaign);

/// How our numbers fare: today (UTC), and in the last 7 days. By number.
QHash<QString, CallerIdUse> callerIds(Tx &tx, const CampaignId &campaign, UtcTime now);
void addCallerIds(Tx &tx, const CampaignId &campaign, const std::map<QString, CallerIdMore> &more, UtcTime now);

/// Open attempts whose dial has not left for the carrier yet.
std::vector<CallId> unsentCalls(Tx &tx, const CampaignId &campaign);
/// The same for a number; of all campaigns if the id is empty.
std::vector<CallId> unsentCallsTo(Tx &tx, const QString &number, const CampaignId &campaign);

} // namespace attempts
} // namespace callfloor::store
