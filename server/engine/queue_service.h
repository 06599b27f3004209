// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_queues.h"
#include "server/engine/dispatcher.h"
#include "server/engine/event_feed.h"
#include "server/engine/floor_source.h"
#include "server/store/queue_store.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// What the services around queues share.
struct QueueParts {
    Dispatcher &dispatcher;
    store::Storage &storage;
    EventFeed &feed;
    const Clock &clock;
    const FloorSource *const &floor; ///< Null while nothing live runs; may change.
};

/// The operations on queues and their members, and on who waits in them.
class QueueService : public QObject {
    Q_OBJECT
public:
    explicit QueueService(const QueueParts &parts, QObject *parent = nullptr);

private:
    QFuture<Result<QueueListReply>> list();
    QFuture<Result<QueueReply>> one(const QueueId &id);
    QFuture<Result<QueueReply>> create(const CreateQueue &op, const Caller &who);
    QFuture<Result<QueueReply>> update(const UpdateQueue &op, const Caller &who);
    QFuture<Result<Done>> archive(const DeleteQueue &op, const Caller &who);
    QFuture<Result<QueueReply>> setMember(const SetQueueMember &op, const Caller &who);
    QFuture<Result<QueueReply>> removeMember(const RemoveQueueMember &op, const Caller &who);
    QFuture<Result<WaitingReply>> waiting(const QueueId &id);
    std::optional<RoutingView> liveView() const;

    QueueParts m_parts;
};

/// The operations on skills, opening hours and inbound numbers.
class RouteService : public QObject {
    Q_OBJECT
public:
    explicit RouteService(const QueueParts &parts, QObject *parent = nullptr);

private:
    void serveSkills();
    void serveSchedules();
    void serveNumbers();

    QueueParts m_parts;
};

/// The board and the metrics.
class FigureService : public QObject {
    Q_OBJECT
public:
    explicit FigureService(const QueueParts &parts, QObject *parent = nullptr);

private:
    QFuture<Result<BoardReply>> board(const GetBoard &op);
    QFuture<Result<MetricsReply>> metrics(const GetMetrics &op);

    QueueParts m_parts;
};

/// Shared by the services above.
namespace queuedesk {

/// Runs work in a write transaction; afterwards the event feed looks for more.
template <class T>
QFuture<Result<T>> write(QObject *context, const QueueParts &parts, std::function<Result<T>(store::Tx &)> work) {
    return parts.storage.write<T>(std::move(work)).then(context, [&feed = parts.feed](const Result<T> &result) {
        if (result) feed.poke();
        return result;
    });
}

/// Writes the audit line of a change: `before` and `after` are empty where there was or is nothing.
void note(store::Tx &tx, const Caller &who, const QString &action, const QString &subject, const QJsonObject &before,
          const QJsonObject &after, UtcTime now);
/// Tells everybody that a queue is set up differently now.
void announceChange(store::Tx &tx, const QueueId &queue, UtcTime now);
/// The JSON text of an object.
QByteArray textOf(const QJsonObject &object);
/// A time as the API writes it.
QString isoText(UtcTime time);
/// How full a queue is and what its members do.
QJsonObject liveJson(store::Tx &tx, const RoutingView &view, const QueueId &queue);
/// The board at `now`; without a live view the floor is read from the rows. Errors: BadRequest.
Result<QJsonObject> boardJson(store::Tx &tx, const GetBoard &op, const std::optional<RoutingView> &live, UtcTime now);

} // namespace queuedesk
} // namespace callfloor
