// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/engine/call_batch.h"
#include "server/engine/metrics.h"
#include "server/store/storage.h"

#include <QObject>

#include <functional>
#include <vector>

namespace callfloor {

/// The one way by which a call changes: webhooks, results of commands, clicks and timers queue here and are written in
/// batches. While one batch is being committed the next gathers, so a lone input costs one commit and a flood costs
/// few. Lives in the engine thread.
class Inbox : public QObject {
    Q_OBJECT
public:
    /// Called in the engine thread once the input is durable, or with the reason why it is not (then nothing of it is
    /// stored, except that after a lost connection it may be).
    using Done = std::function<void(const Result<InboxOutcome> &)>;

    Inbox(store::Storage &storage, const CallPolicy &policy, const Clock &clock, Metrics &metrics, QObject *parent = nullptr);

    void submit(InboxItem item, Done done);
    /// Work of a service that writes calls by itself (a new outbound call): afterwards the same follows as after a batch.
    template <class T>
    QFuture<Result<T>> write(std::function<Result<T>(store::Tx &, BatchResult &)> work);

    /// True while something is waiting or being written.
    bool busy() const { return m_inFlight > 0 || !m_waiting.empty(); }
    const CallPolicy &policy() const { return m_policy; }

signals:
    /// Commands that are durable now and want to be sent.
    void commandsJournalled(const std::vector<callfloor::store::StoredCommand> &commands);
    /// Campaigns that want to be looked at when their time comes.
    void campaignsDue(const std::vector<callfloor::CampaignDue> &campaigns);
    /// The event log has grown.
    void eventsAppended();
    void idle();

private:
    struct Waiting {
        InboxItem item;
        Done done;
    };
    using Batch = std::vector<Waiting>;

    void flush();
    void run(Batch batch);
    void finished(const std::shared_ptr<Batch> &batch, const Result<BatchResult> &result);
    void announce(const BatchResult &result);

    store::Storage &m_storage;
    CallPolicy m_policy;
    const Clock &m_clock;
    Metrics &m_metrics;
    Batch m_waiting;
    int m_inFlight = 0;
};

template <class T>
QFuture<Result<T>> Inbox::write(std::function<Result<T>(store::Tx &, BatchResult &)> work) {
    auto written = std::make_shared<BatchResult>();
    return m_storage
        .write<T>([work = std::move(work), written](store::Tx &tx) {
            *written = {};
            return work(tx, *written);
        })
        .then(this, [this, written](const Result<T> &result) {
            if (result) announce(*written);
            return result;
        });
}

} // namespace callfloor
