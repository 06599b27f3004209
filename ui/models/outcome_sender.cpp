// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/outcome_sender.h"

namespace callfloor {

OutcomeSender::OutcomeSender(FloorSession &session, AgentDesk &desk, Drafts &drafts, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_desk(desk), m_drafts(drafts), m_scheduler(scheduler) {
    connect(&desk, &AgentDesk::outcomeSaved, this, [this](const QString &callId, const QString &code) {
        // Another outcome may have been chosen while this one was on its way.
        const QString kept = m_drafts.of(callId).code;
        if (kept.isEmpty() || kept == code) m_drafts.forget(callId);
        emit changed();
        sendNext();
    });
    connect(&desk, &AgentDesk::outcomeRefused, this, &OutcomeSender::refused);
    connect(&session, &FloorSession::linkChanged, this, [this](LinkState state) { if (state == LinkState::Live) sendNext(); });
}

void OutcomeSender::send(const Draft &outcome) {
    m_drafts.keepOutcome(outcome);
    if (m_desk.busy()) {
        m_scheduler.after(kRetry, this, [this] { sendNext(); });
        return emit changed();
    }
    m_desk.dispose(outcome.callId, outcome.code, outcome.note, outcome.callbackAt);
}

bool OutcomeSender::waits(const QString &callId) const { return !m_desk.busy() && !m_drafts.of(callId).code.isEmpty(); }

void OutcomeSender::refused(const QString &callId, bool unreachable) {
    if (!unreachable) m_drafts.dropOutcome(callId);
    else if (m_session.link() == LinkState::Live) m_scheduler.after(kRetry, this, [this] { sendNext(); });
    emit changed();
    if (!unreachable) sendNext();
}

void OutcomeSender::sendNext() {
    const std::vector<Draft> waiting = m_drafts.waiting();
    if (!waiting.empty() && m_session.link() == LinkState::Live) send(waiting.front());
}

} // namespace callfloor
