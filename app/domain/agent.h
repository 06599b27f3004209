// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/ids.h"

#include <QString>

#include <chrono>
#include <optional>

namespace callfloor {

/// Whether the agent's console is heard.
enum class AgentPresence : quint8 { Offline, Online, Unreachable };
/// What the agent has chosen.
enum class AgentAvailability : quint8 { NotReady, Available };
/// What the agent is doing; only the system changes it.
enum class AgentActivity : quint8 { Idle, Reserved, Ringing, Preview, Talking, Hold, WrapUp };

/// The three facts in one word: what lists show and what time is counted by. Work comes before the rest, so a live call
/// of an agent whose console is gone counts as TALKING.
enum class AgentState : quint8 { Offline, NotReady, Available, Reserved, Ringing, Preview, Talking, Hold, WrapUp, Unreachable };

/// Reason codes that the product itself uses; they are rows of `reason_code` like all others.
namespace reasoncode {
inline constexpr QLatin1String kLogin("login");          ///< Signed on and not ready yet.
inline constexpr QLatin1String kMissed("missed");        ///< Did not answer an offer.
inline constexpr QLatin1String kAfterCall("after_call"); ///< The setting wants a click after each wrap-up.
inline constexpr QLatin1String kSystem("system");
} // namespace reasoncode

/// The reserved code that is saved where the agent chose none; reports as uncoded.
inline constexpr QLatin1String kUncodedDisposition("uncoded");

/// How wrap-up goes: of the installation, or of the queue that the work came from.
struct WrapUpPolicy {
    std::chrono::seconds minimum{0};
    std::chrono::seconds maximum{0}; ///< 0: none.
    bool dispositionRequired = true;
    bool autoDisposition = false;    ///< At the maximum `uncoded` is saved and the agent goes on.
    int extensions = 0;              ///< How often the agent may extend.
    std::chrono::seconds extension{60};
    bool readyAfter = true;          ///< False: NOT_READY("after_call") afterwards.
    bool operator==(const WrapUpPolicy &) const = default;
};

/// What the installation wants of agents; settings.
struct AgentPolicy {
    WrapUpPolicy wrapUp;
    int missedLimit = 1;                     ///< Misses in a row until NOT_READY("missed"); 0: never.
    std::chrono::seconds lostAfter{45};      ///< Silence until UNREACHABLE.
    std::chrono::seconds loggedOffAfter{300}; ///< Silence until logged off; counted from the last heartbeat too.
};

/// The agent is kept for one piece of work, until the lease runs out.
struct AgentReservation {
    QString id;
    CallId callId;
    LegId legId; ///< The leg that rings the agent, once there is one.
    UtcTime leaseUntil{};
    bool operator==(const AgentReservation &) const = default;
};

/// A break that begins when the present work is over.
struct PendingBreak {
    QString reason;
    bool logOff = false; ///< A supervisor logs the agent off then.
    bool operator==(const PendingBreak &) const = default;
};

/// After-call work. The policy is copied when it begins, so that a later change of it does not move it.
struct AgentWrapUp {
    CallId callId;
    UtcTime startedAt{};
    UtcTime minimumUntil{};
    std::optional<UtcTime> maximumUntil;
    int extensionsUsed = 0;
    int extensionsAllowed = 0;
    std::chrono::seconds extension{60};
    bool dispositionRequired = true;
    bool disposed = false; ///< A disposition was saved; what is left is the minimum.
    bool autoDisposition = false;
    bool readyAfter = true;
    bool operator==(const AgentWrapUp &) const = default;

    /// When it ends by itself; nothing if it waits for a disposition.
    std::optional<UtcTime> endsAt() const;
};

/// One agent. A plain value; the database row is the truth. `version` rises by one with every change of state; a
/// heartbeat alone is none.
struct Agent {
    UserId id;
    AgentPresence presence = AgentPresence::Offline;
    AgentAvailability availability = AgentAvailability::NotReady;
    QString reason; ///< Why not ready; a key of `reason_code`. Empty while available.
    AgentActivity activity = AgentActivity::Idle;
    std::optional<PendingBreak> pending;
    std::optional<AgentReservation> reservation; ///< From RESERVED until the answer.
    QString workId; ///< Id of the reservation that the work began with; until the end of wrap-up.
    CallId callId;  ///< Of the work.
    QString queueId; ///< Where the work came from; empty for the agent's own calls.
    bool ownCall = false; ///< The agent asked for the call himself.
    bool disposed = false; ///< A disposition was saved while the call was up.
    int missesInRow = 0;
    std::optional<AgentWrapUp> wrapUp;
    UtcTime stateSince{};
    std::optional<UtcTime> lastWorkEndedAt; ///< End of the last answered work, wrap-up included; for longest-idle.
    UtcTime lastHeardAt{};
    qint64 version = 0;
    bool operator==(const Agent &) const = default;

    /// When a timer must look at the lease or the wrap-up; nothing if neither runs.
    std::optional<UtcTime> dueAt() const;
};

AgentState stateOf(const Agent &agent);

/// May the agent be given work now? `capacity` is how many offers he takes at once; 0 takes him out of routing.
bool isRoutable(const Agent &agent, int capacity);

/// `OFFLINE`, `NOT_READY`, `AVAILABLE`, `RESERVED`, …, `UNREACHABLE`: the words of the API and the log of changes.
QString agentStateName(AgentState state);
std::optional<AgentState> agentStateFromName(QStringView name);
/// `offline`, `online`, `unreachable`.
QString agentPresenceName(AgentPresence presence);
std::optional<AgentPresence> agentPresenceFromName(QStringView name);
/// `NOT_READY`, `AVAILABLE`.
QString agentAvailabilityName(AgentAvailability availability);
/// `IDLE`, `RESERVED`, `RINGING`, `PREVIEW`, `TALKING`, `HOLD`, `WRAPUP`.
QString agentActivityName(AgentActivity activity);
std::optional<AgentActivity> agentActivityFromName(QStringView name);

} // namespace callfloor
