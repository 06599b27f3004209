// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/words_service.h"

#include "server/store/call_store.h"
#include "server/store/user_store.h"
#include "server/store/words_store.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// His device rings for the call, or he is on it: he is to know what was said before.
bool takesPart(const Call &call, const UserId &user) {
    return std::any_of(call.legs.begin(), call.legs.end(), [&](const Leg &leg) {
        return leg.ownerId == user && leg.role != LegRole::Other && !leg.over();
    });
}

NoteInfo noteInfo(const store::CallNote &note) { return {note.id, note.author, note.authorName, note.at, note.text}; }

} // namespace

Result<Ok> mayReadCall(store::Tx &tx, const CallId &id, const Actor &actor) {
    const auto call = store::calls::load(tx, id);
    if (!call) return notFound(u"There is no such call."_s);
    const Scope scope = scopeOf(actor);
    const bool waits = call->agentId.isEmpty() && call->direction == CallDirection::Inbound && !call->terminal();
    if (waits || scope.all() || call->agentId == actor.userId || takesPart(*call, actor.userId)) return Ok{};
    const auto owner = call->agentId.isEmpty() ? std::nullopt : store::users::byId(tx, call->agentId);
    if (owner && scope.covers(owner->id, owner->teamId)) return Ok{};
    return forbidden(u"This call belongs to somebody else."_s);
}

WordsService::WordsService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent)
    : QObject(parent), m_storage(storage), m_clock(clock) {
    dispatcher.on<GetTranscript>([this](const GetTranscript &op, const Caller &who) { return transcript(op, who); });
    dispatcher.on<ListNotes>([this](const ListNotes &op, const Caller &who) { return notes(op, who); });
    dispatcher.on<AddNote>([this](const AddNote &op, const Caller &who) { return add(op, who); });
}

QFuture<Result<GetTranscript::Reply>> WordsService::transcript(const GetTranscript &op, const Caller &who) {
    return m_storage.read<GetTranscript::Reply>([id = op.id, actor = who.actor](store::Tx &tx) -> Result<GetTranscript::Reply> {
        if (auto allowed = mayReadCall(tx, id, actor); !allowed) return allowed.error();
        GetTranscript::Reply reply;
        for (const TranscriptLine &line : store::words::lines(tx, id)) reply.lines.push_back({line.at, speakerName(line.who), line.text});
        return reply;
    });
}

QFuture<Result<ListNotes::Reply>> WordsService::notes(const ListNotes &op, const Caller &who) {
    return m_storage.read<ListNotes::Reply>([id = op.id, actor = who.actor](store::Tx &tx) -> Result<ListNotes::Reply> {
        if (auto allowed = mayReadCall(tx, id, actor); !allowed) return allowed.error();
        ListNotes::Reply reply;
        for (const store::CallNote &note : store::words::notes(tx, id)) reply.notes.push_back(noteInfo(note));
        return reply;
    });
}

QFuture<Result<NoteInfo>> WordsService::add(const AddNote &op, const Caller &who) {
    const QString words = op.words.trimmed();
    if (words.isEmpty()) return refused<NoteInfo>(badField(u"text"_s, u"Write something: a note cannot be blank."_s));
    return m_storage.write<NoteInfo>([id = op.id, words, actor = who.actor, now = m_clock.now()](store::Tx &tx) -> Result<NoteInfo> {
        if (auto allowed = mayReadCall(tx, id, actor); !allowed) return allowed.error();
        const auto author = store::users::byId(tx, actor.userId);
        const store::CallNote note{makeUuid7(now), actor.userId, author ? author->name : QString(), now, words};
        store::words::addNote(tx, id, note);
        return noteInfo(note);
    });
}

} // namespace callfloor
