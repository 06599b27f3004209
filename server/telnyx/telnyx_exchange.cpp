// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_exchange.h"

#include "server/telnyx/telnyx_settings.h"

#include <QIODevice>
#include <QNetworkAccessManager>

#include <algorithm>
#include <cstring>
#include <utility>

namespace callfloor {

/// A request's body that can be read once. Qt repeats a request by itself when a connection breaks before the answer,
/// and would so send a message twice; it cannot if the body does not rewind. Also knows whether anything was read,
/// that is, whether the request can have left us.
class OneShotBody final : public QIODevice {
public:
    explicit OneShotBody(QByteArray bytes)
        : m_bytes(std::move(bytes)) {
        open(ReadOnly | Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_at == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }
    bool touched() const { return m_touched; }

protected:
    qint64 readData(char *out, qint64 size) override {
        m_touched = true;
        const qint64 count = std::min<qint64>(size, m_bytes.size() - m_at);
        if (count == 0) return -1;
        std::memcpy(out, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_touched = false;
};

namespace {

/// Errors that mean that no connection came about.
bool neverConnected(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return true;
    default:
        return false;
    }
}

/// True if the status says why the exchange failed, and not the way: then the answer is whole.
bool answeredWhole(QNetworkReply::NetworkError error, int status) {
    switch (error) {
    case QNetworkReply::NoError:
        return true;
    // Qt wants to send the body again for these redirects, though it has been told not to follow any.
    case QNetworkReply::ContentReSendError:
        return status >= 300 && status < 400;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return status == 407;
    // Among Qt's errors for HTTP statuses, those that are none.
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolFailure:
        return false;
    default:
        return error > QNetworkReply::UnknownProxyError;
    }
}

} // namespace

TelnyxExchange::TelnyxExchange(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb,
                               const QByteArray &body, const Limits &limits, Done done, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_done(std::move(done)) {
    if (!body.isEmpty()) {
        m_body = new OneShotBody(body);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    m_reply = network.sendCustomRequest(request, verb, m_body);
    if (m_body) m_body->setParent(m_reply);
    // Not more than this is kept in memory; what is longer waits in the socket until we hang up.
    m_reply->setReadBufferSize(m_limits.answerBytes + 1);

    const auto abort = [this] {
        m_aborted = true;
        m_reply->abort();
    };
    m_connectTimer.setSingleShot(true);
    m_totalTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, abort);
    connect(&m_totalTimer, &QTimer::timeout, this, abort);
    connect(m_reply, &QNetworkReply::requestSent, &m_connectTimer, &QTimer::stop);
    connect(m_reply, &QNetworkReply::readyRead, this, &TelnyxExchange::checkSize);
    // Queued, so that whoever is told may destroy everything.
    connect(m_reply, &QNetworkReply::finished, this, &TelnyxExchange::finish, Qt::QueuedConnection);
    m_connectTimer.start(m_limits.connect);
    m_totalTimer.start(m_limits.total);
}

TelnyxExchange::~TelnyxExchange() {
    m_reply->disconnect(this);
    m_reply->abort();
    delete m_reply;
}

void TelnyxExchange::checkSize() {
    if (m_reply->bytesAvailable() <= m_limits.answerBytes) return;
    m_aborted = true;
    m_reply->abort();
}

void TelnyxExchange::finish() {
    m_connectTimer.stop();
    m_totalTimer.stop();
    TelnyxReply result;
    result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_aborted) result.body = m_reply->readAll();
    // Qt closes its eyes to an answer that ends before its announced length if the peer closed in order.
    const QByteArray announced = m_reply->rawHeader("Content-Length");
    const bool complete = announced.isEmpty() || announced.toLongLong() == result.body.size();
    if (!m_aborted && result.status != 0 && answeredWhole(m_reply->error(), result.status) && complete)
        result.ending = TelnyxReply::Ending::Answered;
    else if (result.status == 0 && (neverConnected(m_reply->error()) || (m_body && !m_body->touched())))
        result.ending = TelnyxReply::Ending::NotSent;
    if (result.ending == TelnyxReply::Ending::Answered) {
        // Every answer tells when the limit is counted anew, but only this status means that it was reached.
        const QByteArray reset = result.status == 429 ? m_reply->rawHeader("x-ratelimit-reset") : QByteArray();
        result.retryAfter = retryDelay(m_reply->rawHeader("retry-after-ms"), m_reply->rawHeader("Retry-After"), reset,
                                       m_reply->rawHeader("Date"));
    } else {
        qCDebug(lcTelnyx) << "no whole answer:" << m_reply->error() << "status" << result.status;
        result.status = 0;
        result.body.clear();
    }
    deleteLater();
    // The last act: it may destroy this object.
    const Done done = std::move(m_done);
    done(std::move(result));
}

} // namespace callfloor
