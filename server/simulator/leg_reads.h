// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/router.h"
#include "server/simulator/switchboard.h"

namespace callfloor::simulator {

/// What can be asked about legs: `GET /calls/{id}`, `/connections/{id}/active_calls`, `/call_events`.
class LegReads {
public:
    LegReads(Switchboard &board, Router &router);

private:
    ApiResponse call(const QString &controlId) const;
    ApiResponse activeCalls(const QString &connectionId, const ApiRequest &request) const;
    ApiResponse callEvents(const ApiRequest &request) const;

    Switchboard &m_board;
};

} // namespace callfloor::simulator
