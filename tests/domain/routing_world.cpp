// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/domain/routing_world.h"

#include <algorithm>
#include <set>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString idText(const char *kind, int n) { return u"%1-%2"_s.arg(QLatin1String(kind)).arg(n, 4, 10, QLatin1Char('0')); }

std::vector<SkillNeed> randomNeeds(QRandomGenerator &random) {
    std::vector<SkillNeed> needs;
    for (int skill = 0; skill < 4; ++skill)
        if (random.bounded(5) == 0) needs.push_back({SkillId(idText("skill", skill)), 1 + random.bounded(6), random.bounded(4)});
    return needs;
}

Queue randomQueue(QRandomGenerator &random, int n) {
    Queue queue;
    queue.id = QueueId(idText("queue", n));
    queue.priority = random.bounded(3);
    queue.strategy = static_cast<QueueStrategy>(random.bounded(7));
    queue.tierStepSeconds = random.bounded(2) == 0 ? 0 : 10 * random.bounded(8);
    queue.skipEmptyTiers = random.bounded(2) == 0;
    if (random.bounded(2) == 0) queue.skills = randomNeeds(random);
    if (random.bounded(2) == 0) {
        queue.relaxAfterSeconds = random.bounded(100);
        queue.relaxEverySeconds = 1 + random.bounded(100);
    }
    queue.stickyLastAgent = random.bounded(2) == 0;
    queue.stickyWaitSeconds = random.bounded(2) == 0 ? 0 : random.bounded(200);
    queue.maxWaitSeconds = random.bounded(2) == 0 ? 0 : random.bounded(300);
    return queue;
}

RoutingAgent randomAgent(QRandomGenerator &random, int n, int queues, UtcTime now) {
    RoutingAgent agent;
    agent.id = UserId(idText("agent", n));
    agent.work = static_cast<AgentWork>(random.bounded(8));
    if (random.bounded(2) == 0) agent.work = AgentWork::Idle;
    agent.routable = agent.work == AgentWork::Idle && random.bounded(6) != 0;
    agent.freeCapacity = random.bounded(8) == 0 ? 0 : 1 + random.bounded(2);
    for (int queue = 0; queue < queues; ++queue)
        if (random.bounded(3) == 0)
            agent.places.push_back({QueueId(idText("queue", queue)), 1 + random.bounded(4), random.bounded(5), 1 + random.bounded(5)});
    for (int skill = 0; skill < 4; ++skill)
        if (random.bounded(2) == 0) agent.skills.push_back({SkillId(idText("skill", skill)), 1 + random.bounded(10)});
    agent.idleSince = now - std::chrono::seconds(random.bounded(600));
    agent.callsHandled = random.bounded(20);
    agent.talkSeconds = random.bounded(4000);
    return agent;
}

/// The rules again, entry by entry and agent by agent, by looking things up in the view each time.
class Referee {
public:
    Referee(const RoutingView &view, const RoutingResult &result, UtcTime now) : m_view(view), m_result(result), m_now(now) {}

    QString problem() {
        const auto order = ordered();
        if (m_result.offers.size() + m_result.waiting.size() != order.size()) return u"somebody is lost"_s;
        std::set<QString> taken;
        size_t offered = 0, waiting = 0;
        std::vector<const WaitingEntry *> ahead;
        for (const WaitingEntry *entry : order) {
            const bool hasOffer = offered < m_result.offers.size() && m_result.offers[offered].entryId == entry->id;
            const bool waits = waiting < m_result.waiting.size() && m_result.waiting[waiting].entryId == entry->id;
            if (hasOffer == waits) return u"out of order at "_s + entry->id.text();
            const QString wrong = hasOffer ? wrongOffer(*entry, m_result.offers[offered++], taken)
                                           : wrongWait(*entry, m_result.waiting[waiting++], taken, ahead);
            if (!wrong.isEmpty()) return entry->id.text() + u": "_s + wrong;
            ahead.push_back(entry);
        }
        return {};
    }

private:
    const Queue &queueOf(const WaitingEntry &entry) const {
        return std::find_if(m_view.queues.begin(), m_view.queues.end(), [&](const RoutingQueue &q) { return q.settings.id == entry.queue; })->settings;
    }
    std::chrono::seconds waited(const WaitingEntry &entry) const { return std::chrono::floor<std::chrono::seconds>(m_now - entry.enteredAt); }
    qint64 score(const WaitingEntry &entry) const { return entry.callPriority * 1'000'000ll + (m_now - entry.enteredAt).count(); }

    bool before(const WaitingEntry &a, const WaitingEntry &b) const {
        if (queueOf(a).priority != queueOf(b).priority) return queueOf(a).priority > queueOf(b).priority;
        if (score(a) != score(b)) return score(a) > score(b);
        if (a.enteredAt != b.enteredAt) return a.enteredAt < b.enteredAt;
        return a.id.text() < b.id.text();
    }
    std::vector<const WaitingEntry *> ordered() const {
        std::vector<const WaitingEntry *> order;
        for (const WaitingEntry &entry : m_view.waiting) order.push_back(&entry);
        std::stable_sort(order.begin(), order.end(), [this](auto *a, auto *b) { return before(*a, *b); });
        return order;
    }

    static const AgentPlace *placeOf(const RoutingAgent &agent, const QueueId &queue) {
        for (const AgentPlace &place : agent.places)
            if (place.queue == queue) return &place;
        return nullptr;
    }
    static int levelOf(const RoutingAgent &agent, const SkillId &skill) {
        for (const AgentSkill &known : agent.skills)
            if (known.skill == skill) return known.level;
        return 0;
    }
    /// The level that is asked for at `at`: counted down step by step.
    int asked(const WaitingEntry &entry, int level, UtcTime at) const {
        const Queue &queue = queueOf(entry);
        if (queue.relaxEverySeconds == 0) return level;
        UtcTime step = entry.enteredAt + std::chrono::seconds(queue.relaxAfterSeconds > 0 ? queue.relaxAfterSeconds : queue.relaxEverySeconds);
        for (; step <= at && level > 1; step += std::chrono::seconds(queue.relaxEverySeconds)) --level;
        return level;
    }
    bool hasSkills(const WaitingEntry &entry, const RoutingAgent &agent, UtcTime at) const {
        for (const auto &needs : {queueOf(entry).skills, entry.needs})
            for (const SkillNeed &need : needs)
                if (levelOf(agent, need.skill) < asked(entry, need.minLevel, at)) return false;
        return true;
    }
    static bool free(const RoutingAgent &agent) { return agent.routable && agent.freeCapacity > 0; }
    static bool loggedIn(const RoutingAgent &agent) { return agent.work != AgentWork::LoggedOut; }

    UtcTime tierOpensAt(const WaitingEntry &entry, int tier) const {
        const Queue &queue = queueOf(entry);
        int steps = 0;
        for (int lower = 1; lower < tier; ++lower) {
            const bool staffed = std::any_of(m_view.agents.begin(), m_view.agents.end(), [&](const RoutingAgent &agent) {
                const AgentPlace *place = placeOf(agent, entry.queue);
                return place && place->tier == lower && loggedIn(agent);
            });
            if (staffed || !queue.skipEmptyTiers) ++steps;
        }
        return entry.enteredAt + steps * std::chrono::seconds(queue.tierStepSeconds);
    }
    bool wasTried(const WaitingEntry &entry, const RoutingAgent &agent) const {
        return std::find(entry.triedAgents.begin(), entry.triedAgents.end(), agent.id) != entry.triedAgents.end();
    }
    bool fits(const WaitingEntry &entry, const RoutingAgent &agent) const {
        const AgentPlace *place = placeOf(agent, entry.queue);
        return place && free(agent) && hasSkills(entry, agent, m_now) && tierOpensAt(entry, place->tier) <= m_now;
    }
    bool isLater(const WaitingEntry &entry) const { return entry.notBefore && *entry.notBefore > m_now; }
    bool isHeld(const WaitingEntry &entry, const std::set<QString> &taken) const {
        const Queue &queue = queueOf(entry);
        if (!queue.stickyLastAgent || m_now >= entry.enteredAt + std::chrono::seconds(queue.stickyWaitSeconds)) return false;
        for (const RoutingAgent &agent : m_view.agents) {
            if (!(agent.id == entry.lastAgent) || wasTried(entry, agent) || !placeOf(agent, entry.queue)) continue;
            const std::set busy{AgentWork::Ringing, AgentWork::Talking, AgentWork::Hold, AgentWork::WrapUp};
            return hasSkills(entry, agent, m_now) && (busy.count(agent.work) > 0 || taken.count(agent.id.text()) > 0);
        }
        return false;
    }

    QString wrongOffer(const WaitingEntry &entry, const Offer &offer, std::set<QString> &taken) const {
        const Queue &queue = queueOf(entry);
        if (isHeld(entry, taken)) return u"offered although he is kept for somebody"_s;
        if (isLater(entry)) return u"called back before his time"_s;
        if (offer.agents.empty()) return u"an offer to nobody"_s;
        const bool sticky = queue.stickyLastAgent && offer.agents.size() == 1 && offer.agents.front() == entry.lastAgent;
        if (offer.agents.size() > 1 && queue.strategy != QueueStrategy::RingAll) return u"several are rung"_s;
        size_t mayRing = 0, fresh = 0;
        int lowestTier = 1000;
        for (const RoutingAgent &agent : m_view.agents) {
            if (taken.count(agent.id.text()) > 0 || !fits(entry, agent)) continue;
            ++mayRing;
            if (!wasTried(entry, agent)) ++fresh;
        }
        for (const RoutingAgent &agent : m_view.agents)
            if (taken.count(agent.id.text()) == 0 && fits(entry, agent) && (fresh == 0 || !wasTried(entry, agent)))
                lowestTier = std::min(lowestTier, placeOf(agent, entry.queue)->tier);
        for (const UserId &id : offer.agents) {
            const auto agent = std::find_if(m_view.agents.begin(), m_view.agents.end(), [&](const RoutingAgent &a) { return a.id == id; });
            if (agent == m_view.agents.end() || !fits(entry, *agent)) return u"an agent who does not fit"_s;
            if (!taken.insert(id.text()).second) return u"an agent in two offers"_s;
            if (fresh > 0 && wasTried(entry, *agent)) return u"one who did not pick up is asked again before others"_s;
            if (!sticky && queue.strategy != QueueStrategy::RingAll && placeOf(*agent, entry.queue)->tier != lowestTier) return u"a later tier before an earlier"_s;
        }
        if (queue.strategy == QueueStrategy::RingAll && !sticky && offer.agents.size() != (fresh > 0 ? fresh : mayRing)) return u"not all are rung"_s;
        for (const RelaxedSkill &relaxed : offer.relaxed)
            if (relaxed.to >= relaxed.from || relaxed.to != asked(entry, relaxed.from, m_now)) return u"a level that was not lowered so"_s;
        return {};
    }

    QString wrongWait(const WaitingEntry &entry, const Waiting &waiting, const std::set<QString> &taken,
                      const std::vector<const WaitingEntry *> &ahead) const {
        if (waiting.reasons.empty()) return u"no reason"_s;
        const bool held = isHeld(entry, taken);
        for (const RoutingAgent &agent : m_view.agents)
            if (!held && !isLater(entry) && taken.count(agent.id.text()) == 0 && fits(entry, agent)) return u"passed over although somebody fits"_s;
        for (const WaitReason &reason : waiting.reasons)
            if (const QString lie = untrue(entry, reason, held, taken, ahead); !lie.isEmpty()) return lie;
        const Queue &queue = queueOf(entry);
        const bool due = entry.callback ? m_now - entry.enteredAt >= kPlaceLife
                                        : queue.maxWaitSeconds > 0 && waited(entry).count() >= queue.maxWaitSeconds;
        if (isLater(entry) && (waiting.reasons.size() != 1 || waiting.reasons[0].code != WaitCode::CalledLater)) return u"another reason than the hour"_s;
        const bool told = std::any_of(m_result.overflows.begin(), m_result.overflows.end(), [&](const OverflowDue &o) { return o.entryId == entry.id; });
        return due == told ? QString() : u"overflow is told wrongly"_s;
    }

    QString untrue(const WaitingEntry &entry, const WaitReason &reason, bool held, const std::set<QString> &taken,
                   const std::vector<const WaitingEntry *> &ahead) const {
        std::vector<const RoutingAgent *> members, present, able;
        for (const RoutingAgent &agent : m_view.agents) {
            if (!placeOf(agent, entry.queue)) continue;
            members.push_back(&agent);
            if (!loggedIn(agent)) continue;
            present.push_back(&agent);
            if (hasSkills(entry, agent, m_now)) able.push_back(&agent);
        }
        const auto is = [&](AgentWork work) {
            return static_cast<int>(std::count_if(able.begin(), able.end(), [&](auto *a) { return a->work == work && !free(*a); }));
        };
        switch (reason.code) {
        case WaitCode::NoMembers: return members.empty() ? QString() : u"there are members"_s;
        case WaitCode::NobodyLoggedIn:
            return present.empty() && reason.counts.loggedOut == static_cast<int>(members.size()) ? QString() : u"somebody is logged in"_s;
        case WaitCode::NoSkill: return untrueSkill(entry, reason, present);
        case WaitCode::NoSkillMix: return able.empty() && !present.empty() ? untrueMix(entry, reason, present) : u"somebody has all skills"_s;
        case WaitCode::AgentsBusy: {
            const WorkCounts truth{is(AgentWork::Talking), is(AgentWork::Hold), is(AgentWork::Ringing), is(AgentWork::WrapUp),
                                   is(AgentWork::NotReady), is(AgentWork::Unreachable), 0, is(AgentWork::Idle)};
            return truth == reason.counts && truth.busy() > 0 ? QString() : u"the agents do something else"_s;
        }
        case WaitCode::CallersAhead: return untrueAhead(entry, reason, ahead);
        case WaitCode::TierLater: {
            const bool there = std::any_of(able.begin(), able.end(), [&](auto *agent) {
                return free(*agent) && taken.count(agent->id.text()) == 0 && placeOf(*agent, entry.queue)->tier == reason.tier;
            });
            return there && reason.until == tierOpensAt(entry, reason.tier) && reason.until > m_now ? QString() : u"no tier joins then"_s;
        }
        case WaitCode::LastAgentHeld:
            return held && reason.agent == entry.lastAgent && reason.until == entry.enteredAt + std::chrono::seconds(queueOf(entry).stickyWaitSeconds)
                       ? QString() : u"he is not kept for anybody"_s;
        case WaitCode::CalledLater:
            return entry.notBefore && reason.until == entry.notBefore && *entry.notBefore > m_now ? QString() : u"he may be called already"_s;
        }
        return u"an unknown reason"_s;
    }

    QString untrueSkill(const WaitingEntry &entry, const WaitReason &reason, const std::vector<const RoutingAgent *> &present) const {
        int unrelaxed = 0;
        for (const auto &needs : {queueOf(entry).skills, entry.needs})
            for (const SkillNeed &need : needs)
                if (need.skill == reason.skill) unrelaxed = std::max(unrelaxed, need.minLevel);
        int best = 0;
        for (const RoutingAgent *agent : present) best = std::max(best, levelOf(*agent, reason.skill));
        if (unrelaxed == 0 || reason.level != asked(entry, unrelaxed, m_now)) return u"nobody asks for that level"_s;
        if (best >= reason.level) return u"somebody has that level"_s;
        if (!reason.until) return best > 0 && queueOf(entry).relaxEverySeconds > 0 ? u"it will be met, but no time is told"_s : QString();
        return best >= asked(entry, unrelaxed, *reason.until) && best < asked(entry, unrelaxed, *reason.until - 1us) ? QString() : u"the time is wrong"_s;
    }
    QString untrueMix(const WaitingEntry &entry, const WaitReason &reason, const std::vector<const RoutingAgent *> &present) const {
        if (!reason.until) return {};
        const auto anybodyAt = [&](UtcTime at) { return std::any_of(present.begin(), present.end(), [&](auto *a) { return hasSkills(entry, *a, at); }); };
        return anybodyAt(*reason.until) && !anybodyAt(*reason.until - 1us) ? QString() : u"the time is wrong"_s;
    }
    QString untrueAhead(const WaitingEntry &entry, const WaitReason &reason, const std::vector<const WaitingEntry *> &ahead) const {
        int more = 0, same = 0;
        for (const WaitingEntry *other : ahead) {
            const bool shared = other->queue == entry.queue || std::any_of(m_view.agents.begin(), m_view.agents.end(), [&](const RoutingAgent &agent) {
                return loggedIn(agent) && placeOf(agent, entry.queue) && placeOf(agent, other->queue);
            });
            if (!shared) continue;
            (queueOf(*other).priority > queueOf(entry).priority ? more : same) += 1;
        }
        return more == reason.moreImportant && same == reason.sameImportance && more + same > 0 ? QString() : u"others are ahead"_s;
    }

    const RoutingView &m_view;
    const RoutingResult &m_result;
    UtcTime m_now;
};

} // namespace

RoutingView randomFloor(QRandomGenerator &random, int queues, int agents, int waiting, UtcTime now) {
    RoutingView view;
    view.seed = random.generate64();
    for (int n = 0; n < queues; ++n) view.queues.push_back({randomQueue(random, n), random.bounded(2) == 0 ? 0.0 : 180.0});
    for (int n = 0; n < agents; ++n) view.agents.push_back(randomAgent(random, n, queues, now));
    for (int n = 0; n < waiting; ++n) {
        WaitingEntry entry;
        entry.id = QueueEntryId(idText("entry", n));
        entry.callId = CallId(idText("call", n));
        entry.queue = QueueId(idText("queue", random.bounded(queues)));
        entry.enteredAt = now - std::chrono::microseconds(random.bounded(400'000'000));
        entry.callPriority = random.bounded(3) * 60;
        if (random.bounded(3) == 0) entry.needs = randomNeeds(random);
        if (random.bounded(3) == 0) entry.lastAgent = UserId(idText("agent", random.bounded(std::max(1, agents))));
        for (int tried = random.bounded(3); tried > 0; --tried) entry.triedAgents.emplace_back(idText("agent", random.bounded(std::max(1, agents))));
        if (random.bounded(5) == 0) {
            entry.callback = true;
            if (random.bounded(6) == 0) entry.enteredAt -= kPlaceLife;
            if (random.bounded(2) == 0) entry.notBefore = now + std::chrono::microseconds(random.bounded(200'000'000) - 100'000'000);
        }
        view.waiting.push_back(entry);
    }
    for (const RoutingQueue &queue : view.queues)
        if (random.bounded(2) == 0) view.roundRobin[queue.settings.id] = UserId(idText("agent", random.bounded(std::max(1, agents))));
    return view;
}

QString brokenRule(const RoutingView &view, const RoutingResult &result, UtcTime now) { return Referee(view, result, now).problem(); }

} // namespace callfloor::test
