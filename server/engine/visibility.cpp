// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/visibility.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
QString ownRoom(const QString &userId) { return u"user:"_s + userId; }
} // namespace

QStringList roomsFor(const Audience &audience) {
    switch (audience.kind) {
    case Audience::Kind::Owner: return {ownRoom(audience.userId), u"staff"_s};
    case Audience::Kind::Waiting: return {u"everybody"_s};
    case Audience::Kind::Staff: return {u"staff"_s};
    case Audience::Kind::Admins: break;
    }
    return {u"admins"_s};
}

QStringList roomsOf(const Actor &actor) {
    QStringList rooms;
    if (allows(actor.role, Role::Agent)) rooms << u"everybody"_s << ownRoom(actor.userId.text());
    if (allows(actor.role, Role::Supervisor)) rooms << u"staff"_s;
    if (allows(actor.role, Role::Admin)) rooms << u"admins"_s;
    return rooms;
}

bool maySee(const Event &event, const Actor &actor) {
    const QStringList mine = roomsOf(actor), its = roomsFor(event.audience);
    return std::any_of(its.begin(), its.end(), [&](const QString &room) { return mine.contains(room); });
}

} // namespace callfloor
