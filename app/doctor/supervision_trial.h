// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextStream>
#include <QUrl>

namespace callfloor {

/// Walks an administrator through hearing one real call in both of the ways in which supervisors can be put on calls, and has
/// the running server store the way that worked. The carrier's own pages contradict each other about who hears a whisper,
/// so that only ears can tell. `server`: where it answers. Returns the exit status: 0 = a way works and is stored, 1 = none
/// does, 2 = the trial could not be made.
int runSupervisionTrial(const QUrl &server, QTextStream &in, QTextStream &out, QTextStream &err);

} // namespace callfloor
