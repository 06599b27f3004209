// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_supervision.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"

#include <QObject>

namespace callfloor {

/// Supervisors on other people's calls: authorised by permission and by data scope, audited in the transaction that
/// orders the leg. What becomes of it is told by `supervisionUpdate`. Lives in the engine thread.
class SupervisionService : public QObject {
    Q_OBJECT
public:
    /// `carrier`: one is configured.
    SupervisionService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier, const Clock &clock, const EngineOptions &options,
                       QObject *parent = nullptr);

    /// Lets somebody hear a call, as MonitorCall does.
    QFuture<Result<Supervision>> monitor(const CallId &call, const Caller &who);

private:
    struct Request {
        CallId call;
        SupervisorMode mode = SupervisorMode::Monitor;
        QString leg;       ///< A leg that the client names, empty for none.
        QString whisperTo; ///< The same for whom to whisper to.
        QString mechanism; ///< For this once; empty: as everybody's.
    };
    QFuture<Result<Supervision>> supervise(const Request &request, const Caller &who);
    QFuture<Result<GetSupervision::Reply>> way() const;
    QFuture<Result<GetSupervision::Reply>> choose(const ChooseSupervision &op, const Caller &who);
    QFuture<Result<Done>> stop(const CallId &call, const Caller &who);
    QFuture<Result<Done>> hangUp(const SupervisorHangUp &op, const Caller &who);
    QFuture<Result<Done>> message(const MessageAgent &op, const Caller &who);

    store::Storage &m_storage;
    Inbox &m_inbox;
    bool m_carrier;
    const Clock &m_clock;
    EngineOptions m_options;
};

} // namespace callfloor
