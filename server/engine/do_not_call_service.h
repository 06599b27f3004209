// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_campaigns.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"
#include "server/engine/phone_numbers.h"

#include <QObject>

namespace callfloor {

/// The operations on numbers that must not be called. A dial that waits for its turn at the carrier is taken back. Lives in
/// the engine thread.
class DoNotCallService : public QObject {
    Q_OBJECT
public:
    DoNotCallService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock,
                     const EngineOptions &options, QObject *parent = nullptr);

private:
    QFuture<Result<DoNotCallEntry>> addDoNotCall(const AddDoNotCall &op, const Caller &who);
    QFuture<Result<Done>> removeDoNotCall(const RemoveDoNotCall &op, const Caller &who);
    QFuture<Result<ListDoNotCall::Reply>> listDoNotCall(const ListDoNotCall &op);

    store::Storage &m_storage;
    Inbox &m_inbox;
    const Clock &m_clock;
    PhoneNumbers m_numbers;
};

} // namespace callfloor
