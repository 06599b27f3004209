// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/engine.h"

#include "server/engine/agent_service.h"
#include "server/engine/agent_timers.h"
#include "server/engine/alert_service.h"
#include "server/engine/assistant_provider.h"
#include "server/engine/call_service.h"
#include "server/engine/campaign_service.h"
#include "server/engine/catalogue_service.h"
#include "server/engine/control_service.h"
#include "server/engine/event_feed.h"
#include "server/engine/inbox.h"
#include "server/engine/line_service.h"
#include "server/engine/outbox.h"
#include "server/engine/queue_service.h"
#include "server/engine/reconciler.h"
#include "server/engine/record_service.h"
#include "server/engine/routing_service.h"
#include "server/engine/supervision_service.h"
#include "server/engine/user_service.h"
#include "server/engine/wall_service.h"
#include "server/engine/webhook_door.h"
#include "server/engine/words_service.h"
#include "server/store/event_log.h"
#include "server/store/session_store.h"

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What is read before the first request.
struct Beginning {
    std::vector<store::User> users;
    QStringList endedSessions;
    qint64 newestEvent = 0;
};

AssistantProfile assistantProfile(const CallPolicy &policy) {
    AssistantProfile profile;
    profile.name = u"callfloor"_s;
    profile.instructions = policy.aiPrompt;
    profile.greeting = policy.aiGreeting;
    profile.voice = policy.aiVoice;
    profile.language = policy.aiLanguage;
    return profile;
}

} // namespace

Result<std::unique_ptr<Engine>> Engine::create(const EngineOptions &options, std::unique_ptr<store::Storage> storage,
                                               std::unique_ptr<CarrierGateway> gateway, Scheduler &scheduler) {
    std::optional<WebhookVerifier> verifier;
    if (!options.webhookPublicKey.isEmpty()) {
        auto made = WebhookVerifier::create(options.webhookPublicKey);
        if (!made) return made.error();
        verifier = std::move(made).value();
    }
    return std::unique_ptr<Engine>(
        new Engine(options, std::move(storage), std::move(gateway), std::move(verifier), scheduler));
}

Engine::Engine(const EngineOptions &options, std::unique_ptr<store::Storage> storage,
               std::unique_ptr<CarrierGateway> gateway, std::optional<WebhookVerifier> verifier, Scheduler &scheduler)
    : m_options(options), m_scheduler(scheduler), m_tokens(options.jwtSecret, options.tokenLife),
      m_storage(std::move(storage)), m_gateway(std::move(gateway)) {
    const Clock &clock = m_scheduler.clock();
    m_options.policy.agents = m_options.agents;
    m_options.policy.fromNumber = m_options.fromNumber;
    m_feed = std::make_unique<EventFeed>(*m_storage, m_bus, m_scheduler, m_metrics);
    m_inbox = std::make_unique<Inbox>(*m_storage, m_options.policy, clock, m_metrics);
    connect(m_inbox.get(), &Inbox::eventsAppended, m_feed.get(), &EventFeed::poke);
    if (m_gateway) {
        m_assistants = std::make_unique<AssistantProvider>(m_options.assistantId, assistantProfile(m_options.policy),
                                                           *m_storage, *m_gateway, clock);
        RateLimiter::Limits limits;
        limits.perSecond = m_options.dialsPerSecond;
        limits.burst = m_options.dialBurst;
        m_outbox = std::make_unique<Outbox>(
            Outbox::Parts{*m_storage, *m_gateway, *m_assistants, *m_inbox, m_scheduler, m_metrics}, limits,
            m_options.policy.timeScale);
        m_reconciler = std::make_unique<Reconciler>(*m_storage, *m_gateway, *m_inbox, m_scheduler, m_metrics);
    }
    m_webhooks = std::make_unique<WebhookDoor>(std::move(verifier), *m_inbox, m_bus, clock, m_metrics);
    m_calls = std::make_unique<CallService>(m_dispatcher, *m_storage, *m_inbox, m_outbox.get(), m_scheduler, m_options);
    m_campaigns = std::make_unique<CampaignService>(m_dispatcher, *m_storage, *m_inbox, m_outbox != nullptr, m_scheduler, m_options);
    m_supervision = std::make_unique<SupervisionService>(m_dispatcher, *m_storage, *m_inbox, m_outbox != nullptr, clock, m_options);
    m_controls = std::make_unique<ControlService>(m_dispatcher, *m_inbox, m_outbox != nullptr, clock, m_options);
    m_users = std::make_unique<UserService>(m_dispatcher, *m_storage, *m_feed, m_gateway.get(), m_tokens, m_access, clock,
                                            m_options);
    connect(m_users.get(), &UserService::accessChanged, this, &Engine::accessChanged);
    m_agents = std::make_unique<AgentService>(m_dispatcher, *m_storage, *m_feed, clock, m_options);
    m_catalogue = std::make_unique<CatalogueService>(m_dispatcher, *m_storage, clock);
    m_agentTimers = std::make_unique<AgentTimers>(*m_storage, *m_feed, m_scheduler, m_options.agents);
    m_feed->beforePublishing([this](std::vector<Event> &events) { takeAccessChanges(events); });
    connect(&m_bus, &EventBus::published, this, [this](const std::vector<Event> &events) {
        for (const Event &event : events)
            if (event.kind == EventKind::UserChanged) emit accessChanged(event.subject);
    });
    const QueueParts queueParts{m_dispatcher, *m_storage, *m_feed, clock, m_floorSource};
    m_queues = std::make_unique<QueueService>(queueParts);
    m_routes = std::make_unique<RouteService>(queueParts);
    m_figures = std::make_unique<FigureService>(queueParts);
    m_walls = std::make_unique<WallService>(queueParts);
    m_words = std::make_unique<WordsService>(m_dispatcher, *m_storage, clock);
    m_records = std::make_unique<RecordService>(m_dispatcher, *m_storage);
    m_routing = std::make_unique<RoutingService>(*m_storage, *m_inbox, m_bus, m_scheduler, m_outbox != nullptr);
    if (m_outbox) m_lines = std::make_unique<LineService>(*m_storage, *m_inbox, m_bus, m_scheduler);
    m_alerts = std::make_unique<AlertService>(m_dispatcher, *m_storage, *m_feed, m_bus, *m_supervision, m_scheduler);
    connect(m_agentTimers.get(), &AgentTimers::released, m_routing.get(), &RoutingService::withdraw);
    connect(m_agents.get(), &AgentService::released, m_routing.get(), &RoutingService::withdraw);
}

/// The storage goes first: it finishes what it was given, and its threads must find those alive whom they answer.
/// The answers come by the event loop, so nobody acts on them any more.
Engine::~Engine() {
    m_storage.reset();
    m_alerts.reset();
    m_lines.reset();
    m_routing.reset();
    m_words.reset();
    m_records.reset();
    m_agentTimers.reset();
    m_catalogue.reset();
    m_agents.reset();
    m_walls.reset();
    m_figures.reset();
    m_routes.reset();
    m_queues.reset();
    m_users.reset();
    m_controls.reset();
    m_supervision.reset();
    m_campaigns.reset();
    m_calls.reset();
    m_webhooks.reset();
    m_reconciler.reset();
    m_outbox.reset();
    m_assistants.reset();
    m_inbox.reset();
    m_feed.reset();
    m_gateway.reset();
}

void Engine::start(std::function<void(const Result<Ok> &)> done) {
    m_storage
        ->read<Beginning>([since = clock().now() - m_options.tokenLife](store::Tx &tx) -> Result<Beginning> {
            // The number first: account changes behind it come by the feed.
            Beginning beginning;
            beginning.newestEvent = store::eventlog::newest(tx);
            beginning.users = store::users::list(tx);
            beginning.endedSessions = store::sessions::endedAfter(tx, since);
            return beginning;
        })
        .then(this, [this, done = std::move(done)](const Result<Beginning> &beginning) {
            if (!beginning) return done(beginning.error());
            m_access.fill(beginning->users, beginning->endedSessions);
            m_feed->start(beginning->newestEvent);
            if (m_outbox) m_outbox->start();
            if (m_reconciler) m_reconciler->start();
            m_campaigns->start();
            m_routing->start();
            if (m_lines) m_lines->start();
            m_alerts->start();
            m_agentTimers->start(done);
        });
}

bool Engine::quiet() const { return !m_inbox->busy(); }

void Engine::drain(std::function<void()> done) {
    m_campaigns->stop();
    m_routing->stop();
    if (m_lines) m_lines->stop();
    if (m_outbox) m_outbox->stopDialling();
    if (quiet()) return done();
    m_scheduler.after(20ms, this, [this, done = std::move(done)] { drain(done); });
}

void Engine::takeAccessChanges(std::vector<Event> &events) {
    for (Event &event : events) {
        if (event.kind == EventKind::UserChanged) m_access.apply(event);
        const bool ofSomebody = event.audience.kind == Audience::Kind::Owner || event.audience.kind == Audience::Kind::Supervisors;
        if (ofSomebody) event.audience.teamId = m_access.teamOf(event.audience.userId);
    }
}

std::optional<Caller> Engine::callerFor(const QByteArray &token, const QString &peer) const {
    const auto claims = m_tokens.verify(token, clock().now());
    if (!claims) return std::nullopt;
    const auto actor = m_access.admit(*claims);
    if (!actor) return std::nullopt;
    return Caller{*actor, peer, {}, claims->sessionId};
}

} // namespace callfloor
