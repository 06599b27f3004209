// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backup/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kManifestFormat = 1;
constexpr auto kManifestKind = "callfloor-backup"_L1;

Error noManifest(const QString &why) {
    return Error{ErrorCode::BadRequest, u"This is no backup that can be restored: %1."_s.arg(why), {}, {}, u"no_backup"_s, 0};
}

} // namespace

qint64 BackupManifest::rows() const {
    qint64 rows = 0;
    for (const Table &table : tables) rows += table.sum.rows;
    return rows;
}

QByteArray manifestJson(const BackupManifest &manifest) {
    QJsonObject tables, files;
    for (auto it = manifest.tables.begin(); it != manifest.tables.end(); ++it) {
        QJsonObject table{{u"rows"_s, it->sum.rows},
                          {u"sha256"_s, QString::fromLatin1(it->sum.sha256)},
                          {u"columns"_s, QJsonArray::fromStringList(it->columns)}};
        if (it->identity > 0) table.insert(u"identity"_s, it->identity);
        tables.insert(it.key(), table);
    }
    for (auto it = manifest.files.begin(); it != manifest.files.end(); ++it)
        files.insert(it.key(), QJsonObject{{u"bytes"_s, it->bytes}, {u"sha256"_s, QString::fromLatin1(it->sha256)}});
    const QJsonObject object{{u"kind"_s, kManifestKind},
                             {u"format"_s, kManifestFormat},
                             {u"version"_s, manifest.version},
                             {u"created"_s, QString::fromLatin1(toIsoMillis(manifest.created))},
                             {u"database"_s, manifest.database},
                             {u"schema"_s, manifest.schema},
                             {u"tables"_s, tables},
                             {u"files"_s, files}};
    return QJsonDocument(object).toJson();
}

Result<BackupManifest> manifestFromJson(const QByteArray &json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(u"kind"_s).toString() != kManifestKind) return noManifest(u"its manifest is not one of callfloor"_s);
    if (object.value(u"format"_s).toInt() != kManifestFormat)
        return noManifest(u"it is of format %1, and this program knows %2; restore it with the version that made it, %3"_s
                              .arg(object.value(u"format"_s).toInt())
                              .arg(kManifestFormat)
                              .arg(object.value(u"version"_s).toString()));
    BackupManifest manifest;
    manifest.version = object.value(u"version"_s).toString();
    manifest.database = object.value(u"database"_s).toString();
    manifest.schema = object.value(u"schema"_s).toInt();
    const QJsonObject tables = object.value(u"tables"_s).toObject();
    for (auto it = tables.begin(); it != tables.end(); ++it) {
        BackupManifest::Table table;
        table.sum.rows = it->toObject().value(u"rows"_s).toInteger();
        table.sum.sha256 = it->toObject().value(u"sha256"_s).toString().toLatin1();
        table.identity = it->toObject().value(u"identity"_s).toInteger();
        for (const QJsonValue &column : it->toObject().value(u"columns"_s).toArray()) table.columns << column.toString();
        manifest.tables.insert(it.key(), table);
    }
    const QJsonObject files = object.value(u"files"_s).toObject();
    for (auto it = files.begin(); it != files.end(); ++it)
        manifest.files.insert(it.key(), {it->toObject().value(u"bytes"_s).toInteger(),
                                         it->toObject().value(u"sha256"_s).toString().toLatin1()});
    return manifest;
}

} // namespace callfloor
