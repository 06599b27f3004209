// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace callfloor::simulator {

/// Audio files that any player accepts, so that downloads of recordings can be tried. At most 10 minutes long.

/// RIFF/WAVE, 8 kHz, mono, 8-bit PCM.
QByteArray silentWav(std::chrono::milliseconds length);
/// MPEG-1 layer III frames (ISO/IEC 11172-3), 32 kbit/s, 32 kHz, mono, without audio in them: 36 ms each.
QByteArray silentMp3(std::chrono::milliseconds length);

} // namespace callfloor::simulator
