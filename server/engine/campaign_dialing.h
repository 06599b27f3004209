// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/engine/call_batch.h"
#include "server/store/campaign_store.h"

#include <deque>
#include <vector>

namespace callfloor {

/// The dialling of campaigns inside a transaction: who is next is decided, and written, before the carrier is asked.
/// A line that becomes free is dialled again in the very transaction that frees it.
class CampaignDialing {
public:
    CampaignDialing(store::Tx &tx, const CallPolicy &policy, UtcTime now) : m_tx(tx), m_policy(policy), m_now(now) {}

    /// A call of a campaign has ended; `was` is its state before. Notes what became of the number and dials the next.
    void ended(const Call &was, const Call &call);
    /// Dials as many as there are free lines.
    void dialNext(const CampaignId &id);
    /// The same for one that is locked and in hand already.
    void dialNext(Campaign &campaign);

    /// A number that is not dialled becomes a call that has failed, so that people see it where they look.
    void noteGivenUp(const Campaign &campaign, const QString &number, const QString &outcome);

    /// Writes calls and campaigns. Then the rest is the caller's: `commands` to journal, `events` to append.
    void finish();
    std::vector<store::NewCommand> commands;
    std::vector<EventDraft> events;
    std::vector<CampaignDue> due;

private:
    Campaign *take(const CampaignId &id);
    void dial(Campaign &campaign, const store::NextTarget &target);
    bool mayDial(Campaign &campaign, const store::NextTarget &target);
    void completeIfDone(Campaign &campaign);
    void writeCalls();
    void writeAttempts(const CampaignId &campaign);

    store::Tx &m_tx;
    const CallPolicy &m_policy;
    UtcTime m_now;
    std::deque<Campaign> m_campaigns; ///< Locked by this transaction.
    std::vector<Call> m_calls;        ///< New ones, not written yet.
    std::vector<store::campaigns::Begun> m_begun; ///< What they are attempts of.
};

/// The event that tells of a campaign's state.
EventDraft campaignEvent(const Campaign &campaign);

} // namespace callfloor
