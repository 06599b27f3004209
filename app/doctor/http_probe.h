// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

namespace callfloor {

/// What came back; status 0 = nothing, `failure` says why.
struct ProbeAnswer {
    int status = 0;
    QByteArray body; ///< Its first MiB, as it came.
    QByteArray date; ///< The field Date.
    QString failure;
};

/// Asks once, blocking, within a few seconds. HTTPS checks the certificate. For the doctor, who has nothing else to do.
ProbeAnswer probe(const QByteArray &method, const QUrl &url, const QList<std::pair<QByteArray, QByteArray>> &fields = {},
                  const QByteArray &body = {});

} // namespace callfloor
