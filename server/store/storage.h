// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/database.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>
#include <vector>

namespace callfloor::store {

/// Settings of the storage.
struct StorageOptions {
    DatabaseUrl url;
    int readers = 2;             ///< Connections for reading, opened when first needed.
    bool migrateSchema = true;   ///< False: an outdated schema is refused instead.
};

/// Figures for /metrics.
struct StorageStats {
    qint64 commits = 0;   ///< Of write transactions.
    qint64 jobs = 0;      ///< Pieces of writing work committed; jobs / commits is the size of a batch.
    qint64 retries = 0;   ///< Batches that were run again, piece by piece.
    qint64 losses = 0;    ///< Times that the database went away.
    int waiting = 0;
    bool available = false;
};

/// The database behind threads of its own: one that writes, a few that read. Work is handed over as a function of the
/// transaction and comes back as a future.
///
/// Writes batch by themselves: what has queued up while a commit ran goes into the next transaction together
/// (at most 128 pieces). A lone write never waits for company. A piece that fails does not hurt its neighbours: the
/// batch is rolled back and run again piece by piece, so **work must have no effect but through its transaction and
/// may run more than once**.
///
/// While the database is away, work fails at once with Unavailable (the edge answers 503 with Retry-After) and the
/// writer tries to reconnect, twice a second. Work whose COMMIT was under way when PostgreSQL went away gets its answer
/// when it is known, at the latest after 10 s; only then, unanswered still, may Unavailable stand for something that
/// was stored.
class Storage : public QObject {
    Q_OBJECT
public:
    /// Connects, migrates and starts the threads. Errors: unreachable, newer schema.
    static Result<std::unique_ptr<Storage>> open(const StorageOptions &options);
    /// Finishes the work that has been handed over, then stops.
    ~Storage() override;

    /// One piece of work in a write transaction. A refusal that it returns rolls its own changes back.
    template <class T>
    QFuture<Result<T>> write(std::function<Result<T>(Tx &)> work) {
        return post<T>(std::move(work), true);
    }
    /// One piece of work in a read transaction.
    template <class T>
    QFuture<Result<T>> read(std::function<Result<T>(Tx &)> work) {
        return post<T>(std::move(work), false);
    }

    StorageStats stats() const;
    bool available() const;
    const DatabaseUrl &url() const { return m_options.url; }

signals:
    /// The database went away or came back. Emitted in the threads of the workers: connect queued.
    void availabilityChanged(bool available);

private:
    friend class Worker;
    class Job {
    public:
        virtual ~Job() = default;
        /// Runs the work; false if it refused (the refusal is kept for deliver()).
        virtual bool run(Tx &tx) = 0;
        virtual void deliver() = 0;
        virtual void fail(const Error &error) = 0;
    };

    template <class T>
    class TypedJob final : public Job {
    public:
        explicit TypedJob(std::function<Result<T>(Tx &)> work) : m_work(std::move(work)) { m_promise.start(); }
        QFuture<Result<T>> future() { return m_promise.future(); }
        bool run(Tx &tx) override {
            m_result = m_work(tx);
            return m_result->ok();
        }
        void deliver() override { finish(std::move(*m_result)); }
        void fail(const Error &error) override { finish(error); }

    private:
        void finish(Result<T> result) {
            m_promise.addResult(std::move(result));
            m_promise.finish();
        }
        std::function<Result<T>(Tx &)> m_work;
        std::optional<Result<T>> m_result;
        QPromise<Result<T>> m_promise;
    };

    template <class T>
    QFuture<Result<T>> post(std::function<Result<T>(Tx &)> work, bool write) {
        auto job = std::make_unique<TypedJob<T>>(std::move(work));
        auto future = job->future();
        enqueue(std::move(job), write);
        return future;
    }

    struct Queue;
    explicit Storage(const StorageOptions &options);
    void enqueue(std::unique_ptr<Job> job, bool write);
    void startReader();
    void setAvailable(bool available);
    void suspectLoss();

    StorageOptions m_options;
    std::unique_ptr<Queue> m_writes;
    std::unique_ptr<Queue> m_reads;
    struct Threads;
    std::unique_ptr<Threads> m_threads;
};

} // namespace callfloor::store
