// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/engineio_packet.h"

#include <QStringDecoder>

namespace callfloor::realtime {

namespace {

constexpr char kSeparator = 0x1e;

bool isUtf8(QByteArrayView bytes) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError() && !text.isNull();
}

std::optional<InPacket> decodeBinary(QByteArrayView base64) {
    while (base64.endsWith('='))
        base64.chop(1);
    if (base64.size() % 4 == 1) return std::nullopt; // six bits are no byte; Qt would drop them
    auto decoded = QByteArray::fromBase64Encoding(base64.toByteArray(), QByteArray::AbortOnBase64DecodingErrors |
                                                                            QByteArray::OmitTrailingEquals);
    if (!decoded) return std::nullopt;
    return InPacket{PacketType::Message, true, std::move(decoded.decoded)};
}

} // namespace

OutPacket OutPacket::text(PacketType type, QByteArrayView utf8, bool shared) {
    OutPacket packet;
    packet.m_bytes.reserve(utf8.size() + 1);
    packet.m_bytes.append(static_cast<char>(type)).append(utf8);
    if (shared) packet.m_frame = net::serverFrame(false, packet.m_bytes);
    return packet;
}

OutPacket OutPacket::binary(const QByteArray &data) {
    OutPacket packet;
    packet.m_binary = true;
    packet.m_bytes = data;
    return packet;
}

void OutPacket::appendTo(QByteArray &payload) const {
    if (m_binary)
        payload.append('b').append(m_bytes.toBase64());
    else
        payload.append(m_bytes);
}

std::optional<InPacket> decodePacket(QByteArrayView utf8) {
    if (utf8.isEmpty() || utf8.front() < '0' || utf8.front() > '6') return std::nullopt;
    return InPacket{static_cast<PacketType>(utf8.front()), false, utf8.sliced(1).toByteArray()};
}

std::optional<std::vector<InPacket>> decodePayload(QByteArrayView body) {
    if (body.isEmpty() || !isUtf8(body)) return std::nullopt;
    std::vector<InPacket> packets;
    while (true) {
        const qsizetype end = body.indexOf(kSeparator);
        const QByteArrayView part = end < 0 ? body : body.first(end);
        auto packet = part.startsWith('b') ? decodeBinary(part.sliced(1)) : decodePacket(part);
        if (!packet) return std::nullopt;
        packets.push_back(std::move(*packet));
        if (end < 0) return packets;
        body = body.sliced(end + 1);
    }
}

QByteArray encodePayload(const std::vector<OutPacket> &packets) {
    qsizetype size = 0;
    for (const OutPacket &packet : packets)
        size += packet.size();
    QByteArray payload;
    payload.reserve(size);
    for (const OutPacket &packet : packets) {
        if (!payload.isEmpty()) payload.append(kSeparator);
        packet.appendTo(payload);
    }
    return payload;
}

} // namespace callfloor::realtime
