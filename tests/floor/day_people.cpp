// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/day_people.h"

#include "app/contract/ops_agents.h"
#include "app/contract/ops_calls.h"
#include "app/contract/ops_control.h"

#include <QJsonDocument>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulator::LegScript;
using simulator::Ms;
using simulator::Outcome;
using simulator::Random;

namespace {

const QString kExpert = u"+13125550177"_s;
constexpr auto kHeartbeat = 120s;
constexpr quint64 kCallerStream = 101, kLuckStream = 102, kAgentStream = 1000;

template <class Op>
Op on(const CallId &call) {
    Op op;
    op.id = call;
    return op;
}

simulator::FaultRule fault(simulator::FaultKind kind, int status, bool executed, double probability) {
    simulator::FaultRule rule;
    rule.kind = kind;
    rule.status = status;
    rule.executed = executed;
    rule.probability = probability;
    if (status == 429) rule.retryAfterSecs = 1;
    return rule;
}

} // namespace

DayPeople::DayPeople(DayFloor &floor, const DayPlan &plan, const DayPeopleOptions &options)
    : m_floor(floor), m_plan(plan), m_options(options), m_random(floor.options().seed, kCallerStream), m_luck(floor.options().seed, kLuckStream) {
    for (size_t i = 0; i < floor.agents().size(); ++i) {
        Person person;
        person.id = floor.agents()[i];
        person.station = DayFloor::station(i);
        person.random = Random(floor.options().seed, kAgentStream + i);
        m_indexOf.emplace(person.id, i);
        m_people.push_back(std::move(person));
    }
    m_floor.onEvent = [this](const Event &event) { told(event); };
    m_floor.carrier().onEvent = [this](const QJsonObject &data) { carrierSays(data); };
}

void DayPeople::begin() {
    using simulator::FaultKind;
    for (size_t i = 0; i < m_people.size(); ++i) {
        preparePhone(m_people[i]);
        m_floor.later(drawn(m_people[i].random, 1, 30), [this, i] { m_floor.act(m_people[i].id, AgentLogin{}); });
        m_floor.later(kHeartbeat + drawn(m_people[i].random, 0, 60), [this, i] { heartbeat(i); });
    }
    m_floor.later(m_options.roomy ? 60s : 20s, [this] { placeNext(); });
    if (m_options.roomy) return;
    m_floor.carrier().faults().add(fault(FaultKind::Status, 500, false, 0.004));
    m_floor.carrier().faults().add(fault(FaultKind::Status, 500, true, 0.002));
    m_floor.carrier().faults().add(fault(FaultKind::Status, 429, false, 0.004));
    m_floor.carrier().faults().add(fault(FaultKind::Reset, 500, true, 0.003));
    m_floor.carrier().faults().add(fault(FaultKind::Reset, 500, false, 0.002));
    m_floor.later(30s, [this] { badLuck(); });
    m_floor.later(40s, [this] { supervise(); });
}

void DayPeople::close() { m_closed = true; }

std::chrono::milliseconds DayPeople::drawn(Random &random, int fromSeconds, int toSeconds) {
    return Ms(random.between(fromSeconds * 1000, toSeconds * 1000));
}

// ---- callers

void DayPeople::placeNext() {
    if (m_placed >= m_options.calls) return;
    place();
    const double mean = static_cast<double>(m_options.length.count()) * 1000.0 / m_options.calls;
    m_floor.later(Ms(static_cast<qint64>(m_random.exponential(mean))), [this] { placeNext(); });
}

void DayPeople::place() {
    int shares = 0;
    for (const DayNumber &number : m_plan.numbers) shares += number.share;
    auto pick = static_cast<int>(m_random.next() % static_cast<quint64>(shares));
    const DayNumber *called = nullptr;
    for (const DayNumber &number : m_plan.numbers) {
        called = &number;
        if ((pick -= number.share) < 0) break;
    }
    // One in ten has called before.
    const int who = m_placed > 60 && m_placed % 10 == 0 ? m_placed - 55 : m_placed;
    ++m_placed;
    ++m_byNumber[called->number];
    LegScript script;
    script.patience = 30s;
    Caller caller;
    caller.assistant = called->assistant;
    caller.talk = drawn(m_random, 15, 70);
    const auto stays = drawn(m_random, 60, 120);
    if (m_options.roomy) {
        script.talk = stays;
        // A number that hangs up, or says something and hangs up, does not let the caller stay.
        if (called->leadsTo != "message"_L1 && called->leadsTo != "hang-up"_L1) m_meantToStay += stays;
    }
    const QString from = u"+1212%1"_s.arg(2'000'000 + who);
    m_callers.emplace(m_floor.carrier().carrier().placeInbound(from, called->number, script), caller);
}

void DayPeople::carrierSays(const QJsonObject &data) {
    const QString type = data.value("event_type"_L1).toString();
    const QJsonObject payload = data.value("payload"_L1).toObject();
    const QString leg = payload.value("call_control_id"_L1).toString();
    // The first event of a leg comes before placeInbound() has told which leg it is.
    const auto caller = m_callers.find(leg);
    if (caller == m_callers.end()) return;
    if (type == "call.hangup"_L1) {
        m_callers.erase(caller);
    } else if (type == "call.answered"_L1) {
        callerAnswered(leg, payload.value("to"_L1).toString());
    } else if ((type == "call.bridged"_L1 || type == "conference.participant.joined"_L1) && !caller->second.talks) {
        caller->second.talks = true;
        if (!m_options.roomy) m_floor.later(caller->second.talk, [this, leg] { hangUpAtCarrier(leg); });
    }
}

void DayPeople::callerAnswered(const QString &leg, const QString &) {
    const Caller &caller = m_callers.at(leg);
    if (caller.assistant) m_floor.later(m_options.roomy ? Ms(10'000) : drawn(m_random, 6, 25), [this, leg] { assistantEnds(leg); });
    if (m_options.roomy) return;
    // Patience: some hang up while the assistant still talks, some at once, most wait.
    const auto patience = m_random.chance(0.1) ? drawn(m_random, 1, 10) : drawn(m_random, 30, 150);
    m_floor.later(patience, [this, leg] {
        const auto waiting = m_callers.find(leg);
        if (waiting != m_callers.end() && !waiting->second.talks) hangUpAtCarrier(leg);
    });
}

void DayPeople::hangUpAtCarrier(const QString &leg) {
    auto &board = m_floor.carrier().carrier().board();
    if (auto *found = board.find(leg); found && found->live()) board.end(*found, simulator::hangupByParty(*found));
}

/// The assistant has said goodbye: the carrier ends its talk, the call stays.
void DayPeople::assistantEnds(const QString &leg) {
    if (!m_callers.contains(leg)) return;
    simulator::ApiRequest request;
    request.method = u"POST"_s;
    request.segments = QStringList{u"calls"_s, leg, u"actions"_s, u"ai_assistant_stop"_s};
    request.authorization = "Bearer the-assistant-itself";
    static_cast<void>(m_floor.carrier().carrier().execute(request));
}

// ---- agents

void DayPeople::told(const Event &event) {
    const QJsonObject payload = QJsonDocument::fromJson(event.payload).object();
    if (event.kind == EventKind::CallUpdate) {
        const CallId call(event.subject);
        const QString stage = payload.value("stage"_L1).toString();
        if (stage == "parked"_L1 && m_parked.insert(call).second && m_luck.chance(0.8)) {
            // Who parked it, or the supervisor, who is not signed on and has a phone all the same.
            const UserId who = m_luck.chance(0.5) ? m_floor.supervisor() : UserId(payload.value("agentId"_L1).toString());
            m_floor.later(drawn(m_luck, 5, 50), [this, call, who] { m_floor.act(who, on<RetrieveCall>(call)); });
        } else if (stage == "assistant"_L1 && !m_options.roomy && m_luck.chance(0.02)) {
            m_floor.later(drawn(m_luck, 3, 10), [this, call] { m_floor.act(m_floor.supervisor(), on<StopCallAssistant>(call)); });
        }
        return;
    }
    if (event.kind != EventKind::AgentUpdate) return;
    const auto index = m_indexOf.find(UserId(event.subject));
    if (index == m_indexOf.end()) return;
    Person &person = m_people[index->second];
    const CallId call(payload.value("callId"_L1).toString());
    const QString state = payload.value("state"_L1).toString();
    const bool same = state == person.state && call == person.call;
    person.call = call;
    person.state = state;
    if (same) return;
    ++person.turn;
    changed(person, state, payload.value("reason"_L1).toString());
}

void DayPeople::soon(Person &person, int fromSeconds, int toSeconds, std::function<void(Person &)> work) {
    const size_t index = m_indexOf.at(person.id);
    m_floor.later(drawn(person.random, fromSeconds, toSeconds), [this, index, turn = person.turn, work = std::move(work)] {
        Person &then = m_people[index];
        if (then.turn == turn && !then.consoleDead) work(then);
    });
}

void DayPeople::changed(Person &person, const QString &state, const QString &reason) {
    if (state == "RESERVED"_L1) return preparePhone(person);
    if (state == "TALKING"_L1) return talking(person);
    if (state == "RINGING"_L1 && !m_options.roomy && person.random.chance(0.02))
        return soon(person, 1, 2, [this](Person &p) { m_floor.act(p.id, on<DeclineCall>(p.call)); });
    if (state == "HOLD"_L1 && person.random.chance(0.9))
        return soon(person, 3, 15, [this](Person &p) { m_floor.act(p.id, on<UnholdCall>(p.call)); });
    if (state == "WRAPUP"_L1) {
        const bool quick = m_options.roomy || person.random.chance(0.7);
        return soon(person, quick ? 2 : 25, quick ? 8 : 45, [this](Person &p) {
            DisposeCall op = on<DisposeCall>(p.call);
            op.code = u"solved"_s;
            m_floor.act(p.id, op);
        });
    }
    if (state == "NOT_READY"_L1 || state == "OFFLINE"_L1 || state == "AVAILABLE"_L1) rest(person, reason);
}

void DayPeople::rest(Person &person, const QString &reason) {
    if (person.state == "OFFLINE"_L1) {
        if (!m_closed) soon(person, 60, 300, [this](Person &p) { m_floor.act(p.id, AgentLogin{}); });
        return;
    }
    if (person.state == "NOT_READY"_L1) {
        const bool onBreak = reason == "break"_L1 || reason == "lunch"_L1;
        if (onBreak && person.random.chance(0.2)) return soon(person, 5, 20, [this](Person &p) { m_floor.act(p.id, AgentLogout{}); });
        return soon(person, onBreak ? 60 : 3, onBreak ? 240 : 20, [this](Person &p) { m_floor.act(p.id, AgentReady{}); });
    }
    if (!m_options.roomy && person.random.chance(0.03)) {
        soon(person, 0, 3, [this](Person &p) {
            AgentNotReady op;
            op.reason = p.random.chance(0.5) ? u"break"_s : u"lunch"_s;
            m_floor.act(p.id, op);
        });
    }
}

/// How the phone takes the next call that rings it.
void DayPeople::preparePhone(Person &person) {
    LegScript script;
    script.ring = m_options.roomy ? Ms(2000) : drawn(person.random, 1, 7);
    script.lines = {{Ms(1000), u"Good day."_s}};
    const double luck = person.random.unit();
    const auto hangsUpAfter = drawn(person.random, 5, 20);
    if (!m_options.roomy) {
        if (luck < 0.04) script.outcome = Outcome::NoAnswer;
        else if (luck < 0.06) script.outcome = Outcome::Reject;
        else if (luck < 0.07) script.outcome = Outcome::Busy;
        else if (luck < 0.08) script.outcome = Outcome::Failure;
        else if (luck < 0.10) script.talk = hangsUpAfter;
    }
    m_floor.carrier().carrier().scripts().bindNumber(person.station, script);
}

void DayPeople::talking(Person &person) {
    if (m_options.roomy) return;
    if (person.random.chance(0.004)) person.consoleDead = true;
    if (person.random.chance(0.02)) {
        AgentNotReady op;
        op.reason = u"break"_s;
        m_floor.act(person.id, op); // begins after the call
    }
    soon(person, 3, 15, [this](Person &p) { talkPlan(p); });
}

/// What the agent does with the call.
void DayPeople::talkPlan(Person &person) {
    const double luck = person.random.unit();
    const CallId call = person.call;
    TransferCall transfer = on<TransferCall>(call);
    if (luck < 0.50) return; // the caller hangs up
    if (luck < 0.62) return soon(person, 10, 40, [this](Person &p) { m_floor.act(p.id, on<HangUp>(p.call)); });
    if (luck < 0.72) return m_floor.act(person.id, on<HoldCall>(call));
    if (luck < 0.76) {
        m_floor.act(person.id, on<MuteCall>(call));
        return soon(person, 2, 8, [this](Person &p) { m_floor.act(p.id, on<UnmuteCall>(p.call)); });
    }
    if (luck < 0.80) transfer.agentId = somebody(person.random).id;
    else if (luck < 0.84) transfer.queueId = m_plan.queues.at(person.random.chance(0.5) ? u"Support"_s : u"Sales"_s);
    else if (luck < 0.87) transfer.to = kExpert;
    else if (luck < 0.94) return consult(person);
    else if (luck < 0.98) return m_floor.act(person.id, on<ParkCall>(call));
    else return m_floor.act(person.id, on<StartCallRecording>(call));
    m_floor.act(person.id, transfer);
}

void DayPeople::consult(Person &person) {
    ConsultCall op = on<ConsultCall>(person.call);
    if (person.random.chance(0.5)) op.to = kExpert;
    else op.agentId = somebody(person.random).id;
    m_floor.act(person.id, op);
    const size_t index = m_indexOf.at(person.id);
    // The state changes (hold, talking) while he consults: what he wanted stays.
    m_floor.later(drawn(person.random, 2, 20), [this, index, call = person.call] {
        Person &p = m_people[index];
        if (p.consoleDead || p.call != call) return;
        const double luck = p.random.unit();
        if (luck < 0.35) return m_floor.act(p.id, on<CompleteConsult>(call));
        if (luck < 0.60) return m_floor.act(p.id, on<CancelConsult>(call));
        if (luck < 0.80) return m_floor.act(p.id, on<MergeConsult>(call));
        m_floor.act(p.id, on<SwapConsult>(call));
        m_floor.later(5s, [this, who = p.id, call] { m_floor.act(who, on<CompleteConsult>(call)); });
    });
}

void DayPeople::heartbeat(size_t index) {
    Person &person = m_people[index];
    auto next = std::chrono::milliseconds(kHeartbeat);
    if (person.consoleDead) {
        // Somebody starts it again: after a while, and sometimes only when he has been logged off.
        next = drawn(person.random, 200, 1200);
        m_floor.later(next - 1s, [this, index] {
            m_people[index].consoleDead = false;
            m_floor.act(m_people[index].id, AgentLogin{});
            const Person &back = m_people[index];
            if (back.state == "WRAPUP"_L1 || back.state == "NOT_READY"_L1) ++m_people[index].turn, changed(m_people[index], back.state, {});
        });
    } else if (person.state != "OFFLINE"_L1 && !person.state.isEmpty()) {
        m_floor.act(person.id, AgentHeartbeat{});
    }
    m_floor.later(next, [this, index] { heartbeat(index); });
}

// ---- luck

void DayPeople::badLuck() {
    if (m_closed) return;
    auto &board = m_floor.carrier().carrier().board();
    const auto &live = board.liveLegs();
    if (!live.empty()) {
        auto it = live.begin();
        std::advance(it, static_cast<std::ptrdiff_t>(m_luck.next() % live.size()));
        board.end(*it->second, {u"unspecified"_s, u"unknown"_s, u"unspecified"_s});
        ++m_broken;
    }
    m_floor.later(drawn(m_luck, 20, 90), [this] { badLuck(); });
}

void DayPeople::supervise() {
    if (m_closed) return;
    const Person &agent = somebody(m_luck);
    if (agent.state == "TALKING"_L1 && !agent.call.isEmpty()) {
        TakeOverCall op;
        op.callId = agent.call;
        m_floor.act(m_floor.supervisor(), op);
    }
    m_floor.later(drawn(m_luck, 120, 400), [this] { supervise(); });
}

} // namespace callfloor::test
