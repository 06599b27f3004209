// SPDX-License-Identifier: GPL-3.0-or-later
// What a campaign costs by the length of its list: claiming the next leads, and taking in a file of a million rows. docs/performance.md
// says how to start it.
#include "server/engine/call_batch.h"
#include "server/store/attempt_store.h"
#include "server/store/campaign_store.h"
#include "server/store/lead_store.h"
#include "server/store/storage.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/process_cost.h"
#include "tests/support/http_client.h"
#include "tests/support/pg_cluster.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>

#include <algorithm>
#include <ctime>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 200;
constexpr int kInserted = 2000;
constexpr int kImported = 1'000'000;

const UtcTime kStart = fromMicros(1'772'463'845'000'000);

template <class Work>
void write(store::Storage &storage, Work work) {
    auto done = storage.write<Ok>([work](store::Tx &tx) -> Result<Ok> {
        work(tx);
        return Ok{};
    });
    done.waitForFinished();
    if (!done.result()) qFatal("%s", qPrintable(done.result().error().detail));
}

CampaignId fill(store::Storage &storage, int leads, int lines) {
    Campaign campaign;
    campaign.id = CampaignId::make(kStart);
    campaign.name = u"Bench"_s;
    campaign.fromNumber = u"+13125550100"_s;
    campaign.message = u"Hello."_s;
    campaign.concurrency = lines;
    campaign.rules = defaultRules();
    campaign.createdAt = kStart;
    const LeadListId list(campaign.id.text());
    write(storage, [&](store::Tx &tx) {
        store::campaigns::insert(tx, campaign);
        store::leads::insertList(tx, {list, campaign.id, u"List"_s, 0, true, {}, {}, kStart});
    });
    for (int from = 0; from < leads; from += kInserted)
        write(storage, [&](store::Tx &tx) {
            std::vector<store::NewLead> piece;
            for (int i = from; i < std::min(leads, from + kInserted); ++i) {
                store::NewLead lead;
                lead.numbers.push_back({u"+1312%1"_s.arg(2'000'000 + i), u"US"_s});
                piece.push_back(std::move(lead));
            }
            store::leads::insert(tx, campaign.id, list, from, piece, kStart);
            auto locked = store::campaigns::lock(tx, campaign.id);
            locked->campaign.counts.numbers += static_cast<qint64>(piece.size());
            locked->campaign.counts.waiting += static_cast<qint64>(piece.size());
            store::campaigns::save(tx, *locked);
        });
    return campaign.id;
}

/// Processor time of this program and of PostgreSQL, if there is one.
class Cost {
public:
    explicit Cost(const test::PgCluster *cluster) {
        QFile file(cluster ? cluster->folder() + u"/data/postmaster.pid"_s : QString());
        if (cluster && file.open(QIODevice::ReadOnly)) m_postmaster = file.readLine().trimmed().toLongLong();
    }
    double ms() const { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC + (m_postmaster ? bench::cpuMsWithChildren(m_postmaster) : 0); }

private:
    qint64 m_postmaster = 0;
};

/// Claims for all free lines, then frees them all, as calls that end would; only the claims are measured.
void measure(store::Storage &storage, const Cost &cost, int leads, int lines, QTextStream &out) {
    const CampaignId id = fill(storage, leads, lines);
    CallPolicy policy;
    policy.callingProfile = CallingProfile::Us;
    std::vector<double> times;
    double cpu = 0;
    int claimed = 0;
    const int rounds = std::clamp(leads / lines - 1, 3, lines > 100 ? kRounds / 10 : kRounds);
    for (int round = 0; round < rounds; ++round) {
        const UtcTime now = kStart + std::chrono::seconds(round);
        QElapsedTimer clock;
        const double before = cost.ms();
        clock.start();
        for (int open = 0, more = 1; open < lines && more > 0; open += more)
            write(storage, [&](store::Tx &tx) { more = static_cast<int>(dialCampaign(tx, id, policy, now).commands.size()); });
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        cpu += cost.ms() - before;
        write(storage, [&](store::Tx &tx) {
            for (const store::Attempt &attempt : store::attempts::openOf(tx, id)) {
                ++claimed;
                store::attempts::close(tx, attempt.call, AttemptOutcome::Answered, now, now);
                store::leads::afterAttempt(tx, attempt.lead, {u"done"_s, {}, 0, true, 0, u"answered"_s, {}});
            }
        });
    }
    std::sort(times.begin(), times.end());
    double sum = 0;
    for (const double time : times) sum += time;
    out << u"| %1 | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(leads).arg(lines).arg(times[times.size() / 2], 0, 'f', 2)
               .arg(times[times.size() * 99 / 100], 0, 'f', 2).arg(1000.0 * claimed / sum, 0, 'f', 0).arg(cpu / std::max(claimed, 1), 0, 'f', 3);
    out.flush();
}

void measureClaims(test::PgCluster *cluster, int most, QTextStream &out) {
    out << "| leads | lines | all lines claimed, p50 ms | p99, ms | claims/s | processor, ms a claim |\n|---|---|---|---|---|---|\n";
    for (const int leads : {10'000, 100'000, 1'000'000})
        for (const int lines : {10, 1000}) {
            if (leads > most) continue;
            QTemporaryDir folder;
            const QString text = cluster ? *cluster->createDatabase(u"claims"_s) : QString();
            const auto url = store::parseDatabaseUrl(text, folder.path());
            auto storage = url ? store::Storage::open({*url, 1, true}) : Result<std::unique_ptr<store::Storage>>(url.error());
            if (!storage) qFatal("%s", qPrintable(storage.error().message));
            measure(**storage, Cost(cluster), leads, lines, out);
        }
}

double peakMb(qint64 pid) {
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("VmHWM:")) return line.mid(6).simplified().split(' ').first().toDouble() * 1024 / 1e6;
    return 0;
}

/// A file of so many rows through the product's own door: uploaded, checked, run.
void measureImport(test::PgCluster *cluster, int rows, QTextStream &out) {
    auto server = bench::BenchServer::start(cluster, QByteArray(32, 'k').toBase64());
    if (!server) qFatal("%s", qPrintable(server.error().message));
    test::HttpClient http(QUrl(u"http://127.0.0.1:%1"_s.arg((*server)->port())), 600'000);
    http.setToken(QString::fromLatin1((*server)->supervisorToken()));
    const double idle = bench::residentMb((*server)->pid());
    QByteArray file = "phone,first name,city\n";
    for (int i = 0; i < rows; ++i) file += "+1312" + QByteArray::number(2'000'000 + i) + ",Person " + QByteArray::number(i) + ",Chicago\n";
    const QString campaign = http.post(u"/api/campaigns"_s, {{u"name"_s, u"Import"_s}}).object().value(u"campaign"_s)[u"id"_s].toString();
    QElapsedTimer clock;
    const auto lap = [&clock](int count) { return static_cast<double>(count) * 1000.0 / static_cast<double>(std::max<qint64>(1, clock.restart())); };
    clock.start();
    const QString upload = http.send("POST", u"/api/uploads"_s, file, "text/csv").object().value(u"uploadId"_s).toString();
    const double uploaded = lap(rows);
    const QString id = http.post(u"/api/campaigns/%1/imports"_s.arg(campaign), {{u"uploadId"_s, upload}, {u"region"_s, u"US"_s}}).object().value(u"id"_s).toString();
    const auto waitFor = [&](const QString &state) {
        QString seen;
        do {
            QThread::msleep(100); // between two questions
            seen = http.get(u"/api/imports/"_s + id).object().value(u"state"_s).toString();
        } while (seen == "checking"_L1 || seen == "importing"_L1);
        if (seen != state) qFatal("the import is %s", qPrintable(seen));
    };
    waitFor(u"checked"_s);
    const double checked = lap(rows);
    const double before = bench::cpuMs((*server)->pid());
    http.post(u"/api/imports/%1/run"_s.arg(id));
    waitFor(u"imported"_s);
    const double imported = lap(rows);
    out << u"%1 rows, %2 MB: uploaded %3 rows/s, checked %4 rows/s, imported %5 rows/s (%6 ms of the server's processor a row); memory %7 MB idle, %8 MB at most\n"_s
               .arg(rows).arg(static_cast<double>(file.size()) / 1e6, 0, 'f', 1).arg(uploaded, 0, 'f', 0).arg(checked, 0, 'f', 0).arg(imported, 0, 'f', 0)
               .arg((bench::cpuMs((*server)->pid()) - before) / rows, 0, 'f', 3).arg(idle, 0, 'f', 1).arg(peakMb((*server)->pid()), 0, 'f', 1);
    out.flush();
}

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    const QStringList arguments = app.arguments();
    const auto number = [&](const QString &name, int otherwise) {
        const qsizetype at = arguments.indexOf(name);
        return at > 0 ? arguments.value(at + 1).toInt() : otherwise;
    };
    std::unique_ptr<test::PgCluster> cluster;
    if (arguments.contains(u"--postgres"_s)) {
        auto made = test::PgCluster::create();
        if (!made) qFatal("%s", qPrintable(made.error().message));
        cluster = std::move(made).value();
    }
    out << bench::machineName() << u", load %1\n"_s.arg(bench::machineLoad(), 0, 'f', 1);
    const QString only = arguments.value(arguments.indexOf(u"--only"_s) + 1);
    const bool all = !arguments.contains(u"--only"_s);
    if (all || only == "claims"_L1) measureClaims(cluster.get(), number(u"--leads"_s, kImported), out);
    if (all || only == "import"_L1) measureImport(cluster.get(), number(u"--rows"_s, kImported), out);
    return 0;
}
