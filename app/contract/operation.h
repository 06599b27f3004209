// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/result.h"
#include "app/domain/role.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace callfloor {

enum class Method : quint8 { Get, Post, Patch, Put, Delete };
const char *methodName(Method method);

/// Where and for whom an operation is offered. Part of the operation's declaration.
struct Route {
    Method method = Method::Get;
    const char *path = "";   ///< `/api/calls/{id}/hangup`; braces name fields that are declared with path().
    Role role = Role::Agent; ///< The least role; Public = no token needed.
    const char *summary = ""; ///< One sentence for the API reference.
    bool legacy = false;     ///< Spoken by dashboards that were made for the old service: unknown fields are ignored.
    constexpr Route legacyRoute() const { return {method, path, role, summary, true}; }
};

constexpr Route get(const char *path, Role role, const char *summary) { return {Method::Get, path, role, summary, false}; }
constexpr Route post(const char *path, Role role, const char *summary) { return {Method::Post, path, role, summary, false}; }
constexpr Route patch(const char *path, Role role, const char *summary) { return {Method::Patch, path, role, summary, false}; }

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
};

} // namespace callfloor
