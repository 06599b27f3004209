// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/queue_entry_store.h"

#include "app/domain/json.h"
#include "server/store/event_log.h"
#include "server/store/queue_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <set>

namespace callfloor::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Stored words, in the order of the enumerations. Never change one: they are in people's databases.
constexpr std::array kStates = {"waiting", "offered", "connected", "abandoned", "flowed_out"};
constexpr std::array kResults = {"answered", "missed", "rejected", "lost_race", "caller_gone"};
constexpr std::array kWorkKinds = {"talk", "hold", "wrap", "ring", "idle", "not_ready"};

template <class Enum, size_t N>
Enum wordOf(const std::array<const char *, N> &words, const QString &word) {
    for (size_t i = 0; i < N; ++i)
        if (word == QLatin1String(words[i])) return static_cast<Enum>(i);
    return Enum{};
}

QString resultName(OfferResult result) { return QLatin1String(kResults[static_cast<size_t>(result)]); }

QString needsText(const std::vector<SkillNeed> &needs) {
    QJsonArray array;
    for (const SkillNeed &need : needs)
        array.append(QJsonObject{{u"skillId"_s, need.skill.text()}, {u"minLevel"_s, need.minLevel}, {u"weight"_s, need.weight}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::vector<SkillNeed> needsOf(const QByteArray &text) {
    std::vector<SkillNeed> needs;
    for (const QJsonValue &item : QJsonDocument::fromJson(text).array())
        needs.push_back({SkillId(item[u"skillId"_s].toString()), item[u"minLevel"_s].toInt(1), item[u"weight"_s].toInt(1)});
    return needs;
}

QString relaxedText(const std::vector<RelaxedSkill> &relaxed) {
    QJsonArray array;
    for (const RelaxedSkill &skill : relaxed)
        array.append(QJsonObject{{u"skillId"_s, skill.skill.text()}, {u"from"_s, skill.from}, {u"to"_s, skill.to}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::vector<RelaxedSkill> relaxedOf(const QByteArray &text) {
    std::vector<RelaxedSkill> relaxed;
    for (const QJsonValue &item : QJsonDocument::fromJson(text).array())
        relaxed.push_back({SkillId(item[u"skillId"_s].toString()), item[u"from"_s].toInt(1), item[u"to"_s].toInt(1)});
    return relaxed;
}

std::vector<QueueEntry> readEntries(Rows rows) {
    std::vector<QueueEntry> list;
    while (rows.next()) list.push_back(readEntry(rows));
    return list;
}

std::vector<UserId> openOffersOf(Tx &tx, const QueueEntryId &id) {
    std::vector<UserId> agents;
    Rows rows = tx.query(u"offer_open_of_entry"_s, {{":entry_id", id.text()}});
    while (rows.next()) agents.emplace_back(rows.text());
    return agents;
}

/// Ends the offers that are still open; whom they rang goes to `agents`.
void endOffers(Tx &tx, const QueueEntryId &id, OfferResult result, UtcTime now, std::vector<UserId> *agents) {
    if (agents) *agents = openOffersOf(tx, id);
    tx.exec(u"offer_end_others"_s, {{":entry_id", id.text()}, {":result", resultName(result)}, {":now_us", micros(now)}});
}

bool endEntry(Tx &tx, const QueueEntryId &id, EntryState state, const QString &outcome, const QString &to, UtcTime now) {
    return tx.exec(u"entry_end"_s, {{":id", id.text()},
                                    {":state", entryStateName(state)},
                                    {":outcome", outcome},
                                    {":overflowed_to", textOrNull(to)},
                                    {":now_us", micros(now)}}) > 0;
}

} // namespace

QString entryStateName(EntryState state) { return QLatin1String(kStates[static_cast<size_t>(state)]); }
QString workKindName(WorkKind kind) { return QLatin1String(kWorkKinds[static_cast<size_t>(kind)]); }

QueueEntry readEntry(Rows &rows) {
    QueueEntry entry;
    entry.id = QueueEntryId(rows.text());
    entry.callId = CallId(rows.text());
    entry.queue = QueueId(rows.text());
    entry.callPriority = static_cast<int>(rows.integer());
    entry.enteredAt = rows.time();
    entry.state = wordOf<EntryState>(kStates, rows.text());
    entry.offeredAt = rows.timeOrNone();
    entry.connectedAt = rows.timeOrNone();
    entry.endedAt = rows.timeOrNone();
    entry.outcome = rows.text();
    entry.agent = UserId(rows.text());
    entry.lastAgent = UserId(rows.text());
    entry.needs = needsOf(rows.bytes());
    entry.relaxed = relaxedOf(rows.bytes());
    entry.overflowedTo = rows.text();
    entry.callback = rows.boolean();
    entry.tries = static_cast<int>(rows.integer());
    entry.notBefore = rows.timeOrNone();
    return entry;
}

WorkSegment readSegment(Rows &rows) {
    WorkSegment segment;
    segment.id = rows.text();
    segment.user = UserId(rows.text());
    segment.call = CallId(rows.text());
    segment.queue = QueueId(rows.text());
    segment.kind = wordOf<WorkKind>(kWorkKinds, rows.text());
    segment.beganAt = rows.time();
    segment.endedAt = rows.timeOrNone();
    return segment;
}

namespace entries {

bool enter(Tx &tx, const QueueEntry &entry) {
    if (openOf(tx, entry.callId)) return false; // the unique index holds where two try at once
    return tx.exec(u"entry_insert"_s, {{":id", entry.id.text()},
                                       {":call_id", entry.callId.text()},
                                       {":queue_id", entry.queue.text()},
                                       {":call_priority", entry.callPriority},
                                       {":entered_us", micros(entry.enteredAt)},
                                       {":last_agent_id", textOrNull(entry.lastAgent.text())},
                                       {":needs", needsText(entry.needs)}}) > 0;
}

std::optional<QueueEntry> get(Tx &tx, const QueueEntryId &id) {
    Rows rows = tx.query(u"entry_get"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    return readEntry(rows);
}

std::optional<QueueEntry> openOf(Tx &tx, const CallId &call) {
    Rows rows = tx.query(u"entry_open_of_call"_s, {{":call_id", call.text()}});
    if (!rows.next()) return std::nullopt;
    return readEntry(rows);
}

std::vector<QueueEntry> allOpen(Tx &tx) { return readEntries(tx.query(u"entry_open_all"_s, {})); }
std::vector<QueueEntry> openIn(Tx &tx, const QueueId &queue) {
    return readEntries(tx.query(u"entry_open_of_queue"_s, {{":queue_id", queue.text()}}));
}

int openCount(Tx &tx, const QueueId &queue) {
    Rows rows = tx.query(u"entry_open_count"_s, {{":queue_id", queue.text()}});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

int onTheLine(Tx &tx, const QueueId &queue) {
    Rows rows = tx.query(u"entry_on_the_line"_s, {{":queue_id", queue.text()}});
    return rows.next() ? static_cast<int>(rows.integer()) : 0;
}

std::map<QueueEntryId, std::vector<UserId>> tried(Tx &tx) {
    std::map<QueueEntryId, std::vector<UserId>> all;
    Rows rows = tx.query(u"entry_tried"_s, {});
    while (rows.next()) {
        auto &agents = all[QueueEntryId(rows.text())];
        agents.emplace_back(rows.text());
    }
    return all;
}

bool offer(Tx &tx, const Offer &offer, UtcTime now) {
    if (tx.exec(u"entry_offer"_s, {{":id", offer.entryId.text()}, {":relaxed", relaxedText(offer.relaxed)}, {":now_us", micros(now)}}) == 0)
        return false;
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    for (const UserId &agent : offer.agents)
        json.beginObject().key("id").value(makeUuid7(now)).key("entry_id").value(offer.entryId.text())
            .key("agent_id").value(agent.text()).key("offered_us").value(toMicros(now)).endObject();
    json.endArray();
    tx.execRows(u"offer_insert"_s, out);
    return true;
}

bool offerEnded(Tx &tx, const QueueEntryId &id, const UserId &agent, OfferResult result, UtcTime now) {
    tx.exec(u"offer_end"_s, {{":entry_id", id.text()}, {":agent_id", agent.text()}, {":result", resultName(result)}, {":now_us", micros(now)}});
    return tx.exec(u"entry_wait_again"_s, {{":id", id.text()}}) > 0;
}

bool connect(Tx &tx, const QueueEntryId &id, const UserId &agent, UtcTime now, std::vector<UserId> *losers) {
    if (tx.exec(u"entry_connect"_s, {{":id", id.text()}, {":agent_id", agent.text()}, {":now_us", micros(now)}}) == 0) return false;
    tx.exec(u"offer_end"_s, {{":entry_id", id.text()}, {":agent_id", agent.text()}, {":result", resultName(OfferResult::Answered)}, {":now_us", micros(now)}});
    endOffers(tx, id, OfferResult::LostRace, now, losers);
    return true;
}

bool abandon(Tx &tx, const QueueEntryId &id, UtcTime now, std::vector<UserId> *released) {
    if (!endEntry(tx, id, EntryState::Abandoned, u"caller_gone"_s, {}, now)) return false;
    endOffers(tx, id, OfferResult::CallerGone, now, released);
    return true;
}

bool flowOut(Tx &tx, const QueueEntryId &id, const QString &outcome, const QString &to, UtcTime now, std::vector<UserId> *released) {
    if (!endEntry(tx, id, EntryState::FlowedOut, outcome, to, now)) return false;
    endOffers(tx, id, OfferResult::CallerGone, now, released);
    return true;
}

bool keepPlace(Tx &tx, const QueueEntryId &id) { return tx.exec(u"entry_keep_place"_s, {{":id", id.text()}}) > 0; }

bool callBackBy(Tx &tx, const QueueEntryId &id, const CallId &call) {
    return tx.exec(u"entry_call_back_by"_s, {{":id", id.text()}, {":call_id", call.text()}}) > 0;
}

bool retryCallback(Tx &tx, const QueueEntryId &id, UtcTime notBefore, bool counts) {
    return tx.exec(u"entry_retry_callback"_s,
                   {{":id", id.text()}, {":not_before_us", micros(notBefore)}, {":tries", counts ? 1 : 0}}) > 0;
}

bool setPriority(Tx &tx, const QueueEntryId &id, int callPriority) {
    return tx.exec(u"entry_priority"_s, {{":id", id.text()}, {":call_priority", callPriority}}) > 0;
}

std::vector<QueueLoad> loads(Tx &tx, const std::vector<QueueId> &queues) {
    QByteArray ids;
    JsonWriter json(ids);
    json.beginArray();
    for (const QueueId &queue : queues) json.value(queue.text());
    json.endArray();
    Rows rows = queues.empty() ? tx.query(u"queue_load"_s, {})
                               : tx.query(u"queue_load"_s, {{":queues", QString::fromUtf8(ids)}}, {u"load_queues"_s});
    std::vector<QueueLoad> loads;
    while (rows.next()) {
        QueueLoad load;
        load.queue = QueueId(rows.text());
        load.waiting = static_cast<int>(rows.integer());
        load.offered = static_cast<int>(rows.integer());
        load.oldestEnteredAt = rows.timeOrNone();
        load.callbacks = static_cast<int>(rows.integer());
        loads.push_back(load);
    }
    return loads;
}

void announce(Tx &tx, const std::vector<QueueId> &queues, UtcTime now) {
    if (queues.empty()) return;
    std::map<QueueId, QueueLoad> known;
    for (const QueueLoad &load : loads(tx, queues)) known[load.queue] = load;
    std::vector<EventDraft> events;
    for (const QueueId &queue : std::set<QueueId>(queues.begin(), queues.end())) {
        const QueueLoad &load = known[queue];
        QByteArray payload;
        JsonWriter(payload).beginObject().key("id").value(queue.text()).key("waiting").value(load.waiting)
            .key("offered").value(load.offered).key("oldestEnteredAt").timeOrNull(load.oldestEnteredAt)
            .key("callbacks").value(load.callbacks).endObject();
        events.push_back({EventKind::QueueUpdate, queue.text(), {Audience::Kind::Waiting, {}}, payload});
    }
    eventlog::append(tx, events, now);
}

bool anyWaiting(Tx &tx) {
    Rows rows = tx.query(u"entry_any_waiting"_s, {});
    return rows.next();
}

UserId lastRung(Tx &tx, const QueueId &queue) {
    Rows rows = tx.query(u"entry_last_rung"_s, {{":queue", queue.text()}});
    return rows.next() ? UserId(rows.text()) : UserId();
}

UserId lastAgentOf(Tx &tx, const QString &number) {
    Rows rows = tx.query(u"entry_last_agent_of_number"_s, {{":number", number}});
    return rows.next() ? UserId(rows.text()) : UserId();
}

RoutingView routingView(Tx &tx, UtcTime now) {
    RoutingView view;
    std::map<QueueId, double> handleTimes;
    Rows rows = tx.query(u"figures_handle_time"_s, {{":from_us", micros(now - 1h)}, {":to_us", micros(now)}});
    while (rows.next()) {
        const QueueId queue(rows.text());
        const auto calls = static_cast<double>(rows.integer());
        handleTimes[queue] = calls > 0 ? static_cast<double>(rows.integer()) / 1e6 / calls : 0;
    }
    for (Queue &queue : queues::list(tx)) {
        const double handleTime = handleTimes[queue.id];
        if (queue.strategy == QueueStrategy::RoundRobin)
            if (UserId rung = lastRung(tx, queue.id); !rung.isEmpty()) view.roundRobin[queue.id] = std::move(rung);
        view.queues.push_back({std::move(queue), handleTime});
    }
    auto missed = tried(tx);
    for (QueueEntry &entry : allOpen(tx)) {
        if (entry.state != EntryState::Waiting) continue;
        const bool promised = entry.callPriority >= kAnsweredPriority && !entry.lastAgent.isEmpty();
        view.waiting.push_back({entry.id, entry.callId, entry.queue, entry.enteredAt, entry.callPriority, std::move(entry.needs),
                                entry.lastAgent, std::move(missed[entry.id]), entry.callback, entry.notBefore, promised});
    }
    return view;
}

} // namespace entries

namespace work {

void begin(Tx &tx, const WorkSegment &segment) {
    end(tx, segment.user, segment.beganAt);
    tx.exec(u"segment_insert"_s, {{":id", segment.id},
                                  {":user_id", segment.user.text()},
                                  {":call_id", textOrNull(segment.call.text())},
                                  {":queue_id", textOrNull(segment.queue.text())},
                                  {":kind", workKindName(segment.kind)},
                                  {":began_us", micros(segment.beganAt)}});
}

void end(Tx &tx, const UserId &user, UtcTime now) {
    tx.exec(u"segment_close"_s, {{":user_id", user.text()}, {":now_us", micros(now)}});
}

std::optional<WorkSegment> openOf(Tx &tx, const UserId &user) {
    Rows rows = tx.query(u"segment_open_of_user"_s, {{":user_id", user.text()}});
    if (!rows.next()) return std::nullopt;
    return readSegment(rows);
}

} // namespace work
} // namespace callfloor::store
