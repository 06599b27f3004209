// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/alert_limit_service.h"

#include "server/engine/queue_service.h"
#include "server/store/alert_store.h"
#include "server/store/campaign_store.h"

#include <QJsonArray>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPhrases = 50;
constexpr qint64 kAllOfThem = 1000; // per mille

std::optional<QString> textIfAny(const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); }

bool hasOwnAim(AlertKind kind) {
    return kind == AlertKind::LongestWait || kind == AlertKind::ServiceLevel || kind == AlertKind::DropRate;
}

QString nameOfSubject(store::Tx &tx, AlertKind kind, const QString &subject) {
    if (subject.isEmpty()) return {};
    if (alertSubjectOf(kind) == AlertSubject::Queue) {
        const auto queue = store::queues::get(tx, QueueId(subject));
        return queue ? queue->name : QString();
    }
    const auto campaign = store::campaigns::load(tx, CampaignId(subject));
    return campaign ? campaign->name : QString();
}

AlertLimitInfo limitInfo(const AlertLimit &limit, const QString &name) {
    AlertLimitInfo info{alertKindName(limit.kind), textIfAny(limit.subjectId), textIfAny(name), limit.enabled, limit.limit, limit.margin,
                        limit.holdSeconds, limit.leastCount, {}};
    info.phrases.assign(limit.phrases.begin(), limit.phrases.end());
    return info;
}

Result<AlertKind> kindOfLimit(const QString &name) {
    const auto kind = alertKindFromName(name);
    if (kind && *kind != AlertKind::Help) return *kind;
    return badField(u"kind"_s, u"There is no limit of this kind; GET /api/alerts/limits names them all."_s);
}

Result<QStringList> phrasesOf(const std::vector<QString> &given) {
    QStringList phrases;
    for (const QString &phrase : given)
        if (!phrase.trimmed().isEmpty()) phrases << phrase.trimmed();
    if (phrases.size() > kMostPhrases) return badField(u"phrases"_s, u"At most 50 phrases can be listened for."_s);
    return phrases;
}

/// The limit with what was asked for, checked.
Result<AlertLimit> limitWith(AlertLimit limit, const SetAlertLimit &op) {
    if (op.ownLimit.value_or(false)) {
        if (!hasOwnAim(limit.kind)) return badField(u"ownLimit"_s, u"Alerts of this kind need a limit."_s);
        limit.limit.reset();
    } else if (op.limit) {
        limit.limit = op.limit;
    }
    const bool rate = limit.kind == AlertKind::ServiceLevel || limit.kind == AlertKind::DropRate;
    if (rate && limit.limit.value_or(0) > kAllOfThem)
        return badField(u"limit"_s, u"This limit is in per mille: at most 1000, which is 100 %."_s);
    limit.enabled = op.enabled.value_or(limit.enabled);
    limit.margin = op.margin.value_or(limit.margin);
    limit.holdSeconds = op.holdSeconds.value_or(limit.holdSeconds);
    limit.leastCount = op.leastCount.value_or(limit.leastCount);
    if (!op.phrases) return limit;
    auto phrases = phrasesOf(*op.phrases);
    if (!phrases) return phrases.error();
    limit.phrases = std::move(phrases).value();
    return limit;
}

QJsonObject limitJson(const AlertLimit &limit) {
    return {{u"enabled"_s, limit.enabled},
            {u"limit"_s, limit.limit ? QJsonValue(*limit.limit) : QJsonValue()},
            {u"margin"_s, limit.margin},
            {u"holdSeconds"_s, limit.holdSeconds},
            {u"leastCount"_s, limit.leastCount},
            {u"phrases"_s, QJsonArray::fromStringList(limit.phrases)}};
}

/// The limit for a subject, and that for all; the first is empty where nothing was said about the subject.
std::pair<std::optional<AlertLimit>, AlertLimit> limitsOf(store::Tx &tx, AlertKind kind, const QString &subject) {
    std::pair<std::optional<AlertLimit>, AlertLimit> found;
    found.second.kind = kind;
    for (const AlertLimit &limit : store::alerts::limits(tx)) {
        if (limit.kind != kind) continue;
        if (limit.subjectId == subject) found.first = limit;
        if (limit.subjectId.isEmpty()) found.second = limit;
    }
    return found;
}

} // namespace

AlertLimitService::AlertLimitService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent)
    : QObject(parent), m_storage(storage), m_clock(clock) {
    dispatcher.on<ListAlertLimits>([this](const ListAlertLimits &, const Caller &) {
        return m_storage.read<ListAlertLimits::Reply>([](store::Tx &tx) -> Result<ListAlertLimits::Reply> {
            ListAlertLimits::Reply reply;
            for (const AlertLimit &limit : store::alerts::limits(tx))
                reply.limits.push_back(limitInfo(limit, nameOfSubject(tx, limit.kind, limit.subjectId)));
            return reply;
        });
    });
    dispatcher.on<SetAlertLimit>([this](const SetAlertLimit &op, const Caller &who) { return set(op, who); });
    dispatcher.on<RemoveAlertLimit>([this](const RemoveAlertLimit &op, const Caller &who) { return remove(op, who); });
}

QFuture<Result<AlertLimitInfo>> AlertLimitService::set(const SetAlertLimit &op, const Caller &who) {
    const auto kind = kindOfLimit(op.kind);
    if (!kind) return refused<AlertLimitInfo>(kind.error());
    return m_storage.write<AlertLimitInfo>([op, kind = *kind, who, now = m_clock.now()](store::Tx &tx) -> Result<AlertLimitInfo> {
        const QString subject = op.subjectId.value_or(QString());
        const AlertSubject about = alertSubjectOf(kind);
        if (!subject.isEmpty() && about != AlertSubject::Queue && about != AlertSubject::Campaign)
            return badField(u"subjectId"_s, u"A limit of this kind is for all."_s);
        const QString name = nameOfSubject(tx, kind, subject);
        if (!subject.isEmpty() && name.isEmpty()) return notFound(u"There is no such queue or campaign."_s);
        const auto [own, common] = limitsOf(tx, kind, subject);
        AlertLimit base = own.value_or(common);
        base.subjectId = subject;
        const auto limit = limitWith(base, op);
        if (!limit) return limit.error();
        store::alerts::setLimit(tx, *limit, now);
        queuedesk::note(tx, who, u"alert_limit_set"_s, alertKindName(kind) + u' ' + subject, own ? limitJson(*own) : QJsonObject(), limitJson(*limit), now);
        return limitInfo(*limit, name);
    }).then(this, [this](const Result<AlertLimitInfo> &limit) {
        if (limit) emit changed();
        return limit;
    });
}

QFuture<Result<Done>> AlertLimitService::remove(const RemoveAlertLimit &op, const Caller &who) {
    return m_storage.write<Done>([op, who, now = m_clock.now()](store::Tx &tx) -> Result<Done> {
        const auto kind = alertKindFromName(op.kind);
        const auto own = kind ? limitsOf(tx, *kind, op.subjectId).first : std::nullopt;
        if (!own || !store::alerts::removeLimit(tx, *kind, op.subjectId)) return notFound(u"There is no such limit."_s);
        queuedesk::note(tx, who, u"alert_limit_removed"_s, op.kind + u' ' + op.subjectId, limitJson(*own), {}, now);
        return Done{};
    }).then(this, [this](const Result<Done> &removed) {
        if (removed) emit changed();
        return removed;
    });
}

} // namespace callfloor
