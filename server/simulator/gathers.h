// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/prompts.h"

namespace callfloor::simulator {

/// gather, gather_using_speak, gather_using_audio, gather_stop: collects the digits that the person presses.
class Gathers {
public:
    Gathers(Switchboard &board, CommandDesk &desk, Prompts &prompts);

private:
    struct Gather {
        quint64 serial = 0;
        QString digits = {};
        int minimum = 1;
        int maximum = 128;
        QString terminator = QStringLiteral("#");
        QString valid = QStringLiteral("0123456789#*");
        Ms total{60000};
        Ms initial{5000};
        Ms interDigit{5000};
        int tries = 1;
        quint64 presses = 0;                  ///< Tells whether the timer that fires is the latest.
        std::optional<Prompt> prompt = {};
        std::optional<Prompt> invalidPrompt = {};
    };

    ApiResponse start(Leg &leg, const QJsonObject &body, std::optional<Prompt> prompt, std::optional<Prompt> invalidPrompt);
    void ask(Leg &leg, const std::optional<Prompt> &prompt);
    void listen(Leg &leg);
    void waitForDigit(Leg &leg, Ms patience);
    void digit(Leg &leg, QChar key);
    void settle(Leg &leg, const QString &shortStatus);
    void finish(Leg &leg, const QString &status);
    Gather *current(const Leg &leg, quint64 serial);

    Switchboard &m_board;
    Prompts &m_prompts;
    quint64 m_serial = 0;
    std::map<QString, Gather> m_gathers;
};

} // namespace callfloor::simulator
