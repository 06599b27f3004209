// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_alerts.h"
#include "server/engine/dispatcher.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// The table of limits from where on alerts are raised; every change is audited. Lives in the engine thread.
class AlertLimitService : public QObject {
    Q_OBJECT
public:
    AlertLimitService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent = nullptr);

signals:
    void changed();

private:
    QFuture<Result<AlertLimitInfo>> set(const SetAlertLimit &op, const Caller &who);
    QFuture<Result<Done>> remove(const RemoveAlertLimit &op, const Caller &who);

    store::Storage &m_storage;
    const Clock &m_clock;
};

} // namespace callfloor
