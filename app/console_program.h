// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace callfloor {

/// Replaces this process by `callfloor-console`, which lies beside it, with the same arguments. Returns only if it
/// cannot, with the exit status, after a sentence on standard error.
int becomeConsole(char **argv);

} // namespace callfloor
