// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/visibility.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
QString ownRoom(const QString &userId) { return u"user:"_s + userId; }
QString teamRoom(const QString &teamId) { return u"team:"_s + teamId; }
QString teamLeadersRoom(const QString &teamId) { return u"team-leaders:"_s + teamId; }
const QString kEverybodysData = u"all"_s;
} // namespace

QStringList roomsFor(const Audience &audience) {
    switch (audience.kind) {
    case Audience::Kind::Owner:
        if (audience.teamId.isEmpty()) return {ownRoom(audience.userId), kEverybodysData};
        return {ownRoom(audience.userId), kEverybodysData, teamRoom(audience.teamId)};
    case Audience::Kind::Waiting: return {u"everybody"_s};
    case Audience::Kind::Staff: return {u"staff"_s};
    case Audience::Kind::Supervisors:
        if (audience.userId.isEmpty()) return {u"supervisors"_s};
        if (audience.teamId.isEmpty()) return {u"staff"_s};
        return {u"staff"_s, teamLeadersRoom(audience.teamId)};
    case Audience::Kind::Admins: break;
    }
    return {u"admins"_s};
}

QStringList roomsOf(const Actor &actor) {
    QStringList rooms;
    if (allows(actor.role, Role::Agent)) rooms << u"everybody"_s << ownRoom(actor.userId.text());
    const Scope scope = scopeOf(actor);
    if (allows(actor.role, Role::Agent) && scope.all()) rooms << kEverybodysData;
    if (allows(actor.role, Role::Agent) && scope.kind == DataScope::Team) rooms << teamRoom(scope.teamId);
    if (allows(actor.role, Role::Supervisor)) rooms << u"supervisors"_s;
    if (allows(actor.role, Role::Supervisor) && scope.kind == DataScope::Team) rooms << teamLeadersRoom(scope.teamId);
    if (allows(actor.role, Role::Supervisor) && scope.all()) rooms << u"staff"_s;
    if (allows(actor.role, Role::Admin)) rooms << u"admins"_s;
    return rooms;
}

bool maySee(const Event &event, const Actor &actor) {
    const QStringList mine = roomsOf(actor), its = roomsFor(event.audience);
    return std::any_of(its.begin(), its.end(), [&](const QString &room) { return mine.contains(room); });
}

} // namespace callfloor
