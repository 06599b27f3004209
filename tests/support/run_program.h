// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <sys/types.h>

namespace callfloor::test {

/// The user as whom programs run that refuse root: the current one, or for root `postgres`, else `nobody`.
struct UnprivilegedUser {
    bool differs = false; ///< Whether it is another user than the current one.
    uid_t uid = 0;
    gid_t gid = 0;

    /// Makes that user the owner of a file or folder. Does nothing when it is the current user.
    bool takeOver(const QString &path) const;
};

/// Looks the user up once a call; needs no rights.
UnprivilegedUser unprivilegedUser();

/// Runs a program to its end as unprivilegedUser() in `folder` and returns its standard output without the last line
/// break. Error: it could not be started, did not end within two minutes, or ended with another status than 0;
/// `message` then holds its output.
Result<QString> runUnprivileged(const QString &program, const QStringList &arguments, const QString &folder);

/// Whether a process exists and is not a zombie.
bool isAlive(qint64 pid);

/// The processes whose parent is `pid`.
QList<qint64> childrenOf(qint64 pid);

} // namespace callfloor::test
