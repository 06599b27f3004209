// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/carrier_event.h"
#include "app/domain/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace callfloor {

/// Reads a webhook of the carrier (Telnyx page "Voice API webhooks", envelope version 2). Anything that is a JSON
/// object gives an event: unknown kinds become Other, missing or null fields become empty, a missing moment becomes
/// `receivedAt`, and a missing id becomes a hash of the event, the same for every repetition. BadRequest if the
/// body is not a JSON object.
Result<CarrierEvent> decodeWebhook(const QByteArray &body, UtcTime receivedAt);

/// Reads one record of the carrier's list of call events (GET /call_events), which wraps the webhook that was sent.
/// Nothing if the record is no webhook or names no moment.
std::optional<CarrierEvent> decodeCallEventRecord(const QJsonObject &record);

/// The text that was given as client state, which travels as base64; empty if it is not base64 or not text.
QString decodeClientState(const QString &base64);

} // namespace callfloor
