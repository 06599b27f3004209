// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/chunked_decoder.h"
#include "server/net/deadlines.h"
#include "server/net/request_parser.h"
#include "server/net/responder.h"
#include "server/net/server_core.h"

#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace callfloor::net {

/// One HTTP/1.1 connection: reads a request, waits for its reply, writes it, reads the next. Takes no more from the
/// socket than the request at hand may need, so a client that sends more waits in its own kernel. Internal to
/// server/net.
class Connection final : public QObject, private Timed, private ReplySink {
    Q_OBJECT
public:
    /// Takes over a connected socket. `core` outlives the connection.
    Connection(ServerCore &core, QTcpSocket *socket);
    ~Connection() override;

    /// Reads what came before the connection was made.
    void start();
    /// Answers before anything was read and ends the connection.
    void refuse(const Refusal &refusal);
    /// Ends the connection: now if it is between two requests, with a 503 if a request has not arrived whole, else behind the
    /// reply to the one at work.
    void endWhenIdle();
    const QHostAddress &peer() const { return m_peer; }

private:
    enum class Phase { Head, Body, Waiting, Closing, Lingering, Gone };
    enum class Step { Again, Stop };

    /// A request whose body is still coming.
    struct Incoming {
        Head head;
        std::optional<ChunkedDecoder> decoder;
        quint64 received = 0; ///< Of a body of known length.
    };

    void onReadyRead();
    void onBytesWritten();
    void onDisconnected();
    void timedOut(Wait wait) override;
    void deliver(Reply &&reply) override;
    void cut() override;

    void run();
    Step readHead();
    void beginHead();
    Step headComplete(qsizetype size);
    Step headParsed(Head &&head, qsizetype size);
    Step upgrade(Head &&head);
    Step expectBody(Head &&head, qsizetype limit);
    Step readBody();
    Step readLengthBody();
    Step readChunkedBody();
    Step readIntoSink();
    bool passOn(QByteArrayView piece);
    Step dispatch(Head &&head);
    Step answer(Reply &&reply, bool close);
    Step refusing(const Refusal &refusal);
    void write(const Reply &reply, bool close);
    void armForPhase();
    void startClosing(bool linger);
    void closeWhenWritten();
    void finish();

    ServerCore &m_core;
    QTcpSocket *m_socket;
    bool m_encrypted;
    QHostAddress m_peer;
    quint16 m_peerPort;
    Phase m_phase = Phase::Head;
    bool m_running = false;
    bool m_headBegun = false;
    bool m_keepAlive = true;
    bool m_http10 = false;
    bool m_headOnly = false;
    bool m_linger = false;
    bool m_afterReply = false;
    qsizetype m_scanned = 0;
    std::unique_ptr<Incoming> m_incoming;
    std::weak_ptr<Exchange> m_exchange;
};

} // namespace callfloor::net
