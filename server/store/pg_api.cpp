// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/pg_api.h"

#include <QLibrary>

namespace callfloor::store {

namespace {

PgApi loaded() {
    PgApi api;
#ifdef Q_OS_WIN
    QLibrary library(QStringLiteral("libpq"));
#else
    QLibrary library(QStringLiteral("pq"), 5); // the version of its interface, for twenty years
#endif
    api.complete = library.load();
#define CALLFLOOR_PG_RESOLVE(name)                                                                                      \
    api.name = reinterpret_cast<decltype(api.name)>(library.resolve(#name));                                            \
    api.complete = api.complete && api.name;
    CALLFLOOR_PG_FUNCTIONS(CALLFLOOR_PG_RESOLVE)
#undef CALLFLOOR_PG_RESOLVE
    return api;
}

} // namespace

const PgApi &pg() {
    static const PgApi kApi = loaded();
    return kApi;
}

} // namespace callfloor::store
