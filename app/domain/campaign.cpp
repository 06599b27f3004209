// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/campaign.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array kCampaignStatuses = {"running"_L1, "stopped"_L1, "completed"_L1,
                                       "draft"_L1,   "paused"_L1,  "draining"_L1};
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
    json.key("mode").value(dialModeName(campaign.mode)).key("queueId").textOrNull(campaign.queue.text());
    json.key("startsAt").timeOrNull(campaign.startsAt).key("stopsAt").timeOrNull(campaign.stopsAt).key("fromNumber").value(campaign.fromNumber);
    json.key("record").value(campaign.record).key("useAI").value(campaign.useAi).key("message").textOrNull(campaign.message);
    json.key("createdAt").value(campaign.createdAt).key("endedAt").timeOrNull(campaign.endedAt);
    const CampaignCounts &counts = campaign.counts;
    json.key("counts").beginObject();
    json.key("numbers").value(counts.numbers).key("waiting").value(counts.waiting).key("dialling").value(counts.dialling);
    json.key("answered").value(counts.answered).key("unanswered").value(counts.unanswered);
    json.key("failed").value(counts.failed).key("blocked").value(counts.blocked);
    json.endObject().endObject();
}

AttemptOutcome attemptOutcome(const Call &call, const AttemptFacts &facts) {
    if (facts.abandoned) return AttemptOutcome::Abandoned;
    if (call.answeredAt) {
        if (facts.machine == "fax_detected"_L1) return AttemptOutcome::Fax;
        if (facts.machine.startsWith("machine"_L1))
            return facts.messagePlayed ? AttemptOutcome::MessageLeft : AttemptOutcome::Machine;
        // To whom a machine of ours talks we count as reached however soon he leaves.
        const bool withAgents = !call.wishes.useAi && call.wishes.message.isEmpty();
        const bool atOnce = call.endedAt && *call.endedAt - *call.answeredAt < std::chrono::seconds(3);
        return withAgents && atOnce ? AttemptOutcome::HungUpAtOnce : AttemptOutcome::Answered;
    }
    const Leg *customer = call.legOf(LegRole::Customer);
    const bool refusedAtOnce = customer && customer->hangupCause == hangupcause::kDialFailed;
    if (refusedAtOnce && (call.outcome == "capacity"_L1 || call.outcome == "not_placed"_L1)) return AttemptOutcome::NotPlaced;
    // We took it back before it was sent.
    const bool neverSent = customer && customer->callControlId.isEmpty() && !customer->initiatedAt;
    if (neverSent && call.outcome == "cancelled"_L1) return AttemptOutcome::NotPlaced;
    if (call.outcome == "invalid_number"_L1) return AttemptOutcome::Invalid;
    if (call.outcome == "busy"_L1) return AttemptOutcome::Busy;
    if (call.outcome == "rejected"_L1) return AttemptOutcome::Rejected;
    return call.status == CallStatus::NoAnswer ? AttemptOutcome::NoAnswer : AttemptOutcome::Failed;
}

OutcomeGroup groupOf(AttemptOutcome outcome) {
    switch (outcome) {
    case AttemptOutcome::Answered:
    case AttemptOutcome::Machine:
    case AttemptOutcome::MessageLeft:
    case AttemptOutcome::Fax:
    case AttemptOutcome::HungUpAtOnce:
    case AttemptOutcome::Abandoned: return OutcomeGroup::Answered;
    case AttemptOutcome::Busy:
    case AttemptOutcome::NoAnswer:
    case AttemptOutcome::Rejected: return OutcomeGroup::Unanswered;
    case AttemptOutcome::Invalid:
    case AttemptOutcome::Failed:
    case AttemptOutcome::NotPlaced: break;
    }
    return OutcomeGroup::Failed;
}

} // namespace callfloor
