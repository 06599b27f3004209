// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/doctor_verb.h"

#include "app/doctor/checks.h"
#include "app/doctor/supervision_trial.h"

#include <QCommandLineParser>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

Findings examine(const Options &options, bool online) {
    Findings found;
    const auto add = [&found](const Findings &more) { found.insert(found.end(), more.begin(), more.end()); };
    add(checkSettings(options));
    add(checkSecrets(options));
    add(checkState(options));
    add(checkClock());
    add(checkDatabase(options));
    add(checkCertificate(options));
    add(checkPort(options));
    add(checkAddresses(options));
    add(online ? checkOnline(options) : checkCarrier(options));
    return found;
}

bool healthy(const Findings &found) {
    return std::none_of(found.begin(), found.end(), [](const Finding &each) { return each.level == Finding::Level::Failure; });
}

QString report(const Findings &found) {
    static const QStringList kWords{u"OK"_s, u"WARNING"_s, u"FAILURE"_s};
    QString text;
    for (const Finding &each : found) {
        text += kWords[static_cast<int>(each.level)].leftJustified(9) + each.check.leftJustified(16) + each.text + u'\n';
        if (!each.remedy.isEmpty()) text += QString(25, u' ') + u"→ "_s + each.remedy + u'\n';
    }
    const auto count = [&found](Finding::Level level) {
        return std::count_if(found.begin(), found.end(), [level](const Finding &each) { return each.level == level; });
    };
    return text + u"%1 checks, %2 warnings, %3 failures\n"_s.arg(found.size()).arg(count(Finding::Level::Warning)).arg(count(Finding::Level::Failure));
}

QByteArray jsonReport(const Findings &found) {
    static const QStringList kWords{u"ok"_s, u"warning"_s, u"failure"_s};
    QJsonArray checks;
    for (const Finding &each : found)
        checks << QJsonObject{{u"check"_s, each.check},
                              {u"result"_s, kWords[static_cast<int>(each.level)]},
                              {u"message"_s, each.text},
                              {u"remedy"_s, each.remedy.isEmpty() ? QJsonValue() : QJsonValue(each.remedy)}};
    return QJsonDocument(QJsonObject{{u"healthy"_s, healthy(found)}, {u"checks"_s, checks}}).toJson();
}

/// Where the server of this configuration answers on this machine.
QUrl serverUrl(const Options &options, const QString &given) {
    if (!given.isEmpty()) return QUrl(given);
    const Settings &settings = options.settings();
    const QHostAddress bind(settings.bind);
    const bool anywhere = bind == QHostAddress::Any || bind == QHostAddress::AnyIPv4 || bind == QHostAddress::AnyIPv6;
    QUrl url;
    url.setScheme(settings.tlsCertificateFile.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(anywhere ? u"127.0.0.1"_s : settings.bind);
    url.setPort(settings.port);
    return url;
}

} // namespace

Verb doctorVerb() {
    return {u"doctor"_s, u"Says what is wrong with this installation, and what to do about it."_s,
            u"  --online       also ask the carrier, and whether the public addresses lead here\n"
            "  --json         the same for programs\n"
            "  --supervision  try with real phones how supervisors can be put on calls, and store what works\n"
            "  --url URL      with --supervision: the server, if it is not the one of this configuration\n"_s};
}

int runDoctorVerb(const Options &options, QTextStream &in, QTextStream &out, QTextStream &err) {
    QCommandLineParser parser;
    parser.addOptions({{u"online"_s, {}}, {u"json"_s, {}}, {u"supervision"_s, {}}, {u"url"_s, {}, u"URL"_s}});
    if (!parser.parse(QStringList{u"doctor"_s} + options.verbArguments)) {
        err << parser.errorText() << Qt::endl;
        return 2;
    }
    if (!parser.positionalArguments().isEmpty()) {
        err << u"callfloor doctor takes no argument but --online, --json, --supervision and --url."_s << Qt::endl;
        return 2;
    }
    if (parser.isSet(u"supervision"_s)) return runSupervisionTrial(serverUrl(options, parser.value(u"url"_s)), in, out, err);
    const Findings found = examine(options, parser.isSet(u"online"_s));
    out << (parser.isSet(u"json"_s) ? QString::fromUtf8(jsonReport(found)) : report(found));
    out.flush();
    return healthy(found) ? 0 : 1;
}

} // namespace callfloor
