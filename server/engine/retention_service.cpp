// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/retention_service.h"

#include "server/store/record_store.h"

#include <QJsonObject>
#include <QLoggingCategory>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcRetention, "callfloor.retention")

constexpr int kLot = 200;
constexpr auto kFirstRun = 2min; // not while everybody comes back after a start
constexpr auto kBetweenRuns = 1h;
constexpr auto kBetweenLots = 50ms;

QString kindWord(store::retention::Kind kind) {
    static const std::array<QString, 5> kWords{u"words"_s, u"numbers"_s, u"events"_s, u"webhooks"_s, u"commands"_s};
    return kWords[static_cast<size_t>(kind)];
}

} // namespace

RetentionService::RetentionService(store::Storage &storage, Scheduler &scheduler, const RetentionPolicy &policy, QObject *parent)
    : QObject(parent), m_storage(storage), m_scheduler(scheduler) {
    const auto keep = [this](Kind kind, std::chrono::days age) {
        if (age.count() > 0) m_tasks.push_back({kind, age});
    };
    keep(Kind::Words, policy.words);
    keep(Kind::Numbers, policy.numbers);
    keep(Kind::Events, policy.events);
    keep(Kind::Webhooks, policy.events);
    keep(Kind::Commands, policy.events);
}

void RetentionService::start() {
    if (m_tasks.empty()) return;
    m_scheduler.after(kFirstRun, this, [this] { run(); });
}

void RetentionService::run() {
    if (m_running || m_tasks.empty()) return;
    m_running = true;
    for (Task &task : m_tasks) task.given = 0;
    next(0);
}

void RetentionService::next(size_t task) {
    if (task >= m_tasks.size()) return finish();
    const UtcTime before = m_scheduler.clock().now() - m_tasks[task].age;
    m_storage
        .read<store::retention::Lot>([kind = m_tasks[task].kind, from = m_tasks[task].from, before](store::Tx &tx) -> Result<store::retention::Lot> {
            return store::retention::due(tx, kind, from, before, kLot);
        })
        .then(this, [this, task](const Result<store::retention::Lot> &lot) {
            if (!lot || lot->ids.isEmpty()) return next(task + 1); // with the database away: in an hour
            give(task, *lot);
        });
}

void RetentionService::give(size_t task, const store::retention::Lot &lot) {
    m_storage
        .write<Ok>([kind = m_tasks[task].kind, ids = lot.ids](store::Tx &tx) -> Result<Ok> {
            store::retention::remove(tx, kind, ids);
            return Ok{};
        })
        .then(this, [this, task, lot](const Result<Ok> &done) {
            if (!done) return next(task + 1);
            m_tasks[task].given += lot.ids.size();
            m_tasks[task].from = lot.last;
            // A lot that is not full was the last one.
            if (lot.ids.size() < kLot) return next(task + 1);
            m_scheduler.after(kBetweenLots, this, [this, task] { next(task); });
        });
}

void RetentionService::finish() {
    QJsonObject counts;
    qint64 given = 0;
    for (const Task &task : m_tasks) {
        if (task.given > 0) counts.insert(kindWord(task.kind), task.given);
        given += task.given;
    }
    const auto over = [this, given] {
        m_running = false;
        m_scheduler.after(kBetweenRuns, this, [this] { run(); });
        emit finished(given);
    };
    if (given == 0) return over();
    qCInfo(lcRetention) << "given up after their time:" << counts;
    const UtcTime now = m_scheduler.clock().now();
    m_storage
        .write<Ok>([counts, now](store::Tx &tx) -> Result<Ok> {
            store::audit::insert(tx, {{}, u"retention"_s, {}, counts, {}, {}}, now);
            return Ok{};
        })
        .then(this, [over](const Result<Ok> &) { over(); });
}

} // namespace callfloor
