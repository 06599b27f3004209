// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/pages.h"

#include "server/http/entity_tag.h"
#include "server/http/gzip.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const QString kRoot = u":/callfloor/web/"_s;
const QString kApp = kRoot + u"app/"_s;

QByteArray contentOfResource(const QString &name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray mediaTypeOf(const QString &name) {
    const QString ending = name.section(u'.', -1);
    if (ending == "html"_L1) return "text/html; charset=utf-8";
    if (ending == "js"_L1) return "text/javascript; charset=utf-8";
    if (ending == "css"_L1) return "text/css; charset=utf-8";
    if (ending == "json"_L1) return "application/json";
    if (ending == "svg"_L1) return "image/svg+xml";
    return "application/octet-stream";
}

WebFile webFile(const QString &path, const QString &name, const QByteArray &body, bool immutable) {
    WebFile file = madePage(mediaTypeOf(name), body);
    file.path = path;
    file.immutable = immutable;
    return file;
}

QStringList appFiles() {
    QStringList names;
    for (QDirIterator it(kApp, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) names << it.next().sliced(kApp.size());
    names.sort();
    return names;
}

std::vector<WebFile> readWebFiles() {
    std::vector<WebFile> files;
    const QStringList names = appFiles();
    QCryptographicHash hash(QCryptographicHash::Blake2b_160);
    for (const QString &name : names) hash.addData(QByteArray(name.toUtf8() + '\0' + contentOfResource(kApp + name) + '\0'));
    const QString assets = u"/assets/"_s + QString::fromLatin1(hash.result().toHex().first(16));
    QByteArray modules;
    for (const QString &name : names) {
        files.push_back(webFile(assets + u'/' + name, name, contentOfResource(kApp + name), true));
        if (name.endsWith(u".js"_s)) modules += "<link rel=\"modulepreload\" href=\"" + (assets + u'/' + name).toUtf8() + "\">\n";
    }
    for (const auto &[path, name] : {std::pair(u"/"_s, u"index.html"_s), std::pair(u"/wall"_s, u"wall.html"_s),
                                     std::pair(u"/setup"_s, u"setup.html"_s), std::pair(u"/assets/docs.js"_s, u"docs.js"_s),
                                     std::pair(u"/assets/docs.css"_s, u"docs.css"_s)}) {
        QByteArray body = contentOfResource(kRoot + name);
        body.replace("<!--modules-->", modules).replace("@assets@", assets.toUtf8());
        files.push_back(webFile(path, name, body, false));
    }
    return files;
}

void addPagePolicy(net::Reply &reply) {
    reply.headers.push_back({"Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                             "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                             "require-trusted-types-for 'script'; trusted-types 'none'"});
}

} // namespace

const std::vector<WebFile> &webFiles() {
    static const std::vector<WebFile> kFiles = readWebFiles();
    return kFiles;
}

WebFile madePage(const QByteArray &mediaType, const QByteArray &body) {
    WebFile file{{}, mediaType, body, gzipped(body), false};
    if (file.packed.size() >= file.body.size()) file.packed.clear();
    return file;
}

net::Reply webReply(const WebFile &file, const net::Request &request) {
    net::Reply reply;
    const bool packed = !file.packed.isEmpty() && takesGzip(request);
    reply.body = packed ? file.packed : file.body;
    reply.contentType = file.mediaType;
    reply.headers.push_back({"Vary", "Accept-Encoding"});
    if (packed) reply.headers.push_back({"Content-Encoding", "gzip"});
    reply.headers.push_back({"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"});
    addPagePolicy(reply);
    revalidate(request, reply);
    return reply;
}

} // namespace callfloor
