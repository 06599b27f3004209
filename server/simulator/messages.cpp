// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/messages.h"

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr size_t kMessagesKept = 10000;

} // namespace

int messageParts(const QString &text, bool *gsm7) {
    static const QString basic =
        u"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
        u"abcdefghijklmnopqrstuvwxyzäöñüà"_s;
    static const QString extended = u"^{}\\[~]|€"_s; // These take two places.
    qsizetype length = 0;
    bool plain = true;
    for (const QChar c : text) {
        if (basic.contains(c)) ++length;
        else if (extended.contains(c)) length += 2;
        else plain = false;
    }
    if (!plain) length = text.size();
    if (gsm7) *gsm7 = plain;
    const qsizetype single = plain ? 160 : 70, split = plain ? 153 : 67;
    return length <= single ? 1 : static_cast<int>((length + split - 1) / split);
}

Messages::Messages(Switchboard &board, Router &router) : m_board(board) {
    router.add(u"POST"_s, u"messages"_s, u"messages.send"_s,
               [this](const ApiRequest &request, const QStringList &) { return send(request.body); });
    router.add(u"GET"_s, u"messages/{}"_s, u"messages.get"_s, [this](const ApiRequest &, const QStringList &captures) {
        const auto it = m_messages.find(captures.first());
        return it == m_messages.end() ? refuse::notFound() : dataResponse(it->second);
    });
}

QString Messages::stamp() const {
    QByteArray text = toIsoMillis(m_board.now());
    text.chop(1);
    return QString(QLatin1String(text) + "+00:00"_L1);
}

std::optional<ApiResponse> Messages::problem(const QJsonObject &body) const {
    BodyCheck check(body);
    check.required({u"to"_s});
    if (check.problem()) return check.problem();
    if (!body.contains("from"_L1) && !body.contains("messaging_profile_id"_L1)) return refuse::missing(u"from"_s);
    if (!body.contains("text"_L1) && !body.contains("media_urls"_L1)) return refuse::missing(u"text"_s);
    if (body.contains("send_at"_L1)) return refuse::badValue(u"send_at"_s, u"The simulator sends at once."_s);
    const QString to = body.value("to"_L1).toString();
    if (!isE164(to)) return refusal(400, u"40310"_s, u"Invalid 'to' address"_s, u"'to' is not in +E164 format."_s, u"/to"_s);
    if (m_optedOut.contains(to))
        return refusal(400, u"40300"_s, u"Blocked due to STOP message"_s, u"The recipient has opted out."_s, u"/to"_s);
    return std::nullopt;
}

QJsonObject Messages::blank(const QString &direction, const QString &text) const {
    bool gsm7 = true;
    const int parts = messageParts(text, &gsm7);
    return {{u"record_type"_s, u"message"_s},
            {u"direction"_s, direction},
            {u"messaging_profile_id"_s, u"83d2343b-553f-4c5f-b8c8-fd27004f94bf"_s},
            {u"organization_id"_s, u"9d76d591-1b7d-405d-8c64-1320ee070245"_s},
            {u"type"_s, u"SMS"_s},
            {u"encoding"_s, gsm7 ? u"GSM-7"_s : u"UCS-2"_s},
            {u"parts"_s, parts},
            {u"text"_s, text},
            {u"errors"_s, QJsonArray()},
            {u"media"_s, QJsonArray()},
            {u"cc"_s, QJsonArray()},
            {u"tags"_s, QJsonArray()},
            {u"valid_until"_s, QJsonValue()},
            {u"webhook_url"_s, QJsonValue()},
            {u"webhook_failover_url"_s, QJsonValue()},
            {u"received_at"_s, stamp()},
            {u"sent_at"_s, QJsonValue()},
            {u"completed_at"_s, QJsonValue()},
            {u"cost"_s, QJsonObject{{u"amount"_s, QString::number(0.0051 * parts, 'f', 4)}, {u"currency"_s, u"USD"_s}}}};
}

ApiResponse Messages::send(const QJsonObject &body) {
    if (const auto refused = problem(body)) return *refused;
    QJsonObject message = blank(u"outbound"_s, body.value("text"_L1).toString());
    message.insert(u"id"_s, m_board.newUuid());
    QJsonArray media;
    for (const QString &url : stringList(body.value("media_urls"_L1)))
        media.append(QJsonObject{{u"url"_s, url}, {u"content_type"_s, QJsonValue()}, {u"sha256"_s, QJsonValue()}, {u"size"_s, QJsonValue()}});
    if (!media.isEmpty()) message.insert(u"type"_s, u"MMS"_s);
    message.insert(u"media"_s, media);
    message.insert(u"from"_s, QJsonObject{{u"carrier"_s, u"Telnyx"_s},
                                          {u"line_type"_s, u"Wireless"_s},
                                          {u"phone_number"_s, body.value("from"_L1).toString(u"+13125550100"_s)}});
    message.insert(u"to"_s, QJsonArray{QJsonObject{{u"carrier"_s, u"Simulated Mobile"_s},
                                                   {u"line_type"_s, u"Wireless"_s},
                                                   {u"phone_number"_s, body.value("to"_L1)},
                                                   {u"status"_s, u"queued"_s}}});
    for (const QString &field : {u"webhook_url"_s, u"webhook_failover_url"_s})
        if (body.contains(field)) message.insert(field, body.value(field));
    keep(message);
    ++m_sent;
    const QString id = message.value("id"_L1).toString();
    m_board.later(m_board.scaled(Ms{400}), [this, id] { advance(id, u"sent"_s); });
    m_board.later(m_board.scaled(Ms{2000}), [this, id] { finish(id); });
    return dataResponse(message);
}

void Messages::advance(const QString &id, const QString &status) {
    const auto it = m_messages.find(id);
    if (it == m_messages.end()) return;
    QJsonObject &message = it->second;
    QJsonObject to = message.value("to"_L1).toArray().first().toObject();
    to.insert(u"status"_s, status);
    message.insert(u"to"_s, QJsonArray{to});
    if (status == "sent"_L1) message.insert(u"sent_at"_s, stamp());
    else message.insert(u"completed_at"_s, stamp());
    emitMessage(message, status == "sent"_L1 ? u"message.sent"_s : u"message.finalized"_s);
}

void Messages::finish(const QString &id) {
    const auto it = m_messages.find(id);
    if (it == m_messages.end()) return;
    const QString to = it->second.value("to"_L1).toArray().first()["phone_number"_L1].toString();
    if (!to.endsWith("0404"_L1)) {
        it->second.insert(u"cost_breakdown"_s,
                          QJsonObject{{u"carrier_fee"_s, QJsonObject{{u"amount"_s, u"0.00305"_s}, {u"currency"_s, u"USD"_s}}},
                                      {u"rate"_s, QJsonObject{{u"amount"_s, u"0.00205"_s}, {u"currency"_s, u"USD"_s}}}});
        return advance(id, u"delivered"_s);
    }
    it->second.insert(u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, u"40001"_s},
                                                          {u"title"_s, u"Not routable"_s},
                                                          {u"detail"_s, u"The destination cannot be reached."_s}}});
    it->second.insert(u"cost"_s, QJsonObject{{u"amount"_s, u"0.0000"_s}, {u"currency"_s, u"USD"_s}});
    advance(id, u"delivery_failed"_s);
}

void Messages::emitMessage(const QJsonObject &message, const QString &type) {
    m_board.emitPlain(type, message, stamp(), message.value("webhook_url"_L1).toString(),
                      message.value("webhook_failover_url"_L1).toString());
}

QString Messages::receive(const QString &from, const QString &to, const QString &text) {
    QJsonObject message = blank(u"inbound"_s, text);
    message.insert(u"id"_s, m_board.newUuid());
    message.insert(u"cost"_s, QJsonObject{{u"amount"_s, u"0.0000"_s}, {u"currency"_s, u"USD"_s}});
    message.insert(u"from"_s, QJsonObject{{u"carrier"_s, u"Simulated Mobile"_s}, {u"line_type"_s, u"Wireless"_s}, {u"phone_number"_s, from}});
    message.insert(u"to"_s, QJsonArray{QJsonObject{{u"carrier"_s, u"Telnyx"_s},
                                                   {u"line_type"_s, u"Wireless"_s},
                                                   {u"phone_number"_s, to},
                                                   {u"status"_s, u"webhook_delivered"_s}}});
    keep(message);
    noteOptOut(from, text);
    emitMessage(message, u"message.received"_s);
    return message.value("id"_L1).toString();
}

void Messages::noteOptOut(const QString &from, const QString &text) {
    static const QStringList stop{u"STOP"_s, u"STOPALL"_s, u"STOP ALL"_s, u"UNSUBSCRIBE"_s, u"CANCEL"_s, u"END"_s, u"QUIT"_s};
    static const QStringList start{u"START"_s, u"UNSTOP"_s};
    const QString word = text.trimmed().toUpper();
    if (stop.contains(word)) m_optedOut.insert(from);
    if (start.contains(word)) m_optedOut.remove(from);
}

void Messages::keep(const QJsonObject &message) {
    const QString id = message.value("id"_L1).toString();
    m_messages.insert_or_assign(id, message);
    m_order.push_back(id);
    if (m_order.size() <= kMessagesKept) return;
    m_messages.erase(m_order.front());
    m_order.pop_front();
}

} // namespace callfloor::simulator
