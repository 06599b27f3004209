// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/call_store.h"

#include "app/domain/call_json.h"

#include <array>
#include <map>

namespace callfloor::store::calls {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumerations. Never change one: they are in people's databases.
constexpr std::array kLegRoles = {"customer", "agent", "supervisor", "other", "party"};
constexpr std::array kLegDirections = {"incoming", "outgoing"};
constexpr std::array kMedia = {"parked", "bridged", "held", "conference"};
constexpr std::array kAnswerChecks = {"not_needed", "pending", "done"};

template <class Enum, size_t N>
Enum fromWord(const std::array<const char *, N> &words, const QString &word) {
    for (size_t i = 0; i < N; ++i)
        if (word == QLatin1String(words[i])) return static_cast<Enum>(i);
    return Enum{};
}

template <class Enum, size_t N>
QString toWord(const std::array<const char *, N> &words, Enum value) {
    return QLatin1String(words[static_cast<size_t>(value)]);
}

/// A JSON array of texts for `{{list …}}`.
QString jsonList(const QStringList &texts) {
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    for (const QString &text : texts) json.value(text);
    json.endArray();
    return QString::fromUtf8(out);
}

Call readCall(Rows &rows) {
    Call call;
    call.id = CallId(rows.text());
    call.agentId = UserId(rows.text());
    call.customerNumber = rows.text();
    call.ourNumber = rows.text();
    call.direction = callDirectionFromName(rows.text()).value_or(CallDirection::Outbound);
    call.status = callStatusFromName(rows.text()).value_or(CallStatus::Failed);
    call.outcome = rows.text();
    call.failureText = rows.text();
    call.conferenceId = rows.text();
    call.conferenceAt = rows.timeOrNone();
    call.recordingId = rows.text();
    call.recordingUrl = rows.text();
    call.recordingAt = rows.timeOrNone();
    call.aiSessionId = rows.text();
    call.aiSessionAt = rows.timeOrNone();
    call.cost = rows.text();
    call.startedAt = rows.time();
    call.answeredAt = rows.timeOrNone();
    call.endedAt = rows.timeOrNone();
    call.wishes.record = rows.boolean();
    call.wishes.useAi = rows.boolean();
    call.wishes.aiProvider = rows.text();
    call.wishes.stream = rows.boolean();
    call.hangupWanted = rows.boolean();
    call.campaignId = CampaignId(rows.text());
    call.wishes.message = rows.text();
    call.queueId = QueueId(rows.text());
    call.stage = callStageFromName(rows.text()).value_or(CallStage::New);
    call.plan = planFromText(rows.text().toUtf8());
    return call;
}

Leg readLeg(Rows &rows) {
    Leg leg;
    leg.id = LegId(rows.text());
    leg.role = fromWord<LegRole>(kLegRoles, rows.text());
    leg.direction = fromWord<LegDirection>(kLegDirections, rows.text());
    leg.to = rows.text();
    leg.from = rows.text();
    leg.callControlId = rows.text();
    leg.callLegId = rows.text();
    leg.callSessionId = rows.text();
    leg.createdAt = rows.time();
    leg.initiatedAt = rows.timeOrNone();
    leg.answeredAt = rows.timeOrNone();
    leg.endedAt = rows.timeOrNone();
    leg.endEventId = rows.text();
    leg.hangupCause = rows.text();
    leg.hangupSource = rows.text();
    leg.sipHangupCause = rows.text();
    leg.media = fromWord<MediaState>(kMedia, rows.text());
    leg.mediaAt = rows.timeOrNone();
    leg.mediaEventId = rows.text();
    leg.answerCheck = fromWord<AnswerCheck>(kAnswerChecks, rows.text());
    leg.ringTimeoutSeconds = static_cast<int>(rows.integer());
    leg.timeLimitSeconds = static_cast<int>(rows.integer());
    leg.checks = static_cast<int>(rows.integer());
    leg.checkedAt = rows.timeOrNone();
    leg.suspectedAt = rows.timeOrNone();
    leg.endWantedAt = rows.timeOrNone();
    leg.cost = rows.text();
    leg.costAt = rows.timeOrNone();
    leg.ownerId = UserId(rows.text());
    leg.supervises = LegId(rows.text());
    leg.supervisorMode = rows.text();
    leg.talk = talkFromText(rows.text().toUtf8());
    return leg;
}

/// Rows of call and leg columns, ordered by call, become calls.
std::vector<Call> readCalls(Rows rows) {
    std::vector<Call> calls;
    while (rows.next()) {
        Call call = readCall(rows);
        if (calls.empty() || !(calls.back().id == call.id)) calls.push_back(std::move(call));
        Leg leg = readLeg(rows);
        if (!leg.id.isEmpty()) calls.back().legs.push_back(std::move(leg));
    }
    return calls;
}

void timeMember(JsonWriter &json, const char *key, const std::optional<UtcTime> &time) {
    json.key(key);
    if (time) json.value(toMicros(*time));
    else json.null();
}

void writeCallRow(JsonWriter &json, const Call &call) {
    json.beginObject();
    json.key("id").value(call.id.text());
    json.key("agent_id").textOrNull(call.agentId.text());
    json.key("customer_number").value(call.customerNumber);
    json.key("our_number").textOrNull(call.ourNumber);
    json.key("direction").value(callDirectionName(call.direction));
    json.key("status").value(callStatusName(call.status));
    json.key("outcome").textOrNull(call.outcome);
    json.key("failure_text").textOrNull(call.failureText);
    json.key("conference_id").textOrNull(call.conferenceId);
    timeMember(json, "conference_us", call.conferenceAt);
    json.key("recording_id").textOrNull(call.recordingId);
    json.key("recording_url").textOrNull(call.recordingUrl);
    timeMember(json, "recording_us", call.recordingAt);
    json.key("ai_session_id").textOrNull(call.aiSessionId);
    timeMember(json, "ai_session_us", call.aiSessionAt);
    json.key("cost").textOrNull(call.cost);
    json.key("started_us").value(toMicros(call.startedAt));
    timeMember(json, "answered_us", call.answeredAt);
    timeMember(json, "ended_us", call.endedAt);
    json.key("wish_record").value(call.wishes.record);
    json.key("wish_ai").value(call.wishes.useAi);
    json.key("wish_ai_provider").textOrNull(call.wishes.aiProvider);
    json.key("wish_stream").value(call.wishes.stream);
    json.key("hangup_wanted").value(call.hangupWanted);
    json.key("campaign_id").textOrNull(call.campaignId.text());
    json.key("wish_message").textOrNull(call.wishes.message);
    json.key("queue_id").textOrNull(call.queueId.text());
    json.key("stage").value(callStageName(call.stage));
    json.key("plan").textOrNull(QString::fromUtf8(planToText(call.plan)));
    timeMember(json, "due_us", call.terminal() ? std::nullopt : call.plan.dueAt());
    json.endObject();
}

void writeLegRow(JsonWriter &json, const Call &call, size_t position, double timeScale) {
    const Leg &leg = call.legs[position];
    json.beginObject();
    json.key("id").value(leg.id.text());
    json.key("call_id").value(call.id.text());
    json.key("position").value(static_cast<qint64>(position));
    json.key("role").value(toWord(kLegRoles, leg.role));
    json.key("direction").value(toWord(kLegDirections, leg.direction));
    json.key("to_number").value(leg.to);
    json.key("from_number").value(leg.from);
    json.key("call_control_id").textOrNull(leg.callControlId);
    json.key("call_leg_id").textOrNull(leg.callLegId);
    json.key("call_session_id").textOrNull(leg.callSessionId);
    json.key("created_us").value(toMicros(leg.createdAt));
    timeMember(json, "initiated_us", leg.initiatedAt);
    timeMember(json, "answered_us", leg.answeredAt);
    timeMember(json, "ended_us", leg.endedAt);
    json.key("end_event_id").textOrNull(leg.endEventId);
    json.key("hangup_cause").textOrNull(leg.hangupCause);
    json.key("hangup_source").textOrNull(leg.hangupSource);
    json.key("sip_hangup_cause").textOrNull(leg.sipHangupCause);
    json.key("media").value(toWord(kMedia, leg.media));
    timeMember(json, "media_us", leg.mediaAt);
    json.key("media_event_id").textOrNull(leg.mediaEventId);
    json.key("answer_check").value(toWord(kAnswerChecks, leg.answerCheck));
    json.key("ring_timeout_s").value(leg.ringTimeoutSeconds);
    json.key("time_limit_s").value(leg.timeLimitSeconds);
    json.key("checks").value(leg.checks);
    timeMember(json, "checked_us", leg.checkedAt);
    timeMember(json, "suspected_us", leg.suspectedAt);
    timeMember(json, "end_wanted_us", leg.endWantedAt);
    json.key("cost").textOrNull(leg.cost);
    timeMember(json, "cost_us", leg.costAt);
    json.key("owner_id").textOrNull(leg.ownerId.text());
    json.key("supervises").textOrNull(leg.supervises.text());
    json.key("supervisor_mode").textOrNull(leg.supervisorMode);
    json.key("talk").textOrNull(QString::fromUtf8(talkToText(leg.talk)));
    timeMember(json, "deadline_us", leg.role == LegRole::Other ? std::nullopt : leg.deadline(timeScale));
    json.endObject();
}

/// The columns of the `call_row` fragment as members of the call object of the API; the same shape as writeCall
/// gives, which a test compares. Returns the id.
QString writeCallObject(JsonWriter &json, Rows &rows, QString *owner = nullptr, bool *waiting = nullptr) {
    const QString id = rows.text(), agent = rows.text(), customer = rows.text(), ours = rows.text();
    const QString direction = rows.text(), status = rows.text(), outcome = rows.text(), failure = rows.text();
    const QString conference = rows.text(), recording = rows.text(), ai = rows.text(), cost = rows.text();
    const UtcTime started = rows.time();
    const auto answered = rows.timeOrNone(), ended = rows.timeOrNone();
    const QString provider = rows.text(), campaign = rows.text(), queue = rows.text(), stage = rows.text(), legA = rows.text(), legB = rows.text();
    const bool terminal = isTerminal(callStatusFromName(status).value_or(CallStatus::Failed));
    json.key("id").value(id).key("agentId").textOrNull(agent).key("customerNumber").value(customer);
    json.key("direction").value(direction).key("status").value(status);
    json.key("telnyxLegA").textOrNull(legA).key("telnyxLegB").textOrNull(legB);
    json.key("telnyxConferenceId").textOrNull(conference).key("recordingUrl").textOrNull(recording);
    json.key("aiSessionId").textOrNull(ai).key("cost").textOrNull(cost).key("startedAt").value(started);
    json.key("answeredAt").timeOrNull(answered).key("endedAt").timeOrNull(ended);
    json.key("outcome").textOrNull(terminal ? outcome : QString()).key("failureText").textOrNull(failure);
    json.key("ourNumber").textOrNull(ours).key("aiProvider").textOrNull(provider);
    json.key("campaignId").textOrNull(campaign).key("queueId").textOrNull(queue).key("stage").value(stage);
    if (owner) *owner = agent;
    if (waiting) *waiting = agent.isEmpty() && direction == "inbound"_L1 && !terminal;
    return id;
}

/// Read first and bound as a value: compared with a sub-select the index would not serve.
std::optional<qint64> startedUs(Tx &tx, const QString &callId) {
    Rows rows = tx.query(u"call_started"_s, {{":id", callId}});
    if (!rows.next()) return std::nullopt;
    return rows.integer();
}

/// `kind`: filter_conversation or filter_line.
Rows runList(Tx &tx, const QString &name, const CallFilter &filter, std::optional<int> limit, const QString &kind) {
    QStringList filters;
    if (!kind.isEmpty()) filters << kind;
    std::vector<Bind> binds;
    const auto add = [&](const QString &fragment, const char *placeholder, const QVariant &value) {
        filters << fragment;
        binds.emplace_back(placeholder, value);
    };
    if (filter.liveOnly) filters << u"filter_live"_s;
    if (!filter.scopeTeam.isEmpty()) {
        add(u"filter_team"_s, ":scope_team", filter.scopeTeam);
        binds.emplace_back(":scope_agent", filter.scopeAgent);
    } else if (!filter.scopeAgent.isEmpty()) {
        add(u"filter_agent"_s, ":scope_agent", filter.scopeAgent);
    }
    if (filter.status) add(isTerminal(*filter.status) ? u"filter_final_status"_s : u"filter_live_status"_s, ":status", callStatusName(*filter.status));
    if (filter.direction) add(u"filter_direction"_s, ":direction", callDirectionName(*filter.direction));
    if (!filter.number.isEmpty()) add(u"filter_number"_s, ":number", filter.number);
    if (filter.from) add(u"filter_from"_s, ":from_us", micros(*filter.from));
    if (filter.to) add(u"filter_to"_s, ":to_us", micros(*filter.to));
    if (!filter.cursor.isEmpty()) {
        const auto started = startedUs(tx, filter.cursor);
        if (!started) return {};
        add(u"filter_cursor"_s, ":cursor", filter.cursor);
        binds.emplace_back(":cursor_us", *started);
    }
    if (limit) binds.emplace_back(":limit", *limit);
    return tx.query(name, binds, filters);
}

} // namespace

std::vector<Call> loadForInputs(Tx &tx, const CallKeys &keys) {
    QStringList ids;
    {
        Rows rows = tx.query(u"call_lock_for_inputs"_s, {{":legs", jsonList(keys.legs)},
                                                         {":controls", jsonList(keys.controls)},
                                                         {":carrier_legs", jsonList(keys.carrierLegs)},
                                                         {":sessions", jsonList(keys.sessions)},
                                                         {":calls", jsonList(keys.calls)}});
        while (rows.next()) ids << rows.text();
    }
    if (ids.isEmpty()) return {};
    return readCalls(tx.query(u"call_load_many"_s, {{":calls", jsonList(ids)}}));
}

std::optional<Call> load(Tx &tx, const CallId &id) {
    auto calls = readCalls(tx.query(u"call_load"_s, {{":id", id.text()}}));
    if (calls.empty()) return std::nullopt;
    return std::move(calls.front());
}

void save(Tx &tx, const std::vector<Call> &calls, double timeScale) {
    if (calls.empty()) return;
    QByteArray callRows, legRows;
    callRows.reserve(static_cast<qsizetype>(calls.size()) * 900);
    legRows.reserve(static_cast<qsizetype>(calls.size()) * 1000);
    JsonWriter callJson(callRows), legJson(legRows);
    callJson.beginArray();
    legJson.beginArray();
    for (const Call &call : calls) {
        writeCallRow(callJson, call);
        for (size_t i = 0; i < call.legs.size(); ++i) writeLegRow(legJson, call, i, timeScale);
    }
    callJson.endArray();
    legJson.endArray();
    tx.execRows(u"call_save"_s, callRows);
    tx.execRows(u"leg_save"_s, legRows);
}

QByteArray listJson(Tx &tx, const CallFilter &filter, int limit) {
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    Rows rows = runList(tx, u"call_list"_s, filter, limit, u"filter_conversation"_s);
    while (rows.next()) {
        json.beginObject();
        writeCallObject(json, rows);
        json.endObject();
    }
    json.endArray();
    return out;
}

QByteArray pageJson(Tx &tx, const CallFilter &filter, int limit) {
    QByteArray out;
    JsonWriter json(out);
    json.beginObject().key("calls").beginArray();
    QString last;
    int count = 0;
    Rows rows = runList(tx, u"call_list"_s, filter, limit + 1, u"filter_conversation"_s);
    while (rows.next()) {
        if (++count > limit) break;
        json.beginObject();
        last = writeCallObject(json, rows);
        json.endObject();
    }
    json.endArray().key("next").textOrNull(count > limit ? last : QString()).endObject();
    return out;
}

QByteArray countJson(Tx &tx, const CallFilter &filter) {
    // Everything is counted by indexes alone, and the few lines are taken off: a condition on the stage would read each row.
    std::map<QString, qint64> counts;
    const auto add = [&](const QString &kind, qint64 sign) {
        for (Rows rows = runList(tx, u"call_count"_s, filter, std::nullopt, kind); rows.next();) {
            const QString status = rows.text();
            counts[status] += sign * rows.integer();
        }
    };
    add({}, 1);
    add(u"filter_line"_s, -1);
    QByteArray byStatus;
    JsonWriter json(byStatus);
    json.beginObject();
    qint64 total = 0;
    for (const auto &[status, count] : counts) {
        if (count <= 0) continue;
        json.key(QStringView(status)).value(count);
        total += count;
    }
    json.endObject();
    QByteArray out;
    JsonWriter(out).beginObject().key("total").value(total).key("byStatus").raw(byStatus).endObject();
    return out;
}

QByteArray oneJson(Tx &tx, const CallId &id, QString *owner, bool *waiting) {
    Rows rows = tx.query(u"call_one_with_agent"_s, {{":id", id.text()}});
    if (!rows.next()) return {};
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    writeCallObject(json, rows, owner, waiting);
    const QString agent = rows.text(), name = rows.text(), email = rows.text();
    json.key("agent");
    if (agent.isEmpty()) json.null();
    else json.beginObject().key("id").value(agent).key("name").value(name).key("email").value(email).endObject();
    json.endObject();
    return out;
}

std::vector<UserId> supervising(Tx &tx) {
    std::vector<UserId> users;
    for (Rows rows = tx.query(u"leg_supervising"_s, {}); rows.next();) users.push_back(UserId(rows.text()));
    return users;
}

bool isSupervising(Tx &tx, const UserId &user) {
    Rows rows = tx.query(u"leg_supervises"_s, {{":owner_id", user.text()}});
    return rows.next();
}

std::vector<std::pair<LegId, CallId>> dueLegs(Tx &tx, UtcTime now, int limit) {
    std::vector<std::pair<LegId, CallId>> due;
    Rows rows = tx.query(u"leg_due"_s, {{":now_us", micros(now)}, {":limit", limit}});
    while (rows.next()) {
        LegId leg(rows.text());
        due.emplace_back(std::move(leg), CallId(rows.text()));
    }
    return due;
}

std::vector<CallId> due(Tx &tx, UtcTime now, int limit) {
    std::vector<CallId> due;
    Rows rows = tx.query(u"call_due"_s, {{":now_us", micros(now)}, {":limit", limit}});
    while (rows.next()) due.emplace_back(rows.text());
    return due;
}

qint64 legCount(Tx &tx) {
    Rows rows = tx.query(u"leg_count"_s, {});
    return rows.next() ? rows.integer() : 0;
}

std::vector<LegHandle> liveHandles(Tx &tx, UtcTime before) {
    std::vector<LegHandle> handles;
    Rows rows = tx.query(u"leg_live_handles"_s, {{":before_us", micros(before)}});
    while (rows.next()) {
        LegHandle handle;
        handle.legId = LegId(rows.text());
        handle.callId = CallId(rows.text());
        handle.callControlId = rows.text();
        handle.createdAt = rows.time();
        handles.push_back(std::move(handle));
    }
    return handles;
}

} // namespace callfloor::store::calls
