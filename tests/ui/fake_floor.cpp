// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_floor.h"

#include <QJsonDocument>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

QJsonObject objectFrom(const char *json) {
    QByteArray text(json);
    text.replace('\'', '"');
    return QJsonDocument::fromJson(text).object();
}

} // namespace

FakeFloor::FakeFloor(FakeSession &session, FakeDesk &, const Clock &clock) : m_session(session), m_clock(clock) {
    const auto desk = session.answers;
    session.answers = [this, desk](const QString &operation, const RequestParts &parts) {
        auto own = answer(operation, parts);
        return own ? own : desk(operation, parts);
    };
    fill();
}

QString FakeFloor::ago(int seconds) const { return QString::fromLatin1(toIsoMillis(m_clock.now() - std::chrono::seconds(seconds))); }

std::optional<Result<QByteArray>> FakeFloor::answer(const QString &operation, const RequestParts &parts) {
    if (const auto found = replies.constFind(operation); found != replies.cend())
        return QJsonDocument(*found).toJson(QJsonDocument::Compact);
    static const QStringList kPrefixes{u"create"_s, u"update"_s, u"delete"_s, u"set"_s, u"remove"_s, u"rename"_s, u"register"_s, u"add"_s, u"revoke"_s};
    for (const QString &prefix : kPrefixes) {
        if (!operation.startsWith(prefix)) continue;
        QJsonObject said = parts.body;
        for (auto it = parts.path.begin(); it != parts.path.end(); ++it) said.insert(u"/"_s + it.key(), it.value());
        changes << operation + u' ' + QString::fromUtf8(QJsonDocument(said).toJson(QJsonDocument::Compact));
        return QByteArrayLiteral("{\"ok\":true}");
    }
    return std::nullopt;
}

QJsonObject FakeFloor::agent(const QString &id, const QString &name, const QString &state, int seconds, const QString &reason) const {
    QJsonObject agent = objectFrom("{'presence':'online','availability':'AVAILABLE','activity':'IDLE','pendingLogout':false,'missesInRow':0,'version':7}");
    agent.insert(u"id"_s, id);
    agent.insert(u"name"_s, name);
    agent.insert(u"state"_s, state);
    agent.insert(u"stateSince"_s, ago(seconds));
    agent.insert(u"reason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason));
    if (state == "NOT_READY"_L1) agent.insert(u"availability"_s, state);
    if (state == "TALKING"_L1) agent.insert(u"queueId"_s, u"q-sales"_s);
    return agent;
}

QJsonObject FakeFloor::alert(const QString &id, const QString &kind, const QString &subject, double limit, int seconds) const {
    return {{u"id"_s, id}, {u"kind"_s, kind}, {u"subjectId"_s, subject}, {u"subject"_s, subject}, {u"limit"_s, limit},
            {u"value"_s, limit + 5}, {u"raisedAt"_s, ago(seconds)}};
}

QJsonObject FakeFloor::queue(const QString &id, const QString &name, int waiting, int oldestSeconds, double level) const {
    const QJsonObject agents = objectFrom("{'idle':1,'ringing':0,'talking':2,'hold':1,'wrapUp':1,'notReady':1,'loggedOut':3,'unreachable':0}");
    const QJsonObject live{{u"waiting"_s, waiting}, {u"offered"_s, waiting > 0 ? 1 : 0}, {u"callbacks"_s, 0}, {u"agents"_s, agents},
                           {u"oldestEnteredAt"_s, waiting > 0 ? QJsonValue(ago(oldestSeconds)) : QJsonValue()}};
    const QJsonObject figure{{u"name"_s, u"serviceLevel"_s}, {u"formula"_s, u"A(T) / (A + B - S)"_s}, {u"unit"_s, u"percent"_s}, {u"value"_s, level},
                             {u"numerator"_s, level}, {u"denominator"_s, 100}};
    return {{u"id"_s, id}, {u"name"_s, name}, {u"live"_s, live}, {u"serviceLevelTarget"_s, 80}, {u"serviceLevelSeconds"_s, 20},
            {u"figures"_s, QJsonArray{figure}}, {u"strategy"_s, u"longest-idle"_s}, {u"priority"_s, 0}, {u"offerCallback"_s, true},
            {u"overflow"_s, QJsonObject{{u"to"_s, u"message"_s}, {u"text"_s, u"Please call again later."_s}}}};
}

void FakeFloor::fill() {
    fillBoard();
    fillLists();
    fillCampaigns();
    fillHistory();
    fillMetrics();
}

void FakeFloor::fillMetrics() {
    const auto figures = [](double level, int offered, int answered) {
        const auto figure = [](const char *name, const char *formula, const char *unit, double value, double above, double below) {
            return QJsonObject{{u"name"_s, QLatin1String(name)}, {u"formula"_s, QLatin1String(formula)}, {u"unit"_s, QLatin1String(unit)},
                               {u"value"_s, value}, {u"numerator"_s, above}, {u"denominator"_s, below}};
        };
        return QJsonArray{figure("serviceLevel", "A(T) / (A + B - S)", "percent", level, level * offered / 100, offered),
                          figure("offered", "O: entered the queue", "count", offered, offered, 1), figure("answered", "A: connected to an agent", "count", answered, answered, 1),
                          figure("averageSpeedOfAnswer", "sum of the waits of A / A", "seconds", 14.5, 14.5 * answered, answered)};
    };
    QJsonArray rows;
    for (int hour = 0; hour < 9; ++hour)
        rows.append(QJsonObject{{u"queueId"_s, hour % 2 == 0 ? u"q-sales"_s : u"q-help"_s}, {u"agentId"_s, QJsonValue()}, {u"from"_s, ago((9 - hour) * 3600)},
                                {u"to"_s, ago((8 - hour) * 3600)}, {u"figures"_s, figures(62 + hour * 4, 20 + hour, 18 + hour)}});
    replies.insert(u"metrics"_s,
                   {{u"from"_s, ago(32'400)}, {u"to"_s, ago(0)}, {u"definition"_s, u"SL5"_s}, {u"rows"_s, rows}, {u"total"_s, figures(82.6, 131, 119)},
                    {u"explain"_s, objectFrom("{'entries':[{'id':'e1','callId':'p1','queueId':'q-sales','agentId':'user-2','state':'connected','enteredAt':'2026-03-02T08:00:00.000Z',"
                                              "'waitSeconds':12.5}],'contacts':[],'work':[],'thresholds':[],'truncated':false}")}});
}

void FakeFloor::fillCampaigns() {
    const auto campaign = [](const QString &id, const QString &name, const QString &status, const QString &mode, int numbers, int answered) {
        const QJsonObject counts{{u"numbers"_s, numbers}, {u"waiting"_s, numbers / 2}, {u"dialling"_s, status == "running"_L1 ? 4 : 0}, {u"answered"_s, answered},
                                 {u"unanswered"_s, numbers / 5}, {u"failed"_s, numbers / 50}, {u"blocked"_s, numbers / 100}};
        return QJsonObject{{u"id"_s, id}, {u"name"_s, name}, {u"status"_s, status}, {u"mode"_s, mode}, {u"concurrency"_s, 12}, {u"queueId"_s, u"q-sales"_s},
                           {u"fromNumber"_s, u"+14155550100"_s}, {u"record"_s, false}, {u"useAI"_s, false}, {u"counts"_s, counts}};
    };
    const QJsonObject spring = campaign(u"c1"_s, u"Spring offer"_s, u"running"_s, u"predictive"_s, 12'400, 2'310);
    replies.insert(u"listCampaigns"_s, {{u"next"_s, QJsonValue()},
                                        {u"campaigns"_s, QJsonArray{spring, campaign(u"c2"_s, u"Renewals"_s, u"paused"_s, u"progressive"_s, 3'100, 640),
                                                                    campaign(u"c3"_s, u"Reminder"_s, u"draft"_s, u"agentless"_s, 0, 0)}}});
    replies.insert(u"campaignFigures"_s,
                   objectFrom("{'loaded':12400,'ready':4210,'waitingForTime':2890,'callbacks':37,'reserved':0,'dialling':4,'connected':6,'answered':2310,'unanswered':2480,"
                              "'failed':248,'blocked':124,'linesInUse':10,'endedLastHour':512,'answeredLive30Days':2280,'abandoned30Days':71,'machines30Days':190,"
                              "'connectRate':0.31,'abandonRate':0.0311,'abandonCap':0.03,'hoursLeft':9.5}"));
    replies.insert(u"campaignWhy"_s, objectFrom("{'sentences':['It is dialling: 4 of 12 lines are in use.','4210 leads are ready to be dialled.'],"
                                                "'refusals':[{'reason':'window','count':212,'lastAt':'2026-03-02T08:00:00.000Z','sentence':'It is outside the calling hours.'}]}"));
    replies.insert(u"campaignChecklist"_s,
                   objectFrom("{'ready':false,'items':[{'check':'carrier','ok':true,'blocks':true,'sentence':'A carrier is configured.'},"
                              "{'check':'safe_harbour','ok':false,'blocks':true,'sentence':'Set the words for whom no agent takes in time.'},"
                              "{'check':'logged_in','ok':false,'blocks':false,'sentence':'No agent of the queue is logged in.'}]}"));
    replies.insert(u"getCampaignSettings"_s,
                   {{u"campaign"_s, spring},
                    {u"rules"_s, objectFrom("{'ratio':1.5,'abandonCap':0.03,'ringSeconds':25,'maxLines':0,'patienceMs':2000,'safeHarbourText':'','machines':'off','profile':null,"
                                            "'fromMinute':540,'toMinute':1200,'sundays':false,'callerIds':[],'caps':{'perDay':2,'per7Days':6},'retries':{'busy':{'afterSeconds':600}}}")},
                    {u"lists"_s, objectFrom("{'l':[{'id':'l1','name':'March','priority':5,'active':true,'expiresAt':null,'createdAt':'2026-02-01T10:00:00.000Z'}]}").value(u"l"_s)}});
    const QJsonObject import = objectFrom(
        "{'id':'i1','campaignId':'c1','listId':'l1','state':'checked','format':{'type':'csv','encoding':'UTF-8','delimiter':';','header':true,'columns':['Telefon','Vorname','Notiz']},"
        "'mapping':{'Telefon':'number','Vorname':'firstName','Notiz':'keep'},'region':'US','counts':{'rows':5,'ok':2,'fixed':1,'duplicate':1,'suppressed':0,'invalid':1},"
        "'sample':[{'row':1,'verdict':'ok','reason':null,'numbers':['+14155550142'],'cells':['+14155550142','Ana','VIP']},"
        "{'row':2,'verdict':'fixed','reason':null,'numbers':['+14155550143'],'cells':['4155550143','Bo','']},"
        "{'row':3,'verdict':'duplicate','reason':null,'numbers':['+14155550142'],'cells':['+14155550142','Ana','again']},"
        "{'row':4,'verdict':'invalid','reason':'invalid_number','numbers':[],'cells':['12','Cy','']}],"
        "'progress':1,'doneRows':0,'added':0,'error':null,'createdAt':'2026-03-02T08:00:00.000Z','endedAt':null}");
    for (const char *operation : {"beginImport", "getImport", "setImportMapping"}) replies.insert(QLatin1String(operation), import);
    QJsonObject done = import;
    done.insert(u"state"_s, u"imported"_s);
    done.insert(u"added"_s, 3);
    replies.insert(u"runImport"_s, done);
}

void FakeFloor::fillHistory() {
    const auto past = [this](const QString &id, const QString &number, const char *status, const char *outcome, int seconds, int talked) {
        QJsonObject call{{u"id"_s, id}, {u"customerNumber"_s, number}, {u"direction"_s, u"inbound"_s}, {u"status"_s, QLatin1String(status)}, {u"agentId"_s, u"user-2"_s},
                         {u"startedAt"_s, ago(seconds)}, {u"endedAt"_s, ago(seconds - talked - 12)}, {u"outcome"_s, QLatin1String(outcome)}, {u"ourNumber"_s, u"+14155550100"_s},
                         {u"recordingUrl"_s, u"https://recordings.example.org/1.mp3"_s}, {u"stage"_s, u"ended"_s}};
        if (talked > 0) call.insert(u"answeredAt"_s, ago(seconds - 12));
        return call;
    };
    replies.insert(u"listCalls"_s, {{u"next"_s, QJsonValue()},
                                    {u"calls"_s, QJsonArray{past(u"p1"_s, u"+351210000121"_s, "COMPLETED", "answered", 4'000, 312), past(u"p2"_s, u"+14155550142"_s, "NO_ANSWER", "busy", 7'200, 0),
                                                            past(u"p3"_s, u"+442079460018"_s, "COMPLETED", "answered", 90'000, 4'127)}}});
    replies.insert(u"countCalls"_s, objectFrom("{'total':3,'byStatus':{}}"));
    const auto moment = [this](const char *kind, const char *subject, const QString &person, const QString &detail, int seconds) {
        return QJsonObject{{u"at"_s, ago(seconds)}, {u"kind"_s, QLatin1String(kind)}, {u"subject"_s, QLatin1String(subject)},
                           {u"person"_s, person.isEmpty() ? QJsonValue() : QJsonValue(person)}, {u"detail"_s, detail.isEmpty() ? QJsonValue() : QJsonValue(detail)}};
    };
    replies.insert(u"callEvents"_s,
                   {{u"events"_s, QJsonArray{moment("leg_started", "customer", {}, u"+351210000121"_s, 4'000), moment("queued", "Sales", {}, {}, 3'999),
                                             moment("offered", "Sales", u"Tom Okafor"_s, {}, 3'998), moment("offer_ended", "Sales", u"Tom Okafor"_s, u"missed"_s, 3'990),
                                             moment("offered", "Sales", u"Jonas Park"_s, {}, 3'989), moment("connected", "Sales", u"Jonas Park"_s, {}, 3'988),
                                             moment("leg_ended", "customer", {}, u"normal_clearing"_s, 3'676), moment("disposed", "Sale", u"Jonas Park"_s, u"Wants the large one"_s, 3'660)}}});
    replies.insert(u"getTranscript"_s, {{u"lines"_s, QJsonArray{QJsonObject{{u"at"_s, ago(3'990)}, {u"who"_s, u"caller"_s}, {u"text"_s, u"Hello?"_s}}}}});
    replies.insert(u"listNotes"_s, {{u"notes"_s, QJsonArray{QJsonObject{{u"id"_s, u"n1"_s}, {u"authorId"_s, u"user-2"_s}, {u"author"_s, u"Jonas Park"_s},
                                                                       {u"at"_s, ago(3'650)}, {u"text"_s, u"Send the offer."_s}}}}});
}

void FakeFloor::fillBoard() {
    const auto figure = [](const char *name, const char *unit, double value, double numerator) {
        return QJsonObject{{u"name"_s, QLatin1String(name)}, {u"formula"_s, u"A / B"_s}, {u"unit"_s, QLatin1String(unit)}, {u"value"_s, value},
                           {u"numerator"_s, numerator}, {u"denominator"_s, 100}};
    };
    const QJsonArray queues{queue(u"q-sales"_s, u"Sales"_s, 3, 48, 71.4), queue(u"q-help"_s, u"Help desk"_s, 0, 0, 93.5),
                            queue(u"q-bill"_s, u"Billing"_s, 1, 12, 84.2)};
    replies.insert(u"board"_s, {{u"at"_s, ago(0)}, {u"from"_s, ago(30'000)}, {u"definition"_s, u"SL5"_s}, {u"queues"_s, queues},
                                {u"total"_s, QJsonArray{figure("serviceLevel", "percent", 82.6, 95), figure("abandonRate", "percent", 4.3, 5),
                                                        figure("offered", "count", 131, 131), figure("answered", "count", 119, 119),
                                                        figure("averageSpeedOfAnswer", "seconds", 14, 1666)}}});
    replies.insert(u"listAgents"_s,
                   {{u"agents"_s, QJsonArray{agent(u"user-2"_s, u"Jonas Park"_s, u"TALKING"_s, 412), agent(u"user-3"_s, u"Aïcha Benali"_s, u"WRAPUP"_s, 75),
                                             agent(u"user-4"_s, u"Tom Okafor"_s, u"AVAILABLE"_s, 33), agent(u"user-5"_s, u"Lena Vogt"_s, u"NOT_READY"_s, 2104, u"lunch"_s),
                                             agent(u"user-6"_s, u"Rui Tavares"_s, u"UNREACHABLE"_s, 41), agent(u"user-7"_s, u"Mei Lin"_s, u"HOLD"_s, 96),
                                             agent(u"user-8"_s, u"Paul Dupont"_s, u"OFFLINE"_s, 40'000)}}});
    QJsonObject help = alert(u"alert-1"_s, u"help"_s, u"Jonas Park"_s, 0, 20);
    help.insert(u"text"_s, u"Customer asks for a refund"_s);
    help.insert(u"agentId"_s, u"user-2"_s);
    QJsonObject seen = alert(u"alert-3"_s, u"long_pause"_s, u"Lena Vogt"_s, 1800, 304);
    seen.insert(u"acknowledgedBy"_s, u"Maria Silva"_s);
    seen.insert(u"acknowledgedAt"_s, ago(200));
    replies.insert(u"listAlerts"_s, {{u"alerts"_s, QJsonArray{help, alert(u"alert-2"_s, u"longest_wait"_s, u"Sales"_s, 20, 28), seen,
                                                              alert(u"alert-4"_s, u"unreachable"_s, u"Rui Tavares"_s, 0, 41)}}});
    replies.insert(u"queueWaiting"_s,
                   objectFrom("{'waiting':[{'entryId':'e1','callId':'call-4','state':'waiting','waitSeconds':48,'callPriority':0,'callback':false,'position':1,"
                              "'estimatedSeconds':95,'reasons':[{'code':'agents_busy','text':'2 agents talk','talking':2,'wrapUp':1,'notReady':1},"
                              "{'code':'callers_ahead','text':'2 callers ahead','moreImportant':2,'sameImportance':0}]}]}"));
}

void FakeFloor::fillLists() {
    replies.insert(u"listQueues"_s, {{u"queues"_s, replies.value(u"board"_s).value(u"queues"_s)}});
    replies.insert(u"listTeams"_s, objectFrom("{'teams':[{'id':'t1','name':'North','removed':false},{'id':'t2','name':'South','removed':false}]}"));
    replies.insert(u"listSkills"_s, objectFrom("{'skills':[{'id':'s1','name':'German'},{'id':'s2','name':'Contracts'}]}"));
    replies.insert(u"getUserSkills"_s, objectFrom("{'userId':'user-2','skills':[{'skillId':'s1','level':8}]}"));
    replies.insert(u"listUsers"_s,
                   objectFrom("{'next':null,'users':[{'id':'user-2','email':'jonas@example.org','name':'Jonas Park','role':'AGENT','station':'sip:jonas@phones.example.org',"
                              "'disabled':false,'createdAt':'2026-01-05T08:00:00.000Z','lastLoginAt':'2026-03-02T07:58:00.000Z','teamId':'t1','scope':'own','permissions':[],"
                              "'stationKind':'sip','legMode':'per_call','callerId':null,'capacity':1},"
                              "{'id':'user-9','email':'ines@example.org','name':'Ines Costa','role':'SUPERVISOR','station':null,'disabled':false,"
                              "'createdAt':'2026-01-05T08:00:00.000Z','lastLoginAt':null,'teamId':'t2','scope':'team','permissions':['listen','whisper'],"
                              "'stationKind':null,'legMode':'per_call','callerId':null,'capacity':1}]}"));
    replies.insert(u"getQueue"_s, objectFrom("{'id':'q-sales','name':'Sales','members':[{'userId':'user-2','name':'Jonas Park','tier':1,'position':0,'weight':1},"
                                             "{'userId':'user-3','name':'Aïcha Benali','tier':2,'position':1,'weight':1}]}"));
    replies.insert(u"listSchedules"_s,
                   objectFrom("{'schedules':[{'id':'h1','name':'Office','open':true,'nextChangeAt':'2026-03-02T17:00:00.000Z','hours':{'zone':'Europe/Berlin',"
                              "'week':{'mon':['08:00-17:30'],'tue':['08:00-17:30']},'holidays':[{'date':'12-25','name':'Christmas'}]}}]}"));
    replies.insert(u"listNumbers"_s,
                   objectFrom("{'numbers':[{'number':'+14155550100','label':'Main line','scheduleId':'h1','open':{'to':'queue','queueId':'q-sales'},"
                              "'closed':{'to':'message','text':'We are closed.'},'now':{'to':'queue','queueId':'q-sales'}}]}"));
    replies.insert(u"listDoNotCall"_s, objectFrom("{'next':null,'entries':[{'id':'d1','number':'+14155550177','campaignId':null,'reason':'asked for it','createdAt':'2026-02-01T10:00:00.000Z'}]}"));
    replies.insert(u"listAlertLimits"_s,
                   objectFrom("{'limits':[{'kind':'longest_wait','subjectId':null,'subject':null,'enabled':true,'limit':null,'margin':0,'holdSeconds':0,'leastCount':0,'phrases':[]},"
                              "{'kind':'long_pause','subjectId':null,'subject':null,'enabled':true,'limit':1800,'margin':0,'holdSeconds':0,'leastCount':0,'phrases':[]}]}"));
    replies.insert(u"listWalls"_s, objectFrom("{'walls':[{'id':'w1','label':'Hall','createdById':'user-1','createdBy':'Maria Silva','createdAt':'2026-02-01T10:00:00.000Z','expiresAt':null}]}"));
    replies.insert(u"listAudit"_s,
                   objectFrom("{'next':null,'entries':[{'id':'a2','at':'2026-03-02T08:10:00.000Z','actorId':'user-1','actor':'Maria Silva','action':'queue_changed','subject':'q-sales',"
                              "'details':{'before':{'ringSeconds':20},'after':{'ringSeconds':25}},'peer':'192.0.2.7'},"
                              "{'id':'a1','at':'2026-03-02T08:00:00.000Z','actorId':null,'actor':null,'action':'login_failed','subject':null,'details':{'email':'x@example.org'},'peer':'192.0.2.9'}]}"));
    replies.insert(u"health"_s, objectFrom("{'status':'ok','version':'0.0.0'}"));
}

void FakeFloor::tell(EventKind kind, const QString &subject, const QJsonObject &payload) {
    Event event;
    event.kind = kind;
    event.subject = subject;
    event.payload = QJsonDocument(payload).toJson(QJsonDocument::Compact);
    m_session.events().publish({event});
}

} // namespace callfloor::test
