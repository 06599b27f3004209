// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/webhook_parts.h"

#include "server/engine/call_batch.h"
#include "server/store/storage.h"
#include "server/telnyx/webhook_decoder.h"
#include "server/telnyx/webhook_verifier.h"
#include "tests/bench/process_cost.h"

#include <QElapsedTimer>

#include <algorithm>

#include <unistd.h>

namespace callfloor::bench {

using namespace Qt::StringLiterals;

namespace {

double microsEach(const QElapsedTimer &timer, size_t count) {
    return static_cast<double>(timer.nsecsElapsed()) / 1000.0 / static_cast<double>(std::max(count, size_t{1}));
}

std::vector<InboxItem> itemsOf(const std::vector<SignedWebhook> &webhooks, UtcTime now) {
    std::vector<InboxItem> items;
    for (const SignedWebhook &webhook : webhooks) {
        auto event = decodeWebhook(webhook.body, now);
        if (!event) return {};
        InboxItem item{input::Carrier{*event}, {}, {}};
        item.webhook = store::NewWebhook{event->eventId, event->rawType, event->occurredAt, now, webhook.body};
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace

double verifyMicros(const QByteArray &publicKey, const std::vector<SignedWebhook> &webhooks) {
    const auto verifier = WebhookVerifier::create(publicKey);
    if (!verifier) return -1;
    const UtcTime now = SystemClock().now();
    QElapsedTimer timer;
    timer.start();
    for (const SignedWebhook &webhook : webhooks)
        if (!verifier->verify(webhook.timestamp, webhook.signature, webhook.body, now)) return -1;
    return microsEach(timer, webhooks.size());
}

double decodeMicros(const std::vector<SignedWebhook> &webhooks) {
    const UtcTime now = SystemClock().now();
    QElapsedTimer timer;
    timer.start();
    for (const SignedWebhook &webhook : webhooks)
        if (!decodeWebhook(webhook.body, now)) return -1;
    return microsEach(timer, webhooks.size());
}

BatchCost batchCost(const QString &databaseUrl, const std::vector<SignedWebhook> &webhooks, size_t together,
                    const std::function<double()> &databaseCpuMs) {
    const auto url = store::parseDatabaseUrl(databaseUrl, {});
    if (!url) return {};
    auto storage = store::Storage::open({*url, 1, true});
    const UtcTime now = SystemClock().now();
    const std::vector<InboxItem> items = itemsOf(webhooks, now);
    if (!storage || items.empty()) return {};
    CallPolicy policy;
    policy.answerInbound = false;
    const double ownBefore = cpuMs(::getpid()), databaseBefore = databaseCpuMs();
    QElapsedTimer timer;
    timer.start();
    for (size_t at = 0; at < items.size(); at += together) {
        const auto end = items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), at + together));
        const std::vector<InboxItem> batch(items.begin() + static_cast<std::ptrdiff_t>(at), end);
        auto written = (*storage)->write<BatchResult>([&](store::Tx &tx) { return applyInputs(tx, batch, policy, now); });
        written.waitForFinished();
        if (!written.result()) return {};
    }
    BatchCost cost;
    cost.micros = microsEach(timer, items.size());
    const auto count = static_cast<double>(items.size());
    cost.ownCpuMs = (cpuMs(::getpid()) - ownBefore) / count;
    cost.databaseCpuMs = (databaseCpuMs() - databaseBefore) / count;
    return cost;
}

} // namespace callfloor::bench
