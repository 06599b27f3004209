// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/queue_names.h"

#include "app/contract/ops_queues.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

QueueNames::QueueNames(FloorSession &session, QObject *parent) : QObject(parent), m_session(session) {
    connect(&session, &FloorSession::linkChanged, this, [this](LinkState state) { if (state == LinkState::Live) fetch(); });
    connect(&session.events(), &EventBus::published, this, [this](const std::vector<Event> &events) {
        for (const Event &event : events) {
            if (event.kind != EventKind::QueueUpdate || !event.payload.contains("changed")) continue;
            return fetch();
        }
    });
    if (session.link() == LinkState::Live) fetch();
}

void QueueNames::fetch() {
    m_session.call(ListQueues{}).then(this, [this](const Result<QueueListReply> &reply) {
        if (!reply) return;
        QHash<QString, QString> names;
        const QJsonArray queues = QJsonDocument::fromJson(reply->json).object().value("queues"_L1).toArray();
        for (const QJsonValue &value : queues) {
            const QJsonObject queue = value.toObject();
            names.insert(queue.value("id"_L1).toString(), queue.value("name"_L1).toString());
        }
        if (names == m_names) return;
        m_names = std::move(names);
        emit changed();
    });
}

} // namespace callfloor
