// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "server/store/catalogue_store.h"
#include "server/store/command_store.h"
#include "server/store/event_log.h"

#include <optional>
#include <vector>

namespace callfloor {

/// One input on its way to a call.
struct InboxItem {
    CallInput input;
    CallId callId = {};                        ///< For inputs that are about a known call; empty for carrier events.
    std::optional<store::NewWebhook> webhook = {}; ///< For carrier events that came by webhook.
};

/// What became of one input.
struct InboxOutcome {
    bool duplicate = false;        ///< A webhook that had been stored before.
    bool matched = false;          ///< It was about a call.
    CallId callId = {};
    std::optional<Error> refusal = {}; ///< Intents only.
};

/// When a campaign is to be looked at again.
struct CampaignDue {
    CampaignId id;
    UtcTime at;
};

/// What became of a batch.
struct BatchResult {
    std::vector<InboxOutcome> outcomes; ///< One for each input, in order.
    std::vector<store::StoredCommand> commands; ///< Journalled by this batch, to be sent after the commit.
    std::vector<CampaignDue> campaigns;
    bool appendedEvents = false;
};

/// Applies inputs to their calls within one transaction: drops repeated webhooks, loads what is concerned with one
/// statement, runs the pure transitions in order, and writes calls, events and commands with one statement each.
/// Runs in the storage's thread and may be run again: no effect but through `tx`.
Result<BatchResult> applyInputs(store::Tx &tx, const std::vector<InboxItem> &items, const CallPolicy &policy, UtcTime now);

/// Writes commands into the journal; those come back that were taken, to be sent after the commit.
std::vector<store::StoredCommand> journalCommands(store::Tx &tx, const std::vector<store::NewCommand> &drafts, UtcTime now);

/// A call that a service has made, with what it wants: for outbound calls, which begin with a row.
Result<BatchResult> insertCall(store::Tx &tx, const Call &call, const std::vector<CommandDraft> &commands,
                               const CallPolicy &policy, UtcTime now);

/// Dials the next numbers of a campaign on its free lines.
BatchResult dialCampaign(store::Tx &tx, const CampaignId &id, const CallPolicy &policy, UtcTime now);
/// Writes what a service has had dialled.
class CampaignDialing;
BatchResult writeDialing(store::Tx &tx, CampaignDialing &dialing, UtcTime now);
/// What an agent said of a campaign's call decides about its lead; nothing for other calls.
void noteDisposition(store::Tx &tx, const store::CallDisposition &said, const store::Disposition &meaning, UtcTime now);

} // namespace callfloor
