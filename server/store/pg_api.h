// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

namespace callfloor::store {

/// The functions of libpq that are used here. The library is loaded when a PostgreSQL database is first opened: linked, it
/// and what it brings along (LDAP, Kerberos, GnuTLS) would cost a server on SQLite 4 MB and a part of its start.
#define CALLFLOOR_PG_FUNCTIONS(X)                                                                                       \
    X(PQclear) X(PQcmdTuples) X(PQenterPipelineMode) X(PQerrorMessage) X(PQexec) X(PQexitPipelineMode) X(PQflush)       \
    X(PQgetResult) X(PQgetisnull) X(PQgetlength) X(PQgetvalue) X(PQntuples) X(PQpipelineSync) X(PQresultErrorField)     \
    X(PQresultErrorMessage) X(PQresultStatus) X(PQsendFlushRequest) X(PQsendPrepare) X(PQsendQueryParams)               \
    X(PQsendQueryPrepared) X(PQstatus) X(PQtransactionStatus)

struct PgApi {
#define CALLFLOOR_PG_MEMBER(name) decltype(&::name) name = nullptr;
    CALLFLOOR_PG_FUNCTIONS(CALLFLOOR_PG_MEMBER)
#undef CALLFLOOR_PG_MEMBER
    bool complete = false; ///< Every function was found. False: there is no libpq, or one older than version 14.
};

/// Loads the library at the first call. From any thread.
const PgApi &pg();

} // namespace callfloor::store
