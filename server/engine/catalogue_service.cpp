// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/catalogue_service.h"

#include "server/store/catalogue_store.h"
#include "server/store/record_store.h"

#include <QRegularExpression>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

TeamInfo teamInfo(const store::Team &team) { return {team.id, team.name, team.removed}; }
ReasonCodeInfo reasonInfo(const store::ReasonCode &r) { return {r.key, r.label, r.position, r.system, r.removed}; }

DispositionInfo dispositionInfo(const store::Disposition &d) {
    const auto textOrNone = [](const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); };
    DispositionInfo info;
    info.key = d.key;
    info.label = d.label;
    info.hotkey = textOrNone(d.hotkey);
    info.queueId = textOrNone(d.queueId);
    info.campaignId = textOrNone(d.campaignId);
    info.humanAnswered = d.humanAnswered;
    info.rightParty = d.rightParty;
    info.sale = d.sale;
    info.notInterested = d.notInterested;
    info.doNotCall = d.doNotCall;
    info.callback = d.callback;
    info.unworkable = d.unworkable;
    info.completed = d.completed;
    info.countsAsDrop = d.countsAsDrop;
    info.action = d.action;
    info.position = d.position;
    info.system = d.system;
    info.removed = d.removed;
    return info;
}

/// Keys stand in reports, files and shortcuts.
Result<Ok> checkKey(const QString &key) {
    static const QRegularExpression kKey(u"^[a-z][a-z0-9_]{0,39}$"_s);
    if (kKey.match(key).hasMatch()) return Ok{};
    return badField(u"key"_s, u"A key has small letters, digits and underscores and begins with a letter."_s);
}

Result<Ok> checkAction(const QString &action) {
    static const QStringList kActions{u"close"_s, u"retry_by_rule"_s, u"retry_at"_s, u"suppress_number"_s, u"suppress_contact"_s};
    if (kActions.contains(action)) return Ok{};
    return badField(u"action"_s, u"An action is one of %1."_s.arg(kActions.join(u", "_s)));
}

template <class T>
QJsonObject jsonOf(const T &info) { return QJsonDocument::fromJson(encodeReply(info)).object(); }

/// Notes who changed what, before and after.
template <class T>
void noteChange(store::Tx &tx, const Caller &who, const QString &action, const QString &subject, const std::optional<T> &before, const T &after,
                UtcTime now) {
    QJsonObject details{{u"after"_s, jsonOf(after)}};
    if (before) details.insert(u"before"_s, jsonOf(*before));
    store::audit::insert(tx, {who.actor.userId.text(), action, subject, details, who.peer, {}}, now);
}

void setFlags(store::Disposition &d, const DispositionFlags &flags) {
    const auto set = [](bool &flag, const std::optional<bool> &given) { flag = given.value_or(flag); };
    set(d.humanAnswered, flags.humanAnswered);
    set(d.rightParty, flags.rightParty);
    set(d.sale, flags.sale);
    set(d.notInterested, flags.notInterested);
    set(d.doNotCall, flags.doNotCall);
    set(d.callback, flags.callback);
    set(d.unworkable, flags.unworkable);
    set(d.completed, flags.completed);
    set(d.countsAsDrop, flags.countsAsDrop);
}

Result<TeamInfo> updateTeam(store::Tx &tx, const UpdateTeam &op, const Caller &who, UtcTime now) {
    auto team = store::teams::byId(tx, op.id);
    if (!team) return notFound(u"There is no such team."_s);
    const TeamInfo before = teamInfo(*team);
    if (op.teamName) {
        const auto other = store::teams::byName(tx, *op.teamName);
        if (other && other->id != team->id) return conflict(u"There is a team of this name already."_s);
        team->name = op.teamName->trimmed();
    }
    if (op.removed.value_or(false) && store::teams::members(tx, team->id) > 0)
        return conflict(u"There are people in this team; move them to another one first."_s);
    team->removed = op.removed.value_or(team->removed);
    store::teams::save(tx, *team);
    noteChange(tx, who, u"team_changed"_s, team->id, std::optional(before), teamInfo(*team), now);
    return teamInfo(*team);
}

Result<ReasonCodeInfo> updateReason(store::Tx &tx, const UpdateReasonCode &op, const Caller &who, UtcTime now) {
    auto reason = store::reasons::byKey(tx, op.id);
    if (!reason) return notFound(u"There is no such reason code."_s);
    const ReasonCodeInfo before = reasonInfo(*reason);
    if (reason->system && op.removed.value_or(false)) return conflict(u"The product itself uses this reason code; it cannot be removed."_s);
    reason->label = op.label.value_or(reason->label);
    reason->position = op.position.value_or(reason->position);
    reason->removed = op.removed.value_or(reason->removed);
    store::reasons::save(tx, *reason);
    noteChange(tx, who, u"reason_code_changed"_s, reason->key, std::optional(before), reasonInfo(*reason), now);
    return reasonInfo(*reason);
}

Result<DispositionInfo> updateDisposition(store::Tx &tx, const UpdateDisposition &op, const Caller &who, UtcTime now) {
    auto disposition = store::dispositions::byKey(tx, op.id);
    if (!disposition) return notFound(u"There is no such disposition."_s);
    if (disposition->system) return forbidden(u"This is an outcome that the product finds out by itself; it cannot be changed."_s);
    const DispositionInfo before = dispositionInfo(*disposition);
    disposition->label = op.label.value_or(disposition->label);
    disposition->hotkey = op.hotkey.value_or(disposition->hotkey);
    disposition->queueId = op.queueId.value_or(disposition->queueId);
    disposition->campaignId = op.campaignId.value_or(disposition->campaignId);
    disposition->action = op.action.value_or(disposition->action);
    disposition->position = op.position.value_or(disposition->position);
    disposition->removed = op.removed.value_or(disposition->removed);
    if (op.flags) setFlags(*disposition, *op.flags);
    if (auto fine = checkAction(disposition->action); !fine) return fine.error();
    store::dispositions::save(tx, *disposition);
    noteChange(tx, who, u"disposition_code_changed"_s, disposition->key, std::optional(before), dispositionInfo(*disposition), now);
    return dispositionInfo(*disposition);
}

Result<DispositionInfo> createDisposition(store::Tx &tx, const CreateDisposition &op, const Caller &who, UtcTime now) {
    store::Disposition disposition;
    disposition.key = op.key;
    disposition.label = op.label;
    disposition.hotkey = op.hotkey.value_or(QString());
    disposition.queueId = op.queueId.value_or(QString());
    disposition.campaignId = op.campaignId.value_or(QString());
    disposition.action = op.action.value_or(u"close"_s);
    disposition.position = op.position.value_or(500);
    if (op.flags) setFlags(disposition, *op.flags);
    for (const auto &fine : {checkKey(op.key), checkAction(disposition.action)})
        if (!fine) return fine.error();
    if (store::dispositions::byKey(tx, op.key)) return conflict(u"There is a disposition with this key already."_s);
    store::dispositions::save(tx, disposition);
    noteChange(tx, who, u"disposition_code_created"_s, op.key, std::optional<DispositionInfo>(), dispositionInfo(disposition), now);
    return dispositionInfo(disposition);
}

bool offered(const store::Disposition &d, const ListDispositions &op) {
    if (op.all.value_or(false)) return true;
    return !d.system && !d.removed && (d.queueId.isEmpty() || d.queueId == op.queueId.value_or(QString())) &&
           (d.campaignId.isEmpty() || d.campaignId == op.campaignId.value_or(QString()));
}

} // namespace

CatalogueService::CatalogueService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent)
    : QObject(parent), m_storage(storage), m_clock(clock) {
    offerTeams(dispatcher);
    offerReasons(dispatcher);
    offerDispositions(dispatcher);
}

void CatalogueService::offerTeams(Dispatcher &dispatcher) {
    dispatcher.on<ListTeams>([this](const ListTeams &, const Caller &) {
        return m_storage.read<ListTeams::Reply>([](store::Tx &tx) -> Result<ListTeams::Reply> {
            ListTeams::Reply reply;
            for (const store::Team &team : store::teams::list(tx)) reply.teams.push_back(teamInfo(team));
            return reply;
        });
    });
    dispatcher.on<CreateTeam>([this](const CreateTeam &op, const Caller &who) {
        return m_storage.write<TeamInfo>([op, who, now = m_clock.now()](store::Tx &tx) -> Result<TeamInfo> {
            if (op.teamName.trimmed().isEmpty()) return badField(u"name"_s, u"The name must not be empty."_s);
            if (store::teams::byName(tx, op.teamName)) return conflict(u"There is a team of this name already."_s);
            const store::Team team{makeUuid7(now), op.teamName.trimmed(), false, now};
            store::teams::save(tx, team);
            noteChange(tx, who, u"team_created"_s, team.id, std::optional<TeamInfo>(), teamInfo(team), now);
            return teamInfo(team);
        });
    });
    dispatcher.on<UpdateTeam>([this](const UpdateTeam &op, const Caller &who) {
        return m_storage.write<TeamInfo>([op, who, now = m_clock.now()](store::Tx &tx) { return updateTeam(tx, op, who, now); });
    });
}

void CatalogueService::offerReasons(Dispatcher &dispatcher) {
    dispatcher.on<ListReasonCodes>([this](const ListReasonCodes &, const Caller &) {
        return m_storage.read<ListReasonCodes::Reply>([](store::Tx &tx) -> Result<ListReasonCodes::Reply> {
            ListReasonCodes::Reply reply;
            for (const store::ReasonCode &reason : store::reasons::list(tx)) reply.reasonCodes.push_back(reasonInfo(reason));
            return reply;
        });
    });
    dispatcher.on<CreateReasonCode>([this](const CreateReasonCode &op, const Caller &who) {
        return m_storage.write<ReasonCodeInfo>([op, who, now = m_clock.now()](store::Tx &tx) -> Result<ReasonCodeInfo> {
            if (auto fine = checkKey(op.key); !fine) return fine.error();
            if (store::reasons::byKey(tx, op.key)) return conflict(u"There is a reason code with this key already."_s);
            const store::ReasonCode reason{op.key, op.label, op.position.value_or(50), false, false};
            store::reasons::save(tx, reason);
            noteChange(tx, who, u"reason_code_created"_s, op.key, std::optional<ReasonCodeInfo>(), reasonInfo(reason), now);
            return reasonInfo(reason);
        });
    });
    dispatcher.on<UpdateReasonCode>([this](const UpdateReasonCode &op, const Caller &who) {
        return m_storage.write<ReasonCodeInfo>([op, who, now = m_clock.now()](store::Tx &tx) { return updateReason(tx, op, who, now); });
    });
}

void CatalogueService::offerDispositions(Dispatcher &dispatcher) {
    dispatcher.on<ListDispositions>([this](const ListDispositions &op, const Caller &) {
        return m_storage.read<ListDispositions::Reply>([op](store::Tx &tx) -> Result<ListDispositions::Reply> {
            ListDispositions::Reply reply;
            for (const store::Disposition &d : store::dispositions::list(tx))
                if (offered(d, op)) reply.dispositions.push_back(dispositionInfo(d));
            return reply;
        });
    });
    dispatcher.on<CreateDisposition>([this](const CreateDisposition &op, const Caller &who) {
        return m_storage.write<DispositionInfo>([op, who, now = m_clock.now()](store::Tx &tx) { return createDisposition(tx, op, who, now); });
    });
    dispatcher.on<UpdateDisposition>([this](const UpdateDisposition &op, const Caller &who) {
        return m_storage.write<DispositionInfo>([op, who, now = m_clock.now()](store::Tx &tx) { return updateDisposition(tx, op, who, now); });
    });
}

} // namespace callfloor
