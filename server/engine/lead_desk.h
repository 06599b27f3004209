// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_dialer.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"

#include <QObject>

namespace callfloor {

/// What people do with single leads: preview, callbacks, consents, and the lists that they are in. Lives in the engine thread.
class LeadDesk : public QObject {
    Q_OBJECT
public:
    LeadDesk(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock, const EngineOptions &options,
             QObject *parent = nullptr);

private:
    QFuture<Result<NextPreview::Reply>> nextPreview(const CampaignId &id, const Caller &who);
    QFuture<Result<DialPreview::Reply>> dialPreview(const DialPreview &op, const Caller &who);
    QFuture<Result<Done>> skipPreview(const SkipPreview &op, const Caller &who);
    QFuture<Result<Done>> scheduleCallback(const ScheduleCallback &op, const Caller &who);
    QFuture<Result<ListCallbacks::Reply>> callbacks(const CampaignId &id);
    QFuture<Result<Done>> addConsent(const AddConsent &op, const Caller &who);
    QFuture<Result<Done>> revokeConsent(const RevokeConsent &op, const Caller &who);
    QFuture<Result<ListConsents::Reply>> consents(const ListConsents &op);
    QFuture<Result<UpdateLeadList::Reply>> updateList(const UpdateLeadList &op, const Caller &who);

    store::Storage &m_storage;
    Inbox &m_inbox;
    const Clock &m_clock;
    QString m_region;
};

} // namespace callfloor
