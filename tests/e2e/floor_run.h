// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http_client.h"
#include "tests/support/process.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace callfloor::test {

/// The server and the simulated carrier as two processes that know each other. Both run ten times as fast as life.
class FloorRun {
public:
    /// `databaseUrl` empty = SQLite in the server's state folder.
    explicit FloorRun(const QString &databaseUrl = {});

    /// Starts the carrier with more arguments (such as `--script …`), then the server. Null, or what went wrong.
    QString start(const QStringList &carrierArguments = {});
    /// Makes a user with the password `kPassword` by the command line; false if it refuses.
    bool addUser(const QString &email, const QString &role);
    /// Signs in; the token, or null.
    QString login(const QString &email);

    ProductProcess &server() { return m_server; }
    ProductProcess &carrier() { return m_carrier; }
    /// A client of the server with that token.
    std::unique_ptr<HttpClient> client(const QString &token = {}) const;
    /// Asks the carrier's own endpoints: `/_sim` + path.
    QJsonObject carrierSays(const QString &path);
    HttpAnswer tellCarrier(const QString &path, const QJsonObject &body);

    static const QString kPassword;
    static const QString kTokenSecret; ///< JWT_SECRET of the server.

private:
    ProductProcess m_carrier;
    ProductProcess m_server;
    QString m_databaseUrl;
    std::unique_ptr<HttpClient> m_toCarrier;
};

} // namespace callfloor::test
