// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_rules.h"
#include "tests/settings/setting_place.h"

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// Puts a value of a setting at one kind of source and says what its text must be there.
struct Place {
    QString name;
    std::function<void(test::SettingPlace &, const QString &value, std::vector<FlagValue> &)> put;
};

/// `.env` and the file are appended to, so that several places can be used at once.
void append(const test::SettingPlace &place, const QString &name, const QString &line) {
    QFile file(place.path(name));
    QVERIFY(file.open(QIODevice::Append));
    file.write(line.toUtf8() + '\n');
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

std::vector<Place> placesOfSecret() {
    const auto valueFile = [](const test::SettingPlace &place, const QString &value) {
        return place.write(u"value-"_s + value, value.toUtf8() + '\n');
    };
    return {
        {u"flag"_s,
         [](auto &, const QString &v, auto &flags) {
             flags.push_back({u"telnyx_api_key"_s, v, u"--telnyx-api-key"_s, false});
         }},
        {u"credential"_s,
         [](auto &place, const QString &v, auto &) {
             place.write(u"telnyx_api_key"_s, v.toUtf8());
             place.set(u"CREDENTIALS_DIRECTORY"_s, place.path(QString()));
         }},
        {u"own variable of a file"_s,
         [valueFile](auto &place, const QString &v, auto &) {
             place.set(u"CALLFLOOR_TELNYX_API_KEY_FILE"_s, valueFile(place, v));
         }},
        {u"own variable"_s, [](auto &place, const QString &v, auto &) { place.set(u"CALLFLOOR_TELNYX_API_KEY"_s, v); }},
        {u"legacy variable of a file"_s,
         [valueFile](auto &place, const QString &v, auto &) {
             place.set(u"TELNYX_API_KEY_FILE"_s, valueFile(place, v));
         }},
        {u"legacy variable"_s, [](auto &place, const QString &v, auto &) { place.set(u"TELNYX_API_KEY"_s, v); }},
        {u"own name in .env"_s,
         [](auto &place, const QString &v, auto &) { append(place, u".env"_s, u"CALLFLOOR_TELNYX_API_KEY="_s + v); }},
        {u"legacy name of a file in .env"_s,
         [valueFile](auto &place, const QString &v, auto &) {
             append(place, u".env"_s, u"TELNYX_API_KEY_FILE="_s + valueFile(place, v));
         }},
        {u"legacy name in .env"_s,
         [](auto &place, const QString &v, auto &) { append(place, u".env"_s, u"TELNYX_API_KEY="_s + v); }},
        {u"file"_s,
         [](auto &place, const QString &v, auto &) { append(place, u"own.conf"_s, u"telnyx_api_key = "_s + v); }},
    };
}

bool mentions(const QStringList &notices, const QString &part) {
    return std::any_of(notices.begin(), notices.end(), [&part](const QString &n) { return n.contains(part); });
}

} // namespace

class TestSettingSources : public QObject {
    Q_OBJECT

private slots:
    void strongerSourceWins_data() {
        QTest::addColumn<int>("strong");
        QTest::addColumn<int>("weak");
        const std::vector<Place> places = placesOfSecret();
        for (size_t strong = 0; strong < places.size(); ++strong)
            for (size_t weak = strong + 1; weak < places.size(); ++weak)
                QTest::addRow("%s over %s", qPrintable(places[strong].name), qPrintable(places[weak].name))
                    << int(strong) << int(weak);
    }
    void strongerSourceWins() {
        QFETCH(int, strong);
        QFETCH(int, weak);
        const std::vector<Place> places = placesOfSecret();
        test::SettingPlace place;
        place.write(u"own.conf"_s, "");
        std::vector<FlagValue> flags;
        places[static_cast<size_t>(weak)].put(place, u"KEYweak"_s, flags);
        places[static_cast<size_t>(strong)].put(place, u"KEYstrong"_s, flags);

        const Result<LoadedSettings> loaded = place.load(u"own.conf"_s, flags);
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().message));
        QCOMPARE(loaded->values.telnyxApiKey, u"KEYstrong"_s);
        const SettingOrigin &origin = loaded->origin(u"telnyx_api_key"_s);
        QCOMPARE(origin.ignored.size(), size_t(1));
        QCOMPARE(origin.ignored[0].value, u"KEYweak"_s);
        QVERIFY(origin.ignored[0].source.text() != origin.source.text());
        QVERIFY(loaded->secrets().contains(u"KEYweak"_s) && loaded->secrets().contains(u"KEYstrong"_s));
    }

    void allSourcesAtOnceAreListedInTheirOrder() {
        test::SettingPlace place;
        place.write(u"own.conf"_s, "");
        std::vector<FlagValue> flags;
        QStringList wanted;
        for (const Place &each : placesOfSecret()) {
            const QString value = u"KEY%1"_s.arg(wanted.size());
            wanted.append(value);
            each.put(place, value, flags);
        }
        const Result<LoadedSettings> loaded = place.load(u"own.conf"_s, flags);
        QVERIFY(loaded.ok());
        const SettingOrigin &origin = loaded->origin(u"telnyx_api_key"_s);
        QStringList got{origin.value};
        for (const GivenValue &given : origin.ignored)
            got.append(given.value);
        QCOMPARE(got, wanted);
    }

    void defaultCountsWhereNothingIsSet() {
        test::SettingPlace place;
        place.set(u"PORT"_s, QString());
        place.write(u".env"_s, "DATABASE_URL=\nJWT_SECRET=''\n");
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        for (const SettingOrigin &origin : loaded->origins)
            QVERIFY2(origin.isDefault() && origin.ignored.empty(), qPrintable(origin.spec->key));
        QCOMPARE(loaded->values.port, quint16(4000));
        QCOMPARE(loaded->values.pingInterval, std::chrono::milliseconds(25'000));
        QCOMPARE(loaded->notices, QStringList());
    }

    void emptyTextInTheFileOrOnTheCommandLineCounts() {
        test::SettingPlace place;
        place.write(u"own.conf"_s, "ai_greeting =\n");
        const Result<LoadedSettings> file = place.load(u"own.conf"_s);
        QVERIFY(file.ok());
        QCOMPARE(file->values.aiGreeting, QString());
        place.set(u"DATABASE_URL"_s, u"sqlite:x.db"_s);
        const Result<LoadedSettings> flag = place.load({}, {{u"database_url"_s, {}, u"--database-url"_s, false}});
        QVERIFY(flag.ok());
        QCOMPARE(flag->values.databaseUrl, QString());
        QCOMPARE(flag->origin(u"database_url").source.kind, SettingSource::Kind::CommandLine);
    }

    void sourcesAreNamedWithFileAndLine() {
        test::SettingPlace place;
        const QString file = place.write(u"own.conf"_s, "# one\n\n[net]\nport = 4100\n");
        const QString dotEnv = place.write(u".env"_s, "# one\nCALLFLOOR_BIND=0.0.0.0\n");
        place.set(u"CALLFLOOR_LOG_LEVEL"_s, u"debug"_s);
        const Result<LoadedSettings> loaded =
            place.load(u"own.conf"_s, {{u"log_format"_s, u"json"_s, u"--log-format"_s, false}});
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->origin(u"port").source.text(), QString(file + u":4"_s));
        QCOMPARE(loaded->origin(u"bind").source.text(), QString(dotEnv + u":2 CALLFLOOR_BIND"_s));
        QCOMPARE(loaded->origin(u"log_level").source.text(), u"environment CALLFLOOR_LOG_LEVEL"_s);
        QCOMPARE(loaded->origin(u"log_format").source.text(), u"command line --log-format"_s);
        QCOMPARE(loaded->origin(u"ai_voice").source.text(), u"default"_s);
    }

    void sourcesOfOneRankThatDisagreeAreRemarkedUpon_data() {
        QTest::addColumn<QString>("real");
        QTest::addColumn<QString>("inDotEnv");
        QTest::addColumn<bool>("remark");
        QTest::newRow("different") << u"4001"_s << u"4002"_s << true;
        QTest::newRow("the same") << u"4001"_s << u"4001"_s << false;
        QTest::newRow("the same, written otherwise") << u"4001"_s << u"04001"_s << false;
    }
    void sourcesOfOneRankThatDisagreeAreRemarkedUpon() {
        QFETCH(QString, real);
        QFETCH(QString, inDotEnv);
        QFETCH(bool, remark);
        test::SettingPlace place;
        place.set(u"PORT"_s, real);
        place.write(u".env"_s, "PORT=" + inDotEnv.toUtf8());
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->values.port, quint16(4001));
        QCOMPARE(mentions(loaded->notices, u"port: the value from environment PORT counts"_s), remark);
    }

    void overridingAWeakerRankIsNoRemark() {
        test::SettingPlace place;
        place.write(u"own.conf"_s, "port = 4001\n");
        place.set(u"PORT"_s, u"4002"_s);
        const Result<LoadedSettings> loaded = place.load(u"own.conf"_s, {{u"port"_s, u"4003"_s, u"--port"_s, false}});
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->notices, QStringList());
        QCOMPARE(loaded->origin(u"port").ignored.size(), size_t(2));
    }

    void unknownVariablesAreRemarkedUponIfTheyLookLikeOurs() {
        test::SettingPlace place;
        place.set(u"CALLFLOOR_PROT"_s, u"4001"_s);
        place.set(u"CALLFLOOR_SOURCE_DIR"_s, u"1"_s); // Nearer to CALLFLOOR_STATE_DIR than it looks.
        place.set(u"CALLFLOOR_"_s, u"1"_s);
        place.set(u"CALLFLOOR_JWT_SECRET_FILE"_s, place.write(u"jwt"_s, "0123456789abcdef0123456789abcdef\n"));
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->notices.size(), 1);
        QVERIFY(loaded->notices[0].contains(u"CALLFLOOR_PROT"_s) &&
                loaded->notices[0].contains(u"\"CALLFLOOR_PORT\""_s));
        QCOMPARE(loaded->values.jwtSecret, u"0123456789abcdef0123456789abcdef"_s);
    }

    void secretsOnTheCommandLineAreRemarkedUpon() {
        test::SettingPlace place;
        const auto inClear = place.load({}, {{u"telnyx_api_key"_s, u"KEY1"_s, u"--telnyx-api-key"_s, false}});
        QVERIFY(inClear.ok() && mentions(inClear->notices, u"--telnyx-api-key-file PATH"_s));
        const QString file = place.write(u"key"_s, "KEY1\r\n");
        const auto byFile = place.load({}, {{u"telnyx_api_key"_s, file, u"--telnyx-api-key-file"_s, true}});
        QVERIFY(byFile.ok() && byFile->notices.isEmpty());
        QCOMPARE(byFile->values.telnyxApiKey, u"KEY1"_s);
    }

    void secretsInAFileThatAllMayReadAreRemarkedUpon() {
        test::SettingPlace place;
        const QString path = place.write(u"own.conf"_s, "telnyx_api_key = KEY1\n");
        QVERIFY(place.load(path).value().notices.isEmpty());
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::ReadOther));
        QVERIFY(mentions(place.load(path).value().notices, u"can be read by every user"_s));
    }

    void relativePathsBeginAtTheFileOrTheWorkingFolder() {
        test::SettingPlace place;
        QVERIFY(QDir(place.path(QString())).mkdir(u"etc"_s));
        place.write(u"etc/key"_s, "KEYetc\n");
        place.write(u"etc/own.conf"_s, "state_dir = state/../here\ntelnyx_api_key_file = key\n");
        const Result<LoadedSettings> file = place.load(u"etc/own.conf"_s);
        QVERIFY(file.ok());
        QCOMPARE(file->values.stateDir, place.path(u"etc/here"_s));
        QCOMPARE(file->values.telnyxApiKey, u"KEYetc"_s);
        const Result<LoadedSettings> flag = place.load({}, {{u"state_dir"_s, u"there"_s, u"--state-dir"_s, false}});
        QCOMPARE(flag.value().values.stateDir, place.path(u"there"_s));
        place.set(u"CALLFLOOR_STATE_DIR"_s, u"~/mine"_s);
        QCOMPARE(place.load().value().values.stateDir, place.path(u"home/mine"_s));
    }

    void stateFolderFollowsTheServiceManagerThenXdg() {
        test::SettingPlace place;
        QCOMPARE(place.load().value().values.stateDir, place.path(u"home/.local/state/callfloor"_s));
        place.set(u"XDG_STATE_HOME"_s, u"relative"_s); // Must be absolute, says the specification.
        QCOMPARE(place.load().value().values.stateDir, place.path(u"home/.local/state/callfloor"_s));
        place.set(u"XDG_STATE_HOME"_s, u"/xdg"_s);
        QCOMPARE(place.load().value().values.stateDir, u"/xdg/callfloor"_s);
        place.set(u"STATE_DIRECTORY"_s, u"/var/lib/callfloor:/var/lib/other"_s);
        QCOMPARE(place.load().value().values.stateDir, u"/var/lib/callfloor"_s);
        QVERIFY(place.load().value().origin(u"state_dir").isDefault());
    }

    void valuesTakeTheirNormalForm_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("normal");
        const auto row = [](const char *key, const QString &given, const QString &normal) {
            QTest::addRow("%s %s", key, qPrintable(given)) << QString::fromLatin1(key) << given << normal;
        };
        row("answer_inbound", u"No"_s, u"false"_s);
        row("answer_inbound", u"0"_s, u"false"_s);
        row("record_inbound", u"ON"_s, u"true"_s);
        row("bind", u"localhost"_s, u"127.0.0.1"_s);
        row("bind", u"::"_s, u"::"_s);
        row("port", u" 0080 "_s, u"80"_s);
        row("registration", u"Agents"_s, u"agents"_s);
        row("calling_profile", u"UK"_s, u"uk"_s);
        row("default_region", u"de"_s, u"DE"_s);
        row("telnyx_from_number", u"+1 (555) 123-4567"_s, u"+15551234567"_s);
        row("telnyx_api_base", u"https://api.telnyx.com/v2/"_s, u"https://api.telnyx.com/v2"_s);
        row("allowed_origins", u" https://Desk.example:443/ ,, http://[::1]:3000, https://desk.example"_s,
            u"https://desk.example,http://[::1]:3000"_s);
        row("allowed_origins", u"*"_s, u"*"_s);
        row("trusted_proxies", u"127.0.0.1, 10.1.2.3/8"_s, u"127.0.0.1,10.0.0.0/8"_s);
        row("time_scale", u"10.0"_s, u"10"_s);
        row("database_url", u"sqlite:/var/lib/x.db"_s, u"sqlite:/var/lib/x.db"_s);
        row("database_url", u"postgresql://u:p@h:5432/d?schema=public"_s, u"postgresql://u:p@h:5432/d?schema=public"_s);
        row("log_format", u"journal"_s, u"journal"_s);
    }
    void valuesTakeTheirNormalForm() {
        QFETCH(QString, key);
        QFETCH(QString, given);
        QFETCH(QString, normal);
        test::SettingPlace place;
        place.set(findSetting(key)->variable(), given);
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().message));
        QCOMPARE(loaded->origin(key).value, normal);
    }

    void passwordsWithinUrlsAreSecrets_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("masked");
        QTest::addColumn<QString>("password");
        QTest::newRow("plain") << u"postgres://u:pa55@h/d"_s << u"postgres://u:••••@h/d"_s << u"pa55"_s;
        QTest::newRow("raw @ and /") << u"postgres://u:p@/5@h/d"_s << u"postgres://u:••••@h/d"_s << u"p@/5"_s;
        QTest::newRow("raw ?") << u"postgres://u:p?5@h/d"_s << u"postgres://u:••••@h/d"_s << u"p?5"_s;
        QTest::newRow("in the query") << u"postgresql:///d?user=u&password=pa55&schema=s"_s
                                      << u"postgresql:///d?user=u&password=••••&schema=s"_s << u"pa55"_s;
        QTest::newRow("none") << u"postgres://u@h:5432/d"_s << u"postgres://u@h:5432/d"_s << QString();
        QTest::newRow("no user") << u"postgres://h:5432/d"_s << u"postgres://h:5432/d"_s << QString();
        QTest::newRow("sqlite") << u"sqlite:a@b:c.db"_s << u"sqlite:a@b:c.db"_s << QString();
    }
    void passwordsWithinUrlsAreSecrets() {
        QFETCH(QString, url);
        QFETCH(QString, masked);
        QFETCH(QString, password);
        test::SettingPlace place;
        place.set(u"DATABASE_URL"_s, url);
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->values.databaseUrl, url);
        QCOMPARE(loaded->origin(u"database_url").shown(), masked);
        QCOMPARE(loaded->secrets(), password.isEmpty() ? QStringList() : QStringList{password});
    }

    void timeScaleNeedsALoopbackCarrier_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("scale");
        QTest::addColumn<bool>("simulated");
        QTest::addColumn<bool>("good");
        QTest::newRow("real carrier") << u"https://api.telnyx.com/v2"_s << u"10"_s << false << false;
        QTest::newRow("real carrier, no scale") << u"https://api.telnyx.com/v2"_s << u"1"_s << false << true;
        QTest::newRow("127.0.0.1") << u"http://127.0.0.1:8080/v2"_s << u"10"_s << false << true;
        QTest::newRow("127.9.9.9") << u"http://127.9.9.9/v2"_s << u"10"_s << false << true;
        QTest::newRow("::1") << u"http://[::1]:8080/v2"_s << u"10"_s << false << true;
        QTest::newRow("localhost") << u"http://localhost:8080"_s << u"10"_s << false << true;
        QTest::newRow("a name that begins like it") << u"http://localhost.example.com"_s << u"10"_s << false << false;
        QTest::newRow("user info that looks like it") << u"http://127.0.0.1@example.com"_s << u"10"_s << false << false;
        QTest::newRow("simulated here") << u"https://api.telnyx.com/v2"_s << u"10"_s << true << true;
    }
    void timeScaleNeedsALoopbackCarrier() {
        QFETCH(QString, base);
        QFETCH(QString, scale);
        QFETCH(bool, simulated);
        QFETCH(bool, good);
        test::SettingPlace place;
        place.set(u"TELNYX_API_BASE"_s, base);
        place.set(u"CALLFLOOR_TIME_SCALE"_s, scale);
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        const Result<Ok> checked = checkTimeScale(*loaded, simulated);
        QCOMPARE(checked.ok(), good);
        if (!good) QVERIFY(checked.error().message.contains(u"environment CALLFLOOR_TIME_SCALE"_s));
    }

    void webhookKeyIsNeededToServe() {
        test::SettingPlace place;
        const Result<Ok> without = checkWebhookKey(place.load().value());
        QVERIFY(!without.ok() && without.error().message.contains(u"TELNYX_PUBLIC_KEY"_s));
        place.set(u"TELNYX_WEBHOOK_SECRET"_s, u"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="_s);
        QVERIFY(checkWebhookKey(place.load().value()).ok());
    }

    void questionableSettingsAreRemarkedUpon() {
        Settings settings = test::SettingPlace().load().value().values;
        QCOMPARE(settingRemarks(settings), QStringList());
        settings.telnyxApiBase = u"http://carrier.example"_s;
        settings.streamInbound = true;
        settings.allowedOrigins = QStringList{u"*"_s, u"https://a.example"_s};
        QCOMPARE(settingRemarks(settings).size(), 3);
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestSettingSources)
#include "tst_setting_sources.moc"
