// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/event_bus.h"
#include "app/domain/scheduler.h"
#include "server/engine/access_list.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/metrics.h"
#include "server/engine/tokens.h"
#include "server/store/storage.h"
#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/webhook_verifier.h"

#include <QObject>

#include <memory>

namespace callfloor {

class AgentService;
class AgentTimers;
class AlertService;
class AssistantProvider;
class CallService;
class CampaignService;
class CatalogueService;
class ControlService;
class EventFeed;
class FigureService;
class FloorSource;
class Inbox;
class Outbox;
class QueueService;
class Reconciler;
class RouteService;
class LineService;
class RoutingService;
class SupervisionService;
class UserService;
class WallService;
class WebhookDoor;
class WordsService;
class RecordService;

/// The services of one node and how they are wired. Lives in one thread, which is the engine thread; storage, carrier
/// and password hashing have threads of their own.
class Engine : public QObject {
    Q_OBJECT
public:
    /// `gateway` may be null: then there is no carrier, and only what needs none works. Errors: an unusable webhook key.
    static Result<std::unique_ptr<Engine>> create(const EngineOptions &options, std::unique_ptr<store::Storage> storage,
                                                  std::unique_ptr<CarrierGateway> gateway, Scheduler &scheduler);
    ~Engine() override;

    /// Loads what is kept in memory, takes up what a former run left open, begins to reconcile. `done` is called once,
    /// when requests may come.
    void start(std::function<void(const Result<Ok> &)> done);
    /// No new work for the carrier; calls back when what had been accepted is durable.
    void drain(std::function<void()> done);

    Dispatcher &dispatcher() { return m_dispatcher; }
    EventBus &events() { return m_bus; }
    WebhookDoor &webhooks() { return *m_webhooks; }
    const Tokens &tokens() const { return m_tokens; }
    const AccessList &access() const { return m_access; }
    const Metrics &metrics() const { return m_metrics; }
    store::Storage &storage() { return *m_storage; }
    /// Tells of offers that came back because time went by.
    AgentTimers &agentTimers() { return *m_agentTimers; }
    /// Looks at the floor for what supervisors are to know.
    AlertService &alerts() { return *m_alerts; }
    /// Brings callers and agents together.
    RoutingService &routing() { return *m_routing; }
    const EventFeed &feed() const { return *m_feed; }
    /// Null without a carrier.
    const Outbox *outbox() const { return m_outbox.get(); }
    bool hasCarrier() const { return m_gateway != nullptr; }
    const EngineOptions &options() const { return m_options; }
    const Clock &clock() const { return m_scheduler.clock(); }
    /// Who is asked for the live floor from now on; null for nobody. Must outlive the engine or be taken away before.
    void setFloorSource(const FloorSource *source) { m_floorSource = source; }

    /// The caller behind an access token; nothing if it is not genuine, expired, or its owner may not come in any more.
    std::optional<Caller> callerFor(const QByteArray &token, const QString &peer) const;

signals:
    /// An account or a login changed: connections of this user are to be checked again.
    void accessChanged(const QString &userId);

private:
    Engine(const EngineOptions &options, std::unique_ptr<store::Storage> storage, std::unique_ptr<CarrierGateway> gateway,
           std::optional<WebhookVerifier> verifier, Scheduler &scheduler);
    /// Takes in changes of accounts, and completes who sees the events after them.
    void takeAccessChanges(std::vector<Event> &events);
    bool quiet() const;

    EngineOptions m_options;
    Scheduler &m_scheduler;
    Metrics m_metrics;
    Tokens m_tokens;
    AccessList m_access;
    std::unique_ptr<store::Storage> m_storage;
    std::unique_ptr<CarrierGateway> m_gateway;
    EventBus m_bus;
    Dispatcher m_dispatcher;
    std::unique_ptr<EventFeed> m_feed;
    std::unique_ptr<Inbox> m_inbox;
    std::unique_ptr<AssistantProvider> m_assistants;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<WebhookDoor> m_webhooks;
    std::unique_ptr<Reconciler> m_reconciler;
    std::unique_ptr<CallService> m_calls;
    std::unique_ptr<CampaignService> m_campaigns;
    std::unique_ptr<SupervisionService> m_supervision;
    std::unique_ptr<ControlService> m_controls;
    std::unique_ptr<UserService> m_users;
    std::unique_ptr<AgentService> m_agents;
    std::unique_ptr<CatalogueService> m_catalogue;
    std::unique_ptr<AgentTimers> m_agentTimers;
    const FloorSource *m_floorSource = nullptr;
    std::unique_ptr<QueueService> m_queues;
    std::unique_ptr<RouteService> m_routes;
    std::unique_ptr<FigureService> m_figures;
    std::unique_ptr<WallService> m_walls;
    std::unique_ptr<RoutingService> m_routing;
    std::unique_ptr<LineService> m_lines; ///< None without a carrier.
    std::unique_ptr<WordsService> m_words;
    std::unique_ptr<RecordService> m_records;
    std::unique_ptr<AlertService> m_alerts;
};

} // namespace callfloor
