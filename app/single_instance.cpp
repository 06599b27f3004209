// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcInstance, "callfloor.console.instance", QtInfoMsg)

namespace {

constexpr qint64 kLongestMessage = 4096;
constexpr char kEndOfMessage = '\n';
const QByteArray kTaken = QByteArrayLiteral("taken\n");

/// Short, since paths of local sockets are limited to about 100 bytes.
QString instanceName(const QString &folder, const QString &purpose) {
    const QByteArray hash = QCryptographicHash::hash((folder + u'\n' + purpose).toUtf8(), QCryptographicHash::Sha256);
    return u"callfloor-"_s + QString::fromLatin1(hash.toHex().left(20));
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, const QString &purpose, QObject *parent)
    : QObject(parent), m_name(instanceName(folder, purpose)), m_lock(QDir(folder).filePath(m_name + u".lock"_s)) {
    QDir().mkpath(folder);
    // Age says nothing: a console runs for days. What counts is whether its process lives.
    m_lock.setStaleLockTime(0);
    m_first = m_lock.tryLock(0);
    // Where no lock can be made at all the console starts all the same.
    if (!m_first && m_lock.error() != QLockFile::LockFailedError) {
        qCWarning(lcInstance) << "no lock can be made in" << folder;
        m_first = true;
        return;
    }
    if (m_first) listen();
}

void SingleInstance::listen() {
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    // The socket of one that was killed is still there; the lock says that nobody listens on it.
    QLocalServer::removeServer(m_name);
    if (!m_server.listen(m_name)) qCWarning(lcInstance) << "links cannot be handed over:" << m_server.errorString();
}

void SingleInstance::accept() {
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > kLongestMessage) socket->abort();
                return;
            }
            const QByteArray line = socket->readLine(kLongestMessage).trimmed();
            socket->write(kTaken);
            socket->disconnectFromServer();
            emit started(QString::fromUtf8(line));
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

bool SingleInstance::handOver(const QString &link) const {
    const int patience = static_cast<int>(kPatience.count());
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patience)) return false;
    socket.write(QString(link).remove(u'\n').toUtf8().left(kLongestMessage - 1) + kEndOfMessage);
    if (!socket.waitForBytesWritten(patience)) return false;
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(patience)) return false;
    return socket.readLine() == kTaken;
}

} // namespace callfloor
