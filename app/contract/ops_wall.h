// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

/// Links for screens on the wall: large figures of the floor without an account and without personal data.
namespace callfloor {

namespace schema {
/// JSON Schema of what a screen shows.
QJsonObject wallBoard();
} // namespace schema

struct WallBoardReply {
    QByteArray json; ///< That of `GET /api/board` with `label`, `calls` and `agents` (how many are in which state).
    static QJsonObject schema() { return schema::wallBoard(); }
};

/// A link as those see it who manage it.
struct WallInfo {
    QString id;
    QString label;
    UserId createdById;
    QString createdBy; ///< A name.
    UtcTime createdAt{};
    std::optional<UtcTime> expiresAt; ///< Missing: until it is revoked.
    static constexpr auto fields =
        std::tuple{body("id", &WallInfo::id),               body("label", &WallInfo::label),
                   body("createdById", &WallInfo::createdById, identifier()), body("createdBy", &WallInfo::createdBy),
                   body("createdAt", &WallInfo::createdAt), body("expiresAt", &WallInfo::expiresAt)};
};

/// The links that work, newest first; one that has expired is shown until somebody revokes it.
struct ListWalls {
    struct Reply {
        std::vector<WallInfo> walls;
        static constexpr auto fields = std::tuple{body("walls", &Reply::walls)};
    };
    static constexpr const char *name = "listWalls";
    static constexpr auto route = get("/api/walls", Role::Supervisor, "The links for screens on the wall.");
    static constexpr auto fields = std::tuple{};
};

/// Makes a link. Its token is told this once; only its hash is kept. Audited.
struct CreateWall {
    struct Reply {
        QString token; ///< For `/wall?token=…`.
        QString path;  ///< The page with the token, below the address of the server.
        WallInfo wall;
        static constexpr auto fields = std::tuple{body("token", &Reply::token), body("path", &Reply::path), body("wall", &Reply::wall)};
    };
    static constexpr const char *name = "createWall";
    static constexpr auto route = post("/api/walls", Role::Supervisor, "Makes a link for a screen on the wall.").bodyUpTo(kSmallBody);
    QString label; ///< Where the screen hangs.
    std::optional<int> days; ///< How long it is good; without it until it is revoked.
    static constexpr auto fields =
        std::tuple{body("label", &CreateWall::label, text().max(100)), body("days", &CreateWall::days, number(1, 3650))};
};

/// Ends a link: its screens show nothing new from now on. Audited. Errors: NotFound.
struct RevokeWall {
    static constexpr const char *name = "revokeWall";
    static constexpr auto route = post("/api/walls/{id}/revoke", Role::Supervisor, "Ends a link for a screen on the wall.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &RevokeWall::id)};
};

/// What a screen shows: figures since midnight of the server, who waits and what agents do, as counts. No names, no
/// numbers of callers. Errors: Forbidden (a token that was revoked, has expired or never was).
struct WallBoard {
    static constexpr const char *name = "wallBoard";
    static constexpr auto route =
        get("/api/walls/board", Role::Public, "The figures for a screen on the wall.").mayRefuse({ErrorCode::Forbidden});
    using Reply = WallBoardReply;
    QString token;
    static constexpr auto fields = std::tuple{query("token", &WallBoard::token, text().max(256).hidden())};
};

} // namespace callfloor
