// SPDX-License-Identifier: GPL-3.0-or-later
// Socket.IO: the text of one packet. Input: that text.
#include "server/realtime/json_text.h"
#include "server/realtime/socketio_packet.h"
#include "tests/fuzz/fuzz_target.h"

#include <QJsonArray>

namespace callfloor::fuzz {

using namespace realtime;

namespace {

bool same(const Message &a, const Message &b) {
    return a.type == b.type && a.nsp == b.nsp && a.id == b.id && a.attachments == b.attachments &&
           a.payload == b.payload && a.json == b.json;
}

bool isBinary(MessageType type) {
    return type == MessageType::BinaryEvent || type == MessageType::BinaryAck;
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const auto message = decodeMessage(input);
    if (!message) return;
    FUZZ_CHECK(message->nsp.startsWith('/') && !message->nsp.contains(','));
    FUZZ_CHECK(message->attachments >= 0 && message->attachments <= kMaxAttachments);
    FUZZ_CHECK(message->attachments == 0 || isBinary(message->type));
    FUZZ_CHECK(message->payload.isEmpty() == message->json.isUndefined());
    FUZZ_CHECK(message->payload.size() < input.size());

    const QByteArray text =
        encodeMessage(message->type, message->nsp, message->payload, message->id, message->attachments);
    const auto again = decodeMessage(text);
    FUZZ_CHECK_SHOWING(again && same(*again, *message), text);

    // What fits few attachments fits more.
    if (placeholdersFit(message->json, message->attachments))
        FUZZ_CHECK(placeholdersFit(message->json, kMaxAttachments));
    const bool event = message->type == MessageType::Event || message->type == MessageType::BinaryEvent;
    if (event && !message->payload.isEmpty()) {
        // The arguments go on as they were written, so they must be what has been parsed.
        const auto args = parseJson(QByteArray("[" + behindFirstElement(message->payload) + "]"));
        QJsonArray wanted = message->json.toArray();
        wanted.removeFirst();
        FUZZ_CHECK_SHOWING(args && args->toArray() == wanted, message->payload);
    }
}

} // namespace callfloor::fuzz
