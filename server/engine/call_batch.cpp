// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/call_batch.h"

#include "app/domain/call_json.h"
#include "server/engine/campaign_dialing.h"
#include "server/engine/input_run.h"
#include "server/engine/lines.h"
#include "server/engine/transcripts.h"
#include "server/store/call_store.h"
#include "server/store/queue_store.h"

#include <QHash>
#include <QSet>

#include <iterator>
#include <set>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const CarrierEvent *carrierEvent(const InboxItem &item) {
    const auto *carrier = std::get_if<input::Carrier>(&item.input);
    return carrier ? &carrier->event : nullptr;
}

store::CallKeys keysOf(const std::vector<InboxItem> &items, const std::vector<bool> &skip) {
    store::CallKeys keys;
    const auto add = [](QStringList &list, const QString &value) {
        if (!value.isEmpty()) list << value;
    };
    for (size_t i = 0; i < items.size(); ++i) {
        if (skip[i]) continue;
        add(keys.calls, items[i].callId.text());
        if (const auto *seen = std::get_if<input::LegSeen>(&items[i].input)) add(keys.legs, seen->legId.text());
        const CarrierEvent *event = carrierEvent(items[i]);
        if (!event) continue;
        add(keys.legs, legFromClientState(event->clientState).text());
        add(keys.controls, event->callControlId);
        add(keys.carrierLegs, event->callLegId);
        add(keys.sessions, event->callSessionId);
    }
    return keys;
}

/// The calls of a batch, found by any name of a leg.
class Desk {
public:
    explicit Desk(std::vector<Call> calls) : m_calls(std::move(calls)), m_dirty(m_calls.size(), false) {
        for (size_t i = 0; i < m_calls.size(); ++i) {
            index(i);
            if (!m_calls[i].campaignId.isEmpty()) m_campaignCalls.emplace_back(i, m_calls[i]);
        }
    }

    /// The index of the call, made or extended where the event asks for it; nothing if it concerns none.
    std::optional<size_t> find(store::Tx &tx, const CarrierEvent &event, const CallPolicy &policy, UtcTime now) {
        if (const auto known = lookUp(m_byLeg, legFromClientState(event.clientState).text())) return known;
        if (const auto known = lookUp(m_byControl, event.callControlId)) return known;
        if (const auto known = lookUp(m_byCarrierLeg, event.callLegId)) return known;
        // A client state of ours whose leg we do not have is from another installation or a lost database.
        if (!legFromClientState(event.clientState).isEmpty()) return std::nullopt;
        if (const auto session = lookUp(m_bySession, event.callSessionId)) {
            m_calls[*session].legs.push_back(foreignLeg(event, LegId::make(now)));
            m_dirty[*session] = true;
            index(*session);
            return session;
        }
        auto call = callFromUnknownLeg(event, policy, CallId::make(now), LegId::make(now));
        if (!call) return std::nullopt;
        call->plan.route = store::queues::routeFor(tx, call->ourNumber, now);
        m_calls.push_back(std::move(*call));
        m_dirty.push_back(true);
        m_fresh.insert(m_calls.size() - 1);
        index(m_calls.size() - 1);
        return m_calls.size() - 1;
    }

    /// A call that the batch did not ask for; nothing if there is none.
    std::optional<size_t> fetch(store::Tx &tx, const CallId &id) {
        if (const auto known = lookUp(m_byCall, id.text())) return known;
        store::CallKeys keys;
        keys.calls << id.text();
        for (Call &call : store::calls::loadForInputs(tx, keys)) {
            if (!call.campaignId.isEmpty()) m_campaignCalls.emplace_back(m_calls.size(), call);
            m_calls.push_back(std::move(call));
            m_dirty.push_back(false);
            index(m_calls.size() - 1);
        }
        return lookUp(m_byCall, id.text());
    }

    /// The call of an input that names it, or the leg alone.
    std::optional<size_t> find(const InboxItem &item) const {
        const auto *seen = std::get_if<input::LegSeen>(&item.input);
        return seen ? lookUp(m_byLeg, seen->legId.text()) : lookUp(m_byCall, item.callId.text());
    }
    const Call &call(size_t i) const { return m_calls[i]; }
    /// True once for a call that was made by this batch and has no row yet.
    bool takeFresh(size_t i) { return m_fresh.erase(i) > 0; }
    void put(size_t i, Call call, bool changed) {
        m_calls[i] = std::move(call);
        if (!changed) return;
        m_dirty[i] = true;
        index(i);
    }
    std::vector<Call> changed() const {
        std::vector<Call> out;
        for (size_t i = 0; i < m_calls.size(); ++i)
            if (m_dirty[i]) out.push_back(m_calls[i]);
        return out;
    }
    /// Calls of campaigns that have changed, each with how it was before.
    template <class Told>
    void forEachCampaignChange(Told told) const {
        for (const auto &[i, before] : m_campaignCalls)
            if (m_dirty[i]) told(before, m_calls[i]);
    }

private:
    using Index = QHash<QString, size_t>;
    static std::optional<size_t> lookUp(const Index &index, const QString &key) {
        const auto found = key.isEmpty() ? index.constEnd() : index.constFind(key);
        return found == index.constEnd() ? std::nullopt : std::optional(*found);
    }
    void index(size_t i) {
        m_byCall.insert(m_calls[i].id.text(), i);
        for (const Leg &leg : m_calls[i].legs) {
            m_byLeg.insert(leg.id.text(), i);
            if (!leg.callControlId.isEmpty()) m_byControl.insert(leg.callControlId, i);
            if (!leg.callLegId.isEmpty()) m_byCarrierLeg.insert(leg.callLegId, i);
            if (!leg.callSessionId.isEmpty()) m_bySession.insert(leg.callSessionId, i);
        }
    }

    std::vector<Call> m_calls;
    std::vector<bool> m_dirty;
    std::set<size_t> m_fresh;
    std::vector<std::pair<size_t, Call>> m_campaignCalls; ///< As they were loaded.
    Index m_byCall, m_byLeg, m_byControl, m_byCarrierLeg, m_bySession;
};

/// Which items are repeats: webhooks that the store had, or that stand twice in this batch.
std::vector<bool> findRepeats(store::Tx &tx, const std::vector<InboxItem> &items) {
    std::vector<store::NewWebhook> webhooks;
    for (const InboxItem &item : items)
        if (item.webhook) webhooks.push_back(*item.webhook);
    const QStringList stored = store::webhooks::insert(tx, webhooks);
    QSet<QString> fresh(stored.begin(), stored.end());
    std::vector<bool> repeat(items.size(), false);
    for (size_t i = 0; i < items.size(); ++i)
        if (items[i].webhook) repeat[i] = !fresh.remove(items[i].webhook->eventId);
    return repeat;
}

store::StoredCommand storedCommand(const store::NewCommand &command, UtcTime now) {
    store::StoredCommand stored;
    stored.id = command.id;
    stored.callId = command.callId;
    stored.legId = command.draft.legId;
    stored.command = command.draft.command;
    stored.createdAt = now;
    return stored;
}

/// What the dialling of campaigns adds to the work of a transaction.
void takeDialing(CampaignDialing &dialing, std::vector<store::NewCommand> &commands, std::vector<EventDraft> &events,
                 BatchResult &result) {
    dialing.finish();
    std::move(dialing.commands.begin(), dialing.commands.end(), std::back_inserter(commands));
    std::move(dialing.events.begin(), dialing.events.end(), std::back_inserter(events));
    result.campaigns = std::move(dialing.due);
    result.appendedEvents = result.appendedEvents || dialing.wroteEvents;
}

/// The leg of another call by which somebody is on this one has ended: he is not on it any more.
void lose(store::Tx &tx, Desk &desk, const CallId &work, const Leg &line, PeopleDesk &people, const InputSink &out, UtcTime now) {
    const auto there = work.isEmpty() ? std::nullopt : desk.fetch(tx, work);
    if (!there) return;
    Call call = desk.call(*there);
    const InputRun run = runInput(people, call, input::LineEnded{line.id, line.endedAt.value_or(now), line.hangupCause}, out, {});
    desk.put(*there, std::move(call), run.changed);
}

/// A supervisor's own call, with which he takes part in another one.
void lentLegMoved(store::Tx &tx, Desk &desk, const Call &before, const Call &after, PeopleDesk &people, const InputSink &out, UtcTime now) {
    const CallId work = before.plan.lentTo; // an ended call has no plan, and fetching moves `before`
    std::vector<Leg> ended;
    for (const Leg &leg : after.legs)
        if (const Leg *was = before.leg(leg.id); leg.ended() && was && !was->ended()) ended.push_back(leg);
    for (const Leg &leg : ended) lose(tx, desk, work, leg, people, out, now);
}

/// An agent's line has come up or has ended: the call that he works on with it loses him in the same moment.
void lineMoved(store::Tx &tx, Desk &desk, size_t at, const Call &line, PeopleDesk &people, const InputSink &out, UtcTime now) {
    const lines::Change change = lines::changeOf(desk.call(at), line);
    if (change == lines::Change::None) return;
    store::calls::save(tx, {line}, people.policy().timeScale); // who is given work in this same batch must not find the line as it was
    if (change == lines::Change::Lost) lose(tx, desk, lines::workOn(tx, line), line.legs.front(), people, out, now);
    if (lines::settled(tx, line, now)) people.told();
}

} // namespace

std::vector<store::StoredCommand> journalCommands(store::Tx &tx, const std::vector<store::NewCommand> &drafts, UtcTime now) {
    std::vector<store::StoredCommand> taken;
    const QStringList ids = store::commands::insert(tx, drafts, now);
    UtcTime at = now; // a microsecond apart, as in the journal: first come, first sent
    for (const store::NewCommand &draft : drafts) {
        if (ids.contains(draft.id.text())) taken.push_back(storedCommand(draft, at));
        at += std::chrono::microseconds(1);
    }
    return taken;
}

Result<BatchResult> applyInputs(store::Tx &tx, const std::vector<InboxItem> &items, const CallPolicy &policy,
                                UtcTime now) {
    BatchResult result;
    result.outcomes.resize(items.size());
    std::vector<bool> skip = findRepeats(tx, items);
    for (size_t i = 0; i < items.size(); ++i) {
        result.outcomes[i].duplicate = skip[i];
        // A result that was taken in before (the answer to it was lost with a connection) must not act twice.
        if (const auto *command = std::get_if<input::Command>(&items[i].input))
            skip[i] = !store::commands::finish(tx, command->result, now);
    }
    Desk desk(store::calls::loadForInputs(tx, keysOf(items, skip)));
    if (tx.failure() != store::Failure::None) return result; // nothing was read: decide nothing
    std::vector<EventDraft> events;
    std::vector<store::NewCommand> commands;
    std::vector<std::pair<size_t, const CarrierEvent *>> machines; ///< What is told of answering machines.
    PeopleDesk people(tx, policy, now);
    Transcripts transcripts;
    for (size_t i = 0; i < items.size(); ++i) {
        if (skip[i]) continue;
        const CarrierEvent *event = carrierEvent(items[i]);
        const auto at = event ? desk.find(tx, *event, policy, now) : desk.find(items[i]);
        if (!at) {
            if (!event) result.outcomes[i].refusal = notFound(u"There is no such call."_s);
            continue;
        }
        result.outcomes[i].matched = true;
        if (event && (event->type == CarrierEventType::MachineDetection || event->type == CarrierEventType::MachineGreetingEnded))
            machines.emplace_back(*at, event);
        result.outcomes[i].callId = desk.call(*at).id;
        Call call = desk.call(*at);
        const InputRun run = runInput(people, call, items[i].input, {commands, events}, [&](const Call &fresh) {
            if (desk.takeFresh(*at)) store::calls::save(tx, {fresh}, policy.timeScale);
        });
        result.outcomes[i].refusal = run.refusal;
        if (run.changed && call.isLine()) lineMoved(tx, desk, *at, call, people, {commands, events}, now);
        if (run.changed && !desk.call(*at).plan.lentTo.isEmpty()) lentLegMoved(tx, desk, desk.call(*at), call, people, {commands, events}, now);
        desk.put(*at, std::move(call), run.changed);
        if (event) transcripts.hear(desk.call(*at), *event);
    }
    people.finish();
    store::calls::save(tx, desk.changed(), policy.timeScale);
    transcripts.write(tx, events);
    CampaignDialing dialing(tx, policy, now);
    desk.forEachCampaignChange([&](const Call &was, const Call &call) { dialing.noteAnswer(was, call); });
    for (const auto &[i, event] : machines) {
        if (event->type == CarrierEventType::MachineDetection) dialing.machineFound(desk.call(i), event->result);
        else if (event->result == "beep_detected"_L1 || event->result == "ended"_L1) dialing.beepHeard(desk.call(i));
    }
    desk.forEachCampaignChange([&](const Call &, const Call &call) { dialing.noteEnd(call); });
    takeDialing(dialing, commands, events, result);
    result.commands = journalCommands(tx, commands, now);
    result.appendedEvents = result.appendedEvents || !events.empty() || people.wroteEvents();
    store::eventlog::append(tx, events, now);
    return result;
}

Result<BatchResult> insertCall(store::Tx &tx, const Call &call, const std::vector<CommandDraft> &commands,
                               const CallPolicy &policy, UtcTime now) {
    BatchResult result;
    store::calls::save(tx, {call}, policy.timeScale);
    std::vector<store::NewCommand> drafts;
    for (const CommandDraft &command : commands) drafts.push_back({CommandId(makeUuid4()), call.id, command});
    result.commands = journalCommands(tx, drafts, now);
    EventDraft created{EventKind::CallUpdate, call.id.text(), audienceOf(call), {}};
    writeCall(created.payload, call);
    store::eventlog::append(tx, {created}, now);
    result.appendedEvents = true;
    return result;
}

BatchResult dialCampaign(store::Tx &tx, const CampaignId &id, const CallPolicy &policy, UtcTime now) {
    CampaignDialing dialing(tx, policy, now);
    dialing.dialNext(id);
    return writeDialing(tx, dialing, now);
}

BatchResult writeDialing(store::Tx &tx, CampaignDialing &dialing, UtcTime now) {
    BatchResult result;
    std::vector<store::NewCommand> commands;
    std::vector<EventDraft> events;
    takeDialing(dialing, commands, events, result);
    result.commands = journalCommands(tx, commands, now);
    result.appendedEvents = result.appendedEvents || !events.empty();
    store::eventlog::append(tx, events, now);
    return result;
}

void noteDisposition(store::Tx &tx, const store::CallDisposition &said, const store::Disposition &meaning, UtcTime now) {
    const CallPolicy policy; // nobody is dialled here
    CampaignDialing dialing(tx, policy, now);
    dialing.disposed(said, meaning);
    writeDialing(tx, dialing, now);
}

} // namespace callfloor
