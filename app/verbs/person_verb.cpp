// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verbs/person_verb.h"

#include "app/composition.h"
#include "server/engine/phone_numbers.h"
#include "server/store/migrator.h"
#include "server/store/person_store.h"
#include "server/store/record_store.h"
#include "server/store/table_copy.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// The database as this program knows it. Errors: it cannot be opened, or has another schema.
Result<std::unique_ptr<store::Database>> openKnown(const Settings &settings) {
    const auto storage = storageOptions(settings);
    if (!storage) return storage.error();
    if (storage->url.dialect == store::Dialect::Sqlite && !QFileInfo::exists(storage->url.file))
        return notFound(u"There is no database %1; say which with --database-url or --state-dir."_s.arg(storage->url.file));
    auto database = std::make_unique<store::Database>(storage->url);
    if (auto opened = database->open(); !opened) return opened.error();
    const auto schema = store::appliedSchema(*database);
    if (!schema) return schema.error();
    if (*schema != static_cast<int>(store::builtInMigrations(database->dialect()).size()))
        return conflict(u"The database has another schema than this program; start the server of this version first."_s);
    return database;
}

Result<QJsonObject> exportPerson(store::Database &database, const QString &number, UtcTime now) {
    const auto tables = store::tableCatalog(static_cast<int>(store::builtInMigrations(database.dialect()).size()));
    if (!tables) return tables.error();
    database.begin(true);
    store::withoutTimeLimits(database);
    const QJsonObject found = store::persons::everythingAbout(database, *tables, number);
    store::audit::insert(database, {{}, u"person_exported"_s, {}, {{u"tables"_s, found.size()}}, u"command line"_s, {}}, now);
    if (!database.commit()) return unavailable(u"The database failed: %1"_s.arg(database.error()));
    return QJsonObject{{u"number"_s, number}, {u"exportedAt"_s, QString::fromLatin1(toIsoMillis(now))}, {u"data"_s, found}};
}

Result<store::persons::Erased> erasePerson(store::Database &database, const QString &number, UtcTime now) {
    database.begin(true);
    store::withoutTimeLimits(database);
    if (store::persons::underWay(database, number) > 0) {
        database.rollback();
        return conflict(u"A call with this number is not over yet; try again when it is."_s);
    }
    const auto erased = store::persons::erase(database, number, now);
    const QJsonObject counts{{u"calls"_s, erased.calls}, {u"legs"_s, erased.legs},         {u"texts"_s, erased.texts},
                             {u"attempts"_s, erased.attempts}, {u"leads"_s, erased.leads}, {u"callbacks"_s, erased.callbacks}};
    store::audit::insert(database, {{}, u"person_erased"_s, {}, counts, u"command line"_s, {}}, now);
    if (!database.commit()) return unavailable(u"The database failed: %1"_s.arg(database.error()));
    return erased;
}

Result<Ok> writePrivately(const QString &path, const QByteArray &bytes) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written) return unavailable(u"%1 cannot be written: %2"_s.arg(path, file.errorString()));
    return Ok{};
}

} // namespace

Verb personVerb() {
    return {u"person"_s, u"Gives out, or erases, everything about the person with a number."_s,
            u"  export NUMBER [--out FILE]  all rows about him as JSON\n"
            "  erase NUMBER --yes          takes number and words out; counts, do-not-call entries, consents and ledger stay\n"_s};
}

int runPersonVerb(const Options &options, QTextStream &out, QTextStream &err) {
    const auto fail = [&err](const QString &sentence, int status) {
        err << sentence << Qt::endl;
        return status;
    };
    QCommandLineParser parser;
    parser.addOptions({{u"out"_s, {}, u"FILE"_s}, {u"yes"_s, {}}});
    if (!parser.parse(QStringList{u"person"_s} + options.verbArguments)) return fail(parser.errorText(), 2);
    const QStringList words = parser.positionalArguments();
    const bool erase = words.value(0) == "erase"_L1;
    if (words.size() != 2 || (!erase && words.first() != "export"_L1))
        return fail(u"Say one of: person export NUMBER, person erase NUMBER --yes."_s, 2);
    const QString number = PhoneNumbers::readSearchable(words.last(), options.settings().defaultRegion);
    static const QRegularExpression kWhole(u"^\\+[1-9][0-9]{4,14}$"_s);
    if (!kWhole.match(number).hasMatch()) return fail(u"\"%1\" is not a phone number; write it like +15551234567."_s.arg(words.last()), 2);
    if (erase && !parser.isSet(u"yes"_s)) return fail(u"This cannot be undone. If %1 is right, say it again with --yes."_s.arg(number), 2);
    auto database = openKnown(options.settings());
    if (!database) return fail(database.error().message, 1);
    const UtcTime now = SystemClock().now();
    if (erase) {
        const auto erased = erasePerson(**database, number, now);
        if (!erased) return fail(erased.error().message, 1);
        out << u"%1 calls, %2 texts, %3 attempts and %4 numbers of leads were erased. Recordings are at the carrier; backups made before still hold them."_s
                   .arg(erased->calls).arg(erased->texts).arg(erased->attempts).arg(erased->leads)
            << Qt::endl;
        return 0;
    }
    const auto found = exportPerson(**database, number, now);
    if (!found) return fail(found.error().message, 1);
    const QByteArray json = QJsonDocument(*found).toJson();
    if (!parser.isSet(u"out"_s)) out << QString::fromUtf8(json) << Qt::flush;
    else if (const auto written = writePrivately(parser.value(u"out"_s), json); !written) return fail(written.error().message, 1);
    return 0;
}

} // namespace callfloor
