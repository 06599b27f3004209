// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reload.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcReload, "callfloor.reload")

/// What has changed and cannot be taken over.
QStringList needRestart(const LoadedSettings &before, const LoadedSettings &after) {
    QStringList keys;
    for (const SettingOrigin &origin : after.origins)
        if (before.origin(origin.spec->key).value != origin.value && !reloadableSettings().contains(origin.spec->key))
            keys << origin.spec->key;
    // A port does not change its language under the feet of those who know it.
    if (before.values.tlsCertificateFile.isEmpty() != after.values.tlsCertificateFile.isEmpty())
        keys << u"tls_certificate_file"_s << u"tls_key_file"_s;
    return keys;
}

} // namespace

const QStringList &reloadableSettings() {
    static const QStringList kKeys = {u"allowed_origins"_s, u"log_level"_s, u"tls_certificate_file"_s, u"tls_key_file"_s};
    return kKeys;
}

std::optional<Settings> readSettingsAgain(const Options &running) {
    const auto read = parseOptions(QCoreApplication::arguments().mid(1), Surroundings::ofProcess(), {});
    if (!read) {
        qCCritical(lcReload).noquote() << "The configuration was not taken over, that in use stays:"
                                       << read.error().message.simplified();
        return std::nullopt;
    }
    for (const QString &notice : read->loaded.notices) qCWarning(lcReload).noquote() << notice;
    if (const QStringList keys = needRestart(running.loaded, read->loaded); !keys.isEmpty())
        qCWarning(lcReload).noquote() << "These settings have changed and need a restart:" << keys.join(u", "_s);
    qCInfo(lcReload) << "the configuration was read again";
    return read->settings();
}

} // namespace callfloor
