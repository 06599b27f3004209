// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QByteArray>
#include <QLoggingCategory>
#include <QString>
#include <QUrl>

#include <chrono>

namespace callfloor {

/// `callfloor.telnyx`. Never gets keys, numbers, handles or bodies.
Q_DECLARE_LOGGING_CATEGORY(lcTelnyx)

/// How to reach the carrier and as whom.
struct TelnyxSettings {
    QUrl apiBase = QUrl(QStringLiteral("https://api.telnyx.com/v2")); ///< TELNYX_API_BASE.
    QByteArray apiKey;                                                ///< TELNYX_API_KEY.
    QString connectionId; ///< TELNYX_CONNECTION_ID: the Call Control application.

    /// How many seconds of the carrier pass in one of ours; divides the times below. 1 but for simulated carriers.
    double timeScale = 1.0;
    std::chrono::milliseconds connectTimeout{3000};
    std::chrono::milliseconds totalTimeout{10000};
    std::chrono::milliseconds dialTimeout{15000}; ///< Dialling may take the carrier longer than the rest.
    qint64 maximumAnswerBytes = 8 * 1024 * 1024;

    /// `duration` in our time.
    std::chrono::milliseconds scaled(std::chrono::milliseconds duration) const {
        return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double, std::milli>(duration) /
                                                            timeScale);
    }
};

/// BadRequest that names the setting if these cannot work: address without host or of another scheme, a key that
/// is empty or cannot be a header, a scale that is not positive.
Result<Ok> checkTelnyxSettings(const TelnyxSettings &settings);

} // namespace callfloor
