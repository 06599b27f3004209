// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/simulate_carrier.h"

#include "app/stop_signals.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSaveFile>
#include <QTextStream>
#include <QUrl>

#include <limits>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

constexpr quint16 kDefaultPort = 4010;

/// The arguments of the verb; the usage text and the parser are both made from it.
struct CarrierFlag {
    const char *name;
    const char *value; ///< Empty = takes none.
    const char *description;
};

constexpr CarrierFlag kCarrierFlags[] = {
    {"port", "N", "port of the API; 0 = any free one [4010]"},
    {"bind", "ADDRESS", "address of the API [127.0.0.1]"},
    {"webhook", "URL", "where webhooks go"},
    {"failover", "URL", "where webhooks go that the first address never took"},
    {"public-key-out", "FILE", "writes the public key there (base64)"},
    {"seed", "N", "repeats a run: outcomes, ids and the signing key [random]"},
    {"connection-id", "ID", "the application that dials must name; empty = any"},
    {"api-key", "KEY", "the only bearer token that is accepted [any]"},
    {"script", "NUMBER=SCRIPT", "what happens at a number, or at an ending such as *0142; for example\n"
                                "                          busy or answer,ring=2s,talk=20s; may be repeated"},
    {"inbound-per-minute", "N", "callers who ring us [0]"},
    {"our-number", "NUMBER", "whom they call; may be repeated [+13125550100]"},
    {"time-scale", "X", "divides ringing, talking and time-outs [1]"},
    {"dials-per-5s", "N", "dial limit [150]"},
    {"channels", "N", "legs at a time; 0 = no limit [0]"},
    {"duplicate", "PERCENT", "webhooks delivered twice [0]"},
    {"lose", "PERCENT", "webhooks never delivered [0]"},
    {"shuffle", "MS", "webhooks overtake each other within this time [0]"},
    {"call-cost", "", "sends call.cost"},
};

/// Takes values out of the parser and keeps the first complaint.
class CarrierArguments {
public:
    explicit CarrierArguments(const QCommandLineParser &parser) : m_parser(parser) {}

    bool has(const char *name) const { return m_parser.isSet(QString::fromLatin1(name)); }
    QString text(const char *name) const { return m_parser.value(QString::fromLatin1(name)); }
    QStringList texts(const char *name) const { return m_parser.values(QString::fromLatin1(name)); }

    double number(const char *name, double fallback, double low, double high) {
        if (!has(name)) return fallback;
        bool fine = false;
        const double value = text(name).toDouble(&fine);
        if (fine && value >= low && value <= high) return value;
        complain(name, u"a number from %1 to %2 is expected"_s.arg(low).arg(high));
        return fallback;
    }
    int whole(const char *name, int fallback, int low, int high) {
        if (!has(name)) return fallback;
        bool fine = false;
        const int value = text(name).toInt(&fine);
        if (fine && value >= low && value <= high) return value;
        complain(name, u"a whole number from %1 to %2 is expected"_s.arg(low).arg(high));
        return fallback;
    }
    QString url(const char *name) {
        const QUrl url(text(name), QUrl::StrictMode);
        const bool http = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
        if (has(name) && (!http || url.host().isEmpty())) complain(name, u"an http or https address is expected"_s);
        return text(name);
    }
    void complain(const char *name, const QString &what) {
        if (!m_problem)
            m_problem = badField(QString::fromLatin1(name), u"--%1 %2: %3."_s.arg(QLatin1String(name), text(name), what));
    }
    const std::optional<Error> &problem() const { return m_problem; }

private:
    const QCommandLineParser &m_parser;
    std::optional<Error> m_problem;
};

void readCarrier(CarrierArguments &in, simulator::SimulatorOptions &options) {
    options.port = static_cast<quint16>(in.whole("port", kDefaultPort, 0, 65535));
    if (in.has("bind") && !options.address.setAddress(in.text("bind"))) in.complain("bind", u"an IP address is expected"_s);
    if (in.has("seed")) {
        bool fine = false;
        options.seed = in.text("seed").toULongLong(&fine);
        if (!fine) in.complain("seed", u"a whole number is expected"_s);
    }
    if (in.has("connection-id")) options.carrier.connectionId = in.text("connection-id");
    options.carrier.apiKey = in.text("api-key");
    options.carrier.timeScale = in.number("time-scale", 1, 0.01, 1000);
    options.carrier.dialsPerWindow = in.whole("dials-per-5s", 150, 1, 1'000'000);
    options.carrier.maxLegs = in.whole("channels", 0, 0, 1'000'000);
    options.carrier.callCost = in.has("call-cost");
}

void readTraffic(CarrierArguments &in, simulator::SimulatorOptions &options) {
    options.webhooks.url = in.url("webhook");
    options.webhooks.failoverUrl = in.url("failover");
    options.webhooks.faults.duplicate.probability = in.number("duplicate", 0, 0, 100) / 100;
    options.webhooks.faults.lose.probability = in.number("lose", 0, 0, 100) / 100;
    options.webhooks.faults.shuffleWindowMs = in.whole("shuffle", 0, 0, 3'600'000);
    options.inbound.perMinute = in.number("inbound-per-minute", 0, 0, 60000);
    if (in.has("our-number")) options.inbound.numbers = in.texts("our-number");
    for (const QString &number : options.inbound.numbers)
        if (!simulator::isE164(number)) in.complain("our-number", u"a number such as +13125550100 is expected"_s);
}

void readScripts(CarrierArguments &in, SimulateCarrier &out) {
    for (const QString &text : in.texts("script")) {
        const qsizetype equals = text.indexOf('='_L1);
        const QString number = text.left(equals).trimmed();
        const bool named = equals > 0 && (simulator::isE164(number) || simulator::isSipUri(number) ||
                                          (number.startsWith('*'_L1) && number.size() > 1));
        if (!named) return in.complain("script", u"NUMBER=SCRIPT is expected, not “%1”"_s.arg(text));
        const auto script = simulator::scriptFromText(text.mid(equals + 1));
        if (!script) return in.complain("script", script.error().message.chopped(1));
        out.scripts.emplace_back(number, *script);
    }
}

bool writePublicKey(const QString &path, const QByteArray &key) {
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(key + '\n') == key.size() + 1 && file.commit();
}

} // namespace

Verb simulateCarrierVerb() {
    Verb verb{u"simulate-carrier"_s, u"Run the simulated carrier by itself, for tests and training."_s};
    for (const CarrierFlag &flag : kCarrierFlags) {
        const QString name = "--"_L1 + QLatin1String(flag.name);
        const QString usage = QString("  "_L1 + name + ' '_L1 + QLatin1String(flag.value)).leftJustified(25);
        verb.usage += usage + ' '_L1 + QString::fromUtf8(flag.description) + '\n'_L1;
        verb.ownFlags.append(name);
    }
    verb.usage += u"\nWithout a script these endings decide: 0486 busy, 0603 rejects, 0408 never answers, 0480 unreachable,\n"
                  "0404 invalid, 0503 no route, 0900 and 0901 machine with and without a beep, 0902 fax, 0903 silence,\n"
                  "0200 answers and stays. Other numbers draw: 70 % answer, 12 % busy, 12 % no answer, 4 % machine,\n"
                  "2 % invalid. The printed /_sim address takes faults, callers and scripts while it runs.\n"_s;
    return verb;
}

Result<SimulateCarrier> simulateCarrierFrom(const QStringList &arguments) {
    QCommandLineParser parser;
    for (const CarrierFlag &flag : kCarrierFlags)
        parser.addOption({QString::fromLatin1(flag.name), QString(), QString::fromLatin1(flag.value)});
    // The parser expects the program's name first.
    if (!parser.parse(QStringList{u"simulate-carrier"_s} + arguments)) return badField({}, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return badField({}, u"\"%1\" is not understood."_s.arg(parser.positionalArguments().first()));
    CarrierArguments in(parser);
    SimulateCarrier out;
    readCarrier(in, out.simulator);
    readTraffic(in, out.simulator);
    readScripts(in, out);
    out.publicKeyFile = in.text("public-key-out");
    if (in.problem()) return *in.problem();
    return out;
}

int runSimulateCarrier(const QStringList &arguments) {
    QTextStream out(stdout), err(stderr);
    const auto asked = simulateCarrierFrom(arguments);
    if (!asked) {
        err << "callfloor simulate-carrier: " << asked.error().message << Qt::endl;
        return 2;
    }
    SystemScheduler scheduler;
    simulator::Simulator carrier(asked->simulator, scheduler);
    for (const auto &[number, script] : asked->scripts) {
        if (number.startsWith('*'_L1)) carrier.carrier().scripts().bindEnding(number.mid(1), script);
        else carrier.carrier().scripts().bindNumber(number, script);
    }
    if (!asked->publicKeyFile.isEmpty() && !writePublicKey(asked->publicKeyFile, carrier.publicKeyBase64())) {
        err << "callfloor simulate-carrier: " << asked->publicKeyFile << " cannot be written." << Qt::endl;
        return 1;
    }
    if (const auto started = carrier.start(); !started) {
        err << "callfloor simulate-carrier: " << started.error().message << Qt::endl;
        return 1;
    }
    out << "API         " << carrier.apiBase() << "\n"
        << "public key  " << carrier.publicKeyBase64() << "\n"
        << "controls    " << carrier.apiBase().chopped(3) << "/_sim\n"
        << "seed        " << carrier.seed() << Qt::endl;
    StopSignals signals_;
    QObject::connect(&signals_, &StopSignals::stopRequested, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace callfloor
