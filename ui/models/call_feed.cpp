// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_feed.h"

#include "app/contract/ops_calls.h"
#include "ui/models/call_table_model.h"

namespace callfloor {

CallFeed::CallFeed(FloorSession &session, CallTableModel &model, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_model(model), m_scheduler(scheduler), m_names(session) {
    connect(&session.events(), &EventBus::published, &model, &CallTableModel::enqueue);
    connect(&session, &FloorSession::linkChanged, this, &CallFeed::linkChanged);
    connect(&session, &FloorSession::resyncNeeded, this, &CallFeed::fetchSoon);
    connect(&model, &CallTableModel::agentNameMissing, &m_names, &AgentNames::lookUp);
    connect(&m_names, &AgentNames::found, &model, &CallTableModel::setAgentName);
    linkChanged(session.link());
}

void CallFeed::linkChanged(LinkState state) {
    if (state == LinkState::Live) fetchSoon();
    if (state == LinkState::SignedOut) stop();
}

void CallFeed::fetchSoon() {
    m_wanted = true;
    if (m_armed || m_fetching) return;
    // Queued, because a link that comes back also asks for a resync: one snapshot serves both.
    m_armed = true;
    QMetaObject::invokeMethod(this, [this] { m_armed = false; fetch(); }, Qt::QueuedConnection);
}

void CallFeed::fetch() {
    if (!m_wanted || m_fetching) return;
    m_wanted = false;
    m_fetching = true;
    m_model.expectSnapshot();
    m_session.call(FloorSnapshot{})
        .then(QtFuture::Launch::Async,
              [](const Result<SnapshotReply> &reply) -> Result<CallSnapshot> {
                  if (!reply) return reply.error();
                  return readSnapshot(reply->json);
              })
        .then(this, [this, generation = m_generation](const Result<CallSnapshot> &snapshot) {
            if (generation == m_generation) take(snapshot);
        });
}

void CallFeed::take(const Result<CallSnapshot> &snapshot) {
    m_fetching = false;
    if (!snapshot) {
        m_model.forgetSnapshot();
        m_wanted = true;
        m_scheduler.after(kRetry, this, [this] { fetch(); });
        return;
    }
    m_model.applySnapshot(*snapshot);
    setLoaded(true);
    if (m_wanted) fetchSoon();
}

void CallFeed::stop() {
    ++m_generation;
    m_wanted = m_fetching = false;
    m_model.clear();
    setLoaded(false);
}

void CallFeed::setLoaded(bool loaded) {
    if (m_loaded == loaded) return;
    m_loaded = loaded;
    emit loadedChanged(loaded);
}

} // namespace callfloor
