// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/rig.h"

#include "server/engine/password_hasher.h"
#include "server/engine/user_accounts.h"
#include "server/telnyx/telnyx_client.h"

#include <QTest>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

const QString kConnection = u"1684641123236054244"_s;
constexpr int kCost = 4;

} // namespace

Rig::Rig(RigOptions options) : m_options(std::move(options)) {}

Rig::~Rig() { stopNode(); }

Result<Ok> Rig::start() {
    simulator::SimulatorOptions sim;
    sim.carrier.connectionId = kConnection;
    sim.carrier.timeScale = m_options.timeScale;
    sim.webhooks.latencyMs = {1, 5};
    sim.webhooks.retriesMs = {50, 100, 200, 400, 800, 1600, 3200};
    if (m_options.simulator) m_options.simulator(sim);
    m_simulator = std::make_unique<simulator::Simulator>(sim, m_scheduler);
    if (auto started = m_simulator->start(); !started) return started;
    return startNode();
}

void Rig::stopNode() {
    m_gateway.reset();
    m_engine.reset();
}

Result<Ok> Rig::startNode() {
    auto url = store::parseDatabaseUrl(m_options.databaseUrl, m_folder.path());
    if (!url) return url.error();
    auto storage = store::Storage::open({*url, 2, true});
    if (!storage) return storage.error();
    if (auto made = createUsers(**storage); !made) return made;

    std::unique_ptr<CarrierGateway> carrier;
    if (m_options.carrier) {
        TelnyxSettings telnyx;
        telnyx.apiBase = QUrl(m_simulator->apiBase());
        telnyx.apiKey = "KEY-of-the-rig";
        telnyx.connectionId = kConnection;
        auto client = TelnyxClient::create(telnyx);
        if (!client) return client.error();
        carrier = std::move(client).value();
    }
    EngineOptions engine;
    engine.policy.timeScale = m_options.timeScale;
    engine.policy.aiPrompt = u"Be brief."_s;
    engine.policy.aiVoice = u"Telnyx.KokoroTTS.af"_s;
    engine.fromNumber = u"+13125550100"_s;
    engine.jwtSecret = "a secret of the rig that has more than 32 bytes";
    engine.webhookPublicKey = m_simulator->publicKeyBase64();
    engine.bcryptCost = kCost;
    engine.importFolder = m_folder.path() + u"/imports"_s;
    if (m_options.engine) m_options.engine(engine);
    auto made = Engine::create(engine, std::move(storage).value(), std::move(carrier), engineTime());
    if (!made) return made.error();
    m_engine = std::move(made).value();
    QObject::connect(&m_engine->events(), &EventBus::published, m_engine.get(), [this](const std::vector<Event> &events) {
        for (const Event &event : events) {
            m_events.push_back(event);
            if (onEvent) onEvent(event, QJsonDocument::fromJson(event.payload).object());
        }
    });
    GatewayOptions door;
    door.version = u"0.0.1-rig"_s;
    door.uploads.folder = engine.importFolder;
    if (m_options.gateway) m_options.gateway(door);
    m_gateway = std::make_unique<Gateway>(*m_engine, door);

    std::optional<Result<Ok>> started;
    m_engine->start([&](const Result<Ok> &result) { started = result; });
    if (!QTest::qWaitFor([&] { return started.has_value(); }, 20'000)) return internalError(u"the engine does not start"_s);
    if (!*started) return *started;
    if (auto listening = m_gateway->listen(QHostAddress::LocalHost, m_port); !listening) return listening;
    m_port = m_gateway->port();
    m_simulator->setWebhookUrl(u"http://127.0.0.1:%1/api/telnyx/webhook"_s.arg(m_port));
    return Ok{};
}

Result<Ok> Rig::createUsers(store::Storage &storage) {
    if (!m_users.empty()) return Ok{};
    auto created = storage.write<Ok>([this](store::Tx &tx) -> Result<Ok> {
        for (const auto &[name, role] : {std::pair(u"admin"_s, Role::Admin), std::pair(u"supervisor"_s, Role::Supervisor),
                                         std::pair(u"agent"_s, Role::Agent), std::pair(u"other"_s, Role::Agent)}) {
            const UtcTime now = engineTime().clock().now();
            auto hash = PasswordHasher::hashNow(u"secret-"_s + name, kCost);
            if (!hash) return hash.error();
            store::User user;
            user.id = UserId::make(now);
            user.email = name + u"@rig.example"_s;
            user.name = name;
            user.role = role;
            user.passwordHash = *hash;
            user.createdAt = now;
            if (auto made = accounts::create(tx, user, {}, now); !made) return made.error();
            m_users.insert_or_assign(name, user.id);
        }
        return Ok{};
    });
    created.waitForFinished();
    return created.result();
}

QString Rig::token(const QString &who) const {
    if (who.isEmpty()) return {};
    const Role role = who == "admin"_L1 ? Role::Admin : who == "supervisor"_L1 ? Role::Supervisor : Role::Agent;
    return m_engine->tokens().issue(m_users.at(who), role, {}, m_engine->clock().now());
}

HttpAnswer Rig::get(const QString &who, const QString &path) { return send(who, "GET", path); }

HttpAnswer Rig::post(const QString &who, const QString &path, const QJsonObject &body) {
    return send(who, "POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), "application/json");
}

HttpAnswer Rig::send(const QString &who, const QByteArray &method, const QString &path, const QByteArray &body,
                     const QByteArray &contentType, const QList<std::pair<QByteArray, QByteArray>> &headers) {
    HttpClient client(QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)));
    // Longer texts are tokens themselves.
    client.setToken(who.size() > 20 ? who : token(who));
    for (const auto &[name, value] : headers) client.setHeader(name, value);
    HttpAnswer answer = client.send(method, path, body, contentType);
    if (onAnswer) onAnswer(method, path, answer);
    return answer;
}

QJsonObject Rig::sim(const QByteArray &method, const QString &path, const QJsonObject &body) {
    HttpClient client(QUrl(u"http://127.0.0.1:%1"_s.arg(m_simulator->port())));
    return client.send(method, u"/_sim/"_s + path, QJsonDocument(body).toJson(QJsonDocument::Compact), "application/json").object();
}

int Rig::dialsTo(const QString &number) {
    const auto &dials = m_simulator->carrier().dialing().dialsByNumber();
    const auto found = dials.find(number);
    return found == dials.end() ? 0 : found->second;
}

QStringList Rig::statusesTold(const QString &callId) const {
    QStringList told;
    for (const Event &event : m_events) {
        if (event.kind != EventKind::CallUpdate || event.subject != callId) continue;
        const QString status = QJsonDocument::fromJson(event.payload).object().value(u"status"_s).toString();
        if (told.isEmpty() || told.last() != status) told << status;
    }
    return told;
}

} // namespace callfloor::test
