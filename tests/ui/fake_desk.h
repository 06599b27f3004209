// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/fake_session.h"

#include "app/contract/ops_agents.h"
#include "app/contract/ops_catalogue.h"
#include "app/contract/ops_supervision.h"
#include "app/contract/ops_words.h"

namespace callfloor::test {

/// Makes the person of a FakeSession an agent: a desk in memory that is signed on and off, takes breaks, has calls and
/// after-call work, and remembers what was asked of its calls.
class FakeDesk {
public:
    /// Takes the session's `answers`; both outlive this.
    FakeDesk(FakeSession &floor, const Clock &clock);

    AgentInfo agent;
    std::vector<DispositionInfo> outcomes;
    /// What was asked of calls and of other people: the operation and its parameters, as one line of JSON.
    QStringList controls;
    QStringList dispositions; ///< Codes that were sent, in order, also those that got lost.
    QString lastCode; ///< Of the last disposition.
    QJsonObject lastDisposition;

    /// What was said on every call, and the earlier calls with every number (as JSON).
    std::vector<SpokenLine> spoken;
    std::vector<NoteInfo> notes;
    QByteArray earlier = "[]";
    /// Preview campaigns, and the lead that the next question gets.
    QByteArray campaigns = "{\"campaigns\":[],\"next\":null}";
    QByteArray nextLead;

    /// The agent as he is now, without an event.
    void move(const QString &state, const QString &callId = {});
    /// move() and its event.
    void tell(const QString &state, const QString &callId = {});
    /// An event with the agent as he is.
    void publish();
    /// Adds a line to what was said, with its event.
    void say(const QString &callId, const QString &who, const QString &words);
    /// A supervisor writes to the agent of a call.
    void write(const QString &callId, const QString &text);

private:
    std::optional<Result<QByteArray>> answer(const QString &operation, const RequestParts &parts);
    std::optional<Result<QByteArray>> changeState(const QString &operation, const RequestParts &parts);
    std::optional<Result<QByteArray>> background(const QString &operation) const;
    QByteArray lists(const QString &operation) const;

    FakeSession &m_floor;
    const Clock &m_clock;
};

} // namespace callfloor::test
