// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/pages.h"

#include "server/http/entity_tag.h"

#include <QFile>

namespace callfloor {

using namespace Qt::StringLiterals;

const std::vector<WebFile> &webFiles() {
    static const std::vector<WebFile> kFiles = {
        {u"/setup"_s, u":/callfloor/web/setup.html"_s, "text/html; charset=utf-8"},
        {u"/assets/setup.js"_s, u":/callfloor/web/setup.js"_s, "text/javascript; charset=utf-8"},
        {u"/assets/page.css"_s, u":/callfloor/web/page.css"_s, "text/css; charset=utf-8"},
        {u"/assets/docs.js"_s, u":/callfloor/web/docs.js"_s, "text/javascript; charset=utf-8"},
        {u"/assets/docs.css"_s, u":/callfloor/web/docs.css"_s, "text/css; charset=utf-8"}};
    return kFiles;
}

void asPage(const net::Request &request, net::Reply &reply) {
    reply.headers.push_back({"Cache-Control", "no-cache"});
    reply.headers.push_back({"Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
    revalidate(request, reply);
}

net::Reply webReply(const WebFile &file, const net::Request &request) {
    net::Reply reply;
    QFile resource(file.resource);
    if (!resource.open(QIODevice::ReadOnly)) {
        reply.status = 404;
        return reply;
    }
    reply.body = resource.readAll();
    reply.contentType = file.mediaType;
    asPage(request, reply);
    return reply;
}

} // namespace callfloor
