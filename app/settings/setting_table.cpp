// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_builders.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

using namespace settingrow;

constexpr qint64 kHourMs = 3'600'000;

/// Where a service manager or the XDG base directories put state.
QString standardStateDir(const QProcessEnvironment &environment) {
    // systemd.exec(5): a colon list, the first of which is ours.
    const QString service = environment.value(u"STATE_DIRECTORY"_s).section(u':', 0, 0);
    if (!service.isEmpty()) return service;
    const QString xdg = environment.value(u"XDG_STATE_HOME"_s);
    if (QDir::isAbsolutePath(xdg)) return xdg + u"/callfloor"_s;
    return environment.value(u"HOME"_s, QDir::homePath()) + u"/.local/state/callfloor"_s;
}

std::vector<Row> generalRows() {
    std::vector<Row> rows{
        path(u"state_dir"_s, &Settings::stateDir,
             u"Folder for the embedded database, the generated token secret and other state."_s)
            .machineDefault(u"`$STATE_DIRECTORY`, else `$XDG_STATE_HOME/callfloor`, else `~/.local/state/callfloor`"_s,
                            standardStateDir),
        text(u"database_url"_s, &Settings::databaseUrl, {}, checkDatabaseUrl,
             u"sqlite:FILE, postgres://… or postgresql://…"_s,
             u"The database: `sqlite:FILE`, or PostgreSQL as `postgres://user:password@host/name` (also "
             "`postgresql://…?schema=…`)."_s)
            .legacy({u"DATABASE_URL"_s})
            .emptyMeans(u"SQLite in the state folder"_s),
        whole(u"storage_readers"_s, &Settings::storageReaders, 2, 1, 32,
              u"Database connections that read beside the one that writes."_s),
        url(u"public_url"_s, &Settings::publicUrl, {}, {u"https"_s, u"http"_s},
            u"The address under which people reach this server, used in links that it prints."_s)
            .emptyMeans(u"made from `bind` and `port`"_s)};
    rows[1].spec.holdsPassword = true;
    return rows;
}

std::vector<Row> networkRows() {
    return {
        text(u"bind"_s, &Settings::bind, u"127.0.0.1"_s, checkAddress, u"an IP address"_s,
             u"Address that the server listens on; put a TLS proxy before anything but loopback, "
             "or give it a certificate."_s),
        whole<quint16>(u"port"_s, &Settings::port, 4000, 0, 65535,
                       u"TCP port that the server listens on; 0 takes a free one."_s)
            .legacy({u"PORT"_s}),
        list(u"allowed_origins"_s, &Settings::allowedOrigins, checkOriginOrStar, u"origins separated by commas"_s,
             u"Origins of web dashboards that browsers may call this server from (CORS); `*` allows any."_s),
        list(u"anonymous_socket_origins"_s, &Settings::anonymousSocketOrigins, checkOrigin,
             u"origins separated by commas"_s,
             u"Origins that may open a live connection without a token; they see calls with masked numbers only."_s),
        list(u"trusted_proxies"_s, &Settings::trustedProxies, checkNetwork, u"addresses or networks, with commas"_s,
             u"Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed."_s),
        file(u"tls_certificate_file"_s, &Settings::tlsCertificateFile,
             u"PEM file with the certificate of this server and those that vouch for it; with it the server speaks "
             "HTTPS. Read again on SIGHUP."_s)
            .emptyMeans(u"plain HTTP"_s),
        file(u"tls_key_file"_s, &Settings::tlsKeyFile,
             u"PEM file with the private key of the certificate, RSA or ECDSA, without a password."_s)
            .emptyMeans(u"plain HTTP"_s)};
}

std::vector<Row> limitRows() {
    return {whole(u"rate_limit_per_address"_s, &Settings::rateLimitPerAddress, 600, 0, 1'000'000,
                  u"Requests to sign in, register or set up that one address may make in a minute; 0 switches the limit off."_s),
            whole(u"rate_limit_per_token"_s, &Settings::rateLimitPerToken, 6'000, 0, 1'000'000,
                  u"Requests that one login may make in a minute; 0 switches the limit off, and so does `rate_limit_per_address` = 0."_s),
            duration(u"tls_handshake_timeout_ms"_s, &Settings::tlsHandshakeTimeout, 10'000, 10, kHourMs,
                     u"Time for a TLS handshake."_s),
            duration(u"header_timeout_ms"_s, &Settings::headerTimeout, 10'000, 10, kHourMs,
                     u"Time for the head of a request to arrive."_s),
            duration(u"body_timeout_ms"_s, &Settings::bodyTimeout, 30'000, 10, kHourMs,
                     u"Time for the body of a request to arrive."_s),
            duration(u"idle_timeout_ms"_s, &Settings::idleTimeout, 60'000, 10, 24 * kHourMs,
                     u"Time between two requests on one connection."_s),
            duration(u"write_stall_timeout_ms"_s, &Settings::writeStallTimeout, 30'000, 10, kHourMs,
                     u"Time that a client may take nothing of its reply."_s),
            whole<qint64>(u"max_header_bytes"_s, &Settings::maxHeaderBytes, 16'384, 1'024, 1'048'576,
                          u"Largest head of a request."_s),
            whole<qint64>(u"max_body_bytes"_s, &Settings::maxBodyBytes, 1'048'576, 1'024, 1'073'741'824,
                          u"Largest body of a request, unless its route says otherwise."_s),
            whole<qint64>(u"max_import_bytes"_s, &Settings::maxImportBytes, 1'073'741'824, 1'024, 1'099'511'627'776,
                          u"Largest file of leads that is taken in; it goes to `imports` in the state folder."_s),
            whole(u"max_connections"_s, &Settings::maxConnections, 20'000, 1, 1'000'000,
                  u"Connections in all; never more than the system's limit of open files allows."_s),
            whole(u"max_connections_per_address"_s, &Settings::maxConnectionsPerAddress, 1'000, 0, 1'000'000,
                  u"Connections from one address; 0 means no limit, and loopback has none."_s)};
}

std::vector<Row> realtimeRows() {
    return {duration(u"ping_interval_ms"_s, &Settings::pingInterval, 25'000, 1, 24 * kHourMs,
                     u"Time between two heartbeats of a live connection."_s),
            duration(u"ping_timeout_ms"_s, &Settings::pingTimeout, 20'000, 1, 24 * kHourMs,
                     u"Time to answer a heartbeat."_s),
            duration(u"connect_timeout_ms"_s, &Settings::connectTimeout, 45'000, 1, 24 * kHourMs,
                     u"Time to sign in on a live connection."_s),
            whole<qint64>(u"max_payload_bytes"_s, &Settings::maxPayloadBytes, 1'000'000, 1, 104'857'600,
                          u"Largest message from a live connection."_s),
            duration(u"recovery_window_ms"_s, &Settings::recoveryWindow, 120'000, 0, 24 * kHourMs,
                     u"Time in which a live connection that broke may be taken up again without a loss; 0 means never."_s)};
}

std::vector<Row> signInRows() {
    return {choice<Registration>(u"registration"_s, &Settings::registration, u"closed"_s,
                                 {{u"closed"_s, Registration::Closed}, {u"agents"_s, Registration::Agents}},
                                 u"Who may register without an administrator: nobody, or anybody as an AGENT."_s),
            whole(u"bcrypt_cost"_s, &Settings::bcryptCost, 12, 4, 16,
                  u"Work factor of password hashes; each step doubles the time."_s),
            secret(u"jwt_secret"_s, &Settings::jwtSecret, checkSigningSecret, u"at least 32 bytes"_s,
                   u"Key that signs the tokens of users, at least 32 bytes."_s)
                .legacy({u"JWT_SECRET"_s})
                .emptyMeans(u"generated once into the state folder"_s),
            whole(u"token_hours"_s, &Settings::tokenHours, 24, 1, 720, u"Life of a token."_s),
            whole(u"refresh_days"_s, &Settings::refreshDays, 30, 1, 365, u"Life of a refresh token."_s)};
}

std::vector<Row> carrierRows() {
    return {url(u"telnyx_api_base"_s, &Settings::telnyxApiBase, u"https://api.telnyx.com/v2"_s, {u"https"_s, u"http"_s},
                u"Base URL of the carrier's API."_s)
                .legacy({u"TELNYX_API_BASE"_s}),
            secret(u"telnyx_api_key"_s, &Settings::telnyxApiKey, checkIdentifier, u"text without spaces"_s,
                   u"API key of the Telnyx account."_s)
                .legacy({u"TELNYX_API_KEY"_s})
                .emptyMeans(u"no carrier"_s),
            text(u"telnyx_connection_id"_s, &Settings::telnyxConnectionId, {}, checkIdentifier,
                 u"text without spaces"_s, u"Id of the call control application that calls are made with."_s)
                .legacy({u"TELNYX_CONNECTION_ID"_s}),
            text(u"telnyx_from_number"_s, &Settings::telnyxFromNumber, {}, checkPhoneNumber,
                 u"a number in E.164 form"_s, u"Caller's number of outbound calls, in E.164 form."_s)
                .legacy({u"TELNYX_FROM_NUMBER"_s}),
            text(u"telnyx_public_key"_s, &Settings::telnyxPublicKey, {}, checkPublicKey, u"Base64 of 32 bytes"_s,
                 u"Public key that the account's webhooks are verified with (Ed25519, Base64 of 32 bytes)."_s)
                .legacy({u"TELNYX_PUBLIC_KEY"_s, u"TELNYX_WEBHOOK_SECRET"_s}),
            url(u"webhook_url"_s, &Settings::webhookUrl, {}, {u"https"_s, u"http"_s},
                u"Public address of `/api/telnyx/webhook`, given to the carrier with each call."_s)
                .emptyMeans(u"the one set in the carrier's portal"_s),
            decimal(u"time_scale"_s, &Settings::timeScale, 1, 1, 10'000,
                    u"Divides the deadlines, repeat windows and periods that concern the carrier; for fault tests, so "
                    "only with a carrier on loopback."_s)};
}

std::vector<Row> callRows() {
    return {
        text(u"default_region"_s, &Settings::defaultRegion, u"US"_s, checkRegion, u"the two letters of a country"_s,
             u"Country of numbers that are written without a country code."_s),
        boolean(u"answer_inbound"_s, &Settings::answerInbound, true, u"Answer inbound calls by themselves."_s),
        boolean(u"record_inbound"_s, &Settings::recordInbound, false, u"Record inbound calls from the answer on."_s),
        boolean(u"stream_inbound"_s, &Settings::streamInbound, false,
                u"Stream the media of inbound calls from the answer on."_s),
        url(u"stream_url"_s, &Settings::streamUrl, {}, {u"wss"_s, u"ws"_s}, u"Where media is streamed to."_s),
        word(u"click_to_call"_s, &Settings::clickToCall, u"agent_first"_s, {u"agent_first"_s, u"customer_first"_s, u"customer_only"_s},
             u"Whose phone rings first when an agent who has one calls a number."_s),
        whole(u"agent_ring_seconds"_s, &Settings::agentRingSeconds, 20, 5, 120,
              u"How long an agent's phone rings for a call that comes from no queue."_s),
        url(u"hold_music_url"_s, &Settings::holdMusicUrl, {}, {u"https"_s, u"http"_s}, u"Music for customers who wait (mp3 or wav)."_s)
            .emptyMeans(u"silence"_s),
        whole(u"recording_pause_seconds"_s, &Settings::recordingPauseSeconds, 120, 0, 3'600,
              u"A paused recording goes on by itself after this time; 0 means that somebody has to resume it."_s),
        whole(u"park_limit_seconds"_s, &Settings::parkLimitSeconds, 300, 10, 14'400,
              u"A parked call goes back to who parked it after this time."_s),
        whole(u"voicemail_limit_seconds"_s, &Settings::voicemailLimitSeconds, 180, 10, 3'600, u"Length of a voicemail message."_s),
        text(u"nobody_text"_s, &Settings::nobodyText, u"I am sorry, nobody can take your call at the moment. Goodbye."_s,
             u"What a customer hears before the call is ended because nobody can take it; nothing if it is empty."_s),
        text(u"callback_text"_s, &Settings::callbackText,
             u"Thank you. We will call you back as soon as it is your turn. Goodbye."_s,
             u"What a caller hears who leaves a queue to be called back; nothing if it is empty."_s),
        word(u"announce_language"_s, &Settings::announceLanguage, u"en"_s, {u"en"_s, u"de"_s},
             u"Language in which callers who wait hear their place and the time that it will take."_s),
        word(u"supervision_mechanism"_s, &Settings::supervisionMechanism, u"supervised_leg"_s, {u"supervised_leg"_s, u"conference"_s},
             u"How supervisors hear calls: by a leg that the carrier attaches to the agent's, or in a conference into which the "
             "call is moved. As long as it is not set, a stored trial (callfloor doctor --supervision) goes before the default."_s),
        word(u"supervision_role_change"_s, &Settings::supervisionRoleChange, u"fresh"_s, {u"fresh"_s, u"switch"_s},
             u"How a supervisor gets another role: by a fresh leg, in a conference by joining anew, or by the carrier's command "
             "for it."_s),
        word(u"supervision_notice"_s, &Settings::supervisionNotice, u"talking"_s, {u"never"_s, u"talking"_s, u"always"_s},
             u"When the agent of a call is told that a supervisor is on it: never, when he may be talked to, or always."_s)};
}

std::vector<Row> agentRows() {
    return {
        whole(u"wrap_up_minimum_seconds"_s, &Settings::wrapUpMinimumSeconds, 5, 0, 3'600,
              u"After-call work of an agent lasts at least this long."_s),
        whole(u"wrap_up_maximum_seconds"_s, &Settings::wrapUpMaximumSeconds, 120, 0, 86'400,
              u"After-call work ends by itself after this time; 0 means that only a disposition ends it."_s),
        boolean(u"wrap_up_disposition_required"_s, &Settings::wrapUpDispositionRequired, true,
                u"An agent gets no new work before he has said what came of the last call."_s),
        boolean(u"wrap_up_auto_disposition"_s, &Settings::wrapUpAutoDisposition, true,
                u"At the end of the maximum save `uncoded` instead of waiting for a disposition."_s),
        whole(u"wrap_up_extensions"_s, &Settings::wrapUpExtensions, 2, 0, 100,
              u"How often an agent may put off the end of his after-call work."_s),
        whole(u"wrap_up_extension_seconds"_s, &Settings::wrapUpExtensionSeconds, 60, 1, 3'600, u"What each time adds."_s),
        choice<bool>(u"after_wrap_up"_s, &Settings::readyAfterWrapUp, u"ready"_s, {{u"ready"_s, true}, {u"not_ready"_s, false}},
                     u"What an agent is after his after-call work, unless he has chosen a break."_s),
        whole(u"missed_limit"_s, &Settings::missedLimit, 1, 0, 100,
              u"Offers that an agent may miss in a row before he is made not ready; 0 means any number."_s),
        whole(u"agent_lost_seconds"_s, &Settings::agentLostSeconds, 45, 3, 3'600,
              u"Silence of an agent's console after which he is unreachable and gets no offers."_s),
        whole(u"agent_logoff_seconds"_s, &Settings::agentLogoffSeconds, 300, 3, 86'400,
              u"Silence of an agent's console after which he is logged off, unless he is on a call."_s)};
}

/// Words of the two languages that the announcements have as well.
Row handOverRow() {
    const TextCheck any = [](const QString &words) -> Result<QString> { return words.simplified(); };
    Row row = list(u"hand_over_words"_s, &Settings::handOverWords, any, u"words separated by commas"_s,
                   u"A caller who says one of these to the assistant is put into the queue behind it, where the number has one; "
                   "whole words, in any case. Nobody is, if it is empty."_s);
    row.spec.defaultText = u"agent,person,human,representative,operator,speak to someone,talk to someone,speak to somebody,"
                           "mitarbeiter,mitarbeiterin,mensch,menschen,jemandem sprechen,jemanden sprechen,berater,beraterin"_s;
    return row;
}

std::vector<Row> assistantRows() {
    return {boolean(u"assist_inbound"_s, &Settings::assistInbound, true,
                    u"Let the AI assistant talk on inbound calls that were answered by themselves."_s),
            text(u"telnyx_ai_assistant_id"_s, &Settings::telnyxAiAssistantId, {}, checkIdentifier,
                 u"text without spaces"_s, u"Id of the assistant at the carrier."_s)
                .legacy({u"TELNYX_AI_ASSISTANT_ID"_s})
                .emptyMeans(u"one is made from the prompt, once"_s),
            text(u"ai_prompt"_s, &Settings::aiPrompt,
                 u"You answer the phone for a company. Be friendly and brief, find out what the caller needs, and say "
                 "that a colleague will call back if you cannot help."_s,
                 u"What the assistant is told to do."_s)
                .legacy({u"AI_PROMPT"_s}),
            text(u"ai_greeting"_s, &Settings::aiGreeting, u"Hello, how can I help you?"_s,
                 u"What the assistant says first; nothing if it is empty."_s)
                .legacy({u"AI_GREETING"_s}),
            text(u"ai_language"_s, &Settings::aiLanguage, u"auto"_s, checkLanguage, u"auto or a language"_s,
                 u"Language that the assistant listens for."_s)
                .legacy({u"AI_LANGUAGE"_s}),
            text(u"ai_voice"_s, &Settings::aiVoice, u"Telnyx.KokoroTTS.af"_s, checkIdentifier, u"text without spaces"_s,
                 u"Voice of the assistant, as the carrier names it."_s)
                .legacy({u"AI_VOICE"_s}),
            handOverRow()};
}

std::vector<Row> diallingRows() {
    return {word(u"calling_profile"_s, &Settings::callingProfile, u"auto"_s, {u"auto"_s, u"none"_s, u"us"_s, u"uk"_s},
                 u"Rules about when numbers may be called: those of the number's country, none (for tests), or of one "
                 "country for all."_s),
            whole(u"dials_per_second"_s, &Settings::dialsPerSecond, 25, 1, 1'000,
                  u"Calls that the whole account may start in a second."_s),
            whole(u"dial_burst"_s, &Settings::dialBurst, 60, 1, 10'000,
                  u"Calls that may be started at once after a pause."_s)};
}

std::vector<Row> retentionRows() {
    constexpr int kCentury = 36'500;
    return {whole(u"retention_numbers_days"_s, &Settings::retentionNumbersDays, 0, 0, kCentury,
                  u"Calls that began longer ago lose the customer's number and texts that may hold it; the calls stay, for the figures. 0 keeps it for ever."_s),
            whole(u"retention_words_days"_s, &Settings::retentionWordsDays, 0, 0, kCentury,
                  u"Transcripts and notes of calls that began longer ago are deleted; 0 keeps them for ever."_s),
            whole(u"retention_events_days"_s, &Settings::retentionEventsDays, 0, 0, kCentury,
                  u"Events, the carrier's messages and finished requests to it are deleted after this time; 0 keeps them for ever."_s)};
}

std::vector<Row> logRows() {
    return {choice<LogLevel>(u"log_level"_s, &Settings::logLevel, u"info"_s,
                             {{u"debug"_s, LogLevel::Debug},
                              {u"info"_s, LogLevel::Info},
                              {u"warning"_s, LogLevel::Warning},
                              {u"error"_s, LogLevel::Error}},
                             u"The least important messages that are logged."_s),
            choice<LogFormat>(u"log_format"_s, &Settings::logFormat, u"auto"_s,
                              {{u"auto"_s, LogFormat::Auto},
                               {u"text"_s, LogFormat::Text},
                               {u"json"_s, LogFormat::Json},
                               {u"journal"_s, LogFormat::Journal}},
                              u"Form of the log on standard error: `auto` is `journal` under systemd, else `text`."_s)};
}

std::vector<SettingSpec> buildTable() {
    const std::vector<std::pair<QString, std::vector<Row>>> sections{
        {u"General"_s, generalRows()},   {u"Network"_s, networkRows()},
        {u"Limits"_s, limitRows()},      {u"Realtime"_s, realtimeRows()},
        {u"Sign-in"_s, signInRows()},    {u"Carrier"_s, carrierRows()},
        {u"Calls"_s, callRows()},        {u"Agents"_s, agentRows()},
        {u"AI assistant"_s, assistantRows()},
        {u"Dialling"_s, diallingRows()}, {u"Retention"_s, retentionRows()},
        {u"Log"_s, logRows()}};
    std::vector<SettingSpec> table;
    for (const auto &[title, rows] : sections) {
        for (const Row &row : rows) {
            table.push_back(row.spec);
            table.back().section = title;
        }
    }
    return table;
}

} // namespace

const std::vector<SettingSpec> &settingTable() {
    static const std::vector<SettingSpec> kTable = buildTable();
    return kTable;
}

} // namespace callfloor
