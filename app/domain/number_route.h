// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/opening_hours.h"
#include "app/domain/queue.h"

namespace callfloor {

/// What happens to a caller.
enum class RouteKind : quint8 { Queue, Ai, Agent, Message, HangUp };
/// `queue`, `ai`, `agent`, `message`, `hang-up`.
QString routeKindName(RouteKind kind);
std::optional<RouteKind> routeKindFromName(QStringView name);

struct RouteTarget {
    RouteKind kind = RouteKind::HangUp;
    QueueId queue;    ///< For Queue; for Ai: where the caller goes when the assistant is done, empty = nowhere.
    UserId agent;     ///< For Agent.
    QString text;     ///< For Message: what is said; for Ai: the prompt, empty = that of the installation.
    QString language; ///< For Ai; empty = that of the installation.
    QString voice;    ///< For Ai; empty = that of the installation.
    int callPriority = 0; ///< With which the caller enters a queue.
    bool operator==(const RouteTarget &) const = default;
};

/// What an inbound number of ours does.
struct NumberRoute {
    QString number;      ///< E.164.
    QString label;       ///< For people.
    ScheduleId schedule; ///< Empty: always open.
    RouteTarget open;
    RouteTarget closed;  ///< Out of hours.
    bool operator==(const NumberRoute &) const = default;
};

/// What the number does at this moment; `hours` are those of its schedule, null for none.
const RouteTarget &routeAt(const NumberRoute &route, const OpeningHours *hours, UtcTime at);

QJsonObject routeTargetToJson(const RouteTarget &target);
/// Errors: BadRequest with the field's name below `field`.
Result<RouteTarget> routeTargetFromJson(const QJsonObject &json, const QString &field);

} // namespace callfloor
