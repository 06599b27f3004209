// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

namespace callfloor::simulator {

/// Media streaming (events only, no media) and live transcription.
class Listeners {
public:
    Listeners(Switchboard &board, CommandDesk &desk);

private:
    struct Stream {
        QString id;
        QString url;
        QString track;
    };
    struct Transcription {
        bool inbound = true;   ///< Hears the leg itself.
        bool outbound = false; ///< Hears what the leg hears.
        bool interim = false;
    };

    ApiResponse startStream(Leg &leg, const QJsonObject &body);
    void stopStream(Leg &leg);
    ApiResponse startTranscription(Leg &leg, const QString &tracks, const QJsonObject &config);
    void heard(Leg &leg, const QString &text, bool byParty);
    void transcribe(Leg &leg, const QString &text, const QString &track);

    Switchboard &m_board;
    std::map<QString, Stream> m_streams;
    std::map<QString, Transcription> m_transcriptions;
};

} // namespace callfloor::simulator
