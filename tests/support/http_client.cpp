// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http_client.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;

namespace callfloor::test {

QJsonValue HttpAnswer::json() const {
    // Wrapped into an array, because QJsonDocument of Qt 6.4 takes no bare value such as `true`.
    const QJsonDocument document = QJsonDocument::fromJson('[' + body + ']');
    return document.array().size() == 1 ? document.array().first() : QJsonValue(QJsonValue::Undefined);
}

QString HttpAnswer::summary() const {
    if (status == 0) {
        return u"no answer: "_s + failure;
    }
    return QString::number(status) + u' ' + QString::fromUtf8(body.left(500));
}

HttpClient::HttpClient(QUrl base, int timeoutMs)
    : m_base(std::move(base))
    , m_timeoutMs(timeoutMs) {
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void HttpClient::setHeader(const QByteArray &name, const QByteArray &value) {
    if (value.isEmpty()) {
        m_headers.remove(name);
    } else {
        m_headers.insert(name, value);
    }
}

HttpAnswer HttpClient::get(const QString &path) {
    return send(QByteArrayLiteral("GET"), path);
}

HttpAnswer HttpClient::post(const QString &path, const QJsonObject &body) {
    return send(QByteArrayLiteral("POST"), path, QJsonDocument(body).toJson(QJsonDocument::Compact),
                QByteArrayLiteral("application/json"));
}

HttpAnswer HttpClient::send(const QByteArray &method, const QString &path, const QByteArray &body,
                            const QByteArray &contentType) {
    QNetworkRequest request(QUrl(m_base.toString(QUrl::RemovePath | QUrl::RemoveQuery) + path));
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    if (!contentType.isEmpty()) {
        request.setRawHeader(QByteArrayLiteral("Content-Type"), contentType);
    }
    if (!m_token.isEmpty()) {
        request.setRawHeader(QByteArrayLiteral("Authorization"), "Bearer " + m_token.toUtf8());
    }
    for (auto it = m_headers.cbegin(); it != m_headers.cend(); ++it) {
        request.setRawHeader(it.key(), it.value());
    }
    const std::unique_ptr<QNetworkReply> reply(m_manager.sendCustomRequest(request, method, body));
    HttpAnswer answer;
    // Not qWaitFor(), which sleeps 10 ms between two looks: some tests ask thousands of times.
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(m_timeoutMs, &loop, &QEventLoop::quit);
    if (!reply->isFinished()) loop.exec();
    if (!reply->isFinished()) {
        answer.failure = u"no answer within %1 ms"_s.arg(m_timeoutMs);
        return answer;
    }
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs()) {
        answer.headers.insert(name.toLower(), value);
    }
    if (answer.status == 0) {
        answer.failure = reply->errorString();
    }
    return answer;
}

bool HttpClient::waitForStatus(const QString &path, int status, int timeoutMs) {
    // qWaitFor() lets 10 ms of events pass between two looks, which paces the attempts.
    return QTest::qWaitFor([this, &path, status] { return get(path).status == status; }, timeoutMs);
}

} // namespace callfloor::test
