// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/backup_verb.h"

#include "app/backup/backup.h"
#include "app/composition.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// How the files are called whose name this program chooses; sorted by name they are sorted by time.
constexpr auto kBackupPattern = "callfloor-????????T??????Z.tar"_L1;

QString backupName(const QDateTime &now) { return u"callfloor-%1.tar"_s.arg(now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s)); }

Result<BackupPlace> configuredPlace(const Options &options) {
    const auto storage = storageOptions(options.settings());
    if (!storage) return storage.error();
    return BackupPlace{storage->url, options.settings().stateDir};
}

QString contents(const BackupManifest &manifest) {
    return u"%1 rows of %2 tables (%3, schema %4), %5 files"_s.arg(manifest.rows())
        .arg(manifest.tables.size())
        .arg(manifest.database)
        .arg(manifest.schema)
        .arg(manifest.files.size());
}

int sayAndFail(QTextStream &err, const QString &sentence, int status) {
    err << sentence << Qt::endl;
    return status;
}

/// The oldest go; what has another name is not ours to remove.
void keepNewest(const QString &folder, int count) {
    const QStringList names = QDir(folder).entryList({kBackupPattern}, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i + count < names.size(); ++i) QFile::remove(QDir(folder).filePath(names[i]));
}

} // namespace

Verb backupVerb() {
    return {u"backup"_s, u"Writes database and state into one file, also while the server runs."_s,
            u"  FILE               where to; a folder gets callfloor-TIME.tar\n"
            "  --keep N           in a folder: afterwards remove all but the newest N\n"
            "  --overwrite        replace FILE if it is there\n"
            "  --without-secrets  leave out the key that signs logins\n"_s};
}

Verb restoreVerb() {
    return {u"restore"_s, u"Brings a backup back into an empty database and state folder."_s,
            u"  FILE     a file of `callfloor backup`\n"
            "  --check  only look whether it is complete and could be restored\n"_s};
}

int runBackupVerb(const Options &options, QTextStream &out, QTextStream &err) {
    QCommandLineParser parser;
    parser.addOptions({{u"keep"_s, {}, u"N"_s}, {u"overwrite"_s, {}}, {u"without-secrets"_s, {}}});
    if (!parser.parse(QStringList{u"backup"_s} + options.verbArguments)) return sayAndFail(err, parser.errorText(), 2);
    if (parser.positionalArguments().size() != 1) return sayAndFail(err, u"Say where to: callfloor backup FILE."_s, 2);
    const QFileInfo asked(parser.positionalArguments().first());
    const bool folder = asked.isDir();
    bool fine = true;
    const int keep = parser.isSet(u"keep"_s) ? parser.value(u"keep"_s).toInt(&fine) : 0;
    if (!fine || keep < 0 || (parser.isSet(u"keep"_s) && (keep == 0 || !folder)))
        return sayAndFail(err, u"--keep takes the number of backups that stay in a folder, at least 1."_s, 2);
    if (asked.exists() && !folder && !parser.isSet(u"overwrite"_s))
        return sayAndFail(err, u"%1 is there already; name another file, or say --overwrite."_s.arg(asked.filePath()), 1);
    const auto place = configuredPlace(options);
    if (!place) return sayAndFail(err, place.error().message, 1);
    const QString file = folder ? QDir(asked.filePath()).filePath(backupName(QDateTime::currentDateTimeUtc())) : asked.filePath();
    const auto made = makeBackup(*place, file, !parser.isSet(u"without-secrets"_s));
    if (!made) return sayAndFail(err, made.error().message, 1);
    if (keep > 0) keepNewest(asked.filePath(), keep);
    out << u"%1: %2"_s.arg(file, contents(*made)) << Qt::endl;
    return 0;
}

int runRestoreVerb(const Options &options, QTextStream &out, QTextStream &err) {
    QCommandLineParser parser;
    parser.addOption({u"check"_s, {}});
    if (!parser.parse(QStringList{u"restore"_s} + options.verbArguments)) return sayAndFail(err, parser.errorText(), 2);
    if (parser.positionalArguments().size() != 1) return sayAndFail(err, u"Say what: callfloor restore FILE."_s, 2);
    const QString file = parser.positionalArguments().first();
    const bool check = parser.isSet(u"check"_s);
    const auto place = configuredPlace(options);
    if (!place) return sayAndFail(err, place.error().message, 1);
    const auto restored = check ? checkBackup(file) : restoreBackup(*place, file);
    if (!restored) return sayAndFail(err, restored.error().message, 1);
    out << (check ? u"complete: %1"_s : u"restored: %1"_s).arg(contents(*restored)) << Qt::endl;
    return 0;
}

} // namespace callfloor
