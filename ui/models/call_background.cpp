// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_background.h"

#include "app/contract/ops_calls.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor {

using namespace Qt::StringLiterals;

CallBackground::CallBackground(FloorSession &session, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_scheduler(scheduler) {
    connect(&session.events(), &EventBus::published, this, &CallBackground::eventsArrived);
    // What was said while the connection was away is not told again.
    connect(&session, &FloorSession::linkChanged, this, [this](LinkState state) { if (state == LinkState::Live) fetchAll(); });
    connect(&session, &FloorSession::resyncNeeded, this, &CallBackground::fetchWords);
    connect(&session, &FloorSession::userChanged, this, [this] { show({}, {}); });
}

void CallBackground::show(const QString &callId, const QString &number) {
    const bool sameCall = callId == m_callId;
    if (sameCall && (number.isEmpty() || number == m_number)) return;
    m_callId = callId;
    m_number = number;
    if (!sameCall) {
        ++m_generation;
        m_lines.clear();
        m_notes.clear();
    }
    m_earlier.clear();
    m_earlierKnown = false;
    emit callChanged();
    emit linesChanged();
    emit cardChanged();
    fetchAll();
}

void CallBackground::fetchAll() {
    if (m_callId.isEmpty()) return;
    fetchWords();
    fetchNotes();
    if (m_number.isEmpty()) fetchNumber();
    else fetchEarlier();
}

void CallBackground::fetchNumber() {
    m_session.call(GetCall{CallId(m_callId)}).then(this, [this, generation = m_generation](const Result<CallReply> &reply) {
        if (generation != m_generation || !reply || !m_number.isEmpty()) return;
        m_number = QJsonDocument::fromJson(reply->json).object().value("customerNumber"_L1).toString();
        emit callChanged();
        if (!m_number.isEmpty()) fetchEarlier();
    });
}

void CallBackground::fetchWords() {
    if (m_callId.isEmpty()) return;
    m_session.call(GetTranscript{CallId(m_callId)})
        .then(this, [this, generation = m_generation](const Result<GetTranscript::Reply> &reply) {
            if (generation != m_generation || !reply) return;
            m_lines = reply->lines;
            emit linesChanged();
        });
}

void CallBackground::fetchNotes() {
    m_session.call(ListNotes{CallId(m_callId)}).then(this, [this, generation = m_generation](const Result<ListNotes::Reply> &reply) {
        if (generation != m_generation || !reply) return;
        m_notes = reply->notes;
        emit cardChanged();
    });
}

void CallBackground::fetchEarlier() {
    m_session.call(NumberHistory{m_number})
        .then(this, [this, generation = m_generation, number = m_number](const Result<CallListReply> &reply) {
            if (generation != m_generation || number != m_number || !reply) return;
            m_earlier.clear();
            for (const QJsonValue &value : QJsonDocument::fromJson(reply->json).array()) {
                LiveCall call;
                if (!isCallObject(value.toObject())) continue;
                mergeCall(call, value.toObject());
                if (call.id != m_callId) m_earlier.push_back(std::move(call));
            }
            m_earlierKnown = true;
            emit cardChanged();
        });
}

void CallBackground::eventsArrived(const std::vector<Event> &events) {
    for (const Event &event : events) {
        if (m_armed || m_callId.isEmpty() || event.kind != EventKind::AiUpdate || event.subject != m_callId) continue;
        m_armed = true;
        m_scheduler.after(kDelay, this, [this] {
            m_armed = false;
            fetchWords();
        });
    }
}

} // namespace callfloor
