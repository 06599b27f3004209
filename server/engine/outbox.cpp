// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outbox.h"

#include "app/domain/failpoint.h"
#include "server/engine/outbox_rules.h"
#include "server/telnyx/retry_policy.h"

#include <QLoggingCategory>

#include <algorithm>
#include <tuple>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcOutbox, "callfloor.outbox")

namespace {
constexpr int kMaxOpen = 5000;
constexpr size_t kMostSentTogether = 64;
constexpr auto kJournalPause = 500ms;
constexpr auto kHandlePause = 300ms;
constexpr auto kCapacityPause = 2s; // all channels are taken: the next free one is seconds away, not milliseconds

bool isDial(const store::StoredCommand &command) { return std::holds_alternative<command::Dial>(command.command); }
} // namespace

Outbox::Outbox(const Parts &parts, const RateLimiter::Limits &limits, double timeScale, QObject *parent)
    : QObject(parent), m_parts(parts), m_limiter(limits.scaled(timeScale)), m_timeScale(timeScale) {
    connect(&m_parts.inbox, &Inbox::commandsJournalled, this, &Outbox::add);
}

void Outbox::start() {
    m_parts.storage
        .read<std::vector<store::StoredCommand>>([](store::Tx &tx) -> Result<std::vector<store::StoredCommand>> {
            return store::commands::loadOpen(tx, kMaxOpen);
        })
        .then(this, [this](const Result<std::vector<store::StoredCommand>> &open) {
            if (!open) return m_parts.scheduler.after(kJournalPause, this, [this] { start(); });
            if (!open->empty()) qCInfo(lcOutbox) << "taking up" << open->size() << "open commands";
            add(*open);
        });
}

void Outbox::add(const std::vector<store::StoredCommand> &commands) {
    if (std::any_of(commands.begin(), commands.end(), isDial)) failpoint("dial_committed");
    for (const store::StoredCommand &command : commands) {
        if (m_known.contains(command.id.text())) continue;
        m_known.insert(command.id.text());
        ++m_size;
        LegQueue &queue = m_legs[command.legId];
        // One that may have left before this program began may have rung somebody: no later refusal proves that it has not.
        std::optional<CommandResult> earlier;
        if (command.sentBefore) earlier = outbox::ownResult(command, CommandOutcome::Ambiguous, {}, u"The carrier's answer was lost."_s);
        queue.entries.push_back({command, std::move(earlier), {}});
        if (!queue.busy && queue.wantsTakeBack()) takeBack(command.legId);
    }
    pump();
}

/// The carrier has refused what was sent of it so far, if anything: its answer to the latest attempt is known.
bool Outbox::LegQueue::wantsTakeBack() const {
    if (entries.empty() || !isDial(entries.front().command)) return false;
    const Entry &dial = entries.front();
    const bool refused = dial.earlier && dial.earlier->outcome == CommandOutcome::Failed;
    if (dial.command.firstSentAt && !refused) return false;
    return std::any_of(entries.begin() + 1, entries.end(),
                       [](const Entry &entry) { return std::holds_alternative<command::HangUp>(entry.command.command); });
}

/// Nobody is rung any more for a call that somebody has ended.
void Outbox::takeBack(const LegId &leg) {
    LegQueue &queue = m_legs[leg];
    queue.busy = true;
    settle(leg, outbox::ownResult(queue.entries.front().command, CommandOutcome::Failed, u"cancelled"_s,
                                  u"The call was ended before it was placed."_s));
}

bool Outbox::dialling(const LegId &leg) const {
    const auto queue = m_legs.constFind(leg);
    return queue != m_legs.constEnd() && !queue->entries.empty() && isDial(queue->entries.front().command);
}

void Outbox::whenDialled(const LegId &leg, std::function<void(const CommandResult &)> done) {
    m_waiters[leg].push_back(std::move(done));
}

/// Collects what may go now, first come first served, and claims it together.
void Outbox::pump() {
    if (m_claiming) return;
    std::vector<LegQueue *> waiting;
    for (LegQueue &queue : m_legs)
        if (!queue.busy && !queue.entries.empty()) waiting.push_back(&queue);
    std::sort(waiting.begin(), waiting.end(), [](const LegQueue *a, const LegQueue *b) {
        const store::StoredCommand &first = a->entries.front().command, &second = b->entries.front().command;
        return std::tie(first.createdAt, first.id) < std::tie(second.createdAt, second.id);
    });
    Heads heads;
    const UtcTime present = now();
    for (LegQueue *queue : waiting) {
        if (heads.size() == kMostSentTogether) break;
        if (!mayGo(queue->entries.front(), present)) continue;
        queue->busy = true;
        heads.push_back(queue->entries.front().command);
    }
    if (!heads.empty()) claim(std::move(heads));
}

bool Outbox::mayGo(Entry &entry, UtcTime present) {
    if (entry.notBefore > present) {
        wakeAt(entry.notBefore);
        return false;
    }
    if (!isDial(entry.command)) return true;
    // A dial that may have left is taken up whatever happens: what became of it must be found out.
    if (m_stopped && !entry.command.firstSentAt) return false;
    if (m_dialsPausedUntil > present) {
        wakeAt(m_dialsPausedUntil);
        return false;
    }
    if (const auto wait = m_limiter.take(present)) {
        wakeAt(present + *wait);
        return false;
    }
    return true;
}

void Outbox::claim(Heads heads) {
    m_claiming = true;
    QStringList ids, legs;
    for (const store::StoredCommand &head : heads) {
        ids << head.id.text();
        legs << head.legId.text();
        if (const LegId other = outbox::otherLeg(head.command); !other.isEmpty()) legs << other.text();
    }
    m_parts.storage
        .write<Claimed>([heads, legs, present = now(), scale = m_timeScale](store::Tx &tx) -> Result<Claimed> {
            Claimed claimed;
            claimed.legs = store::commands::legStates(tx, legs);
            QStringList toSend;
            for (const store::StoredCommand &head : heads) {
                const auto leg = claimed.legs.constFind(head.legId.text());
                const auto ready = outbox::readiness(head, leg == claimed.legs.constEnd() ? nullptr : &*leg, present, scale);
                if (ready.verdict == outbox::Readiness::Verdict::Send) toSend << head.id.text();
            }
            if (!toSend.isEmpty()) claimed.ids = store::commands::claim(tx, toSend, present);
            return claimed;
        })
        .then(this, [this, heads](const Result<Claimed> &result) {
            m_claiming = false;
            if (result) claimed(heads, *result);
            else for (const store::StoredCommand &head : heads) retryLater(head.legId, kJournalPause);
            pump();
        });
}

void Outbox::claimed(const Heads &heads, const Claimed &claimed) {
    for (const store::StoredCommand &head : heads) dispatch(head, claimed);
}

void Outbox::dispatch(const store::StoredCommand &command, const Claimed &claimed) {
    const auto leg = claimed.legs.constFind(command.legId.text());
    const auto ready = outbox::readiness(command, leg == claimed.legs.constEnd() ? nullptr : &*leg, now(), m_timeScale);
    if (!claimed.ids.contains(command.id.text())) {
        switch (ready.verdict) {
        case outbox::Readiness::Verdict::Wait: return retryLater(command.legId, kHandlePause);
        case outbox::Readiness::Verdict::Settle: return settle(command.legId, ready.result);
        case outbox::Readiness::Verdict::Send: break;
        }
        // The journal knows a result already, from before a lost connection.
        return pop(command.legId, outbox::ownResult(command, CommandOutcome::Ambiguous, {}, {}));
    }
    if (m_legs[command.legId].wantsTakeBack()) return takeBack(command.legId);
    Entry &entry = m_legs[command.legId].entries.front();
    if (!entry.command.firstSentAt) entry.command.firstSentAt = now();
    ++entry.command.attempts;
    if (std::holds_alternative<command::FetchLegHistory>(command.command)) return fetchHistory(command, *leg);
    const LegId other = outbox::otherLeg(command.command);
    send(entry.command, *leg, other.isEmpty() ? QString() : claimed.legs.value(other.text()).callControlId);
}

void Outbox::send(const store::StoredCommand &command, const store::commands::LegState &leg, const QString &otherHandle) {
    PreparedCommand prepared{command.id,      command.command, command.legId,
                             leg.callControlId, otherHandle,     clientStateFor(command.legId)};
    const auto go = [this](const PreparedCommand &ready) {
        ++m_parts.metrics.commandsSent;
        const bool dial = std::holds_alternative<command::Dial>(ready.command);
        if (dial) failpoint("dial_claimed");
        if (dial) ++m_parts.metrics.dialsSent;
        m_parts.gateway.send(ready, [this, legId = ready.legId](const CommandResult &result, const RetryAdvice &advice) {
            answered(legId, result, advice);
        });
    };
    auto *assistant = std::get_if<command::StartAssistant>(&prepared.command);
    if (!assistant || !assistant->assistantId.isEmpty()) return go(prepared);
    m_parts.assistants.get([this, prepared, command, go](const Result<QString> &id) mutable {
        if (!id) return settle(command.legId, outbox::ownResult(command, CommandOutcome::Failed, u"no_assistant"_s, id.error().message));
        std::get<command::StartAssistant>(prepared.command).assistantId = *id;
        go(prepared);
    });
}

void Outbox::fetchHistory(const store::StoredCommand &command, const store::commands::LegState &leg) {
    ++m_parts.metrics.commandsSent;
    m_parts.gateway.legHistory(leg.callControlId, leg.callLegId, [this, command](const Result<LegReport> &report) {
        input::LegHistory history;
        history.legId = command.legId;
        history.reached = report.ok();
        if (report) {
            history.known = report->known;
            history.alive = report->alive;
            history.events = report->events;
        }
        const auto outcome = report ? CommandOutcome::Accepted : CommandOutcome::Ambiguous;
        submitResult(command.legId, InboxItem{history, command.callId, {}},
                     outbox::ownResult(command, outcome, {}, report ? QString() : report.error().message));
    });
}

void Outbox::answered(const LegId &leg, const CommandResult &result, const RetryAdvice &advice) {
    Entry &entry = m_legs[leg].entries.front();
    if (isDial(entry.command)) failpoint("dial_answered");
    const CommandResult merged = mergedResult(entry.earlier, result);
    if (advice.capacity) m_dialsPausedUntil = now() + std::chrono::duration_cast<std::chrono::microseconds>(kCapacityPause / m_timeScale);
    if (!advice.retrySameId) return settle(leg, merged);
    entry.earlier = merged;
    const double random = std::generate_canonical<double, 32>(m_random);
    const auto next = nextRetry({*entry.command.firstSentAt, now(), entry.command.attempts, advice.after, m_timeScale}, random);
    const auto *later = std::get_if<RetryLater>(&next);
    if (!later) return settle(leg, merged);
    if (m_legs[leg].wantsTakeBack()) return takeBack(leg);
    ++m_parts.metrics.commandRetries;
    retryLater(leg, later->after);
    pump();
}

void Outbox::retryLater(const LegId &leg, std::chrono::milliseconds after) {
    LegQueue &queue = m_legs[leg];
    queue.busy = false;
    queue.entries.front().notBefore = now() + after;
    wakeAt(queue.entries.front().notBefore);
}

/// The command has its result: note it, tell the call.
void Outbox::settle(const LegId &leg, const CommandResult &result) {
    const store::StoredCommand &command = m_legs[leg].entries.front().command;
    if (std::holds_alternative<command::FetchLegHistory>(command.command)) {
        input::LegHistory unknown;
        unknown.legId = leg;
        return submitResult(leg, InboxItem{unknown, command.callId, {}}, result);
    }
    submitResult(leg, InboxItem{input::Command{result}, command.callId, {}}, result);
}

/// Hands a result to the inbox until it is durable: an answer of the carrier is never lost for want of a database.
void Outbox::submitResult(const LegId &leg, InboxItem item, const CommandResult &result) {
    const bool history = std::holds_alternative<input::LegHistory>(item.input);
    m_parts.inbox.submit(item, [this, leg, item, result, history](const Result<InboxOutcome> &outcome) {
        if (!outcome && outcome.error().code == ErrorCode::Unavailable)
            return m_parts.scheduler.after(kJournalPause, this, [=, this] { submitResult(leg, item, result); });
        if (!outcome) qCWarning(lcOutbox).noquote() << "a result could not be applied:" << outcome.error().detail;
        if (history) return submitResult(leg, InboxItem{input::Command{result}, item.callId, {}}, result);
        pop(leg, result);
    });
}

void Outbox::pop(const LegId &leg, const CommandResult &result) {
    const auto queue = m_legs.find(leg);
    m_known.remove(queue->entries.front().command.id.text());
    const bool dial = isDial(queue->entries.front().command);
    if (dial) failpoint("dial_settled");
    queue->entries.pop_front();
    queue->busy = false;
    --m_size;
    if (queue->entries.empty()) m_legs.erase(queue);
    switch (result.outcome) {
    case CommandOutcome::Accepted: ++m_parts.metrics.commandsAccepted; break;
    case CommandOutcome::Failed: ++m_parts.metrics.commandsFailed; break;
    case CommandOutcome::Ambiguous: ++m_parts.metrics.commandsAmbiguous; break;
    }
    if (dial)
        for (const auto &done : m_waiters.take(leg)) done(result);
    pump();
}

void Outbox::wakeAt(UtcTime when) {
    if (m_wakeAt && *m_wakeAt <= when) return;
    m_wakeAt = when;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(std::max(when - now(), UtcTime::duration::zero()));
    m_parts.scheduler.after(delay, this, [this, when] {
        if (m_wakeAt && *m_wakeAt == when) m_wakeAt.reset();
        pump();
    });
}

} // namespace callfloor
