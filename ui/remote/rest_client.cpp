// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/rest_client.h"

#include "ui/remote/error_reply.h"

#include <QFile>
#include <QJsonDocument>
#include <QNetworkReply>

namespace callfloor {

using namespace Qt::StringLiterals;

RestClient::RestClient(QUrl server, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent), m_server(std::move(server)), m_timeout(timeout) {
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QUrl RestClient::addressOf(const QUrl &server, const OperationInfo &info, const RequestParts &parts) {
    QByteArray path = server.path(QUrl::FullyEncoded).toLatin1();
    if (path.endsWith('/')) path.chop(1);
    QByteArray route(info.route.path);
    for (auto it = parts.path.begin(); it != parts.path.end(); ++it)
        route.replace(QByteArray('{' + it.key().toLatin1() + '}'), QUrl::toPercentEncoding(it.value().toString()));
    QByteArray query;
    for (auto it = parts.query.begin(); it != parts.query.end(); ++it)
        query += (query.isEmpty() ? '?' : '&') + QUrl::toPercentEncoding(it.key()) + '=' +
                 QUrl::toPercentEncoding(it.value().toString());
    const QByteArray origin = server.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return QUrl::fromEncoded(QByteArray(origin + path + route + query), QUrl::StrictMode);
}

void RestClient::send(const OperationInfo &info, const RequestParts &parts, const QString &token,
                      const QString &idempotencyKey, Answered answered) {
    QNetworkRequest request(addressOf(m_server, info, parts));
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    request.setRawHeader("Accept", "application/json");
    if (!token.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    if (!idempotencyKey.isEmpty()) request.setRawHeader("Idempotency-Key", idempotencyKey.toLatin1());
    QNetworkReply *reply = nullptr;
    if (info.route.method == Method::Get) {
        reply = m_manager.get(request);
    } else {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        const QByteArray body = QJsonDocument(parts.body).toJson(QJsonDocument::Compact);
        reply = m_manager.sendCustomRequest(request, methodName(info.route.method), body);
    }
    await(reply, std::move(answered));
}

void RestClient::sendFile(const QByteArray &path, const QString &filePath, const QString &token, Answered answered) {
    auto *file = new QFile(filePath);
    if (!file->open(QIODevice::ReadOnly)) {
        const QString why = file->errorString();
        delete file;
        return answered(badField(u"file"_s, u"The file cannot be read: %1."_s.arg(why)));
    }
    const OperationInfo info{.name = "", .route = routeOf(Method::Post, path.constData(), Role::Agent, ""), .fields = {}, .replySchema = {}};
    QNetworkRequest request(addressOf(m_server, info, {}));
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    request.setRawHeader("Authorization", "Bearer " + token.toUtf8());
    QNetworkReply *reply = m_manager.post(request, file);
    file->setParent(reply);
    await(reply, std::move(answered));
}

void RestClient::await(QNetworkReply *reply, Answered answered) {
    connect(reply, &QNetworkReply::finished, this, [reply, answered = std::move(answered)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        // A status with a broken body is no answer either.
        const bool answeredByHttp = status != 0 && reply->error() != QNetworkReply::OperationCanceledError &&
                                    reply->error() != QNetworkReply::RemoteHostClosedError;
        if (!answeredByHttp) return answered(errorFromNetwork(reply->error(), reply->errorString()));
        const QByteArray text = reply->readAll();
        if (status >= 200 && status < 300) return answered(text);
        answered(errorFromReply(status, text, reply->rawHeader("Retry-After")));
    });
}

} // namespace callfloor
