// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/credentials.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

QByteArray base64Url(const QByteArray &raw) {
    return raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jsonPart(const QJsonObject &json) { return base64Url(QJsonDocument(json).toJson(QJsonDocument::Compact)); }

} // namespace

Credentials::Credentials(Switchboard &board, Router &router) : m_board(board) {
    router.add(u"POST"_s, u"telephony_credentials"_s, u"credentials.create"_s,
               [this](const ApiRequest &request, const QStringList &) { return create(request.body); });
    const auto on = [this](auto work) {
        return [this, work](const ApiRequest &request, const QStringList &captures) -> ApiResponse {
            const auto it = std::find_if(m_credentials.begin(), m_credentials.end(), [&](const QJsonObject &c) {
                return c.value("id"_L1).toString() == captures.first();
            });
            return it == m_credentials.end() ? refuse::notFound() : work(it, request);
        };
    };
    router.add(u"GET"_s, u"telephony_credentials/{}"_s, u"credentials.get"_s,
               on([this](auto it, const ApiRequest &) { return dataResponse(current(*it)); }));
    router.add(u"PATCH"_s, u"telephony_credentials/{}"_s, u"credentials.update"_s,
               on([this](auto it, const ApiRequest &request) -> ApiResponse {
                   if (current(*it).value("expired"_L1).toBool()) return refuse::cannotExecute(u"It has expired."_s);
                   for (const QString &field : {u"name"_s, u"tag"_s, u"expires_at"_s})
                       if (request.body.contains(field)) it->insert(field, request.body.value(field));
                   return dataResponse(current(*it));
               }));
    router.add(u"DELETE"_s, u"telephony_credentials/{}"_s, u"credentials.delete"_s, on([this](auto it, const ApiRequest &) {
                   const ApiResponse response = dataResponse(current(*it));
                   m_credentials.erase(it);
                   return response;
               }));
    router.add(u"POST"_s, u"telephony_credentials/{}/token"_s, u"credentials.token"_s,
               on([this](auto it, const ApiRequest &) { return token(current(*it)); }));
    addReads(router);
}

void Credentials::addReads(Router &router) {
    router.add(u"GET"_s, u"telephony_credentials"_s, u"credentials.list"_s, [this](const ApiRequest &request, const QStringList &) {
        QJsonArray items;
        for (const QJsonObject &credential : m_credentials) {
            bool wanted = true;
            for (const QString &field : {u"resource_id"_s, u"tag"_s, u"name"_s, u"sip_username"_s}) {
                const QString asked = request.param("filter["_L1 + field + ']'_L1);
                wanted = wanted && (asked.isEmpty() || credential.value(field).toString() == asked);
            }
            if (wanted) items.append(current(credential));
        }
        return pageResponse(items, request);
    });
    router.add(u"GET"_s, u"sip_registration_status"_s, u"credentials.registration"_s,
               [this](const ApiRequest &request, const QStringList &) -> ApiResponse {
                   const QString name = request.param(u"username"_s);
                   for (const QJsonObject &credential : m_credentials) {
                       if (credential.value("sip_username"_L1).toString() != name) continue;
                       const bool registered = !current(credential).value("expired"_L1).toBool();
                       return {.json = QJsonObject{{u"credential_type"_s, u"telephony_credential"_s},
                                                   {u"credential_username"_s, name},
                                                   {u"registered"_s, registered},
                                                   {u"sip_registration_status"_s, registered ? u"registered"_s : u"failed"_s}}};
                   }
                   return refuse::notFound();
               });
}

ApiResponse Credentials::create(const QJsonObject &body) {
    BodyCheck check(body);
    check.required({u"connection_id"_s});
    if (check.problem()) return *check.problem();
    const QString now = QString::fromLatin1(toIsoMicros(m_board.now()));
    QString name = m_board.newUuid();
    QJsonObject credential{{u"record_type"_s, u"credential"_s},
                           {u"id"_s, m_board.newUuid()},
                           {u"name"_s, body.value("name"_L1).toString()},
                           {u"tag"_s, body.value("tag"_L1).toString()},
                           {u"resource_id"_s, QString("connection:"_L1 + body.value("connection_id"_L1).toString())},
                           {u"sip_username"_s, QString("gencred"_L1 + name.remove('-'_L1))},
                           {u"sip_password"_s, m_board.newUuid().remove('-'_L1)},
                           {u"user_id"_s, m_board.newUuid()},
                           {u"expires_at"_s, body.value("expires_at"_L1)},
                           {u"created_at"_s, now},
                           {u"updated_at"_s, now}};
    m_credentials.push_back(credential);
    return dataResponse(current(credential), 201);
}

QJsonObject Credentials::current(QJsonObject credential) const {
    const auto until = fromIso(credential.value("expires_at"_L1).toString().toLatin1());
    credential.insert(u"expired"_s, until && *until <= m_board.now());
    return credential;
}

ApiResponse Credentials::token(const QJsonObject &credential) {
    if (credential.value("expired"_L1).toBool()) return refuse::cannotExecute(u"The credential has expired."_s);
    const qint64 now = toMicros(m_board.now()) / 1'000'000;
    const QByteArray head = jsonPart({{u"alg"_s, u"HS512"_s}, {u"typ"_s, u"JWT"_s}});
    const QByteArray claims = jsonPart({{u"sub"_s, credential.value("id"_L1)},
                                        {u"aud"_s, u"telnyx_telephony"_s},
                                        {u"iat"_s, now},
                                        {u"exp"_s, now + 86400}});
    const QByteArray content = head + '.' + claims;
    const QByteArray key = credential.value("sip_password"_L1).toString().toLatin1();
    const QByteArray mac = QMessageAuthenticationCode::hash(content, key, QCryptographicHash::Sha512);
    return {.status = 201, .text = content + '.' + base64Url(mac)};
}

} // namespace callfloor::simulator
