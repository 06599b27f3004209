// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QString>
#include <QUrl>

namespace callfloor::test {

/// What a server answered.
struct HttpAnswer {
    int status = 0; ///< 0 = there was no HTTP answer; `failure` says why.
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< Names in lower case.
    QString failure;

    /// The body as JSON; undefined when it is none.
    QJsonValue json() const;
    QJsonObject object() const { return json().toObject(); }
    QJsonArray array() const { return json().toArray(); }
    /// One line for the message of a failed comparison.
    QString summary() const;
};

/// A blocking HTTP client for tests: sends, runs the event loop until the answer is there, returns it. Follows no
/// redirects, keeps no cookies, uses no proxy.
class HttpClient {
public:
    /// `base` is the address without a path, such as `http://127.0.0.1:4000`.
    explicit HttpClient(QUrl base, int timeoutMs = 15'000);

    /// Sent as `Authorization: Bearer …` from now on; empty = none.
    void setToken(const QString &token) { m_token = token; }
    /// Sent with every request from now on; an empty value removes it.
    void setHeader(const QByteArray &name, const QByteArray &value);

    HttpAnswer get(const QString &path);
    HttpAnswer post(const QString &path, const QJsonObject &body = {});
    /// Any method with a body as it is; `contentType` empty = no such header.
    HttpAnswer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                    const QByteArray &contentType = {});

    /// Asks for `path` again and again until it answers `status`; false when the time is over.
    bool waitForStatus(const QString &path, int status = 200, int timeoutMs = 20'000);

private:
    QNetworkAccessManager m_manager;
    QUrl m_base;
    QString m_token;
    QHash<QByteArray, QByteArray> m_headers;
    int m_timeoutMs;
};

} // namespace callfloor::test
