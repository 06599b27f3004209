// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace callfloor::test {

/// The folder below the working directory in which npm has put the real socket.io-client, as `io4` (4.x) and `io3` (3.1.3);
/// installed when it is not there yet. Empty, with the reason in `why`, where that cannot be done.
QString socketioClientsFolder(QString *why);

} // namespace callfloor::test
