// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/import_files.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QRegularExpression>

namespace callfloor {

using namespace Qt::StringLiterals;

QString uploadFileName(const UserId &owner, const QString &uploadId) {
    static const QRegularExpression kUuid(u"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"_s);
    if (!kUuid.match(uploadId).hasMatch()) return {};
    const QByteArray hash = QCryptographicHash::hash(owner.text().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QString::fromLatin1(hash) + u'.' + uploadId + u".upload"_s;
}

void removeOldUploads(const QString &folder) {
    const QDateTime before = QDateTime::currentDateTimeUtc().addDays(-1);
    QDir uploads(folder);
    for (const QFileInfo &file : uploads.entryInfoList({u"*.upload"_s}, QDir::Files))
        if (file.lastModified() < before) uploads.remove(file.fileName());
}

} // namespace callfloor
