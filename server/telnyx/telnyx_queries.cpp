// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_answers.h"
#include "server/telnyx/telnyx_client.h"
#include "server/telnyx/telnyx_resource_requests.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// A list that does not end has a fault; this is far above every account's number of lines.
constexpr int kMaximumPages = 400;

Error unreadableAnswer() {
    return unavailable(u"The carrier's answer cannot be read; check TELNYX_API_BASE."_s, u"unexpected form"_s);
}

} // namespace

/// A list that is being read, page by page.
template <class T> struct TelnyxClient::Listing {
    QString what;
    std::function<TelnyxRequest(const PageRef &)> request;
    std::function<std::optional<TelnyxPage<T>>(const QJsonObject &)> read;
    Reply<std::vector<T>> done;
    PageRef at = {};
    int pages = 0;
    std::vector<T> items = {};
};

template <class T> void TelnyxClient::list(std::shared_ptr<Listing<T>> listing) {
    exchange(listing->what, listing->request(listing->at), TelnyxPurpose::Resource,
             [this, listing](const TelnyxVerdict &verdict, const QByteArray &) {
                 if (verdict.outcome != CommandOutcome::Accepted) return listing->done(errorOf(verdict));
                 std::optional<TelnyxPage<T>> page = listing->read(verdict.data);
                 if (!page || ++listing->pages > kMaximumPages) return listing->done(unreadableAnswer());
                 std::move(page->items.begin(), page->items.end(), std::back_inserter(listing->items));
                 const bool further = page->more || (!page->after.isEmpty() && page->after != listing->at.after);
                 if (!further) return listing->done(std::move(listing->items));
                 listing->at = {listing->at.number + 1, page->after};
                 list(listing);
             });
}

template <class T>
void TelnyxClient::query(const QString &what, const TelnyxRequest &request, TelnyxPurpose purpose,
                         std::function<std::optional<T>(const TelnyxVerdict &, const QByteArray &)> read,
                         Reply<T> done) {
    exchange(what, request, purpose,
             [read = std::move(read), done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &body) {
                 if (verdict.outcome != CommandOutcome::Accepted) return done(errorOf(verdict));
                 std::optional<T> value = read(verdict, body);
                 done(value ? Result<T>(std::move(*value)) : Result<T>(unreadableAnswer()));
             });
}

void TelnyxClient::activeCalls(Reply<std::vector<ActiveLeg>> done) {
    const auto request = [connection = m_settings.connectionId](const PageRef &at) {
        return activeCallsRequest(connection, at.after);
    };
    list(std::make_shared<Listing<ActiveLeg>>(
        Listing<ActiveLeg>{u"active_calls"_s, request, activeLegsPage, std::move(done)}));
}

void TelnyxClient::legStatus(const QString &callControlId, Reply<LegStatus> done) {
    exchange(u"leg_status"_s, legStatusRequest(callControlId), TelnyxPurpose::Resource,
             [done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &) {
                 if (verdict.gone) return done(LegStatus{});
                 if (verdict.outcome != CommandOutcome::Accepted) return done(errorOf(verdict));
                 const std::optional<LegStatus> status = legStatusOf(verdict.data);
                 done(status ? Result<LegStatus>(*status) : Result<LegStatus>(unreadableAnswer()));
             });
}

void TelnyxClient::legHistory(const QString &callControlId, const QString &callLegId, Reply<LegReport> done) {
    if (callControlId.isEmpty()) {
        LegStatus status;
        status.callLegId = callLegId;
        return listCallEvents(callControlId, status, std::move(done));
    }
    legStatus(callControlId, [=, this, done = std::move(done)](const Result<LegStatus> &answer) {
        if (!answer) return done(answer.error());
        LegStatus status = *answer;
        if (!callLegId.isEmpty()) status.callLegId = callLegId;
        listCallEvents(callControlId, status, done);
    });
}

/// Joins the recorded events with what the leg's own record says.
void TelnyxClient::listCallEvents(const QString &callControlId, const LegStatus &status, Reply<LegReport> done) {
    const auto report = [=](std::vector<CarrierEvent> events) {
        const bool ended = std::any_of(events.begin(), events.end(), [](const CarrierEvent &event) {
            return event.type == CarrierEventType::HungUp;
        });
        LegReport result;
        result.known = status.known || !events.empty();
        // Without a handle the events are all there is.
        result.alive = !ended && (callControlId.isEmpty() ? !events.empty() : status.alive);
        addMissingEnd(events, status, callControlId);
        std::stable_sort(events.begin(), events.end(),
                         [](const CarrierEvent &a, const CarrierEvent &b) { return a.occurredAt < b.occurredAt; });
        result.events = std::move(events);
        return result;
    };
    if (status.callLegId.isEmpty()) return later([report, done = std::move(done)] { done(report({})); });

    const auto request = [leg = status.callLegId](const PageRef &at) { return callEventsRequest(leg, at.number); };
    const auto read = [callControlId](const QJsonObject &json) { return callEventsPage(json, callControlId); };
    const auto finish = [report, done = std::move(done)](Result<std::vector<CarrierEvent>> events) {
        if (events) return done(report(std::move(*events)));
        if (events.error().code == ErrorCode::NotFound) return done(report({}));
        done(events.error());
    };
    list(std::make_shared<Listing<CarrierEvent>>(Listing<CarrierEvent>{u"call_events"_s, request, read, finish}));
}

void TelnyxClient::recordingUrl(const QString &recordingId, Reply<QString> done) {
    exchange(u"recording"_s, recordingRequest(recordingId), TelnyxPurpose::Resource,
             [done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &) {
                 if (verdict.outcome != CommandOutcome::Accepted) return done(errorOf(verdict));
                 const QString link = recordingLinkOf(verdict.data);
                 if (link.isEmpty()) return done(notFound(u"The recording is not ready yet; try again in a moment."_s));
                 done(link);
             });
}

void TelnyxClient::createAssistant(const AssistantProfile &profile, Reply<QString> done) {
    const Result<TelnyxRequest> request = createAssistantRequest(profile);
    if (!request) return later([error = request.error(), done = std::move(done)] { done(error); });
    const auto read = [](const TelnyxVerdict &verdict, const QByteArray &) -> std::optional<QString> {
        const QString id = verdict.data.value("id"_L1).toString();
        return id.isEmpty() ? std::nullopt : std::optional(id);
    };
    query<QString>(u"create_assistant"_s, *request, TelnyxPurpose::Resource, read, std::move(done));
}

void TelnyxClient::credentialToken(const QString &credentialId, Reply<QString> done) {
    const auto read = [](const TelnyxVerdict &, const QByteArray &body) -> std::optional<QString> {
        const QString token = QString::fromLatin1(body).trimmed();
        // Three parts of base64url: a page of some other server has spaces.
        return token.isEmpty() || token.contains(u' ') ? std::nullopt : std::optional(token);
    };
    query<QString>(u"credential_token"_s, credentialTokenRequest(credentialId), TelnyxPurpose::Text, read,
                   std::move(done));
}

void TelnyxClient::conferences(const QString &name, Reply<std::vector<ConferenceInfo>> done) {
    const auto request = [name](const PageRef &at) { return conferencesRequest(name, at.number); };
    list(std::make_shared<Listing<ConferenceInfo>>(
        Listing<ConferenceInfo>{u"conferences"_s, request, conferencesPage, std::move(done)}));
}

void TelnyxClient::participants(const QString &conferenceId, Reply<std::vector<ConferenceParticipant>> done) {
    const auto request = [conferenceId](const PageRef &at) { return participantsRequest(conferenceId, at.number); };
    list(std::make_shared<Listing<ConferenceParticipant>>(
        Listing<ConferenceParticipant>{u"participants"_s, request, participantsPage, std::move(done)}));
}

} // namespace callfloor
