// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/number_route.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
// Stored words, in the order of the enumeration.
constexpr std::array kRoutes = {"queue", "ai", "agent", "message", "hang-up"};
} // namespace

QString routeKindName(RouteKind kind) { return QLatin1String(kRoutes[static_cast<size_t>(kind)]); }

std::optional<RouteKind> routeKindFromName(QStringView name) {
    for (size_t i = 0; i < kRoutes.size(); ++i)
        if (name == QLatin1String(kRoutes[i])) return static_cast<RouteKind>(i);
    return std::nullopt;
}

const RouteTarget &routeAt(const NumberRoute &route, const OpeningHours *hours, UtcTime at) {
    return !hours || isOpen(*hours, at) ? route.open : route.closed;
}

QJsonObject routeTargetToJson(const RouteTarget &target) {
    QJsonObject json{{u"to"_s, routeKindName(target.kind)}};
    const auto add = [&](const QString &key, const QString &text) {
        if (!text.isEmpty()) json.insert(key, text);
    };
    add(u"queueId"_s, target.queue.text());
    add(u"agentId"_s, target.agent.text());
    add(u"text"_s, target.text);
    add(u"language"_s, target.language);
    add(u"voice"_s, target.voice);
    if (target.callPriority != 0) json.insert(u"callPriority"_s, target.callPriority);
    return json;
}

Result<RouteTarget> routeTargetFromJson(const QJsonObject &json, const QString &field) {
    const auto kind = routeKindFromName(json.value(u"to"_s).toString());
    if (!kind)
        return badField(field + u".to"_s, u"The field \"%1.to\" must be one of queue, ai, agent, message, hang-up."_s.arg(field));
    RouteTarget target;
    target.kind = *kind;
    target.queue = QueueId(json.value(u"queueId"_s).toString());
    target.agent = UserId(json.value(u"agentId"_s).toString());
    target.text = json.value(u"text"_s).toString();
    target.language = json.value(u"language"_s).toString();
    target.voice = json.value(u"voice"_s).toString();
    target.callPriority = json.value(u"callPriority"_s).toInt();
    if (*kind == RouteKind::Queue && target.queue.isEmpty())
        return badField(field + u".queueId"_s, u"A route to a queue needs \"%1.queueId\"."_s.arg(field));
    if (*kind == RouteKind::Agent && target.agent.isEmpty())
        return badField(field + u".agentId"_s, u"A route to an agent needs \"%1.agentId\"."_s.arg(field));
    if (*kind == RouteKind::Message && target.text.trimmed().isEmpty())
        return badField(field + u".text"_s, u"A message needs its words in \"%1.text\"."_s.arg(field));
    return target;
}

} // namespace callfloor
