// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/day_audit.h"

#include <QJsonDocument>

#include <cmath>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The longest that a webhook is under way, in the storm.
constexpr auto kReportOnItsWay = 4s;

std::optional<UtcTime> timeOf(const QString &text) {
    if (text.isEmpty()) return std::nullopt;
    return fromMicros(text.toLongLong());
}

/// The figure of this name in a list of figures.
QJsonObject figureOf(const QJsonArray &figures, const QString &name) {
    for (const QJsonValue &figure : figures)
        if (figure.toObject().value("name"_L1).toString() == name) return figure.toObject();
    return {};
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)}); }

/// Numerator and denominator of a figure against what was summed here.
QString difference(const QJsonArray &figures, const QString &name, double numerator, double denominator) {
    const QJsonObject figure = figureOf(figures, name);
    if (figure.isEmpty()) return numerator == 0 && denominator == 0 ? QString() : name + u" is missing"_s;
    const double n = figure.value("numerator"_L1).toDouble(), d = figure.value("denominator"_L1).toDouble();
    if (near(n, numerator) && near(d, denominator)) return {};
    return u"%1: product %2/%3, rows %4/%5"_s.arg(name).arg(n, 0, 'f', 3).arg(d, 0, 'f', 3).arg(numerator, 0, 'f', 3).arg(denominator, 0, 'f', 3);
}

QJsonArray figuresOfRow(const QJsonObject &metrics, const QString &key, const QString &id) {
    for (const QJsonValue &row : metrics.value("rows"_L1).toArray())
        if (row.toObject().value(key).toString() == id) return row.toObject().value("figures"_L1).toArray();
    return {};
}

/// Seconds of an agent by what he did.
struct Spent {
    double talk = 0, hold = 0, wrap = 0, ring = 0, idle = 0, notReady = 0;
    double handle() const { return talk + hold + wrap; }
    double loggedIn() const { return handle() + ring + idle + notReady; }
    double *of(const QString &state) {
        if (state == "TALKING"_L1) return &talk;
        if (state == "HOLD"_L1) return &hold;
        if (state == "WRAPUP"_L1) return &wrap;
        if (state == "AVAILABLE"_L1) return &idle;
        if (state == "RESERVED"_L1 || state == "RINGING"_L1 || state == "PREVIEW"_L1) return &ring;
        if (state == "NOT_READY"_L1 || state == "UNREACHABLE"_L1) return &notReady;
        return nullptr;
    }
};

} // namespace

DayAudit::DayAudit(DayFloor &floor, const DayPeople &people, RowReader rows) : m_floor(floor), m_people(people), m_rows(std::move(rows)) {}

void DayAudit::run(const QJsonObject &byQueue, const QJsonObject &byAgent) {
    nothingOpen();
    agentsAtRest();
    legsAgree();
    dialledOnce();
    callsCounted();
    waitsAddUp();
    queueFigures(byQueue);
    workFigures(byAgent);
    logTellsTheEnd();
}

void DayAudit::problem(const QString &what, const QStringList &examples) {
    if (examples.isEmpty()) return;
    m_problems << u"%1 (%2): %3"_s.arg(what).arg(examples.size()).arg(examples.mid(0, 4).join(u" | "_s));
}

void DayAudit::empty(const QString &what, const QString &sql) {
    QStringList found;
    for (const QStringList &row : m_rows(sql)) found << row.join(u' ');
    problem(what, found);
}

void DayAudit::nothingOpen() {
    // Phones that stay up between calls are up as long as their agents are signed on, and connected to nobody.
    std::set<QString> lines;
    for (const QStringList &row : m_rows(u"select l.call_control_id from leg l join call c on c.id = l.call_id where c.stage = 'line' and c.final_status is null"_s))
        lines.insert(row[0]);
    m_totals.lines = static_cast<int>(lines.size());
    QStringList live, busy;
    for (const auto &[serial, leg] : m_floor.carrier().carrier().board().liveLegs()) {
        const QString name = u"%1 > %2 %3"_s.arg(leg->from, leg->to, leg->controlId);
        if (lines.erase(leg->controlId) == 0) live << name;
        else if (!leg->conferenceId.isEmpty() || !leg->peer.isEmpty()) busy << name;
    }
    problem(u"legs that are still up at the carrier"_s, live);
    problem(u"agents' lines that are connected to somebody"_s, busy);
    problem(u"agents' lines that the carrier does not have"_s, QStringList(lines.begin(), lines.end()));
    empty(u"lines of agents who are signed off"_s, u"select c.id, c.agent_id from call c join agent_state a on a.user_id = c.agent_id where c.stage = 'line' and c.final_status is null and a.presence = 'offline' order by c.id"_s);
    empty(u"calls that are still open"_s, u"select id, status, stage, our_number, plan from call where final_status is null and stage <> 'line' order by id"_s);
    empty(u"legs without an end"_s, u"select l.id, l.role, l.call_id from leg l join call c on c.id = l.call_id where l.ended_us is null and c.stage <> 'line' order by l.id"_s);
    empty(u"commands that are still open"_s, u"select id, kind, state, call_id from carrier_command where state in ('pending', 'sending') order by id"_s);
    empty(u"waits that are still open"_s, u"select id, state, call_id from queue_entry where state in ('waiting', 'offered') or ended_us is null order by id"_s);
    empty(u"offers that are still open"_s, u"select id, entry_id, agent_id from queue_offer where ended_us is null or result is null order by id"_s);
    empty(u"calls that have ended and still have something to do"_s, u"select id, status, due_us from call where due_us is not null order by id"_s);
}

void DayAudit::agentsAtRest() {
    empty(u"agents who are stuck"_s,
          u"select user_id, presence, availability, activity, call_id, pending_reason from agent_state "
          u"where activity <> 'IDLE' or call_id is not null or reservation_id is not null or due_us is not null or pending_reason is not null"_s);
}

/// Every leg's times are those of the carrier's events, whatever became of the webhooks.
void DayAudit::legsAgree() {
    QStringList unknown, wrong;
    std::map<QString, QStringList> ours;
    for (const QStringList &row : m_rows(u"select call_control_id, role, answered_us, ended_us, hangup_cause, id, call_id from leg order by id"_s)) {
        ++m_totals.legs;
        if (!row[0].isEmpty()) ours.emplace(row[0], row);
    }
    for (const auto &[handle, leg] : m_floor.carrier().legs()) {
        const auto mine = ours.find(handle);
        if (mine == ours.end()) {
            unknown << u"%1 > %2 %3"_s.arg(leg.from, leg.to, leg.cause);
            continue;
        }
        const QStringList &row = mine->second;
        if (timeOf(row[2]) == leg.answeredAt && timeOf(row[3]) == leg.endedAt) continue;
        const auto text = [](const std::optional<UtcTime> &t) { return t ? QString::number(toMicros(*t) % 100'000'000'000) : u"-"_s; };
        wrong << u"leg %1 of %2 (%3): answered %4 / %5, ended %6 / %7"_s.arg(row[5], row[1], row[4], text(timeOf(row[2])), text(leg.answeredAt), text(timeOf(row[3])), text(leg.endedAt));
    }
    problem(u"legs of the carrier that have no row"_s, unknown);
    // A report that was lost altogether may be known by a later one only.
    if (wrong.size() > m_floor.carrier().lost()) problem(u"legs whose times are not those of the carrier"_s, wrong);
}

void DayAudit::dialledOnce() {
    std::map<QString, int> byLeg, byWork;
    for (const auto &[handle, leg] : m_floor.carrier().legs())
        if (leg.outgoing) ++byLeg[leg.ourLeg.text()];
    QStringList twice;
    for (const auto &[leg, dials] : byLeg)
        if (dials > 1 || leg.isEmpty()) twice << u"leg %1: %2 dials"_s.arg(leg).arg(dials);
    problem(u"dials that were made twice"_s, twice);
    QStringList doubled;
    for (const QStringList &row : m_rows(u"select talk from leg where role = 'agent' and talk is not null order by id"_s)) {
        const QString work = QJsonDocument::fromJson(row[0].toUtf8()).object().value("work"_L1).toString();
        if (!work.isEmpty() && ++byWork[work] > 1) doubled << work;
    }
    if (byWork.empty()) doubled << u"no leg names its reservation: the check is blind"_s;
    problem(u"reservations with more than one device"_s, doubled);
}

void DayAudit::callsCounted() {
    for (const QStringList &row : m_rows(u"select our_number, status, outcome, id from call where direction = 'inbound' order by id"_s)) {
        ++m_totals.calls;
        ++m_totals.callsByNumber[row[0]];
        ++m_totals.callsByEnd[row[1] + u' ' + row[2]];
    }
    if (m_totals.calls != m_people.placed()) problem(u"calls"_s, {u"%1 rows for %2 callers"_s.arg(m_totals.calls).arg(m_people.placed())});
    if (m_totals.callsByNumber != m_people.callersByNumber()) problem(u"calls by number"_s, {u"the rows are not the callers"_s});
    for (const QStringList &row : m_rows(u"select l.ended_us - l.answered_us, l.id from leg l join call c on c.id = l.call_id "
                                         u"where l.role = 'customer' and l.answered_us is not null and c.queue_id is not null"_s))
        m_totals.customerTime += std::chrono::round<std::chrono::milliseconds>(std::chrono::microseconds(row[0].toLongLong()));
    empty(u"calls without exactly one customer"_s,
          u"select call_id, count(*) from leg where role = 'customer' group by call_id having count(*) <> 1"_s);
}

/// A caller's seconds: from entering to the end of the wait, wait after wait without overlap, and an agent who talks from
/// the very moment in which the wait ended.
void DayAudit::waitsAddUp() {
    QStringList wrong, deaf, late;
    std::set<QString> talks;
    for (const QStringList &row : m_rows(u"select user_id, call_id, at_us from agent_state_change where to_state in ('TALKING', 'HOLD') order by id"_s))
        talks.insert(row.join(u' '));
    std::map<QString, UtcTime> last;
    for (const QStringList &row : m_rows(u"select e.call_id, e.entered_us, e.connected_us, e.ended_us, e.state, e.agent_id, e.outcome, c.started_us, c.ended_us "
                                         u"from queue_entry e join call c on c.id = e.call_id order by e.entered_us, e.id"_s)) {
        const auto entered = timeOf(row[1]), connected = timeOf(row[2]), ended = timeOf(row[3]), began = timeOf(row[7]), over = timeOf(row[8]);
        const QString who = u"call %1 %2 %3"_s.arg(row[0], row[4], row[6]);
        if (!ended || *ended < *entered) wrong << who + u" ended before it began"_s;
        if ((row[4] == "connected"_L1) != connected.has_value() || (connected && connected != ended)) wrong << who + u" connected at another time than it ended"_s;
        if (*entered < *began) wrong << who + u" waited before the call"_s;
        // Somebody may have answered, or the time have run out, while the report of the caller's end was still on its way.
        const bool abandoned = row[4] == "abandoned"_L1;
        const auto grace = abandoned ? 0s : kReportOnItsWay;
        if (ended && over && *ended > std::max(*over + grace, *entered)) {
            const QString told = who + u" waited %1 s after the call"_s.arg(static_cast<double>((*ended - *over).count()) / 1e6);
            (abandoned ? wrong : late) << told;
        }
        const auto before = last.find(row[0]);
        if (before != last.end() && *entered < before->second) wrong << who + u" waited twice at once"_s;
        if (ended) last[row[0]] = *ended;
        if (connected && !talks.contains(row[5] + u' ' + row[0] + u' ' + row[2])) deaf << who;
    }
    if (late.size() > m_floor.carrier().lost()) wrong << late; // a lost report is made up for a minute later
    problem(u"waits that do not add up"_s, wrong);
    problem(u"waits that ended without an agent who talks"_s, deaf);
}

void DayAudit::queueFigures(const QJsonObject &byQueue) {
    struct Limits {
        QString name;
        qint64 inTime = 0, shortly = 0;
    };
    std::map<QString, Limits> queues;
    for (const QStringList &row : m_rows(u"select id, name, service_level_s, short_abandon_s from queue order by id"_s))
        queues[row[0]] = {row[1], row[2].toLongLong() * 1'000'000, row[3].toLongLong() * 1'000'000};
    std::map<QString, QueueTotals> sums;
    for (const QStringList &row : m_rows(u"select queue_id, entered_us, ended_us, state from queue_entry order by id"_s)) {
        QueueTotals &queue = sums[row[0]];
        const Limits &limits = queues[row[0]];
        const qint64 wait = row[2].toLongLong() - row[1].toLongLong();
        ++queue.offered;
        if (row[3] == "connected"_L1) {
            ++queue.answered;
            queue.waitUs += wait;
            if (wait <= limits.inTime) ++queue.answeredInTime;
        } else if (row[3] == "abandoned"_L1) {
            ++queue.abandoned;
            if (wait <= limits.inTime) ++queue.abandonedInTime;
            if (wait < limits.shortly) ++queue.shortAbandoned;
        } else {
            ++queue.flowedOut;
        }
    }
    QStringList wrong;
    for (const auto &[id, queue] : sums) {
        if (queue.offered != queue.answered + queue.abandoned + queue.flowedOut) wrong << queues[id].name + u": O is not A + B + F"_s;
        const QJsonArray figures = figuresOfRow(byQueue, u"queueId"_s, id);
        const auto count = [](qint64 n) { return static_cast<double>(n); };
        for (const QString &found :
             {difference(figures, u"serviceLevel"_s, count(queue.answeredInTime), count(queue.answered + queue.abandoned - queue.shortAbandoned)),
              difference(figures, u"averageSpeedOfAnswer"_s, count(queue.waitUs) / 1e6, count(queue.answered)),
              difference(figures, u"abandonRate"_s, count(queue.abandoned - queue.shortAbandoned), count(queue.answered + queue.abandoned - queue.shortAbandoned)),
              difference(figures, u"offered"_s, count(queue.offered), 1), difference(figures, u"answered"_s, count(queue.answered), 1),
              difference(figures, u"answeredInTime"_s, count(queue.answeredInTime), 1), difference(figures, u"abandoned"_s, count(queue.abandoned), 1),
              difference(figures, u"shortAbandoned"_s, count(queue.shortAbandoned), 1), difference(figures, u"flowedOut"_s, count(queue.flowedOut), 1)})
            if (!found.isEmpty()) wrong << queues[id].name + u' ' + found;
        m_totals.queues[queues[id].name] = queue;
    }
    problem(u"figures of queues that are not those of the rows"_s, wrong);
}

/// The time of agents from the log of changes alone, and the contacts in it.
void DayAudit::workFigures(const QJsonObject &byAgent) {
    struct Open {
        QString state, call, queue;
        qint64 since = 0;
    };
    std::map<QString, Open> open;
    std::map<QString, Spent> spent;
    std::map<QStringList, double> contacts; // agent, queue, call
    std::set<QStringList> unfinished;
    for (const QStringList &row : m_rows(u"select user_id, at_us, from_state, to_state, call_id, queue_id from agent_state_change order by user_id, version"_s)) {
        ++m_totals.changes;
        Open &now = open[row[0]];
        const qint64 at = row[1].toLongLong();
        if (!now.state.isEmpty() && at < now.since) problem(u"the log of an agent"_s, {row[0] + u" goes back in time"_s});
        const double seconds = static_cast<double>(at - now.since) / 1e6;
        if (double *sum = spent[row[0]].of(now.state); sum && !now.state.isEmpty()) {
            *sum += seconds;
            const bool handled = now.state == "TALKING"_L1 || now.state == "HOLD"_L1 || now.state == "WRAPUP"_L1;
            if (handled && !now.call.isEmpty()) contacts[{row[0], now.queue, now.call}] += seconds;
        }
        now = {row[3], row[4], row[5], at};
    }
    QStringList wrong;
    for (auto &[agent, sum] : spent) {
        double handled = 0;
        int count = 0;
        for (const auto &[key, seconds] : contacts) {
            if (key[0] != agent) continue;
            handled += seconds;
            ++count;
        }
        const QJsonArray figures = figuresOfRow(byAgent, u"agentId"_s, agent);
        for (const QString &found : {difference(figures, u"averageHandleTime"_s, handled, count),
                                     difference(figures, u"occupancy"_s, sum.handle(), sum.handle() + sum.idle),
                                     difference(figures, u"utilisation"_s, sum.handle(), sum.loggedIn()),
                                     difference(figures, u"availability"_s, sum.handle() + sum.idle, sum.loggedIn()),
                                     difference(figures, u"handled"_s, count, 1)})
            if (!found.isEmpty()) wrong << agent + u' ' + found;
    }
    problem(u"figures of agents that are not those of the log"_s, wrong);
}

/// Who only followed the events knows how the day ended.
void DayAudit::logTellsTheEnd() {
    std::map<QString, QString> calls, agents;
    std::map<QString, int> waiting;
    for (const QStringList &row : m_rows(u"select kind, subject, payload from event_log order by seq"_s)) {
        ++m_totals.logged;
        const QJsonObject payload = QJsonDocument::fromJson(row[2].toUtf8()).object();
        if (row[0] == "callUpdate"_L1) calls[row[1]] = payload.value("status"_L1).toString() + u' ' + payload.value("outcome"_L1).toString();
        else if (row[0] == "agentUpdate"_L1) agents[row[1]] = payload.value("availability"_L1).toString() + u' ' + payload.value("activity"_L1).toString();
        else if (row[0] == "queueUpdate"_L1 && payload.contains("waiting"_L1)) waiting[row[1]] = payload.value("waiting"_L1).toInt();
    }
    QStringList wrong;
    for (const QStringList &row : m_rows(u"select id, status, outcome from call where stage <> 'line' order by id"_s))
        if (calls[row[0]] != row[1] + u' ' + row[2]) wrong << u"call %1 is %2 %3, told was %4"_s.arg(row[0], row[1], row[2], calls[row[0]]);
    for (const QStringList &row : m_rows(u"select user_id, availability, activity from agent_state order by user_id"_s))
        if (agents[row[0]] != row[1] + u' ' + row[2]) wrong << u"agent %1 is %2 %3, told was %4"_s.arg(row[0], row[1], row[2], agents[row[0]]);
    for (const auto &[queue, count] : waiting)
        if (count != 0) wrong << u"queue %1: %2 wait, as told last"_s.arg(queue).arg(count);
    problem(u"ends that the event log does not tell"_s, wrong);
}

} // namespace callfloor::test
