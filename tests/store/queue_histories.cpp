// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/queue_histories.h"

#include "server/store/queue_store.h"

#include <map>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace callfloor::store;
using namespace std::chrono_literals;

namespace {

/// Often on a whole second, so that the limits themselves are met.
std::chrono::microseconds randomSpan(QRandomGenerator &random, int mostSeconds) {
    const std::chrono::seconds whole(random.bounded(mostSeconds + 1));
    return random.bounded(2) == 0 ? whole : whole + std::chrono::microseconds(random.bounded(1'000'000));
}

QueueEntry randomEntry(QRandomGenerator &random, const QueueHistory &history, int n, UtcTime begin) {
    QueueEntry entry;
    entry.id = QueueEntryId(u"e-%1"_s.arg(n));
    entry.callId = CallId(u"c-%1"_s.arg(n));
    entry.queue = history.queues[static_cast<size_t>(random.bounded(static_cast<int>(history.queues.size())))].id;
    entry.enteredAt = begin + randomSpan(random, 4 * 3600);
    entry.state = static_cast<EntryState>(random.bounded(5));
    const UtcTime end = entry.enteredAt + randomSpan(random, 40);
    if (entry.state == EntryState::Connected) {
        entry.connectedAt = end;
        entry.agent = history.agents[static_cast<size_t>(random.bounded(static_cast<int>(history.agents.size())))];
    }
    if (entry.state != EntryState::Waiting && entry.state != EntryState::Offered) entry.endedAt = end;
    return entry;
}

/// An agent's day: one span after another; those of a call together.
void addDay(QRandomGenerator &random, QueueHistory &history, const UserId &agent, UtcTime begin) {
    UtcTime at = begin + randomSpan(random, 600);
    const auto span = [&](WorkKind kind, const CallId &call, const QueueId &queue, int mostSeconds, bool open = false) {
        WorkSegment segment{u"w-%1"_s.arg(history.segments.size()), agent, call, queue, kind, at, std::nullopt};
        at += randomSpan(random, mostSeconds);
        if (!open) segment.endedAt = at;
        history.segments.push_back(segment);
    };
    for (int contacts = 3 + random.bounded(10); contacts > 0; --contacts) {
        span(random.bounded(5) == 0 ? WorkKind::NotReady : WorkKind::Idle, {}, {}, 900);
        const QueueEntry &entry = history.entries[static_cast<size_t>(random.bounded(static_cast<int>(history.entries.size())))];
        const QueueId queue = random.bounded(5) == 0 ? QueueId() : entry.queue; // a call of his own
        span(WorkKind::Ring, entry.callId, queue, 20);
        for (int talks = random.bounded(3); talks > 0; --talks) {
            span(WorkKind::Talk, entry.callId, queue, 400);
            if (random.bounded(2) == 0) span(WorkKind::Hold, entry.callId, queue, 60);
        }
        if (random.bounded(2) == 0) span(WorkKind::Wrap, entry.callId, queue, 120);
        if (contacts == 1 && random.bounded(2) == 0) return span(WorkKind::Talk, entry.callId, queue, 1, true);
    }
}

bool inside(UtcTime at, const FigureQuery &query, qint64 interval) {
    if (at < query.from || at >= query.to) return false;
    if (query.interval.count() == 0) return interval == 0;
    const UtcTime begin = query.from + query.interval * interval;
    return at >= begin && at < begin + query.interval;
}

} // namespace

QueueHistory randomHistory(QRandomGenerator &random, UtcTime begin) {
    QueueHistory history;
    for (int n = 0; n < 3; ++n) {
        Queue queue;
        queue.id = QueueId(u"q-%1"_s.arg(n));
        queue.name = queue.id.text();
        queue.serviceLevelSeconds = 5 + random.bounded(30);
        queue.shortAbandonSeconds = random.bounded(10);
        history.queues.push_back(queue);
    }
    for (int n = 0; n < 4; ++n) history.agents.emplace_back(u"a-%1"_s.arg(n));
    for (int n = 0; n < 150; ++n) history.entries.push_back(randomEntry(random, history, n, begin));
    for (const UserId &agent : history.agents) addDay(random, history, agent, begin);
    return history;
}

void insertHistory(Tx &tx, const QueueHistory &history) {
    const auto quoted = [](const QString &text) { return text.isEmpty() ? u"null"_s : QString(u'\'' + text + u'\''); };
    const auto time = [](const std::optional<UtcTime> &at) { return at ? QString::number(toMicros(*at)) : u"null"_s; };
    for (const UserId &agent : history.agents)
        tx.run(u"insert into user_account (id, email, email_key, name, password_hash, role, created_us, updated_us)"
               " values ('%1', '%1', '%1', '%1', 'x', 'AGENT', 0, 0)"_s.arg(agent.text()));
    for (const Queue &queue : history.queues) queues::save(tx, queue, UtcTime{});
    for (const QueueEntry &entry : history.entries) {
        tx.run(u"insert into call (id, customer_number, direction, status, started_us) values ('%1', '+1', 'inbound', 'ACTIVE', 0)"_s
                   .arg(entry.callId.text()));
        tx.run(u"insert into queue_entry (id, call_id, queue_id, entered_us, state, connected_us, ended_us, agent_id)"
               " values ('%1', '%2', '%3', %4, '%5', %6, %7, %8)"_s
                   .arg(entry.id.text(), entry.callId.text(), entry.queue.text(), time(entry.enteredAt), entryStateName(entry.state),
                        time(entry.connectedAt), time(entry.endedAt), quoted(entry.agent.text())));
    }
    for (const WorkSegment &segment : history.segments)
        tx.run(u"insert into work_segment (id, user_id, call_id, queue_id, kind, began_us, ended_us) values ('%1', '%2', %3, %4, '%5', %6, %7)"_s
                   .arg(segment.id, segment.user.text(), quoted(segment.call.text()), quoted(segment.queue.text()),
                        workKindName(segment.kind), time(segment.beganAt), time(segment.endedAt)));
}

QueueSums recount(const QueueHistory &history, const FigureQuery &query, const FigureKey &key) {
    QueueSums sums;
    for (const QueueEntry &entry : history.entries) {
        if (!(entry.queue == key.queue) || !(entry.agent == key.agent) || !inside(entry.enteredAt, query, key.interval)) continue;
        if (!query.queue.isEmpty() && !(entry.queue == query.queue)) continue;
        if (!query.agent.isEmpty() && !(entry.agent == query.agent)) continue;
        const auto queue = std::find_if(history.queues.begin(), history.queues.end(), [&](const Queue &q) { return q.id == entry.queue; });
        const auto waited = entry.endedAt.value_or(entry.enteredAt) - entry.enteredAt;
        const bool inTime = waited <= std::chrono::seconds(queue->serviceLevelSeconds);
        ++sums.offered;
        if (entry.state == EntryState::FlowedOut) ++sums.flowedOut;
        if (entry.state == EntryState::Abandoned) {
            ++sums.abandoned;
            if (inTime) ++sums.abandonedInTime;
            if (waited < std::chrono::seconds(queue->shortAbandonSeconds)) ++sums.shortAbandoned;
        }
        if (entry.state != EntryState::Connected) continue;
        ++sums.answered;
        if (inTime) ++sums.answeredInTime;
        sums.answeredWaitUs += waited.count();
    }
    return sums;
}

WorkSums recountWork(const QueueHistory &history, const FigureQuery &query, const FigureKey &key) {
    WorkSums sums;
    std::map<CallId, std::vector<const WorkSegment *>> contacts;
    for (const WorkSegment &segment : history.segments) {
        if (!(segment.queue == key.queue) || !(segment.user == key.agent)) continue;
        if (!query.queue.isEmpty() && !(segment.queue == query.queue)) continue;
        if (!query.agent.isEmpty() && !(segment.user == query.agent)) continue;
        const bool handling = segment.kind == WorkKind::Talk || segment.kind == WorkKind::Hold || segment.kind == WorkKind::Wrap;
        if (handling && !segment.call.isEmpty()) contacts[segment.call].push_back(&segment);
        if (!segment.endedAt || !inside(*segment.endedAt, query, key.interval)) continue;
        qint64 *const sum = std::map<WorkKind, qint64 *>{{WorkKind::Talk, &sums.talkUs}, {WorkKind::Hold, &sums.holdUs},
                                                         {WorkKind::Wrap, &sums.wrapUs}, {WorkKind::Ring, &sums.ringUs},
                                                         {WorkKind::Idle, &sums.idleUs}, {WorkKind::NotReady, &sums.notReadyUs}}.at(segment.kind);
        *sum += (*segment.endedAt - segment.beganAt).count();
    }
    for (const auto &[call, segments] : contacts) {
        UtcTime end{};
        qint64 time = 0;
        bool over = true;
        for (const WorkSegment *segment : segments) {
            over = over && segment->endedAt.has_value();
            end = std::max(end, segment->endedAt.value_or(end));
            time += (segment->endedAt.value_or(segment->beganAt) - segment->beganAt).count();
        }
        if (!over || !inside(end, query, key.interval)) continue;
        ++sums.handled;
        sums.handledUs += time;
    }
    return sums;
}

} // namespace callfloor::test
