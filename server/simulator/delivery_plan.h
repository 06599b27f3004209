// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/leg_script.h"
#include "server/simulator/random.h"

#include <QJsonObject>

namespace callfloor::simulator {

/// A probability, and a count of coming events that are hit in any case.
struct Chance {
    double probability = 0;
    int next = 0;
    /// Decides for one event; uses up the count first.
    bool take(Random &random);
};

/// What goes wrong with webhooks on their way.
struct WebhookFaults {
    Chance duplicate;               ///< Delivered `copies` times more.
    int copies = 1;
    Chance lose;                    ///< Never delivered.
    Chance delay;                   ///< Held back for a time out of delayMs.
    MsRange delayMs{5000, 5000};
    int shuffleWindowMs = 0;        ///< Each delivery waits a random time up to this, so that they overtake each other.
    Chance forge;                   ///< One copy more with a wrong signature.
    Chance stale;                   ///< One copy more, well signed, ten minutes old.
    Chance corrupt;                 ///< One copy more with a body that was changed behind the signature.
};

/// How a copy differs from an honest one.
enum class Tamper { None, Forged, Stale, Corrupt };

struct PlannedDelivery {
    Ms delay{0};
    Tamper tamper = Tamper::None;
};

/// The deliveries that one event gets; empty if it is lost.
std::vector<PlannedDelivery> planDeliveries(WebhookFaults &faults, MsRange latencyMs, Random &random);

/// Changes what the object names: `duplicate`, `lose`, `delay`, `forge`, `stale`, `corrupt` as `{percent, next}` (or a
/// number: percent), `copies`, `delay_ms` as [low, high] or a number, `shuffle_window_ms`. Errors: BadRequest.
Result<Ok> applyWebhookFaults(const QJsonObject &json, WebhookFaults &faults);
QJsonObject webhookFaultsJson(const WebhookFaults &faults);

} // namespace callfloor::simulator
