// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call_transition.h"
#include "app/domain/transcript.h"
#include "server/store/database.h"

#include <map>
#include <vector>

namespace callfloor {

/// Gathers what the reports of a batch say was spoken, and writes it in the transaction of the batch.
class Transcripts {
public:
    /// `call`: as it is after the report.
    void hear(const Call &call, const CarrierEvent &event);
    /// Writes the lines; the calls must have their rows. Appends `ai.update` for those lines of the assistant's talk that are
    /// new (pieces of a transcription are told by the transition).
    void write(store::Tx &tx, std::vector<EventDraft> &events) const;

private:
    std::vector<TranscriptLine> m_lines;
    std::map<QString, Audience> m_audiences; ///< By call, for its live lines.
};

} // namespace callfloor
