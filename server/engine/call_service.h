// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_calls.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"
#include "server/engine/outbox.h"
#include "server/engine/phone_numbers.h"
#include "server/store/call_store.h"

#include <QObject>

namespace callfloor {

/// The operations on calls. Reading goes to the storage's readers; every change is an input to the call's transition.
class CallService : public QObject {
    Q_OBJECT
public:
    /// `outbox` is null where no carrier is configured.
    CallService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, Outbox *outbox, Scheduler &scheduler,
                const EngineOptions &options, QObject *parent = nullptr);

private:
    QFuture<Result<StartCall::Reply>> start(const StartCall &op, const Caller &who);
    QFuture<Result<StartCall::Reply>> dial(const StartCall &op, const Caller &who, const QString &number);
    QFuture<Result<StartCall::Reply>> awaitLeg(const CallId &call, const LegId &leg);
    /// `onOthers`: what a supervisor needs to do this to a call that is not his own.
    QFuture<Result<Done>> act(const CallId &call, CallInput input, const Caller &who, std::optional<Permission> onOthers = {});
    QFuture<Result<Done>> intend(const CallId &call, CallInput input);
    QFuture<Result<CallReply>> one(const GetCall &op, const Caller &who);
    QFuture<Result<SnapshotReply>> snapshot(const Caller &who);
    QFuture<Result<CallListReply>> list(const store::CallFilter &filter, int limit);
    /// Runs a read with the filter's number as calls are stored under it, whatever way it was written.
    template <class Reply>
    QFuture<Result<Reply>> readFiltered(store::CallFilter filter, std::function<Result<Reply>(store::Tx &, const store::CallFilter &)> read);

    store::Storage &m_storage;
    Inbox &m_inbox;
    Outbox *m_outbox;
    Scheduler &m_scheduler;
    EngineOptions m_options;
    PhoneNumbers m_numbers;
};

} // namespace callfloor
