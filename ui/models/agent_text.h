// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_agents.h"
#include "ui/theme.h"

#include <QCoreApplication>

namespace callfloor {

/// The words for agents, in the user's language.
class AgentText {
    Q_DECLARE_TR_FUNCTIONS(callfloor::AgentText)
public:
    /// `Ready`, `Break: Lunch`, `On a call`, … `reason` is the label of the agent's reason code, may be empty.
    static QString state(const AgentInfo &agent, const QString &reason);
    /// The reasons that the product itself gives, in words; empty for those that people choose.
    static QString systemReason(const QString &key);
    /// What the state means, for bars and icons.
    static Accent accent(const QString &state);
};

} // namespace callfloor
