// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/alert_store.h"

#include <map>

namespace callfloor {

/// What an alert is about: its kind and the queue, campaign, agent or call.
using AlertKey = std::pair<AlertKind, QString>;
using AlertWatches = std::map<AlertKey, AlertWatch>;

/// What a look at the floor found.
struct AlertLook {
    AlertWatches watches; ///< To be given to the next look.
    std::vector<store::Alert> raised;
    std::vector<std::pair<QString, store::AlertEnd>> ended; ///< By id.
    std::vector<AlertLimit> limits;
    std::vector<CallId> calls; ///< That have an alert now.
    bool changes() const { return !raised.empty() || !ended.empty(); }
};

/// Judges everything that is measured, in one transaction for reading; nothing is written. `withRates`: also the figures of
/// the day, which are sums over many rows.
AlertLook lookForAlerts(store::Tx &tx, AlertWatches watches, bool withRates, UtcTime now);

/// Writes what was found and appends the events. What another node was faster with is left out.
void writeAlerts(store::Tx &tx, const AlertLook &look, UtcTime now);
/// The event that tells of an alert as it is in the database now.
void announceAlert(store::Tx &tx, const QString &id, UtcTime now);

} // namespace callfloor
