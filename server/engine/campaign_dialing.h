// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_plan.h"
#include "app/domain/campaign.h"
#include "app/domain/dial_gates.h"
#include "server/engine/call_batch.h"
#include "server/store/attempt_store.h"
#include "server/store/campaign_store.h"
#include "server/store/catalogue_store.h"
#include "server/store/lead_store.h"

#include <QSet>

#include <deque>
#include <vector>

namespace callfloor {

/// The dialling of campaigns inside a transaction: who is next is decided, and written, before the carrier is asked. A line
/// that becomes free is dialled again in the very transaction that frees it; where agents are waited for, the campaign is put
/// on the list of those to be looked at.
class CampaignDialing {
public:
    CampaignDialing(store::Tx &tx, const CallPolicy &policy, UtcTime now) : m_tx(tx), m_policy(policy), m_now(now) {}

    /// Notes that a call of a campaign was answered, if it was; `was` is its state before.
    void noteAnswer(const Call &was, const Call &call);
    /// Notes what became of the lead, if the call has ended or its end was corrected.
    void noteEnd(const Call &call);
    /// The carrier has told whether a person or a machine has answered.
    void machineFound(const Call &call, const QString &verdict);
    /// The beep of an answering machine.
    void beepHeard(const Call &call);
    /// Dials as many as may be dialled now, and sees to those who wait for an agent.
    void dialNext(const CampaignId &id);
    /// Dials one lead for an agent who has it on his screen. Errors: Conflict (it may not be dialled now), NotFound.
    Result<CallId> dialFor(const CampaignId &id, const LeadId &lead, const UserId &agent);

    /// Puts a lead on an agent's screen, or finds the one that is there. At most `most` are looked at; those that may not be
    /// dialled now are put off. Errors: Conflict (no preview campaign, not running), NotFound (nobody, for now).
    Result<LeadId> reserveFor(const CampaignId &id, const UserId &agent, int most);
    /// Notes that a lead is to be called at a time that it has asked for. Errors: NotFound, Conflict (never to be dialled).
    Result<Ok> callBack(const CampaignId &id, const QString &number, UtcTime when, UtcTime expires, const UserId &owner, const QString &note);
    /// What an agent said of a call decides about its lead.
    void disposed(const store::CallDisposition &said, const store::Disposition &meaning);

    /// A number that is not dialled becomes a call that has failed, so that people see it where they look.
    void noteGivenUp(const Campaign &campaign, const QString &number, const QString &outcome);

    /// A campaign of this transaction, locked; null if there is none.
    Campaign *campaign(const CampaignId &id);

    /// Dials for the campaigns whose calls have ended, writes calls and campaigns. Then the rest is the caller's: `commands` to journal, `events` to append.
    void finish();
    std::vector<store::NewCommand> commands;
    std::vector<EventDraft> events;
    bool wroteEvents = false; ///< Beside `events`: of agents and queues.
    std::vector<CampaignDue> due;

private:
    /// A campaign that this transaction works on.
    struct Work {
        store::LockedCampaign locked;
        std::vector<store::Attempt> begun = {};       ///< Not written yet.
        std::vector<store::LeadChange> changes = {};  ///< Not written yet.
        std::vector<store::LedgerEntry> ledger = {};
        store::campaigns::Refusals refusals = {};
        store::AbandonSum abandons = {};
        std::map<QString, store::CallerIdMore> callerIdMore = {};
        QHash<QString, CallerIdUse> callerIdUse = {}; ///< Read when first asked for.
        bool callerIdsRead = false;
        bool changed = false; ///< People are to be told.
        bool lookedAt = false;
        Campaign &campaign() { return locked.campaign; }
        const Campaign &campaign() const { return locked.campaign; }
        CampaignCounts &counts() { return locked.campaign.counts; }
    };
    using Candidates = std::vector<store::NextLead>;

    Work *take(const CampaignId &id);

    // Who is next (campaign_dialing.cpp).
    int linesToDial(Work &work, int open);
    int dialUpTo(Work &work, int lines);
    int dialLot(Work &work, const Candidates &candidates, int lines, WindowMemo &windows, bool agentReserved);
    DialFacts factsOf(const store::NextLead &lead, const QHash<QString, store::RecentAttempts> &recent, bool reserved) const;
    QHash<QString, store::RecentAttempts> historyOf(Work &work, const Candidates &candidates, CallingProfile profile);
    std::optional<UtcTime> keptForOwner(const Work &work, const store::NextLead &lead);
    void putOff(Work &work, const store::NextLead &lead, const GateVerdict &verdict);
    QString callerIdFor(Work &work, const QString &callee);
    /// `owner`: the agent's device, rung when the customer has answered; then `id` is what it was reserved for.
    CallId dial(Work &work, const store::NextLead &lead, const QString &callerId, const QByteArray &checks, const UserId &agent,
                const CallId &id = {}, const std::optional<Device> &owner = {});
    void writeAttempts(Work &work);
    void expireLists(Work &work, const std::vector<store::LeadList> &lists);
    void completeIfDone(Work &work);
    void writeCalls();

    // What becomes of them (campaign_endings.cpp).
    void answered(Work &work, const store::Attempt &attempt, const Call &call);
    void closed(Work &work, const store::Attempt &attempt, const Call &call, AttemptOutcome outcome);
    void corrected(Work &work, const store::Attempt &attempt, const Call &call);
    void settleLead(Work &work, const store::Attempt &attempt, AttemptOutcome outcome);
    void leaveQueue(const CallId &call);
    void noteAgents(Work &work);
    void reopen(Work &work, const store::LeadRow &lead, const QString &state, UtcTime next, int numberRank, const UserId &owner);
    void suppress(Work &work, const store::LeadRow &lead, const store::CallDisposition &said);
    void connectToQueue(Work &work, const store::Attempt &attempt, const Call &call);
    void lookAfterWaiting(Work &work);
    void giveUpWaiting(Work &work, const store::WaitingAnswer &waiting);
    void act(const CallId &call, const CallInput &input);
    void sayAndEnd(const CallId &call, const QString &text);
    void noteLedger(Work &work, const QString &kind, const QString &attemptId, const QByteArray &body);

    store::Tx &m_tx;
    const CallPolicy &m_policy;
    UtcTime m_now;
    std::deque<Work> m_work;   ///< Locked by this transaction.
    std::vector<Call> m_calls; ///< New ones, not written yet.
    std::vector<CampaignId> m_toDial; ///< Whose lines became free.
};

/// The event that tells of a campaign's state.
EventDraft campaignEvent(const Campaign &campaign);

/// How many of an outcome's group a campaign counts.
qint64 &countOf(CampaignCounts &counts, OutcomeGroup group);

} // namespace callfloor
