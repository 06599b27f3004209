// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/routing.h"

#include <QHash>

/// The floor with its texts turned into numbers, so that hundreds of callers can be held against hundreds of agents
/// within a few milliseconds. Only for match().
namespace callfloor::routing {

struct Need {
    int skill = 0;
    int level = 1; ///< Unrelaxed.
    int weight = 1;
};

struct Member {
    int agent = 0; ///< Index into Floor::agents.
    int tier = 1;
    int position = 0;
    int weight = 1;
};

struct Agent {
    const RoutingAgent *view = nullptr;
    std::vector<int> levels; ///< By skill; 0: none.
    bool loggedIn = false;
    bool free = false;  ///< As the match began.
    bool taken = false; ///< By an offer of this match.
};

struct Line {
    const RoutingQueue *view = nullptr;
    std::vector<Member> members;  ///< By position, then id: round-robin's order.
    std::vector<quint64> loggedIn; ///< A bit for each agent.
    std::vector<Need> needs;
    std::map<int, int> tierRank; ///< How many steps of waiting a tier asks for.
    int working = 0;             ///< Members who take calls at the moment or soon again.
    int roundRobin = -1;         ///< Index into members of whom it rang last.
    int ahead = 0;               ///< Callers seen so far.
    int unserved = 0;            ///< Of them those without an offer.
};

struct Entry {
    const WaitingEntry *view = nullptr;
    int line = 0;
    std::chrono::microseconds waited{0};
    std::vector<Need> needs;
};

class Floor {
public:
    Floor(const RoutingView &view, UtcTime now);

    std::vector<Agent> agents; ///< By id.
    std::vector<Line> lines;
    std::vector<Entry> entries; ///< In the callers' order.

    int agentOf(const UserId &id) const { return m_agents.value(id.text(), -1); }
    const SkillId &skill(int index) const { return m_skillIds[static_cast<size_t>(index)]; }
    /// True if both queues have a member in common who is logged in.
    bool share(const Line &a, const Line &b) const;

private:
    int skillIndex(const SkillId &id);
    void addAgents(const RoutingView &view);
    void addLines(const RoutingView &view);
    void addEntries(const RoutingView &view, UtcTime now);
    void rankTiers(Line &line) const;

    QHash<QString, int> m_agents, m_lines, m_skills;
    std::vector<SkillId> m_skillIds;
};

/// By how many levels a need is lowered after that time.
int loweredBy(const Queue &queue, std::chrono::microseconds waited);
inline int loweredLevel(int level, int lowered) { return std::max(1, level - lowered); }
/// True if the agent has every need at its lowered level.
bool skilled(const Agent &agent, const std::vector<Need> &needs, int lowered);

/// Why an entry without an offer waits. Called in the callers' order, when all before it have been decided.
std::vector<WaitReason> reasonsOf(const Floor &floor, const Entry &entry, bool heldForLastAgent);
/// When time alone changes what the entry may get; nothing if it does not.
std::optional<UtcTime> nextChangeOf(const Floor &floor, const Entry &entry, bool heldForLastAgent);

} // namespace callfloor::routing
