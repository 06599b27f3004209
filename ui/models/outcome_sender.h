// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"
#include "ui/models/drafts.h"

namespace callfloor {

/// Brings chosen outcomes to the server: written down here before they are sent, sent again when the connection is back,
/// forgotten when the server has them. What the server refuses for good is told and its note stays.
class OutcomeSender : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kRetry{5}; ///< After a server that was there and could not.

    /// All outlive the sender.
    OutcomeSender(FloorSession &session, AgentDesk &desk, Drafts &drafts, Scheduler &scheduler, QObject *parent = nullptr);

    void send(const Draft &outcome);
    /// The call's outcome waits here for the connection.
    bool waits(const QString &callId) const;

signals:
    /// Whether something waits has changed.
    void changed();

private:
    void refused(const QString &callId, bool unreachable);
    void sendNext();

    FloorSession &m_session;
    AgentDesk &m_desk;
    Drafts &m_drafts;
    Scheduler &m_scheduler;
};

} // namespace callfloor
