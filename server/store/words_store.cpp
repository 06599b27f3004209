// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/words_store.h"

#include "app/domain/json.h"

#include <set>
#include <utility>

namespace callfloor::store::words {

using namespace Qt::StringLiterals;

std::vector<TranscriptLine> addLines(Tx &tx, const std::vector<TranscriptLine> &lines) {
    if (lines.empty()) return {};
    QByteArray batch;
    JsonWriter json(batch);
    json.beginArray();
    for (const TranscriptLine &line : lines) {
        json.beginObject().key("call_id").value(line.callId.text()).key("line_key").value(line.key);
        json.key("said_us").value(toMicros(line.at)).key("ordinal").value(line.ordinal);
        json.key("speaker").value(speakerName(line.who)).key("words").value(line.text).endObject();
    }
    json.endArray();
    std::set<std::pair<QString, QString>> added;
    for (Rows rows = tx.queryRows(u"line_insert"_s, batch); rows.next();) {
        QString call = rows.text();
        added.emplace(std::move(call), rows.text());
    }
    std::vector<TranscriptLine> fresh;
    for (const TranscriptLine &line : lines) {
        if (added.erase({line.callId.text(), line.key}) > 0) fresh.push_back(line);
        else tx.exec(u"line_earlier"_s, {{":said_us", micros(line.at)}, {":call_id", line.callId.text()}, {":line_key", line.key}});
    }
    return fresh;
}

std::vector<TranscriptLine> lines(Tx &tx, const CallId &call) {
    std::vector<TranscriptLine> found;
    for (Rows rows = tx.query(u"line_list"_s, {{":call_id", call.text()}}); rows.next();) {
        TranscriptLine line;
        line.callId = CallId(rows.text());
        line.key = rows.text();
        line.at = rows.time();
        line.ordinal = static_cast<int>(rows.integer());
        line.who = speakerFromName(rows.text());
        line.text = rows.text();
        found.push_back(std::move(line));
    }
    return found;
}

void addNote(Tx &tx, const CallId &call, const CallNote &note) {
    tx.exec(u"note_insert"_s, {{":id", note.id},
                               {":call_id", call.text()},
                               {":author_id", note.author.text()},
                               {":written_us", micros(note.at)},
                               {":words", note.text}});
}

std::vector<CallNote> notes(Tx &tx, const CallId &call) {
    std::vector<CallNote> found;
    for (Rows rows = tx.query(u"note_list"_s, {{":call_id", call.text()}}); rows.next();) {
        CallNote note;
        note.id = rows.text();
        note.author = UserId(rows.text());
        note.authorName = rows.text();
        note.at = rows.time();
        note.text = rows.text();
        found.push_back(std::move(note));
    }
    return found;
}

} // namespace callfloor::store::words
