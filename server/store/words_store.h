// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/transcript.h"
#include "server/store/database.h"

#include <vector>

namespace callfloor::store {

/// What somebody wrote about a call.
struct CallNote {
    QString id;
    UserId author;
    QString authorName; ///< Not written.
    UtcTime at{};
    QString text;
    bool operator==(const CallNote &) const = default;
};

namespace words {

/// Adds lines to the transcripts of calls that have a row. Lines that were there already change nothing but that the
/// earliest report of them counts. Gives those that are new, in their order.
std::vector<TranscriptLine> addLines(Tx &tx, const std::vector<TranscriptLine> &lines);
/// The transcript of a call, in the order in which it was said.
std::vector<TranscriptLine> lines(Tx &tx, const CallId &call);

void addNote(Tx &tx, const CallId &call, const CallNote &note);
/// The oldest first.
std::vector<CallNote> notes(Tx &tx, const CallId &call);

} // namespace words
} // namespace callfloor::store
