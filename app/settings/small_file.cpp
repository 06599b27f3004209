// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/small_file.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace callfloor {

Result<QByteArray> readSmallFile(const QString &path, qint64 limit) {
    const QFileInfo info(path);
    if (!info.exists()) return notFound(u"there is no such file"_s);
    if (info.isDir()) return badField({}, u"it is a folder"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return badField({}, file.errorString());
    // One byte more tells a file that is too large, also where its size isn't known beforehand (pipes).
    QByteArray content = file.read(limit + 1);
    if (content.size() > limit) return badField({}, u"it is larger than %1 KiB"_s.arg(limit / 1024));
    return content;
}

} // namespace callfloor
