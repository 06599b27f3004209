// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

/// What has happened: to one call, and by whose hand in the whole installation.
namespace callfloor {

/// A moment in the life of a call.
struct CallMoment {
    UtcTime at{};
    QString kind;                   ///< leg_started, leg_answered, leg_ended, queued, offered, offer_ended, connected, queue_left, disposed, noted, alert.
    std::optional<UserId> personId; ///< Whom it is about, or who did it.
    std::optional<QString> person;  ///< His name.
    std::optional<QString> subject; ///< The leg's role, the queue's name, the outcome's name, the kind of the alert.
    std::optional<QString> detail;  ///< The number dialled, why a leg ended, how an offer or a wait ended, what was written.
    static constexpr auto fields =
        std::tuple{body("at", &CallMoment::at),           body("kind", &CallMoment::kind),
                   body("personId", &CallMoment::personId, identifier()), body("person", &CallMoment::person),
                   body("subject", &CallMoment::subject), body("detail", &CallMoment::detail)};
};

/// What happened on a call, the earliest first. Who may see the call may read it; that supervisors heard it, and alerts, is told to
/// supervisors alone. Errors: NotFound, Forbidden.
struct CallEvents {
    struct Reply {
        std::vector<CallMoment> events;
        static constexpr auto fields = std::tuple{body("events", &Reply::events)};
    };
    static constexpr const char *name = "callEvents";
    static constexpr auto route = get("/api/calls/{id}/events", Role::Agent, "What happened on a call, in order.")
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &CallEvents::id)};
};

/// One line of the audit log.
struct AuditLine {
    QString id;
    UtcTime at{};
    std::optional<UserId> actorId; ///< Null: the system, or somebody unknown.
    std::optional<QString> actor;  ///< His name.
    QString action;                ///< login, user_created, call_hung_up, …
    std::optional<QString> subject;
    QJsonObject details;
    std::optional<QString> peer;   ///< The address that it came from.
    static constexpr auto fields =
        std::tuple{body("id", &AuditLine::id),           body("at", &AuditLine::at),
                   body("actorId", &AuditLine::actorId, identifier()), body("actor", &AuditLine::actor),
                   body("action", &AuditLine::action),   body("subject", &AuditLine::subject),
                   body("details", &AuditLine::details), body("peer", &AuditLine::peer)};
};

/// The audit log, newest first, a page at a time.
struct ListAudit {
    struct Reply {
        std::vector<AuditLine> entries;
        std::optional<QString> next; ///< The cursor of the next page; null on the last one.
        static constexpr auto fields = std::tuple{body("entries", &Reply::entries), body("next", &Reply::next)};
    };
    static constexpr const char *name = "listAudit";
    static constexpr auto route = get("/api/audit", Role::Admin, "Who changed what, newest first.");
    std::optional<int> limit; ///< 1 to 200, default 50.
    std::optional<QString> cursor;
    std::optional<UserId> actorId;
    std::optional<QString> action;
    std::optional<UtcTime> from; ///< At or after.
    std::optional<UtcTime> to;   ///< Before.
    static constexpr auto fields =
        std::tuple{query("limit", &ListAudit::limit, number(1, 200)), query("cursor", &ListAudit::cursor, identifier()),
                   query("actorId", &ListAudit::actorId, identifier()), query("action", &ListAudit::action, text().max(64)),
                   query("from", &ListAudit::from), query("to", &ListAudit::to)};
};

} // namespace callfloor
