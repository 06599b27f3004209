// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/simulator.h"

#include "server/net/http_server.h"
#include "server/net/url.h"
#include "server/simulator/admin.h"
#include "server/simulator/faults.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

net::Reply replyFrom(const ApiResponse &response) {
    net::Reply reply{.status = response.status};
    if (response.text.startsWith('<')) reply.contentType = "text/html";
    else if (!response.text.isEmpty()) reply.contentType = "text/plain";
    reply.body = response.text;
    if (response.text.isEmpty() && response.status != 204) reply.body = QJsonDocument(response.json).toJson(QJsonDocument::Compact);
    for (const auto &[name, value] : response.headers) reply.headers.push_back({name, value});
    return reply;
}

/// False if the body is there but is no JSON object.
bool readBody(const QByteArray &raw, QJsonObject &body) {
    if (raw.trimmed().isEmpty()) return true;
    const QJsonDocument document = QJsonDocument::fromJson(raw);
    body = document.object();
    return document.isObject();
}

net::Limits simulatorLimits() {
    net::Limits limits;
    limits.idleTimeout = net::Limits::ms{120'000};
    return limits;
}

} // namespace

SimulatorOptions demoProfile() {
    SimulatorOptions options;
    options.carrier.mix = ScriptMix{}; // Its defaults are this profile.
    options.inbound.perMinute = 10;
    return options;
}

Simulator::Simulator(const SimulatorOptions &options, Scheduler &scheduler, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_scheduler(scheduler)
    , m_seed(options.seed ? *options.seed : QRandomGenerator::system()->generate64()) {
    m_options.carrier.seed = m_seed;
    m_carrier = std::make_unique<Carrier>(m_options.carrier, scheduler);
    m_faults = std::make_unique<FaultPlan>(m_seed);
    m_sender = std::make_unique<WebhookSender>(m_options.webhooks, m_seed, scheduler);
    m_inbound = std::make_unique<InboundSchedule>(m_options.inbound, m_seed, *m_carrier, scheduler);
    m_admin = std::make_unique<Admin>(Admin::Parts{*m_carrier, *m_faults, *m_sender, *m_inbound,
                                                   dynamic_cast<ManualScheduler *>(&scheduler), m_seed});
    m_carrier->setSink([this](const OutgoingWebhook &webhook) { m_sender->send(webhook); });
    m_server = std::make_unique<net::Server>(simulatorLimits());
    m_server->setHandler([this](const net::Request &request, const net::Responder &responder) { handle(request, responder); });
}

Simulator::~Simulator() = default;

Result<Ok> Simulator::start() {
    auto listening = m_server->listen(m_options.address, m_options.port);
    if (!listening) return listening;
    m_carrier->board().options().mediaBase = origin() + "/_media"_L1;
    m_inbound->start();
    return Ok{};
}

quint16 Simulator::port() const { return m_server->port(); }

QString Simulator::origin() const {
    const bool any = m_options.address == QHostAddress::Any || m_options.address == QHostAddress::AnyIPv4;
    const QString host = any ? u"127.0.0.1"_s : m_options.address.toString();
    const bool six = m_options.address.protocol() == QAbstractSocket::IPv6Protocol;
    return u"http://%1:%2"_s.arg(six ? QString('['_L1 + host + ']'_L1) : host).arg(port());
}

QString Simulator::apiBase() const { return origin() + "/v2"_L1; }

QByteArray Simulator::publicKeyBase64() const { return m_sender->key().publicKeyBase64(); }

void Simulator::handle(const net::Request &request, const net::Responder &responder) {
    const auto path = net::splitPath(request.path);
    const auto query = net::QueryParams::parse(request.query);
    if (!path || !query || path->isEmpty()) return responder.send(replyFrom(refuse::notFound()));
    ApiRequest api{.method = QString::fromLatin1(request.method), .segments = path->mid(1)};
    for (const auto &[name, value] : query->all()) api.query.emplace(name, value);
    api.authorization = request.header("authorization");
    const bool readable = readBody(request.body, api.body);

    const QString &room = path->first();
    if (room == "v2"_L1) return handleApi(api, readable, responder);
    if (room == "_media"_L1) return handleMedia(api, responder);
    if (room != "_sim"_L1) return responder.send(replyFrom(refuse::notFound()));
    if (api.segments.isEmpty()) api.segments = QStringList{QString()};
    responder.send(replyFrom(readable ? m_admin->handle(api) : refuse::malformedBody()));
}

void Simulator::handleApi(const ApiRequest &request, bool readable, const net::Responder &responder) {
    const auto execute = [this, request, readable] {
        return readable ? m_carrier->execute(request) : refuse::malformedBody();
    };
    const auto fault = m_faults->next(m_carrier->endpointName(request.method, request.segments));
    if (!fault) return responder.send(replyFrom(execute()));

    switch (fault->kind) {
    case FaultKind::Status:
        if (fault->executed) static_cast<void>(execute());
        return responder.send(replyFrom(faultResponse(*fault)));
    case FaultKind::Reset:
        if (fault->executed) static_cast<void>(execute());
        return responder.abort();
    case FaultKind::BrokenJson: {
        net::Reply reply = fault->executed ? replyFrom(execute()) : net::Reply{.body = "{\"data\": {\"result\""};
        reply.status = 200;
        reply.body.truncate(reply.body.size() / 2);
        return responder.send(reply);
    }
    case FaultKind::Stall:
        if (fault->executed) {
            const net::Reply reply = replyFrom(execute());
            return m_scheduler.after(fault->delay, this, [responder, reply] { responder.send(reply); });
        }
        return m_scheduler.after(fault->delay, this, [responder, execute] { responder.send(replyFrom(execute())); });
    }
}

void Simulator::handleMedia(const ApiRequest &request, const net::Responder &responder) {
    // Signed links carry their own right; storage hosts refuse a second one beside it.
    if (!request.authorization.isEmpty())
        return responder.send(replyFrom(refusal(400, u"InvalidArgument"_s, u"Only one auth mechanism allowed"_s)));
    const qint64 until = request.param(u"X-Sim-Until"_s).toLongLong();
    if (until * 1'000'000 < toMicros(m_scheduler.clock().now()))
        return responder.send(replyFrom(refusal(403, u"AccessDenied"_s, u"Request has expired"_s)));
    const bool recording = request.segments.size() == 2 && request.segments.first() == "recordings"_L1;
    const QString name = recording ? request.segments.last() : QString();
    const QString format = name.section('.'_L1, 1);
    const QByteArray audio = m_carrier->recordings().audio(name.section('.'_L1, 0, 0), format);
    if (audio.isEmpty()) return responder.send(replyFrom(refuse::notFound()));
    responder.send({.status = 200, .contentType = format == "wav"_L1 ? "audio/wav" : "audio/mpeg", .body = audio});
}

} // namespace callfloor::simulator
