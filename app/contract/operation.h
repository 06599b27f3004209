// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/result.h"
#include "app/domain/role.h"

#include <QJsonObject>
#include <QString>

#include <initializer_list>
#include <vector>

namespace callfloor {

enum class Method : quint8 { Get, Post, Patch, Put, Delete };
const char *methodName(Method method);

/// The HTTP status of an error (RFC 9110 §15): the one place where an error becomes a status.
int httpStatus(ErrorCode code);

/// Body limits that operations declare, in bytes. Sign-in and actions are a few short fields, and are open to everybody.
constexpr qint64 kSmallBody = 16 * 1024;

/// Where and for whom an operation is offered. Part of the operation's declaration.
struct Route {
    Method method = Method::Get;
    const char *path = "";   ///< `/api/calls/{id}/hangup`; braces name fields that are declared with path().
    Role role = Role::Agent; ///< The least role; Public = no token needed.
    const char *summary = ""; ///< One sentence for the API reference.
    bool legacy = false;     ///< Spoken by dashboards that were made for the old service: unknown fields are ignored.
    qint64 bodyBytes = 0;    ///< Largest body; 0 = the setting `max_body_bytes`. More is a 413 before it is read.
    unsigned refusals = 0;   ///< Bits of ErrorCode: what it may answer beyond what every operation may. See mayRefuse().
    bool revalidated = false; ///< Its reply has an ETag, and is 304 to a client that still has it.

    const char *mediaType = "application/json"; ///< Of the reply.

    /// The reply is a text of that type instead of JSON.
    constexpr Route replyAs(const char *type) const { Route r = *this; r.mediaType = type; return r; }
    constexpr Route legacyRoute() const { Route r = *this; r.legacy = true; return r; }
    constexpr Route bodyUpTo(qint64 bytes) const { Route r = *this; r.bodyBytes = bytes; return r; }
    constexpr Route withEtag() const { Route r = *this; r.revalidated = true; return r; }
    /// The errors of the operation itself, for the API reference; a test refuses replies that are not declared. What
    /// follows from the rest of the declaration (a bad field, no token, too small a role, …) need not be named.
    constexpr Route mayRefuse(std::initializer_list<ErrorCode> codes) const {
        Route r = *this;
        for (const ErrorCode code : codes) r.refusals |= 1U << static_cast<unsigned>(code);
        return r;
    }
    constexpr bool refuses(ErrorCode code) const { return (refusals >> static_cast<unsigned>(code)) & 1U; }
};

constexpr Route routeOf(Method method, const char *path, Role role, const char *summary) {
    Route route;
    route.method = method;
    route.path = path;
    route.role = role;
    route.summary = summary;
    return route;
}
constexpr Route get(const char *path, Role role, const char *summary) { return routeOf(Method::Get, path, role, summary); }
constexpr Route post(const char *path, Role role, const char *summary) { return routeOf(Method::Post, path, role, summary); }
constexpr Route patch(const char *path, Role role, const char *summary) { return routeOf(Method::Patch, path, role, summary); }

/// The three places of a request that a field may come from.
struct RequestParts {
    QJsonObject path;  ///< Text values by name.
    QJsonObject query; ///< Text values by name.
    QJsonObject body;
};

/// Who sends an operation, and from where; for rights, audit and rate limits.
struct Caller {
    Actor actor;
    QString peer;           ///< The address, as text; empty inside the process.
    QString idempotencyKey; ///< `Idempotency-Key` header, empty if none.
    QString sessionId;      ///< The login session behind the token; empty without one.
};

/// What the reference and the OpenAPI document need to know of a field.
struct FieldInfo {
    enum class In : quint8 { Path, Query, Body };
    QString name;
    In in = In::Body;
    bool required = false;
    QJsonObject schema; ///< JSON Schema of the value.
};

/// An operation as data, derived from its declaration: for the router, the OpenAPI document and the tests.
struct OperationInfo {
    const char *name = ""; ///< The C++ type's name, also OpenAPI's operationId.
    Route route;
    std::vector<FieldInfo> fields;
    QJsonObject replySchema;
    int successStatus = 200;

    bool hasBody() const;   ///< Whether it declares a field in the body.
    QString tag() const;    ///< The group of the API reference that it belongs to, from its path: `Calls`.
    /// The errors that it may answer, the general ones included, by code; in the order of the codes.
    std::vector<ErrorCode> refusals() const;
    /// Whether requests are counted against a rate limit: those that need a token by their login, the others that
    /// change something by their address.
    bool limited() const { return route.role != Role::Public || route.method != Method::Get; }
};

} // namespace callfloor
