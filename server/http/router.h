// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callfloor {

/// Finds the route of a path. A fixed segment goes before a named one, so `/api/calls/active` is never taken for the call
/// called "active".
class Router {
public:
    struct Match {
        int route = -1;                  ///< The index given to add(); -1: no such path, or not with this method.
        QHash<QString, QString> values;  ///< The named segments, decoded.
        QByteArray allow;                ///< For 405: the methods that this path has; empty for 404.
    };

    /// `pattern`: `/api/calls/{id}/hangup`. `index` is what match() gives back.
    void add(const QByteArray &method, const QString &pattern, int index);
    /// `segments` as net::splitPath gives them.
    Match match(const QByteArray &method, const QStringList &segments) const;

private:
    struct Route {
        QByteArray method;
        QStringList segments;
        int index;
    };
    std::vector<Route> m_routes;
    QHash<QString, std::vector<size_t>> m_byShape; ///< By number of segments and the first two of them.
};

} // namespace callfloor
