// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

namespace schema {
/// JSON Schema of the call object.
QJsonObject callObject();
QJsonObject callList();
QJsonObject callPage();
QJsonObject callCounts();
QJsonObject callWithAgent();
QJsonObject floorSnapshot();
} // namespace schema

/// Replies whose text comes straight from the rows.
struct CallListReply {
    QByteArray json; ///< An array of call objects.
    static QJsonObject schema() { return schema::callList(); }
};
struct CallPageReply {
    QByteArray json; ///< `{"calls": […], "next": cursor|null}`.
    static QJsonObject schema() { return schema::callPage(); }
};
struct CallReply {
    QByteArray json; ///< A call object with `agent`.
    static QJsonObject schema() { return schema::callWithAgent(); }
};
struct CallCountReply {
    QByteArray json; ///< `{"total": n, "byStatus": {…}}`.
    static QJsonObject schema() { return schema::callCounts(); }
};
struct SnapshotReply {
    QByteArray json; ///< `{"seq": n, "calls": […]}`.
    static QJsonObject schema() { return schema::floorSnapshot(); }
};

/// Calls a number. The row is written before the carrier is asked; the reply comes when the carrier has answered, or
/// after 8 s without the leg id, which the events then tell. A repeated `Idempotency-Key` within 24 h gives the first
/// reply again. Errors: BadRequest (no number, emergency and premium numbers), Upstream, Unavailable.
struct StartCall {
    struct Reply {
        CallId id;
        std::optional<QString> telnyxLegId;
        static constexpr auto fields =
            std::tuple{body("id", &Reply::id, identifier()), body("telnyxLegId", &Reply::telnyxLegId)};
    };
    static constexpr const char *name = "startCall";
    static constexpr auto route = post("/api/calls", Role::Agent, "Calls a number.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Conflict, ErrorCode::Upstream});
    QString to;
    std::optional<bool> record;
    std::optional<bool> useAi;
    std::optional<QString> aiProvider;
    static constexpr auto fields =
        std::tuple{body("to", &StartCall::to, text().max(64)), body("record", &StartCall::record),
                   body("useAI", &StartCall::useAi), body("aiProvider", &StartCall::aiProvider, text().max(64).empty())};
};

/// The calls that are up and that the caller may see.
struct ActiveCalls {
    static constexpr const char *name = "activeCalls";
    static constexpr auto route = get("/api/calls/active", Role::Agent, "Calls that have not ended.").legacyRoute().withEtag();
    using Reply = CallListReply;
    static constexpr auto fields = std::tuple{};
};

/// Calls, newest first; without parameters the newest 500. `cursor` is the id of the last call seen.
struct CallHistory {
    static constexpr const char *name = "callHistory";
    static constexpr auto route = get("/api/calls/history", Role::Agent, "Calls, newest first.").legacyRoute().withEtag();
    using Reply = CallListReply;
    std::optional<int> limit;
    std::optional<QString> cursor;
    static constexpr auto fields = std::tuple{query("limit", &CallHistory::limit, number(1, 500)),
                                              query("cursor", &CallHistory::cursor, identifier())};
};

/// The newest 10 calls with a customer number, for the customer card: also calls of others in the caller's team, and of
/// everybody where he is in no team or sees all data.
struct NumberHistory {
    static constexpr const char *name = "numberHistory";
    static constexpr auto route =
        get("/api/calls/history/{number}", Role::Agent, "The newest calls with a number.").legacyRoute().withEtag();
    using Reply = CallListReply;
    QString number;
    static constexpr auto fields = std::tuple{path("number", &NumberHistory::number, text().max(64))};
};

/// Calls by filter, a page at a time, newest first.
struct ListCalls {
    static constexpr const char *name = "listCalls";
    static constexpr auto route = get("/api/calls", Role::Agent, "Calls by filter, a page at a time.").withEtag();
    using Reply = CallPageReply;
    std::optional<int> limit; ///< 1 to 200, default 50.
    std::optional<QString> cursor;
    std::optional<CallStatus> status;
    std::optional<CallDirection> direction;
    std::optional<QString> number;
    std::optional<UtcTime> from; ///< startedAt at or after.
    std::optional<UtcTime> to;   ///< startedAt before.
    static constexpr auto fields = std::tuple{
        query("limit", &ListCalls::limit, callfloor::number(1, 200)),    query("cursor", &ListCalls::cursor, identifier()),
        query("status", &ListCalls::status),                 query("direction", &ListCalls::direction),
        query("number", &ListCalls::number, text().max(64)), query("from", &ListCalls::from),
        query("to", &ListCalls::to)};
};

/// How many calls a filter has.
struct CountCalls {
    static constexpr const char *name = "countCalls";
    static constexpr auto route = get("/api/calls/count", Role::Agent, "How many calls a filter has.");
    using Reply = CallCountReply;
    std::optional<CallStatus> status;
    std::optional<CallDirection> direction;
    std::optional<QString> number;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    static constexpr auto fields = std::tuple{
        query("status", &CountCalls::status), query("direction", &CountCalls::direction),
        query("number", &CountCalls::number, text().max(64)), query("from", &CountCalls::from),
        query("to", &CountCalls::to)};
};

/// One call with its agent. Errors: NotFound; Forbidden (an agent on somebody else's call).
struct GetCall {
    static constexpr const char *name = "getCall";
    static constexpr auto route = get("/api/calls/{id}", Role::Agent, "One call.")
                                      .legacyRoute()
                                      .withEtag()
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound});
    using Reply = CallReply;
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &GetCall::id)};
};

/// Ends a call for everybody on it. Errors: NotFound; Forbidden (an agent on somebody else's call). A call that has
/// already ended is a success.
struct HangUp {
    static constexpr const char *name = "hangUp";
    static constexpr auto route = post("/api/calls/{id}/hangup", Role::Agent, "Ends a call.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &HangUp::id)};
};

/// Connects the call's two answered legs. Errors: NotFound, Forbidden, Conflict (no two answered legs).
struct BridgeCall {
    static constexpr const char *name = "bridgeCall";
    static constexpr auto route = post("/api/calls/{id}/bridge", Role::Agent, "Connects the two legs.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &BridgeCall::id)};
};

/// Streams the call's audio to the configured sink. Errors: NotFound, Forbidden, Conflict (no sink, not answered).
struct StreamCall {
    static constexpr const char *name = "streamCall";
    static constexpr auto route = post("/api/calls/{id}/stream", Role::Agent, "Starts media streaming.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &StreamCall::id)};
};

/// Starts the AI assistant on the customer's leg. Errors: NotFound, Forbidden, Conflict (not answered).
struct AssistCall {
    static constexpr const char *name = "assistCall";
    static constexpr auto route = post("/api/calls/{id}/ai", Role::Agent, "Starts the AI assistant.")
                                      .legacyRoute()
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Forbidden, ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CallId id;
    static constexpr auto fields = std::tuple{path("id", &AssistCall::id)};
};

/// Everything a screen needs to start, with the sequence number it is true for: apply only events above it.
struct FloorSnapshot {
    static constexpr const char *name = "floorSnapshot";
    static constexpr auto route = get("/api/floor/snapshot", Role::Agent, "The floor as it is, with its sequence number.");
    using Reply = SnapshotReply;
    static constexpr auto fields = std::tuple{};
};

} // namespace callfloor
