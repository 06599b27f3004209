// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connection.h"

#include "server/net/reply_writer.h"

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

#include <algorithm>

namespace callfloor::net {

namespace {

/// Requests that one connection may get answered before others have their turn.
constexpr int kRequestsPerTurn = 32;
/// Unsent output above which no further pipelined request is read.
constexpr qint64 kUnsentBytes = 256 * 1024;
constexpr qsizetype kBodyBufferBytes = 128 * 1024;
constexpr qsizetype kReserveBytes = 64 * 1024;

void shutdownSending(const QTcpSocket *socket) {
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(socket->socketDescriptor()), SD_SEND);
#else
    ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
#endif
}

/// The close that follows sends a RST and throws unsent output away.
void resetOnClose(const QTcpSocket *socket) {
    struct linger option {};
    option.l_onoff = 1;
#ifdef Q_OS_WIN
    const auto descriptor = static_cast<SOCKET>(socket->socketDescriptor());
#else
    const auto descriptor = static_cast<int>(socket->socketDescriptor());
#endif
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&option), sizeof option);
}

} // namespace

Connection::Connection(ServerCore &core, QTcpSocket *socket)
    : m_core(core)
    , m_socket(socket)
    , m_encrypted(socket->inherits("QSslSocket"))
    , m_peer(socket->peerAddress())
    , m_peerPort(socket->peerPort()) {
    m_socket->setParent(this);
    m_socket->setReadBufferSize(core.limits.headerBytes + 1024);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &Connection::onDisconnected);
    m_core.deadlines.arm(*this, Wait::Head);
}

Connection::~Connection() {
    if (const auto exchange = m_exchange.lock()) exchange->forget();
}

void Connection::start() {
    if (m_socket->bytesAvailable() > 0) QMetaObject::invokeMethod(this, &Connection::onReadyRead, Qt::QueuedConnection);
}

void Connection::refuse(const Refusal &refusal) {
    refusing(refusal);
}

void Connection::endWhenIdle() {
    if (m_phase == Phase::Head && !m_headBegun && m_socket->bytesAvailable() == 0)
        startClosing(false);
    else if (m_phase == Phase::Head || m_phase == Phase::Body)
        refusing({503, "shutting_down", "The server is shutting down; try again shortly."});
    else
        m_keepAlive = false;
}

void Connection::onReadyRead() {
    if (m_phase == Phase::Head || m_phase == Phase::Body)
        run();
    else if (m_phase == Phase::Lingering || m_phase == Phase::Closing)
        m_socket->skip(m_socket->bytesAvailable());
}

void Connection::onBytesWritten() {
    if (m_phase == Phase::Gone || m_running) return;
    if (m_phase == Phase::Closing) {
        if (m_socket->bytesToWrite() == 0)
            closeWhenWritten();
        else
            m_core.deadlines.arm(*this, Wait::WriteStall);
        return;
    }
    armForPhase();
    if (m_phase == Phase::Head && m_socket->bytesAvailable() > 0) run();
}

void Connection::onDisconnected() {
    if (m_phase == Phase::Gone) return;
    finish();
}

void Connection::timedOut(Wait wait) {
    ++m_core.stats.timedOut;
    switch (wait) {
    case Wait::Head:
        if (!m_headBegun && m_socket->bytesToWrite() == 0) return startClosing(false);
        refusing({408, "request_timeout", "The head of the request did not arrive in time."});
        return;
    case Wait::Body:
        refusing({408, "request_timeout", "The body of the request did not arrive in time."});
        return;
    case Wait::Idle:
        return startClosing(false);
    case Wait::Linger:
        if (m_phase != Phase::Lingering || !m_encrypted) return m_socket->abort();
        // TLS has no half-close, so the end is said only now (close_notify, RFC 8446 §6.1).
        m_linger = false;
        m_phase = Phase::Closing;
        return closeWhenWritten();
    case Wait::WriteStall:
    case Wait::Handshake:
        return m_socket->abort();
    }
}

/// Drives the connection until it must wait. Never recursive: a reply that comes during the handler only changes the
/// phase, and this loop goes on.
void Connection::run() {
    if (m_running) return;
    m_running = true;
    int turns = 0;
    Step step = Step::Again;
    while (step == Step::Again) {
        if (m_phase == Phase::Head) {
            if (turns++ == kRequestsPerTurn) {
                QMetaObject::invokeMethod(this, &Connection::onReadyRead, Qt::QueuedConnection);
                break;
            }
            step = readHead();
        } else {
            step = m_phase == Phase::Body ? readBody() : Step::Stop;
        }
    }
    m_running = false;
}

Connection::Step Connection::readHead() {
    if (m_socket->bytesToWrite() > kUnsentBytes) return Step::Stop;
    const qsizetype size = m_socket->peek(m_core.scratch.data(), m_core.scratch.size());
    if (size <= 0) return Step::Stop;
    const QByteArrayView data(m_core.scratch.constData(), size);
    if (!m_headBegun && data.front() == '\r') {
        // RFC 9112 §2.2: one empty line in front of a request is forgiven. A second one is not.
        if (size == 1) return Step::Stop;
        if (data[1] == '\n') {
            m_socket->skip(2);
            beginHead();
            return Step::Again;
        }
    }
    // No further than the limit, so that the answer does not depend on how much came at once.
    const HeadScan scan = scanHead(data.first(std::min(size, m_core.limits.headerBytes)), m_scanned);
    if (scan.end >= 0) return headComplete(scan.end);
    if (scan.refusal) return refusing(*scan.refusal);
    if (size > m_core.limits.headerBytes) {
        if (scan.resume == 0) return refusing({414, "target_too_long", "The target of the request is too long."});
        return refusing({431, "headers_too_large", "The header fields of the request are too large."});
    }
    m_scanned = scan.resume;
    beginHead();
    return Step::Stop;
}

/// The time for a head runs from its first byte; for the first head of a connection from the accept.
void Connection::beginHead() {
    if (m_headBegun) return;
    m_headBegun = true;
    if (m_afterReply) m_core.deadlines.arm(*this, Wait::Head);
}

Connection::Step Connection::headComplete(qsizetype size) {
    Head head;
    m_headBegun = true;
    if (const auto refusal = parseHead({m_core.scratch.constData(), size}, m_core.limits, head)) {
        m_socket->skip(size);
        return refusing(*refusal);
    }
    head.request.peer = m_peer;
    head.request.peerPort = m_peerPort;
    head.request.encrypted = m_encrypted;
    return headParsed(std::move(head), size);
}

Connection::Step Connection::headParsed(Head &&head, qsizetype size) {
    m_scanned = 0;
    m_http10 = head.request.http10;
    m_headOnly = head.request.method == "HEAD";
    m_keepAlive = head.keepAlive && m_keepAlive && !m_core.draining;
    if (m_core.stats.inFlight >= m_core.limits.inFlight) {
        m_socket->skip(size);
        return refusing({503, "too_busy", "The server has too many requests at work; try again shortly."});
    }
    if (head.webSocket && m_core.upgradeCheck) return upgrade(std::move(head));
    m_socket->skip(size);
    qsizetype limit = m_core.limits.bodyBytes;
    if (m_core.headCheck) {
        HeadVerdict verdict = m_core.headCheck(head.request);
        if (m_phase == Phase::Gone) return Step::Stop;
        if (verdict.refusal) {
            ++m_core.stats.refused;
            return answer(std::move(*verdict.refusal), head.bodyKind != BodyKind::None);
        }
        if (verdict.bodyBytes >= 0) limit = verdict.bodyBytes;
        head.request.sink = std::move(verdict.sink);
    }
    if (head.bodyKind == BodyKind::None) return dispatch(std::move(head));
    return expectBody(std::move(head), limit);
}

Connection::Step Connection::upgrade(Head &&head) {
    if (const auto refusal = checkWebSocketHead(head)) {
        Reply reply = errorReply(refusal->status, refusal->code, QString::fromLatin1(refusal->sentence));
        if (refusal->status == 426) {
            reply.headers.push_back({"Upgrade", "websocket"});
            reply.headers.push_back({"Sec-WebSocket-Version", "13"});
        }
        ++m_core.stats.refused;
        return answer(std::move(reply), true);
    }
    if (std::optional<Reply> refusal = m_core.upgradeCheck(head.request)) {
        ++m_core.stats.refused;
        return answer(std::move(*refusal), true);
    }
    if (m_phase == Phase::Gone) return Step::Stop;
    // The head stays unread in the socket: the WebSocket code of Qt wants to read it itself.
    m_phase = Phase::Gone;
    m_core.deadlines.clear(*this);
    m_socket->disconnect(this);
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    socket->setParent(nullptr);
    m_core.handOver(socket, std::move(head.request));
    m_core.closed(this);
    return Step::Stop;
}

Connection::Step Connection::expectBody(Head &&head, qsizetype limit) {
    if (head.bodyKind == BodyKind::Length && head.bodyLength > static_cast<quint64>(limit))
        return refusing({413, "body_too_large", "The body of the request is too large."});
    m_incoming = std::make_unique<Incoming>();
    m_incoming->head = std::move(head);
    Head &own = m_incoming->head;
    if (own.bodyKind == BodyKind::Chunked)
        m_incoming->decoder.emplace(limit, m_core.limits);
    else if (!own.request.sink)
        own.request.body.reserve(std::min(static_cast<qsizetype>(own.bodyLength), kReserveBytes));
    m_phase = Phase::Body;
    m_socket->setReadBufferSize(kBodyBufferBytes);
    m_core.deadlines.arm(*this, Wait::Body);
    if (own.expectContinue && m_socket->bytesAvailable() == 0) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
    return Step::Again;
}

Connection::Step Connection::readBody() {
    const bool streamed = m_incoming->head.request.sink && !m_incoming->decoder;
    const Step step = m_incoming->decoder ? readChunkedBody() : streamed ? readIntoSink() : readLengthBody();
    if (step == Step::Stop || m_phase != Phase::Body) return Step::Stop;
    m_socket->setReadBufferSize(m_core.limits.headerBytes + 1024);
    Head head = std::move(m_incoming->head);
    m_incoming.reset();
    return dispatch(std::move(head));
}

/// Hands a piece to the sink. Whoever sends on may take as long as he needs: the file may be large, the line slow.
bool Connection::passOn(QByteArrayView piece) {
    m_core.deadlines.arm(*this, Wait::Body);
    return m_incoming->head.request.sink->write(piece);
}

Connection::Step Connection::readIntoSink() {
    while (m_incoming->received < m_incoming->head.bodyLength) {
        const quint64 left = m_incoming->head.bodyLength - m_incoming->received;
        const qint64 most = static_cast<qint64>(std::min<quint64>(left, static_cast<quint64>(m_core.scratch.size())));
        const qint64 got = m_socket->read(m_core.scratch.data(), most);
        if (got <= 0) return Step::Stop;
        m_incoming->received += static_cast<quint64>(got);
        if (!passOn({m_core.scratch.constData(), static_cast<qsizetype>(got)}))
            return refusing({503, "storage_full", "The file cannot be stored; make room on the server's disk and try again."});
    }
    return Step::Again;
}

/// Again = the body is complete.
Connection::Step Connection::readLengthBody() {
    QByteArray &body = m_incoming->head.request.body;
    const auto wanted = static_cast<qsizetype>(m_incoming->head.bodyLength);
    while (body.size() < wanted) {
        const qsizetype before = body.size();
        const qsizetype take = std::min<qsizetype>(wanted - before, m_socket->bytesAvailable());
        if (take <= 0) return Step::Stop;
        body.resize(before + take);
        const qint64 got = m_socket->read(body.data() + before, take);
        body.resize(before + std::max<qint64>(got, 0));
        if (got <= 0) return Step::Stop;
    }
    return Step::Again;
}

Connection::Step Connection::readChunkedBody() {
    ChunkedDecoder &decoder = *m_incoming->decoder;
    while (!decoder.done()) {
        const qint64 size = m_socket->peek(m_core.scratch.data(), m_core.scratch.size());
        if (size <= 0) return Step::Stop;
        const qsizetype taken =
            decoder.feed({m_core.scratch.constData(), static_cast<qsizetype>(size)}, m_incoming->head.request.body);
        m_socket->skip(taken);
        if (decoder.refusal()) return refusing(*decoder.refusal());
        QByteArray &body = m_incoming->head.request.body;
        if (!m_incoming->head.request.sink || body.isEmpty()) continue;
        if (!passOn(body)) return refusing({503, "storage_full", "The file cannot be stored; make room on the server's disk and try again."});
        body.clear();
    }
    return Step::Again;
}

Connection::Step Connection::dispatch(Head &&head) {
    m_phase = Phase::Waiting;
    m_core.deadlines.clear(*this);
    if (m_socket->bytesToWrite() > 0) armForPhase();
    ++m_core.stats.requests;
    ++m_core.stats.inFlight;
    const auto exchange = std::make_shared<Exchange>(static_cast<ReplySink *>(this));
    m_exchange = exchange;
    if (m_core.handler) m_core.handler(head.request, Responder(exchange));
    return Step::Again;
}

void Connection::deliver(Reply &&reply) {
    --m_core.stats.inFlight;
    m_exchange.reset();
    const bool close = reply.close;
    answer(std::move(reply), close);
    // Not at once: whoever answers must not find the handler of the next request below its own feet.
    if (!m_running && m_phase == Phase::Head && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Connection::onReadyRead, Qt::QueuedConnection);
}

void Connection::cut() {
    --m_core.stats.inFlight;
    m_exchange.reset();
    resetOnClose(m_socket);
    m_socket->abort();
}

/// Writes a reply and goes on to the next request, or to the end.
Connection::Step Connection::answer(Reply &&reply, bool close) {
    const bool end = close || reply.close || !m_keepAlive;
    // Behind a reply that ends things early there may be input that nobody will read.
    const bool linger = close || m_socket->bytesAvailable() > 0;
    m_phase = end ? Phase::Closing : Phase::Head;
    m_headBegun = false;
    m_scanned = 0;
    m_afterReply = true;
    m_incoming.reset();
    const bool running = std::exchange(m_running, true); // flushing calls back
    write(reply, end);
    m_running = running;
    m_http10 = m_headOnly = false;
    if (m_phase == Phase::Gone) return Step::Stop;
    if (end) {
        startClosing(linger);
        return Step::Stop;
    }
    armForPhase();
    return Step::Again;
}

Connection::Step Connection::refusing(const Refusal &refusal) {
    ++m_core.stats.refused;
    Reply reply = errorReply(refusal.status, refusal.code, QString::fromLatin1(refusal.sentence));
    if (refusal.status == 503 || refusal.status == 429) reply.headers.push_back({"Retry-After", "2"});
    if (m_core.refusalFilter) m_core.refusalFilter(reply);
    return answer(std::move(reply), true);
}

void Connection::write(const Reply &reply, bool close) {
    ++m_core.stats.replies;
    QByteArray body;
    m_socket->write(serializeReply(reply, {.http10 = m_http10, .close = close, .headOnly = m_headOnly}, &body));
    if (!body.isEmpty()) m_socket->write(body);
    m_socket->flush();
}

void Connection::armForPhase() {
    if (m_socket->bytesToWrite() > 0) return m_core.deadlines.arm(*this, Wait::WriteStall);
    switch (m_phase) {
    case Phase::Head:
        return m_core.deadlines.arm(*this, m_headBegun ? Wait::Head : Wait::Idle);
    case Phase::Body:
        return; // armed when it began; progress does not extend it
    case Phase::Waiting:
        return m_core.deadlines.clear(*this);
    case Phase::Closing:
    case Phase::Lingering:
    case Phase::Gone:
        return;
    }
}

void Connection::startClosing(bool linger) {
    m_phase = Phase::Closing;
    m_linger = linger;
    m_incoming.reset();
    if (m_socket->bytesToWrite() > 0)
        m_core.deadlines.arm(*this, Wait::WriteStall);
    else
        closeWhenWritten();
}

/// Everything is with the kernel. Closing now would reset the connection if input is on its way, and the client could
/// lose the answer: so say that nothing more comes, and throw away what arrives for a while.
void Connection::closeWhenWritten() {
    if (!m_linger) {
        m_core.deadlines.arm(*this, Wait::Linger);
        m_socket->disconnectFromHost();
        return;
    }
    m_phase = Phase::Lingering;
    m_core.deadlines.arm(*this, Wait::Linger);
    if (!m_encrypted) shutdownSending(m_socket); // a half-closed TLS stream has no use
    m_socket->setReadBufferSize(kBodyBufferBytes);
    m_socket->skip(m_socket->bytesAvailable());
}

void Connection::finish() {
    m_phase = Phase::Gone;
    m_core.deadlines.clear(*this);
    m_incoming.reset();
    if (const auto exchange = m_exchange.lock()) {
        --m_core.stats.inFlight;
        ++m_core.stats.clientsLeft;
        m_exchange.reset();
        exchange->clientLeft();
    }
    m_core.closed(this);
}

} // namespace callfloor::net
