// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/models/agent_names.h"
#include "ui/models/live_call.h"

namespace callfloor {

class CallTableModel;

/// Keeps a CallTableModel true to the floor: a snapshot when the link comes up and whenever events may have been
/// missed, events in between, empty when nobody is signed in. A snapshot that fails is fetched again.
class CallFeed : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kRetry{2};

    /// All three outlive the feed.
    CallFeed(FloorSession &session, CallTableModel &model, Scheduler &scheduler, QObject *parent = nullptr);

    /// True once the table shows the floor as it is or was.
    bool loaded() const { return m_loaded; }

signals:
    void loadedChanged(bool loaded);

private:
    void linkChanged(LinkState state);
    void fetchSoon();
    void fetch();
    void take(const Result<CallSnapshot> &snapshot);
    void stop();
    void setLoaded(bool loaded);

    FloorSession &m_session;
    CallTableModel &m_model;
    Scheduler &m_scheduler;
    AgentNames m_names;
    bool m_wanted = false;   ///< A snapshot is to be fetched.
    bool m_fetching = false;
    bool m_armed = false;
    bool m_loaded = false;
    quint64 m_generation = 0; ///< Replies of an earlier sign-in are not for us.
};

} // namespace callfloor
