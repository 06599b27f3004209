// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/settings/setting_place.h"

using namespace Qt::StringLiterals;

namespace callfloor {

class TestSettingRefusals : public QObject {
    Q_OBJECT

private slots:
    void configurationFileIsRefusedWithTheLine_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QByteArray &content, int line, const QString &part) {
            QTest::newRow(name) << content << line << part;
        };
        row("unknown key", "port = 1\n\nprot = 2\n", 3, u"there is no setting \"prot\". Did you mean \"port\"?"_s);
        row("unknown key, nothing near", "xylophone = 2\n", 1, u"there is no setting \"xylophone\"."_s);
        row("a file for what is no secret", "port_file = x\n", 1, u"there is no setting \"port_file\""_s);
        row("no equals sign", "# c\nport 4000\n", 2, u"\"key = value\""_s);
        row("no key", "= 4000\n", 1, u"\"key = value\""_s);
        row("heading", "[net\n", 1, u"[name]"_s);
        row("open quote", "\n\nai_prompt = \"abc\n", 3, u"closing quote is missing"_s);
        row("text after quote", "ai_prompt = \"abc\" def\n", 1, u"after the closing quote"_s);
        row("twice", "port = 1\nbind = ::\nport = 2\n", 3, u"port stands already in line 1"_s);
        row("twice, once by file", "jwt_secret_file = good\njwt_secret = y\n", 2, u"stands already in line 1"_s);
        row("not UTF-8", "ai_prompt = ok\nai_greeting = \xff\xfe\n", 2, u"not UTF-8"_s);
        row("not a number", "port = abc\n", 1,
            u"port = \"abc\" is not valid: expected a whole number from 0 to 65535."_s);
        row("too large", "port = 65536\n", 1, u"from 0 to 65535"_s);
        row("negative", "port = -1\n", 1, u"from 0 to 65535"_s);
        row("hexadecimal", "port = 0x10\n", 1, u"from 0 to 65535"_s);
        row("exponent", "max_body_bytes = 1e6\n", 1, u"a whole number"_s);
        row("unit", "ping_interval_ms = 25s\n", 1, u"whole milliseconds from 1"_s);
        row("overflow", "max_body_bytes = 99999999999999999999\n", 1, u"a whole number"_s);
        row("empty number", "port =\n", 1, u"port = \"\" is not valid"_s);
        row("bcrypt cost 3", "bcrypt_cost = 3\n", 1, u"from 4 to 16"_s);
        row("bcrypt cost 17", "bcrypt_cost = 17\n", 1, u"from 4 to 16"_s);
        row("no boolean", "answer_inbound = maybe\n", 1, u"true or false"_s);
        row("no choice", "registration = open\n", 1, u"expected closed or agents"_s);
        row("no profile", "calling_profile = france\n", 1, u"auto, none, us or uk"_s);
        row("time scale below 1", "time_scale = 0.5\n", 1, u"a number from 1"_s);
        row("time scale nan", "time_scale = nan\n", 1, u"a number from 1"_s);
        row("address", "bind = example.com\n", 1, u"an IP address"_s);
        row("short address", "bind = 127.1\n", 1, u"an IP address"_s);
        row("proxy", "trusted_proxies = 10.0.0.0/8, 10.0.0.0/33\n", 1, u"networks such as"_s);
        row("proxy name", "trusted_proxies = proxy\n", 1, u"networks such as"_s);
        row("origin with path", "allowed_origins = https://a.example/x\n", 1, u"origins such as"_s);
        row("origin without scheme", "allowed_origins = a.example\n", 1, u"origins such as"_s);
        row("star for anonymous sockets", "anonymous_socket_origins = *\n", 1, u"origins such as"_s);
        row("database kind", "database_url = mysql://h/d\n", 1, u"sqlite:FILE"_s);
        row("database without name", "database_url = sqlite:\n", 1, u"sqlite:FILE"_s);
        row("url scheme", "telnyx_api_base = ftp://x/\n", 1, u"https://… or http://…"_s);
        row("url without host", "public_url = https:///x\n", 1, u"a URL"_s);
        row("stream scheme", "stream_url = https://x\n", 1, u"wss://… or ws://…"_s);
        row("number without country", "telnyx_from_number = 5551234567\n", 1, u"E.164"_s);
        row("public key too short", "telnyx_public_key = AAEC\n", 1, u"Base64 of 32 bytes"_s);
        row("public key not base64", "telnyx_public_key = !!!\n", 1, u"Base64 of 32 bytes"_s);
        row("region", "default_region = USA\n", 1, u"two letters"_s);
        row("language", "ai_language = english, please\n", 1, u"a language"_s);
        row("voice with a space", "ai_voice = a b\n", 1, u"without spaces"_s);
        row("short secret", "jwt_secret = short-but-secret\n", 1,
            u"this value of jwt_secret is not valid: expected at least 32 bytes."_s);
        row("key with a line feed", "telnyx_api_key = \"KEYsecret\\nX: y\"\n", 1, u"without spaces"_s);
        row("file of a secret", "telnyx_api_key_file = nowhere\n", 1, u"there is no such file"_s);
    }
    void configurationFileIsRefusedWithTheLine() {
        QFETCH(QByteArray, content);
        QFETCH(int, line);
        QFETCH(QString, part);
        test::SettingPlace place;
        const QString path = place.write(u"own.conf"_s, content);
        place.write(u"good"_s, "0123456789abcdef0123456789abcdef\n");
        // A stronger source does not make a wrong value right.
        const Result<LoadedSettings> loaded = place.load(u"own.conf"_s, {{u"port"_s, u"4000"_s, u"--port"_s, false}});
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, ErrorCode::BadRequest);
        const QString message = loaded.error().message;
        QVERIFY2(message.startsWith(path + u":%1: "_s.arg(line)), qPrintable(message));
        QVERIFY2(message.contains(part), qPrintable(message));
        QVERIFY2(message.count(u'\n') == 0, qPrintable(message));
        QVERIFY2(!message.contains(u"KEYsecret"_s) && !message.contains(u"short-but-secret"_s), qPrintable(message));
    }

    void everyProblemIsNamedAtOnce() {
        test::SettingPlace place;
        place.write(u"own.conf"_s, "port = abc\nprot = 1\n");
        place.set(u"CALLFLOOR_BCRYPT_COST"_s, u"99"_s);
        place.write(u".env"_s, "CALLFLOOR_BIND=nowhere\n");
        const Result<LoadedSettings> loaded = place.load(u"own.conf"_s);
        QVERIFY(!loaded.ok());
        const QStringList lines = loaded.error().message.split(u'\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith(u"environment CALLFLOOR_BCRYPT_COST: "_s));
        QVERIFY(lines[1].startsWith(place.path(u".env"_s) + u":1 CALLFLOOR_BIND: "_s));
        QVERIFY(lines[2].startsWith(place.path(u"own.conf"_s) + u":1: "_s));
        QVERIFY(lines[3].startsWith(place.path(u"own.conf"_s) + u":2: "_s));
    }

    void missingConfigurationFileIsRefusedIfItWasAskedFor() {
        test::SettingPlace place;
        const Result<LoadedSettings> loaded = place.load(u"nowhere.conf"_s);
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().message.contains(u"nowhere.conf cannot be read: there is no such file."_s));
        const Result<LoadedSettings> folder = place.load(place.path(QString()));
        QVERIFY(!folder.ok());
        QVERIFY(folder.error().message.contains(u"it is a folder"_s));
    }

    void dotEnvIsRefusedOnlyForWhatConcernsUs_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("refusal");
        QTest::newRow("somebody else's name") << QByteArray("NEXT_PUBLIC_API=x\nNODE_ENV=production\n") << QString();
        QTest::newRow("somebody else's open quote") << QByteArray("OTHER='abc\n") << QString();
        QTest::newRow("our open quote") << QByteArray("A=1\nAI_PROMPT='abc\nPORT=1\n")
                                        << u":2 AI_PROMPT: the closing quote is missing"_s;
        QTest::newRow("our name misspelt")
            << QByteArray("CALLFLOOR_PROT=1\n")
            << u":1 CALLFLOOR_PROT: there is no such setting. Did you mean \"CALLFLOOR_PORT\"?"_s;
        QTest::newRow("our value wrong") << QByteArray("\nexport PORT=http\n")
                                         << u":2 PORT: port = \"http\" is not valid"_s;
        QTest::newRow("cut by a comment")
            << QByteArray("DATABASE_URL=postgres://u:p#w@h/d\n") << u":1 DATABASE_URL: the # within"_s;
        QTest::newRow("somebody else's #") << QByteArray("OTHER=a#b\n") << QString();
        QTest::newRow("missing file of a secret")
            << QByteArray("JWT_SECRET_FILE=nowhere\n") << u":1 JWT_SECRET_FILE: "_s;
    }
    void dotEnvIsRefusedOnlyForWhatConcernsUs() {
        QFETCH(QByteArray, content);
        QFETCH(QString, refusal);
        test::SettingPlace place;
        const QString path = place.write(u".env"_s, content);
        const Result<LoadedSettings> loaded = place.load();
        QCOMPARE(loaded.ok(), refusal.isEmpty());
        if (loaded) return;
        QVERIFY2(loaded.error().message.startsWith(path + refusal), qPrintable(loaded.error().message));
    }

    void linesOfDotEnvThatMakeNoSenseArePassedOverWithARemark() {
        test::SettingPlace place;
        const QString path = place.write(u".env"_s, "PORT=4001\nthis is nothing\nCALLFLOOR_BIND=::\n");
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->values.port, quint16(4001));
        QCOMPARE(loaded->values.bind, u"::"_s);
        QCOMPARE(loaded->notices.size(), 1);
        QVERIFY(loaded->notices[0].startsWith(path + u":2: "_s));
    }

    void aFolderNamedDotEnvIsNoProblem() {
        test::SettingPlace place;
        QVERIFY(QDir(place.path(QString())).mkdir(u".env"_s));
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(loaded.ok());
        QCOMPARE(loaded->notices, QStringList());
    }

    void hugeFilesAreRefused() {
        test::SettingPlace place;
        place.write(u"secret"_s, QByteArray(65 * 1024, 'x'));
        place.set(u"JWT_SECRET_FILE"_s, u"secret"_s);
        const Result<LoadedSettings> secret = place.load();
        QVERIFY(!secret.ok() && secret.error().message.contains(u"larger than 64 KiB"_s));
        place.set(u"JWT_SECRET_FILE"_s, QString());
        place.write(u"own.conf"_s, QByteArray(1024 * 1024 + 1, '#'));
        const Result<LoadedSettings> file = place.load(u"own.conf"_s);
        QVERIFY(!file.ok() && file.error().message.contains(u"larger than 1024 KiB"_s));
    }

    void longValuesAreCutInTheSentence() {
        test::SettingPlace place;
        place.set(u"PORT"_s, QString(5000, u'7') + u"\n\x1b[2J"_s);
        const Result<LoadedSettings> loaded = place.load();
        QVERIFY(!loaded.ok());
        QVERIFY(loaded.error().message.size() < 250);
        QVERIFY(!loaded.error().message.contains(u'\n'));
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestSettingRefusals)
#include "tst_setting_refusals.moc"
