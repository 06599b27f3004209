// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame_writer.h"

#include <QWebSocket>
#include <QtEndian>

namespace callfloor::net {

namespace {
constexpr char kFinal = static_cast<char>(0x80);
constexpr char kText = 0x1, kBinary = 0x2;
constexpr qsizetype kShort = 125; ///< Longest payload whose length stands in the second byte.
} // namespace

QByteArray serverFrame(bool binary, QByteArrayView payload) {
    QByteArray frame;
    frame.reserve(payload.size() + 10);
    frame.append(static_cast<char>(kFinal | (binary ? kBinary : kText)));
    if (payload.size() <= kShort) {
        frame.append(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xffff) {
        char length[2];
        qToBigEndian(static_cast<quint16>(payload.size()), length);
        frame.append(char(126)).append(length, sizeof length);
    } else {
        char length[8];
        qToBigEndian(static_cast<quint64>(payload.size()), length);
        frame.append(char(127)).append(length, sizeof length);
    }
    return frame.append(payload);
}

FrameWriter::FrameWriter(QWebSocket &webSocket)
    : m_webSocket(&webSocket), m_connection(webSocket.findChild<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly)),
      m_plain(qobject_cast<TurnSocket *>(m_connection)) {}

void FrameWriter::send(const QByteArray &frame) {
    if (!m_webSocket || m_webSocket->state() != QAbstractSocket::ConnectedState) return;
    if (m_plain) m_plain->writeShared(frame);
    else if (m_connection) m_connection->write(frame);
}

} // namespace callfloor::net
