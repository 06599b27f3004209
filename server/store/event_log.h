// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

struct NewWebhook {
    QString eventId;
    QString type;
    UtcTime occurredAt;
    UtcTime receivedAt;
    QByteArray body;
};

namespace eventlog {

/// Appends events at the end of the log when the transaction commits; their numbers rise in the order of commit on both
/// databases, so that a reader who has seen a number will never find a lower one later.
void append(Tx &tx, const std::vector<EventDraft> &events, UtcTime now);
/// Events after a number, in order, of the kinds that this program knows.
std::vector<Event> after(Tx &tx, qint64 seq, int limit);
/// The newest number; 0 for an empty log.
qint64 newest(Tx &tx);
/// The oldest number that is still there; 0 for an empty log.
qint64 oldest(Tx &tx);

} // namespace eventlog

namespace webhooks {

/// Stores webhooks; a repeat of one that is known is dropped. Returns the ids of the new ones.
QStringList insert(Tx &tx, const std::vector<NewWebhook> &webhooks);
qint64 count(Tx &tx);

} // namespace webhooks
} // namespace callfloor::store
