// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "server/store/retention_store.h"
#include "server/store/storage.h"

#include <QObject>

#include <array>
#include <chrono>
#include <functional>
#include <vector>

namespace callfloor {

/// How long what is kept; 0 days = for ever.
struct RetentionPolicy {
    std::chrono::days numbers{0}; ///< Customers' numbers on calls.
    std::chrono::days words{0};   ///< Transcripts and notes.
    std::chrono::days events{0};  ///< Events, webhooks, commands to the carrier.
};

/// Gives up what has been kept long enough: once an hour, in small lots with pauses between them, so that calls never wait
/// for it. Looking happens on a connection that reads. Every run that gave something up leaves a line in the audit log. Lives
/// in the engine thread; the rows are its state, so that nothing is forgotten by a restart.
class RetentionService : public QObject {
    Q_OBJECT
public:
    RetentionService(store::Storage &storage, Scheduler &scheduler, const RetentionPolicy &policy, QObject *parent = nullptr);

    /// Begins; does nothing ever if everything is kept for ever.
    void start();
    /// One run now, unless one is under way.
    void run();

signals:
    /// A run is over. `given`: how many calls, events, webhooks and commands it has touched.
    void finished(qint64 given);

private:
    using Kind = store::retention::Kind;
    struct Task {
        Kind kind;
        std::chrono::days age;
        UtcTime from{}; ///< Calls before have been done with.
        qint64 given = 0;
    };

    void next(size_t task);
    void give(size_t task, const store::retention::Lot &lot);
    void finish();

    store::Storage &m_storage;
    Scheduler &m_scheduler;
    std::vector<Task> m_tasks;
    bool m_running = false;
};

} // namespace callfloor
