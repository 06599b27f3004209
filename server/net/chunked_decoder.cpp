// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/chunked_decoder.h"

#include <algorithm>

namespace callfloor::net {

namespace {

constexpr int kMaxSizeDigits = 8;

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isControl(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

} // namespace

ChunkedDecoder::ChunkedDecoder(qsizetype bodyLimit, const Limits &limits)
    : m_bodyLimit(bodyLimit)
    , m_overheadLeft(limits.headerBytes)
    , m_trailersLeft(limits.headerCount) {}

qsizetype ChunkedDecoder::feed(QByteArrayView data, QByteArray &body) {
    qsizetype pos = 0;
    while (pos < data.size() && !m_refusal && m_state != State::Done) {
        if (m_state == State::Data) {
            const qsizetype take = std::min<qsizetype>(m_chunkLeft, data.size() - pos);
            body.append(data.sliced(pos, take));
            pos += take;
            m_chunkLeft -= take;
            if (m_chunkLeft == 0) m_state = State::DataCr;
        } else {
            feedByte(data[pos++]);
        }
    }
    return pos;
}

void ChunkedDecoder::feedByte(char c) {
    switch (m_state) {
    case State::Size:
        sizeByte(c);
        break;
    case State::Extension:
        if (c == '\r')
            m_state = State::SizeLf;
        else if (isControl(c) || --m_overheadLeft < 0)
            refuse("A chunk extension is malformed or too long.");
        break;
    case State::SizeLf:
        if (c == '\n')
            sizeLineEnded();
        else
            refuse("The line of a chunk size must end with CR LF.");
        break;
    case State::DataCr:
        if (c == '\r')
            m_state = State::DataLf;
        else
            refuse("A chunk is longer than its size says.");
        break;
    case State::DataLf:
        if (c == '\n')
            m_state = State::Size;
        else
            refuse("A chunk must end with CR LF.");
        m_digits = 0;
        break;
    case State::TrailerLine:
    case State::TrailerLf:
        trailerByte(c);
        break;
    case State::Data:
    case State::Done:
        break;
    }
}

void ChunkedDecoder::sizeByte(char c) {
    const int value = hexValue(c);
    if (value >= 0) {
        if (++m_digits > kMaxSizeDigits) return refuse("A chunk size has too many digits.");
        m_chunkLeft = m_chunkLeft * 16 + value;
        return;
    }
    if (m_digits == 0) return refuse("A chunk must begin with its size in hexadecimal digits.");
    if (c == '\r')
        m_state = State::SizeLf;
    else if (c == ';')
        m_state = State::Extension;
    else
        refuse("A chunk size must be hexadecimal digits only.");
}

void ChunkedDecoder::sizeLineEnded() {
    if (m_chunkLeft == 0) {
        m_state = State::TrailerLine;
        return;
    }
    m_decoded += m_chunkLeft;
    if (m_decoded > m_bodyLimit) m_refusal = Refusal{413, "body_too_large", "The body of the request is too large."};
    m_state = State::Data;
}

void ChunkedDecoder::trailerByte(char c) {
    if (m_state == State::TrailerLf) {
        if (c != '\n') return refuse("A trailer line must end with CR LF.");
        return trailerLineEnded();
    }
    if (c == '\r') {
        m_state = State::TrailerLf;
        return;
    }
    if (c == '\n') return refuse("A trailer line must end with CR LF.");
    if (--m_overheadLeft < 0) {
        m_refusal = Refusal{431, "trailers_too_large", "The trailers of the request are too large."};
        return;
    }
    m_line.append(c);
}

void ChunkedDecoder::trailerLineEnded() {
    if (m_line.isEmpty()) {
        m_state = State::Done;
        return;
    }
    Header field;
    if (--m_trailersLeft < 0 || !parseFieldLine(m_line, field)) return refuse("A trailer field is malformed.");
    // RFC 9110 §6.5.1: fields that decide framing, routing or credentials are never taken from trailers.
    if (field.name == "content-length" || field.name == "transfer-encoding" || field.name == "host" ||
        field.name == "authorization")
        return refuse("A trailer must not carry framing, routing or credentials.");
    m_line.clear();
    m_state = State::TrailerLine;
}

void ChunkedDecoder::refuse(const char *sentence) {
    m_refusal = Refusal{400, "bad_chunk", sentence};
}

} // namespace callfloor::net
