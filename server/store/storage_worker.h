// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storage.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace callfloor::store {

/// What waits for a storage thread.
struct Storage::Queue {
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::unique_ptr<Job>> jobs;
    int idle = 0; ///< Threads that wait for work.
    bool stop = false;
};

/// The threads, and what they count.
struct Storage::Threads {
    std::mutex mutex; ///< Guards `all` and `readers`.
    std::vector<std::thread> all;
    int readers = 0;
    std::atomic<qint64> commits{0}, jobs{0}, retries{0}, losses{0};
    std::atomic<bool> available{true};
    std::atomic<bool> suspected{false}; ///< A reader lost its connection; the writer has not looked yet.
};

/// One storage thread with its own connection: takes work from a queue, a batch at a time, and answers it.
class Worker {
public:
    Worker(Storage &storage, Storage::Queue &queue, bool writes);
    /// Connects for the first time and has the schema looked at; to be called once, before loop().
    Result<Ok> start(const std::function<Result<Ok>(Database &)> &prepareSchema);
    /// Works until the queue is stopped and empty.
    void loop();

private:
    using Batch = std::vector<std::unique_ptr<Storage::Job>>;
    /// Work whose COMMIT was sent and never answered: it has no answer either until the database is back.
    struct Doubt {
        Batch batch;
        std::chrono::steady_clock::time_point since;
    };

    Batch take();
    void connectSometimes();
    bool connect();
    /// Answers a batch, whatever happens; the exception is a batch in doubt, which goes to m_doubt.
    void process(Batch batch);
    bool runTogether(Batch &batch);
    void runSeparately(Batch &batch);
    bool runAlone(std::unique_ptr<Storage::Job> &job);
    void refuse(Storage::Job &job);
    void count(size_t jobs);
    /// The connection is gone: what was in flight is in doubt, or can be run again.
    bool lostInDoubt(Batch &batch);
    void settleDoubt();
    void abandonDoubt();
    void setAvailable(bool available);
    void checkConnection();
    static void failAll(Batch &batch, const Error &error);

    Storage &m_storage;
    Storage::Queue &m_queue;
    bool m_writes;
    Database m_database;
    bool m_connected = false;
    bool m_stopped = false;
    QString m_why; ///< The last reason for being away, for the log.
    std::optional<std::chrono::steady_clock::time_point> m_lastTry;
    std::optional<Doubt> m_doubt;
};

} // namespace callfloor::store
