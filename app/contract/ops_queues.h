// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/domain/number_route.h"
#include "app/domain/queue.h"

/// Queues, their staff, skills, opening hours, numbers, and what is measured on them. Words and meanings: docs/queues.md.
namespace callfloor {

namespace schema {
/// JSON Schema of the replies of this file.
QJsonObject queueReply();
QJsonObject queueList();
QJsonObject waitingList();
QJsonObject board();
QJsonObject metrics();
QJsonObject schedule();
QJsonObject scheduleList();
QJsonObject number();
QJsonObject numberList();
} // namespace schema

constexpr Route deleteRoute(const char *path, Role role, const char *summary) { return {Method::Delete, path, role, summary, false}; }

struct QueueReply {
    QByteArray json; ///< The settings with `id`, `members` and `live`.
    static QJsonObject schema() { return schema::queueReply(); }
};
struct QueueListReply {
    QByteArray json; ///< `{"queues": [{…}]}`.
    static QJsonObject schema() { return schema::queueList(); }
};
struct WaitingReply {
    QByteArray json; ///< `{"waiting": [{…, "reasons": […]}]}`.
    static QJsonObject schema() { return schema::waitingList(); }
};
struct BoardReply {
    QByteArray json;
    static QJsonObject schema() { return schema::board(); }
};
struct MetricsReply {
    QByteArray json;
    static QJsonObject schema() { return schema::metrics(); }
};
struct ScheduleReply {
    QByteArray json;
    static QJsonObject schema() { return schema::schedule(); }
};
struct ScheduleListReply {
    QByteArray json;
    static QJsonObject schema() { return schema::scheduleList(); }
};
struct NumberReply {
    QByteArray json;
    static QJsonObject schema() { return schema::number(); }
};
struct NumberListReply {
    QByteArray json;
    static QJsonObject schema() { return schema::numberList(); }
};

struct SkillNeedFields {
    SkillId skillId;
    std::optional<int> minLevel;
    std::optional<int> weight;
    static constexpr auto fields = std::tuple{body("skillId", &SkillNeedFields::skillId, identifier()),
                                              body("minLevel", &SkillNeedFields::minLevel, number(1, 10)),
                                              body("weight", &SkillNeedFields::weight, number(0, 100))};
};
struct OverflowFields {
    QString to; ///< queue, voicemail, callback, hang-up, message.
    std::optional<QueueId> queueId;
    std::optional<QString> text;
    static constexpr auto fields =
        std::tuple{body("to", &OverflowFields::to, callfloor::text().max(20)), body("queueId", &OverflowFields::queueId, identifier()),
                   body("text", &OverflowFields::text, callfloor::text().max(2000).empty())};
};

/// The settings of a queue; what is not given stays, or is the default. Ranges are those of queueWith().
struct QueueSettingFields {
    std::optional<int> priority, tierStepSeconds, relaxAfterSeconds, relaxEverySeconds, stickyWaitSeconds, ringSeconds, missLimit,
        maxWaitSeconds, maxSize, announceEverySeconds, wrapUpMinSeconds, wrapUpMaxSeconds, wrapUpExtensions, serviceLevelSeconds,
        serviceLevelTarget, shortAbandonSeconds;
    std::optional<bool> skipEmptyTiers, stickyLastAgent, announcePosition, announceEstimate, offerCallback, wrapUpNeedsDisposition, wrapUpAutoDisposition;
    std::optional<QString> strategy, musicUrl;
    std::optional<std::vector<SkillNeedFields>> skills;
    std::optional<OverflowFields> overflow;

    using F = QueueSettingFields;
    static constexpr auto settingFields = std::tuple{
        body("priority", &F::priority, number(-100, 100)), body("tierStepSeconds", &F::tierStepSeconds, number(0, 3600)),
        body("relaxAfterSeconds", &F::relaxAfterSeconds, number(0, 86400)), body("relaxEverySeconds", &F::relaxEverySeconds, number(0, 86400)),
        body("stickyWaitSeconds", &F::stickyWaitSeconds, number(0, 3600)), body("ringSeconds", &F::ringSeconds, number(5, 300)),
        body("missLimit", &F::missLimit, number(1, 100)), body("maxWaitSeconds", &F::maxWaitSeconds, number(0, 86400)),
        body("maxSize", &F::maxSize, number(0, 100'000)), body("announceEverySeconds", &F::announceEverySeconds, number(0, 3600)),
        body("wrapUpMinSeconds", &F::wrapUpMinSeconds, number(0, 3600)), body("wrapUpMaxSeconds", &F::wrapUpMaxSeconds, number(0, 86400)),
        body("wrapUpExtensions", &F::wrapUpExtensions, number(0, 100)), body("serviceLevelSeconds", &F::serviceLevelSeconds, number(1, 86400)),
        body("serviceLevelTarget", &F::serviceLevelTarget, number(1, 100)), body("shortAbandonSeconds", &F::shortAbandonSeconds, number(0, 3600)),
        body("skipEmptyTiers", &F::skipEmptyTiers), body("stickyLastAgent", &F::stickyLastAgent),
        body("announcePosition", &F::announcePosition), body("announceEstimate", &F::announceEstimate), body("offerCallback", &F::offerCallback),
        body("wrapUpNeedsDisposition", &F::wrapUpNeedsDisposition), body("wrapUpAutoDisposition", &F::wrapUpAutoDisposition),
        body("strategy", &F::strategy, text().max(20)), body("musicUrl", &F::musicUrl, text().max(2000).empty()),
        body("skills", &F::skills), body("overflow", &F::overflow)};
};

/// All queues in use with their live figures, by name.
struct ListQueues {
    static constexpr const char *name = "listQueues";
    static constexpr auto route = get("/api/queues", Role::Agent, "All queues with their live figures.");
    using Reply = QueueListReply;
    static constexpr auto fields = std::tuple{};
};

/// One queue with its members. Errors: NotFound.
struct GetQueue {
    static constexpr const char *name = "getQueue";
    static constexpr auto route = get("/api/queues/{id}", Role::Agent, "One queue with its members.");
    using Reply = QueueReply;
    QueueId id;
    static constexpr auto fields = std::tuple{path("id", &GetQueue::id)};
};

/// Makes a queue. Errors: BadRequest, Conflict (the name is taken).
struct CreateQueue : QueueSettingFields {
    static constexpr const char *name = "createQueue";
    static constexpr auto route = post("/api/queues", Role::Admin, "Makes a queue.");
    using Reply = QueueReply;
    QString queueName;
    static constexpr auto fields = std::tuple_cat(std::tuple{body("name", &CreateQueue::queueName, text().max(100))}, settingFields);
};

/// Changes a queue; callers who wait are routed by the new settings at once. Errors: NotFound, BadRequest, Conflict.
struct UpdateQueue : QueueSettingFields {
    static constexpr const char *name = "updateQueue";
    static constexpr auto route = patch("/api/queues/{id}", Role::Admin, "Changes a queue.");
    using Reply = QueueReply;
    QueueId id;
    std::optional<QString> queueName;
    static constexpr auto fields =
        std::tuple_cat(std::tuple{path("id", &UpdateQueue::id), body("name", &UpdateQueue::queueName, text().max(100))}, settingFields);
};

/// Takes a queue out of use; its history stays. Errors: NotFound, Conflict (callers wait, or something leads to it).
struct DeleteQueue {
    static constexpr const char *name = "deleteQueue";
    static constexpr auto route = deleteRoute("/api/queues/{id}", Role::Admin, "Takes a queue out of use.");
    using Reply = Done;
    QueueId id;
    static constexpr auto fields = std::tuple{path("id", &DeleteQueue::id)};
};

/// Adds a member or changes his place. Errors: NotFound (queue or user).
struct SetQueueMember {
    static constexpr const char *name = "setQueueMember";
    static constexpr auto route = post("/api/queues/{id}/members", Role::Supervisor, "Adds a member or changes his place.");
    using Reply = QueueReply;
    QueueId id;
    UserId userId;
    std::optional<int> tier, position, weight;
    static constexpr auto fields =
        std::tuple{path("id", &SetQueueMember::id), body("userId", &SetQueueMember::userId, identifier()),
                   body("tier", &SetQueueMember::tier, number(1, 100)), body("position", &SetQueueMember::position, number(0, 10'000)),
                   body("weight", &SetQueueMember::weight, number(1, 1000))};
};

/// Takes a member out of a queue. Errors: NotFound.
struct RemoveQueueMember {
    static constexpr const char *name = "removeQueueMember";
    static constexpr auto route = deleteRoute("/api/queues/{id}/members/{userId}", Role::Supervisor, "Takes a member out of a queue.");
    using Reply = QueueReply;
    QueueId id;
    UserId userId;
    static constexpr auto fields = std::tuple{path("id", &RemoveQueueMember::id), path("userId", &RemoveQueueMember::userId)};
};

/// Who waits in a queue, in order, and why. Errors: NotFound.
struct QueueWaiting {
    static constexpr const char *name = "queueWaiting";
    static constexpr auto route = get("/api/queues/{id}/waiting", Role::Agent, "Who waits in a queue, and why.");
    using Reply = WaitingReply;
    QueueId id;
    static constexpr auto fields = std::tuple{path("id", &QueueWaiting::id)};
};

struct SkillInfo {
    SkillId id;
    QString skillName;
    static constexpr auto fields = std::tuple{body("id", &SkillInfo::id, identifier()), body("name", &SkillInfo::skillName)};
};
struct ListSkills {
    struct Reply {
        std::vector<SkillInfo> skills;
        static constexpr auto fields = std::tuple{body("skills", &Reply::skills)};
    };
    static constexpr const char *name = "listSkills";
    static constexpr auto route = get("/api/skills", Role::Agent, "All skills.");
    static constexpr auto fields = std::tuple{};
};
/// Errors: Conflict (the name is taken).
struct CreateSkill {
    static constexpr const char *name = "createSkill";
    static constexpr auto route = post("/api/skills", Role::Admin, "Makes a skill.");
    using Reply = SkillInfo;
    QString skillName;
    static constexpr auto fields = std::tuple{body("name", &CreateSkill::skillName, text().max(100))};
};
/// Errors: NotFound, Conflict (the name is taken).
struct RenameSkill {
    static constexpr const char *name = "renameSkill";
    static constexpr auto route = patch("/api/skills/{id}", Role::Admin, "Renames a skill.");
    using Reply = SkillInfo;
    SkillId id;
    QString skillName;
    static constexpr auto fields = std::tuple{path("id", &RenameSkill::id), body("name", &RenameSkill::skillName, text().max(100))};
};
/// Errors: NotFound, Conflict (a queue asks for it).
struct DeleteSkill {
    static constexpr const char *name = "deleteSkill";
    static constexpr auto route = deleteRoute("/api/skills/{id}", Role::Admin, "Removes a skill.");
    using Reply = Done;
    SkillId id;
    static constexpr auto fields = std::tuple{path("id", &DeleteSkill::id)};
};

struct UserSkill {
    SkillId skillId;
    int level = 1;
    static constexpr auto fields =
        std::tuple{body("skillId", &UserSkill::skillId, identifier()), body("level", &UserSkill::level, number(1, 10))};
};
struct UserSkillsReply {
    UserId userId;
    std::vector<UserSkill> skills;
    static constexpr auto fields = std::tuple{body("userId", &UserSkillsReply::userId, identifier()), body("skills", &UserSkillsReply::skills)};
};
/// Errors: NotFound.
struct GetUserSkills {
    static constexpr const char *name = "getUserSkills";
    static constexpr auto route = get("/api/users/{id}/skills", Role::Supervisor, "What a user is able to do.");
    using Reply = UserSkillsReply;
    UserId id;
    static constexpr auto fields = std::tuple{path("id", &GetUserSkills::id)};
};
/// Replaces a user's skills. Errors: NotFound, BadRequest (unknown skill, or one twice).
struct SetUserSkills {
    static constexpr const char *name = "setUserSkills";
    static constexpr auto route = post("/api/users/{id}/skills", Role::Supervisor, "Replaces what a user is able to do.");
    using Reply = UserSkillsReply;
    UserId id;
    std::vector<UserSkill> skills;
    static constexpr auto fields = std::tuple{path("id", &SetUserSkills::id), body("skills", &SetUserSkills::skills)};
};

struct WeekFields {
    std::optional<std::vector<QString>> mon, tue, wed, thu, fri, sat, sun; ///< `08:00-17:30`.
    static constexpr auto fields = std::tuple{body("mon", &WeekFields::mon), body("tue", &WeekFields::tue), body("wed", &WeekFields::wed),
                                              body("thu", &WeekFields::thu), body("fri", &WeekFields::fri), body("sat", &WeekFields::sat),
                                              body("sun", &WeekFields::sun)};
};
struct HolidayFields {
    QString date; ///< `2026-12-25`, or `12-25` for every year.
    std::optional<QString> label;
    std::optional<std::vector<QString>> hours; ///< None: closed.
    static constexpr auto fields = std::tuple{body("date", &HolidayFields::date, text().max(10)),
                                              body("name", &HolidayFields::label, text().max(100).empty()), body("hours", &HolidayFields::hours)};
};
struct HoursFields {
    QString zone; ///< IANA name, `Europe/Berlin`.
    std::optional<WeekFields> week;
    std::optional<std::vector<HolidayFields>> holidays;
    static constexpr auto fields = std::tuple{body("zone", &HoursFields::zone, text().max(64)), body("week", &HoursFields::week),
                                              body("holidays", &HoursFields::holidays)};
};

struct ListSchedules {
    static constexpr const char *name = "listSchedules";
    static constexpr auto route = get("/api/schedules", Role::Supervisor, "All opening hours, and whether they are open now.");
    using Reply = ScheduleListReply;
    static constexpr auto fields = std::tuple{};
};
/// Errors: BadRequest, Conflict (the name is taken).
struct CreateSchedule {
    static constexpr const char *name = "createSchedule";
    static constexpr auto route = post("/api/schedules", Role::Admin, "Makes opening hours.");
    using Reply = ScheduleReply;
    QString scheduleName;
    HoursFields hours;
    static constexpr auto fields =
        std::tuple{body("name", &CreateSchedule::scheduleName, text().max(100)), body("hours", &CreateSchedule::hours)};
};
/// Errors: NotFound, BadRequest, Conflict.
struct UpdateSchedule {
    static constexpr const char *name = "updateSchedule";
    static constexpr auto route = patch("/api/schedules/{id}", Role::Admin, "Changes opening hours.");
    using Reply = ScheduleReply;
    ScheduleId id;
    std::optional<QString> scheduleName;
    std::optional<HoursFields> hours;
    static constexpr auto fields = std::tuple{path("id", &UpdateSchedule::id), body("name", &UpdateSchedule::scheduleName, text().max(100)),
                                              body("hours", &UpdateSchedule::hours)};
};
/// Errors: NotFound, Conflict (a number goes by it).
struct DeleteSchedule {
    static constexpr const char *name = "deleteSchedule";
    static constexpr auto route = deleteRoute("/api/schedules/{id}", Role::Admin, "Removes opening hours.");
    using Reply = Done;
    ScheduleId id;
    static constexpr auto fields = std::tuple{path("id", &DeleteSchedule::id)};
};

struct RouteFields {
    QString to; ///< queue, ai, agent, message, hang-up.
    std::optional<QueueId> queueId;
    std::optional<UserId> agentId;
    std::optional<QString> spoken, language, voice;
    std::optional<int> callPriority;
    static constexpr auto fields = std::tuple{
        body("to", &RouteFields::to, text().max(20)), body("queueId", &RouteFields::queueId, identifier()),
        body("agentId", &RouteFields::agentId, identifier()), body("text", &RouteFields::spoken, text().max(4000).empty()),
        body("language", &RouteFields::language, text().max(32).empty()), body("voice", &RouteFields::voice, text().max(128).empty()),
        body("callPriority", &RouteFields::callPriority, number(-86400, 86400))};
};
struct ListNumbers {
    static constexpr const char *name = "listNumbers";
    static constexpr auto route = get("/api/numbers", Role::Supervisor, "Our numbers and what they do now.");
    using Reply = NumberListReply;
    static constexpr auto fields = std::tuple{};
};
/// Adds a number or replaces what it does. Errors: BadRequest (no E.164 number, unknown queue, agent or schedule).
struct SetNumber {
    static constexpr const char *name = "setNumber";
    static constexpr auto route = post("/api/numbers", Role::Admin, "Says what an inbound number does.");
    using Reply = NumberReply;
    QString e164;
    std::optional<QString> label;
    std::optional<ScheduleId> scheduleId;
    RouteFields open;
    std::optional<RouteFields> closed; ///< Needed with a schedule.
    static constexpr auto fields =
        std::tuple{body("number", &SetNumber::e164, text().max(16)), body("label", &SetNumber::label, text().max(100).empty()),
                   body("scheduleId", &SetNumber::scheduleId, identifier()), body("open", &SetNumber::open), body("closed", &SetNumber::closed)};
};
/// Errors: NotFound.
struct DeleteNumber {
    static constexpr const char *name = "deleteNumber";
    static constexpr auto route = deleteRoute("/api/numbers/{number}", Role::Admin, "Forgets what an inbound number does.");
    using Reply = Done;
    QString e164;
    static constexpr auto fields = std::tuple{path("number", &DeleteNumber::e164, text().max(16))};
};

/// The wallboard: every queue with who waits, who works and the figures since `from` (default: midnight of the server).
struct GetBoard {
    static constexpr const char *name = "board";
    static constexpr auto route = get("/api/board", Role::Agent, "The wallboard.");
    using Reply = BoardReply;
    std::optional<UtcTime> from;
    std::optional<QString> definition; ///< SL1 … SL5, SL5F; default SL5.
    static constexpr auto fields = std::tuple{query("from", &GetBoard::from), query("definition", &GetBoard::definition, text().max(8))};
};

/// Figures of queues and agents with their formulas; with `explain=1` also the rows that they are made of.
/// Errors: BadRequest, NotFound.
struct GetMetrics {
    static constexpr const char *name = "metrics";
    static constexpr auto route = get("/api/metrics", Role::Supervisor, "Figures with their formulas and rows.");
    using Reply = MetricsReply;
    std::optional<QueueId> queue;
    std::optional<UserId> agent;
    std::optional<UtcTime> from; ///< Default: a day before `to`.
    std::optional<UtcTime> to;   ///< Default: now.
    std::optional<int> interval; ///< Seconds; default: one interval.
    std::optional<QString> definition;
    std::optional<QString> by;   ///< queue (default), agent, or none.
    std::optional<int> explain;
    static constexpr auto fields =
        std::tuple{query("queue", &GetMetrics::queue, identifier()), query("agent", &GetMetrics::agent, identifier()),
                   query("from", &GetMetrics::from), query("to", &GetMetrics::to), query("interval", &GetMetrics::interval, number(60, 31'622'400)),
                   query("definition", &GetMetrics::definition, text().max(8)), query("by", &GetMetrics::by, text().max(8)),
                   query("explain", &GetMetrics::explain, number(0, 1))};
};

} // namespace callfloor
