// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/role.h"
#include "server/store/database.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace callfloor {

/// A person of the demo.
struct DemoUser {
    QString email;
    QString name;
    QString password;
    Role role = Role::Agent;
    QString station = {}; ///< Who has one and is an agent works by himself; the others are for who tries the demo.
};
/// Those who can sign in to the demo. Their passwords are no secret: the data is made up, and gone at the end.
const std::vector<DemoUser> &demoUsers();

/// The numbers of the demo that are called: first the one that the assistant answers, then that of a queue.
const QStringList &demoNumbers();

/// Makes what of the demo's people, queues and numbers is not there yet; `passwordCost` is that of bcrypt. Errors: a password
/// that cannot be hashed, a user who cannot be made.
Result<Ok> prepareDemoFloor(store::Tx &tx, int passwordCost, UtcTime now);

} // namespace callfloor
