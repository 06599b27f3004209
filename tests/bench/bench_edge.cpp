// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_report.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/floor_watchers.h"
#include "tests/bench/http_load.h"
#include "tests/bench/process_cost.h"
#include "tests/bench/rival.h"
#include "tests/bench/signed_webhooks.h"
#include "tests/bench/slow_clients.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QThread>

#include <algorithm>

#include <sys/resource.h>
#include <unistd.h>

using namespace callfloor;
using namespace callfloor::bench;
using namespace Qt::StringLiterals;

namespace {

using Better = Report::Better;

/// What is asked for on the command line.
struct EdgeOptions {
    QStringList only;
    int slow = 5000;
    int seconds = 60;
    int idle = 10'000;
    int watchers = 1000;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return quantile(values, 0.5);
}

/// One kind of server under the same GET.
struct GetCost {
    std::vector<double> perSecond, microseconds;
    qint64 failed = 0;

    void measure(quint16 port, qint64 pid, const QByteArray &token) {
        const QByteArray request = "GET /api/auth/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        repeat(port, 16, request, 0.5); // warm
        const double before = cpuMs(pid);
        const LoadResult load = repeat(port, 16, request, 3);
        failed += load.failed;
        perSecond.push_back(load.perSecond());
        microseconds.push_back(1000 * (cpuMs(pid) - before) / static_cast<double>(std::max(load.answered, qint64{1})));
    }
};

class EdgeBench {
public:
    EdgeBench(Report &report, const EdgeOptions &options) : m_report(report), m_options(options) {
        m_packages = rivalPackages(QDir::tempPath() + "/callfloor-bench-rivals"_L1, &m_noRivals);
    }

    void run() {
        if (wanted("get")) withServer(&EdgeBench::measureGet, u"A small authorised GET, 16 connections"_s);
        if (wanted("fanout")) withServer(&EdgeBench::measureFanOut, u"One message to %1 clients"_s.arg(m_options.watchers));
        if (wanted("idle")) withServer(&EdgeBench::measureIdle, u"Idle realtime clients"_s);
        if (wanted("slow")) withServer(&EdgeBench::measureSlow, u"Slow clients"_s);
    }

private:
    bool wanted(const char *part) const { return m_options.only.isEmpty() || m_options.only.contains(QLatin1String(part)); }

    void withServer(void (EdgeBench::*measure)(), const QString &title) {
        m_report.title(title);
        auto server = BenchServer::start(nullptr, m_mint.publicKeyBase64());
        if (!server) return m_report.failed(u"the server"_s, server.error().message);
        m_server = std::move(server).value();
        m_token = m_server->supervisorToken();
        if (m_token.isEmpty()) return m_report.failed(title, u"the supervisor could not sign in"_s);
        (this->*measure)();
        m_server.reset();
    }

    void measureGet() {
        Rival rival;
        const bool compared = !m_packages.isEmpty() && rival.start(m_packages, u"express"_s);
        GetCost ours, theirs;
        for (int round = 0; round < 3; ++round) {
            ours.measure(m_server->port(), m_server->pid(), m_token);
            if (compared) theirs.measure(rival.port(), rival.pid(), rival.token());
        }
        if (ours.failed + theirs.failed > 0) m_report.failed(u"GET"_s, u"%1 and %2 requests failed"_s.arg(ours.failed).arg(theirs.failed));
        const double mine = median(ours.perSecond);
        m_report.figure(u"requests, median of 3 rounds"_s, mine, u"/s"_s, Better::More);
        m_report.figure(u"CPU of the server, each"_s, median(ours.microseconds), u"us"_s);
        if (!compared) return m_report.failed(u"Express 5 with jsonwebtoken"_s, m_noRivals);
        m_report.figure(u"Express 5 with jsonwebtoken, requests"_s, median(theirs.perSecond), u"/s"_s, Better::More);
        m_report.figure(u"Express 5 with jsonwebtoken, CPU each"_s, median(theirs.microseconds), u"us"_s);
        m_report.figure(u"times as many requests as Express"_s, mine / median(theirs.perSecond), u"x"_s, Better::More, 4);
        m_report.figure(u"times less CPU than Express"_s, median(theirs.microseconds) / median(ours.microseconds), u"x"_s, Better::More);
    }

    /// The last client's time and the server's CPU for each message, milliseconds; nothing if a client was not told.
    struct FanOut {
        std::vector<double> last, cpu;
    };

    template <class Next> bool fanOut(FloorWatchers &watchers, quint16 port, qint64 pid, int rounds, FanOut &out, const Next &next) {
        const int poster = connectLoopback(port);
        const double before = cpuMs(pid);
        for (int i = 0; i < rounds; ++i) {
            const auto [request, marker] = next();
            const auto times = watchers.postAndWatch(poster, request, marker);
            if (times.size() != static_cast<size_t>(m_options.watchers)) {
                ::close(poster);
                return false;
            }
            out.last.push_back(times.back());
        }
        out.cpu.push_back((cpuMs(pid) - before) / rounds);
        ::close(poster);
        return true;
    }

    void measureFanOut() {
        FloorWatchers ourWatchers, theirWatchers;
        Rival rival;
        const bool compared = !m_packages.isEmpty() && rival.start(m_packages, u"ws"_s);
        if (!ourWatchers.connectUntil(m_server->port(), m_token, m_options.watchers) ||
            (compared && !theirWatchers.connectUntil(rival.port(), "any", m_options.watchers)))
            return m_report.failed(u"fan-out"_s, u"a client was refused"_s);
        FanOut ours, theirs;
        bool good = true;
        int number = 0;
        for (int round = 0; round < 5 && good; ++round) {
            good = fanOut(ourWatchers, m_server->port(), m_server->pid(), 20, ours, [&] {
                QString marker;
                const SignedWebhook webhook = m_mint.ringing(&marker);
                return std::pair(webhook.request, marker.toLatin1());
            });
            if (compared) good = good && fanOut(theirWatchers, rival.port(), rival.pid(), 20, theirs, [&] {
                const QByteArray marker = "+1555" + QByteArray::number(1'000'000 + number++);
                // Not in the pair's place: it would keep the parts of the text by reference.
                const QByteArray request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(marker.size()) + "\r\n\r\n" + marker;
                return std::pair(request, marker);
            });
        }
        if (!good) return m_report.failed(u"fan-out"_s, u"a client was not told"_s);
        m_report.figure(u"webhook to the last client's callUpdate, p50"_s, median(ours.last), u"ms"_s);
        m_report.figure(u"CPU of the server, webhook and commit included"_s, median(ours.cpu), u"ms"_s);
        if (!compared) return m_report.failed(u"ws 8"_s, m_noRivals);
        m_report.figure(u"ws 8, POST to the last client, p50"_s, median(theirs.last), u"ms"_s);
        m_report.figure(u"ws 8, CPU"_s, median(theirs.cpu), u"ms"_s);
        m_report.figure(u"our time, as a share of that of ws"_s, median(ours.last) / median(theirs.last), u"x"_s, Better::Less, 1);
    }

    void measureIdle() {
        FloorWatchers watchers;
        const double before = residentMb(m_server->pid());
        QElapsedTimer timer;
        timer.start();
        if (!watchers.connectUntil(m_server->port(), m_token, m_options.idle))
            return m_report.failed(u"idle clients"_s, u"one was refused; is the limit of open files (ulimit -n) high enough?"_s);
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        const double after = residentMb(m_server->pid());
        m_report.figure(u"clients signed in over websocket"_s, m_options.idle, u""_s, Better::More);
        m_report.figure(u"signing in, one after another"_s, m_options.idle / seconds, u"/s"_s, Better::More);
        m_report.figure(u"memory of the server, each"_s, 1000 * (after - before) / m_options.idle, u"kB"_s);
        const double cpuBefore = cpuMs(m_server->pid());
        probe(5);
        m_report.figure(u"/healthz beside them, p99"_s, quantile(m_probes, 0.99), u"ms"_s);
        m_report.figure(u"processor that they take, probes included"_s, (cpuMs(m_server->pid()) - cpuBefore) / 50, u"%"_s);
    }

    void measureSlow() {
        probe(3);
        m_report.figure(u"/healthz without them, p99"_s, quantile(m_probes, 0.99), u"ms"_s);
        const double before = residentMb(m_server->pid());
        SlowClients clients(m_server->port(), m_options.slow);
        QElapsedTimer arriving;
        arriving.start();
        while (clients.connected() < m_options.slow * 95 / 100 && arriving.elapsed() < 30'000) QThread::msleep(20);
        if (clients.connected() < m_options.slow * 9 / 10)
            return m_report.failed(u"slow clients"_s, u"only %1 came in"_s.arg(clients.connected()));
        const double cpuBefore = cpuMs(m_server->pid());
        probe(m_options.seconds);
        m_report.figure(u"clients, a third each slow in head, body and reading"_s, clients.connected(), u""_s, Better::More);
        m_report.figure(u"cut off meanwhile, and back again"_s, clients.cutOff(), u""_s, Better::More);
        m_report.figure(u"of them told 408"_s, clients.told(), u""_s, Better::More);
        m_report.figure(u"/healthz on new connections, p50"_s, quantile(m_probes, 0.5), u"ms"_s);
        m_report.figure(u"/healthz on new connections, p99"_s, quantile(m_probes, 0.99), u"ms"_s, Better::Less, 200);
        m_report.figure(u"/healthz, the slowest of %1"_s.arg(m_probes.size()), m_probes.empty() ? 0 : m_probes.back(), u"ms"_s);
        if (m_lost > 0) m_report.failed(u"/healthz"_s, u"%1 probes were not answered"_s.arg(m_lost));
        m_report.figure(u"processor that they take"_s, (cpuMs(m_server->pid()) - cpuBefore) / (10.0 * m_options.seconds), u"%"_s);
        m_report.figure(u"RSS before"_s, before, u"MB"_s);
        m_report.figure(u"RSS at most"_s, m_largest, u"MB"_s);
        m_report.figure(u"RSS growth, each client"_s, 1000 * (m_largest - before) / m_options.slow, u"kB"_s);
    }

    /// Asks for /healthz fifty times a second, each time on a connection of its own.
    void probe(int seconds) {
        const QByteArray request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        m_probes.clear();
        m_lost = 0;
        m_largest = 0;
        QElapsedTimer whole;
        whole.start();
        for (int i = 0; whole.elapsed() < 1000 * seconds; ++i) {
            QElapsedTimer one;
            one.start(); // before the connect: being accepted is part of it
            if (sendAll(m_server->port(), 1, {&request}).answered == 1) m_probes.push_back(static_cast<double>(one.nsecsElapsed()) / 1e6);
            else ++m_lost;
            if (i % 25 == 0) m_largest = std::max(m_largest, residentMb(m_server->pid()));
            QThread::msleep(20);
        }
        std::sort(m_probes.begin(), m_probes.end());
    }

    Report &m_report;
    EdgeOptions m_options;
    WebhookMint m_mint{7};
    QString m_packages, m_noRivals;
    std::unique_ptr<BenchServer> m_server;
    QByteArray m_token;
    std::vector<double> m_probes;
    int m_lost = 0;
    double m_largest = 0;
};

/// As many open files as the system allows; the server inherits that.
void raiseFileLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

int main(int argc, char **argv) {
    raiseFileLimit();
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption only(u"only"_s, u"get, fanout, idle, slow; may be repeated"_s, u"part"_s);
    const QCommandLineOption slow(u"slow"_s, u"slow clients"_s, u"n"_s, u"5000"_s), seconds(u"seconds"_s, u"how long"_s, u"n"_s, u"60"_s),
        idle(u"idle"_s, u"idle clients"_s, u"n"_s, u"10000"_s), watchers(u"watchers"_s, u"clients of the fan-out"_s, u"n"_s, u"1000"_s);
    parser.addHelpOption();
    parser.addOptions({only, slow, seconds, idle, watchers});
    parser.process(app);
    Report report;
    report.title(u"%1, load %2"_s.arg(machineName()).arg(machineLoad(), 0, 'f', 1));
    EdgeBench bench(report, {.only = parser.values(only),
                             .slow = parser.value(slow).toInt(),
                             .seconds = parser.value(seconds).toInt(),
                             .idle = parser.value(idle).toInt(),
                             .watchers = parser.value(watchers).toInt()});
    bench.run();
    report.title(u"load at the end %1"_s.arg(machineLoad(), 0, 'f', 1));
    return report.exitStatus();
}
