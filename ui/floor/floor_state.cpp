// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_state.h"

#include "app/contract/ops_agents.h"
#include "app/contract/ops_alerts.h"
#include "app/contract/ops_queues.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

template <class T>
QJsonObject objectOf(const T &value) {
    return QJsonDocument::fromJson(encodeReply(value)).object();
}

} // namespace

FloorState::FloorState(FloorSession &session, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_scheduler(scheduler) {
    connect(&session.events(), &EventBus::published, this, &FloorState::take);
    connect(&session, &FloorSession::resyncNeeded, this, &FloorState::refresh);
    connect(&session, &FloorSession::userChanged, this, &FloorState::forget);
    connect(&session, &FloorSession::linkChanged, this, [this](LinkState state) { if (state == LinkState::Live) refresh(); });
}

void FloorState::forget() {
    ++m_login;
    m_agents.clear();
    m_alerts.clear();
    m_supervisions.clear();
    m_board = {};
    changed(kAgents | kAlerts | kSupervisions | kBoard);
}

void FloorState::refresh() {
    if (m_session.user().id.isEmpty()) return;
    fetchAgents();
    fetchAlerts();
    fetchBoard();
}

void FloorState::fetchAgents() {
    m_session.call(ListAgents{}).then(this, [this, login = m_login](const Result<ListAgents::Reply> &reply) {
        if (!reply || login != m_login) return;
        Objects agents;
        for (const AgentInfo &agent : reply->agents) {
            const QString id = agent.id.text();
            // An event may have been faster than this answer.
            const bool newer = m_agents.value(id).value("version"_L1).toInteger() > agent.version;
            agents.insert(id, newer ? m_agents.value(id) : objectOf(agent));
        }
        m_agents = std::move(agents);
        changed(kAgents);
    });
}

void FloorState::fetchAlerts() {
    ListAlerts open;
    open.open = true;
    open.limit = 200;
    m_session.call(open).then(this, [this, login = m_login](const Result<ListAlerts::Reply> &reply) {
        if (!reply || login != m_login) return;
        m_alerts.clear();
        for (const AlertInfo &alert : reply->alerts) m_alerts.insert(alert.id, objectOf(alert));
        changed(kAlerts);
    });
}

void FloorState::fetchBoard() {
    m_boardAt = now();
    m_session.call(GetBoard{}).then(this, [this, login = m_login](const Result<BoardReply> &reply) {
        if (!reply || login != m_login) return;
        m_board = QJsonDocument::fromJson(reply->json).object();
        changed(kBoard);
    });
}

void FloorState::wantBoard() {
    if (m_boardWanted) return;
    m_boardWanted = true;
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now() - m_boardAt);
    m_scheduler.after(std::max(kLot, kBoardPause - since), this, [this, login = m_login] {
        m_boardWanted = false;
        if (login == m_login && m_session.link() == LinkState::Live) fetchBoard();
    });
}

void FloorState::take(const std::vector<Event> &events) {
    for (const Event &event : events) takeOne(event);
}

void FloorState::takeOne(const Event &event) {
    const auto payload = [&] { return QJsonDocument::fromJson(event.payload).object(); };
    switch (event.kind) {
    case EventKind::AgentUpdate: return takeAgent(payload());
    case EventKind::AlertUpdate: return takeAlert(payload());
    case EventKind::QueueUpdate: return takeQueue(payload());
    case EventKind::SupervisionUpdate: {
        const QJsonObject one = payload();
        const QString leg = one.value("legId"_L1).toString();
        if (one.value("state"_L1) == "ended"_L1) m_supervisions.remove(leg);
        else m_supervisions.insert(leg, one);
        return changed(kSupervisions);
    }
    default: return;
    }
}

void FloorState::takeAgent(const QJsonObject &agent) {
    QJsonObject &known = m_agents[agent.value("id"_L1).toString()];
    if (agent.value("version"_L1).toInteger() < known.value("version"_L1).toInteger()) return;
    known = agent;
    changed(kAgents);
    wantBoard();
}

void FloorState::takeAlert(const QJsonObject &alert) {
    const QString id = alert.value("id"_L1).toString();
    const bool over = !alert.value("endedAt"_L1).isNull() && alert.contains("endedAt"_L1);
    if (over && !m_alerts.contains(id)) return;
    m_alerts.insert(id, alert);
    changed(kAlerts);
    if (!over) return;
    m_scheduler.after(kOverStays, this, [this, id] {
        if (m_alerts.value(id).value("endedAt"_L1).isNull() || !m_alerts.contains(id)) return;
        m_alerts.remove(id);
        changed(kAlerts);
    });
}

void FloorState::takeQueue(const QJsonObject &queue) {
    if (!m_board.isEmpty() && queue.contains("waiting"_L1)) {
        QJsonArray queues = m_board.value("queues"_L1).toArray();
        for (qsizetype i = 0; i < queues.size(); ++i) {
            QJsonObject one = queues[i].toObject();
            if (one.value("id"_L1) != queue.value("id"_L1)) continue;
            QJsonObject live = one.value("live"_L1).toObject();
            for (const QLatin1StringView name : {"waiting"_L1, "offered"_L1, "oldestEnteredAt"_L1})
                if (queue.contains(name)) live.insert(name, queue.value(name));
            one.insert("live"_L1, live);
            queues[i] = one;
        }
        m_board.insert("queues"_L1, queues);
        changed(kBoard);
    }
    wantBoard();
}

void FloorState::changed(unsigned parts) {
    const bool waits = m_changed != 0;
    m_changed |= parts;
    if (!waits) m_scheduler.after(kLot, this, [this] { tell(); });
}

void FloorState::tell() {
    const unsigned parts = std::exchange(m_changed, 0);
    if (parts & kAgents) emit agentsChanged();
    if (parts & kAlerts) emit alertsChanged();
    if (parts & kSupervisions) emit supervisionsChanged();
    if (parts & kBoard) emit boardChanged();
}

QJsonObject FloorState::ownSupervision() const {
    const QString me = m_session.user().id.text();
    QJsonObject found;
    for (const QJsonObject &one : m_supervisions) {
        if (one.value("supervisorId"_L1) != me) continue;
        // While one leg takes the place of another both are there; what counts is the one that is connected.
        if (found.isEmpty() || found.value("state"_L1) == "ringing"_L1) found = one;
    }
    return found;
}

int FloorState::agentsIn(const QStringList &states) const {
    int count = 0;
    for (const QJsonObject &agent : m_agents)
        if (states.contains(agent.value("state"_L1).toString())) ++count;
    return count;
}

} // namespace callfloor
