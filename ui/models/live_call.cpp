// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/live_call.h"

#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;
using std::chrono::microseconds;

namespace {

template <class T>
unsigned assignPart(T &target, T value, unsigned part) {
    if (target == value) return 0;
    target = std::move(value);
    return part;
}

unsigned mergeText(QString &target, const QJsonObject &object, QLatin1StringView key, unsigned part) {
    const QJsonValue value = object.value(key);
    return value.isUndefined() ? 0 : assignPart(target, value.toString(), part);
}

unsigned mergeTime(std::optional<UtcTime> &target, const QJsonObject &object, QLatin1StringView key, unsigned part) {
    const QJsonValue value = object.value(key);
    if (value.isUndefined()) return 0;
    return assignPart(target, value.isString() ? fromIso(value.toString().toLatin1()) : std::nullopt, part);
}

} // namespace

microseconds LiveCall::waited(UtcTime now) const {
    if (!startedAt) return microseconds::zero();
    return std::max(microseconds::zero(), (answeredAt ? *answeredAt : until(now)) - *startedAt);
}

std::optional<microseconds> LiveCall::talked(UtcTime now) const {
    if (!answeredAt) return std::nullopt;
    return std::max(microseconds::zero(), until(now) - *answeredAt);
}

bool isCallObject(const QJsonObject &object) {
    return !object.value("id"_L1).toString().isEmpty() &&
           callStatusFromName(object.value("status"_L1).toString()).has_value();
}

unsigned mergeCall(LiveCall &call, const QJsonObject &object) {
    unsigned changed = 0;
    if (const auto direction = callDirectionFromName(object.value("direction"_L1).toString()))
        changed |= assignPart(call.direction, *direction, kPartDirection);
    if (const auto status = callStatusFromName(object.value("status"_L1).toString()))
        changed |= assignPart(call.status, *status, kPartState);
    if (const auto stage = callStageFromName(object.value("stage"_L1).toString()))
        changed |= assignPart(call.stage, *stage, kPartStage);
    changed |= mergeText(call.queueId, object, "queueId"_L1, kPartQueue);
    changed |= mergeText(call.id, object, "id"_L1, 0);
    changed |= mergeText(call.customerNumber, object, "customerNumber"_L1, kPartCustomer);
    changed |= mergeText(call.ourNumber, object, "ourNumber"_L1, kPartOurNumber);
    changed |= mergeText(call.agentId, object, "agentId"_L1, kPartAgent);
    changed |= mergeText(call.outcome, object, "outcome"_L1, kPartState);
    changed |= mergeText(call.failureText, object, "failureText"_L1, kPartState);
    changed |= mergeTime(call.startedAt, object, "startedAt"_L1, kPartStart | kPartAnswer);
    changed |= mergeTime(call.answeredAt, object, "answeredAt"_L1, kPartAnswer);
    changed |= mergeTime(call.endedAt, object, "endedAt"_L1, kPartAnswer);
    return changed;
}

unsigned takeOver(LiveCall &call, const LiveCall &from) {
    call.id = from.id;
    return assignPart(call.direction, from.direction, kPartDirection) |
           assignPart(call.status, from.status, kPartState) | assignPart(call.stage, from.stage, kPartStage) |
           assignPart(call.queueId, from.queueId, kPartQueue) | assignPart(call.outcome, from.outcome, kPartState) |
           assignPart(call.failureText, from.failureText, kPartState) |
           assignPart(call.customerNumber, from.customerNumber, kPartCustomer) |
           assignPart(call.ourNumber, from.ourNumber, kPartOurNumber) |
           assignPart(call.agentId, from.agentId, kPartAgent) |
           assignPart(call.startedAt, from.startedAt, kPartStart | kPartAnswer) |
           assignPart(call.answeredAt, from.answeredAt, kPartAnswer) |
           assignPart(call.endedAt, from.endedAt, kPartAnswer);
}

Result<CallSnapshot> readSnapshot(const QByteArray &json) {
    const auto document = parseJson(json);
    if (!document) return document.error();
    const QJsonObject object = document->object();
    const QJsonValue seq = object.value("seq"_L1);
    const QJsonValue calls = object.value("calls"_L1);
    if (!seq.isDouble() || !calls.isArray()) return internalError(u"the snapshot has no seq or no calls"_s);

    CallSnapshot snapshot{seq.toInteger(), {}};
    const QJsonArray array = calls.toArray();
    snapshot.calls.reserve(static_cast<size_t>(array.size()));
    for (const QJsonValue &value : array) {
        const QJsonObject callObject = value.toObject();
        if (!isCallObject(callObject)) continue;
        LiveCall call;
        mergeCall(call, callObject);
        call.seq = snapshot.seq;
        snapshot.calls.push_back(std::move(call));
    }
    return snapshot;
}

} // namespace callfloor
