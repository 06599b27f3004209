// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/webhook_body.h"

#include <algorithm>

namespace callfloor::simulator {

WebhookBody::WebhookBody(const QByteArray &bytes) : m_bytes(bytes) { open(ReadOnly | Unbuffered); }

qint64 WebhookBody::readData(char *out, qint64 size) {
    const qint64 count = std::min<qint64>(size, m_bytes.size() - m_at);
    if (count == 0) return -1;
    std::copy_n(m_bytes.constData() + m_at, count, out);
    m_at += count;
    return count;
}

} // namespace callfloor::simulator
