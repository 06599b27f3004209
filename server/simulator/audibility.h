// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/conference_hall.h"
#include "server/simulator/switchboard.h"

namespace callfloor::simulator {

/// Who hears whom at the carrier: by bridges, conferences with their roles, holds, mutes and whisper lists, and by legs that
/// supervise another one. Looks, and changes nothing.
class Audibility {
public:
    Audibility(Switchboard &board, ConferenceHall &hall) : m_board(board), m_hall(hall) {}

    /// Whether what is said at `speaker` is heard at `listener`. Nobody hears himself, nor before he has answered.
    bool hears(const Leg &listener, const Leg &speaker) const;

private:
    bool connected(const Leg &listener, const Leg &speaker) const;

    Switchboard &m_board;
    ConferenceHall &m_hall;
};

} // namespace callfloor::simulator
