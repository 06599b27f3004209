// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"
#include "server/simulator/inbound_schedule.h"
#include "server/simulator/webhook_sender.h"

#include <QHostAddress>
#include <QObject>

#include <memory>
#include <optional>

namespace callfloor::net {
class Server;
class Responder;
struct Request;
} // namespace callfloor::net

namespace callfloor::simulator {

class Admin;
class FaultPlan;

struct SimulatorOptions {
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0;                   ///< 0 = any free one.
    /// Decides ids, outcomes and the signing key. Empty = random: a repeated seed repeats ids, which a database that
    /// has already seen them takes for repetitions.
    std::optional<quint64> seed = {};
    CarrierOptions carrier = {};        ///< Its seed and mediaBase are set by the simulator.
    WebhookOptions webhooks = {};
    InboundOptions inbound = {};
};

/// A floor that is pleasant to watch: 70 % answer after 3 to 9 s and talk 10 to 40 s, 12 % are busy, 12 % do not answer,
/// 4 % are machines, 2 % are invalid; somebody calls about every 6 s.
SimulatorOptions demoProfile();

/// A stateful carrier on a real HTTP port: the API below `/v2`, recordings below `/_media`, its own controls below
/// `/_sim` (see Admin), and signed webhooks. With a ManualScheduler time moves only by `POST /_sim/clock` or by advancing
/// the scheduler.
class Simulator : public QObject {
public:
    /// `scheduler` must outlive it.
    Simulator(const SimulatorOptions &options, Scheduler &scheduler, QObject *parent = nullptr);
    ~Simulator() override;

    /// Listens and lets the callers come. Errors: Unavailable if the port is taken.
    Result<Ok> start();
    quint16 port() const;
    /// `http://127.0.0.1:<port>/v2`, without a slash at the end.
    QString apiBase() const;
    /// Base64 of the 32 bytes that verify the webhooks.
    QByteArray publicKeyBase64() const;
    quint64 seed() const { return m_seed; }

    Carrier &carrier() { return *m_carrier; }
    FaultPlan &faults() { return *m_faults; }
    WebhookSender &sender() { return *m_sender; }
    InboundSchedule &inbound() { return *m_inbound; }
    void setWebhookUrl(const QString &url) { m_sender->setUrl(url); }

private:
    void handle(const net::Request &request, const net::Responder &responder);
    void handleApi(const ApiRequest &request, bool readable, const net::Responder &responder);
    void handleMedia(const ApiRequest &request, const net::Responder &responder);
    QString origin() const;

    SimulatorOptions m_options;
    Scheduler &m_scheduler;
    quint64 m_seed;
    std::unique_ptr<Carrier> m_carrier;
    std::unique_ptr<FaultPlan> m_faults;
    std::unique_ptr<WebhookSender> m_sender;
    std::unique_ptr<InboundSchedule> m_inbound;
    std::unique_ptr<Admin> m_admin;
    std::unique_ptr<net::Server> m_server;
};

} // namespace callfloor::simulator
