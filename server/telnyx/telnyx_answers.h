// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_outcome.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace callfloor {

/// One page of a list.
template <class T> struct TelnyxPage {
    std::vector<T> items;
    QString after = {}; ///< Lists by cursor: where the next page begins; empty = this is the last.
    bool more = false;  ///< Numbered lists: there is a next page.
};

/// The result of a journalled command from the verdict about its answer. An accepted dial whose answer lacks the new
/// leg's handle is ambiguous: it may ring.
CommandResult commandResult(const PreparedCommand &command, const TelnyxVerdict &verdict);
/// The result of a request. An accepted new conference whose answer lacks its id is ambiguous.
carrier::Answer carrierAnswer(const carrier::Request &request, const TelnyxVerdict &verdict);
MessageAnswer messageAnswer(const TelnyxVerdict &verdict);

/// The pages and objects of queries; `json` is TelnyxVerdict::data. Nothing if it has not the form of such an answer,
/// which must not be taken for an empty list.
std::optional<TelnyxPage<ActiveLeg>> activeLegsPage(const QJsonObject &json);
std::optional<TelnyxPage<CarrierEvent>> callEventsPage(const QJsonObject &json, const QString &callControlId);
std::optional<TelnyxPage<ConferenceInfo>> conferencesPage(const QJsonObject &json);
std::optional<TelnyxPage<ConferenceParticipant>> participantsPage(const QJsonObject &json);
std::optional<LegStatus> legStatusOf(const QJsonObject &json);
/// The link to a finished recording, mp3 before wav; empty while there is none.
QString recordingLinkOf(const QJsonObject &json);

/// Completes the events of a leg with its end, if the carrier knows only from the leg's record that it has ended.
void addMissingEnd(std::vector<CarrierEvent> &events, const LegStatus &status, const QString &callControlId);

} // namespace callfloor
