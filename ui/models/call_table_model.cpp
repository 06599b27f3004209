// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_table_model.h"

#include <QJsonDocument>

#include <algorithm>
#include <functional>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned bit(int column) { return 1U << column; }

/// A call that has ended is grey in every column.
constexpr unsigned kWholeRow = bit(CallTableModel::ColumnCount) - 1;

/// The columns whose text depends on the changed parts.
unsigned columnsOf(unsigned parts) {
    unsigned columns = 0;
    if (parts & kPartDirection) columns |= bit(CallTableModel::Direction) | bit(CallTableModel::State);
    if (parts & kPartState)
        columns |= bit(CallTableModel::State) | bit(CallTableModel::Waited) | bit(CallTableModel::Talk);
    if (parts & kPartCustomer) columns |= bit(CallTableModel::Customer);
    if (parts & kPartOurNumber) columns |= bit(CallTableModel::OurNumber);
    if (parts & kPartAgent) columns |= bit(CallTableModel::Agent);
    if (parts & kPartAnswer) columns |= bit(CallTableModel::Waited) | bit(CallTableModel::Talk);
    if (parts & kPartStage) columns |= bit(CallTableModel::Stage);
    if (parts & kPartQueue) columns |= bit(CallTableModel::Queue);
    if (parts & kPartStart) columns |= bit(CallTableModel::Started);
    return columns;
}

/// How long the id of a call that has left is remembered: longer than any report of it may be late.
constexpr std::chrono::minutes kRememberLeft{10};

} // namespace

CallTableModel::CallTableModel(Scheduler &scheduler, QObject *parent)
    : QAbstractTableModel(parent), m_scheduler(scheduler) {}

void CallTableModel::enqueue(const std::vector<Event> &events) {
    for (const Event &event : events)
        if (event.kind == EventKind::CallUpdate) m_waiting.push_back(event);
    if (m_waiting.empty() || m_flushArmed) return;
    m_flushArmed = true;
    m_scheduler.after(kBatchDelay, this, [this] { flush(); });
}

void CallTableModel::expectSnapshot() {
    m_keeping = true;
}

void CallTableModel::forgetSnapshot() {
    m_keeping = false;
    m_kept.clear();
}

void CallTableModel::flush() {
    m_flushArmed = false;
    if (m_waiting.empty()) return;
    const std::vector<Event> events = std::exchange(m_waiting, {});
    Batch batch;
    for (const Event &event : events) applyEvent(event, batch);
    if (m_keeping) m_kept.insert(m_kept.end(), events.begin(), events.end());
    publish(std::move(batch));
}

void CallTableModel::applySnapshot(const CallSnapshot &snapshot) {
    flush();
    const std::vector<Event> kept = std::exchange(m_kept, {});
    m_keeping = false;
    m_snapshotSeq = std::max(m_snapshotSeq, snapshot.seq);
    m_missingNames.clear();
    removeMissing(snapshot);

    QSet<QString> toldAgain;
    for (const Event &event : kept)
        if (event.seq > snapshot.seq) toldAgain.insert(event.subject);
    Batch batch;
    for (const LiveCall &call : snapshot.calls) applySnapshotCall(call, toldAgain, batch);
    for (const Event &event : kept)
        if (event.seq > snapshot.seq) applyEvent(event, batch);
    publish(std::move(batch));
    for (const LiveCall &call : m_rows) askForName(call);
}

void CallTableModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_left.clear();
    m_waiting.clear();
    m_agentNames.clear();
    m_missingNames.clear();
    m_snapshotSeq = 0;
    forgetSnapshot();
    endResetModel();
    afterChange();
}

void CallTableModel::Batch::add(LiveCall call) {
    index.insert(call.id, fresh.size());
    fresh.push_back(std::move(call));
}

LiveCall *CallTableModel::find(const QString &id, Batch &batch) {
    if (const int row = rowOf(id); row >= 0) return &m_rows[static_cast<size_t>(row)];
    const auto it = batch.index.constFind(id);
    return it == batch.index.cend() ? nullptr : &batch.fresh[*it];
}

void CallTableModel::applyEvent(const Event &event, Batch &batch) {
    if (event.seq != 0 && event.seq <= m_snapshotSeq) return;
    const QJsonObject object = QJsonDocument::fromJson(event.payload).object();
    const QString id = object.value("id"_L1).toString();
    if (LiveCall *call = find(id, batch)) {
        if (event.seq != 0 && event.seq <= call->seq) return;
        const bool lived = !call->ended();
        unsigned columns = columnsOf(mergeCall(*call, object));
        if (lived && call->ended()) columns = kWholeRow;
        call->seq = std::max(call->seq, event.seq);
        noteEnd(*call);
        if (const int row = rowOf(id); row >= 0 && columns != 0) batch.changes[row] |= columns;
        return;
    }
    if (m_left.contains(id) || !isCallObject(object)) return;
    LiveCall call;
    mergeCall(call, object);
    call.seq = event.seq;
    noteEnd(call);
    if (isWorthARow(call)) batch.add(std::move(call));
    else m_left.insert(id, now());
}

void CallTableModel::applySnapshotCall(const LiveCall &from, const QSet<QString> &toldAgain, Batch &batch) {
    LiveCall *call = find(from.id, batch);
    if (!call) {
        if (!m_left.contains(from.id)) batch.add(from);
        return;
    }
    // A row that is ahead of the snapshot keeps what it has, unless the events that brought it there follow again:
    // they may have been parts of a call object, and the snapshot has the rest.
    if (call->seq > from.seq && !toldAgain.contains(from.id)) return;
    const bool lived = !call->ended();
    unsigned columns = columnsOf(takeOver(*call, from));
    if (lived && call->ended()) columns = kWholeRow;
    call->seq = from.seq;
    if (const int row = rowOf(from.id); row >= 0 && columns != 0) batch.changes[row] |= columns;
}

void CallTableModel::removeMissing(const CallSnapshot &snapshot) {
    QSet<QString> there;
    there.reserve(static_cast<qsizetype>(snapshot.calls.size()));
    for (const LiveCall &call : snapshot.calls) there.insert(call.id);
    removeRowsWhere([&](const LiveCall &call) {
        return !call.ended() && call.seq <= snapshot.seq && !there.contains(call.id);
    });
}

void CallTableModel::noteEnd(LiveCall &call) {
    if (!call.ended()) call.endSeenAt.reset();
    else if (!call.endSeenAt) call.endSeenAt = now();
}

bool CallTableModel::isWorthARow(const LiveCall &call) const {
    return !call.ended() || (call.endedAt && now() - *call.endedAt < kEndedStays);
}

void CallTableModel::publish(Batch &&batch) {
    const size_t known = m_rows.size();
    emitChanges(batch.changes);
    insertRows(std::move(batch.fresh));
    afterChange();
    for (const auto &[row, columns] : batch.changes)
        if (columns & bit(Agent)) askForName(callAt(row));
    for (size_t row = known; row < m_rows.size(); ++row) askForName(m_rows[row]);
}

void CallTableModel::emitChanges(const Changes &changes) {
    // One signal for each block of neighbouring rows with the same columns, and for each run of columns in it: the
    // sort column must not be touched without need.
    for (auto it = changes.begin(); it != changes.end();) {
        const int first = it->first;
        const unsigned columns = it->second;
        int last = first;
        for (++it; it != changes.end() && it->first == last + 1 && it->second == columns; ++it) ++last;
        for (int column = 0; column < ColumnCount; ++column) {
            if (!(columns & bit(column))) continue;
            const int from = column;
            while (column + 1 < ColumnCount && (columns & bit(column + 1))) ++column;
            emit dataChanged(index(first, from), index(last, column));
        }
    }
}

void CallTableModel::insertRows(std::vector<LiveCall> &&fresh) {
    if (fresh.empty()) return;
    const size_t first = m_rows.size();
    beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + fresh.size()) - 1);
    std::move(fresh.begin(), fresh.end(), std::back_inserter(m_rows));
    reindexFrom(first);
    endInsertRows();
}

void CallTableModel::removeRowsWhere(const std::function<bool(const LiveCall &)> &leaves) {
    for (size_t end = m_rows.size(); end > 0;) {
        if (!leaves(m_rows[end - 1])) {
            --end;
            continue;
        }
        size_t begin = end - 1;
        while (begin > 0 && leaves(m_rows[begin - 1])) --begin;
        beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end) - 1);
        for (size_t row = begin; row < end; ++row) {
            m_index.remove(m_rows[row].id);
            if (m_rows[row].ended()) m_left.insert(m_rows[row].id, now());
        }
        m_rows.erase(m_rows.begin() + static_cast<qptrdiff>(begin), m_rows.begin() + static_cast<qptrdiff>(end));
        reindexFrom(begin);
        endRemoveRows();
        end = begin;
    }
}

void CallTableModel::reindexFrom(size_t row) {
    for (; row < m_rows.size(); ++row) m_index.insert(m_rows[row].id, static_cast<int>(row));
}

void CallTableModel::afterChange() {
    CallCounts counts;
    for (const LiveCall &call : m_rows)
        if (!call.ended()) ++(call.status == CallStatus::Active ? counts.talking : counts.waiting);
    armTick();
    if (counts == m_counts) return;
    m_counts = counts;
    emit countsChanged(m_counts);
}

void CallTableModel::askForName(const LiveCall &call) {
    if (call.agentId.isEmpty() || m_agentNames.contains(call.agentId) || m_missingNames.contains(call.agentId)) return;
    m_missingNames.insert(call.agentId);
    emit agentNameMissing(call.agentId, call.id);
}

void CallTableModel::armTick() {
    // No rows, no wake-ups.
    if (m_tickArmed || m_rows.empty()) return;
    m_tickArmed = true;
    m_scheduler.after(kTick, this, [this] { tick(); });
}

void CallTableModel::tick() {
    m_tickArmed = false;
    const UtcTime moment = now();
    removeRowsWhere(
        [moment](const LiveCall &call) { return call.endSeenAt && moment - *call.endSeenAt >= kEndedStays; });
    m_left.removeIf([moment](QHash<QString, UtcTime>::iterator left) { return moment - *left >= kRememberLeft; });
    if (m_counts.live() > 0) emit dataChanged(index(0, Waited), index(rowCount() - 1, Talk), {Qt::DisplayRole});
    armTick();
}

void CallTableModel::setAgentName(const QString &agentId, const QString &name) {
    if (m_agentNames.value(agentId) == name) return;
    m_agentNames.insert(agentId, name);
    Changes changes;
    for (size_t row = 0; row < m_rows.size(); ++row)
        if (m_rows[row].agentId == agentId) changes[static_cast<int>(row)] = bit(Agent);
    emitChanges(changes);
}

void CallTableModel::setQueueNames(const QHash<QString, QString> &names) {
    m_queueNames = names;
    if (!m_rows.empty()) emit dataChanged(index(0, Queue), index(rowCount() - 1, Queue));
}

} // namespace callfloor
