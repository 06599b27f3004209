// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/queues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

QString queueTime(UtcTime t) { return QString::fromLatin1(toIsoMicros(t)); }

} // namespace

Queues::Queues(Switchboard &board, CommandDesk &desk, Router &router) : m_board(board) {
    desk.add({.name = u"enqueue"_s, .required = {u"queue_name"_s}},
             [this](Leg &leg, const QJsonObject &body) { return enqueue(leg, body); });
    desk.add({.name = u"leave_queue"_s}, [this](Leg &leg, const QJsonObject &) -> ApiResponse {
        if (leg.queue.isEmpty()) return refusal(422, u"90035"_s, u"Call not in queue"_s, u"The call waits in no queue."_s);
        leave(leg, u"leave"_s);
        return resultOk();
    });
    board.onLeaving([this](Leg &leg) { leave(leg, leg.live() ? u"bridged"_s : u"hangup"_s); });
    addReads(router);
}

Queues::Queue &Queues::create(const QString &name, int maxSize) {
    const UtcTime now = m_board.now();
    return m_queues.emplace(name, Queue{.id = m_board.newUuid(), .name = name, .maxSize = maxSize, .createdAt = now,
                                        .updatedAt = now}).first->second;
}

ApiResponse Queues::enqueue(Leg &leg, const QJsonObject &body) {
    const QString name = body.value("queue_name"_L1).toString();
    if (leg.queue == name)
        return refusal(422, u"90038"_s, u"Call already in queue"_s, u"The call waits in that queue already."_s);
    const auto found = m_queues.find(name);
    const bool exists = found != m_queues.end();
    if (exists && body.contains("max_size"_L1) && body.value("max_size"_L1).toInt() != found->second.maxSize)
        return refusal(422, u"90037"_s, u"Queue size is fixed"_s, u"max_size cannot change once the queue exists."_s);
    if (exists && static_cast<int>(found->second.waiting.size()) >= found->second.maxSize)
        return refusal(422, u"90036"_s, u"Queue full"_s, u"The '%1' queue takes no more calls."_s.arg(name));
    Queue &queue = exists ? found->second : create(name, body.value("max_size"_L1).toInt(100));
    m_board.leavePlace(leg);
    leg.queue = name;
    const UtcTime since = m_board.now();
    queue.waiting.push_back({leg.controlId, since});
    queue.updatedAt = since;
    m_board.emitEvent(leg, u"call.enqueued"_s,
                      {{u"queue"_s, name},
                       {u"current_position"_s, static_cast<int>(queue.waiting.size())},
                       {u"queue_avg_wait_time_secs"_s, averageWait(queue)}},
                      {.parties = false});
    if (const int most = body.value("max_wait_time_secs"_L1).toInt(); most > 0)
        m_board.laterFor(leg, std::chrono::seconds(most), [this, name, since](Leg &waiting) {
            const auto it = m_queues.find(name);
            if (waiting.queue != name || it == m_queues.end()) return;
            const bool same = std::any_of(it->second.waiting.begin(), it->second.waiting.end(), [&](const Waiting &w) {
                return w.controlId == waiting.controlId && w.since == since;
            });
            if (same) leave(waiting, u"timeout"_s);
        });
    return resultOk();
}

void Queues::leave(Leg &leg, const QString &reason) {
    if (leg.queue.isEmpty()) return;
    const QString name = std::exchange(leg.queue, {});
    const auto it = m_queues.find(name);
    if (it == m_queues.end()) return;
    Queue &queue = it->second;
    const auto at = std::find_if(queue.waiting.begin(), queue.waiting.end(),
                                 [&](const Waiting &w) { return w.controlId == leg.controlId; });
    if (at == queue.waiting.end()) return;
    const auto position = at - queue.waiting.begin() + 1;
    const qint64 waited = std::chrono::duration_cast<std::chrono::seconds>(m_board.now() - at->since).count();
    queue.waiting.erase(at);
    queue.updatedAt = m_board.now();
    queue.waitedSecs += waited;
    ++queue.left;
    m_board.emitEvent(leg, u"call.dequeued"_s,
                      {{u"queue"_s, name},
                       {u"queue_position"_s, qint64{position}},
                       {u"reason"_s, reason},
                       {u"wait_time_secs"_s, waited}},
                      {.parties = false});
}

Leg *Queues::takeFirst(const QString &name) {
    const auto it = m_queues.find(name);
    if (it == m_queues.end() || it->second.waiting.empty()) return nullptr;
    Leg *first = m_board.find(it->second.waiting.front().controlId);
    if (first) leave(*first, u"bridging-in-process"_s);
    return first;
}

QJsonObject Queues::queueJson(const Queue &queue) const {
    return {{u"record_type"_s, u"queue"_s},
            {u"id"_s, queue.id},
            {u"name"_s, queue.name},
            {u"current_size"_s, static_cast<int>(queue.waiting.size())},
            {u"max_size"_s, queue.maxSize},
            {u"average_wait_time_secs"_s, averageWait(queue)},
            {u"created_at"_s, queueTime(queue.createdAt)},
            {u"updated_at"_s, queueTime(queue.updatedAt)}};
}

QJsonObject Queues::waitingJson(const Queue &queue, size_t index) const {
    const Waiting &waiting = queue.waiting[index];
    const Leg *leg = m_board.find(waiting.controlId);
    if (!leg) return {};
    return {{u"record_type"_s, u"queue_call"_s},
            {u"call_control_id"_s, leg->controlId},
            {u"call_leg_id"_s, leg->legId},
            {u"call_session_id"_s, leg->sessionId},
            {u"connection_id"_s, leg->connectionId},
            {u"from"_s, leg->from},
            {u"to"_s, leg->to},
            {u"enqueued_at"_s, queueTime(waiting.since)},
            {u"wait_time_secs"_s, qint64{std::chrono::duration_cast<std::chrono::seconds>(m_board.now() - waiting.since).count()}},
            {u"queue_position"_s, static_cast<int>(index) + 1},
            {u"is_alive"_s, leg->live()},
            {u"queue_id"_s, queue.id}};
}

ApiResponse Queues::queueCalls(const Queue &queue, const ApiRequest &request) const {
    QJsonArray items;
    for (size_t i = 0; i < queue.waiting.size(); ++i) items.append(waitingJson(queue, i));
    return pageResponse(items, request);
}

void Queues::addReads(Router &router) {
    router.add(u"GET"_s, u"queues"_s, u"queues.list"_s, [this](const ApiRequest &request, const QStringList &) {
        QJsonArray items;
        for (const auto &[name, queue] : m_queues) items.append(queueJson(queue));
        return pageResponse(items, request);
    });
    const auto on = [this](auto work) {
        return [this, work](const ApiRequest &request, const QStringList &captures) -> ApiResponse {
            const auto it = m_queues.find(captures.first());
            return it == m_queues.end() ? refuse::notFound() : work(it->second, request, captures);
        };
    };
    router.add(u"GET"_s, u"queues/{}"_s, u"queues.get"_s,
               on([this](const Queue &queue, const ApiRequest &, const QStringList &) { return dataResponse(queueJson(queue)); }));
    router.add(u"GET"_s, u"queues/{}/calls"_s, u"queues.calls"_s,
               on([this](const Queue &queue, const ApiRequest &request, const QStringList &) { return queueCalls(queue, request); }));
    router.add(u"GET"_s, u"queues/{}/calls/{}"_s, u"queues.call"_s,
               on([this](const Queue &queue, const ApiRequest &, const QStringList &captures) {
                   for (size_t i = 0; i < queue.waiting.size(); ++i)
                       if (queue.waiting[i].controlId == captures[1]) return dataResponse(waitingJson(queue, i));
                   return refuse::notFound();
               }));
    router.add(u"DELETE"_s, u"queues/{}/calls/{}"_s, u"queues.remove_call"_s,
               on([this](const Queue &queue, const ApiRequest &, const QStringList &captures) -> ApiResponse {
                   Leg *leg = m_board.find(captures[1]);
                   if (!leg || leg->queue != queue.name) return refuse::notFound();
                   leave(*leg, u"leave"_s);
                   return {.status = 204};
               }));
}

} // namespace callfloor::simulator
