// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

namespace callfloor::simulator {

class Queues;

/// Commands about the call itself: answer, reject, hangup, bridge, refer, client_state_update, send_dtmf,
/// switch_supervisor_role, suppression.
class CallCommands {
public:
    CallCommands(Switchboard &board, CommandDesk &desk, Queues &queues);

private:
    void addState(CommandDesk &desk);
    void addOthers(CommandDesk &desk);
    ApiResponse answer(Leg &leg, const QJsonObject &body);
    ApiResponse reject(Leg &leg, const QJsonObject &body);
    ApiResponse bridge(Leg &leg, const QJsonObject &body);
    ApiResponse refer(Leg &leg, const QJsonObject &body);
    ApiResponse sendDtmf(Leg &leg, const QJsonObject &body);

    Switchboard &m_board;
    Queues &m_queues;
};

} // namespace callfloor::simulator
