// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

#include <algorithm>
#include <cstring>

namespace callfloor::fuzz {

/// A connected socket whose other end is the test: what arrives is put in, what is written is kept.
class MemorySocket final : public QTcpSocket {
    Q_OBJECT
public:
    MemorySocket() {
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
        setOpenMode(ReadWrite);
    }

    /// The next bytes from the network.
    void arrive(QByteArrayView bytes) {
        m_in.append(bytes);
        emit readyRead();
    }
    const QByteArray &written() const { return m_out; }

    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_in.size(); }
    qint64 bytesToWrite() const override { return 0; }
    void disconnectFromHost() override {
        if (state() == UnconnectedState) return;
        setSocketState(UnconnectedState);
        emit disconnected();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override {
        const qint64 size = std::min<qint64>(maxSize, m_in.size());
        if (size == 0) return 0;
        std::memcpy(data, m_in.constData(), static_cast<size_t>(size));
        m_in.remove(0, size);
        return size;
    }
    qint64 skipData(qint64 maxSize) override {
        const qint64 size = std::min<qint64>(maxSize, m_in.size());
        m_in.remove(0, size);
        return size;
    }
    qint64 writeData(const char *data, qint64 size) override {
        m_out.append(data, size);
        return size;
    }

private:
    QByteArray m_in;
    QByteArray m_out;
};

} // namespace callfloor::fuzz
