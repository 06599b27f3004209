// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/silence.h"

#include <QtEndian>

#include <algorithm>

namespace callfloor::simulator {

namespace {

using std::chrono::milliseconds;

qsizetype boundedMs(milliseconds length) {
    return static_cast<qsizetype>(std::clamp<qint64>(length.count(), 36, 600'000));
}

template <class T>
void appendLittle(QByteArray &out, T value) {
    char raw[sizeof(T)];
    qToLittleEndian(value, raw);
    out.append(raw, sizeof(T));
}

} // namespace

QByteArray silentWav(milliseconds length) {
    const qsizetype samples = boundedMs(length) * 8;
    QByteArray out;
    out.reserve(44 + samples);
    out.append("RIFF");
    appendLittle(out, static_cast<quint32>(36 + samples));
    out.append("WAVEfmt ");
    appendLittle(out, quint32{16});
    appendLittle(out, quint16{1}); // PCM
    appendLittle(out, quint16{1}); // channels
    appendLittle(out, quint32{8000});
    appendLittle(out, quint32{8000}); // bytes per second
    appendLittle(out, quint16{1});    // bytes per frame
    appendLittle(out, quint16{8});    // bits per sample
    out.append("data");
    appendLittle(out, static_cast<quint32>(samples));
    out.append(samples, static_cast<char>(0x80)); // The middle of unsigned samples.
    return out;
}

QByteArray silentMp3(milliseconds length) {
    // Header: sync, MPEG-1 layer III without CRC, 32 kbit/s at 32 kHz, mono. Side information of zeros means a frame
    // without main data, which decodes to silence. 144 * 32000 / 32000 = 144 bytes.
    QByteArray frame(144, '\0');
    frame[0] = static_cast<char>(0xff);
    frame[1] = static_cast<char>(0xfb);
    frame[2] = static_cast<char>(0x18);
    frame[3] = static_cast<char>(0xc0);
    return frame.repeated((boundedMs(length) + 35) / 36);
}

} // namespace callfloor::simulator
