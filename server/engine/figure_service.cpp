// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/queue_service.h"

#include "server/store/figures_store.h"

#include <QDateTime>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace queuedesk;

namespace {

constexpr int kMaxIntervals = 2000;
constexpr int kMaxExplained = 5000;
constexpr auto kMaxSpan = 400 * 24h;

enum class GroupBy { Queue, Agent, None };

/// What is asked for, checked.
struct Question {
    store::FigureQuery query;
    ServiceLevelKind kind = ServiceLevelKind::MinusShort;
    GroupBy by = GroupBy::Queue;
    bool explain = false;
};

/// The figures of one line of the answer.
struct Sums {
    QueueSums queue;
    WorkSums work;
    Sums &operator+=(const Sums &other) {
        queue += other.queue;
        work += other.work;
        return *this;
    }
};

Result<ServiceLevelKind> definitionOf(const std::optional<QString> &name) {
    const auto kind = serviceLevelFromName(name.value_or(u"SL5"_s));
    if (!kind) return badField(u"definition"_s, u"The definitions of service level are SL1, SL2, SL3, SL4, SL5 and SL5F."_s);
    return *kind;
}

Result<Question> questionOf(const GetMetrics &op, UtcTime now) {
    Question question;
    question.query.to = op.to.value_or(now);
    question.query.from = op.from.value_or(question.query.to - 24h);
    question.query.interval = std::chrono::seconds(op.interval.value_or(0));
    question.query.queue = op.queue.value_or(QueueId());
    question.query.agent = op.agent.value_or(UserId());
    question.explain = op.explain.value_or(0) == 1;
    auto kind = definitionOf(op.definition);
    if (!kind) return kind.error();
    question.kind = *kind;
    const QString by = op.by.value_or(u"queue"_s);
    if (by != "queue"_L1 && by != "agent"_L1 && by != "none"_L1)
        return badField(u"by"_s, u"The field \"by\" must be queue, agent or none."_s);
    question.by = by == "queue"_L1 ? GroupBy::Queue : by == "agent"_L1 ? GroupBy::Agent : GroupBy::None;
    const auto span = question.query.to - question.query.from;
    if (span <= 0s) return badField(u"from"_s, u"The time \"from\" must be before \"to\"."_s);
    if (span > kMaxSpan) return badField(u"from"_s, u"At most 400 days can be asked for at once."_s);
    if (op.interval && span / question.query.interval >= kMaxIntervals)
        return badField(u"interval"_s, u"That are more than 2000 intervals; ask for longer ones or a shorter time."_s);
    return question;
}

/// A row of the answer: what it is about, and its interval.
struct LineKey {
    QueueId queue;
    UserId agent;
    qint64 interval = 0;
    friend bool operator<(const LineKey &a, const LineKey &b) {
        return std::tie(a.interval, a.queue, a.agent) < std::tie(b.interval, b.queue, b.agent);
    }
};

LineKey lineOf(const store::FigureKey &key, GroupBy by) {
    return {by == GroupBy::Queue ? key.queue : QueueId(), by == GroupBy::Agent ? key.agent : UserId(), key.interval};
}

std::map<LineKey, Sums> linesOf(store::Tx &tx, const Question &question) {
    std::map<LineKey, Sums> lines;
    for (const auto &[key, sums] : store::figures::entrySums(tx, question.query)) lines[lineOf(key, question.by)].queue += sums;
    for (const auto &[key, sums] : store::figures::workSums(tx, question.query)) lines[lineOf(key, question.by)].work += sums;
    return lines;
}

const char *unitName(Figure::Unit unit) {
    switch (unit) {
    case Figure::Unit::Percent: return "percent";
    case Figure::Unit::Seconds: return "seconds";
    case Figure::Unit::Count: break;
    }
    return "count";
}

QJsonObject figureJson(const Figure &figure) {
    const double scale = figure.unit == Figure::Unit::Seconds || figure.name == "occupancy"_L1 || figure.name == "utilisation"_L1 ||
                                 figure.name == "availability"_L1
                             ? 1e6 : 1; // times are shown in seconds
    const bool timeBelow = scale > 1 && figure.unit == Figure::Unit::Percent;
    const auto value = figure.value();
    return {{u"name"_s, figure.name},
            {u"formula"_s, figure.formula},
            {u"unit"_s, QLatin1String(unitName(figure.unit))},
            {u"value"_s, value ? QJsonValue(*value) : QJsonValue()},
            {u"numerator"_s, static_cast<double>(figure.numerator) / scale},
            {u"denominator"_s, static_cast<double>(figure.denominator) / (timeBelow ? scale : 1)}};
}

QJsonArray figuresJson(const Sums &sums, ServiceLevelKind kind) {
    QJsonArray array;
    for (const Figure &figure : queueFigures(sums.queue, kind)) array.append(figureJson(figure));
    for (const Figure &figure : workFigures(sums.work)) array.append(figureJson(figure));
    return array;
}

QJsonValue idOrNull(const QString &id) { return id.isEmpty() ? QJsonValue() : QJsonValue(id); }
QJsonValue timeOrNull(const std::optional<UtcTime> &time) { return time ? QJsonValue(isoText(*time)) : QJsonValue(); }
double seconds(qint64 us) { return static_cast<double>(us) / 1e6; }

QJsonObject entryJson(const store::QueueEntry &entry) {
    QJsonObject json{{u"id"_s, entry.id.text()},
                     {u"callId"_s, entry.callId.text()},
                     {u"queueId"_s, entry.queue.text()},
                     {u"agentId"_s, idOrNull(entry.agent.text())},
                     {u"state"_s, store::entryStateName(entry.state)},
                     {u"outcome"_s, idOrNull(entry.outcome)},
                     {u"enteredAt"_s, isoText(entry.enteredAt)},
                     {u"connectedAt"_s, timeOrNull(entry.connectedAt)},
                     {u"endedAt"_s, timeOrNull(entry.endedAt)}};
    if (entry.endedAt) json.insert(u"waitSeconds"_s, seconds((*entry.endedAt - entry.enteredAt).count()));
    return json;
}

QJsonObject contactJson(const store::Contact &contact) {
    return {{u"queueId"_s, idOrNull(contact.queue.text())}, {u"agentId"_s, contact.agent.text()},   {u"callId"_s, contact.call.text()},
            {u"beganAt"_s, isoText(contact.beganAt)},       {u"endedAt"_s, isoText(contact.endedAt)}, {u"handleSeconds"_s, seconds(contact.handleUs)}};
}

QJsonObject segmentJson(const store::WorkSegment &segment) {
    return {{u"agentId"_s, segment.user.text()},
            {u"callId"_s, idOrNull(segment.call.text())},
            {u"queueId"_s, idOrNull(segment.queue.text())},
            {u"kind"_s, store::workKindName(segment.kind)},
            {u"beganAt"_s, isoText(segment.beganAt)},
            {u"endedAt"_s, timeOrNull(segment.endedAt)}};
}

/// The rows, at most kMaxExplained of each kind; `truncated` says that there are more.
QJsonObject explanation(store::Tx &tx, const store::FigureQuery &query) {
    bool truncated = false;
    const auto listed = [&truncated](const auto &rows, auto toJson) {
        QJsonArray array;
        for (const auto &row : rows) {
            if (array.size() == kMaxExplained) {
                truncated = true;
                break;
            }
            array.append(toJson(row));
        }
        return array;
    };
    QJsonObject json;
    json.insert(u"entries"_s, listed(store::figures::entryRows(tx, query, kMaxExplained + 1), entryJson));
    json.insert(u"contacts"_s, listed(store::figures::contactRows(tx, query, kMaxExplained + 1), contactJson));
    json.insert(u"work"_s, listed(store::figures::workRows(tx, query, kMaxExplained + 1), segmentJson));
    QJsonArray queues; // T and s of the day: changing them changes the past too
    for (const Queue &queue : store::queues::list(tx))
        if (query.queue.isEmpty() || query.queue == queue.id)
            queues.append(QJsonObject{{u"queueId"_s, queue.id.text()}, {u"T"_s, queue.serviceLevelSeconds}, {u"s"_s, queue.shortAbandonSeconds}});
    json.insert(u"thresholds"_s, queues);
    json.insert(u"truncated"_s, truncated);
    return json;
}

QJsonObject lineJson(const LineKey &key, const Sums &sums, const Question &question) {
    const auto &query = question.query;
    const UtcTime from = query.from + query.interval * key.interval;
    const UtcTime to = query.interval.count() > 0 ? std::min<UtcTime>(from + query.interval, query.to) : query.to;
    return {{u"queueId"_s, idOrNull(key.queue.isEmpty() ? query.queue.text() : key.queue.text())},
            {u"agentId"_s, idOrNull(key.agent.isEmpty() ? query.agent.text() : key.agent.text())},
            {u"from"_s, isoText(from)},
            {u"to"_s, isoText(to)},
            {u"figures"_s, figuresJson(sums, question.kind)}};
}

/// The last midnight of the server's zone.
UtcTime midnightBefore(UtcTime now) {
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMicros(now) / 1000).date();
    return fromMicros(today.startOfDay().toMSecsSinceEpoch() * 1000);
}

} // namespace

Result<QJsonObject> queuedesk::boardJson(store::Tx &tx, const GetBoard &op, const std::optional<RoutingView> &live, UtcTime now) {
    GetMetrics asked;
    asked.from = op.from.value_or(midnightBefore(now));
    asked.to = now + 1us; // what entered this very moment too
    asked.definition = op.definition;
    const auto question = questionOf(asked, now);
    if (!question) return question.error();
    const RoutingView view = live ? *live : floorFromRows(tx, now);
    auto lines = linesOf(tx, *question);
    Sums total;
    for (const auto &[key, sums] : lines) total += sums;
    std::map<QueueId, std::optional<UtcTime>> oldest;
    for (const store::QueueLoad &load : store::entries::loads(tx)) oldest[load.queue] = load.oldestEnteredAt;
    QJsonArray queues;
    for (const Queue &queue : store::queues::list(tx)) {
        QJsonArray figures = figuresJson(lines[{queue.id, {}, 0}], question->kind);
        figures.append(figureJson(longestWait(oldest[queue.id], now)));
        queues.append(QJsonObject{{u"id"_s, queue.id.text()},
                                  {u"name"_s, queue.name},
                                  {u"live"_s, liveJson(tx, view, queue.id)},
                                  {u"serviceLevelTarget"_s, queue.serviceLevelTarget},
                                  {u"serviceLevelSeconds"_s, queue.serviceLevelSeconds},
                                  {u"figures"_s, figures}});
    }
    return QJsonObject{{u"at"_s, isoText(now)},
                       {u"from"_s, isoText(question->query.from)},
                       {u"definition"_s, serviceLevelName(question->kind)},
                       {u"queues"_s, queues},
                       {u"total"_s, figuresJson(total, question->kind)}};
}

FigureService::FigureService(const QueueParts &parts, QObject *parent) : QObject(parent), m_parts(parts) {
    m_parts.dispatcher.on<GetBoard>([this](const GetBoard &op, const Caller &) { return board(op); });
    m_parts.dispatcher.on<GetMetrics>([this](const GetMetrics &op, const Caller &) { return metrics(op); });
}

QFuture<Result<BoardReply>> FigureService::board(const GetBoard &op) {
    const auto live = m_parts.floor ? std::optional(m_parts.floor->routingView()) : std::nullopt;
    return m_parts.storage.read<BoardReply>([op, live, now = m_parts.clock.now()](store::Tx &tx) -> Result<BoardReply> {
        auto board = boardJson(tx, op, live, now);
        if (!board) return board.error();
        return BoardReply{textOf(*board)};
    });
}

QFuture<Result<MetricsReply>> FigureService::metrics(const GetMetrics &op) {
    const auto question = questionOf(op, m_parts.clock.now());
    if (!question) return refused<MetricsReply>(question.error());
    return m_parts.storage.read<MetricsReply>([question = *question](store::Tx &tx) -> Result<MetricsReply> {
        QJsonArray rows;
        Sums total;
        for (const auto &[key, sums] : linesOf(tx, question)) {
            total += sums;
            rows.append(lineJson(key, sums, question));
        }
        QJsonObject json{{u"from"_s, isoText(question.query.from)},
                         {u"to"_s, isoText(question.query.to)},
                         {u"definition"_s, serviceLevelName(question.kind)},
                         {u"rows"_s, rows},
                         {u"total"_s, figuresJson(total, question.kind)}};
        if (question.explain) json.insert(u"explain"_s, explanation(tx, question.query));
        return MetricsReply{textOf(json)};
    });
}

} // namespace callfloor
