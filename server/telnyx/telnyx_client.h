// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telnyx/carrier_gateway.h"
#include "server/telnyx/telnyx_outcome.h"
#include "server/telnyx/telnyx_settings.h"
#include "server/telnyx/telnyx_transport.h"

#include <QObject>

#include <memory>

namespace callfloor {

/// The carrier Telnyx: call control v2 over HTTP. One attempt per call, judged; pacing, repetition and journal are
/// the caller's. Belongs to one thread; callbacks come there, from the event loop.
class TelnyxClient final : public QObject, public CarrierGateway {
public:
    /// Refused by checkTelnyxSettings, or a client.
    static Result<std::unique_ptr<TelnyxClient>> create(const TelnyxSettings &settings);

    void send(const PreparedCommand &command, CommandReply done) override;
    void request(const carrier::Request &request, const CommandId &id, RequestReply done) override;
    void sendMessage(const OutgoingMessage &message, MessageReply done) override;

    void activeCalls(Reply<std::vector<ActiveLeg>> done) override;
    void legHistory(const QString &callControlId, const QString &callLegId, Reply<LegReport> done) override;
    void legStatus(const QString &callControlId, Reply<LegStatus> done) override;
    void recordingUrl(const QString &recordingId, Reply<QString> done) override;
    void createAssistant(const AssistantProfile &profile, Reply<QString> done) override;
    void credentialToken(const QString &credentialId, Reply<QString> done) override;
    void conferences(const QString &name, Reply<std::vector<ConferenceInfo>> done) override;
    void participants(const QString &conferenceId, Reply<std::vector<ConferenceParticipant>> done) override;

private:
    using Judged = std::function<void(const TelnyxVerdict &, const QByteArray &body)>;
    /// Where a page of a list is: by number, or by the cursor that the page before gave.
    struct PageRef {
        int number = 1;
        QString after = {};
    };
    template <class T> struct Listing;

    explicit TelnyxClient(const TelnyxSettings &settings);

    /// Sends once and judges the answer. `what` names the command in the log.
    void exchange(const QString &what, const TelnyxRequest &request, TelnyxPurpose purpose, Judged done);
    /// From the event loop: a caller never hears from us before it returns.
    void later(std::function<void()> work);
    /// A query with one answer; `read` makes the value, or nothing if the answer has not the right form.
    template <class T>
    void query(const QString &what, const TelnyxRequest &request, TelnyxPurpose purpose,
               std::function<std::optional<T>(const TelnyxVerdict &, const QByteArray &)> read, Reply<T> done);
    template <class T> void list(std::shared_ptr<Listing<T>> listing);
    void listCallEvents(const QString &callControlId, const LegStatus &status, Reply<LegReport> done);

    TelnyxSettings m_settings;
    TelnyxTransport m_transport;
};

} // namespace callfloor
