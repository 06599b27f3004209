// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/router.h"
#include "server/simulator/script_book.h"
#include "server/simulator/switchboard.h"

#include <QSet>

namespace callfloor::simulator {

/// Text messages: `POST /messages`, `GET /messages/{id}`, the sent and finalized events, messages to us, opt-outs.
/// A recipient that ends in 0404 cannot be reached.
class Messages {
public:
    Messages(Switchboard &board, Router &router);

    /// Somebody writes to us: message.received. STOP and its like block that sender until START. Gives the message's id.
    QString receive(const QString &from, const QString &to, const QString &text);
    qint64 sentCount() const { return m_sent; }

private:
    ApiResponse send(const QJsonObject &body);
    std::optional<ApiResponse> problem(const QJsonObject &body) const;
    void advance(const QString &id, const QString &status);
    void finish(const QString &id);
    void emitMessage(const QJsonObject &message, const QString &type);
    void noteOptOut(const QString &from, const QString &text);
    QJsonObject blank(const QString &direction, const QString &text) const;
    void keep(const QJsonObject &message);
    QString stamp() const;

    Switchboard &m_board;
    std::map<QString, QJsonObject> m_messages;
    std::deque<QString> m_order;
    QSet<QString> m_optedOut;
    qint64 m_sent = 0;
};

/// The number of parts that a text takes: GSM-7 160/153 characters, else UCS-2 70/67 (3GPP TS 23.038, 23.040).
int messageParts(const QString &text, bool *gsm7);

} // namespace callfloor::simulator
