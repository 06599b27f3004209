// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_alerts.h"
#include "app/domain/event_bus.h"
#include "app/domain/scheduler.h"
#include "server/engine/alert_limit_service.h"
#include "server/engine/alert_look.h"
#include "server/engine/dispatcher.h"
#include "server/engine/event_feed.h"
#include "server/store/storage.h"

#include <QObject>

#include <set>

namespace callfloor {

class SupervisionService;

/// What supervisors are told of by themselves: it looks at the floor every two seconds, at the figures of the day every
/// quarter of a minute, listens for phrases in what is said, and takes in requests for help. The rows are the truth, so a
/// restart forgets no alert and two nodes raise none twice. Lives in the engine thread, and never waits for the database.
class AlertService : public QObject {
    Q_OBJECT
public:
    AlertService(Dispatcher &dispatcher, store::Storage &storage, EventFeed &feed, EventBus &bus, SupervisionService &supervision,
                 Scheduler &scheduler, QObject *parent = nullptr);

    /// Begins to look.
    void start();

signals:
    /// One look at the floor is done, and what came of it is stored.
    void looked();

private:
    template <class T> QFuture<Result<T>> write(std::function<Result<T>(store::Tx &)> work);
    void serveAlerts(Dispatcher &dispatcher);
    void serveHelp(Dispatcher &dispatcher);
    QFuture<Result<ListAlerts::Reply>> list(const ListAlerts &op, const Caller &who);
    QFuture<Result<AlertInfo>> acknowledge(const QString &id, const Caller &who, bool onlyHelp);
    QFuture<Result<AnswerHelp::Reply>> answer(const AnswerHelp &op, const Caller &who);
    QFuture<Result<AlertInfo>> ask(const AskForHelp &op, const Caller &who);
    QFuture<Result<Done>> withdraw(const Caller &who);

    void look();
    void taken(const Result<AlertLook> &result);
    void onEvents(const std::vector<Event> &events);
    void listen(const Event &event);

    store::Storage &m_storage;
    EventFeed &m_feed;
    SupervisionService &m_supervision;
    Scheduler &m_scheduler;
    AlertLimitService m_limits;
    AlertWatches m_watches;
    QStringList m_phrases;       ///< As of the last look; empty: nothing is listened for.
    std::set<QString> m_calls;   ///< That have an alert: their end ends it.
    bool m_looking = false;
    bool m_soon = false;         ///< Something has happened that a look is to see.
    int m_looks = 0;
};

/// An alert as the API shows it.
AlertInfo alertInfo(const store::Alert &alert);

} // namespace callfloor
