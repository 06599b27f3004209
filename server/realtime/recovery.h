// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace callfloor::realtime {

/// Who may come back as whom (connection state recovery). The private session id is not a key into memory but a ticket:
/// it carries the id of the socket and the number of the event log at which the socket began, authenticated together
/// with its holder (HMAC-SHA-256, cut to 128 bits). So it is good after a restart too. What is kept in memory is when a
/// socket went, for as long as it may come back.
class Recovery {
public:
    struct Ticket {
        QString sid;
        qint64 position = 0; ///< Events up to this number had happened when the socket was made.
    };
    enum class Absence {
        InTime,  ///< It went within the time of recovery.
        Unknown, ///< It was never seen here, but may have been connected to the process that ran before.
        TooLong,
    };

    /// `key` signs the tickets; `clock` outlives this. A window of 0 turns recovery off.
    Recovery(QByteArray key, std::chrono::milliseconds window, const Clock &clock);

    bool isOn() const { return m_window.count() > 0; }
    std::chrono::milliseconds window() const { return m_window; }

    /// A private session id. `holder` names the user and his rights: with others it is void. `sid` is a randomId().
    QByteArray issue(const QString &sid, qint64 position, const QString &holder) const;
    /// What a genuine ticket of that holder says; nothing for any other text.
    std::optional<Ticket> read(QByteArrayView pid, const QString &holder) const;

    /// The socket has lost its connection.
    void left(const QString &sid);
    /// How long it has been away. It counts as back from then on.
    Absence cameBack(const QString &sid);
    /// Sockets that are away.
    qsizetype away() const { return m_away.size(); }

private:
    QByteArray tagOf(const QByteArray &body, const QString &holder) const;
    void forgetOld(UtcTime now);

    const QByteArray m_key;
    const std::chrono::milliseconds m_window;
    const Clock &m_clock;
    const UtcTime m_began;
    QHash<QString, UtcTime> m_away;
    std::deque<std::pair<UtcTime, QString>> m_order; ///< Of m_away, oldest first; may name some that are back.
};

} // namespace callfloor::realtime
