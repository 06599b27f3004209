// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/alert.h"
#include "app/domain/queue.h"
#include "app/domain/rights.h"
#include "server/store/database.h"

#include <map>
#include <set>
#include <vector>

namespace callfloor::store {

/// Why an alert ended.
enum class AlertEnd : quint8 {
    Over,      ///< What it told of is over.
    Answered,  ///< Somebody came to who asked for help.
    Withdrawn, ///< He does not need it any more.
    Gone,      ///< The call during which he asked is over.
};
/// `over`, `answered`, `withdrawn`, `gone`.
QString alertEndName(AlertEnd end);

/// A row of alert: something that supervisors were told.
struct Alert {
    QString id;
    AlertKind kind = AlertKind::LongestWait;
    QString subjectId;   ///< Of the queue, campaign, agent or call.
    QString subjectName; ///< As it was called then.
    UserId agent;        ///< Whose it is; empty: of nobody in particular, so every supervisor sees it.
    CallId call;
    std::optional<qint64> value, limit; ///< In the unit of the kind; of measured kinds.
    QString words;       ///< What was said.
    UtcTime raisedAt{};
    std::optional<UtcTime> acknowledgedAt;
    UserId acknowledgedBy;
    QString acknowledger; ///< His name; not written.
    std::optional<UtcTime> endedAt;
    QString endReason;    ///< As alertEndName.
    bool operator==(const Alert &) const = default;
};

/// Which alerts a page shows.
struct AlertFilter {
    bool openOnly = false;
    Scope scope;
    QString cursor; ///< Id of the last one seen; empty for the first page.
};

namespace alerts {

std::vector<AlertLimit> limits(Tx &tx);
/// Writes the limit over the one of its kind and subject.
void setLimit(Tx &tx, const AlertLimit &limit, UtcTime now);
/// Forgets what was said about one queue or campaign. False if nothing was; what is for all cannot be forgotten.
bool removeLimit(Tx &tx, AlertKind kind, const QString &subjectId);

/// False if there is one of this kind about this subject already: nothing is written.
bool raise(Tx &tx, const Alert &alert);
std::vector<Alert> open(Tx &tx);
std::optional<Alert> openOf(Tx &tx, AlertKind kind, const QString &subjectId);
std::optional<Alert> byId(Tx &tx, const QString &id);
/// Newest first, at most `limit`. Nothing if the cursor is of no alert.
std::optional<std::vector<Alert>> list(Tx &tx, const AlertFilter &filter, int limit);
/// False if somebody was faster, or it is over.
bool acknowledge(Tx &tx, const QString &id, const UserId &by, UtcTime now);
/// False if it is over already.
bool end(Tx &tx, const QString &id, AlertEnd how, UtcTime now);

/// An agent who does not work, or whose console is away: what is to be judged of him, and since when.
struct RestingAgent {
    UserId id;
    QString name;
    AlertKind kind = AlertKind::LongPause;
    UtcTime since{};
};
std::vector<RestingAgent> restingAgents(Tx &tx);
/// How many members of each queue are signed on; queues without any are not in it.
std::map<QueueId, int> signedOnFor(Tx &tx);

/// A call of which the carrier does not say what became of one of its legs.
struct DoubtfulCall {
    CallId id;
    QString number;
    UserId agent;
    int checks = 0; ///< How often it was asked.
};
std::vector<DoubtfulCall> doubtfulCalls(Tx &tx);
/// Those of the calls that have not ended.
std::set<CallId> liveOf(Tx &tx, const std::vector<CallId> &calls);

} // namespace alerts
} // namespace callfloor::store
