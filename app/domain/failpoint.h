// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace callfloor {

/// A named place where tests let the program die as by SIGKILL: `CALLFLOOR_FAILPOINT=NAME:N` in the environment ends it when the place
/// is reached for the N-th time. Without the variable it does nothing. docs/testing.md lists the places.
void failpoint(const char *name);

} // namespace callfloor
