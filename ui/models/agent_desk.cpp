// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/agent_desk.h"

#include "ui/error_text.h"
#include "ui/models/agent_text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

AgentDesk::AgentDesk(FloorSession &session, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_scheduler(scheduler) {
    connect(&session, &FloorSession::linkChanged, this, &AgentDesk::linkChanged);
    connect(&session, &FloorSession::resyncNeeded, this, &AgentDesk::fetch);
    connect(&session, &FloorSession::userChanged, this, &AgentDesk::forget);
    connect(&session.events(), &EventBus::published, this, &AgentDesk::eventsArrived);
    linkChanged(session.link());
}

bool AgentDesk::signedOn() const { return m_known && m_agent.presence != "offline"_L1; }

std::chrono::microseconds AgentDesk::inState() const {
    return std::max(std::chrono::microseconds::zero(), now() - m_agent.stateSince);
}

QString AgentDesk::reasonLabel(const QString &key) const {
    if (const QString words = AgentText::systemReason(key); !words.isEmpty()) return words;
    const auto it = std::find_if(m_allReasons.begin(), m_allReasons.end(), [&](const ReasonCodeInfo &r) { return r.key == key; });
    return it == m_allReasons.end() ? QString() : it->label;
}

void AgentDesk::linkChanged(LinkState state) {
    if (state == LinkState::Live) fetch();
}

void AgentDesk::forget() {
    ++m_generation;
    ++m_shift;
    m_running = m_known = m_busy = false;
    m_agent = {};
    m_allReasons.clear();
    m_reasons.clear();
    m_outcomes.clear();
    m_outcomesQueue.clear();
    emit changed();
}

void AgentDesk::fetch() {
    if (m_session.user().id.isEmpty()) return;
    m_session.call(MyAgent{}).then(this, [this, generation = m_generation](const Result<MyAgent::Reply> &reply) {
        if (generation != m_generation) return;
        if (reply) {
            m_heartbeat = std::chrono::seconds(std::max(1, reply->heartbeatSeconds));
            take(reply->agent);
            if (m_allReasons.empty()) fetchReasons();
            return;
        }
        // What is refused for good stays refused; a link that comes back asks again by itself.
        if (reply.error().code == ErrorCode::Unavailable && m_session.link() == LinkState::Live)
            m_scheduler.after(kRetry, this, [this, generation] { if (generation == m_generation) fetch(); });
    });
}

void AgentDesk::fetchReasons() {
    m_session.call(ListReasonCodes{}).then(this, [this, generation = m_generation](const Result<ListReasonCodes::Reply> &reply) {
        if (generation != m_generation || !reply) return;
        m_allReasons = reply->reasonCodes;
        m_reasons.clear();
        std::copy_if(m_allReasons.begin(), m_allReasons.end(), std::back_inserter(m_reasons),
                     [](const ReasonCodeInfo &reason) { return !reason.system && !reason.removed; });
        std::stable_sort(m_reasons.begin(), m_reasons.end(),
                         [](const ReasonCodeInfo &a, const ReasonCodeInfo &b) { return a.position < b.position; });
        emit changed();
    });
}

void AgentDesk::fetchOutcomes() {
    const QString queue = m_agent.queueId.value_or(QString());
    if (!m_outcomes.empty() && queue == m_outcomesQueue) return;
    m_outcomesQueue = queue;
    ListDispositions list;
    list.queueId = m_agent.queueId;
    m_session.call(list).then(this, [this, generation = m_generation, queue](const Result<ListDispositions::Reply> &reply) {
        if (generation != m_generation || queue != m_outcomesQueue || !reply) return;
        m_outcomes = reply->dispositions;
        std::erase_if(m_outcomes, [](const DispositionInfo &outcome) { return outcome.system || outcome.removed; });
        std::stable_sort(m_outcomes.begin(), m_outcomes.end(),
                         [](const DispositionInfo &a, const DispositionInfo &b) { return a.position < b.position; });
        emit changed();
    });
}

void AgentDesk::eventsArrived(const std::vector<Event> &events) {
    for (const Event &event : events) {
        if (event.kind == EventKind::AgentMessage) showMessage(event.payload);
        if (event.kind != EventKind::AgentUpdate || event.subject != m_session.user().id.text()) continue;
        if (const auto agent = decodeReply<AgentInfo>(event.payload)) take(*agent);
    }
}

void AgentDesk::showMessage(const QByteArray &payload) {
    // Supervisors see the messages to their agents as well; here they are for the one who is meant.
    const QJsonObject object = QJsonDocument::fromJson(payload).object();
    const bool ofMyCall = m_agent.callId && m_agent.callId->text() == object.value("callId"_L1).toString();
    if (!ofMyCall && m_session.user().role != Role::Agent) return;
    emit messageArrived(object.value("from"_L1).toObject().value("name"_L1).toString(), object.value("text"_L1).toString());
}

void AgentDesk::take(const AgentInfo &agent) {
    if (agent.id != m_session.user().id || (m_known && agent.version < m_agent.version)) return;
    m_agent = agent;
    m_known = true;
    runClocks();
    if (m_agent.callId) fetchOutcomes();
    emit changed();
}

void AgentDesk::runClocks() {
    if (m_running == signedOn()) return;
    m_running = signedOn();
    ++m_shift;
    if (!m_running) return;
    m_scheduler.after(m_heartbeat, this, [this, shift = m_shift] { beat(shift); });
    m_scheduler.after(std::chrono::seconds(1), this, [this, shift = m_shift] { tick(shift); });
}

void AgentDesk::beat(quint64 shift) {
    if (shift != m_shift) return;
    m_session.call(AgentHeartbeat{}).then(this, [this, shift](const Result<Done> &reply) {
        // Somebody has signed him off, or the server has given him up: what is shown must not go on as if nothing were.
        if (shift == m_shift && !reply && reply.error().code == ErrorCode::Conflict) fetch();
    });
    m_scheduler.after(m_heartbeat, this, [this, shift] { beat(shift); });
}

void AgentDesk::tick(quint64 shift) {
    if (shift != m_shift) return;
    emit ticked();
    m_scheduler.after(std::chrono::seconds(1), this, [this, shift] { tick(shift); });
}

template <class Op>
void AgentDesk::ask(const Op &op) {
    if (m_busy || !m_known) return;
    m_busy = true;
    emit changed();
    m_session.call(op).then(this, [this, generation = m_generation](const Result<AgentInfo> &reply) {
        if (generation == m_generation) answered(reply);
    });
}

void AgentDesk::answered(const Result<AgentInfo> &reply) {
    m_busy = false;
    if (reply) return take(*reply);
    emit changed();
    emit problem(tr("Your state was not changed. %1").arg(ErrorText::of(reply.error())));
    if (reply.error().code == ErrorCode::Conflict) fetch();
}

void AgentDesk::signOn() { ask(AgentLogin{}); }
void AgentDesk::signOff() { ask(AgentLogout{}); }
void AgentDesk::ready() { ask(AgentReady{}); }
void AgentDesk::takeBreak(const QString &reason) { ask(AgentNotReady{reason}); }
void AgentDesk::extendWrapUp() { ask(ExtendWrapUp{}); }

void AgentDesk::dispose(const QString &callId, const QString &code, const QString &note, std::optional<UtcTime> callbackAt) {
    if (m_busy) return;
    DisposeCall op;
    op.id = CallId(callId);
    op.code = code;
    if (!note.isEmpty()) op.note = note;
    op.callbackAt = callbackAt;
    m_busy = true;
    emit changed();
    m_session.call(op).then(this, [this, callId, generation = m_generation](const Result<DisposeCall::Reply> &reply) {
        if (generation != m_generation) return;
        m_busy = false;
        if (!reply) {
            // Nothing is wrong with the outcome then: it is tried again.
            const ErrorCode why = reply.error().code;
            const bool unreachable = why == ErrorCode::Unavailable || why == ErrorCode::TooManyRequests || why == ErrorCode::Internal || why == ErrorCode::Upstream;
            emit changed();
            if (!unreachable) emit problem(tr("The outcome was not saved. %1").arg(ErrorText::of(reply.error())));
            emit outcomeRefused(callId, unreachable);
            return;
        }
        emit outcomeSaved(callId, reply->code);
        if (reply->agent) take(*reply->agent);
        else emit changed();
    });
}

} // namespace callfloor
