// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/callbacks.h"

#include "server/engine/phone_numbers.h"
#include "server/store/call_store.h"

namespace callfloor::callbacks {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto kNobodyFreePause = 15s;

void endUnbegun(store::Tx &tx, Call &call, const CallPolicy &policy, UtcTime now) {
    call.status = CallStatus::Failed;
    call.outcome = u"agent_no_answer"_s;
    call.endedAt = now;
    call.plan = {};
    store::calls::save(tx, {call}, policy.timeScale);
}
} // namespace

std::optional<Call> begin(store::Tx &tx, const store::QueueEntry &entry, const Call &promised, const CallPolicy &policy, UtcTime now) {
    const NumberReading number = PhoneNumbers::readOne(promised.customerNumber, {});
    if (!number.refusal.isEmpty()) { // erased since
        store::entries::flowOut(tx, entry.id, u"callback_unreached"_s, {}, now);
        return std::nullopt;
    }
    const CallingWindow window = callingWindow(policy.callingProfile, number.number, number.region, now);
    if (!window.open) {
        store::entries::retryCallback(tx, entry.id, std::max(window.opensAt, now + kNobodyFreePause), false);
        return std::nullopt;
    }
    Call call;
    call.id = CallId::make(now);
    call.customerNumber = promised.customerNumber;
    call.ourNumber = promised.ourNumber.isEmpty() ? policy.fromNumber : promised.ourNumber;
    call.direction = CallDirection::Outbound;
    call.status = CallStatus::Initiated;
    call.startedAt = now;
    call.queueId = entry.queue;
    call.wishes.record = promised.wishes.record;
    call.plan.callback = true;
    call.plan.callPriority = entry.callPriority;
    call.plan.customerLeg = LegId::make(now);
    store::calls::save(tx, {call}, policy.timeScale); // reservations and the place point to it
    if (store::entries::callBackBy(tx, entry.id, call.id)) return call;
    endUnbegun(tx, call, policy, now);
    return std::nullopt;
}

void agentsFound(store::Tx &tx, const store::QueueEntry &entry, Call &call, const std::vector<Device> &devices, const CallPolicy &policy,
                 UtcTime now) {
    if (devices.empty()) {
        store::entries::retryCallback(tx, entry.id, now + kNobodyFreePause, false);
        return endUnbegun(tx, call, policy, now);
    }
    if (devices.size() > 1) return;
    call.agentId = devices.front().owner; // who sees it while it rings
    store::calls::save(tx, {call}, policy.timeScale);
}

} // namespace callfloor::callbacks
