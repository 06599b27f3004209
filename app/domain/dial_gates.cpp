// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/dial_gates.h"

#include "app/domain/calling_states.h"
#include "app/domain/json.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = GateVerdict::Kind;

namespace {

constexpr auto kBusyElsewhere = 60s;

int stricter(int a, int b) { return a == 0 ? b : b == 0 ? a : std::min(a, b); }

/// When fewer than `cap` of the attempts lie within `span`; nothing if that is so now.
std::optional<UtcTime> underCapAt(const std::vector<UtcTime> &recent, int cap, std::chrono::microseconds span, UtcTime now) {
    if (cap <= 0) return std::nullopt;
    const auto since = std::upper_bound(recent.begin(), recent.end(), now - span);
    if (recent.end() - since < cap) return std::nullopt;
    return *(recent.end() - cap) + span;
}

GateVerdict later(const char *reason, UtcTime at) { return {Kind::Later, reason, at, nullptr}; }
GateVerdict never(const char *reason) { return {Kind::Never, reason, {}, nullptr}; }

std::optional<GateVerdict> capVerdict(const AttemptCaps &caps, const DialFacts &facts, const CallingWindow &window, UtcTime now) {
    if (caps.perNumber > 0 && facts.numberTries >= caps.perNumber) return never("cap_number");
    if (caps.perLead > 0 && facts.leadTries >= caps.perLead) return never("cap_lead");
    if (caps.gapSeconds > 0 && !facts.recent.empty()) {
        const UtcTime free = facts.recent.back() + std::chrono::seconds(caps.gapSeconds);
        if (free > now) return later("gap", free);
    }
    if (const auto at = underCapAt(facts.recent, caps.per24Hours, 24h, now)) return later("cap_24_hours", *at);
    if (const auto at = underCapAt(facts.recent, caps.per7Days, 7 * 24h, now)) return later("cap_7_days", *at);
    // A call that the person has asked for is not kept to the campaign's own daily number.
    if (caps.perDay > 0 && !facts.callback) {
        const UtcTime began = dayBegan(window.zones, now);
        const auto today = std::lower_bound(facts.recent.begin(), facts.recent.end(), began);
        if (facts.recent.end() - today >= caps.perDay) return later("cap_day", began + 24h);
    }
    return std::nullopt;
}

} // namespace

AttemptCaps capsFor(const CampaignRules &rules, const CalleePlace &place, CallingProfile profile) {
    AttemptCaps caps = rules.caps;
    if (place.country == "US"_L1 && (profile == CallingProfile::Auto || profile == CallingProfile::Us))
        for (const StateRule &state : stateRulesFor(place.e164, place.region)) caps.per24Hours = stricter(caps.per24Hours, state.per24Hours);
    return caps;
}

bool needsHistory(const CampaignRules &rules, const CalleePlace &place, CallingProfile profile) {
    const AttemptCaps caps = capsFor(rules, place, profile);
    return caps.perDay > 0 || caps.per24Hours > 0 || caps.per7Days > 0 || caps.gapSeconds > 0 || rules.lockoutHours > 0;
}

GateVerdict judge(const CampaignRules &rules, const DialFacts &facts, WindowMemo &windows, UtcTime now) {
    if (facts.inAttempt) return later("in_call", now + kBusyElsewhere);
    if (facts.doNotCall) return never("do_not_call");
    if (rules.needsConsent && !facts.consent) return never("no_consent");
    const CallingWindow &window = windows.of(facts.place);
    if (!window.open) return {Kind::Later, window.zones.isEmpty() ? "zone_unknown" : "calling_hours", window.opensAt, &window};
    const AttemptCaps caps = capsFor(rules, facts.place, windows.profile());
    if (auto verdict = capVerdict(caps, facts, window, now)) {
        verdict->window = &window;
        return *verdict;
    }
    if (facts.lastAbandoned && rules.lockoutHours > 0) {
        const UtcTime free = *facts.lastAbandoned + std::chrono::hours(rules.lockoutHours);
        if (free > now) return {Kind::Later, "lockout", free, &window};
        // Once is enough: after that only with somebody who is there for him.
        const UtcTime forgotten = *facts.lastAbandoned + kAbandonedKept;
        if (!facts.agentReserved && forgotten > now) return {Kind::Later, "abandoned_before", forgotten, &window};
    }
    return {Kind::Dial, "", {}, &window};
}

QByteArray checksJson(const CampaignRules &rules, const DialFacts &facts, const CallingWindow &window, CallingProfile profile,
                      UtcTime now) {
    const AttemptCaps caps = capsFor(rules, facts.place, profile);
    QByteArray text;
    JsonWriter json(text);
    json.beginObject().key("doNotCall").value(u"clear");
    json.key("consent").value(!rules.needsConsent ? u"not_needed" : u"given").key("zones").beginArray();
    for (const QByteArray &zone : window.zones) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(now) / 1000, QTimeZone(zone));
        json.beginObject().key("zone").value(QLatin1String(zone)).key("local").value(local.toString(Qt::ISODate)).endObject();
    }
    json.endArray().key("zoneSource").value(facts.place.zone.isEmpty() ? u"number" : u"address_and_number");
    json.key("states").beginArray();
    for (const QString &state : window.states) json.value(state);
    json.endArray().key("attempts7Days").value(static_cast<qint64>(facts.recent.size()));
    json.key("numberTries").value(facts.numberTries).key("leadTries").value(facts.leadTries);
    json.key("caps").beginObject().key("perDay").value(caps.perDay).key("per24Hours").value(caps.per24Hours);
    json.key("per7Days").value(caps.per7Days).key("perNumber").value(caps.perNumber).key("perLead").value(caps.perLead);
    json.key("gapSeconds").value(caps.gapSeconds).endObject().key("callback").value(facts.callback).endObject();
    return text;
}

QString refusalSentence(QLatin1String reason) {
    static const std::pair<QLatin1String, QString> kSentences[] = {
        {"in_call"_L1, u"The number is being called right now, by this or another campaign."_s},
        {"do_not_call"_L1, u"The number is on the do-not-call list."_s},
        {"no_consent"_L1, u"The campaign asks for a consent, and there is none in force for the number."_s},
        {"zone_unknown"_L1, u"Nobody knows what time it is at the number; give the lead a time zone."_s},
        {"calling_hours"_L1, u"It is outside of the calling hours where the person may be."_s},
        {"cap_number"_L1, u"The number has had all the attempts that the campaign allows it."_s},
        {"cap_lead"_L1, u"The lead has had all the attempts that the campaign allows it."_s},
        {"gap"_L1, u"The last attempt to the number was too short a time ago."_s},
        {"cap_24_hours"_L1, u"The number has had its attempts of the last 24 hours."_s},
        {"cap_7_days"_L1, u"The number has had its attempts of the last 7 days."_s},
        {"cap_day"_L1, u"The number has had its attempts of today."_s},
        {"lockout"_L1, u"The person answered and we had nobody for him; he is left alone for some days."_s},
        {"abandoned_before"_L1, u"The person was abandoned once; only a progressive or preview campaign may call him again."_s},
        {"owner_busy"_L1, u"The person has asked for one agent, who is not free; after ten minutes anybody may call."_s},
        {"no_caller_id"_L1, u"All caller IDs of the campaign have had their calls of today."_s},
        {"list_expired"_L1, u"The list has expired."_s},
        {"invalid_number"_L1, u"That is not a phone number."_s},
        {"emergency_number"_L1, u"Emergency numbers are never called."_s},
        {"premium_number"_L1, u"Premium-rate numbers are never called."_s},
        // Of the pacing: why no more are dialled at this moment.
        {"no_agents"_L1, u"No agent of the queue is there."_s},
        {"no_idle_agents"_L1, u"All agents of the queue are at work."_s},
        {"lines"_L1, u"All lines, or all dials of this second, were in use."_s},
        {"pacing"_L1, u"Enough was ringing for the agents who were free."_s},
        {"learning"_L1, u"Too few people have answered yet to look ahead: one line for each idle agent."_s},
        {"look_ahead"_L1, u"One more call would probably have found no agent in time."_s},
        {"abandon_cap"_L1, u"As many people were abandoned as the cap allows: one line for each idle agent."_s},
        {"late_reports"_L1, u"The carrier's reports, or the database, were late: one line for each idle agent."_s},
        {"agents_choose"_L1, u"In preview mode agents dial by themselves."_s},
        {"duplicate"_L1, u"The number stands in the campaign already."_s},
    };
    for (const auto &[name, sentence] : kSentences)
        if (name == reason) return sentence;
    return u"Not dialled: %1."_s.arg(reason);
}

} // namespace callfloor
