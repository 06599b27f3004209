// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/api.h"

#include <functional>

namespace callfloor::simulator {

/// Finds what serves a request. Patterns are paths below `/v2` in which `{}` stands for any one segment; a literal
/// segment is preferred to `{}`.
class Router {
public:
    using Handler = std::function<ApiResponse(const ApiRequest &, const QStringList &captures)>;
    struct Route {
        QString method;
        QStringList pattern;
        QString name; ///< The endpoint's name for counters and faults, e.g. `dial`, `conferences.join`.
        Handler handler;
    };

    void add(const QString &method, const QString &pattern, const QString &name, Handler handler);
    /// Null if nothing serves it. Fills `captures` with what stood for `{}`.
    const Route *find(const QString &method, const QStringList &segments, QStringList *captures) const;
    /// All endpoint names, sorted.
    QStringList names() const;

private:
    std::vector<Route> m_routes;
};

} // namespace callfloor::simulator
