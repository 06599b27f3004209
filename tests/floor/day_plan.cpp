// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/day_plan.h"

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

struct QueueDraft {
    QString name;
    QJsonObject settings;
    QString overflowTo; ///< A queue made before.
    int every = 1;      ///< Each n-th agent is a member.
    int tiers = 1;
};

QJsonObject overflow(const QString &to, const QString &text = {}) { return {{u"to"_s, to}, {u"text"_s, text}}; }

std::vector<QueueDraft> drafts() {
    return {
        {u"Sales"_s, {{u"strategy"_s, u"longest-idle"_s}, {u"ringSeconds"_s, 12}}, {}, 1, 1},
        {u"Support"_s, {{u"strategy"_s, u"round-robin"_s}, {u"tierStepSeconds"_s, 10}, {u"ringSeconds"_s, 10}}, {}, 2, 2},
        {u"Billing"_s,
         {{u"strategy"_s, u"fewest-calls"_s}, {u"relaxAfterSeconds"_s, 15}, {u"relaxEverySeconds"_s, 10}, {u"wrapUpNeedsDisposition"_s, true},
          {u"wrapUpAutoDisposition"_s, false}, {u"wrapUpMinSeconds"_s, 3}},
         {}, 2, 1},
        {u"Technical"_s, {{u"strategy"_s, u"ring-all"_s}, {u"maxSize"_s, 4}, {u"ringSeconds"_s, 10}}, u"Support"_s, 7, 1},
        {u"Premium"_s, {{u"strategy"_s, u"least-talk"_s}, {u"priority"_s, 50}, {u"stickyLastAgent"_s, true}, {u"stickyWaitSeconds"_s, 10}}, {}, 3, 1},
        {u"Orders"_s, {{u"strategy"_s, u"random-weighted"_s}, {u"maxWaitSeconds"_s, 30}, {u"missLimit"_s, 2}, {u"overflow"_s, overflow(u"voicemail"_s, u"Leave a message."_s)}}, {}, 5, 1},
        {u"Returns"_s, {{u"strategy"_s, u"top-down"_s}, {u"maxWaitSeconds"_s, 20}, {u"overflow"_s, overflow(u"message"_s, u"Please call later."_s)}}, {}, 6, 1},
        {u"Lobby"_s, {{u"strategy"_s, u"longest-idle"_s}, {u"maxSize"_s, 2}, {u"maxWaitSeconds"_s, 25}, {u"overflow"_s, overflow(u"hang-up"_s)}}, {}, 9, 1},
    };
}

std::vector<DayNumber> numbers() {
    return {{u"+13125550101"_s, u"Sales"_s, false, 5},     {u"+13125550102"_s, u"Support"_s, false, 4},
            {u"+13125550103"_s, u"Billing"_s, false, 3},   {u"+13125550104"_s, u"Technical"_s, false, 2},
            {u"+13125550105"_s, u"Premium"_s, false, 2},   {u"+13125550106"_s, u"Orders"_s, false, 2},
            {u"+13125550107"_s, u"Returns"_s, false, 2},   {u"+13125550108"_s, u"Lobby"_s, false, 1},
            {u"+13125550111"_s, u"Sales"_s, true, 4},      {u"+13125550112"_s, u"Support"_s, true, 3},
            {u"+13125550121"_s, u"message"_s, false, 1},   {u"+13125550122"_s, u"hang-up"_s, false, 1},
            {u"+13125550123"_s, u"agent"_s, false, 1}};
}

RequestParts bodyOf(QJsonObject body) {
    RequestParts parts;
    parts.body = std::move(body);
    return parts;
}

Result<Ok> giveSkills(DayFloor &floor, const QString &skill) {
    for (size_t i = 0; i < floor.agents().size(); ++i) {
        RequestParts parts = bodyOf({{u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, skill}, {u"level"_s, static_cast<int>(i % 5) + 1}}}}});
        parts.path.insert(u"id"_s, floor.agents()[i].text());
        if (auto done = floor.askNow(floor.admin(), "setUserSkills", parts); !done) return done.error();
    }
    return Ok{};
}

Result<QString> makeQueue(DayFloor &floor, QueueDraft draft, const DayPlan &plan, const QString &skill, bool roomy) {
    draft.settings.insert(u"name"_s, draft.name);
    draft.settings.insert(u"wrapUpMaxSeconds"_s, 20);
    draft.settings.insert(u"serviceLevelSeconds"_s, 15);
    if (draft.name == "Billing"_L1 && !roomy)
        draft.settings.insert(u"skills"_s, QJsonArray{QJsonObject{{u"skillId"_s, skill}, {u"minLevel"_s, 3}, {u"weight"_s, 2}}});
    if (!draft.overflowTo.isEmpty())
        draft.settings.insert(u"overflow"_s, QJsonObject{{u"to"_s, u"queue"_s}, {u"queueId"_s, plan.queues.at(draft.overflowTo)}});
    if (roomy) {
        for (const char *limit : {"maxSize", "maxWaitSeconds", "tierStepSeconds"}) draft.settings.remove(QLatin1String(limit));
        draft.every = 1;
        draft.tiers = 1;
        draft.settings.insert(u"ringSeconds"_s, 30);
    }
    auto made = floor.askNow(floor.admin(), "createQueue", bodyOf(draft.settings));
    if (!made) return made.error();
    const QString id = made->value(u"id"_s).toString();
    for (size_t i = 0; i < floor.agents().size(); i += static_cast<size_t>(draft.every)) {
        RequestParts parts = bodyOf({{u"userId"_s, floor.agents()[i].text()},
                                     {u"tier"_s, static_cast<int>(i / 2) % draft.tiers + 1},
                                     {u"position"_s, static_cast<int>(i)},
                                     {u"weight"_s, static_cast<int>(i % 4) + 1}});
        parts.path.insert(u"id"_s, id);
        if (auto done = floor.askNow(floor.admin(), "setQueueMember", parts); !done) return done.error();
    }
    return id;
}

QJsonObject routeOf(const DayNumber &number, const DayPlan &plan, DayFloor &floor) {
    if (number.assistant) return {{u"to"_s, u"ai"_s}, {u"queueId"_s, plan.queues.at(number.leadsTo)}, {u"text"_s, u"Ask for the name."_s}};
    if (number.leadsTo == "message"_L1) return {{u"to"_s, u"message"_s}, {u"text"_s, u"We are closed."_s}};
    if (number.leadsTo == "hang-up"_L1) return {{u"to"_s, u"hang-up"_s}};
    if (number.leadsTo == "agent"_L1) return {{u"to"_s, u"agent"_s}, {u"agentId"_s, floor.agents().front().text()}};
    return {{u"to"_s, u"queue"_s}, {u"queueId"_s, plan.queues.at(number.leadsTo)}};
}

} // namespace

Result<DayPlan> makeDayPlan(DayFloor &floor, bool roomy) {
    DayPlan plan;
    auto skill = floor.askNow(floor.admin(), "createSkill", bodyOf({{u"name"_s, u"invoices"_s}}));
    if (!skill) return skill.error();
    const QString skillId = skill->value(u"id"_s).toString();
    if (auto given = giveSkills(floor, skillId); !given) return given.error();
    for (const QueueDraft &draft : drafts()) {
        auto id = makeQueue(floor, draft, plan, skillId, roomy);
        if (!id) return id.error();
        plan.queues[draft.name] = *id;
    }
    for (const DayNumber &number : numbers()) {
        if (roomy && number.leadsTo == "agent"_L1) continue;
        plan.numbers.push_back(number);
        auto set = floor.askNow(floor.admin(), "setNumber", bodyOf({{u"number"_s, number.number}, {u"open"_s, routeOf(number, plan, floor)}}));
        if (!set) return set.error();
    }
    return plan;
}

} // namespace callfloor::test
