// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/address_limit.h"

#include <algorithm>

namespace callfloor {

using namespace std::chrono_literals;

namespace {
constexpr auto kWindow = 60s;
}

int AddressLimit::take(const QString &address, UtcTime now) {
    if (m_perMinute <= 0) return 0;
    if (now - m_swept > kWindow) {
        m_windows.removeIf([&](const auto &entry) { return now - entry.value().begin > kWindow; });
        m_swept = now;
    }
    Window &window = m_windows[address];
    if (now - window.begin > kWindow || now < window.begin) window = {now, 0};
    if (++window.count <= m_perMinute) return 0;
    return std::max(1, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(window.begin + kWindow - now).count()));
}

} // namespace callfloor
