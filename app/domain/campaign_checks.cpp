// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/campaign_checks.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

std::vector<CampaignCheck> checkCampaign(const Campaign &campaign, const CampaignSurroundings &around) {
    const CampaignRules &rules = campaign.rules;
    const bool agentless = campaign.mode == DialMode::Agentless, preview = campaign.mode == DialMode::Preview;
    std::vector<CampaignCheck> checks;
    const auto check = [&](const char *name, bool ok, const QString &good, const QString &bad, bool blocks = true) {
        checks.push_back({name, ok, blocks, ok ? good : bad});
    };
    check("carrier", around.carrier, u"A carrier is configured."_s, u"No carrier is configured; set TELNYX_API_KEY on the server."_s);
    check("number", !campaign.fromNumber.isEmpty() || !rules.callerIds.isEmpty(), u"There is a number to call from."_s,
          u"No number of ours to call from is set; set \"fromNumber\" or TELNYX_FROM_NUMBER."_s);
    check("leads", campaign.counts.waiting > 0, u"There are leads to be dialled."_s, u"Nobody is left to be dialled; import a list or recycle."_s);
    check("lists", around.listsDialled > 0 || campaign.counts.waiting <= 0, u"A list is switched on."_s,
          u"All lists are switched off or expired; switch one on."_s);
    if (agentless) {
        check("speech", campaign.useAi || !campaign.message.isEmpty(), u"The message or the assistant talks."_s,
              u"Whoever answers would hear nothing; set \"message\" or \"useAI\"."_s);
        check("machines", rules.machines == MachinePolicy::Off, u"Machines are treated like people."_s,
              u"Machine detection needs agents; set \"machines\" to \"off\" or choose another mode."_s);
        return checks;
    }
    check("queue", !campaign.queue.isEmpty() && around.queueExists, u"There is a queue whose agents take the calls."_s,
          u"A campaign with agents needs their queue; set \"queueId\"."_s);
    check("members", around.queueMembers > 0, u"The queue has agents."_s, u"The queue has no agents; add some."_s);
    check("logged_in", around.agentsLoggedIn > 0, u"Agents are logged in."_s,
          u"No agent of the queue is logged in; nobody is dialled until one is."_s, false);
    check("safe_harbour", preview || !rules.safeHarbourText.isEmpty(), u"Whom nobody takes in time hears who has called."_s,
          u"Set \"safeHarbourText\": name, number and purpose, for those whom no agent takes in time."_s);
    check("voicemail", rules.machineText.isEmpty() || rules.machines != MachinePolicy::Off, u"Messages for machines fit the machine detection."_s,
          u"A text for machines needs machine detection; set \"machines\"."_s);
    const int lines = rules.maxLines > 0 ? rules.maxLines : campaign.concurrency;
    check("lines", campaign.mode != DialMode::Predictive || lines >= 2 * around.agentsLoggedIn, u"There are lines enough to look ahead."_s,
          u"Predictive dialling needs more lines than agents; raise \"concurrency\"."_s, false);
    return checks;
}

const CampaignCheck *firstBlocking(const std::vector<CampaignCheck> &checks) {
    const auto found = std::find_if(checks.begin(), checks.end(), [](const CampaignCheck &check) { return check.blocks && !check.ok; });
    return found == checks.end() ? nullptr : &*found;
}

} // namespace callfloor
