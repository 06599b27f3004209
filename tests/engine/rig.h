// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/engine/engine.h"
#include "server/http/gateway.h"
#include "server/simulator/simulator.h"
#include "tests/support/http_client.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

namespace callfloor::test {

/// How a rig is set up.
struct RigOptions {
    QString databaseUrl = {};    ///< Empty = a SQLite file of the rig's own.
    double timeScale = 20;       ///< Of the product's deadlines and of the simulated people.
    bool carrier = true;         ///< False: no carrier is configured.
    Scheduler *clock = nullptr;  ///< The engine's time, turned by the test; the simulator has its own.
    std::function<void(EngineOptions &)> engine = {};
    std::function<void(GatewayOptions &)> gateway = {};
    std::function<void(simulator::SimulatorOptions &)> simulator = {};
};

/// One whole server as the program composes it, in this process, with the simulated carrier beside it: everything
/// between them goes over real HTTP on 127.0.0.1. Users `admin@`, `supervisor@`, `agent@` and `other@` (a second agent)
/// `rig.example` exist, with the password `secret-<name>`.
class Rig {
public:
    explicit Rig(RigOptions options = {});
    ~Rig();

    /// Carrier, database, engine, door. An error is a sentence.
    Result<Ok> start();
    /// Ends engine and door as a stopped program would, without draining; the carrier goes on.
    void stopNode();
    /// Builds them again on the same database and the same port.
    Result<Ok> startNode();

    Engine &engine() { return *m_engine; }
    Gateway &gateway() { return *m_gateway; }
    simulator::Simulator &carrier() { return *m_simulator; }

    /// An access token of one of the users above: `admin`, `supervisor`, `agent`, `other`.
    QString token(const QString &who) const;
    /// Where the door listens.
    quint16 port() const { return m_port; }
    UserId userId(const QString &who) const { return m_users.at(who); }

    HttpAnswer get(const QString &who, const QString &path);
    HttpAnswer post(const QString &who, const QString &path, const QJsonObject &body = {});
    HttpAnswer send(const QString &who, const QByteArray &method, const QString &path, const QByteArray &body = {},
                    const QByteArray &contentType = {}, const QList<std::pair<QByteArray, QByteArray>> &headers = {});
    /// The simulator's own controls, without the leading `/_sim/`.
    QJsonObject sim(const QByteArray &method, const QString &path, const QJsonObject &body = {});

    /// The call object as the API tells it.
    QJsonObject call(const QString &id) { return get(QStringLiteral("admin"), QStringLiteral("/api/calls/") + id).object(); }
    QString status(const QString &id) { return call(id).value(QLatin1String("status")).toString(); }
    /// How many times the number was rung.
    int dialsTo(const QString &number);
    /// The distinct statuses of a call in the order in which the feed told them.
    QStringList statusesTold(const QString &callId) const;

    /// All events that the bus has published since the start, of all runs.
    const std::vector<Event> &events() const { return m_events; }
    /// Called with every event, after it was noted.
    std::function<void(const Event &, const QJsonObject &payload)> onEvent;

    /// Called with every answer that get(), post() and send() have got; the path with its query.
    std::function<void(const QByteArray &method, const QString &path, const HttpAnswer &answer)> onAnswer;

    /// Runs a read on the storage and waits for it.
    template <class T>
    T read(std::function<T(store::Tx &)> work) {
        auto future = m_engine->storage().read<T>([work = std::move(work)](store::Tx &tx) -> Result<T> { return work(tx); });
        future.waitForFinished();
        return future.result().value();
    }

private:
    Result<Ok> createUsers(store::Storage &storage);
    Scheduler &engineTime() { return m_options.clock ? *m_options.clock : m_scheduler; }

    RigOptions m_options;
    QTemporaryDir m_folder;
    SystemScheduler m_scheduler;
    std::unique_ptr<simulator::Simulator> m_simulator;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Gateway> m_gateway;
    std::map<QString, UserId> m_users;
    std::vector<Event> m_events;
    quint16 m_port = 0;
};

/// A sentence for QVERIFY2 about a result; empty if it is one.
template <class T>
QByteArray problemOf(const Result<T> &result) {
    return result ? QByteArray() : (result.error().message + u' ' + result.error().detail).toUtf8();
}

} // namespace callfloor::test
