// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/router.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

/// The number of literal segments that agree, or -1 if the pattern does not fit.
int agreement(const QStringList &pattern, const QStringList &segments) {
    if (pattern.size() != segments.size()) return -1;
    int literal = 0;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == "{}"_L1) continue;
        if (pattern[i] != segments[i]) return -1;
        ++literal;
    }
    return literal;
}

} // namespace

void Router::add(const QString &method, const QString &pattern, const QString &name, Handler handler) {
    m_routes.push_back({method, pattern.split('/'_L1), name, std::move(handler)});
}

const Router::Route *Router::find(const QString &method, const QStringList &segments, QStringList *captures) const {
    const Route *best = nullptr;
    int most = -1;
    for (const Route &route : m_routes) {
        if (route.method != method) continue;
        const int literal = agreement(route.pattern, segments);
        if (literal <= most) continue;
        most = literal;
        best = &route;
    }
    if (best && captures) {
        captures->clear();
        for (qsizetype i = 0; i < segments.size(); ++i)
            if (best->pattern[i] == "{}"_L1) captures->append(segments[i]);
    }
    return best;
}

QStringList Router::names() const {
    QStringList names;
    for (const Route &route : m_routes) names.append(route.name);
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace callfloor::simulator
