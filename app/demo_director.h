// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo_cast.h"

#include <QObject>

#include <functional>
#include <random>

namespace callfloor {

/// What a demo run came to.
struct DemoSummary {
    qint64 calls = 0;               ///< In the database.
    qint64 openCalls = 0;           ///< Of them not in a final state.
    qint64 legs = 0;                ///< Of the calls, in the database.
    qint64 simulatedLegs = 0;       ///< What the simulated carrier had; a number that it refused has none.
    QMap<QString, qint64> byStatus;
    qint64 events = 0;
    qint64 webhooks = 0;
    qint64 duplicates = 0;
    std::chrono::microseconds p50{}, p99{};

    /// Every simulated leg is known, and every call reached a final state in the database.
    bool good() const { return calls > 0 && openCalls == 0 && legs >= simulatedLegs; }
};

/// Keeps the demo's floor busy: agents who dial, and a cast that works on what comes in, through the same operations that their windows use. Lives in the
/// node's thread.
class DemoDirector : public QObject {
    Q_OBJECT
public:
    explicit DemoDirector(Node &node, QObject *parent = nullptr);

    /// Signs the demo's agents in and lets them dial.
    void start();
    /// Ends the show: no more calls, the ones that are up are hung up, then the summary. Gives up waiting after 20 s.
    void finish(std::function<void(const DemoSummary &)> done);

private:
    void dialNext();
    void hangUpAll();
    void awaitQuiet(int triesLeft, std::function<void(const DemoSummary &)> done);
    DemoSummary summaryOf(const QByteArray &counts, qint64 legs);

    Node &m_node;
    DemoCast m_cast;
    std::vector<Caller> m_agents; ///< Those who dial.
    Caller m_supervisor;
    std::mt19937 m_random;
    bool m_running = false;
    size_t m_next = 0;
};

} // namespace callfloor
