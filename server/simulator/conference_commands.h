// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"
#include "server/simulator/conference_hall.h"

namespace callfloor::simulator {

class Recordings;

/// `/conferences` and its commands, and legs that are dialled straight into a conference.
class ConferenceCommands {
public:
    ConferenceCommands(Switchboard &board, CommandDesk &desk, Router &router, ConferenceHall &hall, Recordings &recordings);

private:
    using Work = std::function<ApiResponse(Conference &, const QJsonObject &body)>;
    void add(Router &router, const QString &name, const QStringList &required, bool deduplicated, Work work);
    void addMembership(Router &router);
    void addAudio(Router &router);
    void addMedia(Router &router);
    void addRecording(Router &router);
    void addReads(Router &router);
    ApiResponse create(const ApiRequest &request);
    ApiResponse join(Conference &conference, const QJsonObject &body);
    ApiResponse update(Conference &conference, const QJsonObject &body);
    ApiResponse setFlag(Conference &conference, const QJsonObject &body, bool mayBeEmpty,
                        const std::function<void(Participant &)> &change);
    ApiResponse sound(Conference &conference, const QJsonObject &body, bool speech);
    void emitSound(const QString &conferenceId, const QStringList &legs, const QString &what, const QJsonObject &media);
    void stopSounds(const QString &conferenceId);
    void dialIn(Leg &leg);
    std::optional<ApiResponse> legProblem(const Leg *leg) const;

    Switchboard &m_board;
    CommandDesk &m_desk;
    ConferenceHall &m_hall;
    Recordings &m_recordings;
    struct Sound {
        quint64 serial;
        QString conferenceId;
        QStringList legs; ///< Empty = the whole conference.
        QString kind;     ///< speak or playback.
        QJsonObject media;
    };
    quint64 m_serial = 0;
    std::vector<Sound> m_sounds;
};

/// The REST forms.
QJsonObject conferenceJson(const Conference &conference);
QJsonObject participantJson(const Conference &conference, const Participant &participant);

} // namespace callfloor::simulator
