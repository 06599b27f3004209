// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/dialer_sim_verb.h"

#include "app/composition.h"
#include "app/domain/pacing_world.h"
#include "server/store/campaign_floor.h"
#include "server/store/migrator.h"
#include "server/store/table_catalog.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <numeric>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kEnoughDials = 50;

/// An argument: what it changes, within which limits. `per`: what the number on the command line is divided by.
struct SimFlag {
    const char *name;
    const char *value;
    const char *description;
    double low, high, per;
    double PacingWorld::*field;
};

constexpr SimFlag kSimFlags[] = {
    {"hours", "N", "length of a shift [8]", 0.1, 48, 1, &PacingWorld::hours},
    {"answer-rate", "PERCENT", "dials that a person answers [28]", 0.1, 100, 100, &PacingWorld::answerRate},
    {"busy-rate", "PERCENT", "dials that end at once: busy, no such number [15]", 0, 100, 100, &PacingWorld::quickFailures},
    {"answer-ring", "SECONDS", "how long those who answer let it ring, on average [11]", 2.5, 60, 1, &PacingWorld::answerRing},
    {"ring-timeout", "SECONDS", "how long we let it ring [25]", 5, 60, 1, &PacingWorld::ringTimeout},
    {"talk", "SECONDS", "of talking, on average [120]", 1, 7200, 1, &PacingWorld::talk},
    {"talk-spread", "X", "standard deviation of its logarithm [0.8]", 0, 2, 1, &PacingWorld::talkSpread},
    {"wrap", "SECONDS", "of after-call work, on average [20]", 0.1, 3600, 1, &PacingWorld::wrap},
    {"patience", "SECONDS", "how long who has answered waits for an agent [2]", 0, 60, 1, &PacingWorld::patience},
    {"drift", "PERCENT", "by which answer rate and talk time rise and fall; agents take breaks [0]", 0, 90, 100, &PacingWorld::drift},
};

struct SimPlan {
    PacingWorld world;
    PacingConfig config;
    std::vector<int> agents{5, 10, 30, 100};
    int shifts = 3;
    quint64 seed = 1;
    bool json = false;
    QString campaign;
    int days = 1;
};

/// One number of agents, over all shifts.
struct SimRow {
    int agents = 0;
    double occupancy = 0, leastOccupancy = 1, abandoned = 0, mostAbandoned = 0, worstToDate = 0;
    double dialsPerHour = 0, talksPerHour = 0; ///< For each agent.
    double decisionMs = 0;                     ///< 99 % were faster.
};

SimRow simulate(const SimPlan &plan, int agents) {
    SimRow row;
    row.agents = agents;
    std::vector<double> times;
    const auto timed = [&](const std::function<void()> &decide) {
        QElapsedTimer clock;
        clock.start();
        decide();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    };
    for (int shift = 0; shift < plan.shifts; ++shift) {
        PacingWorld world = plan.world;
        world.agents = agents;
        world.seed = plan.seed + static_cast<quint64>(shift);
        const PacingOutcome outcome = playShift(world, plan.config, timed);
        row.occupancy += outcome.occupancy / plan.shifts;
        row.leastOccupancy = std::min(row.leastOccupancy, outcome.occupancy);
        row.abandoned += outcome.abandonRate / plan.shifts;
        row.mostAbandoned = std::max(row.mostAbandoned, outcome.abandonRate);
        row.worstToDate = std::max(row.worstToDate, outcome.worstToDate);
        const double hours = std::max(0.01, outcome.agentHours) * plan.shifts;
        row.dialsPerHour += static_cast<double>(outcome.dialled) / hours;
        row.talksPerHour += static_cast<double>(outcome.answered - outcome.abandoned) / hours;
    }
    const auto nth = times.begin() + static_cast<std::ptrdiff_t>(times.size() * 99 / 100);
    std::nth_element(times.begin(), nth, times.end());
    row.decisionMs = *nth;
    return row;
}

QString percent(double share) { return QString::number(100 * share, 'f', 1) + u" %"_s; }

void print(const SimPlan &plan, const std::vector<SimRow> &rows, QTextStream &out) {
    if (plan.json) {
        QJsonArray all;
        for (const SimRow &row : rows)
            all << QJsonObject{{u"agents"_s, row.agents}, {u"occupancy"_s, row.occupancy}, {u"leastOccupancy"_s, row.leastOccupancy},
                               {u"abandonRate"_s, row.abandoned}, {u"highestAbandonRate"_s, row.mostAbandoned},
                               {u"highestToDate"_s, row.worstToDate}, {u"dialsPerAgentHour"_s, row.dialsPerHour},
                               {u"talksPerAgentHour"_s, row.talksPerHour}, {u"decisionP99Ms"_s, row.decisionMs}};
        out << QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)) << Qt::endl;
        return;
    }
    out << u"| agents | occupancy | lowest | abandoned | highest | highest to date | dials / agent hour | talks / agent hour | decision p99, ms |\n"_s
        << u"|---|---|---|---|---|---|---|---|---|\n"_s;
    for (const SimRow &row : rows)
        out << u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 | %8 | %9 |\n"_s
                   .arg(QString::number(row.agents), percent(row.occupancy), percent(row.leastOccupancy), percent(row.abandoned),
                        percent(row.mostAbandoned), percent(row.worstToDate), QString::number(row.dialsPerHour, 'f', 1),
                        QString::number(row.talksPerHour, 'f', 1), QString::number(row.decisionMs, 'f', 2));
    out.flush();
}

Result<double> numberIn(const QCommandLineParser &parser, const QString &name, double otherwise, double low, double high) {
    if (!parser.isSet(name)) return otherwise;
    bool fine = false;
    const double value = parser.value(name).toDouble(&fine);
    if (fine && value >= low && value <= high) return value;
    return badField(name, u"--%1 %2: a number from %3 to %4 is expected."_s.arg(name, parser.value(name)).arg(low).arg(high));
}

Result<SimPlan> planFrom(const QStringList &arguments) {
    QCommandLineParser parser;
    for (const SimFlag &flag : kSimFlags) parser.addOption({QString::fromLatin1(flag.name), {}, QString::fromLatin1(flag.value)});
    for (const auto &name : {u"agents"_s, u"mode"_s, u"ratio"_s, u"cap"_s, u"shifts"_s, u"seed"_s, u"campaign"_s, u"days"_s})
        parser.addOption({name, {}, u"VALUE"_s});
    parser.addOption({u"json"_s, {}});
    if (!parser.parse(QStringList{u"dialer-sim"_s} + arguments)) return badField({}, parser.errorText());
    if (!parser.positionalArguments().isEmpty()) return badField({}, u"\"%1\" is not understood."_s.arg(parser.positionalArguments().first()));
    SimPlan plan;
    for (const SimFlag &flag : kSimFlags) {
        double &field = plan.world.*flag.field;
        const auto value = numberIn(parser, QString::fromLatin1(flag.name), field * flag.per, flag.low, flag.high);
        if (!value) return value.error();
        field = *value / flag.per;
    }
    const auto ratio = numberIn(parser, u"ratio"_s, 1, 1, 5), cap = numberIn(parser, u"cap"_s, 3, 0.1, 100);
    const auto shifts = numberIn(parser, u"shifts"_s, plan.shifts, 1, 1000), seed = numberIn(parser, u"seed"_s, 1, 0, 1e15);
    const auto days = numberIn(parser, u"days"_s, 1, 1, 366);
    for (const auto *given : {&ratio, &cap, &shifts, &seed, &days})
        if (!*given) return given->error();
    plan.config.ratio = *ratio;
    plan.config.cap = *cap / 100;
    plan.shifts = static_cast<int>(*shifts);
    plan.seed = static_cast<quint64>(*seed);
    plan.days = static_cast<int>(*days);
    plan.json = parser.isSet(u"json"_s);
    plan.campaign = parser.value(u"campaign"_s);
    const auto mode = dialModeFromName(parser.isSet(u"mode"_s) ? parser.value(u"mode"_s) : u"predictive"_s);
    if (!mode || *mode == DialMode::Agentless || *mode == DialMode::Preview)
        return badField(u"mode"_s, u"--mode %1: predictive, power or progressive is expected."_s.arg(parser.value(u"mode"_s)));
    plan.config.mode = *mode;
    if (!parser.isSet(u"agents"_s)) return plan;
    plan.agents.clear();
    for (const QString &text : parser.value(u"agents"_s).split(u',')) {
        bool fine = false;
        plan.agents.push_back(text.toInt(&fine));
        if (!fine || plan.agents.back() < 1 || plan.agents.back() > 1000)
            return badField(u"agents"_s, u"--agents %1: numbers from 1 to 1000, with commas between them, are expected."_s.arg(parser.value(u"agents"_s)));
    }
    return plan;
}

/// The rates of what a campaign dialled of late, instead of the made-up ones.
Result<Ok> feed(SimPlan &plan, const Settings &settings, QTextStream &err) {
    const auto storage = storageOptions(settings);
    if (!storage) return storage.error();
    if (storage->url.dialect == store::Dialect::Sqlite && !QFileInfo::exists(storage->url.file))
        return notFound(u"There is no database %1; say which with --database-url or --state-dir."_s.arg(storage->url.file));
    store::Database database(storage->url);
    if (const auto opened = database.open(); !opened) return opened.error();
    const auto schema = store::appliedSchema(database);
    if (!schema) return schema.error();
    if (*schema != static_cast<int>(store::builtInMigrations(database.dialect()).size()))
        return conflict(u"The database has another schema than this program; start the server of this version first."_s);
    database.begin(false);
    const store::DialledRates rates = store::dialledRates(database, CampaignId(plan.campaign), SystemClock().now() - std::chrono::hours(24 * plan.days));
    database.rollback();
    if (rates.dials < kEnoughDials || rates.answers == 0)
        return conflict(u"The campaign has too few dials in the last %1 days (%2) to tell anything; try more --days."_s.arg(plan.days).arg(rates.dials));
    plan.world.answerRate = static_cast<double>(rates.answers) / static_cast<double>(rates.dials);
    plan.world.quickFailures = static_cast<double>(rates.quickEnds) / static_cast<double>(rates.dials);
    plan.world.answerRing = std::clamp(rates.answerRing, 2.5, 60.0);
    if (rates.talks > 0) plan.world.talk = std::max(1.0, rates.talk);
    if (rates.wraps > 0) plan.world.wrap = std::max(0.1, rates.wrap);
    err << u"%1 dials in %2 days: %3 answered after %4 s, %5 over at once; %6 s of talk, %7 s of after-call work."_s
               .arg(rates.dials).arg(plan.days).arg(percent(plan.world.answerRate)).arg(plan.world.answerRing, 0, 'f', 1)
               .arg(percent(plan.world.quickFailures)).arg(plan.world.talk, 0, 'f', 0).arg(plan.world.wrap, 0, 'f', 0)
        << Qt::endl;
    return Ok{};
}

} // namespace

Verb dialerSimVerb() {
    Verb verb{u"dialer-sim"_s, u"What the pacing would make of so many agents and such people: plays made-up shifts."_s};
    verb.usage = u"  --agents N[,N…]          [5,10,30,100]\n"
                 "  --mode MODE              predictive, power or progressive [predictive]\n"
                 "  --ratio X                power: lines for each idle agent [1]\n"
                 "  --cap PERCENT            of live answers that may be abandoned [3]\n"_s;
    for (const SimFlag &flag : kSimFlags) {
        const QString usage = QString("  --"_L1 + QLatin1String(flag.name) + ' '_L1 + QLatin1String(flag.value)).leftJustified(26);
        verb.usage += usage + ' '_L1 + QLatin1String(flag.description) + '\n'_L1;
    }
    verb.usage += u"  --campaign ID            takes the rates from what this campaign dialled\n"
                  "  --days N                 of how many days [1]\n"
                  "  --shifts N               shifts for each number of agents, each with another seed [3]\n"
                  "  --seed N                 of the first one [1]\n"
                  "  --json                   instead of a table\n"
                  "\nThe same arguments give the same shifts.\n"_s;
    verb.ownFlags = {u"--seed"_s};
    return verb;
}

int runDialerSimVerb(const Options &options, QTextStream &out, QTextStream &err) {
    auto plan = planFrom(options.verbArguments);
    if (!plan) {
        err << plan.error().message << Qt::endl;
        return 2;
    }
    if (!plan->campaign.isEmpty())
        if (const auto fed = feed(*plan, options.settings(), err); !fed) {
            err << fed.error().message << Qt::endl;
            return 1;
        }
    std::vector<SimRow> rows;
    for (const int agents : plan->agents) rows.push_back(simulate(*plan, agents));
    print(*plan, rows, out);
    return 0;
}

} // namespace callfloor
