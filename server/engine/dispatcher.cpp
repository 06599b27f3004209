// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/dispatcher.h"

namespace callfloor {

using namespace Qt::StringLiterals;

Error roleRefusal(Role needed) { return forbidden(u"Your role does not allow this; %1 is needed."_s.arg(roleName(needed))); }

Error badCursor() {
    return badField(u"cursor"_s, u"This cursor is not one of this list; begin again without it, then use \"next\" of each page."_s);
}

void Dispatcher::dispatch(const char *operation, const RequestParts &parts, const Caller &caller,
                          const Done &done) const {
    const auto entry = m_entries.constFind(QByteArray::fromRawData(operation, static_cast<qsizetype>(qstrlen(operation))));
    if (entry == m_entries.constEnd())
        return done(notFound(u"There is no operation \"%1\"."_s.arg(QLatin1String(operation))));
    if (!allows(caller.actor.role, entry->role)) {
        if (caller.actor.role == Role::Public)
            return done(Error{ErrorCode::Unauthorized, u"Sign in first."_s, {}, {}, u"unauthorized"_s, 0});
        return done(roleRefusal(entry->role));
    }
    entry->run(parts, caller, done);
}

} // namespace callfloor
