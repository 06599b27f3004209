// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/queue_service.h"

#include "server/store/event_log.h"
#include "server/store/queue_entry_store.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"

#include <QDateTime>
#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace queuedesk;

namespace queuedesk {

void note(store::Tx &tx, const Caller &who, const QString &action, const QString &subject, const QJsonObject &before,
          const QJsonObject &after, UtcTime now) {
    QJsonObject details;
    if (!before.isEmpty()) details.insert(u"before"_s, before);
    if (!after.isEmpty()) details.insert(u"after"_s, after);
    store::audit::insert(tx, {who.actor.userId.text(), action, subject, details, who.peer, {}}, now);
}

void announceChange(store::Tx &tx, const QueueId &queue, UtcTime now) {
    const QJsonObject payload{{u"id"_s, queue.text()}, {u"changed"_s, true}};
    store::eventlog::append(tx, {{EventKind::QueueUpdate, queue.text(), {Audience::Kind::Waiting, {}}, textOf(payload)}}, now);
}

QByteArray textOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }
QString isoText(UtcTime time) { return QString::fromLatin1(toIsoMillis(time)); }

QJsonObject liveJson(store::Tx &tx, const RoutingView &view, const QueueId &queue) {
    store::QueueLoad load;
    for (const store::QueueLoad &found : store::entries::loads(tx, {queue})) load = found;
    return {{u"waiting"_s, load.waiting},
            {u"offered"_s, load.offered},
            {u"oldestEnteredAt"_s, load.oldestEnteredAt ? QJsonValue(isoText(*load.oldestEnteredAt)) : QJsonValue()},
            {u"callbacks"_s, load.callbacks},
            {u"agents"_s, staffJson(staffOf(view, queue))}};
}

} // namespace queuedesk

namespace {

Error noSuchQueue() { return notFound(u"There is no such queue."_s); }

QJsonObject queueJson(store::Tx &tx, const Queue &queue, const RoutingView &view) {
    QJsonObject json = queueToJson(queue);
    json.insert(u"id"_s, queue.id.text());
    json.insert(u"live"_s, liveJson(tx, view, queue.id));
    return json;
}

QJsonObject memberJson(const QueueMember &member) {
    return {{u"userId"_s, member.user.text()}, {u"tier"_s, member.tier}, {u"position"_s, member.position}, {u"weight"_s, member.weight}};
}

QueueReply replyFor(store::Tx &tx, const Queue &queue, const RoutingView &view) {
    QJsonObject json = queueJson(tx, queue, view);
    QJsonArray members;
    for (const store::MemberRow &row : store::queues::members(tx, queue.id)) {
        QJsonObject member = memberJson(row.member);
        member.insert(u"name"_s, row.userName);
        members.append(member);
    }
    json.insert(u"members"_s, members);
    return {textOf(json)};
}

/// What the settings refer to must be there, and the name free.
std::optional<Error> danglingReference(store::Tx &tx, const Queue &queue) {
    if (const auto other = store::queues::idByName(tx, queue.name); other && !(*other == queue.id))
        return conflict(u"There is a queue with this name already."_s);
    for (size_t i = 0; i < queue.skills.size(); ++i)
        if (!store::queues::skill(tx, queue.skills[i].skill))
            return badField(u"skills[%1].skillId"_s.arg(i), u"There is no such skill."_s);
    if (queue.overflow.kind == OverflowKind::Queue && !store::queues::get(tx, queue.overflow.queue))
        return badField(u"overflow.queueId"_s, u"There is no such queue."_s);
    return std::nullopt;
}

/// What still leads to a queue that is to go; empty if nothing does.
QString leadsTo(store::Tx &tx, const QueueId &id) {
    for (const NumberRoute &route : store::queues::numbers(tx))
        if (route.open.queue == id || route.closed.queue == id) return u"the number "_s + route.number;
    for (const Queue &queue : store::queues::list(tx))
        if (queue.overflow.queue == id) return u"the overflow of the queue "_s + queue.name;
    return {};
}

WaitWords wordsFrom(store::Tx &tx) {
    std::map<QString, QString> names;
    for (const store::Skill &skill : store::queues::skills(tx)) names[skill.id.text()] = skill.name;
    for (const store::MemberRow &row : store::queues::allMembers(tx)) names[row.member.user.text()] = row.userName;
    const auto nameOf = [names](const QString &id) {
        const auto found = names.find(id);
        return found == names.end() ? id : found->second;
    };
    WaitWords words;
    words.skill = [nameOf](const SkillId &id) { return nameOf(id.text()); };
    words.agent = [nameOf](const UserId &id) { return nameOf(id.text()); };
    words.time = [](UtcTime at) { return QDateTime::fromMSecsSinceEpoch(toMicros(at) / 1000).toString(u"HH:mm"_s); };
    return words;
}

QJsonObject waitingJson(const store::QueueEntry &entry, const Waiting *why, const WaitWords &words, UtcTime now) {
    QJsonArray reasons;
    if (why)
        for (const WaitReason &reason : why->reasons) reasons.append(waitReasonJson(reason, words));
    return {{u"entryId"_s, entry.id.text()},
            {u"callId"_s, entry.callId.text()},
            {u"state"_s, store::entryStateName(entry.state)},
            {u"enteredAt"_s, isoText(entry.enteredAt)},
            {u"waitSeconds"_s, qint64{std::chrono::floor<std::chrono::seconds>(now - entry.enteredAt).count()}},
            {u"callPriority"_s, entry.callPriority},
            {u"callback"_s, entry.callback},
            {u"position"_s, why ? QJsonValue(why->position) : QJsonValue()},
            {u"estimatedSeconds"_s, why && why->estimatedSeconds ? QJsonValue(*why->estimatedSeconds) : QJsonValue()},
            {u"reasons"_s, reasons}};
}

/// Those who are offered first, then those who wait in the order in which they will be served.
QJsonArray waitingInOrder(const std::vector<store::QueueEntry> &open, const RoutingResult &result, const WaitWords &words, UtcTime now) {
    std::map<QueueEntryId, const Waiting *> why;
    for (const Waiting &waiting : result.waiting) why[waiting.entryId] = &waiting;
    std::map<std::pair<int, size_t>, QJsonObject> ordered;
    for (size_t i = 0; i < open.size(); ++i) {
        const auto found = why.find(open[i].id);
        const Waiting *waiting = found == why.end() ? nullptr : found->second;
        ordered[{waiting ? waiting->position : 0, i}] = waitingJson(open[i], waiting, words, now);
    }
    QJsonArray array;
    for (const auto &[place, json] : ordered) array.append(json);
    return array;
}

} // namespace

QueueService::QueueService(const QueueParts &parts, QObject *parent) : QObject(parent), m_parts(parts) {
    Dispatcher &dispatcher = m_parts.dispatcher;
    dispatcher.on<ListQueues>([this](const ListQueues &, const Caller &) { return list(); });
    dispatcher.on<GetQueue>([this](const GetQueue &op, const Caller &) { return one(op.id); });
    dispatcher.on<CreateQueue>([this](const CreateQueue &op, const Caller &who) { return create(op, who); });
    dispatcher.on<UpdateQueue>([this](const UpdateQueue &op, const Caller &who) { return update(op, who); });
    dispatcher.on<DeleteQueue>([this](const DeleteQueue &op, const Caller &who) { return archive(op, who); });
    dispatcher.on<SetQueueMember>([this](const SetQueueMember &op, const Caller &who) { return setMember(op, who); });
    dispatcher.on<RemoveQueueMember>([this](const RemoveQueueMember &op, const Caller &who) { return removeMember(op, who); });
    dispatcher.on<QueueWaiting>([this](const QueueWaiting &op, const Caller &) { return waiting(op.id); });
}

std::optional<RoutingView> QueueService::liveView() const {
    return m_parts.floor ? std::optional(m_parts.floor->routingView()) : std::nullopt;
}

QFuture<Result<QueueListReply>> QueueService::list() {
    return m_parts.storage.read<QueueListReply>([live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<QueueListReply> {
        const RoutingView view = live ? *live : floorFromRows(tx, now);
        QJsonArray queues;
        for (const Queue &queue : store::queues::list(tx)) queues.append(queueJson(tx, queue, view));
        return QueueListReply{textOf({{u"queues"_s, queues}})};
    });
}

QFuture<Result<QueueReply>> QueueService::one(const QueueId &id) {
    return m_parts.storage.read<QueueReply>([id, live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<QueueReply> {
        const auto queue = store::queues::get(tx, id);
        if (!queue) return noSuchQueue();
        return replyFor(tx, *queue, live ? *live : floorFromRows(tx, now));
    });
}

QFuture<Result<QueueReply>> QueueService::create(const CreateQueue &op, const Caller &who) {
    const UtcTime now = m_parts.clock.now();
    Queue base;
    base.id = QueueId::make(now);
    const auto queue = queueWith(base, encodeOperation(op).body);
    if (!queue) return refused<QueueReply>(queue.error());
    return write<QueueReply>(this, m_parts, [queue = *queue, who, now](store::Tx &tx) -> Result<QueueReply> {
        if (auto wrong = danglingReference(tx, queue)) return *wrong;
        store::queues::save(tx, queue, now);
        note(tx, who, u"queue_created"_s, queue.id.text(), {}, queueToJson(queue), now);
        announceChange(tx, queue.id, now);
        return replyFor(tx, queue, floorFromRows(tx, now));
    });
}

QFuture<Result<QueueReply>> QueueService::update(const UpdateQueue &op, const Caller &who) {
    return write<QueueReply>(this, m_parts, [op, who, live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<QueueReply> {
        const auto before = store::queues::get(tx, op.id, true);
        if (!before) return noSuchQueue();
        auto after = queueWith(*before, encodeOperation(op).body);
        if (!after) return after.error();
        if (auto wrong = danglingReference(tx, *after)) return *wrong;
        store::queues::save(tx, *after, now);
        note(tx, who, u"queue_updated"_s, op.id.text(), queueToJson(*before), queueToJson(*after), now);
        announceChange(tx, op.id, now);
        return replyFor(tx, *after, live ? *live : floorFromRows(tx, now));
    });
}

QFuture<Result<Done>> QueueService::archive(const DeleteQueue &op, const Caller &who) {
    return write<Done>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<Done> {
        const auto queue = store::queues::get(tx, op.id, true);
        if (!queue) return noSuchQueue();
        if (const int open = store::entries::openCount(tx, op.id); open > 0)
            return conflict(u"%1 callers wait in this queue; let them be served or move them first."_s.arg(open));
        if (const QString what = leadsTo(tx, op.id); !what.isEmpty())
            return conflict(u"This queue is still used by %1; change that first."_s.arg(what));
        store::queues::archive(tx, op.id, now);
        note(tx, who, u"queue_deleted"_s, op.id.text(), queueToJson(*queue), {}, now);
        announceChange(tx, op.id, now);
        return Done{};
    });
}

QFuture<Result<QueueReply>> QueueService::setMember(const SetQueueMember &op, const Caller &who) {
    return write<QueueReply>(this, m_parts, [op, who, live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<QueueReply> {
        const auto queue = store::queues::get(tx, op.id, true);
        if (!queue) return noSuchQueue();
        if (!store::users::byId(tx, op.userId)) return badField(u"userId"_s, u"There is no such user."_s);
        const auto before = store::queues::member(tx, op.id, op.userId);
        QueueMember after = before.value_or(QueueMember{op.id, op.userId, 1, 0, 1});
        after.tier = op.tier.value_or(after.tier);
        after.position = op.position.value_or(after.position);
        after.weight = op.weight.value_or(after.weight);
        store::queues::saveMember(tx, after);
        note(tx, who, u"queue_member_set"_s, op.id.text(), before ? memberJson(*before) : QJsonObject(), memberJson(after), now);
        announceChange(tx, op.id, now);
        return replyFor(tx, *queue, live ? *live : floorFromRows(tx, now));
    });
}

QFuture<Result<QueueReply>> QueueService::removeMember(const RemoveQueueMember &op, const Caller &who) {
    return write<QueueReply>(this, m_parts, [op, who, live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<QueueReply> {
        const auto queue = store::queues::get(tx, op.id, true);
        if (!queue) return noSuchQueue();
        const auto before = store::queues::member(tx, op.id, op.userId);
        if (!before) return notFound(u"This user is not a member of the queue."_s);
        store::queues::removeMember(tx, op.id, op.userId);
        note(tx, who, u"queue_member_removed"_s, op.id.text(), memberJson(*before), {}, now);
        announceChange(tx, op.id, now);
        return replyFor(tx, *queue, live ? *live : floorFromRows(tx, now));
    });
}

QFuture<Result<WaitingReply>> QueueService::waiting(const QueueId &id) {
    return m_parts.storage.read<WaitingReply>([id, live = liveView(), now = m_parts.clock.now()](store::Tx &tx) -> Result<WaitingReply> {
        if (!store::queues::get(tx, id)) return noSuchQueue();
        const RoutingResult result = match(live ? *live : floorFromRows(tx, now), now);
        const QJsonArray list = waitingInOrder(store::entries::openIn(tx, id), result, wordsFrom(tx), now);
        return WaitingReply{textOf({{u"waiting"_s, list}})};
    });
}

} // namespace callfloor
