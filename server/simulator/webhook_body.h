// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace callfloor::simulator {

/// A request body that can be read only once. Qt's HTTP client silently repeats a request whose connection breaks before
/// the answer; it cannot if the body does not rewind. So each delivery is one POST, with its own signature and attempt.
class WebhookBody final : public QIODevice {
public:
    explicit WebhookBody(const QByteArray &bytes);

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_at == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }

protected:
    qint64 readData(char *out, qint64 size) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace callfloor::simulator
