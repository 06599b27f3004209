// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/pg_cluster.h"
#include "tests/support/process.h"

#include <memory>

namespace callfloor::bench {

/// The product as a process on a fresh database, without a carrier: what comes by webhook is taken in, nothing is sent.
class BenchServer {
public:
    /// `postgres` null = SQLite. Error: the server's output.
    static Result<std::unique_ptr<BenchServer>> start(test::PgCluster *postgres, const QByteArray &publicKey);

    /// Ends and starts it anew; milliseconds from the start of the process to the first 200, or a negative number.
    double restartMs();
    /// Ends it, for work on its database.
    void stop() { m_process.terminate(); }

    /// Makes a supervisor and signs him in; null if that fails.
    QByteArray supervisorToken();

    quint16 port() const { return m_port; }
    qint64 pid() const { return m_process.pid(); }
    /// Processor time of PostgreSQL in all, milliseconds; 0 on SQLite.
    double postgresCpuMs() const;
    /// The database for parts that are measured in this process.
    QString databaseUrl() const { return m_databaseUrl; }
    QString stateFolder() const { return m_process.stateFolder(); }

private:
    BenchServer() = default;
    test::ProductProcess m_process;
    quint16 m_port = 0;
    qint64 m_postmaster = 0;
    QString m_databaseUrl;
};

} // namespace callfloor::bench
