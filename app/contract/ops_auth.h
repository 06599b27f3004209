// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

/// Limits of the account fields. bcrypt reads no more than 72 bytes, so longer passwords are refused rather than cut.
constexpr Limits emailLimits() { return text().min(3).max(254).as("email"); }
constexpr Limits nameLimits() { return text().max(200); }
constexpr Limits passwordLimits() { return text().max(1024).hidden().as("password"); }

/// A person with an account, as everybody may see him.
struct UserInfo {
    UserId id;
    QString email;
    QString name;
    Role role = Role::Agent;
    static constexpr auto fields = std::tuple{body("id", &UserInfo::id, identifier()), body("email", &UserInfo::email),
                                              body("name", &UserInfo::name), body("role", &UserInfo::role)};
    bool operator==(const UserInfo &) const = default;
};

/// A person with an account, as administrators see him.
struct UserDetails {
    UserId id;
    QString email;
    QString name;
    Role role = Role::Agent;
    std::optional<QString> station; ///< SIP URI or E.164 number of his device.
    bool disabled = false;
    UtcTime createdAt;
    std::optional<UtcTime> lastLoginAt;
    std::optional<QString> teamId;
    QString scope;                    ///< Whose data he sees: own, team, all.
    std::vector<QString> permissions; ///< listen, whisper, barge, take_over, hang_up_others, recordings, reports, manage_….
    std::optional<QString> stationKind; ///< sip, number, credential.
    QString legMode;                    ///< per_call, nailed_up.
    std::optional<QString> callerId;
    int capacity = 1;
    static constexpr auto fields =
        std::tuple{body("id", &UserDetails::id, identifier()), body("email", &UserDetails::email),
                   body("name", &UserDetails::name),           body("role", &UserDetails::role),
                   body("station", &UserDetails::station),     body("disabled", &UserDetails::disabled),
                   body("createdAt", &UserDetails::createdAt), body("lastLoginAt", &UserDetails::lastLoginAt),
                   body("teamId", &UserDetails::teamId),       body("scope", &UserDetails::scope),
                   body("permissions", &UserDetails::permissions), body("stationKind", &UserDetails::stationKind),
                   body("legMode", &UserDetails::legMode),     body("callerId", &UserDetails::callerId),
                   body("capacity", &UserDetails::capacity, number(0, 100))};
};

/// Makes an account. Open to everybody only where the setting `registration` is `agents`; an administrator may always,
/// and only he may ask for a role other than AGENT. Errors: BadRequest, Conflict (e-mail taken), Forbidden.
struct Register {
    static constexpr const char *name = "register";
    static constexpr auto route = post("/api/auth/register", Role::Public, "Creates an account.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::Conflict});
    using Reply = UserInfo;
    QString userName;
    QString email;
    QString password;
    std::optional<Role> role;
    static constexpr auto fields =
        std::tuple{body("name", &Register::userName, nameLimits()), body("email", &Register::email, emailLimits()),
                   body("password", &Register::password, passwordLimits()), body("role", &Register::role)};
};

/// What a login gives.
struct LoginReply {
    QString token;        ///< JWT, 24 h.
    QString refreshToken; ///< For one POST /api/auth/refresh; each gives a new one.
    UserInfo user;
    static constexpr auto fields = std::tuple{body("token", &LoginReply::token, text().max(4096)),
                                              body("refreshToken", &LoginReply::refreshToken),
                                              body("user", &LoginReply::user)};
};

/// Signs in. Errors: Unauthorized (`Invalid credentials`, whether or not the account exists), TooManyRequests
/// (10 wrong passwords within 10 minutes lock the account for the rest of them).
struct Login {
    static constexpr const char *name = "login";
    static constexpr auto route = post("/api/auth/login", Role::Public, "Signs in.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Unauthorized});
    using Reply = LoginReply;
    QString email;
    QString password;
    static constexpr auto fields = std::tuple{body("email", &Login::email, emailLimits().min(1)),
                                              body("password", &Login::password, passwordLimits())};
};

/// Exchanges a refresh token for a new pair. A refresh token that is used a second time was stolen by one of the two:
/// the whole login is ended. Errors: Unauthorized.
struct Refresh {
    static constexpr const char *name = "refreshToken";
    static constexpr auto route = post("/api/auth/refresh", Role::Public, "Renews a login by its refresh token.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Unauthorized});
    using Reply = LoginReply;
    QString refreshToken;
    static constexpr auto fields = std::tuple{body("refreshToken", &Refresh::refreshToken, text().max(256).hidden())};
};

/// Ends the login behind the token: its refresh tokens and its sockets are gone at once.
struct Logout {
    static constexpr const char *name = "logout";
    static constexpr auto route = post("/api/auth/logout", Role::Agent, "Ends the login.").bodyUpTo(kSmallBody);
    using Reply = Done;
    static constexpr auto fields = std::tuple{};
};

/// Who am I.
struct Me {
    static constexpr const char *name = "me";
    static constexpr auto route = get("/api/auth/me", Role::Agent, "The signed-in user.").mayRefuse({ErrorCode::NotFound});
    using Reply = UserInfo;
    static constexpr auto fields = std::tuple{};
};

/// Changes the own password and ends every other login of the user. Errors: Forbidden (wrong current password).
struct ChangePassword {
    static constexpr const char *name = "changePassword";
    static constexpr auto route = post("/api/auth/password", Role::Agent, "Changes the own password.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    using Reply = Done;
    QString currentPassword;
    QString newPassword;
    static constexpr auto fields =
        std::tuple{body("currentPassword", &ChangePassword::currentPassword, passwordLimits()),
                   body("newPassword", &ChangePassword::newPassword, passwordLimits())};
};

/// Makes the first administrator with the one-time token that the server printed. Errors: Forbidden (wrong or used).
struct SetUp {
    static constexpr const char *name = "setUp";
    static constexpr auto route = post("/api/auth/setup", Role::Public, "Creates the first administrator.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::Conflict});
    using Reply = LoginReply;
    QString setupToken;
    QString userName;
    QString email;
    QString password;
    static constexpr auto fields =
        std::tuple{body("setupToken", &SetUp::setupToken, text().max(256).hidden()),
                   body("name", &SetUp::userName, nameLimits()), body("email", &SetUp::email, emailLimits()),
                   body("password", &SetUp::password, passwordLimits())};
};

/// A login token for a browser softphone on the signed-in user's carrier credential. Errors: NotFound (no credential
/// is assigned to the user), Upstream.
struct TelnyxToken {
    struct Reply {
        QString token;
        static constexpr auto fields = std::tuple{body("token", &Reply::token)};
    };
    static constexpr const char *name = "telnyxToken";
    static constexpr auto route = get("/api/auth/telnyx-token", Role::Agent, "A WebRTC login token.")
                                      .legacyRoute()
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Upstream});
    static constexpr auto fields = std::tuple{};
};

/// Accounts by name; all of them, or with `limit` a page at a time. `cursor` is `next` of the page before.
struct ListUsers {
    struct Reply {
        std::vector<UserDetails> users;
        std::optional<QString> next; ///< The cursor of the next page; null on the last one.
        static constexpr auto fields = std::tuple{body("users", &Reply::users), body("next", &Reply::next)};
    };
    static constexpr const char *name = "listUsers";
    static constexpr auto route = get("/api/users", Role::Admin, "Accounts, by name.");
    std::optional<int> limit; ///< 1 to 500; without it all.
    std::optional<QString> cursor;
    static constexpr auto fields = std::tuple{query("limit", &ListUsers::limit, number(1, 500)),
                                              query("cursor", &ListUsers::cursor, identifier())};
};

/// Changes an account; what is not given stays. Disabling ends all of the user's logins and sockets at once and logs
/// him off as an agent. Errors: NotFound, BadRequest (no such team, scope, permission; a station that does not fit its
/// kind), Conflict (the last administrator cannot be disabled or demoted).
struct UpdateUser {
    static constexpr const char *name = "updateUser";
    static constexpr auto route = patch("/api/users/{id}", Role::Admin, "Changes an account.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = UserDetails;
    UserId id;
    std::optional<QString> userName;
    std::optional<Role> role;
    std::optional<QString> station;
    std::optional<QString> telnyxCredentialId;
    std::optional<bool> disabled;
    std::optional<QString> teamId;      ///< Empty: in no team.
    std::optional<QString> scope;       ///< own, team, all; default: as the role has it.
    std::optional<std::vector<QString>> permissions; ///< All of them; `["default"]`: as the role has them.
    std::optional<QString> stationKind; ///< sip, number, credential; missing: read from the station.
    std::optional<QString> legMode;     ///< per_call, nailed_up.
    std::optional<QString> callerId;    ///< E.164; empty: the installation's.
    std::optional<int> capacity;        ///< Offers at once; 0: none.
    static constexpr auto fields = std::tuple{
        path("id", &UpdateUser::id),
        body("name", &UpdateUser::userName, nameLimits()),
        body("role", &UpdateUser::role),
        body("station", &UpdateUser::station, text().max(254).empty()),
        body("telnyxCredentialId", &UpdateUser::telnyxCredentialId, text().max(64).empty()),
        body("disabled", &UpdateUser::disabled),
        body("teamId", &UpdateUser::teamId, text().max(64).empty()),
        body("scope", &UpdateUser::scope, text().max(16)),
        body("permissions", &UpdateUser::permissions, text().max(40)),
        body("stationKind", &UpdateUser::stationKind, text().max(16)),
        body("legMode", &UpdateUser::legMode, text().max(16)),
        body("callerId", &UpdateUser::callerId, text().max(20).empty()),
        body("capacity", &UpdateUser::capacity, number(0, 100))};
};

} // namespace callfloor
