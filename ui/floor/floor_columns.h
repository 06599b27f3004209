// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/json_table_model.h"

#include <QCoreApplication>

namespace callfloor {

class FloorState;
class ReferenceLists;

/// For the words of the columns.
struct FloorColumns {
    Q_DECLARE_TR_FUNCTIONS(callfloor::FloorColumns)
};

/// The columns of the floor's tables. What they are given outlives them.
std::vector<JsonColumn> agentColumns(const FloorState &state, const ReferenceLists &lists);
std::vector<JsonColumn> queueColumns(const FloorState &state);
std::vector<JsonColumn> alertColumns(const FloorState &state);

/// `Not ready: Lunch`, with what comes after the work in hand.
QString agentStateText(const QJsonObject &agent, const ReferenceLists &lists);
/// How long the agent has been in his state.
QString agentStateTime(const QJsonObject &agent, const FloorState &state);

} // namespace callfloor
