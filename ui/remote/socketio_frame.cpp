// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/socketio_frame.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor {

namespace {

/// Position just behind the JSON value at `pos`, found by strings and brackets alone; -1 if it does not end.
qsizetype endOfValue(QByteArrayView text, qsizetype pos) {
    int depth = 0;
    bool inString = false;
    for (; pos < text.size(); ++pos) {
        const char c = text[pos];
        if (inString) {
            if (c == '\\') ++pos;
            else if (c == '"') inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return pos;
            --depth;
        } else if (c == ',' && depth == 0) {
            return pos;
        }
    }
    return -1;
}

/// Skips `/namespace,` and the digits of an acknowledgement id. Nothing for a namespace other than the default one.
std::optional<QByteArrayView> afterAddress(QByteArrayView packet) {
    if (packet.startsWith('/')) {
        const qsizetype comma = packet.indexOf(',');
        const QByteArrayView name = comma < 0 ? packet : packet.first(comma);
        if (name != QByteArrayView("/")) return std::nullopt;
        packet = comma < 0 ? QByteArrayView() : packet.sliced(comma + 1);
    }
    while (!packet.isEmpty() && packet.front() >= '0' && packet.front() <= '9') packet = packet.sliced(1);
    return packet;
}

SocketIoFrame readSocketPacket(QByteArrayView packet) {
    using Type = SocketIoFrame::Type;
    if (packet.isEmpty()) return {};
    const char kind = packet.front();
    const auto payload = afterAddress(packet.sliced(1));
    if (!payload) return {};
    switch (kind) {
    case '0': return {Type::Connected, *payload};
    case '1': return {Type::Disconnected, *payload};
    case '2': return {Type::Event, *payload};
    case '4': return {Type::Refused, *payload};
    default: return {};
    }
}

} // namespace

SocketIoFrame readSocketIoFrame(QByteArrayView message) {
    using Type = SocketIoFrame::Type;
    if (message.isEmpty()) return {};
    switch (message.front()) {
    case '0': return {Type::Open, message.sliced(1)};
    case '1': return {Type::Close, {}};
    case '2': return {Type::Ping, message.sliced(1)};
    case '4': return readSocketPacket(message.sliced(1));
    default: return {};
    }
}

std::optional<SocketIoEvent> readSocketIoEvent(QByteArrayView array) {
    array = array.trimmed();
    if (array.size() < 2 || array.front() != '[' || array.back() != ']') return std::nullopt;
    SocketIoEvent event;
    std::vector<QByteArrayView> values;
    for (qsizetype pos = 1; pos < array.size();) {
        const qsizetype end = endOfValue(array, pos);
        if (end < 0) return std::nullopt;
        values.push_back(array.sliced(pos, end - pos).trimmed());
        if (array[end] == ']' && end != array.size() - 1) return std::nullopt;
        pos = end + 1;
    }
    if (values.empty() || !values.front().startsWith('"')) return std::nullopt;
    const QByteArray nameArray = '[' + values.front().toByteArray() + ']';
    event.name = QJsonDocument::fromJson(nameArray).array().at(0).toString();
    if (event.name.isEmpty()) return std::nullopt;
    event.arguments.assign(values.begin() + 1, values.end());
    return event;
}

} // namespace callfloor
