// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "server/store/database.h"

#include <QHash>

#include <vector>

namespace callfloor::store {

/// A journalled command.
struct StoredCommand {
    CommandId id;
    CallId callId;
    LegId legId;
    CarrierCommand command;
    bool sentBefore = false;               ///< It may have left already, by us or by a program that died.
    int attempts = 0;
    UtcTime createdAt;
    std::optional<UtcTime> firstSentAt;
};

struct NewCommand {
    CommandId id;
    CallId callId;
    CommandDraft draft;
};

namespace commands {

/// Journals commands. Returns the ids of those that were taken; the others would have doubled an open one.
QStringList insert(Tx &tx, const std::vector<NewCommand> &commands, UtcTime now);
/// Commands that are to be sent or whose result is not known, oldest first, those of one insert() in its order.
std::vector<StoredCommand> loadOpen(Tx &tx, int limit);
/// Notes that commands are about to be sent. Returns those that still are to be sent.
QStringList claim(Tx &tx, const QStringList &ids, UtcTime now);
/// A leg as the sender of commands sees it.
struct LegState {
    QString callControlId; ///< Empty: the carrier has not told it yet.
    QString callLegId;
    bool ended = false;
};
QHash<QString, LegState> legStates(Tx &tx, const QStringList &legIds);
/// Notes a result. False if the command had one already.
bool finish(Tx &tx, const CommandResult &result, UtcTime now);

} // namespace commands
} // namespace callfloor::store
