// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage_worker.h"

#include <QLoggingCategory>

namespace callfloor::store {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcStorage, "callfloor.storage")

namespace {

constexpr size_t kMaxBatch = 128;
constexpr auto kReconnectPause = 500ms;
/// How long work in doubt is kept without an answer. A web client has gone by then.
constexpr auto kDoubtLimit = 10s;
constexpr int kRunsAfterCollision = 6;  // deadlocks and serialisation failures pass
constexpr int kRunsAfterConstraint = 3; // a unique value that was taken between two looks is there at the second look

Error awayError(const QString &detail) {
    return unavailable(u"The database is away for the moment; try again in a few seconds."_s, detail, 2);
}

Error doubtError() {
    return unavailable(u"The database went away while this was being saved; look whether it was before trying again."_s,
                       u"outcome of a commit unknown"_s, 2);
}

} // namespace

Worker::Worker(Storage &storage, Storage::Queue &queue, bool writes)
    : m_storage(storage), m_queue(queue), m_writes(writes), m_database(storage.m_options.url) {}

Result<Ok> Worker::start(const std::function<Result<Ok>(Database &)> &prepareSchema) {
    if (auto opened = m_database.open(); !opened) return opened.error();
    if (auto prepared = prepareSchema(m_database); !prepared) return prepared.error();
    // Only now is there a table to mark commits in. A connection that is lost at this very moment is opened again by loop().
    m_connected = m_database.markCommits();
    return Ok{};
}

void Worker::loop() {
    while (true) {
        Batch batch = take();
        const bool last = batch.empty() && m_stopped;
        if (last) m_lastTry.reset(); // one more try for work in doubt
        if (m_writes && m_storage.m_threads->suspected.exchange(false)) checkConnection();
        // The writer also connects without work, so that the end of an outage is noticed.
        const bool needed = last ? m_doubt.has_value() : m_writes || !batch.empty();
        if (!m_connected && needed) connectSometimes();
        if (m_doubt) settleDoubt();
        if (last) return abandonDoubt();
        if (!batch.empty()) process(std::move(batch));
    }
}

Worker::Batch Worker::take() {
    std::unique_lock lock(m_queue.mutex);
    const auto ready = [this] {
        return m_queue.stop || !m_queue.jobs.empty() || (m_writes && m_storage.m_threads->suspected);
    };
    ++m_queue.idle;
    if (m_connected || !m_writes) m_queue.wake.wait(lock, ready);
    else m_queue.wake.wait_for(lock, kReconnectPause, ready);
    --m_queue.idle;
    Batch batch;
    const size_t most = m_writes ? kMaxBatch : 1;
    while (!m_queue.jobs.empty() && batch.size() < most) {
        batch.push_back(std::move(m_queue.jobs.front()));
        m_queue.jobs.pop_front();
    }
    m_stopped = m_queue.stop;
    return batch;
}

void Worker::connectSometimes() {
    // A reader whose writer is connected need not be patient.
    const bool hopeless = m_writes || !m_storage.available();
    if (hopeless && m_lastTry && std::chrono::steady_clock::now() - *m_lastTry < kReconnectPause) return;
    connect();
}

bool Worker::connect() {
    const auto opened = m_database.open();
    m_connected = opened.ok();
    if (!opened) m_why = opened.error().detail;
    m_lastTry = std::chrono::steady_clock::now();
    setAvailable(m_connected);
    return m_connected;
}

void Worker::process(Batch batch) {
    for (int attempt = 0; attempt < 2 && m_connected; ++attempt) {
        if (runTogether(batch)) return;
        if (m_database.failure() != Failure::Lost) {
            ++m_storage.m_threads->retries;
            return runSeparately(batch);
        }
        if (lostInDoubt(batch)) return;
        connect(); // a connection that died while nobody used it must not cost anybody his work
    }
    failAll(batch, awayError(m_why));
}

/// All or nothing. False: nothing is stored, failure() says why; None means that a piece refused after it had written.
bool Worker::runTogether(Batch &batch) {
    m_database.begin(m_writes);
    for (auto &job : batch) {
        m_database.clearDirty();
        // A refusal before anything was written needs no rollback; the neighbours keep their work.
        const bool spoilt = !job->run(m_database) && m_database.dirty();
        if (!spoilt && m_database.failure() == Failure::None) continue;
        m_database.rollback();
        if (batch.size() > 1 || m_database.failure() != Failure::None) return false;
        job->deliver();
        return true;
    }
    if (!m_database.commit()) return false;
    count(batch.size());
    for (auto &job : batch) job->deliver();
    return true;
}

void Worker::count(size_t jobs) {
    if (!m_writes) return;
    ++m_storage.m_threads->commits;
    m_storage.m_threads->jobs += static_cast<qint64>(jobs);
}

/// Somebody in the batch refused or collided: alone, each gets his own answer.
void Worker::runSeparately(Batch &batch) {
    for (auto &job : batch)
        if (!m_connected || !runAlone(job)) break;
    std::erase_if(batch, [](const auto &job) { return !job; });
    failAll(batch, awayError(m_why));
}

/// Runs one piece until it has an answer, which empties `job`. False if the connection was lost for good.
bool Worker::runAlone(std::unique_ptr<Storage::Job> &job) {
    for (int runs = 1;; ++runs) {
        m_database.begin(m_writes);
        const bool accepted = job->run(m_database);
        const bool refused = m_database.failure() == Failure::None && !accepted;
        if (refused) m_database.rollback();
        if (refused || m_database.commit()) {
            if (!refused) count(1);
            job->deliver();
            break;
        }
        const Failure failure = m_database.failure();
        if (failure == Failure::Lost) {
            Batch alone;
            alone.push_back(std::move(job));
            if (lostInDoubt(alone)) return false;
            job = std::move(alone.front());
            if (runs > 1 || !connect()) return false;
            continue;
        }
        const int most = failure == Failure::Retry ? kRunsAfterCollision : failure == Failure::Constraint ? kRunsAfterConstraint : 1;
        if (runs < most) continue;
        refuse(*job);
        break;
    }
    job.reset();
    return true;
}

void Worker::refuse(Storage::Job &job) {
    qCWarning(lcStorage).noquote() << "a transaction failed:" << m_database.error();
    job.fail(m_database.failure() == Failure::Constraint
                 ? Error{ErrorCode::Conflict, u"Somebody else changed this at the same time."_s, m_database.error(), {}, {}, 0}
                 : internalError(m_database.error()));
}

bool Worker::lostInDoubt(Batch &batch) {
    const bool unknown = m_database.commitUnknown();
    m_why = m_database.error();
    qCWarning(lcStorage).noquote() << "the database is away:" << m_why;
    m_connected = false;
    m_database.close();
    ++m_storage.m_threads->losses;
    if (!m_writes) m_storage.suspectLoss();
    if (!unknown) return false;
    setAvailable(false);
    m_doubt = Doubt{std::move(batch), std::chrono::steady_clock::now()};
    m_lastTry.reset();
    return true;
}

void Worker::settleDoubt() {
    if (m_connected) {
        const auto happened = m_database.lostCommitHappened();
        if (happened) {
            Batch batch = std::move(m_doubt->batch);
            m_doubt.reset();
            qCInfo(lcStorage) << "a commit whose answer was lost" << (*happened ? "had been made" : "had not been made");
            if (!*happened) return process(std::move(batch));
            count(batch.size());
            for (auto &job : batch) job->deliver();
            return;
        }
        m_connected = false;
        m_database.close();
    }
    if (std::chrono::steady_clock::now() - m_doubt->since > kDoubtLimit) abandonDoubt();
}

void Worker::abandonDoubt() {
    if (!m_doubt) return;
    failAll(m_doubt->batch, doubtError());
    m_doubt.reset();
}

void Worker::setAvailable(bool available) {
    if (m_writes) m_storage.setAvailable(available);
    else if (!available) m_storage.suspectLoss();
}

/// Is the other end still there? Asked when somebody else has found it gone.
void Worker::checkConnection() {
    if (!m_connected) return;
    m_database.begin(false);
    const bool alive = m_database.run(u"select 1"_s);
    m_database.rollback();
    if (alive) return;
    ++m_storage.m_threads->losses;
    connect();
}

void Worker::failAll(Batch &batch, const Error &error) {
    for (auto &job : batch) job->fail(error);
    batch.clear();
}

} // namespace callfloor::store
