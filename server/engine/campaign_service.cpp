// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_service.h"

#include "server/engine/campaign_control.h"
#include "server/engine/campaign_dialing.h"
#include "server/engine/campaign_views.h"
#include "server/engine/do_not_call_service.h"
#include "server/engine/import_service.h"
#include "server/engine/lead_desk.h"
#include "server/store/record_store.h"

#include <QCryptographicHash>
#include <QPromise>
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
/// Leads of one transaction while a list is taken in.
constexpr size_t kLeadsTogether = 250;

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
    campaign.status = CampaignStatus::Draft;
    campaign.loading = true;
    campaign.rules = rulesOfOneCall();
    campaign.createdBy = who.actor.userId;
    campaign.createdAt = now;
    return campaign;
}

/// Each number once, whatever way it is written.
std::vector<store::NewLead> leadsOf(const std::vector<NumberReading> &numbers) {
    std::vector<store::NewLead> leads;
    QSet<QString> seen;
    for (const NumberReading &reading : numbers) {
        if (seen.contains(reading.number)) continue;
        seen.insert(reading.number);
        store::NewLead lead;
        lead.numbers.push_back({reading.number, reading.region, {}, reading.refusal});
        leads.push_back(std::move(lead));
    }
    return leads;
}

Error noSuchCampaign() { return notFound(u"There is no such campaign."_s); }

} // namespace

CampaignService::CampaignService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier,
                                 Scheduler &scheduler, const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_carrier(carrier), m_scheduler(scheduler), m_options(options),
      m_numbers(options.defaultRegion),
      m_doNotCall(std::make_unique<DoNotCallService>(dispatcher, storage, inbox, scheduler.clock(), options)),
      m_imports(std::make_unique<ImportService>(dispatcher, storage, inbox, scheduler.clock(), options)),
      m_control(std::make_unique<CampaignControl>(dispatcher, storage, inbox, carrier, scheduler.clock(), options)),
      m_views(std::make_unique<CampaignViews>(dispatcher, storage, carrier, scheduler.clock(), options.policy, options.defaultRegion)),
      m_leads(std::make_unique<LeadDesk>(dispatcher, storage, inbox, scheduler.clock(), options)) {
    dispatcher.on<StartCampaign>([this](const StartCampaign &op, const Caller &who) { return begin(op, who); });
    dispatcher.on<StopCampaign>([this](const StopCampaign &op, const Caller &who) { return end(op, who); });
    dispatcher.on<GetCampaign>([this](const GetCampaign &op, const Caller &) { return one(op.id); });
    dispatcher.on<GetCampaignByOldPath>([this](const GetCampaignByOldPath &op, const Caller &) { return one(op.id); });
    dispatcher.on<ListCampaigns>([this](const ListCampaigns &op, const Caller &) { return list(op); });
    connect(&inbox, &Inbox::campaignsDue, this, [this](const std::vector<CampaignDue> &campaigns) {
        for (const CampaignDue &due : campaigns) lookLater(due);
    });
}

CampaignService::~CampaignService() = default;

void CampaignService::stop() {
    m_stopped = true;
    m_imports->stop();
}

void CampaignService::start() {
    const UtcTime now = m_scheduler.clock().now();
    m_storage
        .write<Ok>([now](store::Tx &tx) -> Result<Ok> {
            store::campaigns::endHalfLoaded(tx, {}, now);
            return Ok{};
        })
        .then(this, [this](const Result<Ok> &) {
            m_imports->start();
            if (m_carrier) lookAtAll();
        });
}

void CampaignService::lookAtAll() {
    if (!m_stopped) m_control->beginPlanned();
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

/// A list on its way into the database.
struct CampaignService::Loading {
    Campaign campaign;
    std::vector<store::NewLead> leads;
    size_t done = 0;
    QPromise<Result<StartCampaign::Reply>> promise;
    void answer(Result<StartCampaign::Reply> reply) {
        promise.addResult(std::move(reply));
        promise.finish();
    }
};

QFuture<Result<StartCampaign::Reply>> CampaignService::write(const StartCampaign &op, const Caller &who,
                                                             const std::vector<NumberReading> &numbers) {
    const UtcTime now = m_scheduler.clock().now();
    auto loading = std::make_shared<Loading>();
    loading->promise.start();
    loading->campaign = newCampaign(op, who, m_options.fromNumber, now);
    loading->leads = leadsOf(numbers);
    auto earlier = std::make_shared<CampaignId>();
    m_storage
        .write<Ok>([=, hash = fingerprintOf(op), count = static_cast<qint64>(loading->leads.size())](store::Tx &tx) -> Result<Ok> {
            const Campaign &campaign = loading->campaign;
            const QString owner = who.actor.userId.text(), key = who.idempotencyKey;
            *earlier = {};
            if (!key.isEmpty()) {
                store::idempotency::forget(tx, now - kKeyLife);
                if (const auto seen = store::idempotency::find(tx, owner, key, now - kKeyLife)) {
                    if (seen->requestHash != hash) return conflict(u"This Idempotency-Key was used for another request within the last 24 hours."_s);
                    *earlier = CampaignId(seen->subjectId);
                    return Ok{};
                }
                store::idempotency::insert(tx, owner, key, {hash, campaign.id.text()}, now);
            }
            store::campaigns::insert(tx, campaign);
            store::leads::insertList(tx, {LeadListId(campaign.id.text()), campaign.id, u"Numbers"_s, 0, true, {}, {}, now});
            store::audit::insert(tx, {owner, u"campaign_started"_s, campaign.id.text(),
                                      {{u"name"_s, campaign.name}, {u"numbers"_s, count}}, who.peer, {}}, now);
            return Ok{};
        })
        .then(this, [this, loading, earlier](const Result<Ok> &written) {
            if (!written) return loading->answer(written.error());
            if (!earlier->isEmpty()) return loading->answer(StartCampaign::Reply{*earlier});
            loadNext(loading);
        });
    return loading->promise.future();
}

/// One piece of the list, in a transaction of its own: webhooks that come meanwhile wait for a piece, not for the list.
void CampaignService::loadNext(const std::shared_ptr<Loading> &loading) {
    const UtcTime now = m_scheduler.clock().now();
    m_inbox
        .write<bool>([loading, policy = m_inbox.policy(), now](store::Tx &tx, BatchResult &written) -> Result<bool> {
            const CampaignId &id = loading->campaign.id;
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(id);
            if (!campaign || !campaign->loading) return true; // stopped meanwhile
            const size_t end = std::min(loading->leads.size(), loading->done + kLeadsTogether);
            const std::vector<store::NewLead> piece(loading->leads.begin() + static_cast<std::ptrdiff_t>(loading->done),
                                                    loading->leads.begin() + static_cast<std::ptrdiff_t>(end));
            store::leads::insert(tx, id, LeadListId(id.text()), static_cast<qint64>(loading->done), piece, now);
            for (const store::NewLead &lead : piece) {
                const QString blocked = lead.blockedReason();
                ++campaign->counts.numbers;
                ++(blocked.isEmpty() ? campaign->counts.waiting : campaign->counts.blocked);
                if (!blocked.isEmpty()) dialing.noteGivenUp(*campaign, lead.numbers.front().number, blocked);
            }
            const bool last = end == loading->leads.size();
            if (last) {
                campaign->loading = false;
                campaign->status = CampaignStatus::Running;
                dialing.dialNext(id);
            }
            written = writeDialing(tx, dialing, now);
            return last;
        })
        .then(this, [this, loading](const Result<bool> &last) {
            if (!last) return giveUpLoading(loading, last.error());
            if (*last) return loading->answer(StartCampaign::Reply{loading->campaign.id});
            loading->done += kLeadsTogether;
            loadNext(loading);
        });
}

void CampaignService::giveUpLoading(const std::shared_ptr<Loading> &loading, const Error &error) {
    const UtcTime now = m_scheduler.clock().now();
    m_storage.write<Ok>([id = loading->campaign.id, now](store::Tx &tx) -> Result<Ok> {
        store::campaigns::endHalfLoaded(tx, id, now);
        return Ok{};
    }).then(this, [loading, error](const Result<Ok> &) { loading->answer(error); });
}

QFuture<Result<Done>> CampaignService::end(const StopCampaign &op, const Caller &who) {
    const UtcTime now = m_scheduler.clock().now();
    auto unsent = std::make_shared<std::vector<CallId>>();
    return m_inbox
        .write<Done>([=, id = op.id, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(id);
            if (!campaign) return noSuchCampaign();
            *unsent = store::attempts::unsentCalls(tx, id);
            if (campaign->status == CampaignStatus::Stopped || campaign->status == CampaignStatus::Completed) return Done{};
            campaign->status = CampaignStatus::Stopped;
            campaign->loading = false;
            campaign->endedAt = now;
            store::audit::insert(tx, {who.actor.userId.text(), u"campaign_stopped"_s, id.text(), {}, who.peer, {}}, now);
            written = writeDialing(tx, dialing, now);
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

} // namespace callfloor
