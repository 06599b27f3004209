// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/router.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

bool isNamed(const QString &segment) { return segment.startsWith(u'{') && segment.endsWith(u'}'); }

/// Every pattern begins with two fixed segments or is shorter, so these and the length leave few candidates.
QString shapeOf(const QStringList &segments) {
    return QString::number(segments.size()) + u'/' + segments.value(0) + u'/' + segments.value(1);
}

/// How many fixed segments match, or -1.
int score(const QStringList &pattern, const QStringList &segments) {
    int fixed = 0;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (isNamed(pattern[i])) {
            if (segments[i].isEmpty()) return -1;
        } else if (pattern[i] == segments[i]) {
            ++fixed;
        } else {
            return -1;
        }
    }
    return fixed;
}

} // namespace

void Router::add(const QByteArray &method, const QString &pattern, int index) {
    const QStringList segments = pattern.split(u'/', Qt::SkipEmptyParts);
    Q_ASSERT_X(segments.size() < 2 || (!isNamed(segments[0]) && !isNamed(segments[1])), "Router", "named segment too early");
    m_byShape[shapeOf(segments)].push_back(m_routes.size());
    m_routes.push_back({method, segments, index});
}

Router::Match Router::match(const QByteArray &method, const QStringList &segments) const {
    Match match;
    int best = -1;
    const auto candidates = m_byShape.constFind(shapeOf(segments));
    if (candidates == m_byShape.constEnd()) return match;
    for (const size_t i : *candidates) {
        const Route &route = m_routes[i];
        const int fixed = score(route.segments, segments);
        if (fixed < 0 || fixed < best) continue;
        if (fixed > best) match = {};
        best = fixed;
        // HEAD is answered wherever GET is; the server leaves the body out.
        if (route.method == method || (method == "HEAD" && route.method == "GET")) {
            match.route = route.index;
            for (qsizetype s = 0; s < segments.size(); ++s)
                if (isNamed(route.segments[s])) match.values.insert(route.segments[s].sliced(1).chopped(1), segments[s]);
        }
        match.allow += match.allow.isEmpty() ? route.method : ", " + route.method;
        if (route.method == "GET") match.allow += ", HEAD";
    }
    return match;
}

} // namespace callfloor
