// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/leg_reads.h"

#include "server/simulator/dialing.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

/// Opaque to clients: the serial number of the leg at the edge of a page.
QString cursorText(quint64 serial) {
    return "v1:"_L1 + QString::fromLatin1(QByteArray::number(serial).toBase64(QByteArray::OmitTrailingEquals));
}

quint64 cursorSerial(const QString &text) {
    return QByteArray::fromBase64(text.section(':'_L1, 1).toLatin1()).toULongLong();
}

bool timeAgrees(const ApiRequest &request, UtcTime at) {
    const auto bound = [&](QLatin1String op) {
        return fromIso(request.param("filter[occurred_at]["_L1 + op + ']'_L1).toLatin1());
    };
    const auto eq = bound("eq"_L1), gt = bound("gt"_L1), gte = bound("gte"_L1), lt = bound("lt"_L1), lte = bound("lte"_L1);
    return !(eq && at != *eq) && !(gt && at <= *gt) && !(gte && at < *gte) && !(lt && at >= *lt) && !(lte && at > *lte);
}

} // namespace

LegReads::LegReads(Switchboard &board, Router &router) : m_board(board) {
    router.add(u"GET"_s, u"calls/{}"_s, u"calls.get"_s,
               [this](const ApiRequest &, const QStringList &captures) { return call(captures.first()); });
    router.add(u"GET"_s, u"connections/{}/active_calls"_s, u"active_calls"_s,
               [this](const ApiRequest &request, const QStringList &captures) { return activeCalls(captures.first(), request); });
    router.add(u"GET"_s, u"call_events"_s, u"call_events"_s,
               [this](const ApiRequest &request, const QStringList &) { return callEvents(request); });
}

ApiResponse LegReads::call(const QString &controlId) const {
    if (!controlId.startsWith("v3:"_L1)) return refuse::unknownLeg();
    const Leg *leg = m_board.find(controlId);
    return leg ? dataResponse(callJson(*leg, m_board.now())) : refuse::notFound();
}

ApiResponse LegReads::activeCalls(const QString &connectionId, const ApiRequest &request) const {
    const bool any = m_board.options().connectionId.isEmpty();
    std::vector<const Leg *> legs;
    for (const auto &[serial, leg] : m_board.liveLegs())
        if (any || leg->connectionId == connectionId) legs.push_back(leg);
    const int asked = request.param(u"page[limit]"_s).toInt();
    const auto limit = static_cast<size_t>(asked <= 0 ? 20 : std::min(asked, 250));
    const QString after = request.param(u"page[after]"_s), before = request.param(u"page[before]"_s);

    size_t first = 0;
    size_t last = legs.size();
    if (!after.isEmpty())
        while (first < legs.size() && legs[first]->serial <= cursorSerial(after)) ++first;
    if (!before.isEmpty()) {
        while (last > 0 && legs[last - 1]->serial >= cursorSerial(before)) --last;
        first = last > limit ? last - limit : 0;
    }
    last = std::min(last, first + limit);

    QJsonArray items;
    for (size_t i = first; i < last; ++i) {
        const QJsonObject json = callJson(*legs[i], m_board.now());
        QJsonObject item;
        for (const QString &field : {u"record_type"_s, u"call_control_id"_s, u"call_leg_id"_s, u"call_session_id"_s, u"call_duration"_s})
            item.insert(field, json.value(field));
        item.insert(u"client_state"_s, legs[i]->clientState.value_or(QString()));
        items.append(item);
    }
    QJsonObject meta{{u"total_items"_s, static_cast<int>(legs.size())}};
    const QString path = "/v2/connections/"_L1 + connectionId + "/active_calls?page"_L1;
    QJsonObject cursors;
    if (last < legs.size() && last > first) {
        const QString cursor = cursorText(legs[last - 1]->serial);
        cursors.insert(u"after"_s, cursor);
        meta.insert(u"next"_s, QString(path + "[after]="_L1 + cursor));
    }
    if (first > 0 && last > first) {
        const QString cursor = cursorText(legs[first]->serial);
        cursors.insert(u"before"_s, cursor);
        meta.insert(u"previous"_s, QString(path + "[before]="_L1 + cursor));
    }
    meta.insert(u"cursors"_s, cursors);
    return {.json = QJsonObject{{u"data"_s, items}, {u"meta"_s, meta}}};
}

ApiResponse LegReads::callEvents(const ApiRequest &request) const {
    const QString leg = request.param(u"filter[leg_id]"_s), session = request.param(u"filter[application_session_id]"_s);
    const QString type = request.param(u"filter[type]"_s), name = request.param(u"filter[name]"_s);
    const QString connection = request.param(u"filter[connection_id]"_s);
    const QString from = request.param(u"filter[from]"_s), to = request.param(u"filter[to]"_s);
    const auto agrees = [](const QString &asked, const QString &value) { return asked.isEmpty() || asked == value; };
    const bool anyAge = !leg.isEmpty() || !session.isEmpty();
    const UtcTime dayAgo = m_board.now() - std::chrono::hours(24);
    QJsonArray items;
    for (const HistoryEntry &entry : m_board.history()) {
        const bool wanted = agrees(leg, entry.legId) && agrees(session, entry.sessionId) && agrees(type, entry.type) &&
                            agrees(name, entry.name) && agrees(connection, entry.connectionId) && agrees(from, entry.from) &&
                            agrees(to, entry.to) && (anyAge || entry.at >= dayAgo) && timeAgrees(request, entry.at);
        if (wanted)
            items.append(QJsonObject{{u"record_type"_s, u"call_event"_s},
                                     {u"call_leg_id"_s, entry.legId},
                                     {u"call_session_id"_s, entry.sessionId},
                                     {u"event_timestamp"_s, QString::fromLatin1(toIsoMicros(entry.at))},
                                     {u"name"_s, entry.name},
                                     {u"type"_s, entry.type},
                                     {u"metadata"_s, entry.metadata}});
    }
    return pageResponse(items, request);
}

} // namespace callfloor::simulator
