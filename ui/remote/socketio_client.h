// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

class QWebSocket;

namespace callfloor {

/// How patient the client is.
struct SocketIoTimes {
    std::chrono::milliseconds connect{10'000};   ///< From opening to the answer to CONNECT.
    std::chrono::milliseconds firstRetry{500};   ///< Doubled with every failure, ±50 % by chance.
    std::chrono::milliseconds longestRetry{30'000};
};

/// Listens to the default namespace of a Socket.IO 5 server over the websocket transport of Engine.IO 4, with a token.
/// Connects again by itself when the connection breaks or falls silent, but not when the server refuses the token:
/// then it waits for open() with another one or for retryLater().
class SocketIoClient : public QObject {
    Q_OBJECT
public:
    /// `server` is the http or https address; its path goes before `/socket.io/`.
    explicit SocketIoClient(const QUrl &server, SocketIoTimes times = {}, QObject *parent = nullptr);
    ~SocketIoClient() override;

    /// Connects with this token from now on. An open connection is given up.
    void open(const QString &token);
    /// The token for the next connection; the present one goes on.
    void setToken(const QString &token) { m_token = token; }
    /// Waits as after a broken connection, then connects again.
    void retryLater();
    /// Ends the connection and all attempts.
    void close();

    bool isConnected() const { return m_connected; }
    static QUrl addressOf(const QUrl &server);

signals:
    /// Events flow from here on.
    void connected();
    /// No events any more, or an attempt has failed; it tries again by itself. `why` is for the log.
    void disconnected(const QString &why);
    /// The server does not accept the token. It does not try again by itself.
    void refused(const QString &why);
    /// `payload`: the first argument's JSON text as the server wrote it, empty if there is none. `seq`: the last
    /// argument if that is a number as text, else 0.
    void eventReceived(const QString &name, const QByteArray &payload, qint64 seq);

private:
    void connectNow();
    void dropSocket();
    void lose(const QString &why);
    void takeMessage(const QString &message);
    void takeHandshake(QByteArrayView json);
    void takeEvent(QByteArrayView array);
    void expectPing();

    QUrl m_address;
    SocketIoTimes m_times;
    QString m_token;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_silence; ///< Runs out when an answer or a ping is overdue.
    QTimer m_retry;
    std::chrono::milliseconds m_pingEvery{25'000};
    std::chrono::milliseconds m_pingGrace{20'000};
    int m_failures = 0;
    bool m_connected = false;
};

} // namespace callfloor
