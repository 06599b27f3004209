// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_settings.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcTelnyx, "callfloor.telnyx", QtInfoMsg)

Result<Ok> checkTelnyxSettings(const TelnyxSettings &settings) {
    const QString scheme = settings.apiBase.scheme();
    const bool web = scheme == "https"_L1 || scheme == "http"_L1;
    if (!settings.apiBase.isValid() || !web || settings.apiBase.host().isEmpty() || settings.apiBase.hasQuery() ||
        settings.apiBase.hasFragment() || !settings.apiBase.userInfo().isEmpty())
        return badField(u"TELNYX_API_BASE"_s,
                        u"TELNYX_API_BASE must be an address such as https://api.telnyx.com/v2."_s);
    const bool plain =
        std::all_of(settings.apiKey.begin(), settings.apiKey.end(), [](char c) { return c > ' ' && c < 127; });
    if (settings.apiKey.isEmpty() || !plain)
        return badField(u"TELNYX_API_KEY"_s,
                        u"TELNYX_API_KEY is empty or holds white space; copy it again from the carrier's portal."_s);
    if (!(settings.timeScale > 0.0)) return badField(u"timeScale"_s, u"The time scale must be greater than 0."_s);
    return Ok{};
}

} // namespace callfloor
