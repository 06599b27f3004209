// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo_floor.h"
#include "app/options.h"
#include "app/simulator_host.h"
#include "server/engine/engine.h"
#include "server/engine/retention_service.h"
#include "server/http/gateway.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace callfloor {

/// One running server: database, engine, door to the network, and in the demo the simulated carrier. Everything but the
/// simulator lives in the thread that the node is made in.
class Node : public QObject {
    Q_OBJECT
public:
    explicit Node(const Options &options, QObject *parent = nullptr);
    ~Node() override;

    /// The door is this listening socket rather than `bind` and `port`. Before start().
    void setListener(qintptr descriptor) { m_listener = descriptor; }
    /// Opens everything; `done` is called once, with the reason if it cannot be.
    void start(std::function<void(const Result<Ok> &)> done);
    /// Finishes what has been accepted and closes; `done` is called once, within 4 s.
    void stop(std::function<void()> done);

    /// Takes over what may change while it runs: the origins, and the certificate with its key, whose files are read again. A
    /// pair that is not good is logged and the one in use stays.
    void reload(const Settings &settings);

    Engine &engine() { return *m_engine; }
    quint16 port() const { return m_gateway ? m_gateway->port() : 0; }
    /// Where it answers, for links: `http://127.0.0.1:4000`.
    QString url() const;
    /// Null outside of the demo.
    SimulatorHost *simulator() { return m_simulator.get(); }
    /// The link under which the first administrator is made; empty if there is one, or a link was printed before.
    QString setUpUrl() const;

private:
    bool wantsTls() const;
    void takeIdentity(const net::TlsIdentity &identity);
    Result<Ok> build();
    Result<Ok> openDoor();
    void prepareUsers(std::function<void(const Result<Ok> &)> done);

    Options m_options;
    std::unique_ptr<QTemporaryDir> m_throwAway; ///< The demo's state, gone with it.
    SystemScheduler m_scheduler;
    std::unique_ptr<SimulatorHost> m_simulator;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<RetentionService> m_retention;
    std::unique_ptr<Gateway> m_gateway;
    QString m_setupToken;
    std::optional<qintptr> m_listener;
};

} // namespace callfloor
