// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QHash>
#include <QString>

#include <deque>

namespace callfloor {

/// How often one address may knock at the doors that need no token (sign in, register, set up): so many times in any
/// minute. Memory is bounded: whoever has been quiet for a minute is forgotten.
class AddressLimit {
public:
    /// 0 = no limit.
    explicit AddressLimit(int perMinute) : m_perMinute(perMinute) {}

    /// 0 if the request may pass, else in how many seconds one may.
    int take(const QString &address, UtcTime now);

private:
    int m_perMinute;
    QHash<QString, std::deque<UtcTime>> m_knocks; ///< Those that passed within the last minute, oldest first.
    UtcTime m_swept{};
};

} // namespace callfloor
