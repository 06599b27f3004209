// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_dialer.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"

#include <QObject>

namespace callfloor {

/// Making, changing, beginning and ending campaigns. Lives in the engine thread.
class CampaignControl : public QObject {
    Q_OBJECT
public:
    /// `carrier`: one is configured.
    CampaignControl(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier, const Clock &clock,
                    const EngineOptions &options, QObject *parent = nullptr);

    /// Begins drafts whose time has come; what blocks one is written to the log.
    void beginPlanned();

private:
    QFuture<Result<CampaignSettingsReply>> create(const CreateCampaign &op, const Caller &who);
    QFuture<Result<CampaignSettingsReply>> update(const UpdateCampaign &op, const Caller &who);
    QFuture<Result<CampaignSettingsReply>> settings(const CampaignId &id);
    QFuture<Result<CampaignSettingsReply>> clone(const CloneCampaign &op, const Caller &who);
    QFuture<Result<Done>> launch(const CampaignId &id, const Caller &who);
    QFuture<Result<Done>> halt(const CampaignId &id, const Caller &who, CampaignStatus to, const QString &action);
    QFuture<Result<RecycleCampaign::Reply>> recycle(const RecycleCampaign &op, const Caller &who);
    void recycleMore(const RecycleCampaign &op, const std::shared_ptr<struct Recycling> &recycling);

    store::Storage &m_storage;
    Inbox &m_inbox;
    bool m_carrier;
    const Clock &m_clock;
    EngineOptions m_options;
};

} // namespace callfloor
