// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/call_agents.h"
#include "app/domain/supervision.h"
#include "tests/domain/call_world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using enum CarrierEventType;

namespace {

const UserId kBoss(u"boss"_s), kChief(u"chief"_s);

Device deviceOf(const QString &leg, const QString &owner, Errand errand = Errand::Offer) {
    Device made;
    made.leg = LegId(leg);
    made.owner = UserId(owner);
    made.workId = u"work-"_s + leg;
    made.to = u"sip:%1@sip.telnyx.com"_s.arg(leg);
    made.from = u"+13125550100"_s;
    made.errand = errand;
    return made;
}

/// The caller A talks with agent-7 on B.
World talkingWorld(SupervisionMechanism mechanism, bool switchRoles = false) {
    World world;
    world.policy = quietPolicy();
    world.policy.answerInbound = true;
    world.policy.supervision = {mechanism, switchRoles, SupervisionNotice::Talking};
    world.hear(incoming(u"A"_s, 0));
    world.call->plan.route = RouteTarget{};
    world.call->plan.route->kind = RouteKind::Queue;
    world.call->plan.route->queue = QueueId(u"q-1"_s);
    world.hear(report(Answered, u"A"_s, 1));
    world.put(input::Ring{{deviceOf(u"B"_s, u"agent-7"_s)}});
    world.put(dialAccepted(u"B"_s));
    world.hear(report(Answered, u"B"_s, 3));
    world.put(result(u"bridge"_s, u"A"_s, CommandOutcome::Accepted));
    world.commands.clear();
    world.events.clear();
    return world;
}

void supervise(World &world, SupervisorMode mode, const QString &leg = u"S"_s, const UserId &who = kBoss) {
    const SupervisionWish wish{who, LegId(leg), mode, u"sip:boss@sip.telnyx.com"_s, u"+13125550100"_s, world.policy.supervision, {}};
    world.put(input::Supervise{wish});
}

void answered(World &world, const QString &leg, double seconds) {
    world.put(dialAccepted(leg));
    world.hear(report(Answered, leg, seconds));
}

CommandResult conferenceMade(const QString &leg) {
    CommandResult made = result(u"create_conference"_s, leg, CommandOutcome::Accepted);
    made.conferenceId = u"room-1"_s;
    return made;
}

CommandResult accepted(const QString &kind, const QString &leg) { return result(kind, leg, CommandOutcome::Accepted); }
CommandResult refused(const QString &kind, const QString &leg) { return result(kind, leg, CommandOutcome::Failed, u"90015"_s); }

/// The newest command of a kind.
template <class Command>
Command lastOf(const World &world) {
    for (auto it = world.commands.rbegin(); it != world.commands.rend(); ++it)
        if (const auto *found = std::get_if<Command>(&it->command)) return *found;
    return {};
}

/// What was told last of a leg: `mode state hearers`; hearers are `?` where they are not known.
QString toldOf(const World &world, const QString &leg) {
    QString told;
    for (const EventDraft &event : world.events) {
        if (event.kind != EventKind::SupervisionUpdate) continue;
        const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
        if (update[u"legId"_s].toString() != leg) continue;
        QStringList hearers;
        for (const QJsonValue who : update[u"heardBy"_s].toArray()) hearers << who.toString();
        told = update[u"mode"_s].toString() + u' ' + update[u"state"_s].toString() + u' ' +
               (update[u"heardBy"_s].isNull() ? u"?"_s : hearers.join(u'+'));
    }
    return told.trimmed();
}

const Leg &legOf(const World &world, const QString &id) { return *world.call->leg(LegId(id)); }

/// Talking, and the supervisor S in the conference with this mode.
World conferenceWorld(SupervisorMode mode, bool switchRoles = false) {
    World world = talkingWorld(SupervisionMechanism::Conference, switchRoles);
    supervise(world, mode);
    answered(world, u"S"_s, 5);
    world.put(conferenceMade(u"B"_s));
    world.put(accepted(u"join_conference"_s, u"A"_s));
    world.put(accepted(u"join_conference"_s, u"S"_s));
    return world;
}

} // namespace

/// Supervisors on a call: by a supervising leg, and by a conference.
class SupervisionTest : public QObject {
    Q_OBJECT
private slots:
    void wordsAreReadBack();
    void theCallMovesWhenTheSupervisorHasAnswered();
    void whoDoesNotAnswerMovesNobody();
    void aRefusedConferenceLeavesTheBridgeAlone();
    void aLostAnswerBridgesThemAgain();
    void aCustomerWhoCannotGetInIsBridgedAgain();
    void onlyTheSupervisorGoesIfHeIsRefused();
    void anotherRoleByJoiningAnew();
    void anotherRoleByUpdate();
    void aRefusedUpdateChangesNothing();
    void aWhisperGoesToTheNextAgent();
    void whoRingsStillGetsTheNewModeAtOnce();
    void onAnAssistantsCallALegSupervises();
    void switchedRolesAreShownWhenConfirmed();
    void aSupervisingLegEndsWithWhatItSupervises();
    void theAgentStaysUntilTheTakeOverIsConnected();
    void aRefusedTakeOverLeavesTheAgent();
    void agentsAreToldByPolicy();
    void nobodyIsLeftAloneWhateverHappens();
};

void SupervisionTest::wordsAreReadBack() {
    QCOMPARE(supervisionMechanismFromName(u"conference"), SupervisionMechanism::Conference);
    QCOMPARE(supervisionMechanismFromName(u"supervised_leg"), SupervisionMechanism::SupervisedLeg);
    QCOMPARE(supervisionNoticeFromName(u"always"), SupervisionNotice::Always);
    QVERIFY(!supervisionMechanismFromName(u"bridge"));
    QCOMPARE(roleAndListener(u"whisper leg-1"_s), std::pair(u"whisper"_s, LegId(u"leg-1"_s)));
    QCOMPARE(roleAndListener(u"barge"_s), std::pair(u"barge"_s, LegId()));
}

void SupervisionTest::theCallMovesWhenTheSupervisorHasAnswered() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Whisper);
    QCOMPARE(world.commandNames(), QStringList{u"dial:S"_s});
    QVERIFY(lastOf<command::Dial>(world).supervise.isEmpty());
    QCOMPARE(toldOf(world, u"S"_s), u"whisper ringing"_s);
    answered(world, u"S"_s, 5);
    QCOMPARE(world.commandNames(), (QStringList{u"dial:S"_s, u"create_conference:B"_s}));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper changing ?"_s);
    world.put(conferenceMade(u"B"_s));
    QCOMPARE(world.commandNames().mid(2), (QStringList{u"join_conference:A"_s, u"join_conference:S"_s}));
    const auto join = lastOf<command::JoinConference>(world);
    QCOMPARE(join.role, u"whisper"_s);
    QCOMPARE(join.whisperTo, LegId(u"B"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper changing ?"_s);
    world.put(accepted(u"join_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper connected agent"_s);
    QCOMPARE(world.call->stage, CallStage::Connected);
    world.put(input::EndSupervision{kBoss});
    world.hear(hungUp(u"S"_s, 9, u"normal_clearing"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper ended"_s);
    QCOMPARE(world.commandNames().mid(4), QStringList{u"hang_up:S"_s}); // the others stay where they are
}

void SupervisionTest::whoDoesNotAnswerMovesNobody() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Barge);
    world.put(dialAccepted(u"S"_s));
    world.hear(hungUp(u"S"_s, 30, u"timeout"_s, u"487"_s));
    QCOMPARE(world.commandNames(), QStringList{u"dial:S"_s});
}

void SupervisionTest::aRefusedConferenceLeavesTheBridgeAlone() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    for (int i = 0; i < 3; ++i) world.put(refused(u"create_conference"_s, u"B"_s));
    QCOMPARE(world.count(u"create_conference:B"_s), 3);
    QCOMPARE(world.count(u"hang_up:S"_s), 1);
    QCOMPARE(world.commandNames().filter(u"bridge"_s), QStringList());
    QVERIFY(!world.call->failureText.isEmpty());
    QCOMPARE(world.call->stage, CallStage::Connected);
    QCOMPARE(legOf(world, u"A"_s).talk.audio, Audio::Bridged);
}

void SupervisionTest::aLostAnswerBridgesThemAgain() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    // The carrier may have moved the agent's leg: nobody knows.
    for (int i = 0; i < 3; ++i) world.put(result(u"create_conference"_s, u"B"_s, CommandOutcome::Ambiguous));
    QCOMPARE(world.count(u"hang_up:S"_s), 1);
    QCOMPARE(world.count(u"bridge:A"_s), 1);
}

void SupervisionTest::aCustomerWhoCannotGetInIsBridgedAgain() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    world.put(conferenceMade(u"B"_s));
    for (int i = 0; i < 3; ++i) world.put(refused(u"join_conference"_s, u"A"_s));
    QCOMPARE(world.count(u"join_conference:A"_s), 3);
    QCOMPARE(world.count(u"hang_up:B"_s) + world.count(u"hang_up:A"_s), 0);
    QCOMPARE(world.count(u"hang_up:S"_s), 1);
    const QStringList names = world.commandNames();
    QVERIFY(names.contains(u"leave_conference:B"_s) && names.indexOf(u"leave_conference:B"_s) < names.indexOf(u"bridge:A"_s));
    QCOMPARE(world.call->stage, CallStage::Connected);
    QVERIFY(world.call->plan.conference.isEmpty());
}

void SupervisionTest::onlyTheSupervisorGoesIfHeIsRefused() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    world.put(conferenceMade(u"B"_s));
    world.put(accepted(u"join_conference"_s, u"A"_s));
    for (int i = 0; i < 3; ++i) world.put(refused(u"join_conference"_s, u"S"_s));
    QCOMPARE(world.count(u"hang_up:S"_s), 1);
    QCOMPARE(world.commandNames().filter(u"hang_up"_s).size(), 1);
    QCOMPARE(world.call->plan.mix, MixState::Up);
    QCOMPARE(world.call->stage, CallStage::Connected);
}

void SupervisionTest::anotherRoleByJoiningAnew() {
    World world = conferenceWorld(SupervisorMode::Monitor);
    QCOMPARE(toldOf(world, u"S"_s), u"monitor connected"_s);
    world.commands.clear();
    supervise(world, SupervisorMode::Barge, u"S2"_s);
    QCOMPARE(world.commandNames(), (QStringList{u"leave_conference:S"_s, u"join_conference:S"_s})); // nothing rings again
    QCOMPARE(lastOf<command::JoinConference>(world).role, u"barge"_s);
    QCOMPARE(toldOf(world, u"S"_s), u"barge changing ?"_s);
    world.put(accepted(u"leave_conference"_s, u"S"_s));
    world.put(result(u"join_conference"_s, u"S"_s, CommandOutcome::Failed, u"90044"_s)); // the join was faster than the leave
    QCOMPARE(world.count(u"leave_conference:S"_s), 2);
    QCOMPARE(world.count(u"join_conference:S"_s), 2);
    world.put(accepted(u"join_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"barge connected agent+customer"_s);
}

void SupervisionTest::anotherRoleByUpdate() {
    World world = conferenceWorld(SupervisorMode::Monitor, true);
    world.commands.clear();
    supervise(world, SupervisorMode::Whisper, u"S2"_s);
    QCOMPARE(world.commandNames(), QStringList{u"change_role_in_conference:S"_s});
    QCOMPARE(lastOf<command::ChangeRoleInConference>(world).whisperTo, LegId(u"B"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper changing ?"_s);
    world.put(accepted(u"change_role_in_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper connected agent"_s);
}

void SupervisionTest::aRefusedUpdateChangesNothing() {
    World world = conferenceWorld(SupervisorMode::Monitor, true);
    supervise(world, SupervisorMode::Barge, u"S2"_s);
    for (int i = 0; i < 3; ++i) world.put(refused(u"change_role_in_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"monitor connected"_s);
    QCOMPARE(world.count(u"change_role_in_conference:S"_s), 3);
    QCOMPARE(world.commandNames().filter(u"hang_up"_s), QStringList());
}

void SupervisionTest::aWhisperGoesToTheNextAgent() {
    World world = conferenceWorld(SupervisorMode::Whisper);
    world.commands.clear();
    world.put(input::Control{{UserId(u"agent-7"_s), Role::Agent}, control::Transfer{deviceOf(u"C"_s, u"agent-8"_s, Errand::Transfer)}});
    world.hear(hungUp(u"B"_s, 7, u"normal_clearing"_s));
    // Until there is a next agent nobody hears him.
    QCOMPARE(lastOf<command::JoinConference>(world).role, u"whisper"_s);
    QVERIFY(lastOf<command::JoinConference>(world).whisperTo.isEmpty());
    world.put(accepted(u"join_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper connected"_s);
    answered(world, u"C"_s, 9);
    QCOMPARE(world.count(u"join_conference:C"_s), 1);
    const auto join = lastOf<command::JoinConference>(world);
    QCOMPARE(join.role, u"whisper"_s);
    QCOMPARE(join.whisperTo, LegId(u"C"_s));
    world.put(accepted(u"join_conference"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"whisper connected agent"_s);
    QCOMPARE(world.call->agentId.text(), u"agent-8"_s);
}

void SupervisionTest::whoRingsStillGetsTheNewModeAtOnce() {
    World world = talkingWorld(SupervisionMechanism::Conference);
    supervise(world, SupervisorMode::Monitor);
    supervise(world, SupervisorMode::Barge, u"S2"_s);
    QCOMPARE(world.commandNames(), QStringList{u"dial:S"_s});
    answered(world, u"S"_s, 5);
    world.put(conferenceMade(u"B"_s));
    QCOMPARE(lastOf<command::JoinConference>(world).role, u"barge"_s);
}

void SupervisionTest::onAnAssistantsCallALegSupervises() {
    World world;
    world.policy = quietPolicy();
    world.policy.supervision.mechanism = SupervisionMechanism::Conference;
    world.call = dialledCall();
    world.put(dialAccepted(u"A"_s));
    world.hear(report(Answered, u"A"_s, 1));
    supervise(world, SupervisorMode::Whisper);
    const auto dial = lastOf<command::Dial>(world);
    QCOMPARE(dial.supervise, LegId(u"A"_s));
    QCOMPARE(dial.supervisorRole, u"monitor"_s); // the customer would hear a whisper
    QVERIFY(!joinsConference(legOf(world, u"S"_s)));
}

void SupervisionTest::switchedRolesAreShownWhenConfirmed() {
    World world = talkingWorld(SupervisionMechanism::SupervisedLeg, true);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    QCOMPARE(toldOf(world, u"S"_s), u"monitor connected"_s);
    supervise(world, SupervisorMode::Barge, u"S2"_s);
    QCOMPARE(lastOf<command::SwitchSupervisorRole>(world).role, u"barge"_s);
    QCOMPARE(toldOf(world, u"S"_s), u"barge changing ?"_s);
    world.put(accepted(u"switch_supervisor_role"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"barge connected agent+customer"_s);
    supervise(world, SupervisorMode::Whisper, u"S3"_s);
    world.put(refused(u"switch_supervisor_role"_s, u"S"_s));
    QCOMPARE(toldOf(world, u"S"_s), u"barge connected agent+customer"_s);
    QCOMPARE(world.count(u"dial:S2"_s) + world.count(u"dial:S3"_s), 0);
}

void SupervisionTest::aSupervisingLegEndsWithWhatItSupervises() {
    World world = talkingWorld(SupervisionMechanism::SupervisedLeg);
    supervise(world, SupervisorMode::Monitor);
    answered(world, u"S"_s, 5);
    world.put(input::Control{{UserId(u"agent-7"_s), Role::Agent}, control::Transfer{deviceOf(u"C"_s, u"agent-8"_s, Errand::Transfer)}});
    QCOMPARE(world.count(u"hang_up:S"_s), 0);
    world.hear(hungUp(u"B"_s, 7, u"normal_clearing"_s));
    QCOMPARE(world.count(u"hang_up:S"_s), 1);
    answered(world, u"C"_s, 9);
    QCOMPARE(world.call->stage, CallStage::Connected);
}

void SupervisionTest::theAgentStaysUntilTheTakeOverIsConnected() {
    for (const bool conference : {false, true}) {
        World world = conference ? conferenceWorld(SupervisorMode::Monitor) : talkingWorld(SupervisionMechanism::SupervisedLeg);
        world.commands.clear();
        world.put(input::Ring{{deviceOf(u"T"_s, u"boss"_s, Errand::TakeOver)}});
        answered(world, u"T"_s, 9);
        QCOMPARE(world.call->agentId.text(), u"boss"_s);
        QCOMPARE(world.count(u"hang_up:B"_s) + world.count(u"leave_conference:B"_s), 0);
        QCOMPARE(world.commandNames().last(), conference ? u"join_conference:T"_s : u"bridge:A"_s);
        const Call before = *world.call;
        world.put(conference ? accepted(u"join_conference"_s, u"T"_s) : accepted(u"bridge"_s, u"A"_s));
        QCOMPARE(world.count(u"hang_up:B"_s), 1);
        const auto moves = agentMoves(before, *world.call);
        QCOMPARE(moves.size(), size_t{1});
        QCOMPARE(moves[0].news, AgentNews::Ended);
    }
}

void SupervisionTest::aRefusedTakeOverLeavesTheAgent() {
    for (const bool hangsUp : {false, true}) {
        World world = talkingWorld(SupervisionMechanism::SupervisedLeg);
        world.put(input::Ring{{deviceOf(u"T"_s, u"boss"_s, Errand::TakeOver)}});
        answered(world, u"T"_s, 9);
        if (hangsUp) world.hear(hungUp(u"T"_s, 10, u"normal_clearing"_s));
        else
            for (int i = 0; i < 3; ++i) world.put(refused(u"bridge"_s, u"A"_s));
        QCOMPARE(world.count(u"hang_up:B"_s) + world.count(u"hang_up:A"_s), 0);
        QCOMPARE(world.count(u"hang_up:T"_s), hangsUp ? 0 : 1);
        QCOMPARE(world.call->agentId.text(), u"agent-7"_s);
        QCOMPARE(world.call->stage, CallStage::Connected);
        QCOMPARE(legOf(world, u"A"_s).talk.bridgedWith, LegId(u"B"_s));
        QCOMPARE(legOf(world, u"A"_s).talk.audio, Audio::Bridged);
    }
}

void SupervisionTest::agentsAreToldByPolicy() {
    const auto audience = [](SupervisionNotice notice, SupervisorMode mode) {
        World world = talkingWorld(SupervisionMechanism::SupervisedLeg);
        world.policy.supervision.notice = notice;
        supervise(world, mode);
        for (const EventDraft &event : world.events)
            if (event.kind == EventKind::SupervisionUpdate) return event.audience;
        return Audience{Audience::Kind::Admins};
    };
    const Audience withAgent{Audience::Kind::Owner, u"agent-7"_s}, without{Audience::Kind::Supervisors, u"agent-7"_s};
    using enum SupervisionNotice;
    QCOMPARE(audience(Never, SupervisorMode::Barge), without);
    QCOMPARE(audience(Talking, SupervisorMode::Monitor), without);
    QCOMPARE(audience(Talking, SupervisorMode::Whisper), withAgent);
    QCOMPARE(audience(Always, SupervisorMode::Monitor), withAgent);
    // Who was whispered to is also told that it is over.
    World world = conferenceWorld(SupervisorMode::Whisper);
    world.events.clear();
    supervise(world, SupervisorMode::Monitor, u"S2"_s);
    QCOMPARE(world.events.back().audience, withAgent);
}

/// Random people and supervisors on a random carrier, both mechanisms: the customer is never alone, no supervisor is bridged
/// with anybody, and nobody lives on after the call.
void SupervisionTest::nobodyIsLeftAloneWhateverHappens() {
    std::mt19937 random(20261122);
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int run = 0; run < 400; ++run) {
        World world = talkingWorld(pick(3) == 0 ? SupervisionMechanism::SupervisedLeg : SupervisionMechanism::Conference, pick(2) == 0);
        QByteArrayList steps;
        for (int step = 0; step < 60; ++step) {
            const Leg &chosen = world.call->legs[static_cast<size_t>(pick(static_cast<int>(world.call->legs.size())))];
            const QString id = chosen.id.text(), own = u"N%1"_s.arg(step);
            const bool customer = chosen.role == LegRole::Customer;
            const int kind = pick(14);
            steps << QByteArray::number(kind) + ':' + id.toUtf8();
            const Actor agent{world.call->agentId, Role::Agent};
            switch (kind) {
            case 0: case 1: case 2: supervise(world, static_cast<SupervisorMode>(pick(3)), own, pick(2) ? kBoss : kChief); break;
            case 3: world.put(input::EndSupervision{pick(2) ? kBoss : kChief}); break;
            case 4: case 5: case 6: answered(world, id, 10 + step); break;
            case 7: if (!customer || pick(5) == 0) world.hear(hungUp(id, 10 + step, u"normal_clearing"_s)); break;
            case 8: world.put(input::Control{agent, control::Transfer{deviceOf(own, u"agent-9"_s, Errand::Transfer)}}); break;
            case 9: world.put(input::Control{agent, pick(2) ? CallControl(control::Hold{}) : CallControl(control::Unhold{})}); break;
            case 10: world.put(input::Ring{{deviceOf(own, u"boss"_s, Errand::TakeOver)}}); break;
            default: {
                if (world.commands.empty()) break;
                const CommandDraft &sent = world.commands[static_cast<size_t>(pick(static_cast<int>(world.commands.size())))];
                CommandResult answer = result(commandKind(sent.command), sent.legId.text(), pick(2) ? CommandOutcome::Accepted : CommandOutcome::Failed,
                                              QStringList{u"90033"_s, u"90019"_s, u"90044"_s, u"90015"_s}[pick(4)]);
                if (answer.kind != "dial"_L1) world.put(answer);
            }
            }
            if (!world.effects.empty()) world.put(input::NobodyCame{});
            const Call &call = *world.call;
            const auto story = [&](const char *what) { return QByteArray(what + QByteArray(" after ") + steps.join(' ') + " in run " + QByteArray::number(run)); };
            const Leg *caller = call.legOf(LegRole::Customer);
            bool cared = call.plan.waiting || call.plan.parked || call.plan.farewell || call.hangupWanted || call.terminal();
            for (const Leg &leg : call.legs) {
                const bool person = leg.role == LegRole::Agent || leg.role == LegRole::Party;
                cared = cared || (person && !leg.over() && !leg.talk.dismissed);
                const bool bridgedSupervisor = leg.role == LegRole::Supervisor && leg.talk.audio == Audio::Bridged;
                QVERIFY2(!bridgedSupervisor, story("a supervisor is bridged").constData());
                QVERIFY2(!call.terminal() || leg.over() || leg.role == LegRole::Other, story("a leg lives on").constData());
                QVERIFY2(talkFromText(talkToText(leg.talk)) == leg.talk, story("not read back").constData());
            }
            QVERIFY2(cared || !caller->talks(), story("the customer is left alone").constData());
            for (const CommandDraft &sent : world.commands) {
                const auto *bridge = std::get_if<command::Bridge>(&sent.command);
                QVERIFY2(!bridge || (call.leg(bridge->with)->role != LegRole::Supervisor && call.leg(sent.legId)->role != LegRole::Supervisor),
                         story("a supervisor was to be bridged").constData());
            }
        }
    }
}

QTEST_APPLESS_MAIN(SupervisionTest)
#include "tst_supervision.moc"
