// SPDX-License-Identifier: GPL-3.0-or-later
// What can be seen on the machine itself, see checks.h.
#include "app/doctor/checks.h"

#include "app/settings/setting_rules.h"
#include "server/net/tls_identity.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <filesystem>
#include <system_error>

#ifdef Q_OS_LINUX
#include <sys/timex.h>
#endif

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeastSpace = qint64{100} << 20;
constexpr qint64 kLittleSpace = qint64{1} << 30;
constexpr int kRenewalDays = 14;

bool othersMayRead(const QFileInfo &file) { return file.permissions() & (QFileDevice::ReadOther | QFileDevice::WriteOther); }

QString sizeText(qint64 bytes) { return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat); }

/// A file that holds a secret, as the environment names it.
QString secretFile(const SettingOrigin &origin) {
    if (origin.source.kind == SettingSource::Kind::Environment && origin.source.name.endsWith("_FILE"_L1))
        return qEnvironmentVariable(origin.source.name.toLocal8Bit().constData());
    const bool inFile = origin.source.kind == SettingSource::Kind::File || origin.source.kind == SettingSource::Kind::DotEnv;
    return inFile ? origin.source.file : QString();
}

} // namespace

Findings checkSettings(const Options &options) {
    Findings found;
    QStringList broken;
    for (const Result<Ok> &rule : {checkTimeScale(options.loaded, false), checkTls(options.loaded), checkWebhookKey(options.loaded)}) {
        if (rule) continue;
        broken << rule.error().message;
        found.push_back(failure(u"settings"_s, broken.last(), u"`callfloor config` shows where each value comes from."_s));
    }
    for (const QString &notice : options.loaded.notices)
        if (!broken.contains(notice)) found.push_back(warning(u"settings"_s, notice, u"`callfloor config` shows where each value comes from."_s));
    if (found.empty()) found.push_back(good(u"settings"_s, u"A server can start with these settings."_s));
    return found;
}

Findings checkSecrets(const Options &options) {
    Findings found;
    int secrets = 0;
    for (const SettingOrigin &origin : options.loaded.origins) {
        if (!origin.spec->readableFromFile() || origin.value.isEmpty()) continue;
        ++secrets;
        const QString file = secretFile(origin);
        if (origin.source.kind == SettingSource::Kind::CommandLine && !origin.source.name.endsWith("-file"_L1) && origin.spec->isSecret())
            found.push_back(warning(u"secrets"_s, u"%1 stands on the command line, which every user of the machine can read."_s.arg(origin.spec->key),
                                    u"Put it into a file and name that with %1-file."_s.arg(origin.spec->flag())));
        else if (!file.isEmpty() && othersMayRead(QFileInfo(file)))
            found.push_back(failure(u"secrets"_s, u"%1 comes from %2, which everybody may read."_s.arg(origin.spec->key, file),
                                    u"chmod o= %1"_s.arg(file)));
    }
    const QFileInfo signing(QDir(options.settings().stateDir).filePath(u"jwt.secret"_s));
    constexpr auto kAnybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (signing.exists() && (signing.permissions() & kAnybodyElse))
        found.push_back(failure(u"secrets"_s, u"The key that signs logins, %1, may be read by others; the server does not start with it."_s.arg(signing.filePath()),
                                u"chmod 600 %1; if somebody may have read it, remove it, and everybody signs in again."_s.arg(signing.filePath())));
    if (found.empty()) found.push_back(good(u"secrets"_s, u"%1 secrets are set, and no file of theirs is open to everybody."_s.arg(secrets)));
    return found;
}

Findings checkState(const Options &options) {
    const QFileInfo folder(options.settings().stateDir);
    const QString path = folder.filePath();
    if (!folder.exists())
        return {warning(u"state"_s, u"The state folder %1 is not there yet."_s.arg(path),
                        u"The first start makes it; if it should exist, check state_dir in the configuration."_s)};
    Findings found;
#ifdef Q_OS_UNIX
    if (::geteuid() == 0 && folder.ownerId() != 0)
        found.push_back(warning(u"state"_s, u"The state folder belongs to %1, and this was started by root."_s.arg(folder.owner()),
                                u"Use: sudo -u %1 callfloor …, or files of root may be left where the server cannot read them."_s.arg(folder.owner())));
#endif
    if (!folder.isWritable())
        found.push_back(failure(u"state"_s, u"The state folder %1 cannot be written."_s.arg(path),
                                u"Start as its owner (%1), or: chown it to the server's user."_s.arg(folder.owner())));
    if (othersMayRead(folder))
        found.push_back(warning(u"state"_s, u"Everybody may look into the state folder %1."_s.arg(path), u"chmod 700 %1"_s.arg(path)));
    // Not QStorageInfo, which looks the disk up among the mounts: in a chroot it is not there.
    std::error_code unknown;
    const auto space = static_cast<qint64>(std::filesystem::space(path.toStdU16String(), unknown).available);
    const QString room = u"%1 free for %2."_s.arg(sizeText(space), path);
    if (unknown) found.push_back(warning(u"disk"_s, u"How much room there is for %1 cannot be told."_s.arg(path), u"df shows it, if anything does."_s));
    else if (space < kLeastSpace) found.push_back(failure(u"disk"_s, room, u"Make room: without any, no call can be stored."_s));
    else if (space < kLittleSpace) found.push_back(warning(u"disk"_s, room, u"Make room, or move state_dir to a larger disk."_s));
    else found.push_back(good(u"disk"_s, room));
    return found;
}

Findings checkCertificate(const Options &options) {
    const Settings &settings = options.settings();
    if (settings.tlsCertificateFile.isEmpty() || settings.tlsKeyFile.isEmpty()) return {};
    const auto identity = net::loadTlsIdentity(settings.tlsCertificateFile, settings.tlsKeyFile);
    if (!identity) return {failure(u"certificate"_s, identity.error().message, u"Name a certificate and its key, both PEM."_s)};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (const QString bad = identity->warning(now); !bad.isEmpty()) return {failure(u"certificate"_s, bad, u"Renew it, then: systemctl reload callfloor"_s)};
    const QString until = u"The certificate for %1 is valid until %2."_s.arg(identity->names, identity->notAfter.toString(Qt::ISODate));
    if (now.daysTo(identity->notAfter) < kRenewalDays) return {warning(u"certificate"_s, until, u"Renew it, then: systemctl reload callfloor"_s)};
    return {good(u"certificate"_s, until)};
}

Findings checkClock() {
#ifdef Q_OS_LINUX
    timex state{};
    if (::adjtimex(&state) == TIME_ERROR || (state.status & STA_UNSYNC))
        return {warning(u"clock"_s, u"Nobody sets the system's clock; webhooks that seem older than five minutes are refused."_s,
                        u"timedatectl set-ntp true (in a container: on its host)"_s)};
    return {good(u"clock"_s, u"The system's clock is kept right."_s)};
#else
    return {};
#endif
}

} // namespace callfloor
