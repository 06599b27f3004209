// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_server.h"

#include "tests/bench/http_load.h"
#include "tests/bench/process_cost.h"
#include "tests/support/http_client.h"

#include <QElapsedTimer>
#include <QFile>

#include <unistd.h>

namespace callfloor::bench {

using namespace Qt::StringLiterals;

namespace {

qint64 postmasterOf(const test::PgCluster &cluster) {
    QFile file(cluster.folder() + u"/data/postmaster.pid"_s);
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

Error benchError(const QByteArray &output) { return internalError(QString::fromUtf8(output)); }

} // namespace

Result<std::unique_ptr<BenchServer>> BenchServer::start(test::PgCluster *postgres, const QByteArray &publicKey) {
    auto server = std::unique_ptr<BenchServer>(new BenchServer);
    server->m_port = test::freeTcpPort();
    server->m_databaseUrl = u"sqlite:"_s + server->stateFolder() + u"/bench.sqlite"_s;
    if (postgres) {
        auto url = postgres->createDatabase(u"bench"_s);
        if (!url) return url.error();
        server->m_databaseUrl = *url;
        server->m_postmaster = postmasterOf(*postgres);
    }
    const QHash<QString, QString> settings = {{u"DATABASE_URL"_s, server->m_databaseUrl},
                                              {u"TELNYX_PUBLIC_KEY"_s, QString::fromLatin1(publicKey)},
                                              {u"PORT"_s, QString::number(server->m_port)},
                                              {u"CALLFLOOR_STATE_DIR"_s, server->stateFolder()},
                                              {u"CALLFLOOR_ANSWER_INBOUND"_s, u"false"_s}, // there is no carrier to tell
                                              {u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s},
                                              {u"CALLFLOOR_RATE_LIMIT_PER_TOKEN"_s, u"0"_s}, // the load has one login
                                              {u"CALLFLOOR_LOG_LEVEL"_s, u"warning"_s},
                                              // The watchers do not answer heartbeats.
                                              {u"CALLFLOOR_PING_INTERVAL_MS"_s, u"3600000"_s}};
    for (auto it = settings.begin(); it != settings.end(); ++it) server->m_process.setEnvironment(it.key(), it.value());
    if (server->restartMs() < 0) return benchError(server->m_process.output());
    return server;
}

double BenchServer::restartMs() {
    if (m_process.isRunning()) m_process.terminate();
    QElapsedTimer timer;
    timer.start();
    if (!m_process.start({u"--server"_s})) return -1;
    const QByteArray request = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    while (timer.elapsed() < 20'000) {
        const int fd = connectLoopback(m_port);
        if (fd < 0) {
            ::usleep(500);
            continue;
        }
        ::close(fd);
        if (sendAll(m_port, 1, {&request}).answered == 1) return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    return -1;
}

QByteArray BenchServer::supervisorToken() {
    test::ProductProcess command;
    command.setEnvironment(u"DATABASE_URL"_s, m_databaseUrl);
    command.setEnvironment(u"CALLFLOOR_STATE_DIR"_s, stateFolder());
    command.setEnvironment(u"CALLFLOOR_BCRYPT_COST"_s, u"4"_s);
    if (!command.start({u"user"_s, u"add"_s, u"--email"_s, u"s@bench.example"_s, u"--name"_s, u"S"_s, u"--role"_s,
                        u"supervisor"_s, u"--password-stdin"_s}))
        return {};
    command.writeInput("bench-password\n");
    if (!command.waitForEnd() || command.exitStatus() != 0) return {};
    test::HttpClient http(QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)));
    const auto answer = http.post(u"/api/auth/login"_s, {{u"email"_s, u"s@bench.example"_s}, {u"password"_s, u"bench-password"_s}});
    return answer.object().value(u"token"_s).toString().toLatin1();
}

double BenchServer::postgresCpuMs() const { return m_postmaster ? cpuMsWithChildren(m_postmaster) : 0; }

} // namespace callfloor::bench
