// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_control.h"

#include "app/domain/campaign_checks.h"
#include "server/engine/campaign_dialing.h"
#include "server/engine/campaign_views.h"
#include "server/engine/phone_numbers.h"
#include "server/store/campaign_floor.h"
#include "server/store/record_store.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <QPromise>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcCampaign, "callfloor.campaign")

/// Leads on their way back into the list, in pieces.
struct Recycling {
    QString after;
    qint64 count = 0;
    QPromise<Result<RecycleCampaign::Reply>> promise;
};

namespace {

constexpr int kRecycledTogether = 200;

Error noCampaign() { return notFound(u"There is no such campaign."_s); }

/// What can be said of the fields without looking at the database.
Result<Ok> checkFields(const CampaignFields &given) {
    if (given.mode && !dialModeFromName(*given.mode))
        return badField(u"mode"_s, u"The field \"mode\" must be one of agentless, preview, progressive, power, predictive."_s);
    if (given.rules)
        if (const auto rules = rulesWith(defaultRules(), *given.rules, true); !rules) {
            Error error = rules.error();
            error.field = u"rules."_s + error.field;
            return error;
        }
    if (given.fromNumber && !PhoneNumbers::readDialable(*given.fromNumber, u"US"_s))
        return badField(u"fromNumber"_s, u"\"fromNumber\" is not a phone number; write it like +15551234567."_s);
    return Ok{};
}

/// The campaign with what was given. Errors: NotFound (queue), BadRequest.
Result<Campaign> withFields(store::Tx &tx, Campaign campaign, const CampaignFields &given) {
    if (given.mode) campaign.mode = dialModeFromName(*given.mode).value_or(campaign.mode);
    if (given.queueId) {
        campaign.queue = QueueId(*given.queueId);
        if (!campaign.queue.isEmpty() && !store::campaignQueue(tx, campaign.queue).first) return notFound(u"There is no such queue."_s);
    }
    if (given.fromNumber)
        if (const auto number = PhoneNumbers::readDialable(*given.fromNumber, u"US"_s)) campaign.fromNumber = *number;
    if (given.concurrency) campaign.concurrency = *given.concurrency;
    if (given.record) campaign.record = *given.record;
    if (given.useAi) campaign.useAi = *given.useAi;
    if (given.message) campaign.message = given.message->trimmed();
    if (given.startsAt) campaign.startsAt = given.startsAt;
    if (given.stopsAt) campaign.stopsAt = given.stopsAt;
    if (given.rules) {
        auto rules = rulesWith(campaign.rules, *given.rules, true);
        if (!rules) return rules.error();
        campaign.rules = std::move(rules).value();
    }
    return campaign;
}

/// Begins it if nothing is in the way; else the sentence of what is.
Result<Ok> launchNow(store::Tx &tx, CampaignDialing &dialing, const CampaignId &id, bool carrier, UtcTime now) {
    Campaign *campaign = dialing.campaign(id);
    if (!campaign) return noCampaign();
    if (campaign->status == CampaignStatus::Running) return Ok{};
    if (campaign->loading) return conflict(u"The list is still being taken in; wait a moment."_s);
    const auto checks = checkCampaign(*campaign, campaignSurroundings(tx, *campaign, carrier, now));
    if (const CampaignCheck *blocking = firstBlocking(checks)) return conflict(blocking->sentence);
    campaign->status = CampaignStatus::Running;
    campaign->endedAt.reset();
    dialing.dialNext(id);
    return Ok{};
}

} // namespace

CampaignControl::CampaignControl(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier, const Clock &clock,
                                 const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_carrier(carrier), m_clock(clock), m_options(options) {
    dispatcher.on<CreateCampaign>([this](const CreateCampaign &op, const Caller &who) { return create(op, who); });
    dispatcher.on<UpdateCampaign>([this](const UpdateCampaign &op, const Caller &who) { return update(op, who); });
    dispatcher.on<GetCampaignSettings>([this](const GetCampaignSettings &op, const Caller &) { return settings(op.id); });
    dispatcher.on<CloneCampaign>([this](const CloneCampaign &op, const Caller &who) { return clone(op, who); });
    dispatcher.on<LaunchCampaign>([this](const LaunchCampaign &op, const Caller &who) { return launch(op.id, who); });
    dispatcher.on<PauseCampaign>([this](const PauseCampaign &op, const Caller &who) {
        return halt(op.id, who, CampaignStatus::Paused, u"campaign_paused"_s);
    });
    dispatcher.on<DrainCampaign>([this](const DrainCampaign &op, const Caller &who) {
        return halt(op.id, who, CampaignStatus::Draining, u"campaign_draining"_s);
    });
    dispatcher.on<RecycleCampaign>([this](const RecycleCampaign &op, const Caller &who) { return recycle(op, who); });
}

QFuture<Result<CampaignSettingsReply>> CampaignControl::create(const CreateCampaign &op, const Caller &who) {
    if (const auto fine = checkFields(op); !fine) return refused<CampaignSettingsReply>(fine.error());
    const UtcTime now = m_clock.now();
    return m_storage.write<CampaignSettingsReply>([=, from = m_options.fromNumber](store::Tx &tx) -> Result<CampaignSettingsReply> {
        Campaign fresh;
        fresh.id = CampaignId::make(now);
        fresh.name = op.campaignName.trimmed();
        fresh.status = CampaignStatus::Draft;
        fresh.fromNumber = from;
        fresh.rules = defaultRules();
        fresh.createdBy = who.actor.userId;
        fresh.createdAt = now;
        const auto campaign = withFields(tx, fresh, op);
        if (!campaign) return campaign.error();
        store::campaigns::insert(tx, *campaign);
        store::audit::insert(tx, {who.actor.userId.text(), u"campaign_created"_s, campaign->id.text(), {{u"name"_s, campaign->name}}, who.peer, {}}, now);
        return CampaignSettingsReply{campaignSettingsJson(tx, *campaign)};
    });
}

QFuture<Result<CampaignSettingsReply>> CampaignControl::update(const UpdateCampaign &op, const Caller &who) {
    if (const auto fine = checkFields(op); !fine) return refused<CampaignSettingsReply>(fine.error());
    const UtcTime now = m_clock.now();
    return m_inbox.write<CampaignSettingsReply>(
        [=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<CampaignSettingsReply> {
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(op.id);
            if (!campaign) return noCampaign();
            const DialMode before = campaign->mode;
            auto changed = withFields(tx, *campaign, op);
            if (!changed) return changed.error();
            if (op.campaignName) changed->name = op.campaignName->trimmed();
            const bool live = campaign->status == CampaignStatus::Running || campaign->counts.dialling > 0;
            if (changed->mode != before && live) return conflict(u"Pause the campaign and let its calls end before you change its mode."_s);
            if (live)
                if (const auto *blocking = firstBlocking(checkCampaign(*changed, campaignSurroundings(tx, *changed, true, now)));
                    blocking && QLatin1String(blocking->name) != "leads"_L1)
                    return conflict(blocking->sentence);
            store::campaigns::change(tx, *changed);
            *campaign = *changed;
            QJsonObject details;
            if (op.rules) details.insert(u"rules"_s, *op.rules);
            store::audit::insert(tx, {who.actor.userId.text(), u"campaign_changed"_s, op.id.text(), details, who.peer, {}}, now);
            const QByteArray shown = campaignSettingsJson(tx, *campaign);
            dialing.dialNext(op.id);
            written = writeDialing(tx, dialing, now);
            return CampaignSettingsReply{shown};
        });
}

QFuture<Result<CampaignSettingsReply>> CampaignControl::settings(const CampaignId &id) {
    return m_storage.read<CampaignSettingsReply>([id](store::Tx &tx) -> Result<CampaignSettingsReply> {
        const auto campaign = store::campaigns::load(tx, id);
        if (!campaign) return noCampaign();
        return CampaignSettingsReply{campaignSettingsJson(tx, *campaign)};
    });
}

QFuture<Result<CampaignSettingsReply>> CampaignControl::clone(const CloneCampaign &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_storage.write<CampaignSettingsReply>([=](store::Tx &tx) -> Result<CampaignSettingsReply> {
        auto campaign = store::campaigns::load(tx, op.id);
        if (!campaign) return noCampaign();
        campaign->id = CampaignId::make(now);
        campaign->name = op.campaignName.value_or(campaign->name.left(180) + u" (copy)"_s).trimmed();
        campaign->status = CampaignStatus::Draft;
        campaign->loading = false;
        campaign->counts = {};
        campaign->startsAt.reset();
        campaign->stopsAt.reset();
        campaign->endedAt.reset();
        campaign->createdBy = who.actor.userId;
        campaign->createdAt = now;
        store::campaigns::insert(tx, *campaign);
        store::audit::insert(tx, {who.actor.userId.text(), u"campaign_cloned"_s, campaign->id.text(), {{u"from"_s, op.id.text()}}, who.peer, {}}, now);
        return CampaignSettingsReply{campaignSettingsJson(tx, *campaign)};
    });
}

QFuture<Result<Done>> CampaignControl::launch(const CampaignId &id, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_inbox.write<Done>([=, this, policy = m_inbox.policy(), carrier = m_carrier](store::Tx &tx, BatchResult &written) -> Result<Done> {
        CampaignDialing dialing(tx, policy, now);
        if (const auto begun = launchNow(tx, dialing, id, carrier, now); !begun) return begun.error();
        store::audit::insert(tx, {who.actor.userId.text(), u"campaign_started"_s, id.text(), {}, who.peer, {}}, now);
        written = writeDialing(tx, dialing, now);
        return Done{};
    });
}

void CampaignControl::beginPlanned() {
    const UtcTime now = m_clock.now();
    m_storage
        .read<std::vector<CampaignId>>([now](store::Tx &tx) -> Result<std::vector<CampaignId>> { return store::campaigns::planned(tx, now); })
        .then(this, [this](const Result<std::vector<CampaignId>> &planned) {
            if (!planned) return;
            for (const CampaignId &id : *planned)
                launch(id, {}).then(this, [id](const Result<Done> &begun) {
                    if (!begun) qCWarning(lcCampaign).noquote() << "campaign" << id.text() << "does not begin:" << begun.error().message;
                });
        });
}

QFuture<Result<Done>> CampaignControl::halt(const CampaignId &id, const Caller &who, CampaignStatus to, const QString &action) {
    const UtcTime now = m_clock.now();
    auto unsent = std::make_shared<std::vector<CallId>>();
    return m_inbox
        .write<Done>([=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(id);
            if (!campaign) return noCampaign();
            const bool active = campaign->status == CampaignStatus::Running || campaign->status == CampaignStatus::Paused ||
                                campaign->status == CampaignStatus::Draining;
            if (!active) return conflict(u"The campaign is not running."_s);
            *unsent = store::attempts::unsentCalls(tx, id);
            campaign->status = to;
            dialing.dialNext(id); // a drained campaign without calls is over at once
            store::audit::insert(tx, {who.actor.userId.text(), action, id.text(), {}, who.peer, {}}, now);
            written = writeDialing(tx, dialing, now);
            return Done{};
        })
        .then(this, [this, unsent](const Result<Done> &done) {
            if (done)
                for (const CallId &call : *unsent) m_inbox.submit({input::HangUp{{{}, Role::Admin}}, call, {}}, {});
            return done;
        });
}

QFuture<Result<RecycleCampaign::Reply>> CampaignControl::recycle(const RecycleCampaign &op, const Caller &who) {
    if (op.outcomes.empty()) return refused<RecycleCampaign::Reply>(badField(u"outcomes"_s, u"Name at least one outcome."_s));
    for (const QString &outcome : op.outcomes)
        if (!attemptOutcomeFromName(outcome)) return refused<RecycleCampaign::Reply>(badField(u"outcomes"_s, u"There is no outcome \"%1\"."_s.arg(outcome)));
    auto recycling = std::make_shared<Recycling>();
    recycling->promise.start();
    const UtcTime now = m_clock.now();
    m_storage
        .write<Ok>([=](store::Tx &tx) -> Result<Ok> {
            if (!store::campaigns::load(tx, op.id)) return noCampaign();
            QJsonArray outcomes;
            for (const QString &outcome : op.outcomes) outcomes << outcome;
            store::audit::insert(tx, {who.actor.userId.text(), u"campaign_recycled"_s, op.id.text(), {{u"outcomes"_s, outcomes}}, who.peer, {}}, now);
            return Ok{};
        })
        .then(this, [this, op, recycling](const Result<Ok> &known) {
            if (known) return recycleMore(op, recycling);
            recycling->promise.addResult(known.error());
            recycling->promise.finish();
        });
    return recycling->promise.future();
}

void CampaignControl::recycleMore(const RecycleCampaign &op, const std::shared_ptr<Recycling> &recycling) {
    const UtcTime now = m_clock.now();
    auto after = std::make_shared<QString>();
    m_inbox
        .write<int>([=, policy = m_inbox.policy(), from = recycling->after](store::Tx &tx, BatchResult &written) -> Result<int> {
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(op.id);
            if (!campaign) return 0;
            *after = from;
            const QStringList outcomes(op.outcomes.begin(), op.outcomes.end());
            const QStringList recycled = store::leads::recycle(tx, op.id, outcomes, *after, kRecycledTogether);
            for (const QString &outcome : recycled) {
                --countOf(campaign->counts, groupOf(attemptOutcomeFromName(outcome).value_or(AttemptOutcome::Failed)));
                ++campaign->counts.waiting;
            }
            if (recycled.isEmpty() && campaign->status == CampaignStatus::Running) dialing.dialNext(op.id);
            written = writeDialing(tx, dialing, now);
            return static_cast<int>(recycled.size());
        })
        .then(this, [this, op, recycling, after](const Result<int> &recycled) {
            if (recycled && *recycled > 0) {
                recycling->after = *after;
                recycling->count += *recycled;
                return recycleMore(op, recycling);
            }
            if (recycled) recycling->promise.addResult(RecycleCampaign::Reply{recycling->count});
            else recycling->promise.addResult(recycled.error());
            recycling->promise.finish();
        });
}

} // namespace callfloor
