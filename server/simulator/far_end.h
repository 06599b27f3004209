// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/switchboard.h"

namespace callfloor::simulator {

/// Plays the people (and machines) at the far ends of legs as their scripts say: rings, answers, refuses, speaks,
/// presses keys, hangs up; and the carrier's answering machine detection.
class FarEnd {
public:
    explicit FarEnd(Switchboard &board);

private:
    void ring(Leg &leg);
    void waitForAnswer(Leg &leg);
    void startTalk(Leg &leg);
    void detectMachine(Leg &leg);
    void detectStandard(Leg &leg, const QString &mode);
    void detectPremium(Leg &leg);
    void report(const Leg &leg, Ms after, const QString &type, const QString &result);

    Switchboard &m_board;
};

} // namespace callfloor::simulator
