// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/faults.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

bool concerns(const FaultRule &rule, const QString &endpoint) {
    if (rule.endpoint.endsWith('*'_L1)) return endpoint.startsWith(QStringView(rule.endpoint).chopped(1));
    return rule.endpoint == endpoint;
}

QString kindText(const FaultRule &rule) {
    switch (rule.kind) {
    case FaultKind::Status: return QString::number(rule.status);
    case FaultKind::Stall: return u"stall"_s;
    case FaultKind::Reset: return rule.executed ? u"lost"_s : u"reset"_s;
    case FaultKind::BrokenJson: break;
    }
    return u"broken_json"_s;
}

bool readKind(const QString &kind, FaultRule &rule) {
    bool number = false;
    const int status = kind.toInt(&number);
    if (number && status >= 400 && status <= 599) {
        rule.kind = FaultKind::Status;
        rule.status = status;
    } else if (kind == "stall"_L1) {
        rule.kind = FaultKind::Stall;
        rule.executed = true;
    } else if (kind == "reset"_L1) {
        rule.kind = FaultKind::Reset;
    } else if (kind == "lost"_L1) {
        rule.kind = FaultKind::Reset;
        rule.executed = true;
    } else if (kind == "broken_json"_L1) {
        rule.kind = FaultKind::BrokenJson;
        rule.executed = true;
    } else {
        return false;
    }
    return true;
}

/// Codes of the carrier are texts of digits; people also write them as numbers.
std::optional<QString> readCode(const QJsonValue &value) {
    const QString code = value.toVariant().toString();
    const bool digits = std::all_of(code.begin(), code.end(), [](QChar c) { return c >= '0'_L1 && c <= '9'_L1; });
    return digits ? std::optional(code) : std::nullopt;
}

} // namespace

std::optional<FaultRule> FaultPlan::next(const QString &endpoint) {
    for (FaultRule &rule : m_rules) {
        if (rule.remaining == 0 || !concerns(rule, endpoint)) continue;
        if (!m_random.chance(rule.probability)) continue;
        if (rule.remaining > 0) --rule.remaining;
        ++rule.hits;
        ++m_hits;
        return rule;
    }
    return std::nullopt;
}

QJsonArray FaultPlan::json() const {
    QJsonArray rules;
    for (const FaultRule &rule : m_rules) rules.append(faultToJson(rule));
    return rules;
}

Result<FaultRule> faultFromJson(const QJsonObject &json) {
    FaultRule rule;
    const QString kind = json.value("kind"_L1).toVariant().toString();
    if (!readKind(kind, rule))
        return badField(u"kind"_s, u"Use a status from 400 to 599, stall, reset, lost or broken_json."_s);
    const auto code = readCode(json.value("code"_L1));
    if (!code) return badField(u"code"_s, u"An error code of the carrier has digits only."_s);
    if (!code->isEmpty() && rule.kind != FaultKind::Status) return badField(u"code"_s, u"Only a status has an error code."_s);
    rule.code = *code;
    rule.endpoint = json.value("endpoint"_L1).toString(rule.endpoint);
    rule.remaining = json.value("count"_L1).toInt(-1);
    if (json.contains("count"_L1) && rule.remaining < 0) return badField(u"count"_s, u"A number of requests is expected."_s);
    const double percent = json.value("percent"_L1).toDouble(100);
    if (percent < 0 || percent > 100) return badField(u"percent"_s, u"0 to 100 is expected."_s);
    rule.probability = percent / 100;
    rule.delay = Ms{json.value("delay_ms"_L1).toInteger()};
    if (rule.kind == FaultKind::Stall && rule.delay.count() <= 0) return badField(u"delay_ms"_s, u"How long is the stall?"_s);
    rule.executed = json.value("executed"_L1).toBool(rule.executed);
    rule.retryAfterSecs = json.value("retry_after_s"_L1).toInt(-1);
    rule.retryAfterMs = json.value("retry_after_ms"_L1).toInt(-1);
    return rule;
}

QJsonObject faultToJson(const FaultRule &rule) {
    return {{u"endpoint"_s, rule.endpoint},
            {u"kind"_s, kindText(rule)},
            {u"code"_s, rule.code},
            {u"executed"_s, rule.executed},
            {u"delay_ms"_s, qint64{rule.delay.count()}},
            {u"count"_s, rule.remaining},
            {u"percent"_s, rule.probability * 100},
            {u"hits"_s, rule.hits}};
}

ApiResponse faultResponse(const FaultRule &rule) {
    ApiResponse response;
    const auto chosen = [&](const QString &usual) { return rule.code.isEmpty() ? usual : rule.code; };
    if (rule.status == 429) {
        response = refusal(429, chosen(u"10011"_s), u"Too many requests"_s, u"The rate limit has been reached."_s);
        const int reset = rule.retryAfterSecs < 0 ? 1 : rule.retryAfterSecs;
        response.headers = {{"x-ratelimit-limit", "1000"}, {"x-ratelimit-remaining", "0"}, {"x-ratelimit-reset", QByteArray::number(reset)}};
    } else if (rule.code.isEmpty() && (rule.status == 502 || rule.status == 504)) {
        response.status = rule.status;
        response.text = "<html><body>The gateway has no answer.</body></html>";
    } else {
        response = refusal(rule.status, chosen(u"10007"_s), u"Unexpected error"_s, u"A simulated fault."_s);
    }
    if (rule.retryAfterSecs >= 0) response.headers.emplace_back("Retry-After", QByteArray::number(rule.retryAfterSecs));
    if (rule.retryAfterMs >= 0) response.headers.emplace_back("retry-after-ms", QByteArray::number(rule.retryAfterMs));
    return response;
}

} // namespace callfloor::simulator
