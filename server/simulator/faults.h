// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/api.h"
#include "server/simulator/leg_script.h"
#include "server/simulator/random.h"

namespace callfloor::simulator {

/// What goes wrong with a request.
enum class FaultKind {
    Status,     ///< Answers with an error status.
    Stall,      ///< Answers late.
    Reset,      ///< Cuts the connection.
    BrokenJson, ///< 200 with a body that breaks off.
};

/// A rule: which requests are hit, how often, and how.
struct FaultRule {
    QString endpoint = QStringLiteral("*"); ///< An endpoint's name, `conferences.*`, or `*`.
    FaultKind kind = FaultKind::Status;
    int status = 500;                       ///< Status only: 422, 429, 500, 502, 503, …
    QString code = {};                      ///< Status only: the carrier's error code; empty = the status's usual one.
    Ms delay{0};                            ///< Stall only.
    bool executed = false;                  ///< The request has its effect all the same (a lost answer, for instance).
    int remaining = -1;                     ///< Hits left; -1 = no end.
    double probability = 1;                 ///< That a matching request is hit.
    int retryAfterSecs = -1;                ///< Status: `Retry-After`, if not negative.
    int retryAfterMs = -1;                  ///< Status: `retry-after-ms`, if not negative.
    int hits = 0;
};

/// The rules in force. The first that hits a request decides.
class FaultPlan {
public:
    explicit FaultPlan(quint64 seed) : m_random(seed, 11) {}

    void add(const FaultRule &rule) { m_rules.push_back(rule); }
    void clear() { m_rules.clear(); }
    /// The fault of the next request to this endpoint, if any; uses up a hit.
    std::optional<FaultRule> next(const QString &endpoint);
    QJsonArray json() const;
    /// All hits since the start.
    int hits() const { return m_hits; }

private:
    Random m_random;
    std::vector<FaultRule> m_rules;
    int m_hits = 0;
};

/// Reads `{endpoint, kind, code, count, percent, delay_ms, executed, retry_after_s, retry_after_ms}`. `kind` is a status such
/// as "429", or `stall`, `reset`, `lost` (a reset though the request was executed), `broken_json`. `code` chooses the error
/// code of a status, "90041" for want of channels for instance. Without count and percent every matching request is hit
/// until the rules are cleared.
Result<FaultRule> faultFromJson(const QJsonObject &json);
QJsonObject faultToJson(const FaultRule &rule);
/// The answer of a Status fault, in the carrier's envelope (502 and 504 without a chosen code as HTML, as proxies answer).
ApiResponse faultResponse(const FaultRule &rule);

} // namespace callfloor::simulator
