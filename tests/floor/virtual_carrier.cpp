// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/virtual_carrier.h"

#include "app/domain/call.h"
#include "server/net/url.h"
#include "server/telnyx/telnyx_answers.h"
#include "server/telnyx/telnyx_requests.h"
#include "server/telnyx/telnyx_resource_requests.h"

#include <QJsonDocument>
#include <QPointer>

#include <algorithm>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long we wait for an answer that does not come.
constexpr auto kAnswerTimeout = 10s;
constexpr auto kWebhookRetry = 1s;
constexpr int kWebhookAttempts = 8;

simulator::CarrierOptions carrierOptions(quint64 seed) {
    simulator::CarrierOptions options;
    options.seed = seed;
    options.magicEndings = false;
    options.dialsPerWindow = 100'000; // the account of a centre of this size
    options.historyLimit = 200'000;
    return options;
}

simulator::ApiRequest apiRequest(const TelnyxRequest &request) {
    using Verb = TelnyxRequest::Verb;
    simulator::ApiRequest api;
    api.method = request.verb == Verb::Get ? u"GET"_s : request.verb == Verb::Put ? u"PUT"_s : u"POST"_s;
    const qsizetype mark = request.target.indexOf('?');
    const auto path = net::splitPath(mark < 0 ? request.target : request.target.left(mark));
    if (path) api.segments = *path;
    const auto query = net::QueryParams::parse(mark < 0 ? QByteArray() : request.target.mid(mark + 1));
    if (query)
        for (const auto &[name, value] : query->all()) api.query.emplace(name, value);
    api.body = QJsonDocument::fromJson(request.body).object();
    api.authorization = "Bearer KEY-of-the-day";
    return api;
}

QByteArray headerOf(const simulator::ApiResponse &response, const char *name) {
    for (const auto &[key, value] : response.headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0) return value;
    return {};
}

TelnyxReply replyOf(const simulator::ApiResponse &response) {
    TelnyxReply reply;
    reply.ending = TelnyxReply::Ending::Answered;
    reply.status = response.status;
    reply.body = response.text.isEmpty() ? QJsonDocument(response.json).toJson(QJsonDocument::Compact) : response.text;
    reply.retryAfter = retryDelay(headerOf(response, "retry-after-ms"), headerOf(response, "Retry-After"),
                                  headerOf(response, "x-ratelimit-reset"), {});
    return reply;
}

TelnyxVerdict unmade(const Error &error) { return TelnyxVerdict{CommandOutcome::Failed, {}, error.message}; }

/// Reads a list to its end. Nothing if a page could not be had.
template <class T, class Request, class Read>
Result<std::vector<T>> wholeList(VirtualCarrier &carrier, Request request, Read read) {
    std::vector<T> items;
    QString after;
    for (int number = 1;; ++number) {
        const TelnyxVerdict verdict = carrier.execute(request(number, after), TelnyxPurpose::Resource);
        if (verdict.outcome != CommandOutcome::Accepted) return errorOf(verdict);
        const auto page = read(verdict.data);
        if (!page) return internalError(u"a page of a list has not its form"_s);
        items.insert(items.end(), page->items.begin(), page->items.end());
        if (!page->more && (page->after.isEmpty() || page->after == after)) return items;
        after = page->after;
    }
}

/// The product's gateway, with the carrier behind it instead of a network.
class VirtualGateway final : public QObject, public CarrierGateway {
public:
    explicit VirtualGateway(VirtualCarrier &carrier) : m_carrier(carrier) {}

    void send(const PreparedCommand &command, CommandReply done) override {
        const auto request = legCommandRequest(command, m_carrier.connectionId());
        if (!request)
            return later([command, error = request.error(), done] { done(commandResult(command, unmade(error)), {}); });
        m_carrier.exchange(*request, purposeOf(command.command),
                           [alive = QPointer<QObject>(this), command, done](const TelnyxVerdict &verdict) {
                               if (!alive) return;
                               const CommandResult result = commandResult(command, verdict);
                               RetryAdvice advice = verdict.advice;
                               if (result.outcome == CommandOutcome::Ambiguous) advice.retrySameId = true;
                               done(result, advice);
                           });
    }
    void request(const carrier::Request &request, const CommandId &, RequestReply done) override {
        later([request, done] { done(carrierAnswer(request, unmade(notHere())), {}); });
    }
    void sendMessage(const OutgoingMessage &, MessageReply done) override {
        later([done] { done(messageAnswer(unmade(notHere())), {}); });
    }
    void activeCalls(Reply<std::vector<ActiveLeg>> done) override {
        later([this, done] {
            done(wholeList<ActiveLeg>(
                m_carrier, [this](int, const QString &after) { return activeCallsRequest(m_carrier.connectionId(), after); },
                activeLegsPage));
        });
    }
    void legHistory(const QString &callControlId, const QString &callLegId, Reply<LegReport> done) override {
        later([this, callControlId, callLegId, done] { done(historyOf(callControlId, callLegId)); });
    }
    void legStatus(const QString &callControlId, Reply<LegStatus> done) override {
        later([this, callControlId, done] { done(statusOf(callControlId)); });
    }
    void recordingUrl(const QString &, Reply<QString> done) override { later([done] { done(notHere()); }); }
    void createAssistant(const AssistantProfile &profile, Reply<QString> done) override {
        const auto request = createAssistantRequest(profile);
        later([this, request, done] {
            if (!request) return done(request.error());
            const TelnyxVerdict verdict = m_carrier.execute(*request, TelnyxPurpose::Resource);
            if (verdict.outcome != CommandOutcome::Accepted) return done(errorOf(verdict));
            done(verdict.data.value("id"_L1).toString());
        });
    }
    void credentialToken(const QString &, Reply<QString> done) override { later([done] { done(notHere()); }); }
    void conferences(const QString &, Reply<std::vector<ConferenceInfo>> done) override { later([done] { done(notHere()); }); }
    void participants(const QString &, Reply<std::vector<ConferenceParticipant>> done) override { later([done] { done(notHere()); }); }

private:
    static Error notHere() { return unavailable(u"This is no part of the day."_s, {}, 0); }
    void later(std::function<void()> work) { m_carrier.scheduler().after(50ms, this, std::move(work)); }

    Result<LegStatus> statusOf(const QString &callControlId) {
        const TelnyxVerdict verdict = m_carrier.execute(legStatusRequest(callControlId), TelnyxPurpose::Resource);
        if (verdict.gone) return LegStatus{};
        if (verdict.outcome != CommandOutcome::Accepted) return errorOf(verdict);
        const auto status = legStatusOf(verdict.data);
        return status ? Result<LegStatus>(*status) : Result<LegStatus>(notHere());
    }

    Result<LegReport> historyOf(const QString &callControlId, const QString &callLegId) {
        LegStatus status;
        if (!callControlId.isEmpty()) {
            const auto told = statusOf(callControlId);
            if (!told) return told.error();
            status = *told;
        }
        if (!callLegId.isEmpty()) status.callLegId = callLegId;
        LegReport report;
        if (!status.callLegId.isEmpty()) {
            auto events = wholeList<CarrierEvent>(
                m_carrier, [&](int number, const QString &) { return callEventsRequest(status.callLegId, number); },
                [&](const QJsonObject &json) { return callEventsPage(json, callControlId); });
            if (!events) return events.error();
            report.events = std::move(events).value();
        }
        const bool ended = std::any_of(report.events.begin(), report.events.end(),
                                       [](const CarrierEvent &event) { return event.type == CarrierEventType::HungUp; });
        report.known = status.known || !report.events.empty();
        report.alive = !ended && (callControlId.isEmpty() ? !report.events.empty() : status.alive);
        addMissingEnd(report.events, status, callControlId);
        std::stable_sort(report.events.begin(), report.events.end(),
                         [](const CarrierEvent &a, const CarrierEvent &b) { return a.occurredAt < b.occurredAt; });
        return report;
    }

    VirtualCarrier &m_carrier;
};

} // namespace

VirtualCarrier::VirtualCarrier(quint64 seed, const LineOptions &lines, Scheduler &scheduler)
    : m_scheduler(scheduler), m_lines(lines), m_key(seed), m_faults(seed), m_random(seed, 77), m_carrier(carrierOptions(seed), scheduler) {
    m_carrier.setSink([this](const simulator::OutgoingWebhook &webhook) { take(webhook); });
}

std::unique_ptr<CarrierGateway> VirtualCarrier::gateway() { return std::make_unique<VirtualGateway>(*this); }

QString VirtualCarrier::connectionId() const { return simulator::CarrierOptions{}.connectionId; }

TelnyxVerdict VirtualCarrier::execute(const TelnyxRequest &request, TelnyxPurpose purpose, QByteArray *body) {
    const simulator::ApiRequest api = apiRequest(request);
    const auto fault = m_faults.next(m_carrier.endpointName(api.method, api.segments));
    TelnyxReply reply;
    if (!fault || fault->executed) reply = replyOf(m_carrier.execute(api));
    if (fault && fault->kind == simulator::FaultKind::Status) reply = replyOf(simulator::faultResponse(*fault));
    else if (fault) reply = TelnyxReply{};
    if (body) *body = reply.body;
    return judge(reply, purpose);
}

void VirtualCarrier::exchange(const TelnyxRequest &request, TelnyxPurpose purpose, std::function<void(const TelnyxVerdict &)> done) {
    const auto back = drawn(m_lines.answerMs);
    m_scheduler.after(drawn(m_lines.requestMs), this, [this, request, purpose, back, done = std::move(done)] {
        const TelnyxVerdict verdict = execute(request, purpose);
        const bool silence = verdict.outcome == CommandOutcome::Ambiguous && verdict.code.isEmpty();
        m_scheduler.after(silence ? std::chrono::milliseconds(kAnswerTimeout) : back, this, [verdict, done] { done(verdict); });
    });
}

void VirtualCarrier::take(const simulator::OutgoingWebhook &webhook) {
    ++m_events;
    const QJsonObject data = webhook.event.value("data"_L1).toObject();
    note(data);
    if (onEvent) onEvent(data);
    QJsonObject event = webhook.event;
    event.insert(u"meta"_s, QJsonObject{{u"attempt"_s, 1}, {u"delivered_to"_s, u"https://floor.example/hook"_s}});
    const QByteArray body = QJsonDocument(event).toJson(QJsonDocument::Compact);
    const auto plan = simulator::planDeliveries(m_lines.webhooks, m_lines.webhookMs, m_random);
    if (plan.empty()) ++m_lost;
    for (const simulator::PlannedDelivery &one : plan) m_scheduler.after(one.delay, this, [this, body] { deliver(body, 1); });
}

/// The facts about legs, as they stand in the events.
void VirtualCarrier::note(const QJsonObject &data) {
    const QString type = data.value("event_type"_L1).toString();
    if (type != "call.initiated"_L1 && type != "call.answered"_L1 && type != "call.hangup"_L1) return;
    const QJsonObject payload = data.value("payload"_L1).toObject();
    CarrierLeg &leg = m_legs[payload.value("call_control_id"_L1).toString()];
    const auto at = fromIso(data.value("occurred_at"_L1).toString().toLatin1());
    if (type == "call.initiated"_L1) {
        leg.outgoing = payload.value("direction"_L1).toString() == "outgoing"_L1;
        leg.from = payload.value("from"_L1).toString();
        leg.to = payload.value("to"_L1).toString();
        const QByteArray state = QByteArray::fromBase64(payload.value("client_state"_L1).toString().toLatin1());
        leg.ourLeg = legFromClientState(QString::fromUtf8(state));
    } else if (type == "call.answered"_L1) {
        leg.answeredAt = at;
    } else {
        leg.endedAt = at;
        leg.cause = payload.value("hangup_cause"_L1).toString();
    }
}

void VirtualCarrier::deliver(const QByteArray &body, int attempt) {
    if (!m_door) return;
    ++m_atTheDoor;
    ++m_delivered;
    const QByteArray timestamp = QByteArray::number(toMicros(m_scheduler.clock().now()) / 1'000'000);
    m_door->receive(timestamp, m_key.sign(timestamp, body), body, [this, body, attempt](const Result<Ok> &taken) {
        --m_atTheDoor;
        if (taken || attempt >= kWebhookAttempts) return;
        m_scheduler.after(kWebhookRetry, this, [this, body, attempt] { deliver(body, attempt + 1); });
    });
}

} // namespace callfloor::test
