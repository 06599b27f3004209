// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/number_route.h"
#include "app/domain/queue.h"
#include "app/domain/routing.h"
#include "server/store/database.h"

#include <map>

namespace callfloor::store {

struct Skill {
    SkillId id;
    QString name;
};

struct MemberRow {
    QueueMember member;
    QString userName;
};

struct Schedule {
    ScheduleId id;
    QString name;
    OpeningHours hours;
};

/// How queues are set up. Functions of a transaction; nothing here checks rights or writes the audit log.
namespace queues {

/// What names are compared by: trimmed, in lower case.
QString nameKey(const QString &name);

std::vector<Queue> list(Tx &tx); ///< By name, without archived ones.
std::optional<Queue> get(Tx &tx, const QueueId &id, bool lock = false);
std::optional<QueueId> idByName(Tx &tx, const QString &name);
void save(Tx &tx, const Queue &queue, UtcTime now);
/// Takes the queue out of use; its history stays.
void archive(Tx &tx, const QueueId &id, UtcTime now);

std::vector<MemberRow> members(Tx &tx, const QueueId &queue);
std::vector<MemberRow> allMembers(Tx &tx); ///< Of accounts that may sign in.
std::vector<MemberRow> membershipsOf(Tx &tx, const UserId &user);
std::optional<QueueMember> member(Tx &tx, const QueueId &queue, const UserId &user);
void saveMember(Tx &tx, const QueueMember &member);
bool removeMember(Tx &tx, const QueueId &queue, const UserId &user);

std::vector<Skill> skills(Tx &tx);
std::optional<Skill> skill(Tx &tx, const SkillId &id);
std::optional<SkillId> skillByName(Tx &tx, const QString &name);
void saveSkill(Tx &tx, const Skill &skill, UtcTime now);
/// How many queues in use ask for it.
int skillUses(Tx &tx, const SkillId &id);
void removeSkill(Tx &tx, const SkillId &id);
std::vector<AgentSkill> skillsOf(Tx &tx, const UserId &user);
std::map<UserId, std::vector<AgentSkill>> skillsOfAll(Tx &tx);
void setSkillsOf(Tx &tx, const UserId &user, const std::vector<AgentSkill> &skills);

std::vector<Schedule> schedules(Tx &tx);
std::optional<Schedule> schedule(Tx &tx, const ScheduleId &id);
std::optional<ScheduleId> scheduleByName(Tx &tx, const QString &name);
void saveSchedule(Tx &tx, const Schedule &schedule, UtcTime now);
int scheduleUses(Tx &tx, const ScheduleId &id);
void removeSchedule(Tx &tx, const ScheduleId &id);

std::vector<NumberRoute> numbers(Tx &tx);
std::optional<NumberRoute> number(Tx &tx, const QString &e164);
void saveNumber(Tx &tx, const NumberRoute &route, UtcTime now);
bool removeNumber(Tx &tx, const QString &e164);
/// What a number of ours does at this moment; nothing if it is not known here.
std::optional<RouteTarget> routeFor(Tx &tx, const QString &e164, UtcTime at);

} // namespace queues
} // namespace callfloor::store
