// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/router.h"
#include "server/simulator/switchboard.h"

namespace callfloor::simulator {

/// Where commands about legs come in: looks the leg up, refuses what its state does not allow, answers a repeated
/// `command_id` as before without doing anything again, keeps `client_state` and the history.
class CommandDesk {
public:
    /// What the leg must be for a command.
    enum class Need {
        Live,     ///< Not ended.
        Answered, ///< Else 90034.
        Audio,    ///< Answered, else 90020 (recording).
    };
    struct Spec {
        QString name;                ///< As in the path.
        Need need = Need::Answered;
        QStringList required = {};   ///< Fields; 10004 if one is missing.
        bool deduplicated = true;    ///< Takes `command_id`.
        bool forSupervisors = false; ///< Also legs that supervise take it; the carrier refuses them all others.
        QString method = QStringLiteral("POST");
    };
    using Run = std::function<ApiResponse(Leg &, const QJsonObject &body)>;

    CommandDesk(Switchboard &board, Router &router) : m_board(board), m_router(router) {}

    /// Adds `calls/{}/actions/<name>`.
    void add(const Spec &spec, Run run);

    /// Runs `work` unless an accepted command with this id was taken for the same `scope` within the last 60 s; then
    /// gives the same answer. An empty id always runs.
    ApiResponse once(const QString &scope, const QString &commandId, const std::function<ApiResponse()> &work);

    /// How many commands were recognised as repetitions.
    int repeats() const { return m_repeats; }

private:
    ApiResponse perform(const Spec &spec, const Run &run, const QString &controlId, const QJsonObject &body);
    std::optional<ApiResponse> stateProblem(const Spec &spec, const Leg &leg) const;
    void forgetOld();

    Switchboard &m_board;
    Router &m_router;
    std::map<std::pair<QString, QString>, ApiResponse> m_taken;
    std::deque<std::pair<UtcTime, std::pair<QString, QString>>> m_order;
    int m_repeats = 0;
};

} // namespace callfloor::simulator
