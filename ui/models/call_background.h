// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_words.h"
#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/models/live_call.h"

namespace callfloor {

/// What is known about the call in hand beside its state: what has been said, what people wrote about it, and the earlier
/// calls with its number. Asked for when the call comes, and its words again whenever there are new ones.
class CallBackground : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kDelay{300}; ///< New words are fetched together.

    /// Both outlive this.
    CallBackground(FloorSession &session, Scheduler &scheduler, QObject *parent = nullptr);

    /// From now on this call; an empty id: none. Without a number the server is asked for it.
    void show(const QString &callId, const QString &number);

    const QString &callId() const { return m_callId; }
    const QString &number() const { return m_number; }
    const std::vector<SpokenLine> &lines() const { return m_lines; }
    const std::vector<NoteInfo> &notes() const { return m_notes; }
    /// Newest first, without the call itself.
    const std::vector<LiveCall> &earlier() const { return m_earlier; }
    bool earlierKnown() const { return m_earlierKnown; }

signals:
    void callChanged();
    void linesChanged();
    /// Notes or earlier calls.
    void cardChanged();

private:
    void fetchAll();
    void fetchNumber();
    void fetchWords();
    void fetchNotes();
    void fetchEarlier();
    void eventsArrived(const std::vector<Event> &events);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    QString m_callId;
    QString m_number;
    std::vector<SpokenLine> m_lines;
    std::vector<NoteInfo> m_notes;
    std::vector<LiveCall> m_earlier;
    bool m_earlierKnown = false;
    bool m_armed = false;
    quint64 m_generation = 0; ///< Replies about an earlier call are not for us.
};

} // namespace callfloor
