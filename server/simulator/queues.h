// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

namespace callfloor::simulator {

/// The carrier's call queues: enqueue, leave_queue, bridging with the first, and their REST views.
class Queues {
public:
    Queues(Switchboard &board, CommandDesk &desk, Router &router);

    /// Takes the longest waiting live leg out, to be bridged; null if nobody waits.
    Leg *takeFirst(const QString &name);

private:
    struct Waiting {
        QString controlId;
        UtcTime since;
    };
    struct Queue {
        QString id;
        QString name;
        int maxSize = 100;
        UtcTime createdAt, updatedAt;
        std::vector<Waiting> waiting = {};
        qint64 waitedSecs = 0; ///< By all who have left.
        qint64 left = 0;
    };

    ApiResponse enqueue(Leg &leg, const QJsonObject &body);
    void leave(Leg &leg, const QString &reason);
    void addReads(Router &router);
    ApiResponse queueCalls(const Queue &queue, const ApiRequest &request) const;
    Queue &create(const QString &name, int maxSize);
    QJsonObject queueJson(const Queue &queue) const;
    QJsonObject waitingJson(const Queue &queue, size_t index) const;
    qint64 averageWait(const Queue &queue) const { return queue.left ? queue.waitedSecs / queue.left : 0; }

    Switchboard &m_board;
    std::map<QString, Queue> m_queues;
};

} // namespace callfloor::simulator
