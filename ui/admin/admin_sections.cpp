// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_sections.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

using Reference = FieldText::Reference;

std::vector<AdminSection> peopleSections() {
    return {
        {.id = "users", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "People"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Accounts: roles, phones, teams and what they may do."),
         .list = "listUsers"_L1, .rows = "users"_L1, .columns = {u"name"_s, u"email"_s, u"role"_s, u"teamId"_s, u"station"_s, u"disabled"_s, u"lastLoginAt"_s},
         .create = "register"_L1, .update = "updateUser"_L1, .extraGet = "getUserSkills"_L1, .extraSet = "setUserSkills"_L1,
         .extraTitle = QT_TRANSLATE_NOOP("callfloor::AdminSections", "S&kills…")},
        {.id = "teams", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Teams"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Supervisors see their team's agents and calls."),
         .list = "listTeams"_L1, .rows = "teams"_L1, .columns = {u"name"_s}, .create = "createTeam"_L1, .update = "updateTeam"_L1, .removeByFlag = true,
         .leaveOut = {u"removed"_s}},
        {.id = "skills", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Skills"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "What agents are able to do, and queues ask for."),
         .list = "listSkills"_L1, .rows = "skills"_L1, .columns = {u"name"_s}, .create = "createSkill"_L1, .update = "renameSkill"_L1,
         .remove = "deleteSkill"_L1},
    };
}

std::vector<AdminSection> routingSections() {
    return {
        {.id = "queues", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Queues"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Who is offered to whom, how long people wait, and what is aimed at."),
         .list = "listQueues"_L1, .rows = "queues"_L1, .columns = {u"name"_s, u"strategy"_s, u"priority"_s, u"serviceLevelSeconds"_s, u"serviceLevelTarget"_s},
         .create = "createQueue"_L1, .update = "updateQueue"_L1, .remove = "deleteQueue"_L1},
        {.id = "members", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Members of queues"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Lower tiers are offered callers first."),
         .role = Role::Supervisor, .list = "getQueue"_L1, .rows = "members"_L1, .columns = {u"name"_s, u"tier"_s, u"position"_s, u"weight"_s}, .idKey = "userId"_L1,
         .create = "setQueueMember"_L1, .remove = "removeQueueMember"_L1, .createAlsoChanges = true, .pathFields = {u"userId"_s}, .scope = Reference::Queue},
        {.id = "numbers", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Numbers"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Where calls to our numbers go."),
         .list = "listNumbers"_L1, .rows = "numbers"_L1, .columns = {u"number"_s, u"label"_s, u"scheduleId"_s, u"open.to"_s, u"closed.to"_s}, .idKey = "number"_L1,
         .create = "setNumber"_L1, .remove = "deleteNumber"_L1, .createAlsoChanges = true, .pathFields = {u"number"_s}},
        {.id = "schedules", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Opening hours"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "When numbers are open, with holidays."),
         .list = "listSchedules"_L1, .rows = "schedules"_L1, .columns = {u"name"_s, u"hours.zone"_s, u"open"_s, u"nextChangeAt"_s},
         .create = "createSchedule"_L1, .update = "updateSchedule"_L1, .remove = "deleteSchedule"_L1},
    };
}

std::vector<AdminSection> wordSections() {
    return {
        {.id = "dispositions", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Outcomes"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "What agents may say of a call. Removed ones stay known to reports."),
         .list = "listDispositions"_L1, .rows = "dispositions"_L1, .columns = {u"label"_s, u"key"_s, u"hotkey"_s, u"action"_s, u"queueId"_s, u"position"_s}, .idKey = "key"_L1,
         .create = "createDisposition"_L1, .update = "updateDisposition"_L1, .removeByFlag = true, .leaveOut = {u"removed"_s}},
        {.id = "reasons", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Breaks"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Why agents may be not ready."),
         .list = "listReasonCodes"_L1, .rows = "reasonCodes"_L1, .columns = {u"label"_s, u"key"_s, u"position"_s, u"system"_s}, .idKey = "key"_L1,
         .create = "createReasonCode"_L1, .update = "updateReasonCode"_L1, .removeByFlag = true, .leaveOut = {u"removed"_s}},
        {.id = "doNotCall", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Do not call"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Numbers that no campaign dials."),
         .role = Role::Supervisor, .list = "listDoNotCall"_L1, .rows = "entries"_L1, .columns = {u"number"_s, u"campaignId"_s, u"reason"_s, u"createdAt"_s},
         .create = "addDoNotCall"_L1, .remove = "removeDoNotCall"_L1, .filter = "number"_L1},
        {.id = "consents", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Consents"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Who agreed to be called. Type a number to see its consents."),
         .role = Role::Supervisor, .list = "listConsents"_L1, .rows = "consents"_L1, .columns = {u"number"_s, u"campaignId"_s, u"shownText"_s, u"channel"_s, u"givenAt"_s, u"revokedAt"_s},
         .create = "addConsent"_L1, .remove = "revokeConsent"_L1, .pathFields = {u"number"_s}, .filter = "number"_L1, .filterNeeded = true},
    };
}

std::vector<AdminSection> watchSections() {
    return {
        {.id = "limits", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Alarms"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "From where on supervisors are told."),
         .role = Role::Supervisor, .list = "listAlertLimits"_L1, .rows = "limits"_L1, .columns = {u"kind"_s, u"subject"_s, u"enabled"_s, u"limit"_s, u"margin"_s, u"holdSeconds"_s}, .idKey = "rowId"_L1,
         .create = "setAlertLimit"_L1, .remove = "removeAlertLimit"_L1, .createAlsoChanges = true, .pathFields = {u"kind"_s, u"subjectId"_s}},
        {.id = "supervision", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Listening in"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "How supervisors are put on calls, and what a trial with real phones has shown."),
         .list = "getSupervision"_L1, .columns = {u"mechanism"_s, u"decidedBy"_s, u"triedAt"_s, u"findings"_s}, .idKey = "mechanism"_L1,
         .create = "chooseSupervision"_L1, .createAlsoChanges = true},
        {.id = "walls", .title = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Screens on the wall"),
         .about = QT_TRANSLATE_NOOP("callfloor::AdminSections", "Links that show figures without an account."),
         .role = Role::Supervisor, .list = "listWalls"_L1, .rows = "walls"_L1, .columns = {u"label"_s, u"createdBy"_s, u"createdAt"_s, u"expiresAt"_s},
         .create = "createWall"_L1, .remove = "revokeWall"_L1, .showsReply = true},
    };
}

} // namespace

const std::vector<AdminSection> &adminSections() {
    static const std::vector<AdminSection> kSections = [] {
        std::vector<AdminSection> all;
        for (auto part : {peopleSections(), routingSections(), wordSections(), watchSections()})
            for (AdminSection &section : part) all.push_back(std::move(section));
        return all;
    }();
    return kSections;
}

} // namespace callfloor
