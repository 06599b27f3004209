// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "app/domain/scheduler.h"
#include "server/simulator/simulator.h"

#include <QThread>

#include <memory>

namespace callfloor {

/// The simulated carrier on a thread of its own, so that it costs the engine's thread nothing: what is measured in the
/// demo is the product, not the simulation.
class SimulatorHost {
public:
    explicit SimulatorHost(const simulator::SimulatorOptions &options);
    ~SimulatorHost();

    /// Waits until the simulator listens. Errors: no port.
    Result<Ok> start();
    QString apiBase() const { return m_apiBase; }
    QByteArray publicKeyBase64() const { return m_publicKey; }
    quint64 seed() const { return m_seed; }
    /// Tells where the webhooks go, and lets the callers come.
    void open(const QString &webhookUrl);
    /// Somebody calls one of our numbers and does what the script says. Does not wait.
    void placeCaller(const QString &to, const simulator::LegScript &script);
    /// No more callers by themselves.
    void stopCallers();
    /// How many legs it has had in all: those that were dialled and those that called in. Waits for its thread.
    qint64 legsSoFar();

private:
    /// Runs work in the simulator's thread and waits for it.
    void run(std::function<void()> work);

    simulator::SimulatorOptions m_options;
    double m_callersPerMinute;
    QThread m_thread;
    QObject m_context; ///< Lives in the thread.
    SystemScheduler m_scheduler;
    std::unique_ptr<simulator::Simulator> m_simulator;
    QString m_apiBase;
    QByteArray m_publicKey;
    quint64 m_seed = 0;
};

} // namespace callfloor
