// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/socketio_packet.h"

#include "server/realtime/json_text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>

namespace callfloor::realtime {

using namespace Qt::StringLiterals;

namespace {

/// Enough for every id that a client counts up, and far from overflow.
constexpr int kMaxIdDigits = 15;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes digits off the front. Nothing if there are too many.
std::optional<quint64> takeNumber(QByteArrayView &text, int maxDigits) {
    quint64 value = 0;
    int digits = 0;
    while (!text.isEmpty() && isDigit(text.front())) {
        if (++digits > maxDigits) return std::nullopt;
        value = value * 10 + static_cast<quint64>(text.front() - '0');
        text = text.sliced(1);
    }
    return value;
}

bool isBinaryType(MessageType type) {
    return type == MessageType::BinaryEvent || type == MessageType::BinaryAck;
}

bool isReservedEvent(const QString &name) {
    static constexpr std::array reserved = {"connect"_L1,       "connect_error"_L1, "disconnect"_L1,
                                            "disconnecting"_L1, "newListener"_L1,   "removeListener"_L1};
    for (const auto word : reserved)
        if (name == word) return true;
    return false;
}

bool payloadFits(MessageType type, const QJsonValue &json) {
    switch (type) {
    case MessageType::Connect:
        return json.isObject();
    case MessageType::Disconnect:
        return false;
    case MessageType::ConnectError:
        return json.isObject() || json.isString();
    case MessageType::Ack:
    case MessageType::BinaryAck:
        return json.isArray();
    case MessageType::Event:
    case MessageType::BinaryEvent: {
        const QJsonValue name = json.toArray().at(0);
        return json.isArray() && (name.isDouble() || (name.isString() && !isReservedEvent(name.toString())));
    }
    }
    return false;
}

} // namespace

std::optional<Message> decodeMessage(QByteArrayView utf8) {
    if (utf8.isEmpty() || utf8.front() < '0' || utf8.front() > '6') return std::nullopt;
    Message message;
    message.type = static_cast<MessageType>(utf8.front() - '0');
    utf8 = utf8.sliced(1);
    if (isBinaryType(message.type)) {
        if (utf8.isEmpty() || !isDigit(utf8.front())) return std::nullopt;
        const auto count = takeNumber(utf8, 4);
        if (!count || *count > kMaxAttachments || !utf8.startsWith('-')) return std::nullopt;
        message.attachments = static_cast<int>(*count);
        utf8 = utf8.sliced(1);
    }
    if (utf8.startsWith('/')) {
        const qsizetype comma = utf8.indexOf(',');
        message.nsp = (comma < 0 ? utf8 : utf8.first(comma)).toByteArray();
        utf8 = comma < 0 ? QByteArrayView() : utf8.sliced(comma + 1);
    }
    if (!utf8.isEmpty() && isDigit(utf8.front())) {
        message.id = takeNumber(utf8, kMaxIdDigits);
        if (!message.id) return std::nullopt;
    }
    if (utf8.isEmpty()) return message;
    const auto json = parseJson(utf8);
    if (!json || !payloadFits(message.type, *json)) return std::nullopt;
    message.payload = utf8.toByteArray();
    message.json = *json;
    return message;
}

bool placeholdersFit(const QJsonValue &value, int count) {
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            if (!placeholdersFit(item, count)) return false;
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (object.value("_placeholder"_L1) == QJsonValue(true)) {
            const QJsonValue number = object.value("num"_L1);
            const double index = number.toDouble(-1);
            return number.isDouble() && index >= 0 && index < count && index == static_cast<int>(index);
        }
        for (const auto &item : object)
            if (!placeholdersFit(item, count)) return false;
    }
    return true;
}

QByteArray encodeMessage(MessageType type, QByteArrayView nsp, const QByteArray &json, std::optional<quint64> id,
                         int attachments) {
    QByteArray out;
    out.reserve(json.size() + nsp.size() + 24);
    out.append(static_cast<char>('0' + static_cast<int>(type)));
    if (isBinaryType(type)) out.append(QByteArray::number(attachments)).append('-');
    if (nsp != "/") out.append(nsp).append(',');
    if (id) out.append(QByteArray::number(*id));
    return out.append(json);
}

} // namespace callfloor::realtime
