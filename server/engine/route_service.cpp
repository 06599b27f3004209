// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/queue_service.h"

#include "server/store/user_store.h"

#include <QRegularExpression>

#include <set>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace queuedesk;

namespace {

Error noSuchSkill() { return notFound(u"There is no such skill."_s); }
Error noSuchSchedule() { return notFound(u"There are no such opening hours."_s); }
Error noSuchUser() { return notFound(u"There is no such user."_s); }

Result<QString> cleanName(const QString &name) {
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty()) return badField(u"name"_s, u"The name must not be empty."_s);
    return trimmed;
}

QJsonObject skillsJson(const std::vector<AgentSkill> &skills) {
    QJsonArray array;
    for (const AgentSkill &skill : skills) array.append(QJsonObject{{u"skillId"_s, skill.skill.text()}, {u"level"_s, skill.level}});
    return {{u"skills"_s, array}};
}

UserSkillsReply skillsReply(const UserId &user, const std::vector<AgentSkill> &skills) {
    UserSkillsReply reply{user, {}};
    for (const AgentSkill &skill : skills) reply.skills.push_back({skill.skill, skill.level});
    return reply;
}

/// Checks the list and tells the queues of the user.
Result<UserSkillsReply> setSkills(store::Tx &tx, const SetUserSkills &op, const Caller &who, UtcTime now) {
    if (!store::users::byId(tx, op.id)) return noSuchUser();
    std::vector<AgentSkill> skills;
    std::set<SkillId> seen;
    for (size_t i = 0; i < op.skills.size(); ++i) {
        const QString field = u"skills[%1].skillId"_s.arg(i);
        if (!store::queues::skill(tx, op.skills[i].skillId)) return badField(field, u"There is no such skill."_s);
        if (!seen.insert(op.skills[i].skillId).second) return badField(field, u"A skill can be given only once."_s);
        skills.push_back({op.skills[i].skillId, op.skills[i].level});
    }
    const auto before = store::queues::skillsOf(tx, op.id);
    store::queues::setSkillsOf(tx, op.id, skills);
    note(tx, who, u"user_skills_set"_s, op.id.text(), skillsJson(before), skillsJson(skills), now);
    for (const store::MemberRow &row : store::queues::membershipsOf(tx, op.id)) announceChange(tx, row.member.queue, now);
    return skillsReply(op.id, skills);
}

QJsonObject scheduleSettings(const store::Schedule &schedule) {
    return {{u"name"_s, schedule.name}, {u"hours"_s, openingHoursToJson(schedule.hours)}};
}

QJsonObject scheduleJson(const store::Schedule &schedule, UtcTime now) {
    QJsonObject json = scheduleSettings(schedule);
    const auto change = nextChange(schedule.hours, now);
    json.insert(u"id"_s, schedule.id.text());
    json.insert(u"open"_s, isOpen(schedule.hours, now));
    json.insert(u"nextChangeAt"_s, change ? QJsonValue(isoText(*change)) : QJsonValue());
    return json;
}

/// Saves a schedule with what `body` gives. Errors: BadRequest, Conflict.
Result<ScheduleReply> saveSchedule(store::Tx &tx, store::Schedule schedule, const QJsonObject &body, bool fresh, const Caller &who, UtcTime now) {
    const QJsonObject before = fresh ? QJsonObject() : scheduleSettings(schedule);
    if (body.contains(u"name"_s)) {
        auto name = cleanName(body.value(u"name"_s).toString());
        if (!name) return name.error();
        schedule.name = *name;
    }
    if (body.contains(u"hours"_s)) {
        auto hours = openingHoursFromJson(body.value(u"hours"_s).toObject());
        if (!hours) return hours.error();
        schedule.hours = *hours;
    }
    if (const auto other = store::queues::scheduleByName(tx, schedule.name); other && !(*other == schedule.id))
        return conflict(u"There are opening hours with this name already."_s);
    store::queues::saveSchedule(tx, schedule, now);
    note(tx, who, fresh ? u"schedule_created"_s : u"schedule_updated"_s, schedule.id.text(), before, scheduleSettings(schedule), now);
    return ScheduleReply{textOf(scheduleJson(schedule, now))};
}

QJsonObject numberSettings(const NumberRoute &route) {
    return {{u"number"_s, route.number},
            {u"label"_s, route.label},
            {u"scheduleId"_s, route.schedule.isEmpty() ? QJsonValue() : QJsonValue(route.schedule.text())},
            {u"open"_s, routeTargetToJson(route.open)},
            {u"closed"_s, routeTargetToJson(route.closed)}};
}

QJsonObject numberJson(store::Tx &tx, const NumberRoute &route, UtcTime now) {
    QJsonObject json = numberSettings(route);
    const auto schedule = route.schedule.isEmpty() ? std::nullopt : store::queues::schedule(tx, route.schedule);
    json.insert(u"now"_s, routeTargetToJson(routeAt(route, schedule ? &schedule->hours : nullptr, now)));
    return json;
}

std::optional<Error> danglingTarget(store::Tx &tx, const RouteTarget &target, const QString &field) {
    if (!target.queue.isEmpty() && !store::queues::get(tx, target.queue)) return badField(field + u".queueId"_s, u"There is no such queue."_s);
    if (!target.agent.isEmpty() && !store::users::byId(tx, target.agent)) return badField(field + u".agentId"_s, u"There is no such user."_s);
    return std::nullopt;
}

/// The route as it is asked for; the shape is checked here, what it refers to by danglingTarget().
Result<NumberRoute> routeOf(const SetNumber &op) {
    static const QRegularExpression kE164(u"^\\+[1-9]\\d{6,14}$"_s);
    if (!kE164.match(op.e164).hasMatch()) return badField(u"number"_s, u"Write the number with + and country code, like +13125550100."_s);
    const QJsonObject body = encodeOperation(op).body;
    NumberRoute route;
    route.number = op.e164;
    route.label = op.label.value_or(QString()).trimmed();
    route.schedule = op.scheduleId.value_or(ScheduleId());
    auto open = routeTargetFromJson(body.value(u"open"_s).toObject(), u"open"_s);
    if (!open) return open.error();
    route.open = *open;
    if (op.closed) {
        auto closed = routeTargetFromJson(body.value(u"closed"_s).toObject(), u"closed"_s);
        if (!closed) return closed.error();
        route.closed = *closed;
    } else if (!route.schedule.isEmpty()) {
        return badField(u"closed"_s, u"With opening hours, say in \"closed\" what happens out of hours."_s);
    }
    return route;
}

Result<NumberReply> saveNumber(store::Tx &tx, const NumberRoute &route, const Caller &who, UtcTime now) {
    if (!route.schedule.isEmpty() && !store::queues::schedule(tx, route.schedule))
        return badField(u"scheduleId"_s, u"There are no such opening hours."_s);
    if (auto wrong = danglingTarget(tx, route.open, u"open"_s)) return *wrong;
    if (auto wrong = danglingTarget(tx, route.closed, u"closed"_s)) return *wrong;
    const auto before = store::queues::number(tx, route.number);
    store::queues::saveNumber(tx, route, now);
    note(tx, who, u"number_set"_s, route.number, before ? numberSettings(*before) : QJsonObject(), numberSettings(route), now);
    return NumberReply{textOf(numberJson(tx, route, now))};
}

Result<SkillInfo> saveSkill(store::Tx &tx, const SkillId &id, const QString &wanted, bool fresh, const Caller &who, UtcTime now) {
    auto name = cleanName(wanted);
    if (!name) return name.error();
    const auto before = store::queues::skill(tx, id);
    if (!fresh && !before) return noSuchSkill();
    if (const auto other = store::queues::skillByName(tx, *name); other && !(*other == id))
        return conflict(u"There is a skill with this name already."_s);
    store::queues::saveSkill(tx, {id, *name}, now);
    note(tx, who, fresh ? u"skill_created"_s : u"skill_renamed"_s, id.text(),
         before ? QJsonObject{{u"name"_s, before->name}} : QJsonObject(), {{u"name"_s, *name}}, now);
    return SkillInfo{id, *name};
}

} // namespace

RouteService::RouteService(const QueueParts &parts, QObject *parent) : QObject(parent), m_parts(parts) {
    serveSkills();
    serveSchedules();
    serveNumbers();
}

void RouteService::serveSkills() {
    Dispatcher &dispatcher = m_parts.dispatcher;
    dispatcher.on<ListSkills>([this](const ListSkills &, const Caller &) {
        return m_parts.storage.read<ListSkills::Reply>([](store::Tx &tx) -> Result<ListSkills::Reply> {
            ListSkills::Reply reply;
            for (const store::Skill &skill : store::queues::skills(tx)) reply.skills.push_back({skill.id, skill.name});
            return reply;
        });
    });
    dispatcher.on<CreateSkill>([this](const CreateSkill &op, const Caller &who) {
        return write<SkillInfo>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) {
            return saveSkill(tx, SkillId::make(now), op.skillName, true, who, now);
        });
    });
    dispatcher.on<RenameSkill>([this](const RenameSkill &op, const Caller &who) {
        return write<SkillInfo>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) {
            return saveSkill(tx, op.id, op.skillName, false, who, now);
        });
    });
    dispatcher.on<DeleteSkill>([this](const DeleteSkill &op, const Caller &who) {
        return write<Done>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<Done> {
            const auto skill = store::queues::skill(tx, op.id);
            if (!skill) return noSuchSkill();
            if (const int uses = store::queues::skillUses(tx, op.id); uses > 0)
                return conflict(u"%1 queues ask for this skill; change them first."_s.arg(uses));
            store::queues::removeSkill(tx, op.id);
            note(tx, who, u"skill_deleted"_s, op.id.text(), {{u"name"_s, skill->name}}, {}, now);
            return Done{};
        });
    });
    dispatcher.on<GetUserSkills>([this](const GetUserSkills &op, const Caller &) {
        return m_parts.storage.read<UserSkillsReply>([op](store::Tx &tx) -> Result<UserSkillsReply> {
            if (!store::users::byId(tx, op.id)) return noSuchUser();
            return skillsReply(op.id, store::queues::skillsOf(tx, op.id));
        });
    });
    dispatcher.on<SetUserSkills>([this](const SetUserSkills &op, const Caller &who) {
        return write<UserSkillsReply>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) { return setSkills(tx, op, who, now); });
    });
}

void RouteService::serveSchedules() {
    Dispatcher &dispatcher = m_parts.dispatcher;
    dispatcher.on<ListSchedules>([this](const ListSchedules &, const Caller &) {
        return m_parts.storage.read<ScheduleListReply>([now = m_parts.clock.now()](store::Tx &tx) -> Result<ScheduleListReply> {
            QJsonArray list;
            for (const store::Schedule &schedule : store::queues::schedules(tx)) list.append(scheduleJson(schedule, now));
            return ScheduleListReply{textOf({{u"schedules"_s, list}})};
        });
    });
    dispatcher.on<CreateSchedule>([this](const CreateSchedule &op, const Caller &who) {
        return write<ScheduleReply>(this, m_parts, [body = encodeOperation(op).body, who, now = m_parts.clock.now()](store::Tx &tx) {
            store::Schedule schedule;
            schedule.id = ScheduleId::make(now);
            return saveSchedule(tx, schedule, body, true, who, now);
        });
    });
    dispatcher.on<UpdateSchedule>([this](const UpdateSchedule &op, const Caller &who) {
        return write<ScheduleReply>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<ScheduleReply> {
            const auto schedule = store::queues::schedule(tx, op.id);
            if (!schedule) return noSuchSchedule();
            return saveSchedule(tx, *schedule, encodeOperation(op).body, false, who, now);
        });
    });
    dispatcher.on<DeleteSchedule>([this](const DeleteSchedule &op, const Caller &who) {
        return write<Done>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<Done> {
            const auto schedule = store::queues::schedule(tx, op.id);
            if (!schedule) return noSuchSchedule();
            if (const int uses = store::queues::scheduleUses(tx, op.id); uses > 0)
                return conflict(u"%1 numbers go by these opening hours; change them first."_s.arg(uses));
            store::queues::removeSchedule(tx, op.id);
            note(tx, who, u"schedule_deleted"_s, op.id.text(), scheduleSettings(*schedule), {}, now);
            return Done{};
        });
    });
}

void RouteService::serveNumbers() {
    Dispatcher &dispatcher = m_parts.dispatcher;
    dispatcher.on<ListNumbers>([this](const ListNumbers &, const Caller &) {
        return m_parts.storage.read<NumberListReply>([now = m_parts.clock.now()](store::Tx &tx) -> Result<NumberListReply> {
            QJsonArray list;
            for (const NumberRoute &route : store::queues::numbers(tx)) list.append(numberJson(tx, route, now));
            return NumberListReply{textOf({{u"numbers"_s, list}})};
        });
    });
    dispatcher.on<SetNumber>([this](const SetNumber &op, const Caller &who) {
        const auto route = routeOf(op);
        if (!route) return refused<NumberReply>(route.error());
        return write<NumberReply>(this, m_parts, [route = *route, who, now = m_parts.clock.now()](store::Tx &tx) { return saveNumber(tx, route, who, now); });
    });
    dispatcher.on<DeleteNumber>([this](const DeleteNumber &op, const Caller &who) {
        return write<Done>(this, m_parts, [op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<Done> {
            const auto before = store::queues::number(tx, op.e164);
            if (!before) return notFound(u"This number is not routed here."_s);
            store::queues::removeNumber(tx, op.e164);
            note(tx, who, u"number_deleted"_s, op.e164, numberSettings(*before), {}, now);
            return Done{};
        });
    });
}

} // namespace callfloor
