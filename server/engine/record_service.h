// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_records.h"
#include "server/engine/dispatcher.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// What has happened: on a call, and by whose hand (the audit log). Only reads. Lives in the engine thread.
class RecordService : public QObject {
    Q_OBJECT
public:
    /// Both outlive the service.
    RecordService(Dispatcher &dispatcher, store::Storage &storage, QObject *parent = nullptr);

private:
    QFuture<Result<CallEvents::Reply>> events(const CallEvents &op, const Caller &who);
    QFuture<Result<ListAudit::Reply>> audit(const ListAudit &op);

    store::Storage &m_storage;
};

} // namespace callfloor
