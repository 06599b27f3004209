// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_words.h"
#include "server/engine/dispatcher.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// Whether somebody may read what was said and written on a call, and what happened on it. Errors: NotFound, Forbidden.
Result<Ok> mayReadCall(store::Tx &tx, const CallId &id, const Actor &actor);

/// Transcripts and notes of calls. Lives in the engine thread.
class WordsService : public QObject {
    Q_OBJECT
public:
    WordsService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent = nullptr);

private:
    QFuture<Result<GetTranscript::Reply>> transcript(const GetTranscript &op, const Caller &who);
    QFuture<Result<ListNotes::Reply>> notes(const ListNotes &op, const Caller &who);
    QFuture<Result<NoteInfo>> add(const AddNote &op, const Caller &who);

    store::Storage &m_storage;
    const Clock &m_clock;
};

} // namespace callfloor
