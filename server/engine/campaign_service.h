// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_campaigns.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"
#include "server/engine/phone_numbers.h"

#include <QObject>

#include <map>
#include <memory>

namespace callfloor {

class CampaignControl;
class CampaignViews;
class DoNotCallService;
class LeadDesk;
class ImportService;

/// The operations that begin and end campaigns, and the clock of the campaigns: numbers whose hour
/// comes. The dialling itself happens where calls end, see CampaignDialing. Lives in the engine thread.
class CampaignService : public QObject {
    Q_OBJECT
public:
    /// `carrier`: one is configured.
    CampaignService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, bool carrier, Scheduler &scheduler,
                    const EngineOptions &options, QObject *parent = nullptr);
    ~CampaignService() override;

    /// Takes up the campaigns that were running when the program ended.
    void start();
    /// Dials nobody any more: the program ends.
    void stop();

private:
    QFuture<Result<StartCampaign::Reply>> begin(const StartCampaign &op, const Caller &who);
    QFuture<Result<StartCampaign::Reply>> write(const StartCampaign &op, const Caller &who,
                                                const std::vector<NumberReading> &numbers);
    QFuture<Result<Done>> end(const StopCampaign &op, const Caller &who);
    QFuture<Result<CampaignReply>> one(const CampaignId &id);
    QFuture<Result<CampaignPageReply>> list(const ListCampaigns &op);
    struct Loading;
    void loadNext(const std::shared_ptr<Loading> &loading);
    void giveUpLoading(const std::shared_ptr<Loading> &loading, const Error &error);
    void takeBack(const std::vector<CallId> &unsent);
    void lookAt(const CampaignId &id);
    void lookLater(const CampaignDue &due);
    void lookAtAll();

    store::Storage &m_storage;
    Inbox &m_inbox;
    bool m_carrier;
    Scheduler &m_scheduler;
    EngineOptions m_options;
    PhoneNumbers m_numbers;
    std::unique_ptr<DoNotCallService> m_doNotCall;
    std::unique_ptr<ImportService> m_imports;
    std::unique_ptr<CampaignControl> m_control;
    std::unique_ptr<CampaignViews> m_views;
    std::unique_ptr<LeadDesk> m_leads;
    std::map<CampaignId, UtcTime> m_due; ///< The earliest time that a timer stands for.
    bool m_stopped = false;
};

} // namespace callfloor
