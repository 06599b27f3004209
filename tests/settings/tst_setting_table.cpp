// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/mode_flags.h"
#include "app/settings/setting_report.h"
#include "tests/settings/setting_place.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// A value of a setting that is not its default, and how the typed struct shows it.
struct Sample {
    QString key;
    QString text;
    std::function<QString(const Settings &)> read;
};

QString yesNo(bool value) {
    return value ? u"true"_s : u"false"_s;
}
template <class T> QString number(T value) {
    return QString::number(value);
}
QString millis(Settings::ms value) {
    return QString::number(value.count());
}

const std::vector<Sample> kSamples{
    {u"state_dir"_s, u"/tmp/elsewhere"_s, [](const Settings &s) { return s.stateDir; }},
    {u"database_url"_s, u"postgres://a:b@db/c"_s, [](const Settings &s) { return s.databaseUrl; }},
    {u"storage_readers"_s, u"3"_s, [](const Settings &s) { return number(s.storageReaders); }},
    {u"public_url"_s, u"https://calls.example.com"_s, [](const Settings &s) { return s.publicUrl; }},
    {u"bind"_s, u"0.0.0.0"_s, [](const Settings &s) { return s.bind; }},
    {u"port"_s, u"4001"_s, [](const Settings &s) { return number(s.port); }},
    {u"allowed_origins"_s, u"https://a.example,http://b.example:3000"_s,
     [](const Settings &s) { return s.allowedOrigins.join(u','); }},
    {u"anonymous_socket_origins"_s, u"https://c.example"_s,
     [](const Settings &s) { return s.anonymousSocketOrigins.join(u','); }},
    {u"trusted_proxies"_s, u"10.0.0.0/8,127.0.0.1"_s, [](const Settings &s) { return s.trustedProxies.join(u','); }},
    {u"tls_certificate_file"_s, u"/etc/callfloor/tls.crt"_s, [](const Settings &s) { return s.tlsCertificateFile; }},
    {u"tls_key_file"_s, u"/etc/callfloor/tls.key"_s, [](const Settings &s) { return s.tlsKeyFile; }},
    {u"rate_limit_per_address"_s, u"601"_s, [](const Settings &s) { return number(s.rateLimitPerAddress); }},
    {u"rate_limit_per_token"_s, u"1201"_s, [](const Settings &s) { return number(s.rateLimitPerToken); }},
    {u"tls_handshake_timeout_ms"_s, u"10002"_s, [](const Settings &s) { return millis(s.tlsHandshakeTimeout); }},
    {u"header_timeout_ms"_s, u"10001"_s, [](const Settings &s) { return millis(s.headerTimeout); }},
    {u"body_timeout_ms"_s, u"30001"_s, [](const Settings &s) { return millis(s.bodyTimeout); }},
    {u"idle_timeout_ms"_s, u"60001"_s, [](const Settings &s) { return millis(s.idleTimeout); }},
    {u"write_stall_timeout_ms"_s, u"30002"_s, [](const Settings &s) { return millis(s.writeStallTimeout); }},
    {u"max_header_bytes"_s, u"16385"_s, [](const Settings &s) { return number(s.maxHeaderBytes); }},
    {u"max_body_bytes"_s, u"1048577"_s, [](const Settings &s) { return number(s.maxBodyBytes); }},
    {u"max_import_bytes"_s, u"1048577"_s, [](const Settings &s) { return number(s.maxImportBytes); }},
    {u"max_connections"_s, u"20001"_s, [](const Settings &s) { return number(s.maxConnections); }},
    {u"max_connections_per_address"_s, u"1001"_s, [](const Settings &s) { return number(s.maxConnectionsPerAddress); }},
    {u"ping_interval_ms"_s, u"25001"_s, [](const Settings &s) { return millis(s.pingInterval); }},
    {u"ping_timeout_ms"_s, u"20001"_s, [](const Settings &s) { return millis(s.pingTimeout); }},
    {u"connect_timeout_ms"_s, u"45001"_s, [](const Settings &s) { return millis(s.connectTimeout); }},
    {u"max_payload_bytes"_s, u"1000001"_s, [](const Settings &s) { return number(s.maxPayloadBytes); }},
    {u"recovery_window_ms"_s, u"120001"_s, [](const Settings &s) { return millis(s.recoveryWindow); }},
    {u"registration"_s, u"agents"_s,
     [](const Settings &s) { return s.registration == Registration::Agents ? u"agents"_s : u"closed"_s; }},
    {u"bcrypt_cost"_s, u"4"_s, [](const Settings &s) { return number(s.bcryptCost); }},
    {u"jwt_secret"_s, u"0123456789abcdef0123456789abcdef"_s, [](const Settings &s) { return s.jwtSecret; }},
    {u"token_hours"_s, u"25"_s, [](const Settings &s) { return number(s.tokenHours); }},
    {u"refresh_days"_s, u"31"_s, [](const Settings &s) { return number(s.refreshDays); }},
    {u"telnyx_api_base"_s, u"http://127.0.0.1:8080/v2"_s, [](const Settings &s) { return s.telnyxApiBase; }},
    {u"telnyx_api_key"_s, u"KEY0123"_s, [](const Settings &s) { return s.telnyxApiKey; }},
    {u"telnyx_connection_id"_s, u"1494404757140276705"_s, [](const Settings &s) { return s.telnyxConnectionId; }},
    {u"telnyx_from_number"_s, u"+15551234567"_s, [](const Settings &s) { return s.telnyxFromNumber; }},
    {u"telnyx_public_key"_s, u"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="_s,
     [](const Settings &s) { return s.telnyxPublicKey; }},
    {u"webhook_url"_s, u"https://hooks.example.com/api/telnyx/webhook"_s,
     [](const Settings &s) { return s.webhookUrl; }},
    {u"time_scale"_s, u"2.5"_s, [](const Settings &s) { return number(s.timeScale); }},
    {u"default_region"_s, u"GB"_s, [](const Settings &s) { return s.defaultRegion; }},
    {u"answer_inbound"_s, u"false"_s, [](const Settings &s) { return yesNo(s.answerInbound); }},
    {u"record_inbound"_s, u"true"_s, [](const Settings &s) { return yesNo(s.recordInbound); }},
    {u"stream_inbound"_s, u"true"_s, [](const Settings &s) { return yesNo(s.streamInbound); }},
    {u"stream_url"_s, u"wss://media.example.com"_s, [](const Settings &s) { return s.streamUrl; }},
    {u"click_to_call"_s, u"customer_first"_s, [](const Settings &s) { return s.clickToCall; }},
    {u"agent_ring_seconds"_s, u"21"_s, [](const Settings &s) { return number(s.agentRingSeconds); }},
    {u"hold_music_url"_s, u"https://media.example.com/a.mp3"_s, [](const Settings &s) { return s.holdMusicUrl; }},
    {u"recording_pause_seconds"_s, u"121"_s, [](const Settings &s) { return number(s.recordingPauseSeconds); }},
    {u"park_limit_seconds"_s, u"301"_s, [](const Settings &s) { return number(s.parkLimitSeconds); }},
    {u"voicemail_limit_seconds"_s, u"181"_s, [](const Settings &s) { return number(s.voicemailLimitSeconds); }},
    {u"nobody_text"_s, u"Goodbye."_s, [](const Settings &s) { return s.nobodyText; }},
    {u"callback_text"_s, u"Until soon."_s, [](const Settings &s) { return s.callbackText; }},
    {u"announce_language"_s, u"de"_s, [](const Settings &s) { return s.announceLanguage; }},
    {u"supervision_mechanism"_s, u"conference"_s, [](const Settings &s) { return s.supervisionMechanism; }},
    {u"supervision_role_change"_s, u"switch"_s, [](const Settings &s) { return s.supervisionRoleChange; }},
    {u"supervision_notice"_s, u"always"_s, [](const Settings &s) { return s.supervisionNotice; }},
    {u"wrap_up_minimum_seconds"_s, u"6"_s, [](const Settings &s) { return number(s.wrapUpMinimumSeconds); }},
    {u"wrap_up_maximum_seconds"_s, u"121"_s, [](const Settings &s) { return number(s.wrapUpMaximumSeconds); }},
    {u"wrap_up_disposition_required"_s, u"false"_s, [](const Settings &s) { return yesNo(s.wrapUpDispositionRequired); }},
    {u"wrap_up_auto_disposition"_s, u"false"_s, [](const Settings &s) { return yesNo(s.wrapUpAutoDisposition); }},
    {u"wrap_up_extensions"_s, u"3"_s, [](const Settings &s) { return number(s.wrapUpExtensions); }},
    {u"wrap_up_extension_seconds"_s, u"61"_s, [](const Settings &s) { return number(s.wrapUpExtensionSeconds); }},
    {u"after_wrap_up"_s, u"not_ready"_s, [](const Settings &s) { return s.readyAfterWrapUp ? u"ready"_s : u"not_ready"_s; }},
    {u"missed_limit"_s, u"2"_s, [](const Settings &s) { return number(s.missedLimit); }},
    {u"agent_lost_seconds"_s, u"46"_s, [](const Settings &s) { return number(s.agentLostSeconds); }},
    {u"agent_logoff_seconds"_s, u"301"_s, [](const Settings &s) { return number(s.agentLogoffSeconds); }},
    {u"assist_inbound"_s, u"false"_s, [](const Settings &s) { return yesNo(s.assistInbound); }},
    {u"telnyx_ai_assistant_id"_s, u"assistant-1"_s, [](const Settings &s) { return s.telnyxAiAssistantId; }},
    {u"ai_prompt"_s, u"Say hello."_s, [](const Settings &s) { return s.aiPrompt; }},
    {u"ai_greeting"_s, u"Hi!"_s, [](const Settings &s) { return s.aiGreeting; }},
    {u"ai_language"_s, u"en-GB"_s, [](const Settings &s) { return s.aiLanguage; }},
    {u"ai_voice"_s, u"AWS.Polly.Joanna"_s, [](const Settings &s) { return s.aiVoice; }},
    {u"hand_over_words"_s, u"help,a colleague"_s, [](const Settings &s) { return s.handOverWords.join(u','); }},
    {u"calling_profile"_s, u"none"_s, [](const Settings &s) { return s.callingProfile; }},
    {u"dials_per_second"_s, u"26"_s, [](const Settings &s) { return number(s.dialsPerSecond); }},
    {u"dial_burst"_s, u"61"_s, [](const Settings &s) { return number(s.dialBurst); }},
    {u"retention_numbers_days"_s, u"365"_s, [](const Settings &s) { return number(s.retentionNumbersDays); }},
    {u"retention_words_days"_s, u"90"_s, [](const Settings &s) { return number(s.retentionWordsDays); }},
    {u"retention_events_days"_s, u"31"_s, [](const Settings &s) { return number(s.retentionEventsDays); }},
    {u"log_level"_s, u"debug"_s,
     [](const Settings &s) { return s.logLevel == LogLevel::Debug ? u"debug"_s : u"another"_s; }},
    {u"log_format"_s, u"json"_s,
     [](const Settings &s) { return s.logFormat == LogFormat::Json ? u"json"_s : u"another"_s; }},
};

} // namespace

class TestSettingTable : public QObject {
    Q_OBJECT

private slots:
    void namesAreUnique() {
        QSet<QString> names;
        for (const SettingSpec &spec : settingTable()) {
            QVERIFY2(!names.contains(spec.key), qPrintable(spec.key));
            names.insert(spec.key);
            for (const QString &variable : spec.variables()) {
                QVERIFY2(!names.contains(variable), qPrintable(variable));
                names.insert(variable);
            }
        }
        // SECRET_file names a file that holds the secret: no other setting may be called so.
        for (const SettingSpec &spec : settingTable())
            for (const QString &variable : spec.variables() + QStringList{spec.key})
                if (spec.isSecret() || spec.holdsPassword)
                    QVERIFY2(!names.contains(variable + u"_FILE"_s) && !names.contains(variable + u"_file"_s), qPrintable(variable));
    }

    void everySettingIsDescribedInOneSentence() {
        for (const SettingSpec &spec : settingTable()) {
            QVERIFY2(spec.description.endsWith(u'.') && spec.description[0].isUpper(), qPrintable(spec.key));
            QVERIFY2(!spec.expects.isEmpty() && !spec.section.isEmpty(), qPrintable(spec.key));
        }
    }

    void everyDefaultIsValidAndInItsNormalForm() {
        for (const SettingSpec &spec : settingTable()) {
            if (spec.machineDefault) continue;
            Settings settings;
            const Result<QString> stored = spec.store(spec.defaultText, settings);
            QVERIFY2(stored.ok(), qPrintable(spec.key));
            QCOMPARE(*stored, spec.defaultText);
        }
    }

    void everySettingHasASample() {
        QCOMPARE(kSamples.size(), settingTable().size());
        for (size_t i = 0; i < kSamples.size(); ++i)
            QCOMPARE(kSamples[i].key, settingTable()[i].key);
    }

    void everySettingComesThroughEverySource_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        for (size_t i = 0; i < kSamples.size(); ++i) {
            const SettingSpec *spec = findSetting(kSamples[i].key);
            QVERIFY(spec);
            const auto row = [i](const QString &source, const QString &name) {
                QTest::addRow("%s by %s", qPrintable(name), qPrintable(source)) << int(i) << source << name;
            };
            row(u"flag"_s, spec->flag());
            row(u"flag=value"_s, spec->flag());
            row(u"file"_s, spec->key);
            for (const QString &variable : spec->variables()) {
                row(u"environment"_s, variable);
                row(u"dotenv"_s, variable);
            }
            if (!spec->readableFromFile()) continue;
            row(u"flag of a file"_s, spec->flag() + u"-file"_s);
            row(u"file of a file"_s, spec->key + u"_file"_s);
            row(u"credential"_s, spec->key);
            for (const QString &variable : spec->variables()) {
                row(u"environment of a file"_s, variable + u"_FILE"_s);
                row(u"dotenv of a file"_s, variable + u"_FILE"_s);
            }
        }
    }
    void everySettingComesThroughEverySource() {
        QFETCH(int, index);
        QFETCH(QString, source);
        QFETCH(QString, name);
        const Sample &sample = kSamples[static_cast<size_t>(index)];
        test::SettingPlace place;
        place.write(sample.key, sample.text.toUtf8() + '\n');
        const QString given = source.endsWith(u"of a file"_s) ? sample.key : sample.text;
        QStringList arguments;
        if (source.startsWith(u"flag"_s))
            arguments =
                source == u"flag=value"_s ? QStringList{QString(name + u'=' + given)} : QStringList{name, given};
        if (source.startsWith(u"file"_s)) {
            place.write(u"own.conf"_s, (name + u" = \""_s + given + u"\"\n"_s).toUtf8());
            arguments = QStringList{u"--config"_s, u"own.conf"_s};
        }
        if (source.startsWith(u"environment"_s)) place.set(name, given);
        if (source.startsWith(u"dotenv"_s)) place.write(u".env"_s, (name + u"='"_s + given + u"'\n"_s).toUtf8());
        if (source == u"credential"_s) place.set(u"CREDENTIALS_DIRECTORY"_s, place.surroundings.workingFolder);

        // With a verb, so that the rules between settings don't refuse single ones.
        const std::vector<Verb> verbs{{u"config"_s, u""_s}};
        const Result<Options> options = parseOptions(arguments + QStringList{u"config"_s}, place.surroundings, verbs);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(sample.read(options->settings()), sample.text);
        const SettingOrigin &origin = options->loaded.origin(sample.key);
        QCOMPARE(origin.value, sample.text);
        QVERIFY(!origin.isDefault());
        QCOMPARE(origin.source.name, name);
        // Nothing else has moved.
        for (const SettingOrigin &other : options->loaded.origins)
            QVERIFY2(other.spec->key == sample.key || other.isDefault(), qPrintable(other.spec->key));
    }

    void samplesAreNotTheDefaults() {
        test::SettingPlace place;
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        for (const Sample &sample : kSamples) {
            QVERIFY2(loaded->origin(sample.key).value != sample.text, qPrintable(sample.key));
            QVERIFY2(sample.read(loaded->values) != sample.text, qPrintable(sample.key));
        }
    }

    void namesThatScriptsRelyOnExist_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("key");
        const QList<std::pair<QString, QString>> names{
            {u"PORT"_s, u"port"_s},
            {u"DATABASE_URL"_s, u"database_url"_s},
            {u"JWT_SECRET"_s, u"jwt_secret"_s},
            {u"TELNYX_API_KEY"_s, u"telnyx_api_key"_s},
            {u"TELNYX_API_BASE"_s, u"telnyx_api_base"_s},
            {u"TELNYX_CONNECTION_ID"_s, u"telnyx_connection_id"_s},
            {u"TELNYX_FROM_NUMBER"_s, u"telnyx_from_number"_s},
            {u"TELNYX_WEBHOOK_SECRET"_s, u"telnyx_public_key"_s},
            {u"TELNYX_PUBLIC_KEY"_s, u"telnyx_public_key"_s},
            {u"TELNYX_AI_ASSISTANT_ID"_s, u"telnyx_ai_assistant_id"_s},
            {u"AI_PROMPT"_s, u"ai_prompt"_s},
            {u"AI_LANGUAGE"_s, u"ai_language"_s},
            {u"AI_VOICE"_s, u"ai_voice"_s},
            {u"CALLFLOOR_STATE_DIR"_s, u"state_dir"_s},
            {u"CALLFLOOR_BIND"_s, u"bind"_s},
            {u"CALLFLOOR_REGISTRATION"_s, u"registration"_s},
            {u"CALLFLOOR_ALLOWED_ORIGINS"_s, u"allowed_origins"_s},
            {u"CALLFLOOR_ANONYMOUS_SOCKET_ORIGINS"_s, u"anonymous_socket_origins"_s},
            {u"CALLFLOOR_TRUSTED_PROXIES"_s, u"trusted_proxies"_s},
            {u"CALLFLOOR_PING_INTERVAL_MS"_s, u"ping_interval_ms"_s},
            {u"CALLFLOOR_PING_TIMEOUT_MS"_s, u"ping_timeout_ms"_s},
            {u"CALLFLOOR_CONNECT_TIMEOUT_MS"_s, u"connect_timeout_ms"_s},
            {u"CALLFLOOR_MAX_PAYLOAD_BYTES"_s, u"max_payload_bytes"_s},
            {u"CALLFLOOR_RATE_LIMIT_PER_ADDRESS"_s, u"rate_limit_per_address"_s},
            {u"CALLFLOOR_HEADER_TIMEOUT_MS"_s, u"header_timeout_ms"_s},
            {u"CALLFLOOR_BODY_TIMEOUT_MS"_s, u"body_timeout_ms"_s},
            {u"CALLFLOOR_BCRYPT_COST"_s, u"bcrypt_cost"_s},
            {u"CALLFLOOR_CALLING_PROFILE"_s, u"calling_profile"_s},
            {u"CALLFLOOR_TIME_SCALE"_s, u"time_scale"_s}};
        for (const auto &[variable, key] : names)
            QTest::newRow(qPrintable(variable)) << variable << key;
    }
    void namesThatScriptsRelyOnExist() {
        QFETCH(QString, variable);
        QFETCH(QString, key);
        const SettingSpec *spec = findSetting(key);
        QVERIFY(spec);
        QVERIFY(spec->variables().contains(variable));
    }

    void helpNamesEveryFlag() {
        const QString help = helpText({});
        for (const SettingSpec &spec : settingTable())
            QVERIFY2(help.contains(spec.flag() + u' ') || spec.isSecret(), qPrintable(spec.key));
        for (const SettingSpec &spec : settingTable())
            QVERIFY2(help.contains(spec.flag()), qPrintable(spec.key));
        for (const ModeFlag &flag : modeFlags())
            QVERIFY2(help.contains(u"  "_s + flag.flag), qPrintable(flag.flag));
        const QStringList lines = help.split(u'\n');
        for (const QString &line : lines)
            QVERIFY2(line.size() <= 110, qPrintable(line));
    }

    void theReferencePageIsInStep() {
        const QString folder = qEnvironmentVariable("CALLFLOOR_SOURCE_DIR");
        if (folder.isEmpty()) QSKIP("SKIP-ALL: CALLFLOOR_SOURCE_DIR is not set");
        QFile page(folder + u"/docs/configuration.md"_s);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QStringList have = QString::fromUtf8(page.readAll()).split(u'\n');
        const QStringList want = settingsMarkdown().split(u'\n');
        for (qsizetype i = 0; i < qMin(have.size(), want.size()); ++i)
            QVERIFY2(have[i] == want[i],
                     qPrintable(u"line %1 of docs/configuration.md; renew it with: callfloor config "
                                "--markdown > docs/configuration.md"_s.arg(i + 1)));
        QCOMPARE(have.size(), want.size());
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestSettingTable)
#include "tst_setting_table.moc"
