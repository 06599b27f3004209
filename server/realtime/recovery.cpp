// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/recovery.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

namespace callfloor::realtime {

namespace {

constexpr auto kUrlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype kSidBytes = 15; ///< What randomId() is made of.
constexpr qsizetype kBodyBytes = kSidBytes + qsizetype(sizeof(quint64));
constexpr qsizetype kTagBytes = 16;
/// Sockets that are remembered as away; more than there can be sessions would tell of an attack.
constexpr size_t kMaxAway = 50'000;

/// In a time that does not depend on where they differ.
bool equalTags(QByteArrayView a, QByteArrayView b) {
    if (a.size() != b.size()) return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

} // namespace

Recovery::Recovery(QByteArray key, std::chrono::milliseconds window, const Clock &clock)
    : m_key(std::move(key))
    , m_window(window)
    , m_clock(clock)
    , m_began(clock.now()) {}

QByteArray Recovery::tagOf(const QByteArray &body, const QString &holder) const {
    QMessageAuthenticationCode mac(QCryptographicHash::Sha256, m_key);
    mac.addData(QByteArrayLiteral("callfloor socket recovery 1"));
    mac.addData(body); // of a fixed length, so that no part of it can pass for the holder's name
    mac.addData(holder.toUtf8());
    return mac.result().first(kTagBytes);
}

QByteArray Recovery::issue(const QString &sid, qint64 position, const QString &holder) const {
    QByteArray body = QByteArray::fromBase64(sid.toLatin1(), QByteArray::Base64UrlEncoding);
    const quint64 wire = qToBigEndian(static_cast<quint64>(position));
    body.append(reinterpret_cast<const char *>(&wire), sizeof wire);
    body.append(tagOf(body, holder));
    return body.toBase64(kUrlSafe);
}

std::optional<Recovery::Ticket> Recovery::read(QByteArrayView pid, const QString &holder) const {
    if (!isOn() || holder.isEmpty()) return std::nullopt;
    const auto decoded =
        QByteArray::fromBase64Encoding(pid.toByteArray(), kUrlSafe | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != kBodyBytes + kTagBytes) return std::nullopt;
    const QByteArray body = decoded.decoded.first(kBodyBytes);
    if (!equalTags(QByteArrayView(decoded.decoded).sliced(kBodyBytes), tagOf(body, holder))) return std::nullopt;
    const auto position = qFromBigEndian<quint64>(body.constData() + kSidBytes);
    return Ticket{QString::fromLatin1(body.first(kSidBytes).toBase64(QByteArray::Base64UrlEncoding)),
                  static_cast<qint64>(position)};
}

void Recovery::left(const QString &sid) {
    if (!isOn()) return;
    const UtcTime now = m_clock.now();
    forgetOld(now);
    m_away.insert(sid, now);
    m_order.emplace_back(now, sid);
}

Recovery::Absence Recovery::cameBack(const QString &sid) {
    const UtcTime now = m_clock.now();
    forgetOld(now);
    if (m_away.remove(sid)) return Absence::InTime;
    return now - m_began <= m_window ? Absence::Unknown : Absence::TooLong;
}

void Recovery::forgetOld(UtcTime now) {
    while (!m_order.empty() && (now - m_order.front().first > m_window || m_order.size() >= kMaxAway)) {
        const auto &[at, sid] = m_order.front();
        // One that came back and went again is further behind with a later time.
        if (const auto found = m_away.constFind(sid); found != m_away.constEnd() && *found == at) m_away.erase(found);
        m_order.pop_front();
    }
}

} // namespace callfloor::realtime
