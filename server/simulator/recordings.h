// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

namespace callfloor::simulator {

/// Recordings of legs and of conferences: the commands on legs, `/recordings`, the saved events and the audio.
class Recordings {
public:
    Recordings(Switchboard &board, CommandDesk &desk, Router &router);

    /// Starts one for a conference on behalf of the leg. Gives its id.
    QString startForConference(const Leg &leg, const QString &conferenceId, const QString &format, const QString &channels);
    /// Ends what is recorded of the conference. False if nothing is.
    bool stopForConference(const QString &conferenceId);
    bool pauseForConference(const QString &conferenceId, bool paused);

    /// The audio of a saved recording: silence of its length (at most 10 minutes), as `wav` or `mp3`. Empty if there is
    /// no such recording.
    QByteArray audio(const QString &recordingId, const QString &format) const;

private:
    struct Recording {
        QString id;
        Leg leg; ///< As it was at the start; a copy because the record outlives the leg.
        QString conferenceId = {};
        QString format, channels;
        QString initiatedBy;
        UtcTime startedAt;
        std::optional<UtcTime> endedAt = {};
        bool saved = false;
        bool paused = false;
        bool transcribe = false;
    };

    void addReads(Router &router);
    ApiResponse startOnLeg(Leg &leg, const QJsonObject &body);
    ApiResponse withActive(const Leg &leg, const QJsonObject &body, const std::function<void(Recording &)> &work);
    Recording &begin(const Leg &leg, const QString &id, const QString &format, const QString &channels, const QString &by);
    void end(Recording &recording);
    /// Those under way for which `wanted` holds. Ids, because the work may end them.
    std::vector<QString> active(const std::function<bool(const Recording &)> &wanted) const;
    void save(const QString &id);
    void emitSaved(const Recording &recording, const Leg &leg);
    void emitConferenceSaved(const Recording &recording, const Leg &leg);
    void emitTranscription(const QString &id);
    QString url(const Recording &recording) const;
    QJsonObject json(const Recording &recording) const;
    bool matches(const Recording &recording, const ApiRequest &request) const;

    Switchboard &m_board;
    std::map<QString, Recording> m_recordings;
    std::vector<QString> m_order; ///< Ids, oldest first.
    std::vector<QString> m_active; ///< Ids of those that have not ended.
};

} // namespace callfloor::simulator
