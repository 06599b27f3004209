// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/announcement.h"
#include "app/domain/hand_over.h"
#include "app/domain/transcript.h"
#include "tests/domain/call_world.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum CarrierEventType;

namespace {

const QStringList kWords{u"agent"_s, u"speak to someone"_s, u"Mitarbeiter"_s, u"Rückruf"_s};
const QString kSales = u"q-1"_s;

CarrierEvent history(const QString &leg, double seconds, const std::vector<HistoryMessage> &messages) {
    CarrierEvent event = report(MessageHistory, leg, seconds);
    event.history = messages;
    return event;
}

CarrierEvent piece(const QString &leg, double seconds, const QString &text, const QString &track, bool isFinal = true) {
    CarrierEvent event = report(Transcription, leg, seconds);
    event.text = text;
    event.track = track;
    event.isFinal = isFinal;
    return event;
}

/// A caller who talks with the assistant of a number that has a queue behind it.
World withAssistant(const QString &queue = kSales) {
    World world;
    world.policy = quietPolicy();
    world.policy.answerInbound = true;
    world.policy.handOverWords = kWords;
    world.hear(incoming(u"A"_s, 0));
    RouteTarget route;
    route.kind = RouteKind::Ai;
    route.queue = QueueId(queue);
    route.callPriority = 4;
    world.call->plan.route = route;
    world.hear(report(Answered, u"A"_s, 1));
    world.commands.clear();
    return world;
}

/// A caller who waits in a queue that announces every 30 s.
World waiting() {
    World world = withAssistant();
    world.policy.holdMusic = u"https://music.example.com/wait.mp3"_s;
    world.hear(piece(u"A"_s, 2, u"agent"_s, u"inbound"_s));
    world.put(input::Waits{{}, 30s});
    world.commands.clear();
    return world;
}

void ring(World &world, const QString &leg) {
    Device device;
    device.leg = LegId(leg);
    device.owner = UserId(u"agent-7"_s);
    device.workId = u"work"_s;
    device.to = u"sip:seven@sip.telnyx.com"_s;
    world.put(input::Ring{{device}});
    world.put(dialAccepted(leg));
    world.hear(report(Initiated, leg, 40));
}

} // namespace

/// What is said on calls: transcripts, callers who ask for a person, announcements while they wait.
class WordsTest : public QObject {
    Q_OBJECT
private slots:
    void wordsAreFoundAsWholeWords_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("asks");
        QTest::newRow("the word") << u"agent"_s << true;
        QTest::newRow("in a sentence") << u"Give me an AGENT, please!"_s << true;
        QTest::newRow("part of another word") << u"I work for an agency"_s << false;
        QTest::newRow("joined") << u"reagent"_s << false;
        QTest::newRow("several words") << u"Can I  speak,\nto someone?"_s << true;
        QTest::newRow("their beginning alone") << u"speak to some"_s << false;
        QTest::newRow("another language") << u"Einen Mitarbeiter bitte."_s << true;
        QTest::newRow("hyphen parts words") << u"agent-assisted"_s << true;
        QTest::newRow("letters written in two parts") << u"Ru\u0308ckruf"_s << true;
        QTest::newRow("nothing said") << QString() << false;
        QTest::newRow("punctuation alone") << u"?!"_s << false;
    }
    void wordsAreFoundAsWholeWords() {
        QFETCH(QString, said);
        QTEST(asksForPerson(said, kWords), "asks");
    }
    void blankWordsAskForNothing() {
        QVERIFY(!asksForPerson(u"anything ..."_s, {}));
        QVERIFY(!asksForPerson(u"anything ..."_s, {QString(), u" . "_s}));
    }

    void announcementsSayPlaceAndTime_data() {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        QTest::newRow("next") << 1 << -1 << u"You are next in line."_s << u"Sie sind als Nächstes an der Reihe."_s;
        QTest::newRow("place") << 4 << -1 << u"You are number 4 in line."_s << u"Sie sind auf Platz 4 der Warteschlange."_s;
        QTest::newRow("a moment") << -1 << 0 << u"The wait is about one minute."_s << u"Die Wartezeit beträgt etwa eine Minute."_s;
        QTest::newRow("rounded up") << -1 << 61 << u"The wait is about 2 minutes."_s << u"Die Wartezeit beträgt etwa 2 Minuten."_s;
        QTest::newRow("long") << -1 << 3601 << u"The wait is more than one hour."_s << u"Die Wartezeit beträgt mehr als eine Stunde."_s;
        QTest::newRow("both") << 2 << 300 << u"You are number 2 in line. The wait is about 5 minutes."_s
                              << u"Sie sind auf Platz 2 der Warteschlange. Die Wartezeit beträgt etwa 5 Minuten."_s;
        QTest::newRow("nothing") << -1 << -1 << QString() << QString();
    }
    void announcementsSayPlaceAndTime() {
        QFETCH(int, position);
        QFETCH(int, seconds);
        Announcement what;
        if (position >= 0) what.position = position;
        if (seconds >= 0) what.estimatedSeconds = seconds;
        QTEST(announcementText(what, u"en"_s), "english");
        QTEST(announcementText(what, u"de-AT"_s), "german");
        QCOMPARE(announcementText(what, u"fr"_s), announcementText(what, u"en"_s));
    }

    void whoAsksTheAssistantForAPersonIsPutIntoTheQueue_data() {
        QTest::addColumn<CarrierEvent>("event");
        QTest::addColumn<bool>("asks");
        const HistoryMessage hello{u"assistant"_s, u"Do you want an agent?"_s};
        QTest::newRow("by the talk") << history(u"A"_s, 5, {hello, {u"user"_s, u"An agent!"_s}}) << true;
        QTest::newRow("earlier in the talk") << history(u"A"_s, 5, {{u"user"_s, u"agent"_s}, hello, {u"user"_s, u"please"_s}}) << true;
        QTest::newRow("the assistant alone says it") << history(u"A"_s, 5, {hello, {u"user"_s, u"No."_s}}) << false;
        QTest::newRow("in the prompt") << history(u"A"_s, 5, {{u"system"_s, u"Never say agent."_s}}) << false;
        QTest::newRow("by a transcription") << piece(u"A"_s, 5, u"an agent"_s, u"inbound"_s) << true;
        QTest::newRow("that does not know sides") << piece(u"A"_s, 5, u"an agent"_s, {}) << true;
        QTest::newRow("words that may still change") << piece(u"A"_s, 5, u"an agent"_s, u"inbound"_s, false) << false;
        QTest::newRow("heard on the other side") << piece(u"A"_s, 5, u"an agent"_s, u"outbound"_s) << false;
    }
    void whoAsksTheAssistantForAPersonIsPutIntoTheQueue() {
        QFETCH(CarrierEvent, event);
        QFETCH(bool, asks);
        World world = withAssistant();
        world.hear(event);
        QCOMPARE(world.call->plan.waiting, asks);
        QCOMPARE(world.count(u"stop_assistant:A"_s), asks ? 1 : 0);
        QCOMPARE(world.effects.size(), asks ? size_t{1} : size_t{0});
        if (!asks) return;
        QCOMPARE(world.call->queueId, QueueId(kSales));
        QCOMPARE(world.call->plan.callPriority, 4);
        // Said again, and the report that the assistant has gone: he waits already.
        world.hear(event);
        world.hear(report(ConversationEnded, u"A"_s, 6));
        QVERIFY(world.call->plan.waiting && !world.call->hangupWanted && world.effects.empty());
        QCOMPARE(world.count(u"stop_assistant:A"_s), 1);
    }

    void whereNobodyIsBehindTheAssistantItGoesOn() {
        World world = withAssistant({});
        world.hear(piece(u"A"_s, 5, u"an agent"_s, u"inbound"_s));
        QVERIFY(world.commands.empty() && world.call->plan.assistant);
    }

    void withoutWordsNobodyIsHandedOver() {
        World world = withAssistant();
        world.policy.handOverWords.clear();
        world.hear(piece(u"A"_s, 5, u"an agent"_s, u"inbound"_s));
        QVERIFY(world.commands.empty() && world.call->plan.assistant);
    }

    void linesKnowWhoSaidThemAndStayTheSame() {
        World world = withAssistant();
        const std::vector<HistoryMessage> talk{{u"system"_s, u"Be kind."_s}, {u"assistant"_s, u" Hello "_s}, {u"user"_s, u"Hi"_s}, {u"tool"_s, u"{}"_s}, {u"user"_s, u"  "_s}};
        const auto lines = transcriptLines(*world.call, history(u"A"_s, 5, talk));
        QCOMPARE(lines.size(), size_t{2});
        QCOMPARE(lines[0].text, u"Hello"_s);
        QCOMPARE(lines[0].who, Speaker::Assistant);
        QCOMPARE(lines[1].who, Speaker::Caller);
        QVERIFY(lines[0].ordinal < lines[1].ordinal && lines[0].key != lines[1].key);
        const auto later = transcriptLines(*world.call, history(u"A"_s, 9, {talk[0], talk[1], talk[2], {u"assistant"_s, u"Hello"_s}}));
        QCOMPARE(later.size(), size_t{3});
        QCOMPARE(later[0].key, lines[0].key);
        QCOMPARE(later[1].key, lines[1].key);
        QVERIFY(later[2].key != lines[0].key); // the same words, said again
        for (const Speaker speaker : {Speaker::Caller, Speaker::Assistant, Speaker::Agent}) QCOMPARE(speakerFromName(speakerName(speaker)), speaker);
    }

    void piecesKnowTheirSide_data() {
        QTest::addColumn<QString>("leg");
        QTest::addColumn<QString>("track");
        QTest::addColumn<QString>("who");
        QTest::addColumn<double>("second");
        QTest::newRow("customer") << u"A"_s << u"inbound"_s << u"caller"_s << 60.0;
        QTest::newRow("customer, no side") << u"A"_s << QString() << u"caller"_s << 60.0;
        QTest::newRow("said to the customer by the assistant") << u"A"_s << u"outbound"_s << u"assistant"_s << 5.0;
        QTest::newRow("said to the customer by the agent") << u"A"_s << u"outbound"_s << u"agent"_s << 60.0;
        QTest::newRow("agent") << u"B"_s << u"inbound"_s << u"agent"_s << 60.0;
        QTest::newRow("said to the agent") << u"B"_s << u"outbound"_s << u"caller"_s << 60.0;
    }
    void piecesKnowTheirSide() {
        QFETCH(QString, leg);
        QFETCH(QString, track);
        QFETCH(double, second);
        World world = waiting();
        ring(world, u"B"_s);
        world.hear(report(Answered, u"B"_s, 50));
        const auto lines = transcriptLines(*world.call, piece(leg, second, u"words"_s, track));
        QCOMPARE(lines.size(), size_t{1});
        QTEST(speakerName(lines[0].who), "who");
        QVERIFY(transcriptLines(*world.call, piece(leg, second, u"words"_s, track, false)).empty());
        QVERIFY(transcriptLines(*world.call, piece(u"unknown"_s, second, u"words"_s, track)).empty());
    }

    void whoWaitsHearsAnnouncementsInsteadOfTheMusic() {
        World world = waiting();
        QCOMPARE(world.call->plan.dueAt(), std::optional(world.now + 30s));
        world.put(input::TimeIsUp{});
        QVERIFY(world.effects.empty()); // too early
        world.now += 30s;
        world.put(input::TimeIsUp{});
        QCOMPARE(world.effects.size(), size_t{1});
        QVERIFY(std::holds_alternative<effect::Announce>(world.effects.front()));
        world.put(input::Announce{u"You are next in line."_s});
        QCOMPARE(world.commandNames(), (QStringList{u"stop_playback:A"_s, u"speak:A"_s}));
        world.hear(report(SpeakEnded, u"A"_s, 40));
        QCOMPARE(world.commandNames().last(), u"start_playback:A"_s);
        QCOMPARE(world.call->plan.dueAt(), std::optional(world.now + 30s));
        QCOMPARE(planFromText(planToText(world.call->plan)), world.call->plan);
        QVERIFY(world.call->plan.waiting && !world.call->hangupWanted);
    }

    void nothingToSayLeavesTheMusicOn() {
        World world = waiting();
        world.put(input::Announce{});
        QVERIFY(world.commands.empty());
    }

    void theMusicComesBackIfSpeakingFailsOrItsEndIsLost() {
        World world = waiting();
        world.put(input::Announce{u"You are next in line."_s});
        world.put(result(u"speak"_s, u"A"_s, CommandOutcome::Failed, u"10015"_s));
        QCOMPARE(world.commandNames().last(), u"start_playback:A"_s);
        world.put(input::Announce{u"You are next in line."_s});
        world.now += 31s;
        world.put(input::TimeIsUp{});
        QCOMPARE(world.commandNames().last(), u"start_playback:A"_s);
    }

    void nothingIsAnnouncedWhileADeviceRingsOrToWhoTalks() {
        World world = waiting();
        ring(world, u"B"_s);
        world.now += 31s;
        world.put(input::TimeIsUp{});
        QVERIFY(world.effects.empty());
        world.put(input::Announce{u"You are next in line."_s});
        QCOMPARE(world.count(u"speak:A"_s), 0);
    }

    void whoIsAnsweredHearsNoAnnouncementAnyMore() {
        World world = waiting();
        world.put(input::Announce{u"You are next in line."_s});
        ring(world, u"B"_s);
        world.commands.clear();
        world.hear(report(Answered, u"B"_s, 50));
        const QStringList names = world.commandNames();
        QVERIFY2(names.indexOf(u"stop_playback:A"_s) >= 0 && names.indexOf(u"stop_playback:A"_s) < names.indexOf(u"bridge:A"_s), qPrintable(names.join(u' ')));
        QVERIFY(!world.call->plan.dueAt());
        world.now += 31s;
        world.put(input::TimeIsUp{});
        QVERIFY(world.effects.empty());
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
