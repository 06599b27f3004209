// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/queue_store.h"

#include "app/domain/json.h"

#include <QJsonDocument>

namespace callfloor::store::queues {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object) { return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)); }
QJsonObject objectOf(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }

Queue readQueue(Rows &rows) {
    Queue base;
    base.id = QueueId(rows.text());
    const Queue empty = base;
    // Checked when it was written; what a newer version wrote and this one refuses falls back to the defaults.
    auto queue = queueWith(std::move(base), objectOf(rows.bytes()));
    return queue ? *queue : empty;
}

MemberRow readMember(Rows &rows) {
    MemberRow row;
    row.member.queue = QueueId(rows.text());
    row.member.user = UserId(rows.text());
    row.member.tier = static_cast<int>(rows.integer());
    row.member.position = static_cast<int>(rows.integer());
    row.member.weight = static_cast<int>(rows.integer());
    row.userName = rows.text();
    return row;
}

std::vector<MemberRow> readMembers(Rows rows) {
    std::vector<MemberRow> members;
    while (rows.next()) members.push_back(readMember(rows));
    return members;
}

Schedule readSchedule(Rows &rows) {
    Schedule schedule;
    schedule.id = ScheduleId(rows.text());
    schedule.name = rows.text();
    if (auto hours = openingHoursFromJson(objectOf(rows.bytes()))) schedule.hours = *hours;
    return schedule;
}

NumberRoute readNumber(Rows &rows) {
    NumberRoute route;
    route.number = rows.text();
    route.label = rows.text();
    route.schedule = ScheduleId(rows.text());
    if (auto open = routeTargetFromJson(objectOf(rows.bytes()), u"open"_s)) route.open = *open;
    if (auto closed = routeTargetFromJson(objectOf(rows.bytes()), u"closed"_s)) route.closed = *closed;
    return route;
}

/// The id in the first column of the first row.
template <class IdType>
std::optional<IdType> firstId(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return IdType(rows.text());
}

int countOf(Rows rows) { return rows.next() ? static_cast<int>(rows.integer()) : 0; }

} // namespace

QString nameKey(const QString &name) { return name.trimmed().toLower(); }

std::vector<Queue> list(Tx &tx) {
    std::vector<Queue> queues;
    Rows rows = tx.query(u"queue_list"_s, {});
    while (rows.next()) queues.push_back(readQueue(rows));
    return queues;
}

std::optional<Queue> get(Tx &tx, const QueueId &id, bool lock) {
    Rows rows = tx.query(lock ? u"queue_get_locked"_s : u"queue_get"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    return readQueue(rows);
}

std::optional<QueueId> idByName(Tx &tx, const QString &name) {
    return firstId<QueueId>(tx.query(u"queue_by_name"_s, {{":name_key", nameKey(name)}}));
}

void save(Tx &tx, const Queue &queue, UtcTime now) {
    tx.exec(u"queue_save"_s, {{":id", queue.id.text()},
                              {":name", queue.name},
                              {":name_key", nameKey(queue.name)},
                              {":settings", compact(queueToJson(queue))},
                              {":service_level_s", queue.serviceLevelSeconds},
                              {":short_abandon_s", queue.shortAbandonSeconds},
                              {":now_us", micros(now)}});
    tx.exec(u"queue_skill_clear"_s, {{":queue_id", queue.id.text()}});
    if (queue.skills.empty()) return;
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    for (const SkillNeed &need : queue.skills)
        json.beginObject().key("queue_id").value(queue.id.text()).key("skill_id").value(need.skill.text())
            .key("min_level").value(need.minLevel).key("weight").value(need.weight).endObject();
    json.endArray();
    tx.execRows(u"queue_skill_insert"_s, out);
}

void archive(Tx &tx, const QueueId &id, UtcTime now) {
    tx.exec(u"queue_member_clear"_s, {{":queue_id", id.text()}});
    tx.exec(u"queue_archive"_s, {{":id", id.text()}, {":now_us", micros(now)}});
}

std::vector<MemberRow> members(Tx &tx, const QueueId &queue) {
    return readMembers(tx.query(u"queue_member_list"_s, {{":queue_id", queue.text()}}));
}
std::vector<MemberRow> allMembers(Tx &tx) { return readMembers(tx.query(u"queue_member_all"_s, {})); }
std::vector<MemberRow> membershipsOf(Tx &tx, const UserId &user) {
    return readMembers(tx.query(u"queue_member_of_user"_s, {{":user_id", user.text()}}));
}

std::optional<QueueMember> member(Tx &tx, const QueueId &queue, const UserId &user) {
    Rows rows = tx.query(u"queue_member_get"_s, {{":queue_id", queue.text()}, {":user_id", user.text()}});
    if (!rows.next()) return std::nullopt;
    return readMember(rows).member;
}

void saveMember(Tx &tx, const QueueMember &member) {
    tx.exec(u"queue_member_save"_s, {{":queue_id", member.queue.text()},
                                     {":user_id", member.user.text()},
                                     {":tier", member.tier},
                                     {":position", member.position},
                                     {":weight", member.weight}});
}

bool removeMember(Tx &tx, const QueueId &queue, const UserId &user) {
    return tx.exec(u"queue_member_delete"_s, {{":queue_id", queue.text()}, {":user_id", user.text()}}) > 0;
}

std::vector<Skill> skills(Tx &tx) {
    std::vector<Skill> skills;
    Rows rows = tx.query(u"skill_list"_s, {});
    while (rows.next()) {
        SkillId id(rows.text());
        skills.push_back({std::move(id), rows.text()});
    }
    return skills;
}

std::optional<Skill> skill(Tx &tx, const SkillId &id) {
    Rows rows = tx.query(u"skill_get"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    SkillId found(rows.text());
    return Skill{std::move(found), rows.text()};
}

std::optional<SkillId> skillByName(Tx &tx, const QString &name) {
    return firstId<SkillId>(tx.query(u"skill_by_name"_s, {{":name_key", nameKey(name)}}));
}

void saveSkill(Tx &tx, const Skill &skill, UtcTime now) {
    tx.exec(u"skill_save"_s, {{":id", skill.id.text()}, {":name", skill.name}, {":name_key", nameKey(skill.name)}, {":now_us", micros(now)}});
}

int skillUses(Tx &tx, const SkillId &id) { return countOf(tx.query(u"skill_in_use"_s, {{":id", id.text()}})); }

void removeSkill(Tx &tx, const SkillId &id) {
    tx.exec(u"skill_forget_users"_s, {{":id", id.text()}});
    tx.exec(u"skill_forget_queues"_s, {{":id", id.text()}}); // of archived queues
    tx.exec(u"skill_delete"_s, {{":id", id.text()}});
}

std::vector<AgentSkill> skillsOf(Tx &tx, const UserId &user) {
    std::vector<AgentSkill> skills;
    Rows rows = tx.query(u"user_skill_list"_s, {{":user_id", user.text()}});
    while (rows.next()) {
        SkillId id(rows.text());
        skills.push_back({std::move(id), static_cast<int>(rows.integer())});
    }
    return skills;
}

std::map<UserId, std::vector<AgentSkill>> skillsOfAll(Tx &tx) {
    std::map<UserId, std::vector<AgentSkill>> all;
    Rows rows = tx.query(u"user_skill_all"_s, {});
    while (rows.next()) {
        auto &skills = all[UserId(rows.text())];
        SkillId id(rows.text());
        skills.push_back({std::move(id), static_cast<int>(rows.integer())});
    }
    return all;
}

void setSkillsOf(Tx &tx, const UserId &user, const std::vector<AgentSkill> &skills) {
    tx.exec(u"user_skill_clear"_s, {{":user_id", user.text()}});
    if (skills.empty()) return;
    QByteArray out;
    JsonWriter json(out);
    json.beginArray();
    for (const AgentSkill &skill : skills)
        json.beginObject().key("user_id").value(user.text()).key("skill_id").value(skill.skill.text()).key("level").value(skill.level).endObject();
    json.endArray();
    tx.execRows(u"user_skill_insert"_s, out);
}

std::vector<Schedule> schedules(Tx &tx) {
    std::vector<Schedule> schedules;
    Rows rows = tx.query(u"schedule_list"_s, {});
    while (rows.next()) schedules.push_back(readSchedule(rows));
    return schedules;
}

std::optional<Schedule> schedule(Tx &tx, const ScheduleId &id) {
    Rows rows = tx.query(u"schedule_get"_s, {{":id", id.text()}});
    if (!rows.next()) return std::nullopt;
    return readSchedule(rows);
}

std::optional<ScheduleId> scheduleByName(Tx &tx, const QString &name) {
    return firstId<ScheduleId>(tx.query(u"schedule_by_name"_s, {{":name_key", nameKey(name)}}));
}

void saveSchedule(Tx &tx, const Schedule &schedule, UtcTime now) {
    tx.exec(u"schedule_save"_s, {{":id", schedule.id.text()},
                                 {":name", schedule.name},
                                 {":name_key", nameKey(schedule.name)},
                                 {":hours", compact(openingHoursToJson(schedule.hours))},
                                 {":now_us", micros(now)}});
}

int scheduleUses(Tx &tx, const ScheduleId &id) { return countOf(tx.query(u"schedule_in_use"_s, {{":id", id.text()}})); }
void removeSchedule(Tx &tx, const ScheduleId &id) { tx.exec(u"schedule_delete"_s, {{":id", id.text()}}); }

std::vector<NumberRoute> numbers(Tx &tx) {
    std::vector<NumberRoute> routes;
    Rows rows = tx.query(u"number_list"_s, {});
    while (rows.next()) routes.push_back(readNumber(rows));
    return routes;
}

std::optional<NumberRoute> number(Tx &tx, const QString &e164) {
    Rows rows = tx.query(u"number_get"_s, {{":number", e164}});
    if (!rows.next()) return std::nullopt;
    return readNumber(rows);
}

void saveNumber(Tx &tx, const NumberRoute &route, UtcTime now) {
    tx.exec(u"number_save"_s, {{":number", route.number},
                               {":label", route.label},
                               {":schedule_id", textOrNull(route.schedule.text())},
                               {":open_route", compact(routeTargetToJson(route.open))},
                               {":closed_route", compact(routeTargetToJson(route.closed))},
                               {":now_us", micros(now)}});
}

bool removeNumber(Tx &tx, const QString &e164) { return tx.exec(u"number_delete"_s, {{":number", e164}}) > 0; }

std::optional<RouteTarget> routeFor(Tx &tx, const QString &e164, UtcTime at) {
    const auto route = number(tx, e164);
    if (!route) return std::nullopt;
    const auto hours = route->schedule.isEmpty() ? std::nullopt : schedule(tx, route->schedule);
    return routeAt(*route, hours ? &hours->hours : nullptr, at);
}

} // namespace callfloor::store::queues
