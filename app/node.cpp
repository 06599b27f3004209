// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/node.h"

#include "app/composition.h"
#include "server/engine/user_accounts.h"
#include "server/telnyx/telnyx_client.h"

#include <QDir>
#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcNode, "callfloor.node")

namespace {

constexpr int kDemoCost = 4; // nobody attacks data that is made up, and everybody starts the demo
constexpr auto kStopPatience = 4s;

Error startError(const QString &message) { return Error{ErrorCode::BadRequest, message, {}, {}, {}, 0}; }

} // namespace

Node::Node(const Options &options, QObject *parent) : QObject(parent), m_options(options) {}

Node::~Node() {
    m_gateway.reset();
    m_engine.reset(); // finishes what retention has asked for; its answers come by the event loop, so nobody gets them
    m_retention.reset();
    m_simulator.reset();
}

Result<Ok> Node::build() {
    if (m_options.demo && m_options.loaded.origin(u"state_dir"_s).isDefault()) {
        m_throwAway = std::make_unique<QTemporaryDir>(QDir::temp().filePath(u"callfloor-demo-XXXXXX"_s));
        m_options.loaded.values.stateDir = m_throwAway->path();
    }
    Settings settings = m_options.settings();
    if (m_options.demo) {
        m_simulator = std::make_unique<SimulatorHost>(demoSimulator(m_options));
        if (auto started = m_simulator->start(); !started) return started;
        settings.telnyxApiBase = m_simulator->apiBase();
        settings.telnyxApiKey = u"simulated"_s;
        settings.telnyxConnectionId = kDemoConnection;
        settings.telnyxPublicKey = QString::fromLatin1(m_simulator->publicKeyBase64());
    }
    const bool wantsCarrier = !settings.telnyxApiKey.isEmpty();
    if (settings.telnyxPublicKey.isEmpty() && (m_options.server || wantsCarrier))
        return startError(u"The carrier's public key is missing, so no webhook could be checked: set TELNYX_PUBLIC_KEY "
                          "(Telnyx portal, Account settings, Keys & Credentials, Public key), or try --demo."_s);
    std::optional<net::TlsIdentity> identity;
    if (wantsTls()) {
        auto loaded = net::loadTlsIdentity(settings.tlsCertificateFile, settings.tlsKeyFile);
        if (!loaded) return loaded.error();
        identity = std::move(loaded).value();
    }
    auto storageSettings = storageOptions(settings);
    if (!storageSettings) return storageSettings.error();
    auto storage = store::Storage::open(*storageSettings);
    if (!storage) return storage.error();
    std::unique_ptr<CarrierGateway> carrier;
    if (wantsCarrier) {
        auto client = TelnyxClient::create(telnyxSettings(settings));
        if (!client) return client.error();
        carrier = std::move(client).value();
    }
    auto engineSettings = engineOptions(m_options);
    if (!engineSettings) return engineSettings.error();
    engineSettings->webhookPublicKey = settings.telnyxPublicKey.toLatin1();
    if (m_options.demo) engineSettings->bcryptCost = kDemoCost;
    auto engine = Engine::create(*engineSettings, std::move(storage).value(), std::move(carrier), m_scheduler);
    if (!engine) return engine.error();
    m_engine = std::move(engine).value();
    m_gateway = std::make_unique<Gateway>(*m_engine, gatewayOptions(settings));
    if (identity) takeIdentity(*identity);
    m_retention = std::make_unique<RetentionService>(m_engine->storage(), m_scheduler, retentionPolicy(settings));
    return Ok{};
}

/// The demo's carrier lives in this process and would not know whose certificate this is; nothing of the demo leaves the
/// machine.
bool Node::wantsTls() const { return !m_simulator && !m_options.settings().tlsCertificateFile.isEmpty(); }

void Node::takeIdentity(const net::TlsIdentity &identity) {
    m_gateway->setTls(identity);
    qCInfo(lcNode).noquote() << "TLS certificate for" << identity.names << "valid until"
                             << identity.notAfter.toString(Qt::ISODate);
    if (const QString warning = identity.warning(QDateTime::currentDateTimeUtc()); !warning.isEmpty())
        qCWarning(lcNode).noquote() << warning;
}

void Node::reload(const Settings &settings) {
    if (!m_gateway) return;
    m_gateway->setAllowedOrigins(settings.allowedOrigins);
    if (!wantsTls() || settings.tlsCertificateFile.isEmpty()) return;
    const auto identity = net::loadTlsIdentity(settings.tlsCertificateFile, settings.tlsKeyFile);
    if (!identity)
        qCCritical(lcNode).noquote() << identity.error().message << "The certificate in use stays.";
    else
        takeIdentity(*identity);
}

Result<Ok> Node::openDoor() {
    const Settings &settings = m_options.settings();
    auto listening = m_listener ? m_gateway->listenOn(*m_listener) : m_gateway->listen(QHostAddress(settings.bind), settings.port);
    // The demo is for trying: it takes another port rather than fail because of a server that is running here.
    if (!listening && m_options.demo) listening = m_gateway->listen(QHostAddress(settings.bind), 0);
    if (!listening) return listening;
    if (m_simulator) m_simulator->open(url() + u"/api/telnyx/webhook"_s);
    qCInfo(lcNode).noquote() << "listening on" << url();
    return Ok{};
}

void Node::start(std::function<void(const Result<Ok> &)> done) {
    if (auto built = build(); !built) return done(built);
    prepareUsers([this, done = std::move(done)](const Result<Ok> &prepared) {
        if (!prepared) return done(prepared);
        m_engine->start([this, done](const Result<Ok> &started) {
            if (started) m_retention->start();
            done(started ? openDoor() : started);
        });
    });
}

/// Demo: its people. Else: a set-up token if there is nobody yet who could let others in.
void Node::prepareUsers(std::function<void(const Result<Ok> &)> done) {
    const UtcTime now = m_scheduler.clock().now();
    m_engine->storage()
        .write<QString>([demo = m_options.demo, now](store::Tx &tx) -> Result<QString> {
            if (!demo) return accounts::needsSetupToken(tx) ? accounts::makeSetupToken(tx, false, now) : QString();
            if (auto made = prepareDemoFloor(tx, kDemoCost, now); !made) return made.error();
            return QString();
        })
        .then(this, [this, done = std::move(done)](const Result<QString> &token) {
            if (!token) return done(token.error());
            m_setupToken = *token;
            done(Ok{});
        });
}

QString Node::url() const {
    const QString configured = m_options.settings().publicUrl;
    if (!configured.isEmpty() && !m_simulator) return configured;
    QHostAddress address(m_options.settings().bind);
    if (address == QHostAddress::Any || address == QHostAddress::AnyIPv4) address = QHostAddress::LocalHost;
    if (address == QHostAddress::AnyIPv6) address = QHostAddress::LocalHostIPv6;
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return u"%1://%2:%3"_s.arg(wantsTls() ? u"https"_s : u"http"_s, v6 ? u'[' + address.toString() + u']' : address.toString(), QString::number(port()));
}

QString Node::setUpUrl() const {
    return m_setupToken.isEmpty() ? QString() : url() + u"/setup?token="_s + m_setupToken;
}

void Node::stop(std::function<void()> done) {
    if (!m_gateway || !m_engine) return done();
    auto finished = std::make_shared<bool>(false);
    const auto finish = [finished, done = std::move(done)] {
        if (!std::exchange(*finished, true)) done();
    };
    connect(m_gateway.get(), &Gateway::drained, this, [this, finish] { m_engine->drain(finish); });
    m_scheduler.after(kStopPatience, this, [this, finished, finish] {
        if (!*finished)
            qCWarning(lcNode) << "stopping without waiting for" << m_gateway->openConnections() << "connections that did not end in time";
        finish();
    });
    m_gateway->drain();
}

} // namespace callfloor
