// SPDX-License-Identifier: GPL-3.0-or-later
// The REST views of Recordings.
#include "server/simulator/recordings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

ApiResponse recordingUnknown() {
    return refusal(404, u"10005"_s, u"Recording not found"_s, u"There is no such recording."_s, u"/recording_id"_s);
}

} // namespace

QJsonObject Recordings::json(const Recording &recording) const {
    const auto text = [](UtcTime t) { return QString::fromLatin1(toIsoMicros(t)); };
    const UtcTime ended = *recording.endedAt;
    QJsonObject json{{u"record_type"_s, u"recording"_s},
                     {u"id"_s, recording.id},
                     {u"call_control_id"_s, recording.leg.controlId},
                     {u"call_leg_id"_s, recording.leg.legId},
                     {u"call_session_id"_s, recording.leg.sessionId},
                     {u"connection_id"_s, recording.leg.connectionId},
                     {u"channels"_s, recording.channels},
                     {u"duration_millis"_s, qint64{std::chrono::duration_cast<Ms>(ended - recording.startedAt).count()}},
                     {u"from"_s, recording.leg.from},
                     {u"to"_s, recording.leg.to},
                     {u"initiated_by"_s, recording.initiatedBy},
                     {u"source"_s, recording.conferenceId.isEmpty() ? u"call"_s : u"conference"_s},
                     {u"status"_s, u"completed"_s},
                     {u"recording_started_at"_s, text(recording.startedAt)},
                     {u"recording_ended_at"_s, text(ended)},
                     {u"created_at"_s, text(ended)},
                     {u"updated_at"_s, text(ended)},
                     {u"download_urls"_s, QJsonObject{{recording.format, url(recording)}}}};
    if (!recording.conferenceId.isEmpty()) json.insert(u"conference_id"_s, recording.conferenceId);
    return json;
}

bool Recordings::matches(const Recording &recording, const ApiRequest &request) const {
    const QJsonObject values = json(recording);
    for (const QString &field : {u"call_control_id"_s, u"call_leg_id"_s, u"call_session_id"_s, u"conference_id"_s,
                                 u"connection_id"_s, u"from"_s, u"to"_s}) {
        const QString asked = request.param("filter["_L1 + field + ']'_L1);
        if (!asked.isEmpty() && values.value(field).toString() != asked) return false;
    }
    const auto bound = [&](const QString &name) { return fromIso(request.param(name).toLatin1()); };
    const auto from = bound(u"filter[created_at][gte]"_s), to = bound(u"filter[created_at][lte]"_s);
    return !(from && *recording.endedAt < *from) && !(to && *recording.endedAt > *to);
}

void Recordings::addReads(Router &router) {
    router.add(u"GET"_s, u"recordings"_s, u"recordings.list"_s, [this](const ApiRequest &request, const QStringList &) {
        QJsonArray items;
        for (auto it = m_order.rbegin(); it != m_order.rend(); ++it) {
            const Recording &recording = m_recordings.at(*it);
            if (recording.saved && matches(recording, request)) items.append(json(recording));
        }
        return pageResponse(items, request);
    });
    router.add(u"GET"_s, u"recordings/{}"_s, u"recordings.get"_s, [this](const ApiRequest &, const QStringList &captures) {
        const auto it = m_recordings.find(captures.first());
        return it == m_recordings.end() || !it->second.saved ? recordingUnknown() : dataResponse(json(it->second));
    });
    router.add(u"DELETE"_s, u"recordings/{}"_s, u"recordings.delete"_s, [this](const ApiRequest &, const QStringList &captures) {
        const auto it = m_recordings.find(captures.first());
        if (it == m_recordings.end() || !it->second.saved) return recordingUnknown();
        const ApiResponse response = dataResponse(json(it->second));
        m_recordings.erase(it);
        std::erase(m_order, captures.first());
        return response;
    });
}

} // namespace callfloor::simulator
