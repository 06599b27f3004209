// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace callfloor::test {

/// What edge_clients.mjs came to.
struct EdgeOutcome {
    int passed = 0;
    int exitCode = -1;
    QStringList failures;
};

/// Who runs the clients, against which address.
struct EdgeRun {
    QString npmFolder;
    QString client;    ///< `io3` or `io4`.
    QString transport; ///< `polling`, `websocket` or `upgrade`.
    QString url;
    QString email;
    QString password;
    QStringList abilities;                       ///< See edge_clients.mjs.
    QString authorityFile;                       ///< PEM of whom Node shall believe; empty = nobody new.
    std::function<bool(const QString &)> onWant; ///< Does `stop` and `start`.
};

EdgeOutcome runEdgeClients(const EdgeRun &run);

} // namespace callfloor::test
