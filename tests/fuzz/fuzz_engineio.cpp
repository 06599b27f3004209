// SPDX-License-Identifier: GPL-3.0-or-later
// Engine.IO: one packet, and a payload of polling. Input: the bytes of either.
#include "server/realtime/engineio_packet.h"
#include "tests/fuzz/fuzz_target.h"

namespace callfloor::fuzz {

using namespace realtime;

namespace {

bool same(const InPacket &a, const InPacket &b) {
    return a.type == b.type && a.binary == b.binary && a.data == b.data;
}

OutPacket outward(const InPacket &packet, bool shared) {
    return packet.binary ? OutPacket::binary(packet.data) : OutPacket::text(packet.type, packet.data, shared);
}

void checkPacket(QByteArrayView text) {
    const auto packet = decodePacket(text);
    if (!packet) return;
    FUZZ_CHECK(!packet->binary && packet->data.size() == text.size() - 1);
    for (const bool shared : {false, true}) {
        const OutPacket out = outward(*packet, shared);
        FUZZ_CHECK(out.bytes() == text);
        const auto again = decodePacket(out.bytes());
        FUZZ_CHECK(again && same(*again, *packet));
        // Whatever the text, it follows a header of its length.
        const qsizetype header = text.size() <= 125 ? 2 : text.size() <= 0xffff ? 4 : 10;
        FUZZ_CHECK(out.frame().size() == header + text.size() && out.frame().endsWith(text));
    }
}

void checkPayload(QByteArrayView body) {
    const auto packets = decodePayload(body);
    if (!packets) return;
    FUZZ_CHECK(static_cast<qsizetype>(packets->size()) == body.count('\x1e') + 1);
    std::vector<OutPacket> outgoing;
    qsizetype bytes = 0;
    for (const InPacket &packet : *packets) {
        FUZZ_CHECK(!packet.binary || packet.type == PacketType::Message);
        bytes += packet.data.size();
        outgoing.push_back(outward(packet, false));
    }
    FUZZ_CHECK(bytes <= body.size());
    const auto again = decodePayload(encodePayload(outgoing));
    FUZZ_CHECK(again && again->size() == packets->size());
    for (size_t i = 0; i < packets->size(); ++i)
        FUZZ_CHECK(same((*again)[i], (*packets)[i]));
}

} // namespace

void fuzzOne(QByteArrayView input) {
    checkPacket(input);
    checkPayload(input);
}

} // namespace callfloor::fuzz
