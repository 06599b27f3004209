// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/operation_routes.h"

#include "app/domain/json.h"
#include "server/http/entity_tag.h"
#include "server/http/error_map.h"
#include "server/net/url.h"

#include <QLoggingCategory>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcHttp, "callfloor.http")

namespace {

bool isJson(const QByteArray &contentType) {
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

Result<QJsonObject> bodyOf(const net::Request &request) {
    // Dashboards send an empty body with the JSON type on actions without parameters.
    if (request.body.trimmed().isEmpty()) return QJsonObject{};
    if (!isJson(request.header("content-type")))
        return Error{ErrorCode::BadRequest, u"Send the body as application/json."_s, {}, {}, u"unsupported_media_type"_s, 0};
    auto document = parseJson(request.body);
    if (!document) return document.error();
    if (!document->isObject())
        return Error{ErrorCode::BadRequest, u"The body must be a JSON object."_s, {}, {}, u"invalid_json"_s, 0};
    return document->object();
}

} // namespace

Result<RequestParts> requestParts(const net::Request &request, const QHash<QString, QString> &pathValues, bool legacy) {
    RequestParts parts;
    for (auto it = pathValues.begin(); it != pathValues.end(); ++it) parts.path.insert(it.key(), it.value());
    if (!request.query.isEmpty()) {
        auto query = net::QueryParams::parse(request.query);
        if (!query) return query.error();
        for (const auto &[name, value] : query->all()) {
            // No field is called so, and Qt 6.8 must not be asked for it (app/domain/json_keys.h).
            const bool ascii = std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 0x80; });
            if (!ascii && legacy) continue;
            if (!ascii)
                return Error{ErrorCode::BadRequest, u"There is no field \"%1\" here."_s.arg(name), {}, name, u"unknown_field"_s, 0};
            if (!parts.query.contains(name)) parts.query.insert(name, value);
            else if (!legacy) return badField(name, u"The parameter \"%1\" is there twice."_s.arg(name));
        }
    }
    auto body = bodyOf(request);
    if (!body) return body.error();
    parts.body = std::move(body).value();
    return parts;
}

QByteArray bearerToken(const net::Request &request) {
    const QByteArray value = request.header("authorization");
    if (value.size() < 8 || qstrnicmp(value.constData(), "bearer ", 7) != 0) return {};
    return value.sliced(7).trimmed();
}

Dispatcher::Done replyWith(const net::Responder &responder, const Route &route, const net::Request &request) {
    // Of the request only what is needed: a reply may be long in coming.
    net::Request asked;
    if (route.revalidated) {
        asked.method = request.method;
        for (const net::Header &header : request.headers)
            if (header.name == "if-none-match") asked.headers.push_back(header);
    }
    return [responder, asked, revalidated = route.revalidated, type = QByteArray(route.mediaType)](const Result<QByteArray> &text) {
        if (text) {
            net::Reply reply;
            reply.body = *text;
            if (type != "application/json") reply.contentType = type + "; charset=utf-8";
            reply.headers.push_back({"Cache-Control", revalidated ? "private, no-cache" : "no-store"});
            if (revalidated) {
                reply.headers.push_back({"Vary", "Authorization"});
                revalidate(asked, reply);
            }
            return responder.send(std::move(reply));
        }
        const Error &error = text.error();
        if (!error.detail.isEmpty()) qCWarning(lcHttp).noquote() << "refused a request:" << error.message << error.detail;
        net::Reply reply = errorReply(error);
        if (error.reason == "unsupported_media_type"_L1) reply.status = 415;
        responder.send(std::move(reply));
    };
}

} // namespace callfloor
