// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace callfloor {

/// What the carrier tells about a leg, in our words. Everything that we do not act on is Other: stored, counted,
/// never an error.
enum class CarrierEventType : quint8 {
    Initiated,          ///< The leg exists: it rings at the far end, or a caller is parked with us.
    Answered,
    Bridged,            ///< Connected to another leg; implies that it was answered.
    HungUp,
    Held,
    Unheld,
    JoinedConference,
    LeftConference,
    RecordingSaved,
    Transcription,      ///< A piece of what was said.
    MessageHistory,     ///< What the AI assistant and the person have said to each other so far.
    ConversationEnded,  ///< The AI assistant has left the leg.
    MachineDetection,   ///< Verdict of answering machine detection.
    MachineGreetingEnded,
    Dtmf,
    PlaybackEnded,
    SpeakEnded,
    GatherEnded,
    StreamingStarted,
    StreamingStopped,
    StreamingFailed,
    Cost,
    Other,
};

/// Which way a leg goes, seen from us.
enum class LegDirection : quint8 { Incoming, Outgoing };

/// One contribution to a talk with the AI assistant, as the carrier's model keeps them.
struct HistoryMessage {
    QString role; ///< `user`, `assistant`; others (system, tools) are not spoken.
    QString text;
    bool operator==(const HistoryMessage &) const = default;
};

/// One webhook of the carrier, decoded. Strings that were null or missing are empty.
struct CarrierEvent {
    QString eventId;    ///< Unique for an event; the same when the carrier repeats it.
    CarrierEventType type = CarrierEventType::Other;
    QString rawType;    ///< The carrier's own name, for storage and counting.
    UtcTime occurredAt; ///< When it happened, by the carrier's clock; of the receipt where the carrier sends none.

    QString callControlId; ///< The handle that commands take. Empty for events that are about no leg.
    QString callLegId;
    QString callSessionId;
    QString clientState;   ///< Already decoded from base64; what we gave when we commanded the leg.
    QString connectionId;
    QString from;
    QString to;

    std::optional<LegDirection> direction;  ///< Initiated only.
    QString callerName;                     ///< Initiated only.

    QString hangupCause;    ///< HungUp: normal_clearing, user_busy, … unknown words are passed on.
    QString hangupSource;   ///< HungUp: caller, callee, unknown.
    QString sipHangupCause; ///< HungUp: a SIP code as text, e.g. "486".

    QString conferenceId;   ///< Conference events.
    QString recordingId;    ///< RecordingSaved.
    QString recordingUrl;   ///< RecordingSaved: a signed link that lives 10 minutes.
    QString conversationId; ///< ConversationEnded.
    QString text;           ///< Transcription: what was said. Dtmf and GatherEnded: the digits.
    bool isFinal = true;    ///< Transcription: false while the words may still change.
    QString track;          ///< Transcription: inbound (the leg itself) or outbound (the other side), may be empty.
    std::vector<HistoryMessage> history;    ///< MessageHistory: from the first one on.
    QString result;         ///< MachineDetection, PlaybackEnded, SpeakEnded, GatherEnded: the status word.
    QString cost;           ///< Cost: total in the account's currency, as text.

    bool operator==(const CarrierEvent &) const = default;
};

} // namespace callfloor
