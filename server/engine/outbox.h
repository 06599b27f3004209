// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/engine/assistant_provider.h"
#include "server/engine/inbox.h"
#include "server/engine/metrics.h"
#include "server/store/command_store.h"
#include "server/store/storage.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/rate_limiter.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <random>

namespace callfloor {

/// Sends journalled commands to the carrier and turns its answers into inputs. For each leg one command at a time, in
/// the order of the journal. That a command is about to be sent is written down before the first byte leaves, so
/// that a crash at any point leaves either "not sent" or "may have been sent" behind, never a wrong "not sent".
/// Lives in the engine thread.
class Outbox : public QObject {
    Q_OBJECT
public:
    struct Parts {
        store::Storage &storage;
        CarrierGateway &gateway;
        AssistantProvider &assistants;
        Inbox &inbox;
        Scheduler &scheduler;
        Metrics &metrics;
    };
    Outbox(const Parts &parts, const RateLimiter::Limits &limits, double timeScale, QObject *parent = nullptr);

    /// Takes up what a former run left open.
    void start();
    void add(const std::vector<store::StoredCommand> &commands);
    /// No new dials from now on; what is under way is finished.
    void stopDialling() { m_stopped = true; }
    /// Calls back with the leg's handle, or the refusal, once the dial of this leg is settled.
    void whenDialled(const LegId &leg, std::function<void(const CommandResult &)> done);
    /// True while the dial of this leg is not settled.
    bool dialling(const LegId &leg) const;
    bool busy() const { return !m_legs.isEmpty(); }
    /// Commands that are waiting or under way.
    qsizetype size() const { return m_size; }

private:
    struct Entry {
        store::StoredCommand command;
        std::optional<CommandResult> earlier; ///< What former attempts of this run brought.
        UtcTime notBefore{};
    };
    struct LegQueue {
        std::deque<Entry> entries;
        bool busy = false; ///< The front is being claimed, sent or settled.
        /// A dial that can have rung nobody yet, and behind it the wish to hang up.
        bool wantsTakeBack() const;
    };
    using Heads = std::vector<store::StoredCommand>;
    struct Claimed {
        QStringList ids;
        QHash<QString, store::commands::LegState> legs;
    };

    void pump();
    bool mayGo(Entry &entry, UtcTime now);
    void claim(Heads heads);
    void claimed(const Heads &heads, const Claimed &claimed);
    void dispatch(const store::StoredCommand &command, const Claimed &claimed);
    void send(const store::StoredCommand &command, const store::commands::LegState &leg, const QString &otherHandle);
    void fetchHistory(const store::StoredCommand &command, const store::commands::LegState &leg);
    void answered(const LegId &leg, const CommandResult &result, const RetryAdvice &advice);
    void settle(const LegId &leg, const CommandResult &result);
    void submitResult(const LegId &leg, InboxItem item, const CommandResult &result);
    void takeBack(const LegId &leg);
    void retryLater(const LegId &leg, std::chrono::milliseconds after);
    void pop(const LegId &leg, const CommandResult &result);
    void wakeAt(UtcTime when);
    UtcTime now() const { return m_parts.scheduler.clock().now(); }

    Parts m_parts;
    RateLimiter m_limiter;
    double m_timeScale;
    QHash<LegId, LegQueue> m_legs;
    QSet<QString> m_known; ///< Ids of the commands in the queues.
    QHash<LegId, std::vector<std::function<void(const CommandResult &)>>> m_waiters;
    std::optional<UtcTime> m_wakeAt;
    UtcTime m_dialsPausedUntil{};
    std::minstd_rand m_random{std::random_device{}()};
    qsizetype m_size = 0;
    bool m_stopped = false;
    bool m_claiming = false;
};

} // namespace callfloor
