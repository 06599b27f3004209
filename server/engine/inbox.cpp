// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/inbox.h"

namespace callfloor {

namespace {
/// Two, so that the writer finds the next batch ready when a commit ends instead of waiting for this thread.
constexpr int kMaxInFlight = 2;
constexpr size_t kMaxItems = 128;
} // namespace

Inbox::Inbox(store::Storage &storage, const CallPolicy &policy, const Clock &clock, Metrics &metrics, QObject *parent)
    : QObject(parent), m_storage(storage), m_policy(policy), m_clock(clock), m_metrics(metrics) {}

void Inbox::submit(InboxItem item, Done done) {
    m_waiting.push_back({std::move(item), std::move(done)});
    if (m_inFlight < kMaxInFlight && (m_inFlight == 0 || m_waiting.size() >= kMaxItems / 4)) flush();
}

void Inbox::flush() {
    if (m_waiting.empty()) return;
    Batch batch;
    if (m_waiting.size() <= kMaxItems) {
        batch.swap(m_waiting);
    } else {
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(kMaxItems);
        batch.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
    }
    run(std::move(batch));
}

void Inbox::run(Batch batch) {
    ++m_inFlight;
    ++m_metrics.inboxBatches;
    m_metrics.inboxInputs += static_cast<qint64>(batch.size());
    auto items = std::make_shared<std::vector<InboxItem>>();
    items->reserve(batch.size());
    for (const Waiting &waiting : batch) items->push_back(waiting.item);
    auto kept = std::make_shared<Batch>(std::move(batch));
    m_storage
        .write<BatchResult>([items, policy = m_policy, now = m_clock.now()](store::Tx &tx) {
            return applyInputs(tx, *items, policy, now);
        })
        .then(this, [this, kept](const Result<BatchResult> &result) { finished(kept, result); });
}

void Inbox::finished(const std::shared_ptr<Batch> &batch, const Result<BatchResult> &result) {
    --m_inFlight;
    if (!result && batch->size() > 1 && result.error().code != ErrorCode::Unavailable) {
        // One bad input must not take its neighbours with it: each gets a transaction of its own.
        for (Waiting &waiting : *batch) {
            Batch alone;
            alone.push_back(std::move(waiting));
            run(std::move(alone));
        }
        return;
    }
    flush(); // first, so that the writer has work while the answers go out
    if (result) announce(*result);
    for (size_t i = 0; i < batch->size(); ++i) {
        const Waiting &waiting = (*batch)[i];
        if (!waiting.done) continue;
        if (result) waiting.done(result->outcomes[i]);
        else waiting.done(result.error());
    }
    if (!busy()) emit idle();
}

void Inbox::announce(const BatchResult &result) {
    if (result.appendedEvents) emit eventsAppended();
    if (!result.commands.empty()) emit commandsJournalled(result.commands);
    if (!result.campaigns.empty()) emit campaignsDue(result.campaigns);
}

} // namespace callfloor
