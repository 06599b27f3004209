// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storage.h"

#include "server/store/migrator.h"
#include "server/store/storage_worker.h"

#include <algorithm>
#include <future>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {
constexpr size_t kMaxWaiting = 20'000; // beyond it new work is refused: memory stays flat when the disk cannot follow

/// Brings the schema up to date, or refuses it.
Result<Ok> prepareSchema(Database &database, bool mayMigrate) {
    const auto migrations = builtInMigrations(database.dialect());
    if (mayMigrate) return migrate(database, migrations);
    auto version = schemaVersion(database);
    if (!version) return version.error();
    if (*version == static_cast<int>(migrations.size())) return Ok{};
    return Error{ErrorCode::Conflict,
                 u"The database schema is at step %1, this program needs %2. Run `callfloor migrate`."_s
                     .arg(*version).arg(migrations.size()), {}, {}, u"schema_version"_s, 0};
}

} // namespace

Storage::Storage(const StorageOptions &options)
    : m_options(options), m_writes(std::make_unique<Queue>()), m_reads(std::make_unique<Queue>()),
      m_threads(std::make_unique<Threads>()) {
    m_options.readers = std::max(1, m_options.readers);
}

/// The writer's own connection does it: a server that starts opens one connection, not two.
Result<std::unique_ptr<Storage>> Storage::open(const StorageOptions &options) {
    auto storage = std::unique_ptr<Storage>(new Storage(options));
    std::promise<Result<Ok>> ready;
    auto answer = ready.get_future();
    storage->m_threads->all.emplace_back([&storage = *storage, &ready] {
        Worker worker(storage, *storage.m_writes, true);
        Result<Ok> started = worker.start([&storage](Database &database) {
            return prepareSchema(database, storage.m_options.migrateSchema);
        });
        const bool fine = started.ok();
        ready.set_value(std::move(started));
        if (fine) worker.loop();
    });
    if (auto started = answer.get(); !started) return started.error();
    return storage;
}

Storage::~Storage() {
    for (Queue *queue : {m_writes.get(), m_reads.get()}) {
        const std::lock_guard lock(queue->mutex);
        queue->stop = true;
        queue->wake.notify_all();
    }
    // No thread is added any more: nothing is queued for reading after the stop.
    for (std::thread &thread : m_threads->all) thread.join();
}

void Storage::enqueue(std::unique_ptr<Job> job, bool write) {
    Queue &queue = write ? *m_writes : *m_reads;
    QString refusal;
    bool needsReader = false;
    {
        const std::lock_guard lock(queue.mutex);
        if (queue.stop) refusal = u"stopping"_s;
        else if (queue.jobs.size() >= kMaxWaiting) refusal = u"storage queue full"_s;
        else queue.jobs.push_back(std::move(job));
        needsReader = !write && queue.jobs.size() > static_cast<size_t>(queue.idle);
        queue.wake.notify_one();
    }
    if (!refusal.isEmpty())
        job->fail(unavailable(u"The server has too much to do; try again in a few seconds."_s, refusal, 5));
    else if (needsReader) startReader();
}

/// Readers are started when they are first needed: an idle server keeps one connection.
void Storage::startReader() {
    const std::lock_guard lock(m_threads->mutex);
    if (m_threads->readers >= m_options.readers) return;
    ++m_threads->readers;
    m_threads->all.emplace_back([this] { Worker(*this, *m_reads, false).loop(); });
}

void Storage::setAvailable(bool available) {
    if (m_threads->available.exchange(available) == available) return;
    emit availabilityChanged(available);
}

/// A reader has lost its connection: the writer looks at its own, for on a quiet night it would not notice.
void Storage::suspectLoss() {
    m_threads->suspected = true;
    const std::lock_guard lock(m_writes->mutex);
    m_writes->wake.notify_all();
}

bool Storage::available() const { return m_threads->available; }

StorageStats Storage::stats() const {
    StorageStats stats;
    stats.commits = m_threads->commits;
    stats.jobs = m_threads->jobs;
    stats.retries = m_threads->retries;
    stats.losses = m_threads->losses;
    stats.available = available();
    const std::lock_guard lock(m_writes->mutex);
    stats.waiting = static_cast<int>(m_writes->jobs.size());
    return stats;
}

} // namespace callfloor::store
