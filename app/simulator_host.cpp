// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator_host.h"

#include <QJsonObject>

namespace callfloor {

using namespace Qt::StringLiterals;

SimulatorHost::SimulatorHost(const simulator::SimulatorOptions &options)
    : m_options(options), m_callersPerMinute(options.inbound.perMinute) {
    m_options.inbound.perMinute = 0; // nobody calls before there is somebody to tell
    m_thread.setObjectName(u"simulator"_s);
    m_context.moveToThread(&m_thread);
    m_thread.start();
}

SimulatorHost::~SimulatorHost() {
    run([this] { m_simulator.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void SimulatorHost::run(std::function<void()> work) {
    QMetaObject::invokeMethod(&m_context, std::move(work), Qt::BlockingQueuedConnection);
}

Result<Ok> SimulatorHost::start() {
    Result<Ok> started;
    run([&] {
        m_simulator = std::make_unique<simulator::Simulator>(m_options, m_scheduler);
        started = m_simulator->start();
        m_apiBase = m_simulator->apiBase();
        m_publicKey = m_simulator->publicKeyBase64();
        m_seed = m_simulator->seed();
    });
    return started;
}

void SimulatorHost::open(const QString &webhookUrl) {
    run([&] {
        m_simulator->setWebhookUrl(webhookUrl);
        m_simulator->inbound().setRate(m_callersPerMinute);
    });
}

void SimulatorHost::placeCaller(const QString &to, const simulator::LegScript &script) {
    QMetaObject::invokeMethod(&m_context, [this, to, script] { m_simulator->inbound().placeNow({}, to, script); }, Qt::QueuedConnection);
}

void SimulatorHost::stopCallers() {
    run([this] { m_simulator->inbound().setRate(0); });
}

qint64 SimulatorHost::legsSoFar() {
    qint64 legs = 0;
    run([&] {
        const QJsonObject counters = m_simulator->carrier().countersJson();
        legs = counters.value(u"legs_total"_s).toInteger();
    });
    return legs;
}

} // namespace callfloor
