// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"

#include <QByteArray>
#include <QString>

namespace callfloor {

/// Where a leg is to be in the conversation.
enum class Seat : quint8 {
    Apart, ///< Not in it.
    Talks, ///< Hears the others who talk, and is heard by them.
    Held,  ///< Waits, with music if there is any.
};

/// Why a device was rung.
enum class Errand : quint8 {
    None,     ///< It was not: the customer.
    Offer,    ///< To have the call: whoever answers first gets it.
    Consult,  ///< To be asked something while the customer waits.
    Transfer, ///< To have the call instead of somebody who has left it.
    TakeOver, ///< To have the call instead of whoever is on it.
};

/// What the carrier was last asked to connect a leg's audio to.
enum class Audio : quint8 { Parked, Bridged, Conference };

/// A leg's part in the conversation: what is wanted of it, and what has been asked of the carrier so far. The mixer
/// (mixer.h) sends commands until the second is the first.
struct LegTalk {
    Errand errand = Errand::None;
    QString workId;           ///< The reservation of the agent whose device it is.
    Seat seat = Seat::Apart;
    bool muted = false;
    bool dismissed = false;   ///< Not wanted any more: ended, and again if the carrier says that it lives on.
    bool declined = false;    ///< Its owner did not want the call.

    Audio audio = Audio::Parked;
    LegId bridgedWith;        ///< With Bridged.
    bool audioHeld = false;   ///< In the conference.
    bool audioMuted = false;  ///< In the conference.
    bool music = false;       ///< Parked, with music.
    int failures = 0;         ///< Commands that were refused in a row.
    bool yields = false;      ///< Somebody takes the call over: leaves it once the other one is connected, else stays.
    QString askedRole = {};   ///< Of a supervisor: what the carrier was last asked for, as supervisionRole() writes it.
    QString knownRole = {};   ///< What it last confirmed; empty: nothing yet.
    LegId line = {};          ///< The carrier's leg behind it is this one, of a call of its own (CallStage::Line): it is
                              ///< let into the conversation and out of it, never dialled or hung up. Empty: it is its own.
    bool operator==(const LegTalk &) const = default;
};

/// The stored form; empty for a leg that has no part.
QByteArray talkToText(const LegTalk &talk);
/// Reads what talkToText wrote; unknown members are ignored, missing ones have their default.
LegTalk talkFromText(const QByteArray &text);

} // namespace callfloor
