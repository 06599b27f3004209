// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telnyx/telnyx_reply.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QNetworkAccessManager;

namespace callfloor {

class OneShotBody;

/// One HTTP exchange: sends the request once, waits within limits, reports exactly once, from the event loop, and
/// deletes itself. Destroying it before ends the exchange without a report.
class TelnyxExchange final : public QObject {
public:
    struct Limits {
        std::chrono::milliseconds connect;
        std::chrono::milliseconds total;
        qint64 answerBytes;
    };
    using Done = std::function<void(TelnyxReply)>;

    /// `verb` is GET, POST or PUT; `body` may be empty. `done` may destroy this object.
    TelnyxExchange(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb,
                   const QByteArray &body, const Limits &limits, Done done, QObject *parent);
    ~TelnyxExchange() override;

private:
    void checkSize();
    void finish();

    Limits m_limits;
    Done m_done;
    OneShotBody *m_body = nullptr;
    QNetworkReply *m_reply = nullptr;
    QTimer m_connectTimer;
    QTimer m_totalTimer;
    bool m_aborted = false;
};

} // namespace callfloor
