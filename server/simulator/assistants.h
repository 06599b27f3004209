// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/command_desk.h"

namespace callfloor::simulator {

/// AI assistants on calls (ai_assistant_*, gather_using_ai) and `/ai/assistants`. The conversation is made of what the
/// person's script says and of stock replies.
class Assistants {
public:
    Assistants(Switchboard &board, CommandDesk &desk, Router &router);

private:
    struct Conversation {
        QString id = {};
        QString assistantId = {};
        UtcTime startedAt = {};
        QString voice = {};
        QString sttModel = {};
        QJsonArray history = {};
        bool updates = false; ///< Sends the history as it grows.
        int turn = 0;
        QJsonObject parameters = {}; ///< Of gather_using_ai; empty for an assistant.
        bool gathering = false;
        bool partial = false;
    };

    void addRest(Router &router);
    void addJoining(CommandDesk &desk);
    ApiResponse start(Leg &leg, const QJsonObject &body);
    ApiResponse gather(Leg &leg, const QJsonObject &body);
    ApiResponse open(Leg &leg, Conversation conversation, const QString &greeting);
    void heard(Leg &leg, const QString &text);
    void reply(Leg &leg, const QString &conversationId);
    void say(Leg &leg, Conversation &conversation, const QString &role, const QString &text);
    void close(Leg &leg);
    void finishGather(Leg &leg, bool valid);
    QJsonObject gathered(const Conversation &conversation) const;
    void emitEnded(const Leg &leg, const Conversation &conversation);

    Switchboard &m_board;
    std::map<QString, Conversation> m_conversations; ///< By call_control_id.
    std::vector<QJsonObject> m_assistants;
};

} // namespace callfloor::simulator
