// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/big_tables.h"
#include "tests/store/store_fixture.h"

#include <map>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

using Values = QList<std::pair<QString, QString>>;

struct Case {
    const char *name;
    QString statement;
    QStringList filters;
    Values values;
};

const Values kKeys{{u"legs"_s, u"'[\"leg-0-77\"]'"_s},       {u"controls"_s, u"'[\"v3:0-78\",\"v3:1-80\"]'"_s},
                   {u"carrier_legs"_s, u"'[\"cl-0-79\"]'"_s}, {u"sessions"_s, u"'[\"s-90\",\"s-91\"]'"_s},
                   {u"calls"_s, u"'[\"01900000-00000100\"]'"_s}};
const std::pair<QString, QString> kLimit{u"limit"_s, u"51"_s};
const std::pair<QString, QString> kAgent{u"scope_agent"_s, u"'agent-7'"_s};
const std::pair<QString, QString> kNumber{u"number"_s, u"'+1312555123'"_s};
const std::pair<QString, QString> kCursor{u"cursor"_s, u"'01900000-00010000'"_s};
const std::pair<QString, QString> kCursorUs{u"cursor_us"_s, u"1700010000000000"_s};

const std::pair<QString, QString> kQueue{u"queue_id"_s, u"'queue-3'"_s};
/// Quarters of an hour within an hour somewhere in the middle.
const Values kFigureTime{{u"from_us"_s, u"1700005000000000"_s}, {u"to_us"_s, u"1700008600000000"_s}};
const Values kFigures = kFigureTime + Values{{u"interval_us"_s, u"cast(900000000 as bigint)"_s}};

/// So short that the table is long beside it, as one of years is.
const Values kContacts{{u"from_us"_s, u"1700005000000000"_s}, {u"to_us"_s, u"1700005200000000"_s}, kFigures.last()};

/// As many as the tables hold; more by hand, to look at plans and times (with CALLFLOOR_SHOW_PLANS=1).
int callsInTables() {
    const int wanted = qEnvironmentVariableIntValue("CALLFLOOR_PLAN_CALLS");
    return wanted > 0 ? wanted : 20'000;
}

/// Every statement that runs often, or on a table that grows for ever.
std::vector<Case> cases() {
    const auto list = [](const char *name, const QStringList &filters, const Values &values) {
        return Case{name, u"call_list"_s, filters, values + Values{kLimit}};
    };
    return {
        {"inputs: which calls", u"call_lock_for_inputs"_s, {}, kKeys},
        {"inputs: load", u"call_load_many"_s, {}, {{u"calls"_s, u"'[\"01900000-00000100\",\"01900000-00000200\"]'"_s}}},
        {"one call", u"call_load"_s, {}, {{u"id"_s, u"'01900000-00000100'"_s}}},
        {"one call with its agent", u"call_one_with_agent"_s, {}, {{u"id"_s, u"'01900000-00000100'"_s}}},
        list("newest calls", {}, {}),
        list("newest calls, next page", {u"filter_cursor"_s}, {kCursor, kCursorUs}),
        list("live calls", {u"filter_live"_s}, {}),
        list("live calls of an agent", {u"filter_live"_s, u"filter_agent"_s}, {kAgent}),
        list("calls of an agent", {u"filter_agent"_s}, {kAgent}),
        list("calls of an agent, next page", {u"filter_agent"_s, u"filter_cursor"_s}, {kAgent, kCursor, kCursorUs}),
        list("calls of a team", {u"filter_team"_s}, {kAgent, {u"scope_team"_s, u"'team-1'"_s}}),
        {"changes of an agent", u"agent_changes_between"_s, {}, {{u"user_id"_s, u"'agent-7'"_s}, {u"from_us"_s, u"100000"_s}, {u"to_us"_s, u"200000"_s}, kLimit}},
        {"change before", u"agent_change_before"_s, {}, {{u"user_id"_s, u"'agent-7'"_s}, {u"from_us"_s, u"100000"_s}}},
        {"changes of all", u"agent_changes_of_all"_s, {}, {{u"from_us"_s, u"100000"_s}, {u"to_us"_s, u"200000"_s}}},
        {"whose call", u"agent_worked_on"_s, {}, {{u"call_id"_s, u"'01900000-00000100'"_s}, {u"user_id"_s, u"'agent-7'"_s}}},
        {"final disposition", u"call_disposition_final"_s, {}, {{u"call_id"_s, u"'01900000-00000100'"_s}, {u"agent_id"_s, u"'agent-7'"_s}}},
        {"dispositions of a call", u"call_disposition_history"_s, {}, {{u"call_id"_s, u"'01900000-00000100'"_s}}},
        list("calls with a number", {u"filter_number"_s}, {kNumber}),
        list("calls of a day", {u"filter_from"_s, u"filter_to"_s}, {{u"from_us"_s, u"1700005000000000"_s}, {u"to_us"_s, u"1700005100000000"_s}}),
        list("calls by final status", {u"filter_final_status"_s}, {{u"status"_s, u"'NO_ANSWER'"_s}}),
        list("calls by live status", {u"filter_live_status"_s}, {{u"status"_s, u"'RINGING'"_s}}),
        {"legs that are due", u"leg_due"_s, {}, {{u"now_us"_s, u"1700020000000000"_s}, kLimit}},
        {"legs that should be alive", u"leg_live_handles"_s, {}, {{u"before_us"_s, u"1900000000000000"_s}}},
        {"state of legs", u"leg_handles"_s, {}, {{u"ids"_s, u"'[\"leg-0-77\",\"leg-0-78\"]'"_s}}},
        {"commands to send", u"command_load_open"_s, {}, {kLimit}},
        {"claim", u"command_claim"_s, {}, {{u"ids"_s, u"'[\"c-500\"]'"_s}, {u"now_us"_s, u"1"_s}}},
        {"events after", u"event_after"_s, {}, {{u"seq"_s, QString::number(callsInTables() - 40)}, {u"kinds"_s, u"'[\"callUpdate\"]'"_s}, kLimit}},
        {"newest event", u"event_newest"_s, {}, {}},
        {"audit", u"audit_list"_s, {}, {kLimit}},
        {"session", u"session_live"_s, {}, {{u"id"_s, u"'se-1'"_s}, {u"now_us"_s, u"5"_s}}},
        {"sessions that ended", u"sessions_ended_recently"_s, {}, {{u"after_us"_s, QString::number(callsInTables() - 40)}}},
        {"refresh token", u"refresh_get"_s, {}, {{u"token_hash"_s, u"'h-1'"_s}}},
        {"failures", u"login_failure_recent"_s, {}, {{u"account_key"_s, u"'a1'"_s}, {u"after_us"_s, u"5"_s}}},
        {"forget failures", u"login_failure_clear"_s, {}, {{u"account_key"_s, u"'a1'"_s}, {u"before_us"_s, u"5"_s}}},
        {"idempotency", u"idempotency_get"_s, {}, {{u"owner_id"_s, u"'agent-1'"_s}, {u"key"_s, u"'k-5'"_s}, {u"after_us"_s, u"1"_s}}},
        {"callers who wait", u"entry_open_all"_s, {}, {}},
        {"callers who wait in a queue", u"entry_open_of_queue"_s, {}, {kQueue}},
        {"how many wait in a queue", u"entry_open_count"_s, {}, {kQueue}},
        {"the wait of a call", u"entry_open_of_call"_s, {}, {{u"call_id"_s, u"'01900000-00000100'"_s}}},
        {"who did not pick up", u"entry_tried"_s, {}, {}},
        {"load of all queues", u"queue_load"_s, {}, {}},
        {"load of some queues", u"queue_load"_s, {u"load_queues"_s}, {{u"queues"_s, u"'[\"queue-1\",\"queue-2\"]'"_s}}},
        {"figures", u"figures_entries"_s, {}, kFigures},
        {"figures of a queue", u"figures_entries"_s, {u"figures_queue"_s}, kFigures + Values{kQueue}},
        {"figures of an agent", u"figures_entries"_s, {u"figures_agent"_s}, kFigures + Values{{u"agent_id"_s, u"'agent-7'"_s}}},
        {"rows of a figure", u"figures_entry_rows"_s, {u"figures_queue"_s}, kFigureTime + Values{kQueue, kLimit}},
        {"work", u"figures_work"_s, {}, kFigures},
        {"work for a queue", u"figures_work"_s, {u"work_queue"_s}, kFigures + Values{kQueue}},
        {"work of an agent", u"figures_work"_s, {u"work_user"_s}, kFigures + Values{{u"user_id"_s, u"'agent-7'"_s}}},
        {"contacts", u"figures_contacts"_s, {}, kContacts},
        {"contacts of a queue", u"figures_contacts"_s, {u"work_queue"_s}, kContacts + Values{kQueue}},
        {"handling time", u"figures_handle_time"_s, {}, kFigureTime},
        {"what an agent does", u"segment_open_of_user"_s, {}, {{u"user_id"_s, u"'agent-7'"_s}}},
        {"alerts that last", u"alert_open_all"_s, {}, {}},
        {"alert of a thing", u"alert_open_of"_s, {}, {{u"kind"_s, u"'long_pause'"_s}, {u"subject_id"_s, u"'x-500'"_s}}},
        {"alerts of a team", u"alert_list"_s, {u"filter_alert_team"_s, u"filter_alert_cursor"_s},
         {{u"scope_team"_s, u"'team-1'"_s}, kAgent, {u"cursor"_s, u"'al-9'"_s}, {u"cursor_us"_s, u"9000"_s}, kLimit}},
        {"legs in doubt", u"alert_dead_legs"_s, {}, {}},
        {"forget keys", u"idempotency_forget"_s, {}, {{u"before_us"_s, u"1"_s}}},
    };
}

/// Scans of whole tables; those of what stands in the statement itself are fine, and of `c` and `d`, sub-selects.
QStringList fullScans(const QStringList &plan) {
    static const QRegularExpression kPostgres(u"\\bSeq Scan on (?!user_account|queue q)"_s);
    static const QRegularExpression kSqlite(u"^SCAN (?!\\w+ VIRTUAL TABLE|CONSTANT ROW|[ucd]$|json_each)(?!.*USING (COVERING )?INDEX)"_s);
    return plan.filter(kPostgres) + plan.filter(kSqlite) + plan.filter(u"ERROR"_s);
}

} // namespace

/// With many rows no statement reads a whole table. SQL plans are looked at, not times.
class QueryPlansTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::map<int, DatabaseUrl> m_urls;

    void check(int dialect, const Case &c, bool prepared) {
        const QString text = SqlText(currentDialect(dialect)).statement(c.statement, c.filters);
        QVERIFY(!text.isEmpty());
        const QStringList plan = planOf(m_urls[dialect], text, c.values, prepared);
        QVERIFY(!plan.isEmpty());
        if (qEnvironmentVariableIsSet("CALLFLOOR_SHOW_PLANS")) qInfo().noquote() << c.name << (prepared ? "(prepared)" : "") << u"\n"_s + plan.join(u'\n');
        QVERIFY2(fullScans(plan).isEmpty(), qPrintable(plan.join(u'\n')));
    }

private slots:
    void initTestCase() {
        STORE_MUST(m_databases.open());
        for (const int dialect : {static_cast<int>(Dialect::Sqlite), static_cast<int>(Dialect::Postgres)}) {
            const auto url = m_databases.migrated(currentDialect(dialect));
            STORE_MUST(url);
            const QString problem = fillTables(*url, callsInTables());
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            m_urls.emplace(dialect, *url);
        }
    }

    void statementsUseIndexes_data() {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("index");
        const auto all = cases();
        for (size_t i = 0; i < all.size(); ++i) {
            QTest::addRow("sqlite: %s", all[i].name) << static_cast<int>(Dialect::Sqlite) << static_cast<int>(i);
            QTest::addRow("postgres: %s", all[i].name) << static_cast<int>(Dialect::Postgres) << static_cast<int>(i);
        }
    }
    void statementsUseIndexes() {
        QFETCH(int, dialect);
        QFETCH(int, index);
        const Case c = cases()[static_cast<size_t>(index)];
        check(dialect, c, false);
        if (currentDialect(dialect) == Dialect::Postgres && !c.values.isEmpty()) check(dialect, c, true);
    }
};

QTEST_GUILESS_MAIN(QueryPlansTest)
#include "tst_query_plans.moc"
