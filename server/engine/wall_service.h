// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_wall.h"
#include "server/engine/queue_service.h"

#include <QObject>

namespace callfloor {

/// The links for screens on the wall, and what those screens show. The board is made at most once a second however many
/// screens ask, since the link is all that they need.
class WallService : public QObject {
    Q_OBJECT
public:
    explicit WallService(const QueueParts &parts, QObject *parent = nullptr);

private:
    QFuture<Result<ListWalls::Reply>> list();
    QFuture<Result<CreateWall::Reply>> create(const CreateWall &op, const Caller &who);
    QFuture<Result<Done>> revoke(const RevokeWall &op, const Caller &who);
    QFuture<Result<WallBoardReply>> board(const WallBoard &op);

    QueueParts m_parts;
    QJsonObject m_board; ///< As it was at m_boardAt, without a label.
    UtcTime m_boardAt{};
};

} // namespace callfloor
