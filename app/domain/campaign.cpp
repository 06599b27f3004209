// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/campaign.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array kCampaignStatuses = {"running"_L1, "stopped"_L1, "completed"_L1};
} // namespace

QString campaignStatusName(CampaignStatus status) { return kCampaignStatuses[static_cast<size_t>(status)]; }

std::optional<CampaignStatus> campaignStatusFromName(QStringView name) {
    for (size_t i = 0; i < kCampaignStatuses.size(); ++i)
        if (name == kCampaignStatuses[i]) return static_cast<CampaignStatus>(i);
    return std::nullopt;
}

void writeCampaign(QByteArray &out, const Campaign &campaign) {
    JsonWriter json(out);
    json.beginObject();
    json.key("id").value(campaign.id.text()).key("name").value(campaign.name);
    json.key("status").value(campaignStatusName(campaign.status)).key("concurrency").value(campaign.concurrency);
    json.key("mode").value(u"agentless").key("fromNumber").value(campaign.fromNumber);
    json.key("record").value(campaign.record).key("useAI").value(campaign.useAi).key("message").textOrNull(campaign.message);
    json.key("createdAt").value(campaign.createdAt).key("endedAt").timeOrNull(campaign.endedAt);
    const CampaignCounts &counts = campaign.counts;
    json.key("counts").beginObject();
    json.key("numbers").value(counts.numbers).key("waiting").value(counts.waiting).key("dialling").value(counts.dialling);
    json.key("answered").value(counts.answered).key("unanswered").value(counts.unanswered);
    json.key("failed").value(counts.failed).key("blocked").value(counts.blocked);
    json.endObject().endObject();
}

AttemptEnding attemptEnding(const Call &call) {
    if (call.answeredAt) return AttemptEnding::Answered;
    const Leg *customer = call.legOf(LegRole::Customer);
    const bool refusedAtOnce = customer && customer->hangupCause == hangupcause::kDialFailed;
    if (refusedAtOnce && (call.outcome == "capacity"_L1 || call.outcome == "not_placed"_L1)) return AttemptEnding::NotPlaced;
    // We took it back before it was sent.
    const bool neverSent = customer && customer->callControlId.isEmpty() && !customer->initiatedAt;
    if (neverSent && call.outcome == "cancelled"_L1) return AttemptEnding::NotPlaced;
    return call.status == CallStatus::NoAnswer ? AttemptEnding::Unanswered : AttemptEnding::Failed;
}

} // namespace callfloor
