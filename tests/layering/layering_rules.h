// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace callfloor::test {

/// One room of the house: a folder and the rooms that its files may include.
struct Room {
    QString name;
    QString folder;
    QSet<QString> allowed;
    bool everything = false; ///< "*" in the table.
};

/// The table of allowed.txt.
struct LayeringRules {
    QList<Room> rooms;
    QHash<QString, QSet<QString>> roomsOfModule; ///< Qt module to the rooms that may use it.
    QHash<QString, QSet<QString>> roomsOfHeader; ///< Header to the rooms that may include it.

    /// Error: a line that is not understood, or a room that is allowed but not defined.
    static Result<LayeringRules> parse(const QString &text);

    /// The room of a file, by its path from the root of the repository; null when it belongs to none.
    const Room *roomOf(const QString &path) const;
    const Room *roomNamed(const QString &name) const;
};

/// The files of the project, relative to `root`: what git tracks or would track, or without git every file outside
/// `build` and hidden folders.
QStringList projectFiles(const QString &root);

/// Each of these returns one sentence a violation, beginning with `file:` or `file:line:`.

/// Includes of app, server and ui that the table does not allow: rooms, Qt modules (whose headers are looked up in
/// `qtHeaders`, the folder that holds QtCore, QtSql and so on), single headers, paths not rooted at the repository.
QStringList includeViolations(const QString &root, const QStringList &files, const LayeringRules &rules,
                              const QString &qtHeaders);

/// callfloor_library() calls that link a room or a Qt module which the room may not include.
QStringList linkViolations(const QString &root, const QStringList &files, const LayeringRules &rules);

/// Rooms of the table that the room table of the architecture page (Markdown) lacks, and the other way round.
QStringList documentationViolations(const QString &markdown, const LayeringRules &rules);

/// Source files and scripts without the SPDX line of the licence in their first lines.
QStringList licenceViolations(const QString &root, const QStringList &files);

/// Files that name a folder of a developer's machine, or one beside the checkout (only `.ci/run` may).
QStringList machinePathViolations(const QString &root, const QStringList &files);

/// Constants that two files of a room define under one name: a unity build may compile them as one.
QStringList unityViolations(const QString &root, const QStringList &files, const LayeringRules &rules);

/// Source files outside `tests` with more than `limit` lines.
QStringList sizeViolations(const QString &root, const QStringList &files, int limit);

} // namespace callfloor::test
