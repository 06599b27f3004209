// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/campaign.h"
#include "server/store/database.h"

#include <optional>
#include <vector>

namespace callfloor::store {

/// A file of leads on its way into a list.
struct LeadImport {
    QString id;
    CampaignId campaign;
    LeadListId list;
    QString file;    ///< Its name in the import folder.
    QString state = QStringLiteral("checking"); ///< checking, checked, importing, imported, cancelled, failed, undoing, undone.
    QByteArray format = "{}";  ///< JSON.
    QByteArray mapping = "{}"; ///< JSON.
    QString region;
    QByteArray counts = "{}"; ///< JSON: rows by verdict.
    QByteArray sample = "[]"; ///< JSON.
    qint64 doneRows = 0;
    qint64 added = 0; ///< Leads.
    QString error;
    UtcTime createdAt{};
    std::optional<UtcTime> endedAt;
};

/// What an undo has taken out.
struct Undone {
    int waiting = 0;
    int blocked = 0;
};

/// Imports of leads. Functions of a transaction, without state of their own.
namespace imports {

void insert(Tx &tx, const LeadImport &import, const UserId &by);
std::optional<LeadImport> load(Tx &tx, const QString &id);
/// Newest first, at most 100.
std::vector<LeadImport> of(Tx &tx, const CampaignId &campaign);
/// Those that a program was working on.
std::vector<LeadImport> open(Tx &tx);
void save(Tx &tx, const LeadImport &import);
/// Notes that rows are in. False if the import does not run any more.
bool advance(Tx &tx, const QString &id, qint64 doneRows, qint64 added);
/// From one state to another. False if it is in a third one.
bool turn(Tx &tx, const QString &id, const char *before, const char *state, const std::optional<UtcTime> &endedAt);
/// Takes out leads that nobody has been dialled of.
Undone undoSome(Tx &tx, const QString &id, int limit);
void rememberMapping(Tx &tx, const QString &columnsKey, const QByteArray &mapping, UtcTime now);
/// Empty if files with these columns are new.
QByteArray rememberedMapping(Tx &tx, const QString &columnsKey);

} // namespace imports
} // namespace callfloor::store
