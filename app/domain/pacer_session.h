// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/pacing.h"
#include "app/domain/result.h"

#include <QByteArray>

namespace callfloor {

/// The pacing of one campaign behind lines of JSON, for whoever wants to try it against a floor of his own.
///
/// `{"type":"config", …}` begins anew: `mode`, `cap`, `ratio`, `patience_s`, `ring_timeout_s`, `max_lines`, `max_cps`, `tick_s`; what is
/// missing has its usual value. No answer. `{"type":"tick", "t", "agents", "calls", "period", "events"}` is answered by `{"dial":N}`.
/// Ages and times are seconds. A line that cannot be read is answered by `{"error":"…"}`, a tick also with `"dial":0`, and
/// changes nothing. The same lines give the same answers: there is neither clock nor chance in it.
class PacerSession {
public:
    /// The answer without its line end; empty if there is none to give.
    QByteArray take(const QByteArray &line);

private:
    Result<Ok> configure(const QJsonObject &line);
    Result<int> tick(const QJsonObject &line);
    void refill(double now);

    PacingConfig m_config;
    PacingState m_state;
    double m_last = -1;   ///< Time of the last tick; below 0: none yet.
    double m_dials = 0;   ///< That may leave now, by `max_cps`.
};

} // namespace callfloor
