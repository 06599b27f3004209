// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/reconciler.h"

#include <QHash>
#include <QLoggingCategory>

namespace callfloor {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcReconcile, "callfloor.reconcile")

namespace {
constexpr auto kSweepPeriod = 60s;
constexpr auto kSweepRetry = 5s;
constexpr auto kDeadlinePeriod = 1s;
/// A leg younger than this may not be in the carrier's list yet.
constexpr auto kYoung = 10s;
constexpr int kDueLegsAtOnce = 200;
} // namespace

Reconciler::Reconciler(store::Storage &storage, CarrierGateway &gateway, Inbox &inbox, Scheduler &scheduler,
                       Metrics &metrics, QObject *parent)
    : QObject(parent), m_storage(storage), m_gateway(gateway), m_inbox(inbox), m_scheduler(scheduler), m_metrics(metrics) {}

std::chrono::milliseconds Reconciler::scaled(std::chrono::milliseconds period) const {
    return std::chrono::milliseconds(
        std::max<qint64>(20, static_cast<qint64>(static_cast<double>(period.count()) / m_inbox.policy().timeScale)));
}

void Reconciler::start() {
    sweep();
    lookAtDeadlines();
}

void Reconciler::sweep() {
    const UtcTime askedAt = m_scheduler.clock().now();
    m_gateway.activeCalls([this, askedAt](const Result<std::vector<ActiveLeg>> &active) {
        if (active) compare(*active, askedAt);
        else qCWarning(lcReconcile).noquote() << "the carrier's list of live legs cannot be read:" << active.error().message;
        if (!active) emit swept();
        m_scheduler.after(scaled(active ? std::chrono::milliseconds(kSweepPeriod) : kSweepRetry), this, [this] { sweep(); });
    });
}

void Reconciler::compare(const std::vector<ActiveLeg> &active, UtcTime askedAt) {
    const UtcTime before = askedAt - scaled(kYoung);
    m_storage
        .read<std::vector<store::LegHandle>>([before](store::Tx &tx) -> Result<std::vector<store::LegHandle>> {
            return store::calls::liveHandles(tx, before);
        })
        .then(this, [this, active](const Result<std::vector<store::LegHandle>> &ours) {
            if (!ours) return emit swept();
            QHash<QString, bool> alive;
            for (const ActiveLeg &leg : active) alive.insert(leg.callControlId, true);
            QHash<QString, bool> known;
            for (const store::LegHandle &leg : *ours) {
                known.insert(leg.legId.text(), true);
                if (!alive.contains(leg.callControlId)) overdue(leg.legId, leg.callId);
            }
            // Legs of ours that we do not count as live: a dial whose answer was lost, or a ghost.
            for (const ActiveLeg &leg : active) {
                const LegId id = legFromClientState(leg.clientState);
                if (id.isEmpty() || known.contains(id.text())) continue;
                InboxItem item{input::LegSeen{id, leg.callControlId, leg.callLegId, leg.callSessionId}, {}, {}};
                m_inbox.submit(std::move(item), {});
            }
            emit swept();
        });
}

void Reconciler::lookAtDeadlines() {
    m_storage
        .read<std::vector<std::pair<LegId, CallId>>>(
            [now = m_scheduler.clock().now()](store::Tx &tx) -> Result<std::vector<std::pair<LegId, CallId>>> {
                return store::calls::dueLegs(tx, now, kDueLegsAtOnce);
            })
        .then(this, [this](const Result<std::vector<std::pair<LegId, CallId>>> &due) {
            if (due)
                for (const auto &[leg, call] : *due) overdue(leg, call);
            m_scheduler.after(scaled(kDeadlinePeriod), this, [this] { lookAtDeadlines(); });
        });
}

void Reconciler::overdue(const LegId &leg, const CallId &call) {
    ++m_metrics.reconciledLegs;
    m_inbox.submit(InboxItem{input::LegOverdue{leg}, call, {}}, {});
}

} // namespace callfloor
