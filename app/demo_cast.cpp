// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_cast.h"

#include "app/contract/all_ops.h"
#include "app/demo_floor.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulator::LegScript;
using simulator::Ms;

namespace {

constexpr auto kHeartbeat = 15s;
constexpr std::array kConcerns = {"Hello, I have a question about my bill.", "Hi, my order has not arrived.",
                                  "Good morning, my router blinks red.", "I would like to change my plan."};
constexpr std::array kWishes = {"Could I have a person, please?", "I want to speak to someone.", "An agent, please.",
                                "Is there a human I can talk to?"};
constexpr std::array kCodes = {"solved"_L1, "sale"_L1, "not_interested"_L1, "solved"_L1};

} // namespace

DemoCast::DemoCast(Node &node, quint32 seed, QObject *parent) : QObject(parent), m_node(node), m_random(seed) {
    m_heartbeat.setInterval(kHeartbeat);
    connect(&m_heartbeat, &QTimer::timeout, this, &DemoCast::beat);
    connect(&node.engine().events(), &EventBus::published, this, &DemoCast::take);
}

template <class Op>
void DemoCast::send(const Op &op, const Caller &who) {
    // The floor may have gone on meanwhile: a refusal is part of the show.
    m_node.engine().dispatcher().dispatch(Op::name, encodeOperation(op), who, [](const Result<QByteArray> &reply) {
        if (!reply) qDebug("demo: %s was refused: %s", Op::name, qPrintable(reply.error().message));
    });
}

template <class Op>
void DemoCast::sendLater(std::chrono::milliseconds pause, const Op &op, const Caller &who) {
    QTimer::singleShot(pause, this, [this, op, who] {
        if (m_running) send(op, who);
    });
}

std::chrono::milliseconds DemoCast::between(int low, int high) {
    return std::chrono::milliseconds(low + static_cast<int>(m_random() % static_cast<unsigned>(high - low + 1)));
}

void DemoCast::start(const std::vector<Caller> &agents, const Caller &supervisor) {
    m_supervisor = supervisor;
    m_running = true;
    for (const Caller &agent : agents) {
        m_agents.emplace(agent.actor.userId.text(), agent);
        send(AgentLogin{}, agent); // whoever has signed on is not ready yet, which agentChanged() sees
    }
    m_heartbeat.start();
    nextCaller();
}

void DemoCast::stop() {
    m_running = false;
    m_heartbeat.stop();
}

void DemoCast::beat() {
    for (const auto &[id, agent] : m_agents) send(AgentHeartbeat{}, agent);
}

/// Three of four ask for a person, the others are content with the assistant.
void DemoCast::nextCaller() {
    if (!m_running) return;
    const unsigned n = m_callers++;
    LegScript script;
    script.patience = Ms{30'000};
    script.talk = between(28'000, 45'000);
    script.lines = {{Ms{2'500}, QString::fromLatin1(kConcerns[n % kConcerns.size()])}};
    if (n % 4 != 3) script.lines.push_back({Ms{6'000}, QString::fromLatin1(kWishes[n / 2 % kWishes.size()])});
    m_node.simulator()->placeCaller(demoNumbers().first(), script);
    QTimer::singleShot(between(3'000, 8'000), this, [this] { nextCaller(); });
}

void DemoCast::take(const std::vector<Event> &events) {
    if (!m_running) return;
    for (const Event &event : events) {
        if (event.kind == EventKind::AgentUpdate) agentChanged(QJsonDocument::fromJson(event.payload).object());
        if (event.kind == EventKind::CallUpdate) callChanged(QJsonDocument::fromJson(event.payload).object());
    }
}

void DemoCast::agentChanged(const QJsonObject &agent) {
    const auto known = m_agents.find(agent.value(u"id"_s).toString());
    if (known == m_agents.end()) return;
    const QString state = agent.value(u"state"_s).toString();
    if (state == "NOT_READY"_L1) return sendLater(between(500, 1'500), AgentReady{}, known->second);
    const QJsonObject wrapUp = agent.value(u"wrapUp"_s).toObject();
    if (state != "WRAPUP"_L1 || wrapUp.value(u"disposed"_s).toBool()) return;
    DisposeCall dispose;
    dispose.id = CallId(wrapUp.value(u"callId"_s).toString());
    dispose.code = kCodes[m_random() % kCodes.size()];
    sendLater(between(2'000, 5'000), dispose, known->second);
}

void DemoCast::callChanged(const QJsonObject &call) {
    const QString id = call.value(u"id"_s).toString();
    const QString stage = call.value(u"stage"_s).toString();
    if (stage == "ended"_L1) {
        m_talking.remove(id);
        return;
    }
    const auto agent = m_agents.find(call.value(u"agentId"_s).toString());
    if (stage != "connected"_L1 || agent == m_agents.end() || m_talking.contains(id)) return;
    m_talking.insert(id);
    playScene(CallId(id), agent->second);
}

/// What becomes of a talk, in turn, so that a short demo has seen each.
void DemoCast::playScene(const CallId &id, const Caller &agent) {
    const auto about = [&id](auto op) {
        op.id = id;
        return op;
    };
    MonitorCall listen;
    StopSupervision leave;
    listen.callId = leave.callId = id;
    TransferCall transfer;
    switch (m_scenes++ % 5) {
    case 0:
        sendLater(2s, about(HoldCall{}), agent);
        return sendLater(6s, about(UnholdCall{}), agent);
    case 1:
        sendLater(1s, listen, m_supervisor);
        return sendLater(7s, leave, m_supervisor);
    case 3:
        for (const auto &[other, caller] : m_agents)
            if (caller.actor.userId != agent.actor.userId) transfer.agentId = caller.actor.userId;
        return sendLater(4s, about(transfer), agent);
    default: return;
    }
}

} // namespace callfloor
