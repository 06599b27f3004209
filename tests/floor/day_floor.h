// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine.h"
#include "tests/floor/virtual_carrier.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>

namespace callfloor::test {

struct DayFloorOptions {
    QString databaseUrl = {}; ///< Empty: a SQLite file of its own.
    quint64 seed = 1;
    int agents = 10;
    int linesEvery = 0; ///< Every so manyth agent has a phone that stays up between calls; 0: none.
    LineOptions lines = {};
};

/// A whole server, the carrier beside it, and a clock that only the test turns: nothing in it waits for real time. After
/// each piece of virtual time everything that it set going has come to its end.
class DayFloor : public QObject {
public:
    explicit DayFloor(const DayFloorOptions &options);
    ~DayFloor() override;

    /// Engine, carrier, users. An error is a sentence.
    Result<Ok> start();
    /// Ends the engine; the rows stay to be read.
    void stop();

    Engine &engine() { return *m_engine; }
    VirtualCarrier &carrier() { return *m_carrier; }
    ManualScheduler &clock() { return m_clock; }
    UtcTime now() const { return m_clock.clock().now(); }
    const DayFloorOptions &options() const { return m_options; }

    /// Lets virtual time go by in small steps. False if the server does not come to rest.
    bool pass(std::chrono::milliseconds time);
    /// Runs until nothing is under way at this moment of virtual time.
    bool settle();
    /// Does something later, in virtual time.
    void later(std::chrono::milliseconds delay, std::function<void()> work) { m_clock.after(delay, this, std::move(work)); }

    /// Runs an operation as this user; the answer comes to `done`, later.
    void ask(const UserId &who, const char *operation, const RequestParts &parts, std::function<void(const Result<QByteArray> &)> done = {});
    template <class Op>
    void act(const UserId &who, const Op &op, std::function<void(const Result<QByteArray> &)> done = {}) {
        ask(who, Op::name, encodeOperation(op), std::move(done));
    }
    /// The same, waiting for the answer (settles).
    Result<QJsonObject> askNow(const UserId &who, const char *operation, const RequestParts &parts);

    const UserId &admin() const { return m_admin; }
    const UserId &supervisor() const { return m_supervisor; }
    const std::vector<UserId> &agents() const { return m_agents; }
    static QString station(size_t agent) { return QStringLiteral("sip:day%1@sip.telnyx.com").arg(agent); }

    /// Called with every stored event when it is published.
    std::function<void(const Event &)> onEvent;

    /// How many operations were accepted and refused, by name.
    struct Answers {
        int accepted = 0;
        std::map<QString, int> refused;
    };
    const std::map<QByteArray, Answers> &answers() const { return m_answers; }

    /// The rows of a select, as texts (NULL: empty), oldest first as the select says. After stop(); SQLite only.
    std::vector<QStringList> sqliteRows(const QString &sql) const;

private:
    Result<Ok> makeUsers(store::Storage &storage);
    void waitForStorage();

    DayFloorOptions m_options;
    QTemporaryDir m_folder;
    ManualScheduler m_clock;
    std::unique_ptr<VirtualCarrier> m_carrier;
    std::unique_ptr<Engine> m_engine;
    UserId m_admin, m_supervisor;
    std::vector<UserId> m_agents;
    std::map<QByteArray, Answers> m_answers;
    int m_asking = 0;
};

} // namespace callfloor::test
