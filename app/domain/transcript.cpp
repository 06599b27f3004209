// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/transcript.h"

#include "app/domain/carrier_command.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kSpeakers = {"caller"_L1, "assistant"_L1, "agent"_L1};

const Leg *legOfReport(const Call &call, const CarrierEvent &event) {
    const LegId ours = legFromClientState(event.clientState);
    const auto it = std::find_if(call.legs.begin(), call.legs.end(), [&](const Leg &leg) {
        if (!ours.isEmpty()) return leg.id == ours;
        return (!event.callControlId.isEmpty() && leg.callControlId == event.callControlId) ||
               (!event.callLegId.isEmpty() && leg.callLegId == event.callLegId);
    });
    return it == call.legs.end() || it->role == LegRole::Other ? nullptr : &*it;
}

/// A person on our side was on the call at that moment.
bool somebodyWasThere(const Call &call, UtcTime at) {
    return std::any_of(call.legs.begin(), call.legs.end(), [&](const Leg &leg) {
        return (leg.role == LegRole::Agent || leg.role == LegRole::Party) && leg.answeredAt && *leg.answeredAt <= at &&
               (!leg.endedAt || at <= *leg.endedAt);
    });
}

/// Of a leg, the carrier hears its own side (`inbound`) and what is said to it (`outbound`).
Speaker speakerOf(const Call &call, const Leg &leg, const CarrierEvent &event) {
    const bool ownSide = event.track != "outbound"_L1;
    if (leg.role != LegRole::Customer) return ownSide ? Speaker::Agent : Speaker::Caller;
    if (ownSide) return Speaker::Caller;
    return somebodyWasThere(call, event.occurredAt) ? Speaker::Agent : Speaker::Assistant;
}

/// Histories have no ids. The place alone would mix up two talks with the assistant on one call.
QString historyKey(const Leg &leg, int place, const HistoryMessage &message) {
    const QByteArray words = message.role.toUtf8() + ' ' + message.text.toUtf8();
    const QByteArray hash = QCryptographicHash::hash(words, QCryptographicHash::Sha256).toHex().left(16);
    return u"history-%1-%2-%3"_s.arg(leg.id.text(), QString::number(place), QLatin1String(hash));
}

} // namespace

QString speakerName(Speaker speaker) { return kSpeakers[static_cast<size_t>(speaker)]; }

Speaker speakerFromName(QStringView name) {
    const auto found = std::find(kSpeakers.begin(), kSpeakers.end(), name);
    return found == kSpeakers.end() ? Speaker::Caller : static_cast<Speaker>(found - kSpeakers.begin());
}

std::vector<TranscriptLine> transcriptLines(const Call &call, const CarrierEvent &event) {
    const bool piece = event.type == CarrierEventType::Transcription, talk = event.type == CarrierEventType::MessageHistory;
    const Leg *leg = piece || talk ? legOfReport(call, event) : nullptr;
    std::vector<TranscriptLine> lines;
    if (!leg) return lines;
    if (piece) {
        if (event.isFinal && !event.text.trimmed().isEmpty())
            lines.push_back({call.id, u"piece-"_s + event.eventId, event.occurredAt, 0, speakerOf(call, *leg, event), event.text.trimmed()});
        return lines;
    }
    for (size_t i = 0; i < event.history.size(); ++i) {
        const HistoryMessage &message = event.history[i];
        const bool assistant = message.role == "assistant"_L1;
        if ((!assistant && message.role != "user"_L1) || message.text.trimmed().isEmpty()) continue;
        const int place = static_cast<int>(i);
        lines.push_back({call.id, historyKey(*leg, place, message), event.occurredAt, place,
                         assistant ? Speaker::Assistant : Speaker::Caller, message.text.trimmed()});
    }
    return lines;
}

} // namespace callfloor
