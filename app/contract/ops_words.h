// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

/// Who may see a call may read and write these: its agent, those whose scope has him, everybody while it waits, and an agent
/// whose device it rings or who is on it.

struct SpokenLine {
    UtcTime at{};
    QString who; ///< caller, assistant, agent.
    QString words;
    static constexpr auto fields =
        std::tuple{body("at", &SpokenLine::at), body("who", &SpokenLine::who), body("text", &SpokenLine::words)};
};

/// What was said on a call, as far as it was written down: the talk with the assistant, and final pieces of transcriptions.
/// Errors: NotFound, Forbidden.
struct GetTranscript {
    struct Reply {
        std::vector<SpokenLine> lines; ///< In the order in which it was said.
        static constexpr auto fields = std::tuple{body("lines", &Reply::lines)};
    };
    static constexpr const char *name = "getTranscript";
    static constexpr auto route = get("/api/calls/{id}/transcript", Role::Agent, "What was said on a call.")
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &GetTranscript::id)};
};

struct NoteInfo {
    QString id;
    UserId authorId;
    QString author; ///< The author's name.
    UtcTime at{};
    QString words;
    static constexpr auto fields =
        std::tuple{body("id", &NoteInfo::id), body("authorId", &NoteInfo::authorId), body("author", &NoteInfo::author),
                   body("at", &NoteInfo::at), body("text", &NoteInfo::words)};
};

/// What people wrote about a call, the oldest first. Errors: NotFound, Forbidden.
struct ListNotes {
    struct Reply {
        std::vector<NoteInfo> notes;
        static constexpr auto fields = std::tuple{body("notes", &Reply::notes)};
    };
    static constexpr const char *name = "listNotes";
    static constexpr auto route = get("/api/calls/{id}/notes", Role::Agent, "What people wrote about a call.")
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &ListNotes::id)};
};

/// Adds a note to a call, also to one that has ended. Notes are never changed. Errors: NotFound, Forbidden, BadRequest (blank).
struct AddNote {
    static constexpr const char *name = "addNote";
    static constexpr auto route = post("/api/calls/{id}/notes", Role::Agent, "Adds a note to a call.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    using Reply = NoteInfo;
    CallId id;
    QString words;
    static constexpr auto fields = std::tuple{path("id", &AddNote::id), body("text", &AddNote::words, text().max(2000))};
};

} // namespace callfloor
