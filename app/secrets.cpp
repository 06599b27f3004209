// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secrets.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kBytes = 48;
constexpr qsizetype kLeastBytes = 32;

Error fileError(const QString &path, const QString &why) {
    return Error{ErrorCode::Internal, u"The secret in %1 cannot be used: %2"_s.arg(path, why), {}, {}, {}, 0};
}

QByteArray randomSecret() {
    std::array<quint32, kBytes / 4> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char *>(words.data()), kBytes).toBase64();
}

} // namespace

Result<QByteArray> signingSecret(const QString &configured, const QString &stateDir) {
    if (!configured.isEmpty()) return configured.toUtf8();
    const QString path = QDir(stateDir).filePath(u"jwt.secret"_s);
    if (!QDir().mkpath(stateDir)) return fileError(path, u"the folder cannot be made"_s);
    constexpr auto kMine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile file(path);
    // NewOnly: of two programs that start at once one makes the file, the other reads it.
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        const QByteArray secret = randomSecret();
        if (!file.setPermissions(kMine) || file.write(secret) != secret.size() || !file.flush()) {
            file.remove();
            return fileError(path, file.errorString());
        }
        return secret;
    }
    if (!file.open(QIODevice::ReadOnly)) return fileError(path, file.errorString());
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
#ifdef Q_OS_UNIX
    if (file.permissions() & kOthers) return fileError(path, u"others may read it; run chmod 600 on it"_s);
#else
    Q_UNUSED(kOthers)
#endif
    const QByteArray secret = file.readAll().trimmed();
    if (secret.size() < kLeastBytes) return fileError(path, u"it is too short; remove it, and a new one is made"_s);
    return secret;
}

} // namespace callfloor
