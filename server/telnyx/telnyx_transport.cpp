// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_transport.h"

#include <QNetworkAccessManager>

#include <algorithm>
#include <utility>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QByteArray verbText(TelnyxRequest::Verb verb) {
    switch (verb) {
    case TelnyxRequest::Verb::Get:
        return QByteArrayLiteral("GET");
    case TelnyxRequest::Verb::Put:
        return QByteArrayLiteral("PUT");
    case TelnyxRequest::Verb::Post:
        break;
    }
    return QByteArrayLiteral("POST");
}

} // namespace

TelnyxTransport::TelnyxTransport(const TelnyxSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_base(settings.apiBase.toEncoded()) {
    while (m_base.endsWith('/'))
        m_base.chop(1);
}

TelnyxTransport::~TelnyxTransport() {
    // Exchanges use the managers, so they go first.
    qDeleteAll(findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly));
}

void TelnyxTransport::send(const TelnyxRequest &request, Done done) {
    m_waiting.push_back({request, std::move(done)});
    startNext();
}

void TelnyxTransport::startNext() {
    while (!m_waiting.empty()) {
        Lane *lane = freeLane();
        if (!lane) return;
        Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(*lane, next.request, std::move(next.done));
    }
}

/// The manager with the least to do that still has a free connection; a new one only when all are full.
TelnyxTransport::Lane *TelnyxTransport::freeLane() {
    const auto least = std::min_element(m_lanes.begin(), m_lanes.end(),
                                        [](const auto &a, const auto &b) { return a->busy < b->busy; });
    if (least != m_lanes.end() && (*least)->busy < kExchangesPerManager) return least->get();
    if (m_lanes.size() >= kManagers) return nullptr;
    m_lanes.push_back(std::make_unique<Lane>(Lane{std::make_unique<QNetworkAccessManager>(), 0}));
    return m_lanes.back().get();
}

QNetworkRequest TelnyxTransport::networkRequest(const TelnyxRequest &request) const {
    QNetworkRequest http(QUrl::fromEncoded(QByteArray(m_base + request.target), QUrl::StrictMode));
    http.setRawHeader("Authorization", "Bearer " + m_settings.apiKey);
    http.setRawHeader("Accept", "application/json");
    // Plain answers only: a small compressed one can unpack to more than our limit.
    http.setRawHeader("Accept-Encoding", "identity");
    http.setRawHeader("User-Agent", "callfloor");
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    http.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // On plain HTTP Qt would ask every server to upgrade.
    http.setAttribute(QNetworkRequest::Http2AllowedAttribute, m_settings.apiBase.scheme() == "https"_L1);
    return http;
}

void TelnyxTransport::start(Lane &lane, const TelnyxRequest &request, Done done) {
    ++lane.busy;
    const auto total = request.dials ? m_settings.dialTimeout : m_settings.totalTimeout;
    const TelnyxExchange::Limits limits{m_settings.scaled(m_settings.connectTimeout), m_settings.scaled(total),
                                        m_settings.maximumAnswerBytes};
    const auto finished = [this, &lane, done = std::move(done)](TelnyxReply reply) {
        --lane.busy;
        startNext();
        // The last act: whoever is told may destroy this object.
        const Done tell = done;
        tell(std::move(reply));
    };
    new TelnyxExchange(*lane.network, networkRequest(request), verbText(request.verb), request.body, limits, finished,
                       this);
}

} // namespace callfloor
