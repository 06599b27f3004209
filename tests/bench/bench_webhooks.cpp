// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_report.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/floor_watchers.h"
#include "tests/bench/http_load.h"
#include "tests/bench/many_calls.h"
#include "tests/bench/process_cost.h"
#include "tests/bench/webhook_parts.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

#include <unistd.h>

using namespace callfloor;
using namespace callfloor::bench;
using namespace Qt::StringLiterals;

namespace {

using Better = Report::Better;
constexpr int kConnections = 32;
constexpr size_t kTogether = 32;

/// All measurements on one kind of database.
class DatabaseBench {
public:
    DatabaseBench(Report &report, test::PgCluster *postgres, int calls, int listCalls)
        : m_report(report), m_postgres(postgres), m_calls(calls), m_listCalls(listCalls) {}

    void run() {
        m_report.title(m_postgres ? u"PostgreSQL"_s : u"SQLite"_s);
        auto server = BenchServer::start(m_postgres, m_mint.publicKeyBase64());
        if (!server) return m_report.failed(u"the server"_s, server.error().message);
        m_server = std::move(server).value();
        measureStart();
        m_report.figure(u"RSS idle"_s, residentMb(m_server->pid()), u"MB"_s, Better::Less, 30, 158);
        measureBareHttp();
        measureWebhooks();
        measureLatency();
        m_report.figure(u"RSS after load and 1,000 watchers"_s, residentMb(m_server->pid()), u"MB"_s, Better::Less, 50, 282);
        measureParts();
        measureLists();
    }

private:
    void measureStart() {
        std::vector<double> starts;
        for (int i = 0; i < 10; ++i) starts.push_back(m_server->restartMs());
        std::sort(starts.begin(), starts.end());
        if (starts.front() < 0) return m_report.failed(u"start"_s, u"the server did not answer"_s);
        m_report.figure(u"start to the first 200, median of 10"_s, (starts[4] + starts[5]) / 2, u"ms"_s, Better::Less, 60, 953);
    }

    void measureBareHttp() {
        const QByteArray request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        const double before = cpuMs(m_server->pid());
        const LoadResult load = repeat(m_server->port(), kConnections, request, 3);
        if (load.failed > 0) m_report.failed(u"bare HTTP"_s, u"%1 requests failed"_s.arg(load.failed));
        m_report.figure(u"part: bare HTTP answer (/healthz)"_s, load.perSecond(), u"/s"_s, Better::More);
        m_report.figure(u"part: bare HTTP answer, CPU of the server"_s,
                        1000 * (cpuMs(m_server->pid()) - before) / static_cast<double>(std::max(load.answered, qint64{1})), u"us"_s);
    }

    void measureWebhooks() {
        send(m_mint.calls(500, kConnections)); // warm: caches, connections, prepared statements
        const auto webhooks = m_mint.calls(m_calls, kConnections);
        const double serverBefore = cpuMs(m_server->pid()), postgresBefore = m_server->postgresCpuMs();
        const LoadResult load = send(webhooks);
        const double serverCpu = cpuMs(m_server->pid()) - serverBefore, postgresCpu = m_server->postgresCpuMs() - postgresBefore;
        if (load.failed > 0) m_report.failed(u"webhooks"_s, u"%1 of %2 failed"_s.arg(load.failed).arg(webhooks.size()));
        const auto count = static_cast<double>(std::max(load.answered, qint64{1}));
        m_report.figure(u"webhooks, 32 connections, %1 of them"_s.arg(webhooks.size()), load.perSecond(), u"/s"_s, Better::More, 3000, 238);
        m_report.figure(u"webhook p50"_s, quantile(load.milliseconds, 0.5), u"ms"_s);
        m_report.figure(u"webhook p99"_s, quantile(load.milliseconds, 0.99), u"ms"_s, Better::Less, 25, 190);
        m_report.figure(u"CPU of the server, each webhook"_s, serverCpu / count, u"ms"_s, Better::Less, 0.35, 4.47);
        if (m_postgres) m_report.figure(u"CPU of PostgreSQL, each webhook"_s, postgresCpu / count, u"ms"_s, Better::Less, 0.12, 1.26);
        m_report.figure(u"RSS after the webhooks"_s, residentMb(m_server->pid()), u"MB"_s);
    }

    LoadResult send(const std::vector<SignedWebhook> &webhooks) {
        std::vector<const QByteArray *> requests;
        for (const SignedWebhook &webhook : webhooks) requests.push_back(&webhook.request);
        return sendAll(m_server->port(), kConnections, requests);
    }

    void measureLatency() {
        m_token = m_server->supervisorToken();
        if (m_token.isEmpty()) return m_report.failed(u"latency"_s, u"the supervisor could not sign in"_s);
        struct Row { int clients, posts; double aim, peer; };
        FloorWatchers watchers;
        for (const Row &row : {Row{1, 300, 1.6, 7.9}, Row{100, 200, 3, 10.3}, Row{1000, 50, 15, 29.7}}) {
            if (!watchers.connectUntil(m_server->port(), m_token, row.clients))
                return m_report.failed(u"latency"_s, u"a watcher was refused"_s);
            measureLatencyOf(watchers, row.clients, row.posts, row.aim, row.peer);
        }
    }

    void measureLatencyOf(FloorWatchers &watchers, int clients, int posts, double aim, double peer) {
        const int poster = connectLoopback(m_server->port());
        std::vector<double> all, last;
        for (int i = 0; i < posts; ++i) {
            QString number;
            const SignedWebhook webhook = m_mint.ringing(&number);
            const auto times = watchers.postAndWatch(poster, webhook.request, number.toLatin1());
            if (times.size() != static_cast<size_t>(clients)) {
                ::close(poster);
                return m_report.failed(u"latency"_s, u"only %1 of %2 clients were told"_s.arg(times.size()).arg(clients));
            }
            all.insert(all.end(), times.begin(), times.end());
            last.push_back(times.back());
        }
        ::close(poster);
        std::sort(all.begin(), all.end());
        std::sort(last.begin(), last.end());
        const QString what = u"POST to callUpdate, %1 clients, p50"_s.arg(clients);
        m_report.figure(what, quantile(all, 0.5), u"ms"_s, Better::Less, aim, peer);
        m_report.figure(what + u" of the last client"_s, quantile(last, 0.5), u"ms"_s);
    }

    void measureParts() {
        m_server->stop();
        const auto webhooks = m_mint.calls(std::min(m_calls, 2000), kConnections);
        m_report.figure(u"part: verify only"_s, verifyMicros(m_mint.publicKeyBase64(), webhooks), u"us"_s);
        m_report.figure(u"part: decode only"_s, decodeMicros(webhooks), u"us"_s);
        const BatchCost cost = batchCost(m_server->databaseUrl(), webhooks, kTogether, [this] { return m_server->postgresCpuMs(); });
        if (cost.micros < 0) return m_report.failed(u"part: batch"_s, u"the database refused it"_s);
        m_report.figure(u"part: batch of 32 and its commit, time a webhook"_s, cost.micros, u"us"_s);
        m_report.figure(u"part: batch of 32, CPU on our side"_s, cost.ownCpuMs * 1000, u"us"_s);
        if (m_postgres) m_report.figure(u"part: batch of 32, CPU of PostgreSQL"_s, cost.databaseCpuMs * 1000, u"us"_s);
    }

    void measureLists() {
        m_server->stop();
        if (const auto inserted = insertEndedCalls(m_server->databaseUrl(), m_listCalls); !inserted)
            return m_report.failed(u"list"_s, inserted.error().message);
        if (m_server->restartMs() < 0) return m_report.failed(u"list"_s, u"the server did not start again"_s);
        const QByteArray request = "GET /api/calls?limit=50 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + m_token + "\r\n\r\n";
        const LoadResult load = repeat(m_server->port(), 8, request, 3);
        if (load.failed > 0 || load.answered == 0) return m_report.failed(u"list"_s, u"%1 requests failed"_s.arg(load.failed));
        m_report.figure(u"list of 50 of %1 calls, 8 connections"_s.arg(m_listCalls), load.perSecond(), u"/s"_s, Better::More, 1700, 279);
        m_report.figure(u"list of 50, p50 over 1 connection"_s, quantile(repeat(m_server->port(), 1, request, 2).milliseconds, 0.5),
                        u"ms"_s, Better::Less, 1.0, 5.6);
    }

    Report &m_report;
    test::PgCluster *m_postgres;
    int m_calls;
    int m_listCalls;
    WebhookMint m_mint{20261};
    std::unique_ptr<BenchServer> m_server;
    QByteArray m_token;
};

} // namespace

int main(int argc, char **argv) {
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures the program named by CALLFLOOR_BINARY: webhooks, realtime, lists, memory, start."_s);
    parser.addHelpOption();
    parser.addOptions({{u"calls"_s, u"Calls of three webhooks each in the main measurement."_s, u"N"_s, u"4000"_s},
                       {u"list-calls"_s, u"Calls in the table that is listed."_s, u"N"_s, u"100000"_s},
                       {u"only"_s, u"sqlite or postgres."_s, u"DATABASE"_s}});
    parser.process(app);
    const int calls = std::max(1, parser.value(u"calls"_s).toInt()), listCalls = std::max(50, parser.value(u"list-calls"_s).toInt());
    const QString only = parser.value(u"only"_s);
    Report report;
    report.title(machineName());
    report.figure(u"load of the machine before"_s, machineLoad(), {});
    if (only != "postgres"_L1) DatabaseBench(report, nullptr, calls, listCalls).run();
    if (only != "sqlite"_L1) {
        auto cluster = test::PgCluster::create();
        if (cluster) DatabaseBench(report, cluster->get(), calls, listCalls).run();
        else report.failed(u"PostgreSQL"_s, cluster.error().message);
    }
    report.figure(u"load of the machine after"_s, machineLoad(), {});
    return report.exitStatus();
}
