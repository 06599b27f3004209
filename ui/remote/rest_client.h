// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>

namespace callfloor {

/// Sends operations as HTTP requests to one server. Knows nothing of who is signed in. Follows no redirects.
class RestClient : public QObject {
    Q_OBJECT
public:
    /// Runs once for every request, in this thread; never after the client has died.
    using Answered = std::function<void(Result<QByteArray>)>;

    /// `server` may have a path, which goes before those of the operations. A request that is not answered within
    /// `timeout` fails as Unavailable with the reason `timeout`.
    RestClient(QUrl server, std::chrono::milliseconds timeout, QObject *parent = nullptr);

    /// `token` and `idempotencyKey` may be empty. The key must be the same when a request is repeated.
    void send(const OperationInfo &info, const RequestParts &parts, const QString &token, const QString &idempotencyKey,
              Answered answered);

    /// Sends a file as the body of a POST, piece by piece as it is read. Errors also: BadRequest (it cannot be read).
    void sendFile(const QByteArray &path, const QString &filePath, const QString &token, Answered answered);

    /// Where an operation is, with the path fields put in and the query behind it, all percent-encoded.
    static QUrl addressOf(const QUrl &server, const OperationInfo &info, const RequestParts &parts);

private:
    void await(QNetworkReply *reply, Answered answered);

    QNetworkAccessManager m_manager;
    QUrl m_server;
    std::chrono::milliseconds m_timeout;
};

} // namespace callfloor
