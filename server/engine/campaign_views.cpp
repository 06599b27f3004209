// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_views.h"

#include "app/domain/dial_gates.h"
#include "server/engine/campaign_allowance.h"
#include "server/engine/import_rows.h"
#include "server/engine/phone_numbers.h"
#include "server/store/attempt_store.h"
#include "server/store/campaign_floor.h"
#include "server/store/campaign_store.h"

#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kLedgerPage = 1000;
constexpr int kEndedMost = 100'000;

Error unknownCampaign() { return notFound(u"There is no such campaign."_s); }
QString isoTime(UtcTime time) { return QString::fromLatin1(toIsoMillis(time)); }

/// How many leads of a campaign stand where, and when the first of those who wait is next.
struct StateSums {
    std::map<QString, qint64> count;
    std::optional<UtcTime> next;
};
StateSums sumsOf(store::Tx &tx, const std::vector<store::LeadList> &lists, UtcTime now) {
    StateSums sums;
    for (const store::LeadList &list : lists)
        for (const store::LeadStateCount &state : store::leads::states(tx, list.id)) {
            sums.count[state.state] += state.count;
            const bool waits = state.state == "waiting"_L1 || state.state == "callback"_L1;
            if (waits && list.dialledAt(now) && (!sums.next || state.next < *sums.next)) sums.next = state.next;
        }
    return sums;
}

QString statusSentence(const Campaign &campaign) {
    if (campaign.loading) return u"Its list is still being taken in."_s;
    switch (campaign.status) {
    case CampaignStatus::Draft:
        return campaign.startsAt ? u"It has not begun; it begins by itself at %1."_s.arg(isoTime(*campaign.startsAt)) : u"It has not been started."_s;
    case CampaignStatus::Paused: return u"It is paused; start it again to go on."_s;
    case CampaignStatus::Draining: return u"It is draining: calls that are up run to their end, then it stops."_s;
    case CampaignStatus::Stopped: return u"It was stopped; start it to go on."_s;
    case CampaignStatus::Completed: return u"It is completed: every lead is done or blocked."_s;
    case CampaignStatus::Running: break;
    }
    return {};
}

/// What the agents' side has against it.
void floorSentences(store::Tx &tx, const Campaign &campaign, UtcTime now, QStringList &sentences) {
    if (campaign.mode == DialMode::Agentless) return;
    const store::CampaignFloor floor = store::campaignFloor(tx, campaign.queue, now);
    if (floor.loggedIn == 0) sentences << u"No agent of its queue is logged in."_s;
    else if (floor.loggedIn == floor.paused) sentences << u"All %1 agents of its queue are paused."_s.arg(floor.loggedIn);
    else if (campaign.mode == DialMode::Preview) sentences << u"In preview mode agents dial by themselves, lead by lead."_s;
    else if (floor.idle == 0 && campaign.mode != DialMode::Predictive) sentences << u"No agent of its queue is idle right now."_s;
    const store::AbandonSum sum = store::campaigns::abandons(tx, campaign.id, now, kLegalDays);
    if (sum.answeredLive > 200 && static_cast<double>(sum.abandoned) >= campaign.rules.abandonCap * static_cast<double>(sum.answeredLive))
        sentences << u"%1 of %2 people who answered in the last 30 days were abandoned, which is the cap: one line for each idle agent until it is lower."_s
                         .arg(sum.abandoned).arg(sum.answeredLive);
}

QStringList campaignSentences(store::Tx &tx, const Campaign &campaign, UtcTime now) {
    QStringList sentences;
    if (const QString status = statusSentence(campaign); !status.isEmpty()) return {status};
    const auto lists = store::leads::lists(tx, campaign.id);
    for (const store::LeadList &list : lists)
        if (!list.dialledAt(now)) sentences << (list.active ? u"The list \"%1\" has expired."_s : u"The list \"%1\" is switched off."_s).arg(list.name);
    floorSentences(tx, campaign, now, sentences);
    const StateSums sums = sumsOf(tx, lists, now);
    const auto count = [&](const char *state) { const auto at = sums.count.find(QLatin1String(state)); return at == sums.count.end() ? 0 : at->second; };
    const int lines = campaign.rules.maxLines > 0 ? campaign.rules.maxLines : campaign.concurrency;
    if (campaign.counts.dialling >= lines) sentences << u"All its %1 lines are in use."_s.arg(lines);
    else if (campaign.counts.dialling > 0) sentences << u"It is dialling: %1 of %2 lines are in use."_s.arg(campaign.counts.dialling).arg(lines);
    if (campaign.counts.waiting == 0) sentences << u"Nobody is left to be dialled."_s;
    else if (count("ready") == 0 && sums.next)
        sentences << u"%1 leads wait for their time; the first comes at %2."_s.arg(count("waiting") + count("callback")).arg(isoTime(*sums.next));
    else if (count("ready") > 0) sentences << u"%1 leads are ready to be dialled."_s.arg(count("ready"));
    return sentences;
}

/// Where one number stands, and what the rules would say of it now.
QStringList numberSentences(store::Tx &tx, const Campaign &campaign, const QString &number, const CallPolicy &policy, UtcTime now) {
    const auto id = store::leads::byNumber(tx, campaign.id, number);
    const auto lead = id ? store::leads::load(tx, *id) : std::nullopt;
    if (!lead) return {u"The campaign has no lead with the number %1."_s.arg(number)};
    if (lead->state == "dialling"_L1) return {u"The lead is being dialled, or talks with us, right now."_s};
    if (lead->state == "done"_L1) return {u"The lead is done: its last attempt came to \"%1\"."_s.arg(lead->outcome)};
    if (lead->state == "blocked"_L1) return {u"The lead is never dialled. %1"_s.arg(refusalSentence(QLatin1String(lead->outcome.toLatin1())))};
    QStringList sentences;
    if (lead->state == "waiting"_L1) sentences << u"The lead waits until %1%2."_s.arg(isoTime(lead->next), lead->outcome.isEmpty() ? QString() : u" after \"%1\""_s.arg(lead->outcome));
    if (lead->state == "callback"_L1) sentences << u"The lead has asked to be called at %1."_s.arg(isoTime(lead->next));
    if (lead->state == "reserved"_L1) sentences << u"The lead is on an agent's screen until %1."_s.arg(isoTime(lead->next));
    if (const auto list = store::leads::list(tx, lead->list); list && !list->dialledAt(now)) sentences << u"Its list \"%1\" is switched off or has expired."_s.arg(list->name);
    const auto next = store::leads::next(tx, campaign.id, *id, now);
    if (!next) return sentences;
    DialFacts facts;
    facts.place = {next->number, next->country, next->zone, next->region};
    facts.inAttempt = next->inAttempt;
    facts.doNotCall = next->doNotCall;
    facts.consent = next->consent;
    facts.numberTries = next->numberTries;
    facts.leadTries = next->tries;
    facts.callback = lead->state == "callback"_L1;
    facts.agentReserved = campaign.mode == DialMode::Progressive || campaign.mode == DialMode::Preview;
    const auto recent = store::attempts::recent(tx, {next->number}, now - kAbandonedKept).value(next->number);
    facts.recent = recent.begun;
    facts.lastAbandoned = recent.lastAbandoned;
    WindowMemo windows(profileOf(campaign.rules, policy.callingProfile), ownHours(campaign.rules), now);
    const GateVerdict verdict = judge(campaign.rules, facts, windows, now);
    if (verdict.kind == GateVerdict::Kind::Dial) sentences << u"The rules allow %1 to be dialled now; it is its turn when a line is free."_s.arg(next->number);
    else sentences << refusalSentence(QLatin1String(verdict.reason));
    if (verdict.kind == GateVerdict::Kind::Later) sentences << u"That will be so until %1."_s.arg(isoTime(verdict.again));
    return sentences;
}

void writeRatio(JsonWriter &json, const char *name, double part, double whole) {
    json.key(name);
    if (whole > 0) json.value(part / whole);
    else json.null();
}

} // namespace

CampaignSurroundings campaignSurroundings(store::Tx &tx, const Campaign &campaign, bool carrier, UtcTime now) {
    CampaignSurroundings around;
    around.carrier = carrier;
    std::tie(around.queueExists, around.queueMembers) = store::campaignQueue(tx, campaign.queue);
    around.agentsLoggedIn = store::campaignFloor(tx, campaign.queue, now).loggedIn;
    for (const store::LeadList &list : store::leads::lists(tx, campaign.id)) around.listsDialled += list.dialledAt(now);
    return around;
}

void writeLeadList(JsonWriter &json, const store::LeadList &list) {
    json.beginObject().key("id").value(list.id.text()).key("name").value(list.name).key("priority").value(list.priority);
    json.key("active").value(list.active).key("expiresAt").timeOrNull(list.expiresAt).key("createdAt").value(list.createdAt).endObject();
}

QByteArray campaignSettingsJson(store::Tx &tx, const Campaign &campaign) {
    QByteArray text, shown;
    writeCampaign(shown, campaign);
    JsonWriter json(text);
    json.beginObject().key("campaign").raw(shown).key("rules").value(QJsonValue(rulesToJson(campaign.rules))).key("lists").beginArray();
    for (const store::LeadList &list : store::leads::lists(tx, campaign.id)) writeLeadList(json, list);
    json.endArray().endObject();
    return text;
}

CampaignViews::CampaignViews(Dispatcher &dispatcher, store::Storage &storage, bool carrier, const Clock &clock, const CallPolicy &policy,
                             const QString &region, QObject *parent)
    : QObject(parent), m_storage(storage), m_carrier(carrier), m_clock(clock), m_policy(policy), m_region(region) {
    dispatcher.on<CampaignChecklist>([this](const CampaignChecklist &op, const Caller &) { return checklist(op.id); });
    dispatcher.on<CampaignWhy>([this](const CampaignWhy &op, const Caller &) { return why(op); });
    dispatcher.on<CampaignFigures>([this](const CampaignFigures &op, const Caller &) { return figures(op.id); });
    dispatcher.on<GetLedger>([this](const GetLedger &op, const Caller &) { return ledger(op); });
    dispatcher.on<GetLedgerCsv>([this](const GetLedgerCsv &op, const Caller &) { return ledgerCsv(op); });
}

QFuture<Result<CampaignChecklist::Reply>> CampaignViews::checklist(const CampaignId &id) {
    return m_storage.read<CampaignChecklist::Reply>([id, carrier = m_carrier, now = m_clock.now()](store::Tx &tx) -> Result<CampaignChecklist::Reply> {
        const auto campaign = store::campaigns::load(tx, id);
        if (!campaign) return unknownCampaign();
        const auto checks = checkCampaign(*campaign, campaignSurroundings(tx, *campaign, carrier, now));
        CampaignChecklist::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("ready").value(firstBlocking(checks) == nullptr).key("items").beginArray();
        for (const CampaignCheck &check : checks) {
            json.beginObject().key("check").value(QLatin1String(check.name)).key("ok").value(check.ok);
            json.key("blocks").value(check.blocks && !check.ok).key("sentence").value(check.sentence).endObject();
        }
        json.endArray().endObject();
        return reply;
    });
}

QFuture<Result<CampaignWhy::Reply>> CampaignViews::why(const CampaignWhy &op) {
    return m_storage.read<CampaignWhy::Reply>([op, policy = m_policy, region = m_region, now = m_clock.now()](store::Tx &tx) -> Result<CampaignWhy::Reply> {
        const auto campaign = store::campaigns::load(tx, op.id);
        if (!campaign) return unknownCampaign();
        QStringList sentences;
        if (op.phone) sentences = numberSentences(tx, *campaign, PhoneNumbers::readSearchable(*op.phone, region), policy, now);
        sentences += campaignSentences(tx, *campaign, now);
        CampaignWhy::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("sentences").beginArray();
        for (const QString &sentence : sentences) json.value(sentence);
        json.endArray().key("refusals").beginArray();
        for (const store::RefusalCount &refusal : store::campaigns::refusals(tx, op.id)) {
            json.beginObject().key("reason").value(refusal.reason).key("count").value(refusal.count).key("lastAt").value(refusal.last);
            json.key("sentence").value(refusalSentence(QLatin1String(refusal.reason.toLatin1()))).endObject();
        }
        json.endArray().endObject();
        return reply;
    });
}

QFuture<Result<CampaignFigures::Reply>> CampaignViews::figures(const CampaignId &id) {
    return m_storage.read<CampaignFigures::Reply>([id, now = m_clock.now()](store::Tx &tx) -> Result<CampaignFigures::Reply> {
        const auto campaign = store::campaigns::load(tx, id);
        if (!campaign) return unknownCampaign();
        const StateSums sums = sumsOf(tx, store::leads::lists(tx, id), now);
        const auto count = [&](const char *state) { const auto at = sums.count.find(QLatin1String(state)); return at == sums.count.end() ? qint64{0} : at->second; };
        int connected = 0;
        const auto open = store::attempts::openOf(tx, id);
        for (const store::Attempt &attempt : open) connected += campaign->mode == DialMode::Agentless ? attempt.answeredAt.has_value() : !attempt.agent.isEmpty();
        const auto ended = static_cast<qint64>(store::attempts::endedSince(tx, id, now - 1h, kEndedMost).size());
        const store::AbandonSum sum = store::campaigns::abandons(tx, id, now, kLegalDays);
        const CampaignCounts &counts = campaign->counts;
        CampaignFigures::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("loaded").value(counts.numbers).key("ready").value(count("ready")).key("waitingForTime").value(count("waiting"));
        json.key("callbacks").value(count("callback")).key("reserved").value(count("reserved")).key("dialling").value(counts.dialling);
        json.key("connected").value(connected).key("answered").value(counts.answered).key("unanswered").value(counts.unanswered);
        json.key("failed").value(counts.failed).key("blocked").value(counts.blocked).key("linesInUse").value(static_cast<qint64>(open.size()));
        json.key("endedLastHour").value(ended).key("answeredLive30Days").value(sum.answeredLive).key("abandoned30Days").value(sum.abandoned);
        json.key("machines30Days").value(sum.machines);
        const qint64 over = counts.answered + counts.unanswered + counts.failed;
        writeRatio(json, "connectRate", static_cast<double>(counts.answered), static_cast<double>(over));
        writeRatio(json, "abandonRate", static_cast<double>(sum.abandoned), static_cast<double>(sum.answeredLive));
        json.key("abandonCap").value(campaign->rules.abandonCap);
        writeRatio(json, "hoursLeft", static_cast<double>(counts.waiting), static_cast<double>(ended));
        json.endObject();
        return reply;
    });
}

QFuture<Result<GetLedger::Reply>> CampaignViews::ledger(const GetLedger &op) {
    return m_storage.read<GetLedger::Reply>([op](store::Tx &tx) -> Result<GetLedger::Reply> {
        if (!store::campaigns::load(tx, op.id)) return unknownCampaign();
        const int limit = op.limit.value_or(kLedgerPage);
        const auto entries = store::campaigns::ledger(tx, op.id, op.after.value_or(0), limit);
        GetLedger::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("entries").beginArray();
        for (const store::LedgerEntry &entry : entries) {
            json.beginObject().key("seq").value(entry.seq).key("at").value(entry.at).key("kind").value(entry.kind);
            json.key("attemptId").value(entry.attemptId).key("body").value(QString::fromUtf8(entry.body)).key("hash").value(entry.hash).endObject();
        }
        json.endArray().key("next");
        if (static_cast<int>(entries.size()) == limit) json.value(entries.back().seq);
        else json.null();
        json.endObject();
        return reply;
    });
}

QFuture<Result<CsvReply>> CampaignViews::ledgerCsv(const GetLedgerCsv &op) {
    return m_storage.read<CsvReply>([op](store::Tx &tx) -> Result<CsvReply> {
        if (!store::campaigns::load(tx, op.id)) return unknownCampaign();
        CsvReply reply;
        if (op.after.value_or(0) == 0) reply.json = csvLine({u"seq"_s, u"at"_s, u"kind"_s, u"attempt"_s, u"body"_s, u"hash"_s}).toUtf8();
        for (const store::LedgerEntry &entry : store::campaigns::ledger(tx, op.id, op.after.value_or(0), op.limit.value_or(kLedgerPage)))
            reply.json += csvLine({QString::number(entry.seq), isoTime(entry.at), entry.kind, entry.attemptId, QString::fromUtf8(entry.body), entry.hash}).toUtf8();
        return reply;
    });
}

} // namespace callfloor
