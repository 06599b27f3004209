// SPDX-License-Identifier: GPL-3.0-or-later
// The events of the Switchboard: envelopes, history, and the payloads of a leg's own life.
#include "server/simulator/switchboard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

QString isoText(UtcTime t) { return QString::fromLatin1(toIsoMicros(t)); }

std::vector<int> retriesOf(const Leg &leg, const QString &type) {
    std::vector<int> delays;
    const QJsonObject policies = leg.options.value("webhook_retries_policies"_L1).toObject();
    for (const QJsonValue delay : policies.value(type)["retries_ms"_L1].toArray()) delays.push_back(delay.toInt());
    return delays;
}

} // namespace

void Switchboard::emitEvent(const Leg &leg, const QString &type, QJsonObject payload, EventShape shape) {
    const UtcTime at = stamp();
    payload.insert(u"call_control_id"_s, leg.controlId);
    if (shape.legId) payload.insert(u"call_leg_id"_s, leg.legId);
    payload.insert(u"call_session_id"_s, leg.sessionId);
    payload.insert(u"client_state"_s, leg.clientState ? QJsonValue(*leg.clientState) : QJsonValue());
    payload.insert(u"connection_id"_s, leg.connectionId);
    if (shape.parties) {
        payload.insert(u"from"_s, leg.from);
        payload.insert(u"to"_s, leg.to);
    }
    if (shape.payloadStamp) payload.insert(u"occurred_at"_s, isoText(at));
    QJsonObject data{{u"record_type"_s, u"event"_s}, {u"event_type"_s, type}, {u"id"_s, newUuid()}, {u"payload"_s, payload}};
    if (shape.stamped) data.insert(u"occurred_at"_s, isoText(at));
    if (shape.createdAt) data.insert(u"created_at"_s, isoText(at));
    remember({leg.legId, leg.sessionId, type, u"webhook"_s, leg.connectionId, leg.from, leg.to, at,
              QJsonObject{{u"event"_s, data}}});
    deliver(data, leg);
}

void Switchboard::deliver(const QJsonObject &data, const Leg &leg) {
    const QString type = data.value("event_type"_L1).toString();
    ++m_eventCounts[type];
    if (!m_sink) return;
    QString url = leg.options.value("webhook_urls"_L1)[type].toString();
    if (url.isEmpty()) url = leg.options.value("webhook_url"_L1).toString();
    m_sink({.event = QJsonObject{{u"data"_s, data}}, .url = url, .retriesMs = retriesOf(leg, type)});
}

void Switchboard::emitPlain(const QString &type, const QJsonObject &payload, const QString &occurredAt,
                            const QString &url, const QString &failoverUrl) {
    ++m_eventCounts[type];
    const QJsonObject data{{u"record_type"_s, u"event"_s},
                           {u"event_type"_s, type},
                           {u"id"_s, newUuid()},
                           {u"occurred_at"_s, occurredAt},
                           {u"payload"_s, payload}};
    if (m_sink) m_sink({.event = QJsonObject{{u"data"_s, data}}, .url = url, .failoverUrl = failoverUrl});
}

void Switchboard::rememberCommand(const Leg &leg, const QString &name, const QJsonObject &body) {
    remember({leg.legId, leg.sessionId, name, u"command"_s, leg.connectionId, leg.from, leg.to, stamp(),
              QJsonObject{{u"body"_s, body}}});
}

void Switchboard::remember(HistoryEntry entry) {
    m_history.push_back(std::move(entry));
    while (static_cast<qsizetype>(m_history.size()) > m_options.historyLimit) m_history.pop_front();
}

void Switchboard::emitInitiated(const Leg &leg) {
    QJsonObject payload{{u"direction"_s, leg.outgoing ? u"outgoing"_s : u"incoming"_s},
                        {u"state"_s, leg.outgoing ? u"bridging"_s : u"parked"_s},
                        {u"start_time"_s, isoText(leg.startedAt)},
                        {u"caller_id_name"_s, leg.callerName.isEmpty() ? leg.from : leg.callerName},
                        {u"custom_headers"_s, leg.options.value("custom_headers"_L1).toArray()},
                        {u"sip_headers"_s, leg.options.value("sip_headers"_L1).toArray()},
                        {u"tags"_s, QJsonArray()}};
    if (!leg.outgoing) {
        payload.insert(u"calling_party_type"_s, leg.from.startsWith("sip:"_L1) ? u"sip"_s : u"pstn"_s);
        payload.insert(u"offered_codecs"_s, u"PCMU,PCMA,G722"_s);
        payload.insert(u"connection_codecs"_s, u"G722,PCMU,PCMA,OPUS"_s);
        payload.insert(u"shaken_stir_attestation"_s, u"A"_s);
        payload.insert(u"shaken_stir_validated"_s, true);
        payload.insert(u"call_screening_result"_s, QJsonValue());
    }
    emitEvent(leg, u"call.initiated"_s, payload);
}

void Switchboard::emitHangup(const Leg &leg) {
    QJsonValue quality;
    if (leg.answeredAt) {
        const qint64 packets = std::chrono::duration_cast<Ms>(*leg.endedAt - *leg.answeredAt).count() / 20;
        const auto number = [](qint64 n) { return QString::number(n); };
        const auto decimal = [](double d) { return QString::number(d, 'f', 2); };
        const double jitter = 1 + 4 * m_quality.unit();
        const double mos = 4.1 + 0.4 * m_quality.unit();
        const qint64 skipped = m_quality.between(0, packets / 200);
        quality = QJsonObject{{u"inbound"_s, QJsonObject{{u"jitter_max_variance"_s, decimal(jitter)},
                                                        {u"jitter_packet_count"_s, number(m_quality.between(0, 5))},
                                                        {u"mos"_s, decimal(mos)},
                                                        {u"packet_count"_s, number(packets)},
                                                        {u"skip_packet_count"_s, number(skipped)}}},
                              {u"outbound"_s, QJsonObject{{u"packet_count"_s, number(packets)},
                                                         {u"skip_packet_count"_s, u"0"_s}}}};
    }
    emitEvent(leg, u"call.hangup"_s,
              {{u"state"_s, u"hangup"_s},
               {u"start_time"_s, isoText(leg.startedAt)},
               {u"hangup_cause"_s, leg.hangup.cause},
               {u"hangup_source"_s, leg.hangup.source},
               {u"sip_hangup_cause"_s, leg.hangup.sip},
               {u"custom_headers"_s, leg.options.value("custom_headers"_L1).toArray()},
               {u"sip_headers"_s, leg.options.value("sip_headers"_L1).toArray()},
               {u"tags"_s, QJsonArray()},
               {u"call_quality_stats"_s, quality}});
}

void Switchboard::emitCost(const Leg &leg) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*leg.endedAt - *leg.answeredAt).count();
    const qint64 billed = std::max<qint64>(60, (seconds + 59) / 60 * 60);
    const auto part = [billed](const QString &name, double rate) {
        return QJsonObject{{u"call_part"_s, name},
                           {u"currency"_s, u"USD"_s},
                           {u"rate"_s, QString::number(rate, 'f', 4)},
                           {u"cost"_s, QString::number(rate * static_cast<double>(billed / 60), 'f', 4)},
                           {u"billed_duration_secs"_s, billed}};
    };
    emitEvent(leg, u"call.cost"_s,
              {{u"status"_s, u"success"_s},
               {u"billed_duration_secs"_s, billed},
               {u"billing_group_id"_s, QJsonValue()},
               {u"total_cost"_s, QString::number(0.007 * static_cast<double>(billed / 60), 'f', 4)},
               {u"cost_parts"_s, QJsonArray{part(u"call-control"_s, 0.002), part(u"sip-trunking"_s, 0.005)}}},
              {.parties = false, .payloadStamp = true});
}

} // namespace callfloor::simulator
