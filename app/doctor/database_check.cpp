// SPDX-License-Identifier: GPL-3.0-or-later
// What can be seen in the database, see checks.h.
#include "app/doctor/checks.h"

#include "app/composition.h"
#include "server/store/migrator.h"
#include "server/store/table_catalog.h"
#include "server/store/user_store.h"

#include <QFileInfo>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kOldestPostgres = 150000;
constexpr auto kClockTolerance = 5s;
constexpr auto kOutboxSlow = 60s;
constexpr auto kOutboxStuck = 10min;

/// What the rows say, read in one transaction.
struct DatabaseState {
    qint64 open = 0;     ///< Commands that wait for the carrier.
    UtcTime oldest{};    ///< Of them.
    int admins = 0;
    qint64 serverVersion = 0;
    UtcTime serverTime{};
};

Result<DatabaseState> readState(store::Database &database) {
    const bool postgres = database.dialect() == store::Dialect::Postgres;
    DatabaseState state;
    database.begin(false);
    {
        store::Rows rows = database.ask(u"select count(*), coalesce(min(created_us), 0) from carrier_command where state in ('pending', 'sending')"_s);
        if (rows.next()) {
            state.open = rows.integer();
            state.oldest = rows.time();
        }
    }
    state.admins = store::users::countAdmins(database);
    if (postgres) {
        store::Rows rows = database.ask(u"select current_setting('server_version_num')::bigint, "
                                        "(extract(epoch from clock_timestamp()) * 1000000)::bigint"_s);
        if (rows.next()) {
            state.serverVersion = rows.integer();
            state.serverTime = rows.time();
        }
    }
    if (!database.commit()) return unavailable(database.error());
    return state;
}

void lookAtServer(const DatabaseState &state, UtcTime now, Findings &found) {
    if (state.serverVersion < kOldestPostgres)
        found.push_back(failure(u"database"_s, u"PostgreSQL is older than version 15."_s, u"Upgrade it; see docs/administration.md."_s));
    const auto apart = state.serverTime > now ? state.serverTime - now : now - state.serverTime;
    if (apart > kClockTolerance)
        found.push_back(warning(u"clock"_s, u"The clocks here and of the database are %1 s apart."_s.arg(std::chrono::duration_cast<std::chrono::seconds>(apart).count()),
                                u"Let both machines set their clocks: timedatectl set-ntp true"_s));
}

void lookAtOutbox(const DatabaseState &state, UtcTime now, Findings &found) {
    const auto age = now - state.oldest;
    if (state.open == 0 || age < kOutboxSlow) {
        found.push_back(good(u"outbox"_s, u"%1 commands wait for the carrier."_s.arg(state.open)));
        return;
    }
    const QString text = u"%1 commands wait for the carrier, the oldest for %2 s."_s.arg(state.open).arg(std::chrono::duration_cast<std::chrono::seconds>(age).count());
    const QString remedy = u"Is the server running? Its log says what the carrier answers; try: callfloor doctor --online"_s;
    found.push_back(age < kOutboxStuck ? warning(u"outbox"_s, text, remedy) : failure(u"outbox"_s, text, remedy));
}

/// Nothing if the schema is what this program can read.
std::optional<Findings> schemaProblem(store::Database &database) {
    const auto known = static_cast<int>(store::builtInMigrations(database.dialect()).size());
    const auto schema = store::appliedSchema(database);
    const QString where = database.url().shown();
    if (!schema) return Findings{failure(u"database"_s, schema.error().message, u"May the user of %1 read its tables?"_s.arg(where))};
    if (*schema > known)
        return Findings{failure(u"schema"_s, u"The database was made by a newer version of callfloor (schema %1, this program knows %2)."_s.arg(*schema).arg(known),
                                u"Install that version again, or restore a backup of this one."_s)};
    if (*schema == 0) return Findings{warning(u"schema"_s, u"The database %1 is empty."_s.arg(where), u"The first start makes the tables."_s)};
    if (*schema < known)
        return Findings{warning(u"schema"_s, u"The schema is at step %1 of %2."_s.arg(*schema).arg(known),
                                u"The next start brings it up to date; make a backup first: callfloor backup FILE"_s)};
    return std::nullopt;
}

} // namespace

Findings checkDatabase(const Options &options) {
    const auto storage = storageOptions(options.settings());
    if (!storage) return {failure(u"database"_s, storage.error().message, u"Correct database_url."_s)};
    const store::DatabaseUrl &url = storage->url;
    const bool sqlite = url.dialect == store::Dialect::Sqlite;
    if (sqlite && !QFileInfo::exists(url.file))
        return {warning(u"database"_s, u"There is no database %1 yet."_s.arg(url.file),
                        u"The first start makes it; if it should exist, check state_dir and database_url."_s)};
    if (sqlite && !QFileInfo(url.file).isWritable())
        return {failure(u"database"_s, u"The database %1 cannot be written by this user."_s.arg(url.file), u"Start as its owner: sudo -u %1 callfloor …"_s.arg(QFileInfo(url.file).owner()))};
    store::Database database(url);
    if (const auto opened = database.open(); !opened)
        return {failure(u"database"_s, opened.error().message, sqlite ? u"May this user read it, and is the disk whole?"_s
                                                                      : u"Is PostgreSQL running, and may this user sign in from here (pg_hba.conf)?"_s)};
    Findings found{good(u"database"_s, u"%1 answers."_s.arg(url.shown()))};
    if (auto problem = schemaProblem(database)) {
        found.insert(found.end(), problem->begin(), problem->end());
        return found;
    }
    const auto state = readState(database);
    if (!state) return {failure(u"database"_s, state.error().message, u"The log of the database may say more."_s)};
    found.push_back(good(u"schema"_s, u"The schema is this program's."_s));
    const UtcTime now = SystemClock().now();
    if (!sqlite) lookAtServer(*state, now, found);
    lookAtOutbox(*state, now, found);
    found.push_back(state->admins > 0 ? good(u"people"_s, u"%1 administrators can sign in."_s.arg(state->admins))
                                      : warning(u"people"_s, u"There is no administrator yet."_s,
                                                u"callfloor user bootstrap makes a link for the first one."_s));
    return found;
}

} // namespace callfloor
