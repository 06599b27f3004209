// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/queue.h"

#include <QJsonArray>
#include <QJsonValue>

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumerations. Never change one: they are in people's databases.
constexpr std::array kStrategies = {"longest-idle", "round-robin", "fewest-calls",   "least-talk",
                                    "ring-all",     "top-down",    "random-weighted"};
constexpr std::array kOverflows = {"queue", "voicemail", "callback", "hang-up", "message"};

template <class Enum, size_t N>
std::optional<Enum> queueWord(const std::array<const char *, N> &words, QStringView name) {
    for (size_t i = 0; i < N; ++i)
        if (name == QLatin1String(words[i])) return static_cast<Enum>(i);
    return std::nullopt;
}

template <size_t N>
QString listed(const std::array<const char *, N> &words) {
    QStringList list;
    for (const char *word : words) list << QLatin1String(word);
    return list.join(u", "_s);
}

struct NumberField {
    const char *name;
    int Queue::*member;
    int least, most;
};
constexpr int kHour = 3600, kDay = 24 * kHour;
constexpr std::array kNumbers = {
    NumberField{"priority", &Queue::priority, -100, 100},
    NumberField{"tierStepSeconds", &Queue::tierStepSeconds, 0, kHour},
    NumberField{"relaxAfterSeconds", &Queue::relaxAfterSeconds, 0, kDay},
    NumberField{"relaxEverySeconds", &Queue::relaxEverySeconds, 0, kDay},
    NumberField{"stickyWaitSeconds", &Queue::stickyWaitSeconds, 0, kHour},
    NumberField{"ringSeconds", &Queue::ringSeconds, 5, 300},
    NumberField{"missLimit", &Queue::missLimit, 1, 100},
    NumberField{"maxWaitSeconds", &Queue::maxWaitSeconds, 0, kDay},
    NumberField{"maxSize", &Queue::maxSize, 0, 100'000},
    NumberField{"announceEverySeconds", &Queue::announceEverySeconds, 0, kHour},
    NumberField{"wrapUpMinSeconds", &Queue::wrapUpMinSeconds, 0, kHour},
    NumberField{"wrapUpMaxSeconds", &Queue::wrapUpMaxSeconds, 0, kDay},
    NumberField{"wrapUpExtensions", &Queue::wrapUpExtensions, 0, 100},
    NumberField{"serviceLevelSeconds", &Queue::serviceLevelSeconds, 1, kDay},
    NumberField{"serviceLevelTarget", &Queue::serviceLevelTarget, 1, 100},
    NumberField{"shortAbandonSeconds", &Queue::shortAbandonSeconds, 0, kHour},
};

struct FlagField {
    const char *name;
    bool Queue::*member;
};
constexpr std::array kFlags = {
    FlagField{"skipEmptyTiers", &Queue::skipEmptyTiers},
    FlagField{"stickyLastAgent", &Queue::stickyLastAgent},
    FlagField{"announcePosition", &Queue::announcePosition},
    FlagField{"announceEstimate", &Queue::announceEstimate},
    FlagField{"offerCallback", &Queue::offerCallback},
    FlagField{"wrapUpNeedsDisposition", &Queue::wrapUpNeedsDisposition},
    FlagField{"wrapUpAutoDisposition", &Queue::wrapUpAutoDisposition},
};

Result<int> numberIn(const QJsonValue &value, const QString &field, int least, int most) {
    const double number = value.toDouble(-1e9);
    if (!value.isDouble() || number < least || number > most || number != static_cast<int>(number))
        return badField(field, u"The field \"%1\" must be a whole number from %2 to %3."_s.arg(field).arg(least).arg(most));
    return static_cast<int>(number);
}

Result<std::vector<SkillNeed>> readNeeds(const QJsonValue &value) {
    if (!value.isArray()) return badField(u"skills"_s, u"The field \"skills\" must be an array."_s);
    std::vector<SkillNeed> needs;
    for (const QJsonValue &item : value.toArray()) {
        const QString field = u"skills[%1]."_s.arg(needs.size());
        const QJsonObject object = item.toObject();
        SkillNeed need;
        need.skill = SkillId(object.value(u"skillId"_s).toString());
        if (need.skill.isEmpty()) return badField(field + u"skillId"_s, u"A skill requirement names its skill in \"skillId\"."_s);
        for (const SkillNeed &other : needs)
            if (other.skill == need.skill)
                return badField(field + u"skillId"_s, u"A queue can ask for a skill only once."_s);
        const auto given = [&](const QString &name) { // not given, or null: 1
            const QJsonValue written = object.value(name);
            return written.isUndefined() || written.isNull() ? QJsonValue(1) : written;
        };
        auto level = numberIn(given(u"minLevel"_s), field + u"minLevel"_s, 1, 10);
        if (!level) return level.error();
        auto weight = numberIn(given(u"weight"_s), field + u"weight"_s, 0, 100);
        if (!weight) return weight.error();
        need.minLevel = *level;
        need.weight = *weight;
        needs.push_back(need);
    }
    return needs;
}

Result<Overflow> readOverflow(const QJsonObject &object) {
    Overflow overflow;
    const auto kind = overflowKindFromName(object.value(u"to"_s).toString());
    if (!kind)
        return badField(u"overflow.to"_s, u"The field \"overflow.to\" must be one of %1."_s.arg(listed(kOverflows)));
    overflow.kind = *kind;
    overflow.text = object.value(u"text"_s).toString();
    overflow.queue = QueueId(object.value(u"queueId"_s).toString());
    if (*kind == OverflowKind::Queue && overflow.queue.isEmpty())
        return badField(u"overflow.queueId"_s, u"Overflow to a queue needs \"overflow.queueId\"."_s);
    if (*kind != OverflowKind::Queue) overflow.queue = {};
    return overflow;
}

/// What is only wrong together.
std::optional<Error> contradiction(const Queue &queue) {
    if (queue.relaxAfterSeconds > 0 && queue.relaxEverySeconds == 0)
        return badField(u"relaxEverySeconds"_s, u"Relaxation that begins after some seconds also needs \"relaxEverySeconds\"."_s);
    if (queue.wrapUpMaxSeconds > 0 && queue.wrapUpMinSeconds > queue.wrapUpMaxSeconds)
        return badField(u"wrapUpMinSeconds"_s, u"The least wrap-up time is longer than the most."_s);
    if (queue.overflow.kind == OverflowKind::Queue && queue.overflow.queue == queue.id && !queue.id.isEmpty())
        return badField(u"overflow.queueId"_s, u"A queue cannot overflow into itself; choose another one."_s);
    return std::nullopt;
}

Result<Ok> applyTexts(Queue &queue, const QJsonObject &fields) {
    if (const QJsonValue name = fields.value(u"name"_s); !name.isUndefined()) {
        queue.name = name.toString().trimmed();
        if (queue.name.isEmpty()) return badField(u"name"_s, u"The queue needs a name."_s);
    }
    if (const QJsonValue strategy = fields.value(u"strategy"_s); !strategy.isUndefined()) {
        const auto known = queueStrategyFromName(strategy.toString());
        if (!known) return badField(u"strategy"_s, u"The field \"strategy\" must be one of %1."_s.arg(listed(kStrategies)));
        queue.strategy = *known;
    }
    if (const QJsonValue music = fields.value(u"musicUrl"_s); !music.isUndefined()) {
        queue.musicUrl = music.toString();
        const bool web = queue.musicUrl.startsWith("https://"_L1) || queue.musicUrl.startsWith("http://"_L1);
        if (!queue.musicUrl.isEmpty() && !web)
            return badField(u"musicUrl"_s, u"The music must be a web address that the carrier can fetch (https://…)."_s);
    }
    return Ok{};
}

} // namespace

QString queueStrategyName(QueueStrategy strategy) { return QLatin1String(kStrategies[static_cast<size_t>(strategy)]); }
std::optional<QueueStrategy> queueStrategyFromName(QStringView name) { return queueWord<QueueStrategy>(kStrategies, name); }
QString overflowKindName(OverflowKind kind) { return QLatin1String(kOverflows[static_cast<size_t>(kind)]); }
std::optional<OverflowKind> overflowKindFromName(QStringView name) { return queueWord<OverflowKind>(kOverflows, name); }

QJsonObject queueToJson(const Queue &queue) {
    QJsonObject json{{u"name"_s, queue.name},
                     {u"strategy"_s, queueStrategyName(queue.strategy)},
                     {u"musicUrl"_s, queue.musicUrl}};
    for (const NumberField &field : kNumbers) json.insert(QLatin1String(field.name), queue.*field.member);
    for (const FlagField &field : kFlags) json.insert(QLatin1String(field.name), queue.*field.member);
    QJsonArray skills;
    for (const SkillNeed &need : queue.skills)
        skills.append(QJsonObject{{u"skillId"_s, need.skill.text()}, {u"minLevel"_s, need.minLevel}, {u"weight"_s, need.weight}});
    json.insert(u"skills"_s, skills);
    QJsonObject overflow{{u"to"_s, overflowKindName(queue.overflow.kind)}, {u"text"_s, queue.overflow.text}};
    if (!queue.overflow.queue.isEmpty()) overflow.insert(u"queueId"_s, queue.overflow.queue.text());
    json.insert(u"overflow"_s, overflow);
    return json;
}

Result<Queue> queueWith(Queue base, const QJsonObject &fields) {
    if (auto texts = applyTexts(base, fields); !texts) return texts.error();
    for (const NumberField &field : kNumbers) {
        const QJsonValue value = fields.value(QLatin1String(field.name));
        if (value.isUndefined()) continue;
        auto number = numberIn(value, QLatin1String(field.name), field.least, field.most);
        if (!number) return number.error();
        base.*field.member = *number;
    }
    for (const FlagField &field : kFlags) {
        const QJsonValue value = fields.value(QLatin1String(field.name));
        if (value.isUndefined()) continue;
        const QString name = QLatin1String(field.name);
        if (!value.isBool()) return badField(name, u"The field \"%1\" must be true or false."_s.arg(name));
        base.*field.member = value.toBool();
    }
    if (const QJsonValue skills = fields.value(u"skills"_s); !skills.isUndefined()) {
        auto needs = readNeeds(skills);
        if (!needs) return needs.error();
        base.skills = std::move(*needs);
    }
    if (const QJsonValue overflow = fields.value(u"overflow"_s); !overflow.isUndefined()) {
        auto read = readOverflow(overflow.toObject());
        if (!read) return read.error();
        base.overflow = std::move(*read);
    }
    if (auto wrong = contradiction(base)) return *wrong;
    return base;
}

} // namespace callfloor
