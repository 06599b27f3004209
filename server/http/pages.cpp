// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/pages.h"

#include <QCryptographicHash>
#include <QFile>

namespace callfloor {

using namespace Qt::StringLiterals;

const std::vector<WebFile> &webFiles() {
    static const std::vector<WebFile> kFiles = {
        {u"/setup"_s, u":/callfloor/web/setup.html"_s, "text/html; charset=utf-8"},
        {u"/assets/setup.js"_s, u":/callfloor/web/setup.js"_s, "text/javascript; charset=utf-8"},
        {u"/assets/page.css"_s, u":/callfloor/web/page.css"_s, "text/css; charset=utf-8"}};
    return kFiles;
}

net::Reply webReply(const WebFile &file, const net::Request &request) {
    net::Reply reply;
    QFile resource(file.resource);
    if (!resource.open(QIODevice::ReadOnly)) {
        reply.status = 404;
        return reply;
    }
    const QByteArray body = resource.readAll();
    const QByteArray tag = '"' + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex().left(32) + '"';
    reply.contentType = file.mediaType;
    reply.headers.push_back({"ETag", tag});
    reply.headers.push_back({"Cache-Control", "no-cache"});
    reply.headers.push_back({"Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
    if (request.header("if-none-match") == tag) reply.status = 304;
    else reply.body = body;
    return reply;
}

} // namespace callfloor
