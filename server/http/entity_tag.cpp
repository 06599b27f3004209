// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/entity_tag.h"

#include <QCryptographicHash>

namespace callfloor {

namespace {

/// Takes one `[W/]"…"` from the front of a list and returns what is between and with the quotes; null if there is none.
QByteArrayView takeTag(QByteArrayView &list) {
    while (!list.isEmpty() && (list.front() == ' ' || list.front() == '\t' || list.front() == ',')) list = list.sliced(1);
    if (list.startsWith("W/")) list = list.sliced(2);
    const qsizetype end = list.startsWith('"') ? list.indexOf('"', 1) : -1;
    if (end < 0) return {};
    const QByteArrayView tag = list.first(end + 1);
    list = list.sliced(end + 1);
    return tag;
}

} // namespace

bool noneMatchHolds(const net::Request &request, QByteArrayView tag) {
    for (const net::Header &header : request.headers) {
        if (header.name != "if-none-match") continue;
        if (header.value == "*") return true;
        QByteArrayView list(header.value);
        for (QByteArrayView one = takeTag(list); !one.isNull(); one = takeTag(list))
            if (one == tag) return true;
    }
    return false;
}

void revalidate(const net::Request &request, net::Reply &reply) {
    if (reply.status != 200 || (request.method != "GET" && request.method != "HEAD")) return;
    // BLAKE2 is the fastest of Qt's; this is no secret, only a name for the bytes.
    const QByteArray tag = '"' + QCryptographicHash::hash(reply.body, QCryptographicHash::Blake2b_160).toHex() + '"';
    reply.headers.push_back({"ETag", tag});
    if (!noneMatchHolds(request, tag)) return;
    reply.status = 304;
    reply.body.clear();
}

} // namespace callfloor
