// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/routing_service.h"

#include "server/engine/callbacks.h"
#include "server/engine/floor_source.h"
#include "server/engine/people_desk.h"
#include "server/store/call_store.h"
#include "server/store/queue_entry_store.h"

#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcRouting, "callfloor.routing")

namespace {

constexpr auto kLookPeriod = 1s;
constexpr auto kStoragePause = 500ms;
constexpr int kDueAtOnce = 200;

struct Moments {
    std::vector<CallId> due;
    bool waiting = false;
};

/// Reserves everybody whom an offer wants rung, or nobody.
std::optional<std::vector<Device>> reserveAll(PeopleDesk &people, const Call &call, const Offer &offer) {
    std::vector<Device> devices;
    for (const UserId &agent : offer.agents) {
        auto device = people.reserve(agent, call, Errand::Offer, offer.queue, false, offer.ringSeconds);
        if (device) {
            devices.push_back(std::move(device).value());
            continue;
        }
        qCInfo(lcRouting).noquote() << "no offer to" << agent.text() << "-" << device.error().message;
        for (const Device &reserved : devices) people.release(reserved.owner, reserved.workId);
        return std::nullopt;
    }
    return devices;
}

} // namespace

RoutingService::RoutingService(store::Storage &storage, Inbox &inbox, EventBus &bus, Scheduler &scheduler, bool carrier, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_scheduler(scheduler), m_carrier(carrier) {
    connect(&bus, &EventBus::published, this, [this](const std::vector<Event> &events) {
        for (const Event &event : events)
            if (event.kind == EventKind::QueueUpdate || event.kind == EventKind::AgentUpdate || event.kind == EventKind::SupervisionUpdate) return poke();
    });
}

void RoutingService::start() {
    poke();
    look();
}

/// Once a second: moments of calls that have come. Changes of the floor are told by events.
void RoutingService::look() {
    if (m_stopped) return;
    const UtcTime now = m_scheduler.clock().now();
    m_storage
        .read<std::vector<CallId>>([now](store::Tx &tx) -> Result<std::vector<CallId>> { return store::calls::due(tx, now, kDueAtOnce); })
        .then(this, [this](const Result<std::vector<CallId>> &due) {
            if (due)
                for (const CallId &call : *due) m_inbox.submit(InboxItem{input::TimeIsUp{}, call, {}}, {});
            m_scheduler.after(kLookPeriod, this, [this] { look(); });
        });
}

void RoutingService::withdraw(const CallId &call, const UserId &agent) {
    m_inbox.submit(InboxItem{input::Withdraw{agent}, call, {}}, {});
}

void RoutingService::poke() {
    if (!m_carrier || m_stopped) return;
    if (m_running) m_again = true;
    else pass();
}

void RoutingService::pass() {
    m_running = true;
    m_again = false;
    const UtcTime now = m_scheduler.clock().now();
    m_storage
        .read<bool>([](store::Tx &tx) -> Result<bool> { return store::entries::anyWaiting(tx); })
        .then(this, [this, now](const Result<bool> &waiting) {
            if (!waiting) return passDone(waiting.error());
            if (!*waiting) return passDone(Pass{});
            m_inbox
                .write<Pass>([now, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Pass> {
                    const RoutingView view = floorFromRows(tx, now);
                    const RoutingResult found = match(view, now);
                    PeopleDesk people(tx, policy, now);
                    std::vector<InboxItem> items;
                    std::vector<QueueId> touched;
                    for (const Offer &offer : found.offers) {
                        const auto entry = store::entries::get(tx, offer.entryId);
                        auto call = store::calls::load(tx, offer.callId);
                        if (!entry || !call) continue;
                        if (entry->callback) call = callbacks::begin(tx, *entry, *call, policy, now);
                        if (!call) continue;
                        auto devices = reserveAll(people, *call, offer);
                        if (entry->callback) callbacks::agentsFound(tx, *entry, *call, devices.value_or(std::vector<Device>()), policy, now);
                        if (!devices) continue;
                        store::entries::offer(tx, offer, now);
                        touched.push_back(offer.queue);
                        items.push_back({input::Ring{std::move(*devices)}, call->id, {}});
                    }
                    Pass pass{found.nextChangeAt, static_cast<int>(items.size())};
                    for (const OverflowDue &due : found.overflows) {
                        const auto entry = store::entries::get(tx, due.entryId);
                        if (!entry) continue;
                        touched.push_back(due.queue);
                        if (entry->callback) store::entries::flowOut(tx, due.entryId, u"callback_expired"_s, {}, now);
                        else if (const auto call = store::calls::load(tx, entry->callId))
                            items.push_back({input::Overflowed{people.overflow(*call, due.entryId, due.to, u"max_wait"_s)}, entry->callId, {}});
                    }
                    if (items.empty()) {
                        store::entries::announce(tx, touched, now);
                        written.appendedEvents = people.wroteEvents() || !touched.empty();
                        return pass;
                    }
                    auto applied = applyInputs(tx, items, policy, now);
                    if (!applied) return applied.error();
                    // Who hung up in this moment: the call has not heard of it, but its agents are free again.
                    for (size_t i = 0; i < items.size(); ++i) {
                        if (!applied->outcomes[i].refusal) continue;
                        const auto *ring = std::get_if<input::Ring>(&items[i].input);
                        if (!ring) continue;
                        const auto entry = store::entries::openOf(tx, items[i].callId);
                        for (const Device &device : ring->devices) {
                            people.release(device.owner, device.workId);
                            if (entry) store::entries::offerEnded(tx, entry->id, device.owner, store::OfferResult::CallerGone, now);
                        }
                        if (entry) store::entries::abandon(tx, entry->id, now);
                    }
                    store::entries::announce(tx, touched, now);
                    written = std::move(applied).value();
                    written.appendedEvents = true;
                    return pass;
                })
                .then(this, [this](const Result<Pass> &result) { passDone(result); });
        });
}

void RoutingService::passDone(const Result<Pass> &pass) {
    m_running = false;
    if (!pass) {
        qCWarning(lcRouting).noquote() << "the floor could not be looked at:" << pass.error().message << pass.error().detail;
        return m_scheduler.after(kStoragePause, this, [this] { poke(); });
    }
    emit passed();
    if (m_again) return this->pass();
    if (!pass->nextChangeAt || (m_wakeAt != UtcTime{} && m_wakeAt <= *pass->nextChangeAt)) return;
    const UtcTime at = *pass->nextChangeAt;
    m_wakeAt = at;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(std::max(at - m_scheduler.clock().now(), UtcTime::duration::zero()));
    m_scheduler.after(delay, this, [this, at] {
        if (m_wakeAt == at) m_wakeAt = {};
        poke();
    });
}

} // namespace callfloor
