// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/dispatcher.h"

namespace callfloor {

using namespace Qt::StringLiterals;

void Dispatcher::dispatch(const char *operation, const RequestParts &parts, const Caller &caller,
                          const Done &done) const {
    const auto entry = m_entries.constFind(QByteArray::fromRawData(operation, static_cast<qsizetype>(qstrlen(operation))));
    if (entry == m_entries.constEnd())
        return done(notFound(u"There is no operation \"%1\"."_s.arg(QLatin1String(operation))));
    if (!allows(caller.actor.role, entry->role)) {
        if (caller.actor.role == Role::Public)
            return done(Error{ErrorCode::Unauthorized, u"Sign in first."_s, {}, {}, u"unauthorized"_s, 0});
        return done(forbidden(u"Your role does not allow this; %1 is needed."_s.arg(roleName(entry->role))));
    }
    entry->run(parts, caller, done);
}

} // namespace callfloor
