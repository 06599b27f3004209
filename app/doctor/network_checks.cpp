// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses, ports and the carrier, see checks.h.
#include "app/doctor/checks.h"

#include "app/doctor/http_probe.h"
#include "app/settings/value_parsers.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QDateTime>
#include <QTcpServer>
#include <QTimeZone>

#include <cstdlib>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kClockToleranceSeconds = 30;

/// Where the server of these settings can be asked from this machine.
QUrl ownAddress(const Settings &settings) {
    QHostAddress address(settings.bind);
    if (address == QHostAddress::Any || address == QHostAddress::AnyIPv4) address = QHostAddress::LocalHost;
    if (address == QHostAddress::AnyIPv6) address = QHostAddress::LocalHostIPv6;
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(address.toString());
    url.setPort(settings.port);
    return url;
}

QUrl withPath(QUrl url, const QString &path) {
    url.setPath(path);
    return url;
}

QJsonObject objectOf(const ProbeAnswer &answer) { return QJsonDocument::fromJson(answer.body).object(); }

bool isCallfloor(const ProbeAnswer &answer) { return answer.status == 200 && objectOf(answer).contains(u"version"_s); }

Findings lookAtOwnServer(const Settings &settings, const QString &where) {
    if (!settings.tlsCertificateFile.isEmpty()) return {good(u"port"_s, u"Something listens on %1 (TLS; asked with --online)."_s.arg(where))};
    const ProbeAnswer alive = probe("GET", withPath(ownAddress(settings), u"/healthz"_s));
    if (!isCallfloor(alive))
        return {failure(u"port"_s, u"Another program answers on %1."_s.arg(where), u"Stop it, or choose another port."_s)};
    Findings found{good(u"port"_s, u"callfloor %1 answers on %2."_s.arg(objectOf(alive).value(u"version"_s).toString(), where))};
    const ProbeAnswer ready = probe("GET", withPath(ownAddress(settings), u"/readyz"_s));
    if (ready.status == 200) found.push_back(good(u"server"_s, u"The running server is ready."_s));
    else if (!objectOf(ready).value(u"database"_s).toBool())
        found.push_back(failure(u"server"_s, u"The running server has lost its database."_s, u"Look at the database; the server reconnects by itself."_s));
    else
        found.push_back(warning(u"server"_s, u"The running server has no carrier: no call can be made or taken."_s, u"Set telnyx_api_key and restart."_s));
    return found;
}

Findings askCarrier(const Settings &settings) {
    const QString id = settings.telnyxConnectionId;
    const QUrl url(settings.telnyxApiBase + u"/connections/%1/active_calls"_s.arg(id.isEmpty() ? u"0"_s : id));
    const ProbeAnswer answer = probe("GET", url, {{"Authorization", "Bearer " + settings.telnyxApiKey.toUtf8()}});
    Findings found;
    if (answer.status == 0)
        return {failure(u"carrier"_s, u"The carrier cannot be reached at %1: %2."_s.arg(url.host(), answer.failure),
                        u"May this machine reach it (firewall, DNS, proxy)? Are ca-certificates installed?"_s)};
    if (answer.status == 401 || answer.status == 403)
        return {failure(u"carrier"_s, u"The carrier does not accept the API key."_s, u"Make a new one in the portal (Keys & Credentials) and set telnyx_api_key."_s)};
    if (answer.status == 200) found.push_back(good(u"carrier"_s, u"The carrier accepts the key and knows the application %1."_s.arg(id)));
    else if (answer.status == 404 || answer.status == 422)
        found.push_back(failure(u"carrier"_s, u"The carrier accepts the key but knows no application \"%1\"."_s.arg(id),
                                u"Take the id of the Call Control application from the portal and set telnyx_connection_id."_s));
    else
        found.push_back(failure(u"carrier"_s, u"The carrier answers with status %1."_s.arg(answer.status), u"Its status page may say more; try again later."_s));
    const QDateTime there = QLocale::c().toDateTime(QString::fromLatin1(answer.date).remove(u" GMT"_s), u"ddd, dd MMM yyyy HH:mm:ss"_s);
    if (there.isValid()) {
        const QDateTime utc(there.date(), there.time(), QTimeZone::utc());
        const qint64 apart = std::llabs(utc.secsTo(QDateTime::currentDateTimeUtc()));
        if (apart > kClockToleranceSeconds)
            found.push_back(failure(u"clock"_s, u"The clock is %1 s off that of the carrier; webhooks will be refused as stale."_s.arg(apart), u"timedatectl set-ntp true"_s));
    }
    return found;
}

Findings askPublicUrl(const Settings &settings) {
    if (settings.publicUrl.isEmpty()) return {};
    const ProbeAnswer answer = probe("GET", QUrl(settings.publicUrl + u"/healthz"_s));
    if (isCallfloor(answer)) return {good(u"public address"_s, u"%1 leads to callfloor."_s.arg(settings.publicUrl))};
    const QString seen = answer.status == 0 ? answer.failure : u"status %1"_s.arg(answer.status);
    return {failure(u"public address"_s, u"%1 does not lead to callfloor: %2."_s.arg(settings.publicUrl, seen),
                    u"Check the name in the DNS, the certificate, and the site of nginx (packaging/nginx/callfloor.conf)."_s)};
}

/// A message without a signature must be refused by our door: that it is tells that the way is open.
Findings askWebhook(const Settings &settings) {
    if (settings.webhookUrl.isEmpty()) return {};
    const ProbeAnswer answer = probe("POST", QUrl(settings.webhookUrl), {}, "{}");
    if (answer.status >= 400 && answer.status < 404 && objectOf(answer).contains(u"error"_s))
        return {good(u"webhooks"_s, u"%1 leads to the door for webhooks, which refuses what is not signed."_s.arg(settings.webhookUrl))};
    const QString seen = answer.status == 0 ? answer.failure : u"status %1"_s.arg(answer.status);
    return {failure(u"webhooks"_s, u"%1 does not lead to the door for webhooks: %2."_s.arg(settings.webhookUrl, seen),
                    u"The address ends in /api/telnyx/webhook; the proxy must pass it on without asking for a login."_s)};
}

} // namespace

Findings checkPort(const Options &options) {
    const Settings &settings = options.settings();
    if (settings.port == 0) return {good(u"port"_s, u"The server takes any free port."_s)};
    const QString where = u"%1 port %2"_s.arg(settings.bind).arg(settings.port);
    QTcpServer attempt;
    if (attempt.listen(QHostAddress(settings.bind), settings.port))
        return {good(u"port"_s, u"Nobody listens on %1; a server could."_s.arg(where))};
    if (attempt.serverError() == QAbstractSocket::AddressInUseError) return lookAtOwnServer(settings, where);
    return {failure(u"port"_s, u"%1 cannot be listened on: %2"_s.arg(where, attempt.errorString()),
                    u"bind is an address of this machine; a port below 1024 needs the socket unit or a proxy before it."_s)};
}

Findings checkAddresses(const Options &options) {
    const Settings &settings = options.settings();
    Findings found;
    const bool open = !QHostAddress(settings.bind).isLoopback();
    if (open && settings.tlsCertificateFile.isEmpty())
        found.push_back(warning(u"public address"_s, u"The server listens on %1 without TLS: passwords travel in the clear."_s.arg(settings.bind),
                                u"Let nginx stand before it (bind = 127.0.0.1), or set tls_certificate_file."_s));
    if (settings.publicUrl.isEmpty())
        found.push_back(warning(u"public address"_s, u"public_url is not set, so links lead to this machine only."_s, u"public_url = https://NAME"_s));
    else if (settings.publicUrl.startsWith("http:"_L1) && !isLoopbackUrl(settings.publicUrl))
        found.push_back(warning(u"public address"_s, u"public_url has no TLS: browsers refuse microphones there, and passwords travel in the clear."_s,
                                u"public_url = https://NAME"_s));
    else
        found.push_back(good(u"public address"_s, u"People reach the server at %1."_s.arg(settings.publicUrl)));
    if (!settings.webhookUrl.isEmpty() && !settings.webhookUrl.endsWith("/api/telnyx/webhook"_L1))
        found.push_back(warning(u"webhooks"_s, u"webhook_url does not end in /api/telnyx/webhook."_s, u"Add it, unless a proxy rewrites the path."_s));
    return found;
}

Findings checkCarrier(const Options &options) {
    if (!options.settings().telnyxApiKey.isEmpty()) return {good(u"carrier"_s, u"There is an API key; --online asks whether it is good."_s)};
    return {warning(u"carrier"_s, u"There is no API key: no call can be made or taken."_s, u"telnyx_api_key_file = FILE, from the Telnyx portal."_s)};
}

Findings checkOnline(const Options &options) {
    const Settings &settings = options.settings();
    Findings found = settings.telnyxApiKey.isEmpty() ? checkCarrier(options) : askCarrier(settings);
    for (const Findings &more : {askPublicUrl(settings), askWebhook(settings)}) found.insert(found.end(), more.begin(), more.end());
    return found;
}

} // namespace callfloor
