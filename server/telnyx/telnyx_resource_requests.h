// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_request.h"

namespace callfloor {

/// The HTTP request of what is asked of the carrier beside leg commands (Telnyx reference, "Conference Commands",
/// "Queue Commands"). Pure. An error says what is missing; then nothing is to be sent.
Result<TelnyxRequest> carrierRequest(const carrier::Request &request, const CommandId &id);

/// One page of the live legs of an application; `after` is the cursor of the page before, empty for the first.
TelnyxRequest activeCallsRequest(const QString &connectionId, const QString &after);
TelnyxRequest legStatusRequest(const QString &callControlId);
/// One page (from 1) of the webhooks that were sent about a leg.
TelnyxRequest callEventsRequest(const QString &callLegId, int page);
TelnyxRequest recordingRequest(const QString &recordingId);
/// One page (from 1) of the conferences of this name, ended ones too.
TelnyxRequest conferencesRequest(const QString &name, int page);
/// One page (from 1) of those who are in a conference. Takes its id, not its name.
TelnyxRequest participantsRequest(const QString &conferenceId, int page);
Result<TelnyxRequest> messageRequest(const OutgoingMessage &message);
Result<TelnyxRequest> createAssistantRequest(const AssistantProfile &profile);
TelnyxRequest credentialTokenRequest(const QString &credentialId);

} // namespace callfloor
