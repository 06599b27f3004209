// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/transcripts.h"

#include "app/domain/call_json.h"
#include "app/domain/json.h"
#include "server/store/words_store.h"

#include <iterator>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// As a piece of a transcription is told, so that a screen need not know where the words come from.
QByteArray liveLine(const TranscriptLine &line) {
    QByteArray payload;
    JsonWriter json(payload);
    json.beginObject().key("callId").value(line.callId.text()).key("type").value(u"transcription").key("data").beginObject();
    json.key("text").value(line.text).key("isFinal").value(true).key("who").value(speakerName(line.who));
    json.key("track").value(line.who == Speaker::Caller ? u"inbound" : u"outbound").key("at").value(line.at);
    json.endObject().endObject();
    return payload;
}

} // namespace

void Transcripts::hear(const Call &call, const CarrierEvent &event) {
    std::vector<TranscriptLine> lines = transcriptLines(call, event);
    if (lines.empty()) return;
    if (event.type == CarrierEventType::MessageHistory) m_audiences[call.id.text()] = audienceOf(call);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
}

void Transcripts::write(store::Tx &tx, std::vector<EventDraft> &events) const {
    for (const TranscriptLine &line : store::words::addLines(tx, m_lines)) {
        const auto audience = m_audiences.find(line.callId.text());
        if (audience == m_audiences.end() || line.key.startsWith("piece-"_L1)) continue;
        events.push_back({EventKind::AiUpdate, line.callId.text(), audience->second, liveLine(line)});
    }
}

} // namespace callfloor
