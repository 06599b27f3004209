// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/carrier_event.h"

#include <vector>

namespace callfloor {

/// Who has said something on a call.
enum class Speaker : quint8 { Caller, Assistant, Agent };
/// `caller`, `assistant`, `agent`: the words of the API and the database. Caller for any other word.
QString speakerName(Speaker speaker);
Speaker speakerFromName(QStringView name);

/// Something said on a call.
struct TranscriptLine {
    CallId callId;
    QString key;     ///< The same for the same line, however often and in whichever order it is reported.
    UtcTime at{};    ///< When it was first reported.
    int ordinal = 0; ///< Order among lines of one moment.
    Speaker who = Speaker::Caller;
    QString text;
    bool operator==(const TranscriptLine &) const = default;
};

/// The lines that a report brings: final pieces of a transcription, or all that was said to and by the assistant so far.
/// Nothing for other reports, and for legs that are not ours.
std::vector<TranscriptLine> transcriptLines(const Call &call, const CarrierEvent &event);

} // namespace callfloor
