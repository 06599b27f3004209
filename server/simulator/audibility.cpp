// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/audibility.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

bool Audibility::hears(const Leg &listener, const Leg &speaker) const {
    if (&listener == &speaker || !listener.live() || !speaker.live() || !listener.answered() || !speaker.answered()) return false;
    // Who supervises a leg hears what is heard there, and who speaks there.
    if (const Leg *watched = listener.supervises.isEmpty() ? nullptr : m_board.find(listener.supervises))
        return watched == &speaker || hears(*watched, speaker);
    const Leg *watched = speaker.supervises.isEmpty() ? nullptr : m_board.find(speaker.supervises);
    if (!watched) return connected(listener, speaker);
    if (speaker.supervisorRole == "monitor"_L1) return false;
    return watched == &listener || (speaker.supervisorRole == "barge"_L1 && connected(listener, *watched));
}

bool Audibility::connected(const Leg &listener, const Leg &speaker) const {
    if (!listener.peer.isEmpty() && listener.peer == speaker.controlId) return true;
    Conference *room = listener.conferenceId.isEmpty() || listener.conferenceId != speaker.conferenceId ? nullptr : m_hall.find(listener.conferenceId);
    const Participant *ear = room ? room->find(listener.controlId) : nullptr;
    const Participant *mouth = ear ? room->find(speaker.controlId) : nullptr;
    if (!mouth || ear->onHold || mouth->onHold || mouth->muted || mouth->role == "monitor"_L1) return false;
    return mouth->role != "whisper"_L1 || mouth->whisperTo.contains(listener.controlId);
}

} // namespace callfloor::simulator
