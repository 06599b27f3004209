// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/alert_service.h"

#include "server/engine/supervision_service.h"
#include "server/store/agent_store.h"
#include "server/store/call_store.h"
#include "server/store/record_store.h"
#include "server/store/user_store.h"

#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kAlertLookPeriod = 2s;
/// Every how many looks the figures of the day are summed up.
constexpr int kLooksPerRates = 8;
constexpr int kAlertPage = 100;

template <class T>
std::optional<T> ifAny(const T &value) {
    if (value.isEmpty()) return std::nullopt;
    return value;
}

Error noSuchAlert() { return notFound(u"There is no such alert."_s); }

bool mayBeSeenBy(store::Tx &tx, const store::Alert &alert, const Actor &actor) {
    const Scope scope = scopeOf(actor);
    if (scope.all() || alert.agent.isEmpty()) return true;
    const auto agent = store::users::byId(tx, alert.agent);
    return agent && scope.covers(agent->id, agent->teamId);
}

Error tooLate(const store::Alert &alert) {
    if (!alert.acknowledger.isEmpty()) return conflict(u"%1 has seen to it already."_s.arg(alert.acknowledger));
    return conflict(u"It is over already."_s);
}

/// The call during which an agent asks; empty for none.
Result<CallId> callOfHelp(store::Tx &tx, const AskForHelp &op, const UserId &agent) {
    const CallId id = op.callId.value_or(store::agents::load(tx, agent).callId);
    if (id.isEmpty()) return CallId();
    const auto call = store::calls::load(tx, id);
    const bool his = call && !call->terminal() &&
                     (call->agentId == agent || std::any_of(call->legs.begin(), call->legs.end(), [&](const Leg &leg) {
                          return leg.ownerId == agent && leg.role != LegRole::Supervisor && !leg.over();
                      }));
    if (his) return id;
    if (!op.callId) return CallId(); // it has just ended
    return conflict(u"You are not on this call; leave it out to ask for help without one."_s);
}

} // namespace

AlertInfo alertInfo(const store::Alert &alert) {
    return {alert.id,
            alertKindName(alert.kind),
            alert.subjectId,
            alert.subjectName,
            ifAny(alert.agent),
            ifAny(alert.call),
            alert.value,
            alert.limit,
            ifAny(alert.words),
            alert.raisedAt,
            alert.acknowledgedAt,
            ifAny(alert.acknowledgedBy),
            ifAny(alert.acknowledger),
            alert.endedAt,
            ifAny(alert.endReason)};
}

AlertService::AlertService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, EventBus &bus,
                           SupervisionService &supervision, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_storage(storage), m_feed(feed), m_supervision(supervision), m_scheduler(scheduler),
      m_limits(dispatcher, storage, scheduler.clock()) {
    connect(&m_limits, &AlertLimitService::changed, this, &AlertService::look);
    serveAlerts(dispatcher);
    serveHelp(dispatcher);
    connect(&bus, &EventBus::published, this, &AlertService::onEvents);
}

template <class T>
QFuture<Result<T>> AlertService::write(std::function<Result<T>(store::Tx &)> work) {
    return m_storage.write<T>(std::move(work)).then(this, [this](const Result<T> &result) {
        if (result) m_feed.poke();
        return result;
    });
}

void AlertService::start() {
    look();
    m_scheduler.after(kAlertLookPeriod, this, [this] { start(); });
}

void AlertService::look() {
    if (m_looking) {
        m_soon = true;
        return;
    }
    m_looking = true;
    m_soon = false;
    const bool withRates = m_looks++ % kLooksPerRates == 0;
    const UtcTime now = m_scheduler.clock().now();
    m_storage
        .read<AlertLook>([watches = m_watches, withRates, now](store::Tx &tx) -> Result<AlertLook> {
            return lookForAlerts(tx, watches, withRates, now);
        })
        .then(this, [this, now](const Result<AlertLook> &found) {
            if (!found || !found->changes()) return taken(found);
            write<AlertLook>([look = *found, now](store::Tx &tx) -> Result<AlertLook> {
                writeAlerts(tx, look, now);
                return look;
            }).then(this, [this](const Result<AlertLook> &written) { taken(written); });
        });
}

/// A look that failed is made good by the next one.
void AlertService::taken(const Result<AlertLook> &result) {
    m_looking = false;
    if (result) {
        m_watches = result->watches;
        m_calls.clear();
        for (const CallId &call : result->calls) m_calls.insert(call.text());
        m_phrases.clear();
        for (const AlertLimit &limit : result->limits)
            if (limit.kind == AlertKind::Phrase && limit.enabled) m_phrases = limit.phrases;
    }
    emit looked();
    if (m_soon) look();
}

void AlertService::onEvents(const std::vector<Event> &events) {
    bool ended = false;
    for (const Event &event : events) {
        if (event.kind == EventKind::AiUpdate) listen(event);
        // What it says is not looked at: the rows say whether the call is over.
        ended = ended || (event.kind == EventKind::CallUpdate && m_calls.contains(event.subject));
    }
    if (ended) look();
}

void AlertService::listen(const Event &event) {
    if (m_phrases.isEmpty()) return;
    const QJsonObject update = QJsonDocument::fromJson(event.payload).object();
    const QJsonObject said = update.value("data"_L1).toObject();
    const QString text = said.value("text"_L1).toString();
    if (!said.value("isFinal"_L1).toBool() || !phraseIn(text, m_phrases)) return;
    const CallId id(update.value("callId"_L1).toString());
    const UtcTime now = m_scheduler.clock().now();
    write<Done>([id, text, now](store::Tx &tx) -> Result<Done> {
        const auto call = store::calls::load(tx, id);
        if (!call || call->terminal()) return Done{};
        store::Alert alert;
        alert.id = makeUuid7(now);
        alert.kind = AlertKind::Phrase;
        alert.subjectId = id.text();
        alert.subjectName = call->customerNumber;
        alert.agent = call->agentId;
        alert.call = id;
        alert.words = text;
        alert.raisedAt = now;
        if (store::alerts::raise(tx, alert)) announceAlert(tx, alert.id, now);
        return Done{};
    });
    m_calls.insert(id.text());
}

void AlertService::serveAlerts(Dispatcher &dispatcher) {
    dispatcher.on<ListAlerts>([this](const ListAlerts &op, const Caller &who) { return list(op, who); });
    dispatcher.on<AcknowledgeAlert>([this](const AcknowledgeAlert &op, const Caller &who) { return acknowledge(op.id, who, false); });
}

QFuture<Result<ListAlerts::Reply>> AlertService::list(const ListAlerts &op, const Caller &who) {
    const store::AlertFilter filter{op.open.value_or(false), scopeOf(who.actor), op.cursor.value_or(QString())};
    const int limit = op.limit.value_or(kAlertPage);
    return m_storage.read<ListAlerts::Reply>([filter, limit](store::Tx &tx) -> Result<ListAlerts::Reply> {
        const auto found = store::alerts::list(tx, filter, limit + 1);
        if (!found) return badCursor();
        ListAlerts::Reply reply;
        for (const store::Alert &alert : *found) {
            if (static_cast<int>(reply.alerts.size()) == limit) {
                reply.next = reply.alerts.back().id;
                break;
            }
            reply.alerts.push_back(alertInfo(alert));
        }
        return reply;
    });
}

QFuture<Result<AlertInfo>> AlertService::acknowledge(const QString &id, const Caller &who, bool onlyHelp) {
    return write<AlertInfo>([id, who, onlyHelp, now = m_scheduler.clock().now()](store::Tx &tx) -> Result<AlertInfo> {
        const auto alert = store::alerts::byId(tx, id);
        if (!alert || !mayBeSeenBy(tx, *alert, who.actor)) return noSuchAlert();
        if (onlyHelp && alert->kind != AlertKind::Help) return conflict(u"Nobody asks for help here; acknowledge the alert instead."_s);
        if (!store::alerts::acknowledge(tx, id, who.actor.userId, now)) return tooLate(*alert);
        if (alert->kind == AlertKind::Help) store::alerts::end(tx, id, store::AlertEnd::Answered, now);
        announceAlert(tx, id, now);
        store::audit::insert(tx, {who.actor.userId.text(), u"alert_acknowledged"_s, id,
                                  {{u"kind"_s, alertKindName(alert->kind)}, {u"subject"_s, alert->subjectId}}, who.peer, {}}, now);
        return alertInfo(store::alerts::byId(tx, id).value_or(*alert));
    });
}

void AlertService::serveHelp(Dispatcher &dispatcher) {
    dispatcher.on<AnswerHelp>([this](const AnswerHelp &op, const Caller &who) { return answer(op, who); });
    dispatcher.on<AskForHelp>([this](const AskForHelp &op, const Caller &who) { return ask(op, who); });
    dispatcher.on<WithdrawHelp>([this](const WithdrawHelp &, const Caller &who) { return withdraw(who); });
}

QFuture<Result<AnswerHelp::Reply>> AlertService::answer(const AnswerHelp &op, const Caller &who) {
    return acknowledge(op.id, who, true)
        .then(this, [this, who](const Result<AlertInfo> &alert) -> QFuture<Result<AnswerHelp::Reply>> {
            if (!alert) return refused<AnswerHelp::Reply>(alert.error());
            if (!alert->callId) return ready<AnswerHelp::Reply>(AnswerHelp::Reply{});
            // That he cannot listen is no reason not to go there.
            return m_supervision.monitor(*alert->callId, who).then(this, [](const Result<Supervision> &heard) -> Result<AnswerHelp::Reply> {
                if (!heard) return AnswerHelp::Reply{true, false, heard.error().message};
                return AnswerHelp::Reply{true, true, heard->note};
            });
        })
        .unwrap();
}

QFuture<Result<AlertInfo>> AlertService::ask(const AskForHelp &op, const Caller &who) {
    return write<AlertInfo>([op, who, now = m_scheduler.clock().now()](store::Tx &tx) -> Result<AlertInfo> {
        const UserId &agent = who.actor.userId;
        if (const auto asked = store::alerts::openOf(tx, AlertKind::Help, agent.text())) return alertInfo(*asked);
        const auto call = callOfHelp(tx, op, agent);
        if (!call) return call.error();
        const auto user = store::users::byId(tx, agent);
        store::Alert alert;
        alert.id = makeUuid7(now);
        alert.kind = AlertKind::Help;
        alert.subjectId = agent.text();
        alert.subjectName = user ? user->name : QString();
        alert.agent = agent;
        alert.call = *call;
        alert.words = op.words.value_or(QString()).trimmed();
        alert.raisedAt = now;
        if (!store::alerts::raise(tx, alert)) return conflict(u"You have just asked for help already."_s);
        announceAlert(tx, alert.id, now);
        return alertInfo(alert);
    }).then(this, [this](const Result<AlertInfo> &alert) {
        if (alert && alert->callId) m_calls.insert(alert->callId->text());
        return alert;
    });
}

QFuture<Result<Done>> AlertService::withdraw(const Caller &who) {
    return write<Done>([agent = who.actor.userId, now = m_scheduler.clock().now()](store::Tx &tx) -> Result<Done> {
        const auto asked = store::alerts::openOf(tx, AlertKind::Help, agent.text());
        if (asked && store::alerts::end(tx, asked->id, store::AlertEnd::Withdrawn, now)) announceAlert(tx, asked->id, now);
        return Done{};
    });
}

} // namespace callfloor
