// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "app/demo_floor.h"
#include "app/secrets.h"

namespace callfloor {

using namespace Qt::StringLiterals;

const QString kDemoConnection = u"1000000000000000001"_s;

QString programVersion() { return QStringLiteral(CALLFLOOR_VERSION); }

namespace {

AgentPolicy agentPolicy(const Settings &settings) {
    using std::chrono::seconds;
    AgentPolicy policy;
    policy.wrapUp.minimum = seconds(settings.wrapUpMinimumSeconds);
    policy.wrapUp.maximum = seconds(settings.wrapUpMaximumSeconds);
    policy.wrapUp.dispositionRequired = settings.wrapUpDispositionRequired;
    policy.wrapUp.autoDisposition = settings.wrapUpAutoDisposition;
    policy.wrapUp.extensions = settings.wrapUpExtensions;
    policy.wrapUp.extension = seconds(settings.wrapUpExtensionSeconds);
    policy.wrapUp.readyAfter = settings.readyAfterWrapUp;
    policy.missedLimit = settings.missedLimit;
    policy.lostAfter = seconds(settings.agentLostSeconds);
    policy.loggedOffAfter = seconds(settings.agentLogoffSeconds);
    return policy;
}

} // namespace

Result<EngineOptions> engineOptions(const Options &options) {
    const Settings &settings = options.settings();
    auto secret = signingSecret(settings.jwtSecret, settings.stateDir);
    if (!secret) return secret.error();
    EngineOptions engine;
    engine.policy.answerInbound = settings.answerInbound;
    engine.policy.assistInbound = settings.assistInbound;
    engine.policy.recordInbound = settings.recordInbound;
    engine.policy.streamInbound = settings.streamInbound;
    engine.policy.streamUrl = settings.streamUrl;
    engine.policy.aiPrompt = settings.aiPrompt;
    engine.policy.aiGreeting = settings.aiGreeting;
    engine.policy.aiLanguage = settings.aiLanguage;
    engine.policy.aiVoice = settings.aiVoice;
    engine.policy.timeScale = settings.timeScale;
    engine.policy.clickToCall = clickToCallFromName(settings.clickToCall).value_or(ClickToCall::AgentFirst);
    engine.policy.agentRingSeconds = settings.agentRingSeconds;
    engine.policy.holdMusic = settings.holdMusicUrl;
    engine.policy.recordingPause = std::chrono::seconds(settings.recordingPauseSeconds);
    engine.policy.parkLimit = std::chrono::seconds(settings.parkLimitSeconds);
    engine.policy.voicemailLimit = std::chrono::seconds(settings.voicemailLimitSeconds);
    engine.policy.nobodyText = settings.nobodyText;
    engine.policy.callbackText = settings.callbackText;
    engine.policy.announceLanguage = settings.announceLanguage;
    engine.policy.handOverWords = settings.handOverWords;
    engine.policy.supervision.mechanism =
        supervisionMechanismFromName(settings.supervisionMechanism).value_or(SupervisionMechanism::SupervisedLeg);
    engine.policy.supervision.byTrial = options.loaded.origin(u"supervision_mechanism"_s).isDefault();
    engine.policy.supervision.switchRoles = settings.supervisionRoleChange == "switch"_L1;
    engine.policy.supervision.notice = supervisionNoticeFromName(settings.supervisionNotice).value_or(SupervisionNotice::Talking);
    engine.policy.callingProfile = callingProfileFromName(settings.callingProfile).value_or(CallingProfile::Auto);
    // The people of the demo are made up: nobody is woken at night.
    if (options.demo && options.loaded.origin(u"calling_profile"_s).isDefault()) engine.policy.callingProfile = CallingProfile::None;
    engine.agents = agentPolicy(settings);
    engine.fromNumber = settings.telnyxFromNumber;
    engine.assistantId = settings.telnyxAiAssistantId;
    engine.webhookPublicKey = settings.telnyxPublicKey.toLatin1();
    engine.jwtSecret = *secret;
    engine.tokenLife = std::chrono::hours(settings.tokenHours);
    engine.refreshLife = std::chrono::hours(24 * settings.refreshDays);
    engine.bcryptCost = settings.bcryptCost;
    engine.openRegistration = settings.registration == Registration::Agents;
    engine.defaultRegion = settings.defaultRegion;
    engine.dialsPerSecond = settings.dialsPerSecond;
    engine.dialBurst = settings.dialBurst;
    engine.simulatedCarrier = options.demo;
    engine.publicUrl = settings.publicUrl;
    engine.importFolder = settings.stateDir + u"/imports"_s;
    if (options.demo && engine.fromNumber.isEmpty()) engine.fromNumber = u"+13125550100"_s;
    if (options.demo && engine.policy.aiPrompt.isEmpty())
        engine.policy.aiPrompt = u"You answer for a furniture shop. Be brief and friendly."_s;
    return engine;
}

GatewayOptions gatewayOptions(const Settings &settings) {
    GatewayOptions gateway;
    gateway.limits.headerBytes = static_cast<qsizetype>(settings.maxHeaderBytes);
    gateway.limits.bodyBytes = static_cast<qsizetype>(settings.maxBodyBytes);
    gateway.limits.handshakeTimeout = settings.tlsHandshakeTimeout;
    gateway.limits.headerTimeout = settings.headerTimeout;
    gateway.limits.bodyTimeout = settings.bodyTimeout;
    gateway.limits.idleTimeout = settings.idleTimeout;
    gateway.limits.writeStallTimeout = settings.writeStallTimeout;
    gateway.limits.connections = settings.maxConnections;
    gateway.limits.connectionsPerAddress = settings.maxConnectionsPerAddress;
    gateway.limits.webSocketBytes = static_cast<qsizetype>(settings.maxPayloadBytes);
    gateway.allowedOrigins = settings.allowedOrigins;
    gateway.trustedProxies = settings.trustedProxies;
    gateway.knocksPerMinute = settings.rateLimitPerAddress;
    // Who switches off the limit for strangers, behind a proxy that has one or for a load test, means this one as well.
    gateway.requestsPerMinute = settings.rateLimitPerAddress == 0 ? 0 : settings.rateLimitPerToken;
    gateway.sockets.pingInterval = settings.pingInterval;
    gateway.sockets.pingTimeout = settings.pingTimeout;
    gateway.sockets.connectTimeout = settings.connectTimeout;
    gateway.sockets.maxPayload = static_cast<qsizetype>(settings.maxPayloadBytes);
    gateway.sockets.recoveryWindow = settings.recoveryWindow;
    gateway.sockets.anonymousOrigins = settings.anonymousSocketOrigins;
    gateway.uploads.folder = settings.stateDir + u"/imports"_s;
    gateway.uploads.mostBytes = settings.maxImportBytes;
    gateway.version = programVersion();
    return gateway;
}

Result<store::StorageOptions> storageOptions(const Settings &settings) {
    auto url = store::parseDatabaseUrl(settings.databaseUrl, settings.stateDir);
    if (!url) return url.error();
    store::StorageOptions storage;
    storage.url = *url;
    storage.readers = settings.storageReaders;
    return storage;
}

RetentionPolicy retentionPolicy(const Settings &settings) {
    using std::chrono::days;
    return {days(settings.retentionNumbersDays), days(settings.retentionWordsDays), days(settings.retentionEventsDays)};
}

TelnyxSettings telnyxSettings(const Settings &settings) {
    TelnyxSettings telnyx;
    telnyx.apiBase = QUrl(settings.telnyxApiBase);
    telnyx.apiKey = settings.telnyxApiKey.toUtf8();
    telnyx.connectionId = settings.telnyxConnectionId;
    telnyx.timeScale = settings.timeScale;
    return telnyx;
}

simulator::SimulatorOptions demoSimulator(const Options &options) {
    simulator::SimulatorOptions sim = simulator::demoProfile();
    sim.seed = options.seed;
    sim.carrier.connectionId = kDemoConnection;
    sim.inbound.numbers = demoNumbers();
    sim.inbound.perMinute = 4; // besides those of the director
    return sim;
}

} // namespace callfloor
