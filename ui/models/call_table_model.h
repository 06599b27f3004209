// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/events.h"
#include "app/domain/scheduler.h"
#include "ui/models/live_call.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <map>

namespace callfloor {

/// How many live calls are in which phase; ended rows do not count.
struct CallCounts {
    int waiting = 0; ///< Not answered yet.
    int talking = 0;
    int live() const { return waiting + talking; }
    bool operator==(const CallCounts &) const = default;
};

/// The live calls of the floor, one row each. Fed with snapshots and events, in any order and with repetitions: the
/// sequence number of each row decides. Events are collected for 50 ms and turned into the smallest row changes; the
/// model never resets on an event. An ended call stays for 10 s, greyed, so that one can still act on it.
class CallTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Direction, State, Stage, Customer, OurNumber, Queue, Agent, Waited, Talk, Started, ColumnCount };
    enum Role {
        IdRole = Qt::UserRole, ///< QString: the call's id.
        LiveRole,              ///< bool: the call has not ended.
        AgentIdRole,           ///< QString: the owner's user id, empty if nobody's.
        StatusRole,            ///< int: CallStatus.
    };
    static constexpr std::chrono::milliseconds kBatchDelay{50};
    static constexpr std::chrono::seconds kTick{1};
    static constexpr std::chrono::seconds kEndedStays{10};

    /// `scheduler` outlives the model.
    explicit CallTableModel(Scheduler &scheduler, QObject *parent = nullptr);

    /// Takes events in; others than CallUpdate are left alone.
    void enqueue(const std::vector<Event> &events);
    /// From now until applySnapshot or forgetSnapshot, events are also kept, because the snapshot may be older.
    void expectSnapshot();
    /// The expected snapshot is not coming.
    void forgetSnapshot();
    /// Brings the rows to the snapshot and then to the events above its number.
    void applySnapshot(const CallSnapshot &snapshot);
    /// Applies what waits for the end of the 50 ms.
    void flush();
    /// Nobody is signed in any more.
    void clear();

    /// The name to show for an agent's id.
    void setAgentName(const QString &agentId, const QString &name);
    /// The names of all queues, by id.
    void setQueueNames(const QHash<QString, QString> &names);

    const CallCounts &counts() const { return m_counts; }
    /// The row of a call; -1 if it is not in the table.
    int rowOf(const QString &callId) const { return m_index.value(callId, -1); }
    const LiveCall &callAt(int row) const { return m_rows[static_cast<size_t>(row)]; }
    /// `Maria Silva`, `–` for nobody, `…` while the name is not known.
    QString agentText(const LiveCall &call) const;
    /// The name of the call's queue, empty for none.
    QString queueText(const LiveCall &call) const;
    UtcTime now() const { return m_scheduler.clock().now(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void countsChanged(const callfloor::CallCounts &counts);
    /// A row names an agent whose name is not known; said once for each agent until the next snapshot.
    void agentNameMissing(const QString &agentId, const QString &callId);

private:
    using Changes = std::map<int, unsigned>; ///< Row to changed columns, as bits.
    /// What one batch does, before the views are told.
    struct Batch {
        Changes changes;
        std::vector<LiveCall> fresh;   ///< Calls that get a row.
        QHash<QString, size_t> index;  ///< Call id to its place in `fresh`.
        void add(LiveCall call);
    };

    void applyEvent(const Event &event, Batch &batch);
    void applySnapshotCall(const LiveCall &from, const QSet<QString> &toldAgain, Batch &batch);
    LiveCall *find(const QString &id, Batch &batch);
    void removeMissing(const CallSnapshot &snapshot);
    void noteEnd(LiveCall &call);
    bool isWorthARow(const LiveCall &call) const;
    void publish(Batch &&batch);
    void emitChanges(const Changes &changes);
    void insertRows(std::vector<LiveCall> &&fresh);
    void removeRowsWhere(const std::function<bool(const LiveCall &)> &leaves);
    void reindexFrom(size_t row);
    void afterChange();
    void askForName(const LiveCall &call);
    void armTick();
    void tick();

    QString displayText(const LiveCall &call, int column) const;
    QString toolTip(const LiveCall &call, int column) const;
    QString accessibleText(const LiveCall &call, int column) const;

    Scheduler &m_scheduler;
    std::vector<LiveCall> m_rows;
    QHash<QString, int> m_index;      ///< Call id to row.
    QHash<QString, UtcTime> m_left;   ///< Calls that have left the table, so that a late word brings none back.
    std::vector<Event> m_waiting;     ///< For the end of the 50 ms.
    std::vector<Event> m_kept;        ///< For after the snapshot.
    QHash<QString, QString> m_agentNames;
    QSet<QString> m_missingNames;
    QHash<QString, QString> m_queueNames;
    CallCounts m_counts;
    qint64 m_snapshotSeq = 0;
    bool m_keeping = false;
    bool m_flushArmed = false;
    bool m_tickArmed = false;
};

} // namespace callfloor
