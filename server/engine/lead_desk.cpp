// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/lead_desk.h"

#include "server/engine/campaign_dialing.h"
#include "server/engine/campaign_views.h"
#include "server/engine/phone_numbers.h"
#include "server/store/record_store.h"
#include "server/store/suppression_store.h"

#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAfterSkip = 1h;
constexpr auto kCallbackLife = 7 * 24h;
constexpr int kCallbacksShown = 500;
/// Leads that are looked at for one preview: more are left to the next request.
constexpr int kLookedAt = 32;

Error noneSuch() { return notFound(u"There is no such campaign."_s); }

Result<QString> numberGiven(const QString &text, const QString &region) {
    auto number = PhoneNumbers::readDialable(text, region);
    if (number) return number;
    return badField(u"number"_s, u"That is not a phone number that can be called; write it like +15551234567."_s);
}

QByteArray previewJson(store::Tx &tx, const store::LeadRow &lead) {
    QByteArray text;
    JsonWriter json(text);
    json.beginObject().key("leadId").value(lead.id.text()).key("numbers").beginArray();
    for (const store::NumberRow &number : store::leads::numbers(tx, lead.id)) {
        if (!number.blocked.isEmpty()) continue;
        json.beginObject().key("number").value(number.number).key("kind").textOrNull(number.kind);
        json.key("next").value(number.rank == lead.numberRank).key("tries").value(number.tries).endObject();
    }
    json.endArray().key("person").raw(lead.person.isEmpty() ? QByteArray("{}") : lead.person.toUtf8());
    json.key("tries").value(lead.tries).key("lastOutcome").textOrNull(lead.outcome).key("until").value(lead.next).endObject();
    return text;
}

} // namespace

LeadDesk::LeadDesk(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock, const EngineOptions &options,
                   QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_clock(clock), m_region(options.defaultRegion) {
    dispatcher.on<NextPreview>([this](const NextPreview &op, const Caller &who) { return nextPreview(op.id, who); });
    dispatcher.on<DialPreview>([this](const DialPreview &op, const Caller &who) { return dialPreview(op, who); });
    dispatcher.on<SkipPreview>([this](const SkipPreview &op, const Caller &who) { return skipPreview(op, who); });
    dispatcher.on<ScheduleCallback>([this](const ScheduleCallback &op, const Caller &who) { return scheduleCallback(op, who); });
    dispatcher.on<ListCallbacks>([this](const ListCallbacks &op, const Caller &) { return callbacks(op.id); });
    dispatcher.on<AddConsent>([this](const AddConsent &op, const Caller &who) { return addConsent(op, who); });
    dispatcher.on<RevokeConsent>([this](const RevokeConsent &op, const Caller &who) { return revokeConsent(op, who); });
    dispatcher.on<ListConsents>([this](const ListConsents &op, const Caller &) { return consents(op); });
    dispatcher.on<UpdateLeadList>([this](const UpdateLeadList &op, const Caller &who) { return updateList(op, who); });
}

QFuture<Result<NextPreview::Reply>> LeadDesk::nextPreview(const CampaignId &id, const Caller &who) {
    const UtcTime now = m_clock.now();
    // A refusal must not undo what it has written: leads that may not be called now are put off. It travels as a value.
    using Answer = std::pair<QByteArray, std::optional<Error>>;
    return m_inbox
        .write<Answer>([=, policy = m_inbox.policy(), agent = who.actor.userId](store::Tx &tx, BatchResult &written) -> Result<Answer> {
            CampaignDialing dialing(tx, policy, now);
            const auto lead = dialing.reserveFor(id, agent, kLookedAt);
            const auto row = lead ? store::leads::load(tx, *lead) : std::nullopt;
            const Answer answer = row ? Answer{previewJson(tx, *row), {}} : Answer{{}, lead ? notFound(u"Nobody may be called right now."_s) : lead.error()};
            written = writeDialing(tx, dialing, now);
            return answer;
        })
        .then(this, [](const Result<Answer> &done) -> Result<NextPreview::Reply> {
            if (!done) return done.error();
            if (done->second) return *done->second;
            return NextPreview::Reply{done->first};
        });
}

QFuture<Result<DialPreview::Reply>> LeadDesk::dialPreview(const DialPreview &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    using Answer = std::pair<CallId, std::optional<Error>>; // as above
    return m_inbox
        .write<Answer>([=, policy = m_inbox.policy(), agent = who.actor.userId](store::Tx &tx, BatchResult &written) -> Result<Answer> {
            CampaignDialing dialing(tx, policy, now);
            const auto call = dialing.dialFor(op.id, op.leadId, agent);
            written = writeDialing(tx, dialing, now);
            if (!call) return Answer{CallId(), call.error()};
            return Answer{*call, {}};
        })
        .then(this, [](const Result<Answer> &done) -> Result<DialPreview::Reply> {
            if (!done) return done.error();
            if (done->second) return *done->second;
            return DialPreview::Reply{done->first};
        });
}

QFuture<Result<Done>> LeadDesk::skipPreview(const SkipPreview &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_inbox.write<Done>([=, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        CampaignDialing dialing(tx, policy, now);
        if (!dialing.campaign(op.id)) return noneSuch();
        const auto lead = store::leads::load(tx, op.leadId);
        if (!lead || lead->state != "reserved"_L1 || lead->owner != who.actor.userId)
            return conflict(u"The lead is not on your screen any more."_s);
        store::leads::setOwner(tx, op.leadId, u"waiting"_s, now + kAfterSkip, {});
        store::audit::insert(tx, {who.actor.userId.text(), u"preview_skipped"_s, op.leadId.text(), {{u"reason"_s, op.reason}}, who.peer, {}}, now);
        written = writeDialing(tx, dialing, now);
        return Done{};
    });
}

QFuture<Result<Done>> LeadDesk::scheduleCallback(const ScheduleCallback &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    const auto number = numberGiven(op.phone, m_region);
    if (!number) return refused<Done>(number.error());
    if (op.dueAt <= now) return refused<Done>(badField(u"dueAt"_s, u"Say when to call back: a time in the future."_s));
    return m_inbox.write<Done>([=, phone = *number, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<Done> {
        CampaignDialing dialing(tx, policy, now);
        const auto done = dialing.callBack(op.id, phone, op.dueAt, op.dueAt + kCallbackLife, op.ownerId.value_or(UserId()), op.note.value_or(QString()));
        if (!done) return done.error();
        store::audit::insert(tx, {who.actor.userId.text(), u"callback_scheduled"_s, op.id.text(), {}, who.peer, {}}, now);
        written = writeDialing(tx, dialing, now);
        written.campaigns.push_back({op.id, op.dueAt});
        return Done{};
    });
}

QFuture<Result<ListCallbacks::Reply>> LeadDesk::callbacks(const CampaignId &id) {
    return m_storage.read<ListCallbacks::Reply>([id](store::Tx &tx) -> Result<ListCallbacks::Reply> {
        if (!store::campaigns::load(tx, id)) return noneSuch();
        ListCallbacks::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("callbacks").beginArray();
        for (const store::Callback &callback : store::leads::callbacks(tx, id, kCallbacksShown)) {
            json.beginObject().key("id").value(callback.id).key("leadId").value(callback.lead.text()).key("number").value(callback.number);
            json.key("dueAt").value(callback.due).key("expiresAt").value(callback.expires).key("ownerId").textOrNull(callback.owner.text());
            json.key("note").textOrNull(callback.note).endObject();
        }
        json.endArray().endObject();
        return reply;
    });
}

QFuture<Result<Done>> LeadDesk::addConsent(const AddConsent &op, const Caller &who) {
    const auto number = numberGiven(op.phone, m_region);
    if (!number) return refused<Done>(number.error());
    const UtcTime now = m_clock.now();
    return m_storage.write<Done>([=, phone = *number](store::Tx &tx) -> Result<Done> {
        const CampaignId campaign = op.campaignId.value_or(CampaignId());
        if (!campaign.isEmpty() && !store::campaigns::load(tx, campaign)) return noneSuch();
        store::consents::add(tx, {makeUuid7(now), phone, campaign, op.shownText.value_or(QString()), op.channel.value_or(QString()),
                                  op.proof.value_or(QString()), op.givenAt.value_or(now), {}, {}, who.actor.userId}, now);
        store::audit::insert(tx, {who.actor.userId.text(), u"consent_added"_s, phone, {}, who.peer, {}}, now);
        return Done{};
    });
}

QFuture<Result<Done>> LeadDesk::revokeConsent(const RevokeConsent &op, const Caller &who) {
    const auto number = numberGiven(op.phone, m_region);
    if (!number) return refused<Done>(number.error());
    const UtcTime now = m_clock.now();
    return m_storage.write<Done>([=, phone = *number](store::Tx &tx) -> Result<Done> {
        store::consents::revoke(tx, phone, op.how.value_or(QString()), now);
        store::audit::insert(tx, {who.actor.userId.text(), u"consent_revoked"_s, phone, {}, who.peer, {}}, now);
        return Done{};
    });
}

QFuture<Result<ListConsents::Reply>> LeadDesk::consents(const ListConsents &op) {
    const auto number = numberGiven(op.phone, m_region);
    if (!number) return refused<ListConsents::Reply>(number.error());
    return m_storage.read<ListConsents::Reply>([phone = *number](store::Tx &tx) -> Result<ListConsents::Reply> {
        ListConsents::Reply reply;
        JsonWriter json(reply.json);
        json.beginObject().key("consents").beginArray();
        for (const store::consents::Entry &entry : store::consents::of(tx, phone)) {
            json.beginObject().key("id").value(entry.id).key("number").value(entry.number).key("campaignId").textOrNull(entry.campaignId.text());
            json.key("shownText").textOrNull(entry.shownText).key("channel").textOrNull(entry.channel).key("proof").textOrNull(entry.proof);
            json.key("givenAt").value(entry.givenAt).key("revokedAt").timeOrNull(entry.revokedAt).key("revokedHow").textOrNull(entry.revokedHow).endObject();
        }
        json.endArray().endObject();
        return reply;
    });
}

QFuture<Result<UpdateLeadList::Reply>> LeadDesk::updateList(const UpdateLeadList &op, const Caller &who) {
    const UtcTime now = m_clock.now();
    return m_inbox.write<UpdateLeadList::Reply>([=](store::Tx &tx, BatchResult &written) -> Result<UpdateLeadList::Reply> {
        auto list = store::leads::list(tx, op.id);
        if (!list) return notFound(u"There is no such list."_s);
        if (op.listName) list->name = op.listName->trimmed();
        if (op.priority) list->priority = *op.priority;
        if (op.active) list->active = *op.active;
        if (op.expiresAt) list->expiresAt = op.expiresAt;
        store::leads::changeList(tx, *list);
        store::audit::insert(tx, {who.actor.userId.text(), u"lead_list_changed"_s, op.id.text(), {}, who.peer, {}}, now);
        written.campaigns.push_back({list->campaign, now});
        UpdateLeadList::Reply reply;
        JsonWriter json(reply.json);
        writeLeadList(json, *list);
        return reply;
    });
}

} // namespace callfloor
