// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/wait_reason.h"

#include <QStringList>

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kWaitCodes = {"no_members",  "nobody_logged_in", "no_skill",   "no_skill_mix",
                                   "agents_busy", "callers_ahead",    "tier_later", "last_agent_held",
                                   "called_later"};

QString clockTime(const WaitWords &words, UtcTime time) {
    if (words.time) return words.time(time);
    return QString::fromLatin1(toIsoMillis(time)).mid(11, 5) + u" UTC"_s;
}

QString busyText(const WorkCounts &counts) {
    QStringList parts;
    const auto add = [&](int n, const QString &one, const QString &many) {
        if (n == 0) return;
        const QString who = parts.isEmpty() ? (n == 1 ? u"1 agent "_s : u"%1 agents "_s.arg(n)) : u"%1 "_s.arg(n);
        parts << who + (n == 1 ? one : many);
    };
    add(counts.talking, u"talks"_s, u"talk"_s);
    add(counts.hold, u"has a caller on hold"_s, u"have a caller on hold"_s);
    add(counts.ringing, u"is being rung"_s, u"are being rung"_s);
    add(counts.wrapUp, u"wraps up"_s, u"wrap up"_s);
    add(counts.notReady, u"is not ready"_s, u"are not ready"_s);
    add(counts.full, u"takes no more work"_s, u"take no more work"_s);
    add(counts.unreachable, u"is unreachable"_s, u"are unreachable"_s);
    return parts.join(u", "_s);
}

QString aheadText(const WaitReason &reason) {
    const auto callers = [](int n) { return n == 1 ? u"1 caller is"_s : u"%1 callers are"_s.arg(n); };
    QStringList parts;
    if (reason.moreImportant > 0) parts << callers(reason.moreImportant) + u" ahead in more important queues"_s;
    if (reason.sameImportance > 0) parts << callers(reason.sameImportance) + u" ahead by waiting time and priority"_s;
    return parts.join(u", "_s);
}

QString before(const WaitReason &reason, const WaitWords &words) {
    return reason.until ? u" before "_s + clockTime(words, *reason.until) : QString();
}

} // namespace

QByteArray waitCodeName(WaitCode code) { return kWaitCodes[static_cast<size_t>(code)]; }

QString waitReasonText(const WaitReason &reason, const WaitWords &words) {
    const auto skill = [&] { return words.skill ? words.skill(reason.skill) : reason.skill.text(); };
    const auto agent = [&] { return words.agent ? words.agent(reason.agent) : reason.agent.text(); };
    switch (reason.code) {
    case WaitCode::NoMembers: return u"the queue has no agents"_s;
    case WaitCode::NobodyLoggedIn: return u"nobody is logged in"_s;
    case WaitCode::NoSkill: return u"no agent has %1 ≥ %2"_s.arg(skill()).arg(reason.level) + before(reason, words);
    case WaitCode::NoSkillMix: return u"no agent has all the skills that are asked for"_s + before(reason, words);
    case WaitCode::AgentsBusy: return busyText(reason.counts);
    case WaitCode::CallersAhead: return aheadText(reason);
    case WaitCode::TierLater:
        return u"agents of tier %1 are free and join at %2"_s.arg(reason.tier).arg(clockTime(words, reason.until.value_or(UtcTime{})));
    case WaitCode::LastAgentHeld:
        return u"kept for %1, who knows the caller, until %2"_s.arg(agent(), clockTime(words, reason.until.value_or(UtcTime{})));
    case WaitCode::CalledLater: return u"is not to be called back before %1"_s.arg(clockTime(words, reason.until.value_or(UtcTime{})));
    }
    return {};
}

QJsonObject waitReasonJson(const WaitReason &reason, const WaitWords &words) {
    QJsonObject json{{u"code"_s, QString::fromLatin1(waitCodeName(reason.code))}, {u"text"_s, waitReasonText(reason, words)}};
    if (reason.until) json.insert(u"until"_s, QString::fromLatin1(toIsoMillis(*reason.until)));
    switch (reason.code) {
    case WaitCode::NoMembers:
    case WaitCode::CalledLater: break;
    case WaitCode::NobodyLoggedIn: json.insert(u"loggedOut"_s, reason.counts.loggedOut); break;
    case WaitCode::NoSkill:
        json.insert(u"skillId"_s, reason.skill.text());
        json.insert(u"level"_s, reason.level);
        break;
    case WaitCode::NoSkillMix: break;
    case WaitCode::AgentsBusy:
        for (const auto &[name, n] : {std::pair("talking", reason.counts.talking), std::pair("hold", reason.counts.hold),
                                      std::pair("ringing", reason.counts.ringing), std::pair("wrapUp", reason.counts.wrapUp),
                                      std::pair("notReady", reason.counts.notReady), std::pair("full", reason.counts.full),
                                      std::pair("unreachable", reason.counts.unreachable)})
            json.insert(QLatin1String(name), n);
        break;
    case WaitCode::CallersAhead:
        json.insert(u"moreImportant"_s, reason.moreImportant);
        json.insert(u"sameImportance"_s, reason.sameImportance);
        break;
    case WaitCode::TierLater: json.insert(u"tier"_s, reason.tier); break;
    case WaitCode::LastAgentHeld: json.insert(u"agentId"_s, reason.agent.text()); break;
    }
    return json;
}

} // namespace callfloor
