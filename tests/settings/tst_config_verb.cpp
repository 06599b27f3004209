// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_report.h"
#include "app/verbs/config_verb.h"
#include "tests/settings/setting_place.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

struct Output {
    int status = -1;
    QString out;
    QString err;
};

Output run(const test::SettingPlace &place, const QString &line) {
    const std::vector<Verb> verbs{configVerb()};
    const Result<Options> options = parseOptions(line.split(u' ', Qt::SkipEmptyParts), place.surroundings, verbs);
    if (!options) return {2, {}, options.error().message};
    Output output;
    QTextStream out(&output.out);
    QTextStream err(&output.err);
    output.status = runConfigVerb(*options, out, err);
    out.flush();
    err.flush();
    return output;
}

/// A place where secrets come from several sources.
std::unique_ptr<test::SettingPlace> secretPlace() {
    auto place = std::make_unique<test::SettingPlace>();
    place->set(u"TELNYX_API_KEY"_s, u"KEYone-secret"_s);
    place->set(u"DATABASE_URL"_s, u"postgres://u:dbsecret@h/d"_s);
    place->write(u".env"_s, "TELNYX_API_KEY=KEYtwo-secret\nPORT=4001\nDATABASE_URL=postgres://u:othersecret@h/d\n");
    place->write(u"own.conf"_s, "port = 4002\njwt_secret = \"0123456789-secret-0123456789-secret\"\n");
    return place;
}

QJsonObject settingOf(const QString &json, const QString &key) {
    const QJsonArray all = QJsonDocument::fromJson(json.toUtf8()).object().value(u"settings"_s).toArray();
    for (const QJsonValue &each : all)
        if (each[u"key"_s] == key) return each.toObject();
    return {};
}

} // namespace

class TestConfigVerb : public QObject {
    Q_OBJECT

private slots:
    void everySettingIsListedWithItsSource() {
        const auto place = secretPlace();
        const Output output = run(*place, u"config --config own.conf --log-level debug"_s);
        QCOMPARE(output.status, 0);
        for (const SettingSpec &spec : settingTable())
            QVERIFY2(output.out.contains(u'\n' + spec.key + u' '), qPrintable(spec.key));
        const QRegularExpression level(u"\nlog_level +debug  ← command line --log-level\n"_s);
        QVERIFY(level.match(output.out).hasMatch());
        QVERIFY(QRegularExpression(u"\nbind +127.0.0.1  ← default\n"_s).match(output.out).hasMatch());
        QVERIFY(QRegularExpression(u"\nport +4001  ← .*/.env:2 PORT\n +not used: 4002 from .*/own.conf:1\n"_s)
                    .match(output.out)
                    .hasMatch());
    }

    void aCheckSaysWhetherAServerCouldStart() {
        auto place = std::make_unique<test::SettingPlace>();
        const Output without = run(*place, u"config --check"_s);
        QCOMPARE(without.status, 1);
        QVERIFY2(without.err.contains(u"TELNYX_PUBLIC_KEY"_s) && without.out.isEmpty(), qPrintable(without.err));
        place->set(u"TELNYX_PUBLIC_KEY"_s, u"WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="_s);
        const Output with = run(*place, u"config --check"_s);
        QVERIFY2(with.status == 0 && with.err.isEmpty(), qPrintable(with.err));
        const Output halfTls = run(*place, u"config --check --tls-key-file k.pem"_s);
        QCOMPARE(halfTls.status, 1);
        QVERIFY2(halfTls.err.contains(u"tls_certificate_file"_s), qPrintable(halfTls.err));
    }

    void secretsAreMaskedButTheirLosersAreNamed() {
        const auto place = secretPlace();
        const Output output = run(*place, u"config --config own.conf"_s);
        QCOMPARE(output.status, 0);
        QVERIFY2(!output.out.contains(u"secret-"_s) && !output.out.contains(u"-secret"_s), qPrintable(output.out));
        QVERIFY(!output.out.contains(u"dbsecret"_s) && !output.out.contains(u"othersecret"_s));
        QVERIFY(QRegularExpression(
                    u"\ntelnyx_api_key +•••• \\(set\\)  ← environment TELNYX_API_KEY\n +not used: another value from "
                    ".*/.env:1 TELNYX_API_KEY\n"_s)
                    .match(output.out)
                    .hasMatch());
        QVERIFY(QRegularExpression(u"\ndatabase_url +postgres://u:••••@h/d  ←"_s).match(output.out).hasMatch());
        QVERIFY(output.out.contains(u"telnyx_api_key: the value from environment TELNYX_API_KEY counts"_s));
        const Output empty = run(test::SettingPlace(), u"config"_s);
        QVERIFY(QRegularExpression(u"\njwt_secret +\\(not set\\)  ← default\n"_s).match(empty.out).hasMatch());
    }

    void jsonHasTypesAndSources() {
        const auto place = secretPlace();
        const Output output =
            run(*place, u"config --json --config own.conf --allowed-origins https://a.example,https://b.example"_s);
        QCOMPARE(output.status, 0);
        QVERIFY(!output.out.contains(u"secret\""_s) || !output.out.contains(u"-secret"_s));
        QVERIFY(!output.out.contains(u"dbsecret"_s) && !output.out.contains(u"KEYone"_s) &&
                !output.out.contains(u"KEYtwo"_s));
        const QJsonObject port = settingOf(output.out, u"port"_s);
        QCOMPARE(port.value(u"value"_s), QJsonValue(4001));
        QCOMPARE(port.value(u"default"_s), QJsonValue(4000));
        QCOMPARE(port[u"source"_s][u"kind"_s].toString(), u"dotenv"_s);
        QCOMPARE(port[u"source"_s][u"line"_s].toInt(), 2);
        QCOMPARE(port[u"ignored"_s][0][u"value"_s].toInt(), 4002);
        QCOMPARE(port[u"ignored"_s][0][u"source"_s][u"kind"_s].toString(), u"file"_s);
        const QJsonObject key = settingOf(output.out, u"telnyx_api_key"_s);
        QVERIFY(key.value(u"value"_s).isNull() && key.value(u"set"_s).toBool() && key.value(u"secret"_s).toBool());
        QVERIFY(key[u"ignored"_s][0][u"value"_s].isNull());
        QCOMPARE(settingOf(output.out, u"answer_inbound"_s).value(u"value"_s), QJsonValue(true));
        QCOMPARE(settingOf(output.out, u"allowed_origins"_s).value(u"value"_s).toArray().size(), 2);
        QCOMPARE(settingOf(output.out, u"time_scale"_s).value(u"value"_s).toDouble(), 1.0);
        const QJsonArray notices = QJsonDocument::fromJson(output.out.toUtf8()).object().value(u"notices"_s).toArray();
        QVERIFY(!notices.isEmpty());
    }

    void markdownIsTheReferencePage() {
        const Output output = run(test::SettingPlace(), u"config --markdown"_s);
        QCOMPARE(output.status, 0);
        QCOMPARE(output.out, settingsMarkdown());
    }

    void unknownArgumentsAreRefused() {
        const Output output = run(test::SettingPlace(), u"config --jsn"_s);
        QCOMPARE(output.status, 2);
        QCOMPARE(output.out, QString());
        QCOMPARE(output.err, u"callfloor config: there is no argument \"--jsn\". Did you mean \"--json\"?\n"_s);
    }

    void textIsWrappedAtTheWidth() {
        QCOMPARE(wrapped(u"aa bb cc dd"_s, 2, 8), u"  aa bb\n  cc dd\n"_s);
        QCOMPARE(wrapped(u"averylongword x"_s, 1, 6), u" averylongword\n x\n"_s);
        QCOMPARE(wrapped(QString(), 2), QString());
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestConfigVerb)
#include "tst_config_verb.moc"
