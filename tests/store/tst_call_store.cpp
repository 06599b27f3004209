// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"

#include "app/domain/call_json.h"
#include "server/store/user_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <map>

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList kAgents{u"agent-1"_s, u"agent-2"_s, QString()};

User agent(const QString &id) {
    User user;
    user.id = UserId(id);
    user.email = id + u"@example.com"_s;
    user.name = u"O'Neil \"%1\" 😀"_s.arg(id);
    return user;
}

/// What the lists must give, computed the slow way.
class Model {
public:
    std::vector<Call> calls;

    std::vector<Call> matching(const CallFilter &filter) const {
        std::vector<Call> out;
        for (const Call &call : calls)
            if (matches(call, filter)) out.push_back(call);
        std::sort(out.begin(), out.end(), newer);
        return out;
    }
    static bool newer(const Call &a, const Call &b) { return std::pair(a.startedAt, a.id.text()) > std::pair(b.startedAt, b.id.text()); }

private:
    bool matches(const Call &call, const CallFilter &f) const {
        const bool own = call.agentId.text() == f.scopeAgent;
        const bool waiting = call.agentId.isEmpty() && call.direction == CallDirection::Inbound && !call.terminal();
        const auto cursor = std::find_if(calls.begin(), calls.end(), [&](const Call &c) { return c.id.text() == f.cursor; });
        return (f.scopeAgent.isEmpty() || own || waiting) && (!f.liveOnly || !call.terminal()) &&
               (!f.status || call.status == *f.status) && (!f.direction || call.direction == *f.direction) &&
               (f.number.isEmpty() || call.customerNumber == f.number) && (!f.from || call.startedAt >= *f.from) &&
               (!f.to || call.startedAt < *f.to) && (f.cursor.isEmpty() || (cursor != calls.end() && newer(*cursor, call)));
    }
};

QByteArray arrayOf(const std::vector<Call> &calls, size_t most) {
    QByteArray out("[");
    for (size_t i = 0; i < std::min(most, calls.size()); ++i) {
        if (i > 0) out += ',';
        writeCall(out, calls[i]);
    }
    out += ']';
    return out;
}

CallFilter randomFilter(QRandomGenerator &random, const Model &model) {
    const auto sometimes = [&] { return random.bounded(3) == 0; };
    const Call &some = model.calls[static_cast<size_t>(random.bounded(static_cast<int>(model.calls.size())))];
    CallFilter filter;
    if (sometimes()) filter.scopeAgent = random.bounded(2) == 0 ? u"agent-1"_s : u"nobody"_s;
    filter.liveOnly = sometimes();
    if (sometimes()) filter.status = static_cast<CallStatus>(random.bounded(6));
    if (sometimes()) filter.direction = static_cast<CallDirection>(random.bounded(2));
    if (sometimes()) filter.number = some.customerNumber;
    if (sometimes()) filter.from = some.startedAt;
    if (sometimes()) filter.to = some.startedAt;
    if (sometimes()) filter.cursor = random.bounded(8) == 0 ? u"no such call"_s : some.id.text();
    return filter;
}

} // namespace

class CallStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::map<int, DatabaseUrl> m_urls;
    std::map<int, Model> m_models;

    /// A database with agents and 150 random calls, made once for each dialect.
    std::unique_ptr<Database> filled(int dialect) {
        if (!m_urls.contains(dialect)) {
            m_urls.emplace(dialect, *m_databases.migrated(currentDialect(dialect)));
            const auto database = openDatabase(m_urls[dialect]);
            QRandomGenerator random(77);
            Model &model = m_models[dialect];
            for (int i = 0; i < 150; ++i) model.calls.push_back(randomCall(random, kAgents));
            const bool fine = inTransaction(*database, [&](Tx &tx) {
                for (const QString &id : kAgents)
                    if (!id.isEmpty()) users::insert(tx, agent(id));
                calls::save(tx, model.calls, 1.0);
            });
            if (!fine) qFatal("%s", qPrintable(database->error()));
        }
        return openDatabase(m_urls[dialect]);
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void savedCallsAreLoadedEqual_data() { addDialectRows(); }
    void savedCallsAreLoadedEqual() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        for (const Call &call : m_models[dialect].calls) {
            database->begin(false);
            const auto loaded = calls::load(*database, call.id);
            QVERIFY2(database->commit(), qPrintable(database->error()));
            QVERIFY(loaded.has_value());
            QVERIFY2(*loaded == call, qPrintable(call.id.text()));
        }
        database->begin(false);
        QVERIFY(!calls::load(*database, CallId(u"nobody's"_s)));
        QVERIFY(database->commit());
    }

    void savingAgainReplacesEveryField_data() { addDialectRows(); }
    void savingAgainReplacesEveryField() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(78);
        for (int i = 0; i < 40; ++i) {
            const Call first = randomCall(random, {});
            Call second = randomCall(random, {});
            second.id = first.id;
            second.direction = first.direction; // the one thing that a call never changes
            const size_t shared = std::min(first.legs.size(), second.legs.size());
            for (size_t n = 0; n < shared; ++n) second.legs[n].id = first.legs[n].id;
            second.legs.insert(second.legs.end(), first.legs.begin() + static_cast<std::ptrdiff_t>(shared), first.legs.end());
            std::reverse(second.legs.begin(), second.legs.end()); // foreign legs move
            QVERIFY2(inTransaction(*database, [&](Tx &tx) { calls::save(tx, {first}, 1.0); }), qPrintable(database->error()));
            QVERIFY2(inTransaction(*database, [&](Tx &tx) { calls::save(tx, {second}, 1.0); }), qPrintable(database->error()));
            database->begin(false);
            const auto loaded = calls::load(*database, first.id);
            QVERIFY(database->commit());
            QVERIFY(loaded && *loaded == second);
        }
    }

    void nulCharactersDoNotSpoilARow_data() { addDialectRows(); }
    void nulCharactersDoNotSpoilARow() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(79);
        Call call = randomCall(random, {});
        call.customerNumber = u"a"_s + QChar(0) + u"\\u0000\\"_s + QChar(0);
        call.legs.front().from = QString(QChar(0));
        QVERIFY2(inTransaction(*database, [&](Tx &tx) { calls::save(tx, {call}, 1.0); }), qPrintable(database->error()));
        database->begin(false);
        const auto loaded = calls::load(*database, call.id);
        QVERIFY(database->commit());
        QCOMPARE(loaded->customerNumber, u"a\ufffd\\u0000\\\ufffd"_s);
        QCOMPARE(loaded->legs.front().from, u"\ufffd"_s);
    }

    void inputsFindTheirCallsByAnyName_data() { addDialectRows(); }
    void inputsFindTheirCallsByAnyName() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        QRandomGenerator random(80);
        const auto &all = m_models[dialect].calls;
        for (int i = 0; i < 200; ++i) {
            CallKeys keys;
            for (int n = random.bounded(4); n > 0; --n) {
                const Call &call = all[static_cast<size_t>(random.bounded(static_cast<int>(all.size())))];
                const Leg &leg = call.legs.back();
                switch (random.bounded(5)) {
                case 0: keys.legs << leg.id.text(); break;
                case 1: keys.controls << (leg.callControlId.isEmpty() ? u"none"_s : leg.callControlId); break;
                case 2: keys.carrierLegs << (leg.callLegId.isEmpty() ? u"none"_s : leg.callLegId); break;
                case 3: keys.sessions << (leg.callSessionId.isEmpty() ? u"none"_s : leg.callSessionId); break;
                default: keys.calls << call.id.text() << u"nobody's"_s; break;
                }
            }
            std::vector<Call> expected;
            for (const Call &call : all) {
                const bool named = keys.calls.contains(call.id.text()) ||
                                   std::any_of(call.legs.begin(), call.legs.end(), [&](const Leg &leg) {
                                       return keys.legs.contains(leg.id.text()) || keys.controls.contains(leg.callControlId) ||
                                              keys.carrierLegs.contains(leg.callLegId) || keys.sessions.contains(leg.callSessionId);
                                   });
                if (named) expected.push_back(call);
            }
            database->begin(true);
            std::vector<Call> found = calls::loadForInputs(*database, keys);
            QVERIFY2(database->commit(), qPrintable(database->error()));
            const auto byId = [](const Call &a, const Call &b) { return a.id < b.id; };
            std::sort(expected.begin(), expected.end(), byId);
            std::sort(found.begin(), found.end(), byId);
            QVERIFY(found == expected);
        }
    }

    void listsAgreeWithTheModel_data() { addDialectRows(); }
    void listsAgreeWithTheModel() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        const Model &model = m_models[dialect];
        QRandomGenerator random(81);
        int nonEmpty = 0;
        for (int i = 0; i < 400; ++i) {
            const CallFilter filter = randomFilter(random, model);
            const int limit = 1 + random.bounded(200);
            const auto expected = model.matching(filter);
            nonEmpty += expected.empty() ? 0 : 1;
            database->begin(false);
            const QByteArray list = calls::listJson(*database, filter, limit);
            const QByteArray count = calls::countJson(*database, filter);
            QVERIFY2(database->commit(), qPrintable(database->error()));
            QCOMPARE(list, arrayOf(expected, static_cast<size_t>(limit))); // also: the same text as writeCall gives
            QMap<QString, int> byStatus;
            for (const Call &call : expected) ++byStatus[callStatusName(call.status)];
            const QJsonObject counted = QJsonDocument::fromJson(count).object();
            QCOMPARE(counted.value("total"_L1).toInt(), static_cast<int>(expected.size()));
            QCOMPARE(counted.value("byStatus"_L1).toObject().size(), byStatus.size());
            for (auto it = byStatus.begin(); it != byStatus.end(); ++it)
                QCOMPARE(counted.value("byStatus"_L1).toObject().value(it.key()).toInt(), it.value());
        }
        QVERIFY(nonEmpty > 100);
    }

    void pagesGiveEveryCallOnce_data() { addDialectRows(); }
    void pagesGiveEveryCallOnce() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        const Model &model = m_models[dialect];
        QRandomGenerator random(82);
        for (const int limit : {1, 7, 50, 149, 150, 151}) {
            for (int i = 0; i < (limit == 1 ? 2 : 4); ++i) {
                CallFilter filter = i == 0 ? CallFilter() : randomFilter(random, model);
                filter.cursor.clear();
                const auto expected = model.matching(filter);
                QStringList seen;
                for (int page = 0; page <= static_cast<int>(expected.size()); ++page) {
                    database->begin(false);
                    const QJsonObject object = QJsonDocument::fromJson(calls::pageJson(*database, filter, limit)).object();
                    QVERIFY(database->commit());
                    const QJsonArray rows = object.value("calls"_L1).toArray();
                    QVERIFY(rows.size() <= limit);
                    for (const QJsonValue row : rows) seen << row.toObject().value("id"_L1).toString();
                    if (object.value("next"_L1).isNull()) break;
                    QCOMPARE(rows.size(), qsizetype{limit});
                    filter.cursor = object.value("next"_L1).toString();
                }
                QStringList ids;
                for (const Call &call : expected) ids << call.id.text();
                QCOMPARE(seen, ids);
            }
        }
    }

    void oneCallComesWithItsAgent_data() { addDialectRows(); }
    void oneCallComesWithItsAgent() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        for (const Call &call : m_models[dialect].calls) {
            QString owner;
            bool waiting = false;
            database->begin(false);
            const QByteArray text = calls::oneJson(*database, call.id, &owner, &waiting);
            QVERIFY(database->commit());
            QByteArray expected("{");
            JsonWriter json(expected);
            writeCallMembers(json, call);
            json.key("agent");
            if (call.agentId.isEmpty()) json.null();
            else json.beginObject().key("id").value(call.agentId.text()).key("name").value(agent(call.agentId.text()).name)
                     .key("email").value(agent(call.agentId.text()).email).endObject();
            expected += '}';
            QCOMPARE(text, expected);
            QCOMPARE(owner, call.agentId.text());
            QCOMPARE(waiting, call.agentId.isEmpty() && call.direction == CallDirection::Inbound && !call.terminal());
        }
        database->begin(false);
        QVERIFY(calls::oneJson(*database, CallId(u"x"_s), nullptr, nullptr).isEmpty());
        QVERIFY(database->commit());
    }

    void dueLegsAreThoseWhoseDeadlineHasCome_data() { addDialectRows(); }
    void dueLegsAreThoseWhoseDeadlineHasCome() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        for (const qint64 seconds : {0, 60, 200, 5000, 100'000}) {
            const UtcTime now = fromMicros(1'772'463'845'000'000 + seconds * 1'000'000);
            std::vector<std::pair<UtcTime, QString>> expected;
            for (const Call &call : m_models[dialect].calls)
                for (const Leg &leg : call.legs)
                    if (const auto due = leg.deadline(); leg.role != LegRole::Other && due && *due <= now)
                        expected.emplace_back(*due, leg.id.text());
            database->begin(false);
            const auto due = calls::dueLegs(*database, now, 10'000);
            const auto few = calls::dueLegs(*database, now, 3);
            QVERIFY(database->commit());
            QStringList ids, expectedIds;
            for (const auto &[leg, call] : due) ids << leg.text();
            for (const auto &[at, id] : expected) expectedIds << id;
            ids.sort();
            expectedIds.sort();
            QCOMPARE(ids, expectedIds);
            QCOMPARE(few.size(), std::min(due.size(), size_t{3}));
            std::sort(expected.begin(), expected.end());
            for (size_t i = 0; i < few.size(); ++i) { // the most overdue ones; equal deadlines in any order
                const auto found = std::find_if(expected.begin(), expected.end(), [&](const auto &e) { return e.second == few[i].first.text(); });
                QVERIFY(found != expected.end() && found->first == expected[i].first);
            }
        }
    }

    void deadlinesFollowTheTimeScale_data() { addDialectRows(); }
    void deadlinesFollowTheTimeScale() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        Call call;
        call.id = CallId(u"c"_s);
        call.customerNumber = u"+1"_s;
        Leg leg;
        leg.id = LegId(u"l"_s);
        call.legs.push_back(leg);
        QVERIFY(inTransaction(*database, [&](Tx &tx) { calls::save(tx, {call}, 10.0); }));
        database->begin(false);
        QVERIFY(calls::dueLegs(*database, fromMicros(5'999'999), 10).empty());
        const auto due = calls::dueLegs(*database, fromMicros(6'000'000), 10);
        QVERIFY(database->commit());
        QCOMPARE(due.size(), size_t{1});
        QVERIFY(due.front() == std::pair(leg.id, call.id));
    }

    void liveHandlesAreOursThatTheCarrierShouldHave_data() { addDialectRows(); }
    void liveHandlesAreOursThatTheCarrierShouldHave() {
        QFETCH(int, dialect);
        const auto database = filled(dialect);
        const UtcTime before = fromMicros(1'772'463'845'000'000 + 30'000'000);
        QStringList expected;
        for (const Call &call : m_models[dialect].calls)
            for (const Leg &leg : call.legs)
                if (!leg.ended() && !leg.callControlId.isEmpty() && leg.createdAt < before && leg.role != LegRole::Other)
                    expected << leg.id.text() + call.id.text() + leg.callControlId + QString::number(toMicros(leg.createdAt));
        database->begin(false);
        QStringList found;
        for (const LegHandle &leg : calls::liveHandles(*database, before))
            found << leg.legId.text() + leg.callId.text() + leg.callControlId + QString::number(toMicros(leg.createdAt));
        QVERIFY(database->commit());
        expected.sort();
        found.sort();
        QCOMPARE(found, expected);
        QVERIFY(!found.isEmpty());
    }

    void handleOfALegIsUnique_data() { addDialectRows(); }
    void handleOfALegIsUnique() {
        QFETCH(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        const auto database = openDatabase(*url);
        QRandomGenerator random(83);
        Call a = randomCall(random, {}), b = randomCall(random, {});
        a.legs.front().callControlId = b.legs.front().callControlId = u"v3:same"_s;
        QVERIFY(inTransaction(*database, [&](Tx &tx) { calls::save(tx, {a}, 1.0); }));
        QVERIFY(!inTransaction(*database, [&](Tx &tx) { calls::save(tx, {b}, 1.0); }));
        QCOMPARE(database->failure(), Failure::Constraint);
        database->begin(false);
        QVERIFY(!calls::load(*database, b.id));
        QVERIFY(database->commit());
    }
};

QTEST_GUILESS_MAIN(CallStoreTest)
#include "tst_call_store.moc"
