// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "app/contract/ops_catalogue.h"
#include "app/contract/session.h"
#include "app/domain/scheduler.h"

#include <QDateTime>

namespace callfloor {

/// The signed-in user's own desk as an agent: how he is, what he may choose, and the changes that he asks for. It lives
/// with the window, not with what the window shows, and sends the heartbeats while he is signed on.
class AgentDesk : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kRetry{5};

    /// Both outlive the desk.
    AgentDesk(FloorSession &session, Scheduler &scheduler, QObject *parent = nullptr);

    /// True once the floor has told how the agent is.
    bool known() const { return m_known; }
    bool signedOn() const;
    /// A change is asked for and not answered.
    bool busy() const { return m_busy; }
    const AgentInfo &agent() const { return m_agent; }
    /// The reasons for a break that people may choose, in order.
    const std::vector<ReasonCodeInfo> &reasons() const { return m_reasons; }
    /// The words for a reason code; empty if it is not known.
    QString reasonLabel(const QString &key) const;
    /// What may have come of the call in hand, in order.
    const std::vector<DispositionInfo> &outcomes() const { return m_outcomes; }
    UtcTime now() const { return m_scheduler.clock().now(); }
    /// How long he is in this state; never negative.
    std::chrono::microseconds inState() const;

    void signOn();
    void signOff();
    void ready();
    void takeBreak(const QString &reason);
    void extendWrapUp();
    /// Says what came of the call in hand. `callbackAt` only for an outcome that asks for it.
    void dispose(const QString &callId, const QString &code, const QString &note, std::optional<UtcTime> callbackAt);

signals:
    /// The agent or what he may choose has changed.
    void changed();
    /// Once a second while he is signed on: clocks have moved.
    void ticked();
    /// Something was refused: one sentence.
    void problem(const QString &text);
    /// The outcome of a call is kept.
    void outcomeSaved(const QString &callId, const QString &code);
    /// It is not: the server could not be reached, or has said no, which is told by `problem` as well.
    void outcomeRefused(const QString &callId, bool unreachable);
    /// A supervisor's words to the agent of a call.
    void messageArrived(const QString &from, const QString &text);

private:
    template <class Op>
    void ask(const Op &op);
    void linkChanged(LinkState state);
    void eventsArrived(const std::vector<Event> &events);
    void showMessage(const QByteArray &payload);
    void fetch();
    void fetchReasons();
    void fetchOutcomes();
    void take(const AgentInfo &agent);
    void answered(const Result<AgentInfo> &reply);
    void forget();
    void runClocks();
    void beat(quint64 shift);
    void tick(quint64 shift);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    AgentInfo m_agent;
    std::vector<ReasonCodeInfo> m_allReasons; ///< Also those that only the product gives.
    std::vector<ReasonCodeInfo> m_reasons;
    std::vector<DispositionInfo> m_outcomes;
    QString m_outcomesQueue;      ///< For which queue the outcomes were asked.
    std::chrono::seconds m_heartbeat{15};
    bool m_known = false;
    bool m_busy = false;
    bool m_running = false;       ///< The clocks of a signed-on agent run.
    quint64 m_generation = 0;     ///< Replies to an earlier user are not for us.
    quint64 m_shift = 0;          ///< Counts sign-ons, so that the clocks of an earlier one end.
};

} // namespace callfloor
