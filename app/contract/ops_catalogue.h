// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

struct TeamInfo {
    QString id;
    QString name;
    bool removed = false;
    static constexpr auto fields = std::tuple{body("id", &TeamInfo::id), body("name", &TeamInfo::name),
                                              body("removed", &TeamInfo::removed)};
};

struct ListTeams {
    struct Reply {
        std::vector<TeamInfo> teams;
        static constexpr auto fields = std::tuple{body("teams", &Reply::teams)};
    };
    static constexpr const char *name = "listTeams";
    static constexpr auto route = get("/api/teams", Role::Supervisor, "All teams.");
    static constexpr auto fields = std::tuple{};
};

/// Errors: Conflict (the name is taken).
struct CreateTeam {
    static constexpr const char *name = "createTeam";
    static constexpr auto route = post("/api/teams", Role::Admin, "Makes a team.");
    using Reply = TeamInfo;
    QString teamName;
    static constexpr auto fields = std::tuple{body("name", &CreateTeam::teamName, text().max(100))};
};

/// Errors: NotFound, Conflict (the name is taken, or people are in the team that is to be removed).
struct UpdateTeam {
    static constexpr const char *name = "updateTeam";
    static constexpr auto route = patch("/api/teams/{id}", Role::Admin, "Renames or removes a team.");
    using Reply = TeamInfo;
    QString id;
    std::optional<QString> teamName;
    std::optional<bool> removed;
    static constexpr auto fields =
        std::tuple{path("id", &UpdateTeam::id), body("name", &UpdateTeam::teamName, text().max(100)),
                   body("removed", &UpdateTeam::removed)};
};

struct ReasonCodeInfo {
    QString key;
    QString label;
    int position = 0;
    bool system = false; ///< Used by the product itself, never offered.
    bool removed = false;
    static constexpr auto fields = std::tuple{
        body("key", &ReasonCodeInfo::key), body("label", &ReasonCodeInfo::label), body("position", &ReasonCodeInfo::position),
        body("system", &ReasonCodeInfo::system), body("removed", &ReasonCodeInfo::removed)};
};

/// Why agents are not ready: what may be chosen, and what the log of states names.
struct ListReasonCodes {
    struct Reply {
        std::vector<ReasonCodeInfo> reasonCodes;
        static constexpr auto fields = std::tuple{body("reasonCodes", &Reply::reasonCodes)};
    };
    static constexpr const char *name = "listReasonCodes";
    static constexpr auto route = get("/api/reason-codes", Role::Agent, "Reasons for not being ready.");
    static constexpr auto fields = std::tuple{};
};

/// Errors: Conflict (the key is taken).
struct CreateReasonCode {
    static constexpr const char *name = "createReasonCode";
    static constexpr auto route = post("/api/reason-codes", Role::Admin, "Adds a reason code.");
    using Reply = ReasonCodeInfo;
    QString key;
    QString label;
    std::optional<int> position;
    static constexpr auto fields = std::tuple{body("key", &CreateReasonCode::key, text().max(40)),
                                              body("label", &CreateReasonCode::label, text().max(100)),
                                              body("position", &CreateReasonCode::position, number(0, 10'000))};
};

/// Errors: NotFound, Conflict (one that the product uses cannot be removed).
struct UpdateReasonCode {
    static constexpr const char *name = "updateReasonCode";
    static constexpr auto route = patch("/api/reason-codes/{id}", Role::Admin, "Changes or removes a reason code.");
    using Reply = ReasonCodeInfo;
    QString id; ///< The key.
    std::optional<QString> label;
    std::optional<int> position;
    std::optional<bool> removed;
    static constexpr auto fields = std::tuple{
        path("id", &UpdateReasonCode::id), body("label", &UpdateReasonCode::label, text().max(100)),
        body("position", &UpdateReasonCode::position, number(0, 10'000)), body("removed", &UpdateReasonCode::removed)};
};

/// A code for what came of a call, with its flags.
struct DispositionInfo {
    QString key;
    QString label;
    std::optional<QString> hotkey;
    std::optional<QString> queueId;    ///< Only for this queue.
    std::optional<QString> campaignId; ///< Only for this campaign.
    bool humanAnswered = false, rightParty = false, sale = false, notInterested = false, doNotCall = false, callback = false,
         unworkable = false, completed = false, countsAsDrop = false;
    QString action; ///< close, retry_by_rule, retry_at, suppress_number, suppress_contact.
    int position = 0;
    bool system = false; ///< Found out by the product, never offered to agents.
    bool removed = false;
    static constexpr auto fields = std::tuple{
        body("key", &DispositionInfo::key), body("label", &DispositionInfo::label), body("hotkey", &DispositionInfo::hotkey),
        body("queueId", &DispositionInfo::queueId), body("campaignId", &DispositionInfo::campaignId),
        body("humanAnswered", &DispositionInfo::humanAnswered), body("rightParty", &DispositionInfo::rightParty),
        body("sale", &DispositionInfo::sale), body("notInterested", &DispositionInfo::notInterested),
        body("doNotCall", &DispositionInfo::doNotCall), body("callback", &DispositionInfo::callback),
        body("unworkable", &DispositionInfo::unworkable), body("completed", &DispositionInfo::completed),
        body("countsAsDrop", &DispositionInfo::countsAsDrop), body("action", &DispositionInfo::action),
        body("position", &DispositionInfo::position), body("system", &DispositionInfo::system),
        body("removed", &DispositionInfo::removed)};
};

/// The codes that may be offered: those for all and, where named, of one queue or campaign. `all` also gives what is
/// never offered (system outcomes) and what was removed, for reports.
struct ListDispositions {
    struct Reply {
        std::vector<DispositionInfo> dispositions;
        static constexpr auto fields = std::tuple{body("dispositions", &Reply::dispositions)};
    };
    static constexpr const char *name = "listDispositions";
    static constexpr auto route = get("/api/dispositions", Role::Agent, "Codes for what came of a call.");
    std::optional<QString> queueId;
    std::optional<QString> campaignId;
    std::optional<bool> all;
    static constexpr auto fields =
        std::tuple{query("queueId", &ListDispositions::queueId, identifier()),
                   query("campaignId", &ListDispositions::campaignId, identifier()), query("all", &ListDispositions::all)};
};

/// What may be said of a disposition; what is not given stays, or is false.
struct DispositionFlags {
    std::optional<bool> humanAnswered, rightParty, sale, notInterested, doNotCall, callback, unworkable, completed, countsAsDrop;
    static constexpr auto fields = std::tuple{
        body("humanAnswered", &DispositionFlags::humanAnswered), body("rightParty", &DispositionFlags::rightParty),
        body("sale", &DispositionFlags::sale), body("notInterested", &DispositionFlags::notInterested),
        body("doNotCall", &DispositionFlags::doNotCall), body("callback", &DispositionFlags::callback),
        body("unworkable", &DispositionFlags::unworkable), body("completed", &DispositionFlags::completed),
        body("countsAsDrop", &DispositionFlags::countsAsDrop)};
};

/// Errors: Conflict (the key is taken), BadRequest (no such action).
struct CreateDisposition {
    static constexpr const char *name = "createDisposition";
    static constexpr auto route = post("/api/dispositions", Role::Admin, "Adds a disposition.");
    using Reply = DispositionInfo;
    QString key;
    QString label;
    std::optional<QString> hotkey;
    std::optional<QString> queueId;
    std::optional<QString> campaignId;
    std::optional<QString> action; ///< Default: close.
    std::optional<int> position;
    std::optional<DispositionFlags> flags;
    static constexpr auto fields = std::tuple{
        body("key", &CreateDisposition::key, text().max(40)), body("label", &CreateDisposition::label, text().max(100)),
        body("hotkey", &CreateDisposition::hotkey, text().max(20).empty()),
        body("queueId", &CreateDisposition::queueId, identifier()),
        body("campaignId", &CreateDisposition::campaignId, identifier()),
        body("action", &CreateDisposition::action, text().max(20)),
        body("position", &CreateDisposition::position, number(0, 10'000)), body("flags", &CreateDisposition::flags)};
};

/// Errors: NotFound, Forbidden (a system outcome), BadRequest.
struct UpdateDisposition {
    static constexpr const char *name = "updateDisposition";
    static constexpr auto route = patch("/api/dispositions/{id}", Role::Admin, "Changes or removes a disposition.");
    using Reply = DispositionInfo;
    QString id; ///< The key.
    std::optional<QString> label;
    std::optional<QString> hotkey;
    std::optional<QString> queueId;
    std::optional<QString> campaignId;
    std::optional<QString> action;
    std::optional<int> position;
    std::optional<DispositionFlags> flags;
    std::optional<bool> removed;
    static constexpr auto fields = std::tuple{
        path("id", &UpdateDisposition::id), body("label", &UpdateDisposition::label, text().max(100)),
        body("hotkey", &UpdateDisposition::hotkey, text().max(20).empty()),
        body("queueId", &UpdateDisposition::queueId, text().max(64).empty()),
        body("campaignId", &UpdateDisposition::campaignId, text().max(64).empty()),
        body("action", &UpdateDisposition::action, text().max(20)),
        body("position", &UpdateDisposition::position, number(0, 10'000)), body("flags", &UpdateDisposition::flags),
        body("removed", &UpdateDisposition::removed)};
};

} // namespace callfloor
