// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"
#include "server/simulator/script_book.h"

namespace callfloor::simulator {

/// One effective dial, for tests that count them.
struct DialRecord {
    UtcTime at;
    QString to, from, commandId, callControlId;
};

/// `POST /calls`, transfers, and callers from outside: everything that makes a leg.
class Dialing {
public:
    Dialing(Switchboard &board, CommandDesk &desk, Router &router, ScriptBook &scripts);

    /// Somebody calls us. The leg rings until it is answered, rejected or its patience ends.
    Leg &placeInbound(const QString &from, const QString &to, const LegScript &script, const QString &callerName = {});

    const std::deque<DialRecord> &dials() const { return m_dials; }
    const std::map<QString, int> &dialsByNumber() const { return m_byNumber; }

private:
    ApiResponse dial(const ApiRequest &request);
    std::optional<ApiResponse> problem(const QJsonObject &body) const;
    std::optional<ApiResponse> addressProblem(const QJsonObject &body) const;
    std::optional<ApiResponse> linkProblem(const QJsonObject &body) const;
    std::optional<ApiResponse> limitProblem();
    ApiResponse transfer(Leg &leg, const QJsonObject &body);
    Leg &placeOutbound(const QJsonObject &body, const QString &sessionId);
    void attachAfterAnswer(Leg &leg);
    void supervise(Leg &leg);
    std::vector<std::pair<QByteArray, QByteArray>> limitHeaders() const;

    Switchboard &m_board;
    CommandDesk &m_desk;
    ScriptBook &m_scripts;
    std::deque<UtcTime> m_recent; ///< Legs made within the last 5 s.
    std::deque<DialRecord> m_dials;
    std::map<QString, int> m_byNumber;
};

/// The part of an answer that describes a leg (`GET /calls/{id}`, dial).
QJsonObject callJson(const Leg &leg, UtcTime now);

} // namespace callfloor::simulator
