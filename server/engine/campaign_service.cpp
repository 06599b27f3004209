// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_service.h"

#include "server/engine/campaign_dialing.h"
#include "server/store/record_store.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPage = 50;
/// Campaigns are looked at anew so often even if nothing happens: another node may have started one, a clock may have jumped.
constexpr auto kSafetyPeriod = 30s;
constexpr auto kKeyLife = 24h;

/// What makes a repeated request the same request.
QString fingerprintOf(const StartCampaign &op) {
    QByteArray text;
    JsonWriter json(text);
    json.beginArray().value(op.campaignName.value_or(QString())).value(op.message.value_or(QString()));
    json.value(op.concurrency.value_or(0)).value(op.record.value_or(false)).value(op.useAi.value_or(false));
    for (const QString &number : op.numbers) json.value(number);
    json.endArray();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

Campaign newCampaign(const StartCampaign &op, const Caller &who, const QString &from, UtcTime now) {
    Campaign campaign;
    campaign.id = CampaignId::make(now);
    const QString name = op.campaignName.value_or(QString()).trimmed();
    campaign.name = name.isEmpty() ? u"Untitled Campaign"_s : name;
    campaign.concurrency = op.concurrency.value_or(5);
    campaign.fromNumber = from;
    campaign.record = op.record.value_or(false);
    campaign.message = op.message.value_or(QString()).trimmed();
    campaign.useAi = op.useAi.value_or(campaign.message.isEmpty());
    campaign.createdBy = who.actor.userId;
    campaign.createdAt = now;
    return campaign;
}

/// Each number once, whatever way it is written.
std::vector<store::NewTarget> targetsOf(const std::vector<NumberReading> &numbers, CampaignCounts &counts) {
    std::vector<store::NewTarget> targets;
    QSet<QString> seen;
    for (const NumberReading &reading : numbers) {
        if (seen.contains(reading.number)) continue;
        seen.insert(reading.number);
        targets.push_back({reading.number, reading.region, reading.refusal});
        ++(reading.refusal.isEmpty() ? counts.waiting : counts.blocked);
    }
    counts.numbers = static_cast<qint64>(targets.size());
    return targets;
}

DoNotCallEntry shownEntry(const store::donotcall::Entry &entry) {
    DoNotCallEntry shown;
    shown.id = entry.id;
    shown.number = entry.number;
    if (!entry.campaignId.isEmpty()) shown.campaignId = entry.campaignId;
    if (!entry.reason.isEmpty()) shown.reason = entry.reason;
    shown.createdAt = entry.createdAt;
    return shown;
}

Error noSuchCampaign() { return notFound(u"There is no such campaign."_s); }

} // namespace

CampaignService::CampaignService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier,
                                 Scheduler &scheduler, const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_carrier(carrier), m_scheduler(scheduler), m_options(options),
      m_numbers(options.defaultRegion) {
    dispatcher.on<StartCampaign>([this](const StartCampaign &op, const Caller &who) { return begin(op, who); });
    dispatcher.on<StopCampaign>([this](const StopCampaign &op, const Caller &who) { return end(op, who); });
    dispatcher.on<GetCampaign>([this](const GetCampaign &op, const Caller &) { return one(op.id); });
    dispatcher.on<GetCampaignByOldPath>([this](const GetCampaignByOldPath &op, const Caller &) { return one(op.id); });
    dispatcher.on<ListCampaigns>([this](const ListCampaigns &op, const Caller &) { return list(op); });
    dispatcher.on<AddDoNotCall>([this](const AddDoNotCall &op, const Caller &who) { return addDoNotCall(op, who); });
    dispatcher.on<RemoveDoNotCall>([this](const RemoveDoNotCall &op, const Caller &who) { return removeDoNotCall(op, who); });
    dispatcher.on<ListDoNotCall>([this](const ListDoNotCall &op, const Caller &) { return listDoNotCall(op); });
    connect(&inbox, &Inbox::campaignsDue, this, [this](const std::vector<CampaignDue> &campaigns) {
        for (const CampaignDue &due : campaigns) lookLater(due);
    });
}

void CampaignService::start() {
    if (m_carrier) lookAtAll();
}

void CampaignService::lookAtAll() {
    m_storage
        .read<std::vector<CampaignId>>([](store::Tx &tx) -> Result<std::vector<CampaignId>> { return store::campaigns::running(tx); })
        .then(this, [this](const Result<std::vector<CampaignId>> &running) {
            if (running)
                for (const CampaignId &id : *running) lookAt(id);
            m_scheduler.after(kSafetyPeriod, this, [this] { lookAtAll(); });
        });
}

void CampaignService::lookLater(const CampaignDue &due) {
    const auto known = m_due.find(due.id);
    if (known != m_due.end() && known->second <= due.at) return;
    m_due[due.id] = due.at;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due.at - m_scheduler.clock().now());
    m_scheduler.after(std::max(wait, std::chrono::milliseconds(0)), this, [this, due] {
        const auto mine = m_due.find(due.id);
        if (mine == m_due.end() || mine->second != due.at) return; // an earlier one has come instead
        m_due.erase(mine);
        lookAt(due.id);
    });
}

void CampaignService::lookAt(const CampaignId &id) {
    if (m_stopped) return;
    const UtcTime now = m_scheduler.clock().now();
    m_inbox.write<Ok>([id, policy = m_inbox.policy(), now](store::Tx &tx, BatchResult &written) -> Result<Ok> {
        written = dialCampaign(tx, id, policy, now);
        return Ok{};
    });
}

QFuture<Result<StartCampaign::Reply>> CampaignService::begin(const StartCampaign &op, const Caller &who) {
    if (op.numbers.empty())
        return refused<StartCampaign::Reply>(Error{ErrorCode::BadRequest, u"\"numbers\" must hold at least one number."_s, {},
                                                   u"numbers"_s, u"invalid_field"_s, 0});
    if (!m_carrier)
        return refused<StartCampaign::Reply>(unavailable(u"No carrier is configured; set TELNYX_API_KEY on the server."_s, {}, 0));
    if (m_options.fromNumber.isEmpty())
        return refused<StartCampaign::Reply>(
            conflict(u"No number of ours to call from is configured; set TELNYX_FROM_NUMBER on the server."_s));
    return m_numbers.readAll(op.numbers)
        .then(this, [this, op, who](const std::vector<NumberReading> &numbers) { return write(op, who, numbers); })
        .unwrap();
}

QFuture<Result<StartCampaign::Reply>> CampaignService::write(const StartCampaign &op, const Caller &who,
                                                             const std::vector<NumberReading> &numbers) {
    const UtcTime now = m_scheduler.clock().now();
    Campaign campaign = newCampaign(op, who, m_options.fromNumber, now);
    auto targets = std::make_shared<std::vector<store::NewTarget>>(targetsOf(numbers, campaign.counts));
    const QString hash = fingerprintOf(op);
    return m_inbox.write<StartCampaign::Reply>(
        [=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<StartCampaign::Reply> {
            const QString owner = who.actor.userId.text(), key = who.idempotencyKey;
            if (!key.isEmpty()) {
                store::idempotency::forget(tx, now - kKeyLife);
                if (const auto seen = store::idempotency::find(tx, owner, key, now - kKeyLife)) {
                    if (seen->requestHash == hash) return StartCampaign::Reply{CampaignId(seen->subjectId)};
                    return conflict(u"This Idempotency-Key was used for another request within the last 24 hours."_s);
                }
                store::idempotency::insert(tx, owner, key, {hash, campaign.id.text()}, now);
            }
            store::campaigns::insert(tx, campaign);
            store::campaigns::insertTargets(tx, campaign.id, *targets, now);
            store::audit::insert(tx, {owner, u"campaign_started"_s, campaign.id.text(),
                                      {{u"name"_s, campaign.name}, {u"numbers"_s, campaign.counts.numbers}}, who.peer, {}}, now);
            CampaignDialing dialing(tx, policy, now);
            for (const store::NewTarget &target : *targets)
                if (!target.blockedReason.isEmpty()) dialing.noteGivenUp(campaign, target.number, target.blockedReason);
            dialing.dialNext(campaign.id);
            written = writeDialing(tx, dialing, now);
            return StartCampaign::Reply{campaign.id};
        });
}

QFuture<Result<Done>> CampaignService::end(const StopCampaign &op, const Caller &who) {
    const UtcTime now = m_scheduler.clock().now();
    auto unsent = std::make_shared<std::vector<CallId>>();
    return m_inbox
        .write<Done>([=, id = op.id](store::Tx &tx, BatchResult &written) -> Result<Done> {
            auto campaign = store::campaigns::lock(tx, id);
            if (!campaign) return noSuchCampaign();
            *unsent = store::campaigns::unsentCalls(tx, id);
            if (campaign->status != CampaignStatus::Running) return Done{};
            campaign->status = CampaignStatus::Stopped;
            campaign->endedAt = now;
            store::campaigns::save(tx, *campaign);
            store::audit::insert(tx, {who.actor.userId.text(), u"campaign_stopped"_s, id.text(), {}, who.peer, {}}, now);
            store::eventlog::append(tx, {campaignEvent(*campaign)}, now);
            written.appendedEvents = true;
            return Done{};
        })
        .then(this, [this, unsent](const Result<Done> &done) {
            takeBack(*unsent);
            return done;
        });
}

/// Whose dial waits for its turn at the carrier is not rung any more; whoever rings already runs to his end.
void CampaignService::takeBack(const std::vector<CallId> &unsent) {
    for (const CallId &call : unsent) m_inbox.submit({input::HangUp{{{}, Role::Admin}}, call, {}}, {});
}

QFuture<Result<CampaignReply>> CampaignService::one(const CampaignId &id) {
    return m_storage.read<CampaignReply>([id](store::Tx &tx) -> Result<CampaignReply> {
        const auto campaign = store::campaigns::load(tx, id);
        if (!campaign) return noSuchCampaign();
        CampaignReply reply;
        writeCampaign(reply.json, *campaign);
        return reply;
    });
}

QFuture<Result<CampaignPageReply>> CampaignService::list(const ListCampaigns &op) {
    return m_storage.read<CampaignPageReply>([op](store::Tx &tx) -> Result<CampaignPageReply> {
        const int limit = op.limit.value_or(kPage);
        auto campaigns = store::campaigns::list(tx, op.cursor.value_or(QString()), limit + 1);
        if (!campaigns) return badCursor();
        const bool more = static_cast<int>(campaigns->size()) > limit;
        if (more) campaigns->pop_back();
        CampaignPageReply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("campaigns").beginArray();
        for (const Campaign &campaign : *campaigns) {
            QByteArray text;
            writeCampaign(text, campaign);
            json.raw(text);
        }
        json.endArray().key("next").textOrNull(more ? campaigns->back().id.text() : QString()).endObject();
        return reply;
    });
}

QFuture<Result<DoNotCallEntry>> CampaignService::addDoNotCall(const AddDoNotCall &op, const Caller &who) {
    return m_numbers.readAll({op.phone})
        .then(this, [this, op, who](const std::vector<NumberReading> &numbers) {
            const NumberReading &reading = numbers.front();
            if (reading.refusal == "invalid_number"_L1)
                return refused<DoNotCallEntry>(Error{ErrorCode::BadRequest, u"That is not a phone number; write it like +15551234567."_s,
                                                     {}, u"number"_s, u"invalid_number"_s, 0});
            store::donotcall::Entry entry;
            const UtcTime now = m_scheduler.clock().now();
            entry.id = makeUuid7(now);
            entry.number = reading.number;
            entry.campaignId = op.campaignId.value_or(CampaignId());
            entry.reason = op.reason.value_or(QString()).trimmed();
            entry.createdBy = who.actor.userId;
            entry.createdAt = now;
            auto unsent = std::make_shared<std::vector<CallId>>();
            return m_storage.write<DoNotCallEntry>([entry, who, now, unsent](store::Tx &tx) -> Result<DoNotCallEntry> {
                if (!entry.campaignId.isEmpty() && !store::campaigns::load(tx, entry.campaignId)) return noSuchCampaign();
                const auto inForce = store::donotcall::add(tx, entry);
                *unsent = store::campaigns::unsentCallsTo(tx, entry.number, entry.campaignId);
                store::audit::insert(tx, {who.actor.userId.text(), u"do_not_call_added"_s, inForce.id, {}, who.peer, {}}, now);
                return shownEntry(inForce);
            }).then(this, [this, unsent](const Result<DoNotCallEntry> &added) {
                if (added) takeBack(*unsent);
                return added;
            });
        })
        .unwrap();
}

QFuture<Result<Done>> CampaignService::removeDoNotCall(const RemoveDoNotCall &op, const Caller &who) {
    const UtcTime now = m_scheduler.clock().now();
    return m_storage.write<Done>([=, id = op.id](store::Tx &tx) -> Result<Done> {
        if (!store::donotcall::end(tx, id, now)) return notFound(u"There is no such entry in force."_s);
        store::audit::insert(tx, {who.actor.userId.text(), u"do_not_call_removed"_s, id, {}, who.peer, {}}, now);
        return Done{};
    });
}

QFuture<Result<ListDoNotCall::Reply>> CampaignService::listDoNotCall(const ListDoNotCall &op) {
    const auto read = [this, op](const QString &number) {
        return m_storage.read<ListDoNotCall::Reply>([op, number](store::Tx &tx) -> Result<ListDoNotCall::Reply> {
            const int limit = op.limit.value_or(kPage);
            const auto entries = store::donotcall::list(tx, number, op.cursor.value_or(QString()), limit + 1);
            if (!entries) return badCursor();
            ListDoNotCall::Reply reply;
            for (const auto &entry : *entries) reply.entries.push_back(shownEntry(entry));
            if (static_cast<int>(reply.entries.size()) > limit) {
                reply.entries.pop_back();
                reply.next = reply.entries.back().id;
            }
            return reply;
        });
    };
    if (!op.phone) return read({});
    return m_numbers.readAll({*op.phone})
        .then(this, [read](const std::vector<NumberReading> &numbers) { return read(numbers.front().number); })
        .unwrap();
}

} // namespace callfloor
