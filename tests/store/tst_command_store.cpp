// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/command_store.h"

#include "server/store/call_store.h"
#include "tests/store/random_calls.h"
#include "tests/store/store_fixture.h"

using namespace callfloor;
using namespace callfloor::store;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const UtcTime kNow = fromMicros(1'772'463'845'000'000);

CommandResult outcome(const CommandId &id, CommandOutcome what) {
    CommandResult result;
    result.commandId = id;
    result.outcome = what;
    result.errorCode = what == CommandOutcome::Failed ? u"90018"_s : QString();
    result.errorText = what == CommandOutcome::Failed ? u"It's \"gone\"\\"_s : QString();
    return result;
}

} // namespace

class CommandStoreTest : public QObject {
    Q_OBJECT
    TestDatabases m_databases;
    std::unique_ptr<Database> m_database;
    Call m_call;

    NewCommand make(CarrierCommand command, const QString &onceKey, size_t leg = 0) const {
        return {CommandId(makeUuid4()), m_call.id, {m_call.legs[leg].id, std::move(command), onceKey}};
    }
    QStringList insert(const std::vector<NewCommand> &commands, UtcTime now = kNow) {
        QStringList taken;
        const bool fine = inTransaction(*m_database, [&](Tx &tx) { taken = commands::insert(tx, commands, now); });
        return fine ? taken : QStringList{u"failed: "_s + m_database->error()};
    }
    std::vector<StoredCommand> open(int limit = 1000) {
        m_database->begin(false);
        auto found = commands::loadOpen(*m_database, limit);
        return m_database->commit() ? found : std::vector<StoredCommand>{};
    }
    QStringList claim(const QStringList &ids, UtcTime now = kNow) {
        QStringList claimed;
        const bool fine = inTransaction(*m_database, [&](Tx &tx) { claimed = commands::claim(tx, ids, now); });
        return fine ? claimed : QStringList{u"failed"_s};
    }
    bool finish(const CommandId &id, CommandOutcome what) {
        bool was = false;
        const bool fine = inTransaction(*m_database, [&](Tx &tx) { was = commands::finish(tx, outcome(id, what), kNow); });
        return fine && was;
    }

private slots:
    void initTestCase() { STORE_MUST(m_databases.open()); }

    void init() {
        QFETCH_GLOBAL(int, dialect);
        const auto url = m_databases.migrated(currentDialect(dialect));
        STORE_MUST(url);
        m_database = openDatabase(*url);
        QRandomGenerator random(90);
        m_call = randomCall(random, {});
        while (m_call.legs.size() < 2) m_call.legs.push_back(randomCall(random, {}).legs.front());
        QVERIFY(inTransaction(*m_database, [&](Tx &tx) { calls::save(tx, {m_call}, 1.0); }));
    }

    static void initTestCase_data() { addDialectRows(); }

    void everyCommandIsReadBackAsItWasJournalled() {
        QRandomGenerator random(91);
        std::vector<NewCommand> commands;
        command::Dial dial;
        dial.to = nastyText(random);
        dial.record = true;
        dial.linkTo = m_call.legs[1].id;
        command::StartAssistant assistant;
        assistant.prompt = nastyText(random);
        assistant.voice = u"Telnyx.KokoroTTS.af"_s;
        for (const CarrierCommand &command : {CarrierCommand(dial), CarrierCommand(assistant), CarrierCommand(command::HangUp{}),
                                              CarrierCommand(command::Speak{nastyText(random), u"female"_s, u"en-US"_s}),
                                              CarrierCommand(command::SendDtmf{u"1#"_s}), CarrierCommand(command::Bridge{m_call.legs[1].id, true})})
            commands.push_back(make(command, {}));
        QStringList ids;
        for (const NewCommand &command : commands) ids << command.id.text();
        QCOMPARE(insert(commands), ids);
        const auto found = open();
        QCOMPARE(found.size(), commands.size());
        for (size_t i = 0; i < found.size(); ++i) { // oldest first, and in the order in which they were given
            QCOMPARE(found[i].id, commands[i].id);
            QVERIFY(found[i].command == commands[i].draft.command);
            QCOMPARE(found[i].callId, m_call.id);
            QCOMPARE(found[i].legId, m_call.legs[0].id);
            QVERIFY(!found[i].sentBefore && found[i].attempts == 0 && !found[i].firstSentAt);
        }
        QCOMPARE(open(2).size(), size_t{2});
    }

    void olderCommandsComeFirst() {
        const NewCommand late = make(command::HangUp{}, {}), early = make(command::HangUp{}, {});
        insert({late}, kNow + std::chrono::seconds(1));
        insert({early}, kNow);
        const auto found = open();
        QCOMPARE(found.size(), size_t{2});
        QCOMPARE(found.front().id, early.id);
        QVERIFY(found.front().createdAt == kNow);
    }

    void secondOpenCommandWithTheSameKeyIsDropped() {
        const NewCommand first = make(command::HangUp{}, u"hang_up:1"_s), second = make(command::HangUp{}, u"hang_up:1"_s);
        const NewCommand other = make(command::HangUp{}, u"hang_up:2"_s), keyless = make(command::SendDtmf{u"1"_s}, {});
        QCOMPARE(insert({first, second, other, keyless}), (QStringList{first.id.text(), other.id.text(), keyless.id.text()}));
        QCOMPARE(insert({second}), QStringList());
        QCOMPARE(insert({make(command::SendDtmf{u"1"_s}, {})}).size(), qsizetype{1});
        claim({first.id.text()});
        QCOMPARE(insert({second}), QStringList()); // still open while it is being sent
    }

    void keyIsFreeOnceTheCommandHasAResult_data() {
        QTest::addColumn<int>("outcome");
        QTest::newRow("accepted") << static_cast<int>(CommandOutcome::Accepted);
        QTest::newRow("failed") << static_cast<int>(CommandOutcome::Failed);
        QTest::newRow("ambiguous") << static_cast<int>(CommandOutcome::Ambiguous);
    }
    void keyIsFreeOnceTheCommandHasAResult() {
        QFETCH(int, outcome);
        const NewCommand first = make(command::HangUp{}, u"hang_up:1"_s), second = make(command::HangUp{}, u"hang_up:1"_s);
        insert({first});
        QVERIFY(finish(first.id, static_cast<CommandOutcome>(outcome)));
        QVERIFY(open().empty());
        QCOMPARE(insert({second}), QStringList(second.id.text()));
    }

    void legIsDialledOnceAndNeverAgain() {
        const NewCommand first = make(command::Dial{}, {}), second = make(command::Dial{}, {});
        QCOMPARE(insert({first, second}), QStringList(first.id.text()));
        QVERIFY(finish(first.id, CommandOutcome::Failed));
        QCOMPARE(insert({second}), QStringList());
        const NewCommand otherLeg = make(command::Dial{}, {}, 1);
        QCOMPARE(insert({otherLeg}), QStringList(otherLeg.id.text()));
    }

    void claimIsWrittenBeforeSending() {
        const NewCommand a = make(command::HangUp{}, {}), b = make(command::HangUp{}, {});
        insert({a, b});
        QCOMPARE(claim({a.id.text(), u"unknown"_s}), QStringList(a.id.text()));
        auto found = open();
        QVERIFY(found[0].sentBefore && found[0].attempts == 1 && found[0].firstSentAt == kNow);
        QVERIFY(!found[1].sentBefore);
        claim({a.id.text(), b.id.text()}, kNow + std::chrono::seconds(9)); // a repetition
        found = open();
        QVERIFY(found[0].attempts == 2 && found[0].firstSentAt == kNow);
        QVERIFY(found[1].attempts == 1 && found[1].firstSentAt == kNow + std::chrono::seconds(9));
        QVERIFY(finish(a.id, CommandOutcome::Accepted));
        QCOMPARE(claim({a.id.text(), b.id.text()}), QStringList(b.id.text())); // nothing left to send of the first
    }

    void resultIsTakenOnce() {
        const NewCommand a = make(command::HangUp{}, {});
        insert({a});
        QVERIFY(finish(a.id, CommandOutcome::Failed));
        QVERIFY(!finish(a.id, CommandOutcome::Accepted));
        QVERIFY(!finish(CommandId(u"unknown"_s), CommandOutcome::Accepted));
    }

    void unreadableCommandIsLeftAlone() {
        const NewCommand a = make(command::HangUp{}, {}), b = make(command::HangUp{}, {});
        insert({a, b});
        m_database->begin(true);
        m_database->run(u"update carrier_command set kind = 'of_tomorrow' where id = '%1'"_s.arg(a.id.text()));
        QVERIFY(m_database->commit());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
        const auto found = open();
        QCOMPARE(found.size(), size_t{1});
        QCOMPARE(found.front().id, b.id);
    }

    void stateOfLegsForTheSender() {
        m_database->begin(false);
        const auto states = commands::legStates(*m_database, {m_call.legs[0].id.text(), m_call.legs[1].id.text(), u"unknown"_s});
        QVERIFY2(m_database->commit(), qPrintable(m_database->error()));
        QCOMPARE(states.size(), qsizetype{2});
        for (const Leg &leg : {m_call.legs[0], m_call.legs[1]}) {
            const auto state = states.value(leg.id.text());
            QCOMPARE(state.callControlId, leg.callControlId);
            QCOMPARE(state.callLegId, leg.callLegId);
            QCOMPARE(state.ended, leg.ended());
        }
    }
};

QTEST_GUILESS_MAIN(CommandStoreTest)
#include "tst_command_store.moc"
