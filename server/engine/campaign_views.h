// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_dialer.h"
#include "app/domain/call_transition.h"
#include "app/domain/campaign_checks.h"
#include "server/engine/dispatcher.h"
#include "server/store/lead_store.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// What a campaign's start depends on, as the database has it.
CampaignSurroundings campaignSurroundings(store::Tx &tx, const Campaign &campaign, bool carrier, UtcTime now);
/// `{campaign, rules, lists}`.
QByteArray campaignSettingsJson(store::Tx &tx, const Campaign &campaign);
void writeLeadList(JsonWriter &json, const store::LeadList &list);

/// What people want to know of a campaign: checklist, figures, why it does not dial, its ledger. Reads only. Lives in the engine
/// thread.
class CampaignViews : public QObject {
    Q_OBJECT
public:
    CampaignViews(Dispatcher &dispatcher, store::Storage &storage, bool carrier, const Clock &clock, const CallPolicy &policy,
                  const QString &region, QObject *parent = nullptr);

private:
    QFuture<Result<CampaignChecklist::Reply>> checklist(const CampaignId &id);
    QFuture<Result<CampaignWhy::Reply>> why(const CampaignWhy &op);
    QFuture<Result<CampaignFigures::Reply>> figures(const CampaignId &id);
    QFuture<Result<GetLedger::Reply>> ledger(const GetLedger &op);
    QFuture<Result<CsvReply>> ledgerCsv(const GetLedgerCsv &op);

    store::Storage &m_storage;
    bool m_carrier;
    const Clock &m_clock;
    CallPolicy m_policy;
    QString m_region;
};

} // namespace callfloor
