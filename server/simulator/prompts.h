// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

#include <list>

namespace callfloor::simulator {

/// Something that is spoken or played to a leg.
struct Prompt {
    bool speech = true;
    QString mediaUrl = {};
    QString mediaName = {};
    bool overlay = false;
    std::optional<Ms> length = Ms{0};         ///< Simulated; empty = until stopped.
    std::function<void(Leg &, const QString &status)> done = {}; ///< After the ended event.
};

/// speak, playback_start and playback_stop: one after the other on each leg, overlays at once.
class Prompts {
public:
    Prompts(Switchboard &board, CommandDesk &desk);

    /// Plays it when what is before it has ended.
    void play(Leg &leg, Prompt prompt);
    /// Stops what plays first, or everything. `status` goes into the ended events.
    void stop(Leg &leg, bool all, const QString &status);

    /// How long a text takes to say: 60 ms a character, at least half a second.
    static Ms speechLength(const QString &text);
    /// The prompt that the fields of a playback or gather describe; `prefix` precedes audio_url and media_name.
    static Prompt mediaPrompt(const QJsonObject &body, const QString &urlField, const QString &nameField);

private:
    struct Running {
        quint64 serial = 0;
        Prompt prompt;
        bool started = false;
    };
    ApiResponse speak(Leg &leg, const QJsonObject &body);
    ApiResponse playback(Leg &leg, const QJsonObject &body);
    void applyStop(Leg &leg, const QJsonObject &body);
    void startNext(Leg &leg);
    void start(Leg &leg, Running &running);
    void finish(Leg &leg, quint64 serial, const QString &status);

    Switchboard &m_board;
    quint64 m_serial = 0;
    std::map<QString, std::list<Running>> m_running;
};

} // namespace callfloor::simulator
