// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame_guard.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

namespace callfloor::net {

bool FrameWalker::feed(QByteArrayView data) {
    qsizetype pos = 0;
    while (pos < data.size()) {
        if (m_headerLeft > 0) {
            if (!headerByte(static_cast<unsigned char>(data[pos++]))) return false;
        } else {
            const auto take =
                static_cast<qsizetype>(std::min<quint64>(m_payloadLeft, static_cast<quint64>(data.size() - pos)));
            pos += take;
            m_payloadLeft -= static_cast<quint64>(take);
        }
        if (m_headerLeft == 0 && m_payloadLeft == 0) {
            m_headerLeft = 2;
            m_headerPos = 0;
        }
    }
    return true;
}

bool FrameWalker::headerByte(unsigned char byte) {
    if (m_headerPos == 1) {
        if (!(byte & 0x80)) return false;
        const int length = byte & 0x7f;
        m_lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
        m_payloadLeft = m_lengthBytes == 0 ? static_cast<quint64>(length) : 0;
        m_headerLeft += m_lengthBytes + 4; // the extended length, then the mask
    } else if (m_headerPos >= 2 && m_headerPos < 2 + m_lengthBytes) {
        m_payloadLeft = (m_payloadLeft << 8) | byte;
    }
    ++m_headerPos;
    --m_headerLeft;
    return true;
}

FrameGuard::FrameGuard(QTcpSocket *socket, qsizetype maxQueued)
    : QObject(socket)
    , m_socket(socket)
    , m_maxQueued(maxQueued) {
    connect(socket, &QTcpSocket::readyRead, this, &FrameGuard::beforeQt);
}

void FrameGuard::begin(QWebSocket *webSocket) {
    m_webSocket = webSocket;
    m_socket->setParent(webSocket);
    connect(m_socket, &QTcpSocket::readyRead, this, &FrameGuard::afterQt);
}

void FrameGuard::beforeQt() {
    if (!m_webSocket) return;
    const qint64 available = m_socket->bytesAvailable();
    if (available <= m_seen) return;
    const QByteArray all = m_socket->peek(available);
    const bool valid = m_walker.feed(QByteArrayView(all).sliced(std::min<qsizetype>(m_seen, all.size())));
    m_seen = all.size();
    if (!valid) {
        m_webSocket->close(QWebSocketProtocol::CloseCodeProtocolError, QStringLiteral("A frame was not masked."));
        m_webSocket = nullptr;
    }
}

void FrameGuard::afterQt() {
    m_seen = m_socket->bytesAvailable();
    if (m_webSocket && m_socket->bytesToWrite() > m_maxQueued) m_socket->abort();
}

} // namespace callfloor::net
