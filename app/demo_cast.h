// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/node.h"

#include <QJsonObject>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <map>
#include <random>

namespace callfloor {

/// The people of the demo who work by themselves: callers who tell the assistant what they want and ask for a person, agents
/// who take their calls, hold, transfer and wrap up, a supervisor who listens now and then. All through the operations that
/// people's windows use. Lives in the node's thread.
class DemoCast : public QObject {
    Q_OBJECT
public:
    DemoCast(Node &node, quint32 seed, QObject *parent = nullptr);

    /// `agents`: those with phones. They sign on, and callers begin to come.
    void start(const std::vector<Caller> &agents, const Caller &supervisor);
    /// Nobody calls any more and nobody begins anything.
    void stop();

private:
    template <class Op>
    void send(const Op &op, const Caller &who);
    template <class Op>
    void sendLater(std::chrono::milliseconds pause, const Op &op, const Caller &who);
    void beat();
    void nextCaller();
    void take(const std::vector<Event> &events);
    void agentChanged(const QJsonObject &agent);
    void callChanged(const QJsonObject &call);
    void playScene(const CallId &call, const Caller &agent);
    std::chrono::milliseconds between(int low, int high);

    Node &m_node;
    std::mt19937 m_random;
    std::map<QString, Caller> m_agents; ///< By user.
    Caller m_supervisor;
    QTimer m_heartbeat;
    QSet<QString> m_talking; ///< Calls whose scene has begun.
    unsigned m_scenes = 0, m_callers = 0;
    bool m_running = false;
};

} // namespace callfloor
