// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/queue.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace callfloor {

/// Why a caller waits. The code is for programs, waitReasonText() makes the sentence.
enum class WaitCode : quint8 {
    NoMembers,     ///< The queue has no agents at all.
    NobodyLoggedIn, ///< `counts.loggedOut` members, none of them is logged in.
    NoSkill,       ///< No agent who is logged in has `skill` at `level`; `until`: when a relaxed level will be met.
    NoSkillMix,    ///< Each skill is there, but nobody has all; `until` as above.
    AgentsBusy,    ///< The agents who could take the call do something else: `counts`.
    CallersAhead,  ///< `moreImportant` callers in queues of higher priority and `sameImportance` others come first.
    TierLater,     ///< Agents of `tier` are free but join only at `until`.
    LastAgentHeld, ///< He is kept for `agent`, whom he knows, until `until`.
    CalledLater,   ///< He is to be called back, and not before `until`.
};
/// `no_members`, `nobody_logged_in`, …
QByteArray waitCodeName(WaitCode code);

/// What agents do who could take a call.
struct WorkCounts {
    int talking = 0, hold = 0, ringing = 0, wrapUp = 0, notReady = 0, unreachable = 0, loggedOut = 0;
    int full = 0; ///< Idle, but not allowed more work (a break is pending, all his capacity is taken).
    bool operator==(const WorkCounts &) const = default;
    int busy() const { return talking + hold + ringing + wrapUp + notReady + unreachable + full; }
};

struct WaitReason {
    WaitCode code = WaitCode::NoMembers;
    WorkCounts counts = {};
    SkillId skill = {};
    int level = 0;
    int tier = 0;
    int moreImportant = 0;
    int sameImportance = 0;
    UserId agent = {};
    std::optional<UtcTime> until = {};
    bool operator==(const WaitReason &) const = default;
};

/// A level that was lowered for a caller.
struct RelaxedSkill {
    SkillId skill;
    int from = 1;
    int to = 1;
    bool operator==(const RelaxedSkill &) const = default;
};

/// How the sentence names things and writes times; a missing function writes the id, or the time in UTC.
struct WaitWords {
    std::function<QString(const SkillId &)> skill = {};
    std::function<QString(const UserId &)> agent = {};
    std::function<QString(UtcTime)> time = {};
};
/// `3 agents talk, 1 wraps up`. Without a full stop.
QString waitReasonText(const WaitReason &reason, const WaitWords &words);
/// The reason with its code, its sentence and the values behind it.
QJsonObject waitReasonJson(const WaitReason &reason, const WaitWords &words);

} // namespace callfloor
