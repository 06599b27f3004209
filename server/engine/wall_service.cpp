// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/wall_service.h"

#include "server/engine/tokens.h"
#include "server/store/agent_store.h"
#include "server/store/wall_store.h"

#include <map>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace queuedesk;

namespace {

constexpr auto kBoardLife = 1s;

WallInfo wallInfo(const store::WallLink &link) {
    return {link.id, link.label, link.createdBy, link.creator, link.createdAt, link.expiresAt};
}

/// How many agents are in which state, without who; nobody is left out for being logged off.
QJsonArray stateCounts(store::Tx &tx) {
    Scope everybody;
    everybody.kind = DataScope::All;
    std::map<AgentState, int> counts;
    for (const store::AgentRow &row : store::agents::list(tx, everybody)) ++counts[stateOf(row.agent)];
    QJsonArray states;
    for (const auto &[state, count] : counts) states.append(QJsonObject{{u"state"_s, agentStateName(state)}, {u"count"_s, count}});
    return states;
}

/// What a screen gets, and the board within it to be used again.
struct Shown {
    QString label;
    QJsonObject board;
};

Result<Shown> shownTo(store::Tx &tx, const QString &tokenHash, QJsonObject kept, const std::optional<RoutingView> &live, UtcTime now) {
    const auto link = store::walls::byToken(tx, tokenHash, now);
    if (!link) return forbidden(u"This link for a wall screen is not valid any more; ask a supervisor for a new one."_s);
    if (!kept.isEmpty()) return Shown{link->label, std::move(kept)};
    auto board = boardJson(tx, {}, live, now);
    if (!board) return board.error();
    board->insert(u"calls"_s, store::walls::liveCalls(tx));
    board->insert(u"agents"_s, stateCounts(tx));
    return Shown{link->label, std::move(*board)};
}

} // namespace

WallService::WallService(const QueueParts &parts, QObject *parent) : QObject(parent), m_parts(parts) {
    Dispatcher &dispatcher = m_parts.dispatcher;
    dispatcher.on<ListWalls>([this](const ListWalls &, const Caller &) { return list(); });
    dispatcher.on<CreateWall>([this](const CreateWall &op, const Caller &who) { return create(op, who); });
    dispatcher.on<RevokeWall>([this](const RevokeWall &op, const Caller &who) { return revoke(op, who); });
    dispatcher.on<WallBoard>([this](const WallBoard &op, const Caller &) { return board(op); });
}

QFuture<Result<ListWalls::Reply>> WallService::list() {
    return m_parts.storage.read<ListWalls::Reply>([](store::Tx &tx) -> Result<ListWalls::Reply> {
        ListWalls::Reply reply;
        for (const store::WallLink &link : store::walls::list(tx)) reply.walls.push_back(wallInfo(link));
        return reply;
    });
}

QFuture<Result<CreateWall::Reply>> WallService::create(const CreateWall &op, const Caller &who) {
    return m_parts.storage.write<CreateWall::Reply>([op, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<CreateWall::Reply> {
        store::WallLink link;
        link.id = makeUuid7(now);
        link.label = op.label.trimmed();
        if (link.label.isEmpty()) return badField(u"label"_s, u"Say in a word or two where the screen hangs."_s);
        link.createdBy = who.actor.userId;
        link.createdAt = now;
        if (op.days) link.expiresAt = now + *op.days * 24h;
        const QString token = makeSecretToken(), hash = hashSecretToken(token);
        store::walls::insert(tx, link, hash);
        note(tx, who, u"wall_link_created"_s, link.id, {}, {{u"label"_s, link.label}}, now);
        const auto stored = store::walls::byToken(tx, hash, now); // with its creator's name
        return CreateWall::Reply{token, u"/wall?token="_s + token, wallInfo(stored.value_or(link))};
    });
}

QFuture<Result<Done>> WallService::revoke(const RevokeWall &op, const Caller &who) {
    return m_parts.storage.write<Done>([id = op.id, who, now = m_parts.clock.now()](store::Tx &tx) -> Result<Done> {
        if (!store::walls::revoke(tx, id, now)) return notFound(u"There is no such link, or it was revoked before."_s);
        note(tx, who, u"wall_link_revoked"_s, id, {}, {}, now);
        return Done{};
    });
}

QFuture<Result<WallBoardReply>> WallService::board(const WallBoard &op) {
    const UtcTime now = m_parts.clock.now();
    const bool fresh = !m_board.isEmpty() && now - m_boardAt < kBoardLife && now >= m_boardAt;
    const auto live = m_parts.floor ? std::optional(m_parts.floor->routingView()) : std::nullopt;
    return m_parts.storage
        .read<Shown>([hash = hashSecretToken(op.token), kept = fresh ? m_board : QJsonObject(), live, now](store::Tx &tx) {
            return shownTo(tx, hash, kept, live, now);
        })
        .then(this, [this, fresh, now](const Result<Shown> &shown) -> Result<WallBoardReply> {
            if (!shown) return shown.error();
            if (!fresh) {
                m_board = shown->board;
                m_boardAt = now;
            }
            QJsonObject board = shown->board;
            board.insert(u"label"_s, shown->label);
            return WallBoardReply{textOf(board)};
        });
}

} // namespace callfloor
