// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/carrier.h"

#include <QJsonDocument>

/// A carrier on a virtual clock that keeps every webhook, for tests.
class Floor {
public:
    using ApiResponse = callfloor::simulator::ApiResponse;
    using CarrierOptions = callfloor::simulator::CarrierOptions;
    using LegScript = callfloor::simulator::LegScript;
    using Ms = callfloor::simulator::Ms;
    using Outcome = callfloor::simulator::Outcome;

    static constexpr const char *kNumber = "+13125550142";
    static constexpr const char *kOurs = "+13125550100";
    static constexpr const char *kConnection = "1684641123236054244";

    explicit Floor(const CarrierOptions &options = {}) : carrier(options, clock) {
        carrier.setSink([this](const callfloor::simulator::OutgoingWebhook &webhook) {
            webhooks.push_back(webhook);
            events.append(webhook.event[QLatin1String("data")].toObject());
        });
    }

    ApiResponse call(const QString &method, const QString &path, const QJsonObject &body = {},
                     std::map<QString, QString> query = {}) {
        callfloor::simulator::ApiRequest request{method, path.split(QLatin1Char('/')), std::move(query), body, "Bearer KEY"};
        for (QString &segment : request.segments) segment.replace(QLatin1String("%2F"), QLatin1String("/"));
        return carrier.execute(request);
    }
    ApiResponse act(const QString &leg, const QString &command, const QJsonObject &body = {}) {
        const QString method = command == QLatin1String("client_state_update") ? QStringLiteral("PUT") : QStringLiteral("POST");
        return call(method, QStringLiteral("calls/%1/actions/%2").arg(leg, command), body);
    }
    ApiResponse confer(const QString &conference, const QString &command, const QJsonObject &body = {}) {
        return call(QStringLiteral("POST"), QStringLiteral("conferences/%1/actions/%2").arg(conference, command), body);
    }

    static QJsonObject dialBody(const QJsonObject &extra = {}) {
        QJsonObject body{{QStringLiteral("to"), QLatin1String(kNumber)},
                         {QStringLiteral("from"), QLatin1String(kOurs)},
                         {QStringLiteral("connection_id"), QLatin1String(kConnection)}};
        for (auto it = extra.begin(); it != extra.end(); ++it) body.insert(it.key(), it.value());
        return body;
    }
    ApiResponse dial(const QJsonObject &extra = {}) { return call(QStringLiteral("POST"), QStringLiteral("calls"), dialBody(extra)); }
    static QString idOf(const ApiResponse &response) {
        return response.json[QLatin1String("data")][QLatin1String("call_control_id")].toString();
    }

    /// A leg to a person who answers after one second and stays.
    QString ringing(const QJsonObject &extra = {}) {
        carrier.scripts().queueNext(LegScript{.ring = Ms{1000}});
        return idOf(dial(extra));
    }
    QString answered(const QJsonObject &extra = {}) {
        const QString id = ringing(extra);
        clock.advance(Ms{1000});
        return id;
    }
    /// A caller who waits to be answered and stays then.
    QString inbound() {
        return carrier.placeInbound(QLatin1String(kNumber), QLatin1String(kOurs), LegScript{.patience = Ms{60000}});
    }
    QString ended() {
        const QString id = answered();
        act(id, QStringLiteral("hangup"));
        return id;
    }

    bool alive(const QString &id) {
        const auto *leg = carrier.board().find(id);
        return leg && leg->live();
    }
    /// `type` or `type:what` of the leg's events, oldest first; of all legs if `leg` is empty.
    QStringList types(const QString &leg = {}) const {
        QStringList out;
        for (const QJsonValue event : events)
            if (leg.isEmpty() || event[QLatin1String("payload")][QLatin1String("call_control_id")].toString() == leg)
                out.append(event[QLatin1String("event_type")].toString());
        return out;
    }
    /// The payload of the latest event of this type, of this leg if it is given.
    QJsonObject last(const QString &type, const QString &leg = {}) const {
        for (qsizetype i = events.size() - 1; i >= 0; --i) {
            const QJsonObject payload = events[i][QLatin1String("payload")].toObject();
            if (events[i][QLatin1String("event_type")].toString() != type) continue;
            if (leg.isEmpty() || payload[QLatin1String("call_control_id")].toString() == leg) return payload;
        }
        return {};
    }
    int count(const QString &type) const { return static_cast<int>(types().count(type)); }
    void forget() { events = {}; }

    callfloor::ManualScheduler clock;
    callfloor::simulator::Carrier carrier;
    QJsonArray events;
    std::vector<callfloor::simulator::OutgoingWebhook> webhooks;
};
