// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/setting_rules.h"

#include "app/settings/value_parsers.h"

using namespace Qt::StringLiterals;

namespace callfloor {

Result<Ok> checkTimeScale(const LoadedSettings &settings, bool simulated) {
    const Settings &values = settings.values;
    if (values.timeScale <= 1 || simulated || isLoopbackUrl(values.telnyxApiBase)) return Ok{};
    return badField(
        u"time_scale"_s,
        u"time_scale (%1) is for tests and works only with a carrier on this machine: set telnyx_api_base "
        "to a loopback address, or leave time_scale at 1."_s.arg(settings.origin(u"time_scale").source.text()));
}

Result<Ok> checkDemo(const LoadedSettings &settings) {
    const Settings &values = settings.values;
    if (values.telnyxApiKey.isEmpty() || isLoopbackUrl(values.telnyxApiBase)) return Ok{};
    return badField(
        u"telnyx_api_key"_s,
        u"--demo cannot be combined with a real API key (%1): a demonstration must never ring real phones. "
        "Start it without the key, or without --demo."_s.arg(settings.origin(u"telnyx_api_key").source.text()));
}

Result<Ok> checkWebhookKey(const LoadedSettings &settings) {
    if (!settings.values.telnyxPublicKey.isEmpty()) return Ok{};
    return badField(
        u"telnyx_public_key"_s,
        u"The server needs TELNYX_PUBLIC_KEY (or TELNYX_WEBHOOK_SECRET), the public key of the account from "
        "the carrier's portal, to verify webhooks; --demo works without one."_s);
}

Result<Ok> checkTls(const LoadedSettings &settings) {
    const bool certificate = !settings.values.tlsCertificateFile.isEmpty();
    if (certificate == !settings.values.tlsKeyFile.isEmpty()) return Ok{};
    const QString given = certificate ? u"tls_certificate_file"_s : u"tls_key_file"_s;
    const QString missing = certificate ? u"tls_key_file"_s : u"tls_certificate_file"_s;
    return badField(missing, u"%1 (%2) needs %3 beside it: set both for HTTPS, or neither for plain HTTP behind a proxy."_s
                                 .arg(given, settings.origin(given).source.text(), missing));
}

QStringList settingRemarks(const Settings &settings) {
    QStringList remarks;
    if (settings.telnyxApiBase.startsWith("http:"_L1) && !isLoopbackUrl(settings.telnyxApiBase))
        remarks.append(u"telnyx_api_base: the API key travels unencrypted to this address."_s);
    if (settings.streamInbound && settings.streamUrl.isEmpty())
        remarks.append(u"stream_inbound has no effect without stream_url."_s);
    if (settings.allowedOrigins.contains(u"*"_s) && settings.allowedOrigins.size() > 1)
        remarks.append(u"allowed_origins: beside * the other origins mean nothing."_s);
    return remarks;
}

} // namespace callfloor
