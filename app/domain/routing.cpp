// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/routing.h"

#include "app/domain/routing_floor.h"

#include <algorithm>
#include <cmath>

namespace callfloor {

namespace routing {
namespace {

bool allowedTier(const Line &line, const Entry &entry, int tier) {
    return entry.waited >= std::chrono::seconds(line.view->settings.tierStepSeconds) * line.tierRank.at(tier);
}

bool tried(const Entry &entry, const Agent &agent) {
    const auto &list = entry.view->triedAgents;
    return std::find(list.begin(), list.end(), agent.view->id) != list.end();
}

/// What stands still for the same floor and rises with every caller: FNV-1a over the id, then a mixing step.
quint64 drawFor(const QueueEntryId &id, quint64 seed) {
    quint64 hash = 14695981039346656037ull ^ seed;
    for (const QChar c : id.text()) hash = (hash ^ c.unicode()) * 1099511628211ull;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9ull;
    return hash ^ (hash >> 27);
}

class Matcher {
public:
    Matcher(const RoutingView &view, UtcTime now) : m_floor(view, now), m_now(now), m_seed(view.seed) {
        m_result.roundRobin = view.roundRobin;
    }

    RoutingResult run() {
        for (const Entry &entry : m_floor.entries) serve(entry);
        return std::move(m_result);
    }

private:
    Line &lineOf(const Entry &entry) { return m_floor.lines[static_cast<size_t>(entry.line)]; }
    Agent &agentOf(const Member *member) { return m_floor.agents[static_cast<size_t>(member->agent)]; }

    void serve(const Entry &entry) {
        bool held = false;
        const auto chosen = isLater(entry) ? std::vector<const Member *>() : candidatesFor(entry, &held);
        if (chosen.empty()) wait(entry, held);
        else offer(entry, chosen);
        ++lineOf(entry).ahead;
    }

    bool isLater(const Entry &entry) const { return entry.view->notBefore && *entry.view->notBefore > m_now; }

    /// Who rings for the caller; none if nobody fits, or if he is kept for the agent whom he knows.
    std::vector<const Member *> candidatesFor(const Entry &entry, bool *held) {
        Line &line = lineOf(entry);
        const Queue &queue = line.view->settings;
        const int lowered = loweredBy(queue, entry.waited);
        std::vector<const Member *> fresh, again;
        for (const Member &member : line.members) {
            const Agent &agent = agentOf(&member);
            if (!agent.free || agent.taken || !allowedTier(line, entry, member.tier) || !skilled(agent, entry.needs, lowered)) {
                if (queue.stickyLastAgent && isHeldFor(entry, queue, agent, lowered)) *held = true;
                continue;
            }
            (tried(entry, agent) ? again : fresh).push_back(&member);
        }
        if (*held) return {};
        auto &fitting = fresh.empty() ? again : fresh;
        if (fitting.empty()) return {};
        if ((queue.stickyLastAgent || entry.view->wantsLastAgent) && !entry.view->lastAgent.isEmpty())
            for (const Member *member : fresh)
                if (agentOf(member).view->id == entry.view->lastAgent) return {member};
        if (queue.strategy == QueueStrategy::RingAll) return fitting;
        int tier = fitting.front()->tier;
        for (const Member *member : fitting) tier = std::min(tier, member->tier);
        std::erase_if(fitting, [&](const Member *member) { return member->tier != tier; });
        return {best(line, entry, fitting, lowered)};
    }

    bool isHeldFor(const Entry &entry, const Queue &queue, const Agent &agent, int lowered) const {
        if (entry.waited >= std::chrono::seconds(queue.stickyWaitSeconds) || !(agent.view->id == entry.view->lastAgent)) return false;
        const AgentWork work = agent.view->work;
        const bool soonFree = agent.taken || work == AgentWork::Ringing || work == AgentWork::Talking || work == AgentWork::Hold ||
                              work == AgentWork::WrapUp;
        return soonFree && skilled(agent, entry.needs, lowered) && !tried(entry, agent);
    }

    const Member *best(const Line &line, const Entry &entry, const std::vector<const Member *> &fitting, int lowered) {
        if (line.view->settings.strategy == QueueStrategy::RandomWeighted) return drawn(entry, fitting);
        const auto key = [&](const Member *member) {
            const RoutingAgent &agent = *agentOf(member).view;
            qint64 score = 0;
            for (const Need &need : entry.needs)
                score += qint64{need.weight} * (agentOf(member).levels[static_cast<size_t>(need.skill)] - loweredLevel(need.level, lowered));
            return std::tuple(rankOf(line, member), -score, toMicros(agent.idleSince), member->agent);
        };
        return *std::min_element(fitting.begin(), fitting.end(), [&](const Member *a, const Member *b) { return key(a) < key(b); });
    }

    qint64 rankOf(const Line &line, const Member *member) {
        const RoutingAgent &agent = *agentOf(member).view;
        switch (line.view->settings.strategy) {
        case QueueStrategy::LongestIdle: return toMicros(agent.idleSince);
        case QueueStrategy::FewestCalls: return agent.callsHandled;
        case QueueStrategy::LeastTalk: return agent.talkSeconds;
        case QueueStrategy::TopDown: return member->position;
        case QueueStrategy::RoundRobin: {
            const auto index = member - line.members.data();
            return index > line.roundRobin ? index : index + static_cast<qint64>(line.members.size());
        }
        case QueueStrategy::RingAll:
        case QueueStrategy::RandomWeighted: break;
        }
        return 0;
    }

    const Member *drawn(const Entry &entry, const std::vector<const Member *> &fitting) const {
        quint64 total = 0;
        for (const Member *member : fitting) total += static_cast<quint64>(std::max(1, member->weight));
        quint64 ticket = drawFor(entry.view->id, m_seed) % total;
        for (const Member *member : fitting) {
            const auto weight = static_cast<quint64>(std::max(1, member->weight));
            if (ticket < weight) return member;
            ticket -= weight;
        }
        return fitting.back();
    }

    void offer(const Entry &entry, const std::vector<const Member *> &chosen) {
        Line &line = lineOf(entry);
        const Queue &queue = line.view->settings;
        Offer offer{entry.view->id, entry.view->callId, queue.id, {}, {}, queue.ringSeconds};
        for (const Member *member : chosen) {
            agentOf(member).taken = true;
            offer.agents.push_back(agentOf(member).view->id);
        }
        if (queue.strategy == QueueStrategy::RoundRobin) {
            line.roundRobin = static_cast<int>(chosen.front() - line.members.data());
            m_result.roundRobin[queue.id] = offer.agents.front();
        }
        const int lowered = loweredBy(queue, entry.waited);
        for (const Need &need : entry.needs)
            if (const int level = loweredLevel(need.level, lowered); level < need.level)
                offer.relaxed.push_back({m_floor.skill(need.skill), need.level, level});
        m_result.offers.push_back(std::move(offer));
    }

    void wait(const Entry &entry, bool held) {
        Line &line = lineOf(entry);
        const Queue &queue = line.view->settings;
        const bool later = isLater(entry);
        std::vector<WaitReason> reasons = later ? std::vector<WaitReason>{calledLater(*entry.view->notBefore)} : reasonsOf(m_floor, entry, held);
        Waiting waiting{entry.view->id, queue.id, ++line.unserved, std::nullopt, std::move(reasons)};
        if (line.working > 0 && line.view->averageHandleSeconds > 0)
            waiting.estimatedSeconds = static_cast<int>(std::ceil(waiting.position * line.view->averageHandleSeconds / line.working));
        m_result.waiting.push_back(std::move(waiting));
        if (entry.view->callback) {
            if (entry.waited >= kPlaceLife) m_result.overflows.push_back({entry.view->id, queue.id, {OverflowKind::HangUp, {}, {}}});
            else lookAgain(entry.view->enteredAt + kPlaceLife);
        } else if (queue.maxWaitSeconds > 0 && entry.waited >= std::chrono::seconds(queue.maxWaitSeconds)) {
            m_result.overflows.push_back({entry.view->id, queue.id, queue.overflow});
        }
        if (later) lookAgain(*entry.view->notBefore);
        else if (const auto next = nextChangeOf(m_floor, entry, held)) lookAgain(*next);
    }

    void lookAgain(UtcTime at) {
        if (!m_result.nextChangeAt || at < *m_result.nextChangeAt) m_result.nextChangeAt = at;
    }

    static WaitReason calledLater(UtcTime at) {
        WaitReason reason{WaitCode::CalledLater};
        reason.until = at;
        return reason;
    }

    Floor m_floor;
    UtcTime m_now;
    quint64 m_seed;
    RoutingResult m_result;
};

} // namespace
} // namespace routing

RoutingResult match(const RoutingView &view, UtcTime now) { return routing::Matcher(view, now).run(); }

int relaxedLevel(const Queue &queue, int minLevel, std::chrono::microseconds waited) {
    return routing::loweredLevel(minLevel, routing::loweredBy(queue, waited));
}

bool mayEnter(const Queue &queue, int alreadyWaiting) { return queue.maxSize == 0 || alreadyWaiting < queue.maxSize; }

} // namespace callfloor
