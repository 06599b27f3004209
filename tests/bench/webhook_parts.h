// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/signed_webhooks.h"

#include <QString>

#include <functional>

namespace callfloor::bench {

/// Microseconds of one verification, on one thread, over all of `webhooks`; negative if one is refused.
double verifyMicros(const QByteArray &publicKey, const std::vector<SignedWebhook> &webhooks);
/// Microseconds to decode one webhook, on one thread; negative if one is refused.
double decodeMicros(const std::vector<SignedWebhook> &webhooks);

/// What the batch alone costs, for each webhook.
struct BatchCost {
    double micros = -1;        ///< Time; negative = it failed.
    double ownCpuMs = 0;       ///< Processor time of this process.
    double databaseCpuMs = 0;
};
/// Dedupe, state, event log and commit of `webhooks`, `together` a transaction, through the storage of this process, on
/// the database at `databaseUrl`, whose schema is there. `databaseCpuMs` reads the processor time of the database.
BatchCost batchCost(const QString &databaseUrl, const std::vector<SignedWebhook> &webhooks, size_t together,
                    const std::function<double()> &databaseCpuMs);

} // namespace callfloor::bench
