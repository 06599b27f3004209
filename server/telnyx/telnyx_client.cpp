// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_client.h"

#include "server/telnyx/telnyx_answers.h"
#include "server/telnyx/telnyx_requests.h"
#include "server/telnyx/telnyx_resource_requests.h"

#include <QMetaObject>

#include <array>
#include <utility>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

/// For the log.
QString requestName(const carrier::Request &request) {
    static constexpr std::array kNames{"update_client_state"_L1,
                                       "switch_supervisor_role"_L1,
                                       "enqueue"_L1,
                                       "leave_queue"_L1,
                                       "create_conference"_L1,
                                       "join_conference"_L1,
                                       "leave_conference"_L1,
                                       "hold"_L1,
                                       "unhold"_L1,
                                       "mute"_L1,
                                       "unmute"_L1,
                                       "change_supervision"_L1,
                                       "end_conference"_L1};
    static_assert(kNames.size() == std::variant_size_v<carrier::Request>);
    return kNames[request.index()];
}

/// A command that could not even be made into a request.
TelnyxVerdict unmade(const Error &error) {
    TelnyxVerdict verdict{CommandOutcome::Failed, {}, error.message};
    verdict.defect = error.code == ErrorCode::Internal;
    return verdict;
}

} // namespace

Result<std::unique_ptr<TelnyxClient>> TelnyxClient::create(const TelnyxSettings &settings) {
    if (auto checked = checkTelnyxSettings(settings); !checked) return checked.error();
    const bool loopback = settings.apiBase.host() == "localhost"_L1 || settings.apiBase.host().startsWith("127."_L1);
    if (settings.apiBase.scheme() == "http"_L1 && !loopback)
        qCWarning(lcTelnyx) << "TELNYX_API_BASE is not https: key and numbers travel in the open";
    return std::unique_ptr<TelnyxClient>(new TelnyxClient(settings));
}

TelnyxClient::TelnyxClient(const TelnyxSettings &settings)
    : m_settings(settings)
    , m_transport(settings) {}

void TelnyxClient::later(std::function<void()> work) {
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
}

void TelnyxClient::exchange(const QString &what, const TelnyxRequest &request, TelnyxPurpose purpose, Judged done) {
    m_transport.send(request, [what, purpose, done = std::move(done)](const TelnyxReply &reply) {
        const TelnyxVerdict verdict = judge(reply, purpose);
        qCDebug(lcTelnyx) << what << "HTTP" << reply.status << "code" << verdict.code << "outcome"
                          << static_cast<int>(verdict.outcome);
        if (verdict.advice.configuration || verdict.defect)
            qCWarning(lcTelnyx) << what << "was refused: HTTP" << reply.status << "code" << verdict.code;
        const Judged tell = done;
        tell(verdict, reply.body);
    });
}

void TelnyxClient::send(const PreparedCommand &command, CommandReply done) {
    const Result<TelnyxRequest> request = legCommandRequest(command, m_settings.connectionId);
    if (!request)
        return later([command, error = request.error(), done = std::move(done)] {
            done(commandResult(command, unmade(error)), {});
        });
    exchange(commandKind(command.command), *request, purposeOf(command.command),
             [command, done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &) {
                 const CommandResult result = commandResult(command, verdict);
                 RetryAdvice advice = verdict.advice;
                 // An accepted dial that does not name its leg: the repetition is answered with the same leg.
                 if (result.outcome == CommandOutcome::Ambiguous) advice.retrySameId = true;
                 done(result, advice);
             });
}

void TelnyxClient::request(const carrier::Request &request, const CommandId &id, RequestReply done) {
    const Result<TelnyxRequest> made = carrierRequest(request, id);
    if (!made)
        return later([request, error = made.error(), done = std::move(done)] {
            done(carrierAnswer(request, unmade(error)), {});
        });
    const bool ends = std::holds_alternative<carrier::EndConference>(request);
    exchange(requestName(request), *made, ends ? TelnyxPurpose::End : TelnyxPurpose::Command,
             [request, done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &) {
                 const carrier::Answer answer = carrierAnswer(request, verdict);
                 RetryAdvice advice = verdict.advice;
                 if (answer.outcome == CommandOutcome::Ambiguous) advice.retrySameId = true;
                 done(answer, advice);
             });
}

void TelnyxClient::sendMessage(const OutgoingMessage &message, MessageReply done) {
    const Result<TelnyxRequest> request = messageRequest(message);
    if (!request)
        return later([error = request.error(), done = std::move(done)] { done(messageAnswer(unmade(error)), {}); });
    exchange(u"message"_s, *request, TelnyxPurpose::Message,
             [done = std::move(done)](const TelnyxVerdict &verdict, const QByteArray &) {
                 done(messageAnswer(verdict), verdict.advice);
             });
}

} // namespace callfloor
