// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/realtime/engineio_packet.h"
#include "server/realtime/settings.h"

#include <QObject>
#include <QPointer>

class QWebSocket;

namespace callfloor::realtime {

/// One WebSocket as an Engine.IO transport. The QWebSocket outlives the link until it is closed, so that the closing
/// frame and what is before it still go out.
class WebSocketLink : public QObject {
    Q_OBJECT
public:
    /// `socketOwner` becomes the parent of the QWebSocket; it outlives the link.
    WebSocketLink(QWebSocket *socket, const Settings &settings, Scheduler &scheduler, QObject *socketOwner,
                  QObject *parent);
    ~WebSocketLink() override;

    /// Sends. False if more than Settings::maxQueuedBytes wait already: the client does not read.
    bool send(const OutPacket &packet);
    /// Says why and closes (RFC 6455 §7.4: 1000 normal, 1001 going away, 1002 protocol error, 1008 policy).
    void close(int code, const QString &reason);
    /// Closes without a word.
    void abort();

signals:
    void textReceived(const QByteArray &utf8);
    void binaryReceived(const QByteArray &data);
    /// The other end or the network has closed it. Not emitted behind close() and abort().
    void closed();

private:
    QPointer<QWebSocket> m_socket;
    net::FrameWriter m_writer;
    Scheduler &m_scheduler;
    qsizetype m_maxQueuedBytes;
};

} // namespace callfloor::realtime
