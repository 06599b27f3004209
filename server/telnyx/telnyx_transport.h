// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/telnyx/telnyx_exchange.h"
#include "server/telnyx/telnyx_request.h"
#include "server/telnyx/telnyx_settings.h"

#include <QNetworkRequest>
#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace callfloor {

/// Carries requests to the carrier, many at once. Qt opens six connections per network manager and fails what waits
/// behind a broken one, so requests are spread over several managers, never more than six on one, and wait here when
/// all are busy. Follows no redirects, keeps no cookies. Belongs to one thread.
class TelnyxTransport final : public QObject {
public:
    using Done = std::function<void(TelnyxReply)>;
    /// How many exchanges can be under way at once; more wait for their turn, their time-out not yet running.
    static constexpr int kManagers = 12;
    static constexpr int kExchangesPerManager = 6;

    /// `settings` must have passed checkTelnyxSettings.
    explicit TelnyxTransport(const TelnyxSettings &settings, QObject *parent = nullptr);
    ~TelnyxTransport() override;

    /// Sends once. `done` is called exactly once, from the event loop, unless this is destroyed before.
    void send(const TelnyxRequest &request, Done done);

private:
    struct Lane {
        std::unique_ptr<QNetworkAccessManager> network;
        int busy = 0;
    };
    struct Waiting {
        TelnyxRequest request;
        Done done;
    };

    Lane *freeLane();
    void startNext();
    void start(Lane &lane, const TelnyxRequest &request, Done done);
    QNetworkRequest networkRequest(const TelnyxRequest &request) const;

    TelnyxSettings m_settings;
    QByteArray m_base;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::deque<Waiting> m_waiting;
};

} // namespace callfloor
