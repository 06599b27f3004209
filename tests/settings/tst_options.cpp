// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/settings/setting_place.h"

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

std::vector<Verb> someVerbs() {
    return {{u"config"_s, u"Print the settings."_s},
            {u"user"_s, u"Manage users."_s, u"  add --email E\n"_s},
            {u"simulate-carrier"_s, u"Run the simulator."_s, {}, {u"--port"_s, u"--seed"_s}}};
}

Result<Options> parse(const QString &line, const test::SettingPlace &place = {}) {
    return parseOptions(line.split(u' ', Qt::SkipEmptyParts), place.surroundings, someVerbs());
}

} // namespace

class TestOptions : public QObject {
    Q_OBJECT

private slots:
    void modes_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("server");
        QTest::addColumn<bool>("demo");
        QTest::addColumn<QString>("url");
        QTest::newRow("console") << QString() << false << false << QString();
        QTest::newRow("server") << u"--server"_s << true << false << QString();
        QTest::newRow("demo") << u"--demo"_s << false << true << QString();
        QTest::newRow("headless demo") << u"--demo --server --port 0"_s << true << true << QString();
        QTest::newRow("remote") << u"--connect http://127.0.0.1:4000/"_s << false << false
                                << u"http://127.0.0.1:4000"_s;
    }
    void modes() {
        QFETCH(QString, line);
        QFETCH(bool, server);
        QFETCH(bool, demo);
        QFETCH(QString, url);
        const Result<Options> options = parse(line);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(options->action, Options::Action::Run);
        QCOMPARE(options->server, server);
        QCOMPARE(options->demo, demo);
        QCOMPARE(options->connectUrl.toString(), url);
        QCOMPARE(options->verb, QString());
    }

    void aLinkIsForTheConsole() {
        const Result<Options> options = parse(u"--connect http://127.0.0.1:4000 tel:+49-30-123"_s);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(options->link, u"tel:+49-30-123"_s);
        QCOMPARE(parse(u"CALLFLOOR://join?server=https://x.example"_s)->link, u"CALLFLOOR://join?server=https://x.example"_s);
        QVERIFY(parse(u"--demo"_s)->link.isEmpty());
    }

    void valuesAreTakenWithAndWithoutEqualsSign() {
        const Result<Options> options =
            parse(u"--server --demo --port=4100 --bind 0.0.0.0 --seconds=20 --seed 7 --lang pt_BR"_s);
        QVERIFY(options.ok());
        QCOMPARE(options->settings().port, quint16(4100));
        QCOMPARE(options->settings().bind, u"0.0.0.0"_s);
        QCOMPARE(options->seconds, std::optional(20));
        QCOMPARE(options->seed, std::optional<quint64>(7));
        QCOMPARE(options->language, u"pt_BR"_s);
    }

    void theLastOfRepeatedFlagsCounts() {
        const Result<Options> options = parse(u"--port 1 --port 2 --port 3"_s);
        QVERIFY(options.ok());
        QCOMPARE(options->settings().port, quint16(3));
        QCOMPARE(options->loaded.origin(u"port").ignored.size(), size_t(2));
        QVERIFY(!options->loaded.notices.isEmpty());
    }

    void switches_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("answer");
        QTest::addColumn<bool>("recording");
        QTest::newRow("alone") << u"--answer-inbound --record-inbound"_s << true << true;
        QTest::newRow("with words") << u"--answer-inbound false --record-inbound yes"_s << false << true;
        QTest::newRow("with equals signs") << u"--answer-inbound=off --record-inbound=on"_s << false << true;
        QTest::newRow("negated") << u"--no-answer-inbound --no-record-inbound"_s << false << false;
        QTest::newRow("before a verb") << u"--record-inbound config"_s << true << true;
    }
    void switches() {
        QFETCH(QString, line);
        QFETCH(bool, answer);
        QFETCH(bool, recording);
        const Result<Options> options = parse(line);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(options->settings().answerInbound, answer);
        QCOMPARE(options->settings().recordInbound, recording);
    }

    void verbsKeepTheirOwnArguments_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<int>("port");
        QTest::newRow("none") << u"config"_s << u"config"_s << QString() << 4000;
        QTest::newRow("own") << u"config --json"_s << u"config"_s << u"--json"_s << 4000;
        QTest::newRow("settings before") << u"--port 1 user list"_s << u"user"_s << u"list"_s << 1;
        QTest::newRow("settings after") << u"user add --email a@b --port 1 --name=N -v"_s << u"user"_s
                                        << u"add --email a@b --name=N -v"_s << 1;
        QTest::newRow("own flags that are settings too")
            << u"--port 1 simulate-carrier --port 2 --seed=3"_s << u"simulate-carrier"_s << u"--port 2 --seed=3"_s << 1;
        QTest::newRow("after two dashes")
            << u"user add -- --port 1 --server --"_s << u"user"_s << u"add --port 1 --server --"_s << 4000;
    }
    void verbsKeepTheirOwnArguments() {
        QFETCH(QString, line);
        QFETCH(QString, verb);
        QFETCH(QString, arguments);
        QFETCH(int, port);
        const Result<Options> options = parse(line);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(options->verb, verb);
        QCOMPARE(options->verbArguments.join(u' '), arguments);
        QCOMPARE(int(options->settings().port), port);
    }

    void helpAndVersionNeedNothing_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("help");
        for (const char *line : {"--help", "-h", "--help --port abc", "--bogus --help", "--version --help",
                                 "user --help", "--config /nowhere --help", "--demo --connect http://x --help"})
            QTest::newRow(line) << QString::fromLatin1(line) << true;
        for (const char *line : {"--version", "-v", "--version --port abc", "--config /nowhere --version"})
            QTest::newRow(line) << QString::fromLatin1(line) << false;
    }
    void helpAndVersionNeedNothing() {
        QFETCH(QString, line);
        QFETCH(bool, help);
        test::SettingPlace place;
        place.write(u".env"_s, "PORT=abc\n");
        place.set(u"CALLFLOOR_BIND"_s, u"nonsense"_s);
        const Result<Options> options = parse(line, place);
        QVERIFY(options.ok());
        QCOMPARE(options->action, help ? Options::Action::Help : Options::Action::Version);
        if (line.startsWith(u"user"_s)) QCOMPARE(options->verb, u"user"_s);
    }

    void helpOfAVerbIsItsOwn() {
        QVERIFY(helpText(someVerbs()).contains(u"simulate-carrier  Run the simulator.\n"_s));
        const QString help = helpText(someVerbs(), u"user"_s);
        QVERIFY(help.startsWith(u"Usage: callfloor user …\nManage users.\n"_s) && help.contains(u"add --email E"_s));
    }

    void refusals_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const QString &line, const QString &sentence) {
            QTest::newRow(qPrintable(line)) << line << sentence;
        };
        row(u"--prot 1"_s, u"There is no option \"--prot\". Did you mean \"--port\"?"_s);
        row(u"--servr"_s, u"There is no option \"--servr\". Did you mean \"--server\"?"_s);
        row(u"--ping-intervall-ms=1"_s,
            u"There is no option \"--ping-intervall-ms\". Did you mean \"--ping-interval-ms\"?"_s);
        row(u"--xylophone"_s, u"There is no option \"--xylophone\"."_s);
        row(u"-p 1"_s, u"There is no option \"-p\"; callfloor --help lists all."_s);
        row(u"confg"_s, u"There is no verb \"confg\". Did you mean \"config\"?"_s);
        row(u"--port"_s, u"--port needs a value."_s);
        row(u"--port --server"_s, u"--port needs a value."_s);
        row(u"--connect"_s, u"--connect needs a value."_s);
        row(u"--server=1"_s, u"--server takes no value."_s);
        row(u"--no-answer-inbound=true"_s, u"--no-answer-inbound takes no value."_s);
        row(u"--port abc"_s,
            u"command line --port: port = \"abc\" is not valid: expected a whole number from 0 to 65535."_s);
        row(u"--answer-inbound=perhaps"_s, u"command line --answer-inbound: answer_inbound = \"perhaps\" is not valid: "
                                           "expected true or false."_s);
        row(u"--seconds 0 --demo"_s,
            u"command line --seconds: \"0\" is not valid: expected a whole number from 1 to 86400."_s);
        row(u"--seed x --demo"_s, u"command line --seed: \"x\" is not valid: expected a whole number."_s);
        row(u"--lang german!"_s,
            u"command line --lang: \"german!\" is not valid: expected a language such as de or pt_BR."_s);
        row(u"--connect calls.example.com"_s,
            u"command line --connect: \"calls.example.com\" is not valid: expected the URL of a server such as "
            "https://calls.example.com or http://127.0.0.1:4000."_s);
        row(u"--demo --connect http://x"_s, u"--connect and --demo exclude each other."_s);
        row(u"--server --connect http://x"_s, u"--connect and --server exclude each other."_s);
        row(u"--seconds 5"_s, u"--seconds works only with --demo."_s);
        row(u"--seed 5 --server"_s, u"--seed works only with --demo."_s);
        row(u"--demo user list"_s, u"--demo and the verb \"user\" exclude each other."_s);
        row(u"--connect http://x user list"_s, u"--connect and the verb \"user\" exclude each other."_s);
        row(u"--server tel:+4930123"_s, u"A link such as \"tel:+4930123\" is for the console alone."_s);
        row(u"-- --port 1"_s, u"Nothing may follow \"--\" without a verb."_s);
        row(u"--port 1 --bind x --bogus --seconds 1"_s,
            u"There is no option \"--bogus\".\n--seconds works only with --demo."_s);
    }
    void refusals() {
        QFETCH(QString, line);
        QFETCH(QString, sentence);
        const Result<Options> options = parse(line);
        QVERIFY(!options.ok());
        QCOMPARE(options.error().code, ErrorCode::BadRequest);
        QCOMPARE(options.error().message, sentence);
    }

    void demoIsRefusedWithARealKey_data() {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("source");
        QTest::newRow("environment") << u"TELNYX_API_KEY"_s << QString() << u"(environment TELNYX_API_KEY)"_s;
        QTest::newRow("another base") << u"CALLFLOOR_TELNYX_API_KEY"_s << u"https://api.example.com"_s
                                      << u"(environment CALLFLOOR_TELNYX_API_KEY)"_s;
        QTest::newRow("key of a simulator") << u"TELNYX_API_KEY"_s << u"http://127.0.0.1:8080"_s << QString();
        QTest::newRow("no key") << QString() << QString() << QString();
    }
    void demoIsRefusedWithARealKey() {
        QFETCH(QString, variable);
        QFETCH(QString, base);
        QFETCH(QString, source);
        test::SettingPlace place;
        if (!variable.isEmpty()) place.set(variable, u"KEY0123456789"_s);
        place.set(u"TELNYX_API_BASE"_s, base);
        const Result<Options> options = parse(u"--demo"_s, place);
        QCOMPARE(options.ok(), source.isEmpty());
        if (options) return;
        QVERIFY(options.error().message.contains(source));
        QVERIFY(!options.error().message.contains(u"KEY0123456789"_s));
    }

    void timeScaleIsRefusedWithARealCarrier() {
        QVERIFY(!parse(u"--server --time-scale 10"_s).ok());
        QVERIFY(parse(u"--server --time-scale 10 --telnyx-api-base http://127.0.0.1:1/v2"_s).ok());
        QVERIFY(parse(u"--demo --time-scale 10"_s).ok());
    }

    void configStillRunsWhereAStartIsRefused() {
        test::SettingPlace place;
        place.set(u"TELNYX_API_KEY"_s, u"KEY0123456789"_s);
        const Result<Options> options = parse(u"--demo config --time-scale 2"_s, place);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QVERIFY(options->loaded.notices.join(u'\n').contains(u"--demo cannot be combined"_s));
    }

    void systemFileIsReadByServersAndVerbs_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("port");
        QTest::newRow("server") << u"--server"_s << 4100;
        QTest::newRow("verb") << u"config"_s << 4100;
        QTest::newRow("console") << QString() << 4000;
        QTest::newRow("demo") << u"--server --demo"_s << 4000;
        QTest::newRow("another file") << u"--server --config other.conf"_s << 4200;
        QTest::newRow("another file in the console") << u"--config=other.conf"_s << 4200;
    }
    void systemFileIsReadByServersAndVerbs() {
        QFETCH(QString, line);
        QFETCH(int, port);
        test::SettingPlace place;
        place.write(u"system.conf"_s, "port = 4100\n");
        place.write(u"other.conf"_s, "port = 4200\n");
        const Result<Options> options = parse(line, place);
        QVERIFY2(options.ok(), options.ok() ? "" : qPrintable(options.error().message));
        QCOMPARE(int(options->settings().port), port);
    }

    void aSystemFileThatIsWrongStopsTheServer() {
        test::SettingPlace place;
        place.write(u"system.conf"_s, "port = 4100\nprot = 1\n");
        const Result<Options> options = parse(u"--server"_s, place);
        QVERIFY(!options.ok());
        QVERIFY(options.error().message.startsWith(place.path(u"system.conf"_s) + u":2: "_s));
    }

    void aSystemFileThatCannotBeReadIsARemark() {
        test::SettingPlace place;
        QVERIFY(QDir(place.path(QString())).mkdir(u"system.conf"_s));
        const Result<Options> options = parse(u"--server"_s, place);
        QVERIFY(options.ok());
        QCOMPARE(options->loaded.notices,
                 QStringList{place.path(u"system.conf"_s) + u" is not read: it is a folder."_s});
    }

    void surroundingsAreThoseOfTheProcess() {
        const Surroundings here = Surroundings::ofProcess();
        QCOMPARE(here.workingFolder, QDir::currentPath());
        QCOMPARE(here.environment.value(u"PATH"_s), qEnvironmentVariable("PATH"));
        QCOMPARE(here.systemConfigFile, u"/etc/callfloor/server.conf"_s);
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestOptions)
#include "tst_options.moc"
