// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

struct Team {
    QString id;
    QString name;
    bool removed = false;
    UtcTime createdAt{};
    bool operator==(const Team &) const = default;
};

/// Why an agent is not ready. Never deleted, since the log of changes names them.
struct ReasonCode {
    QString key;
    QString label;
    int position = 0;
    bool system = false; ///< Used by the product itself, never offered.
    bool removed = false;
    bool operator==(const ReasonCode &) const = default;
};

/// What came of a call.
struct Disposition {
    QString key;
    QString label;
    QString hotkey;
    QString queueId;    ///< Empty: for all.
    QString campaignId; ///< Empty: for all.
    bool humanAnswered = false, rightParty = false, sale = false, notInterested = false, doNotCall = false, callback = false,
         unworkable = false, completed = false, countsAsDrop = false;
    QString action; ///< close, retry_by_rule, retry_at, suppress_number, suppress_contact.
    int position = 0;
    bool system = false; ///< Found out by the product, never offered to agents.
    bool removed = false;
    bool operator==(const Disposition &) const = default;
};

/// The disposition of a call for one agent's work; the one without `replacedAt` is the final one.
struct CallDisposition {
    QString id;
    CallId callId;
    UserId agentId; ///< Empty: an outcome without an agent.
    QString code;
    QString note;
    std::optional<UtcTime> callbackAt;
    UserId actorId; ///< Empty: the system.
    UtcTime at{};
    std::optional<UtcTime> replacedAt;
    bool operator==(const CallDisposition &) const = default;
};

namespace teams {
QString nameKey(const QString &name);
/// New or changed. A name that is taken fails the transaction: ask byName before.
void save(Tx &tx, const Team &team);
std::vector<Team> list(Tx &tx);
std::optional<Team> byId(Tx &tx, const QString &id);
std::optional<Team> byName(Tx &tx, const QString &name);
int members(Tx &tx, const QString &id);
} // namespace teams

namespace reasons {
void save(Tx &tx, const ReasonCode &reason);
std::vector<ReasonCode> list(Tx &tx);
std::optional<ReasonCode> byKey(Tx &tx, const QString &key);
} // namespace reasons

namespace dispositions {
void save(Tx &tx, const Disposition &disposition);
std::vector<Disposition> list(Tx &tx);
std::optional<Disposition> byKey(Tx &tx, const QString &key);

/// Sets the final disposition of a call for an agent's work; one that was there before is kept as history.
void assign(Tx &tx, const CallDisposition &disposition);
std::optional<CallDisposition> finalOf(Tx &tx, const CallId &call, const UserId &agent);
std::vector<CallDisposition> history(Tx &tx, const CallId &call);
} // namespace dispositions

} // namespace callfloor::store
