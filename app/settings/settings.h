// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace callfloor {

/// Who may make an account without an administrator.
enum class Registration {
    Closed, ///< Nobody.
    Agents, ///< Anybody, but only as an AGENT.
};

/// The least important messages that are still logged.
enum class LogLevel { Debug, Info, Warning, Error };

/// How a line of the log is written.
enum class LogFormat {
    Auto,    ///< Journal if standard error is the journal's, else Text.
    Text,    ///< Time, level, category, message.
    Json,    ///< One JSON object a line.
    Journal, ///< sd-daemon(3): `<priority>` before the text, no time.
};

/// Every setting of the product with its type; what each one means stands in setting_table.cpp, once. The values
/// here are empty: the defaults come from the table too, see loadSettings().
struct Settings {
    using ms = std::chrono::milliseconds;

    // General
    QString stateDir; ///< Absolute path.
    QString databaseUrl;
    int storageReaders = 0;
    QString publicUrl;

    // Network
    QString bind; ///< An IP address.
    quint16 port = 0;
    QStringList allowedOrigins;
    QStringList anonymousSocketOrigins;
    QStringList trustedProxies;
    QString tlsCertificateFile; ///< Absolute path, or empty.
    QString tlsKeyFile;         ///< Absolute path, or empty.

    // Limits
    int rateLimitPerAddress = 0;
    int rateLimitPerToken = 0;
    ms tlsHandshakeTimeout{};
    ms headerTimeout{};
    ms bodyTimeout{};
    ms idleTimeout{};
    ms writeStallTimeout{};
    qint64 maxHeaderBytes = 0;
    qint64 maxBodyBytes = 0;
    qint64 maxImportBytes = 0;
    int maxConnections = 0;
    int maxConnectionsPerAddress = 0;

    // Realtime
    ms pingInterval{};
    ms pingTimeout{};
    ms connectTimeout{};
    qint64 maxPayloadBytes = 0;
    ms recoveryWindow{};

    // Sign-in
    Registration registration = Registration::Closed;
    int bcryptCost = 0;
    QString jwtSecret;
    int tokenHours = 0;
    int refreshDays = 0;

    // Carrier
    QString telnyxApiBase; ///< Without a slash at the end.
    QString telnyxApiKey;
    QString telnyxConnectionId;
    QString telnyxFromNumber; ///< E.164 or empty.
    QString telnyxPublicKey;
    QString webhookUrl;
    double timeScale = 1;

    // Calls
    QString defaultRegion; ///< ISO 3166-1 alpha-2, upper case.
    bool answerInbound = false;
    bool recordInbound = false;
    bool streamInbound = false;
    QString streamUrl;

    // Agents
    QString clickToCall; ///< agent_first, customer_first, customer_only.
    int agentRingSeconds = 0;
    QString holdMusicUrl;
    int recordingPauseSeconds = 0;
    int parkLimitSeconds = 0;
    int voicemailLimitSeconds = 0;
    QString supervisionMechanism;  ///< supervised_leg, conference.
    QString supervisionRoleChange; ///< fresh, switch.
    QString supervisionNotice;     ///< never, talking, always.
    QString nobodyText;
    QString callbackText;
    QString announceLanguage; ///< en, de.
    int wrapUpMinimumSeconds = 0;
    int wrapUpMaximumSeconds = 0;
    bool wrapUpDispositionRequired = false;
    bool wrapUpAutoDisposition = false;
    int wrapUpExtensions = 0;
    int wrapUpExtensionSeconds = 0;
    bool readyAfterWrapUp = false;
    int missedLimit = 0;
    int agentLostSeconds = 0;
    int agentLogoffSeconds = 0;

    // AI assistant
    bool assistInbound = false;
    QString telnyxAiAssistantId;
    QString aiPrompt;
    QString aiGreeting;
    QString aiLanguage;
    QString aiVoice;
    QStringList handOverWords;

    // Dialling
    QString callingProfile;
    int dialsPerSecond = 0;
    int dialBurst = 0;

    // Retention, in days; 0 = for ever
    int retentionNumbersDays = 0;
    int retentionWordsDays = 0;
    int retentionEventsDays = 0;

    // Log
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Auto;
};

} // namespace callfloor
