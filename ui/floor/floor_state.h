// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"

#include <QHash>
#include <QJsonObject>

namespace callfloor {

/// The floor beyond its calls: agents, alarms, who listens to whom, the board with its figures. Fetched when somebody begins to
/// look, then kept true by events, which are told in lots, ten times a second at most.
class FloorState : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kLot{100};
    static constexpr std::chrono::milliseconds kBoardPause{2'000};   ///< Between two questions for the board.
    static constexpr std::chrono::milliseconds kBoardPeriod{15'000}; ///< The board is asked for at least so often.
    static constexpr std::chrono::seconds kOverStays{60};            ///< How long an alarm that is over is still shown.

    /// Both outlive this.
    FloorState(FloorSession &session, Scheduler &scheduler, QObject *parent = nullptr);

    /// Fetches everything now.
    void refresh();

    using Objects = QHash<QString, QJsonObject>; ///< By id.
    const Objects &agents() const { return m_agents; }
    const Objects &alerts() const { return m_alerts; }
    const Objects &supervisions() const { return m_supervisions; } ///< By leg.
    const QJsonObject &board() const { return m_board; }
    /// The signed-in user's own supervising leg; an empty object without one.
    QJsonObject ownSupervision() const;
    QString agentName(const QString &id) const { return m_agents.value(id).value(QLatin1StringView("name")).toString(); }
    int agentsIn(const QStringList &states) const;
    UtcTime now() const { return m_scheduler.clock().now(); }

signals:
    void agentsChanged();
    void alertsChanged();
    void supervisionsChanged();
    void boardChanged();

private:
    enum Part : unsigned { kAgents = 1, kAlerts = 2, kSupervisions = 4, kBoard = 8 };
    void take(const std::vector<Event> &events);
    void takeOne(const Event &event);
    void takeAgent(const QJsonObject &agent);
    void takeAlert(const QJsonObject &alert);
    void takeQueue(const QJsonObject &queue);
    void changed(unsigned parts);
    void tell();
    void wantBoard();
    void fetchBoard();
    void fetchAgents();
    void fetchAlerts();
    void forget();

    FloorSession &m_session;
    Scheduler &m_scheduler;
    Objects m_agents, m_alerts, m_supervisions;
    QJsonObject m_board;
    unsigned m_changed = 0;   ///< Parts that have changed and were not told yet.
    bool m_boardWanted = false;
    UtcTime m_boardAt{};
    quint64 m_login = 0;      ///< Counts users, so that answers to an earlier one are dropped.
};

} // namespace callfloor
