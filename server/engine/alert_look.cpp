// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/alert_look.h"

#include "server/engine/alert_service.h"
#include "server/engine/queue_service.h"
#include "server/store/campaign_store.h"
#include "server/store/event_log.h"
#include "server/store/figures_store.h"

#include <QDateTime>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Days over which drops are counted: those of the law (docs/campaigns.md).
constexpr int kDropDays = 30;

/// One thing as it is now.
struct AlertSample {
    AlertKey key;
    QString name;
    qint64 value = 0;
    std::optional<qint64> ownLimit = {}; ///< What the queue or the campaign itself aims at.
    qint64 count = 0;                    ///< Contacts behind a rate.
    UserId agent = {};
    CallId call = {};
};

qint64 secondsBetween(UtcTime from, UtcTime to) { return std::max<qint64>(0, std::chrono::duration_cast<std::chrono::seconds>(to - from).count()); }
qint64 perMille(qint64 part, qint64 whole) { return whole > 0 ? part * 1000 / whole : 0; }

UtcTime midnightOf(UtcTime now) {
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMicros(now) / 1000).date();
    return fromMicros(today.startOfDay().toMSecsSinceEpoch() * 1000);
}

class FloorProbe {
public:
    FloorProbe(store::Tx &tx, UtcTime now) : m_tx(tx), m_now(now) {}

    std::vector<AlertSample> look(bool withRates) {
        queues(withRates);
        if (withRates) campaigns();
        for (const store::alerts::RestingAgent &agent : store::alerts::restingAgents(m_tx))
            m_samples.push_back({{agent.kind, agent.id.text()}, agent.name, secondsBetween(agent.since, m_now), {}, 0, agent.id});
        for (const store::alerts::DoubtfulCall &call : store::alerts::doubtfulCalls(m_tx))
            m_samples.push_back({{AlertKind::DeadLeg, call.id.text()}, call.number, call.checks, {}, 0, call.agent, call.id});
        return std::move(m_samples);
    }

private:
    void queues(bool withRates) {
        const auto staff = store::alerts::signedOnFor(m_tx);
        std::map<QueueId, store::QueueLoad> loads;
        for (const store::QueueLoad &load : store::entries::loads(m_tx)) loads[load.queue] = load;
        std::map<QueueId, QueueSums> sums;
        if (withRates)
            for (const auto &[key, part] : store::figures::entrySums(m_tx, {midnightOf(m_now), m_now + 1us, 0s, {}, {}})) sums[key.queue] += part;
        for (const Queue &queue : store::queues::list(m_tx)) {
            const auto load = loads.find(queue.id);
            const auto oldest = load == loads.end() ? std::nullopt : load->second.oldestEnteredAt;
            const int waiting = load == loads.end() ? 0 : load->second.waiting;
            const QString id = queue.id.text();
            m_samples.push_back({{AlertKind::LongestWait, id}, queue.name, oldest ? secondsBetween(*oldest, m_now) : 0, queue.serviceLevelSeconds});
            m_samples.push_back({{AlertKind::NobodyThere, id}, queue.name, staff.contains(queue.id) ? 0 : waiting, 0});
            if (!withRates) continue;
            const Figure level = serviceLevel(sums[queue.id], ServiceLevelKind::MinusShort);
            if (level.denominator <= 0) continue;
            m_samples.push_back({{AlertKind::ServiceLevel, id}, queue.name, perMille(level.numerator, level.denominator),
                                 qint64{queue.serviceLevelTarget} * 10, level.denominator});
        }
    }

    void campaigns() {
        for (const CampaignId &id : store::campaigns::running(m_tx)) {
            const auto campaign = store::campaigns::load(m_tx, id);
            if (!campaign || campaign->mode == DialMode::Agentless) continue;
            const auto sum = store::campaigns::abandons(m_tx, id, m_now, kDropDays);
            m_samples.push_back({{AlertKind::DropRate, id.text()}, campaign->name, perMille(sum.abandoned, sum.answeredLive),
                                 static_cast<qint64>(campaign->rules.abandonCap * 1000 + 0.5), sum.answeredLive});
        }
    }

    store::Tx &m_tx;
    UtcTime m_now;
    std::vector<AlertSample> m_samples;
};

/// The limits by what they are for; those for all have an empty subject.
class LimitTable {
public:
    explicit LimitTable(const std::vector<AlertLimit> &limits) {
        for (const AlertLimit &limit : limits) m_limits.emplace(AlertKey{limit.kind, limit.subjectId}, limit);
    }
    /// Null where nobody is to be told.
    const AlertLimit *of(const AlertKey &key) const {
        auto found = m_limits.find(key);
        if (found == m_limits.end()) found = m_limits.find({key.first, QString()});
        return found == m_limits.end() || !found->second.enabled ? nullptr : &found->second;
    }

private:
    std::map<AlertKey, AlertLimit> m_limits;
};

bool isRate(AlertKind kind) { return kind == AlertKind::ServiceLevel || kind == AlertKind::DropRate; }

/// Alerts that are told once last as long as their call; one without a call until somebody answers it.
void endWithTheirCalls(store::Tx &tx, const std::vector<store::Alert> &open, AlertLook &look) {
    std::vector<CallId> calls;
    for (const store::Alert &alert : open)
        if (!isMeasured(alert.kind) && !alert.call.isEmpty()) calls.push_back(alert.call);
    const std::set<CallId> live = store::alerts::liveOf(tx, calls);
    for (const store::Alert &alert : open) {
        if (isMeasured(alert.kind) || alert.call.isEmpty()) continue;
        if (!live.contains(alert.call)) look.ended.emplace_back(alert.id, alert.kind == AlertKind::Help ? store::AlertEnd::Gone : store::AlertEnd::Over);
        else look.calls.push_back(alert.call);
    }
}

} // namespace

AlertLook lookForAlerts(store::Tx &tx, AlertWatches watches, bool withRates, UtcTime now) {
    AlertLook look;
    look.limits = store::alerts::limits(tx);
    const LimitTable limits(look.limits);
    const std::vector<store::Alert> open = store::alerts::open(tx);
    std::map<AlertKey, const store::Alert *> lasting; // until a sample says otherwise
    for (const store::Alert &alert : open) {
        if (isRate(alert.kind) && !withRates) look.watches[{alert.kind, alert.subjectId}].raised = true;
        else if (isMeasured(alert.kind)) lasting[{alert.kind, alert.subjectId}] = &alert;
    }
    for (auto &[key, watch] : watches)
        if (isRate(key.first) && !withRates) look.watches[key] = watch;
    for (const AlertSample &sample : FloorProbe(tx, now).look(withRates)) {
        const AlertLimit *limit = limits.of(sample.key);
        const auto bound = limit ? (limit->limit ? limit->limit : sample.ownLimit) : std::nullopt;
        if (!bound || sample.count < limit->leastCount) continue; // an alert that lasts ends with this
        AlertWatch watch = watches[sample.key];
        watch.raised = lasting.contains(sample.key);
        const AlertMove move = judgeAlert(watch, *limit, *bound, sample.value, now);
        if (move != AlertMove::Clear) lasting.erase(sample.key);
        if (watch != AlertWatch{}) look.watches[sample.key] = watch;
        if (move != AlertMove::Raise) continue;
        store::Alert alert;
        alert.id = makeUuid7(now);
        alert.kind = sample.key.first;
        alert.subjectId = sample.key.second;
        alert.subjectName = sample.name;
        alert.agent = sample.agent;
        alert.call = sample.call;
        alert.value = sample.value;
        alert.limit = bound;
        alert.raisedAt = now;
        look.raised.push_back(std::move(alert));
    }
    for (const auto &[key, alert] : lasting) look.ended.emplace_back(alert->id, store::AlertEnd::Over);
    endWithTheirCalls(tx, open, look);
    return look;
}

void writeAlerts(store::Tx &tx, const AlertLook &look, UtcTime now) {
    for (const auto &[id, how] : look.ended)
        if (store::alerts::end(tx, id, how, now)) announceAlert(tx, id, now);
    for (const store::Alert &alert : look.raised)
        if (store::alerts::raise(tx, alert)) announceAlert(tx, alert.id, now);
}

void announceAlert(store::Tx &tx, const QString &id, UtcTime now) {
    const auto alert = store::alerts::byId(tx, id);
    if (!alert) return;
    // Who asks for help is told what becomes of it; of himself an agent need not hear that he has rested for long.
    const auto kind = alert->kind == AlertKind::Help ? Audience::Kind::Owner : Audience::Kind::Supervisors;
    store::eventlog::append(tx, {{EventKind::AlertUpdate, alert->id, {kind, alert->agent.text()}, encodeReply(alertInfo(*alert))}}, now);
}

} // namespace callfloor
