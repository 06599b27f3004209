// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"

namespace callfloor {

namespace schema {
/// JSON Schema of the campaign object.
QJsonObject campaignObject();
QJsonObject campaignPage();
} // namespace schema

struct CampaignReply {
    QByteArray json; ///< A campaign object.
    static QJsonObject schema() { return schema::campaignObject(); }
};
struct CampaignPageReply {
    QByteArray json; ///< `{"campaigns": […], "next": cursor|null}`.
    static QJsonObject schema() { return schema::campaignPage(); }
};

/// Dials a list of numbers, each once, on so many lines, without agents: to whom answers the message is spoken, or the AI
/// assistant talks. Obeys do-not-call entries and the calling profile. What cannot be called becomes a call that has
/// failed, with the reason. A repeated `Idempotency-Key` within 24 h gives the first reply again.
/// Errors: BadRequest (`numbers`), Conflict (no number of ours), Unavailable (no carrier).
struct StartCampaign {
    struct Reply {
        CampaignId id;
        static constexpr auto fields = std::tuple{body("id", &Reply::id, identifier())};
    };
    static constexpr const char *name = "startCampaign";
    static constexpr auto route = post("/api/campaign/start", Role::Supervisor, "Starts to dial a list of numbers.")
                                      .legacyRoute()
                                      .mayRefuse({ErrorCode::Conflict});
    std::optional<QString> campaignName; ///< Default `Untitled Campaign`.
    std::vector<QString> numbers;
    std::optional<int> concurrency; ///< Lines at once, default 5.
    std::optional<bool> record;
    std::optional<bool> useAi; ///< Default: yes, unless there is a message.
    std::optional<QString> message;
    static constexpr auto fields = std::tuple{
        body("name", &StartCampaign::campaignName, text().max(200).empty()),
        body("numbers", &StartCampaign::numbers, text().max(64).empty()),
        body("concurrency", &StartCampaign::concurrency, number(1, 1000)),
        body("record", &StartCampaign::record),
        body("useAI", &StartCampaign::useAi),
        body("message", &StartCampaign::message, text().max(3000).empty())};
};

/// Stops a campaign: nobody else is dialled, calls that are up run to their end. One that has ended is a success.
/// Errors: NotFound.
struct StopCampaign {
    static constexpr const char *name = "stopCampaign";
    static constexpr auto route = post("/api/campaign/{id}/stop", Role::Supervisor, "Stops a campaign.")
                                      .legacyRoute()
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &StopCampaign::id)};
};

/// One campaign with its counts. Errors: NotFound.
struct GetCampaign {
    static constexpr const char *name = "getCampaign";
    static constexpr auto route =
        get("/api/campaigns/{id}", Role::Agent, "One campaign.").mayRefuse({ErrorCode::NotFound});
    using Reply = CampaignReply;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &GetCampaign::id)};
};

/// The same under the address that the old service's verbs suggest.
struct GetCampaignByOldPath {
    static constexpr const char *name = "getCampaignByOldPath";
    static constexpr auto route =
        get("/api/campaign/{id}", Role::Agent, "One campaign.").legacyRoute().mayRefuse({ErrorCode::NotFound});
    using Reply = CampaignReply;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &GetCampaignByOldPath::id)};
};

/// Campaigns, newest first, a page at a time.
struct ListCampaigns {
    static constexpr const char *name = "listCampaigns";
    static constexpr auto route = get("/api/campaigns", Role::Agent, "Campaigns, newest first.");
    using Reply = CampaignPageReply;
    std::optional<int> limit; ///< 1 to 200, default 50.
    std::optional<QString> cursor;
    static constexpr auto fields = std::tuple{query("limit", &ListCampaigns::limit, number(1, 200)),
                                              query("cursor", &ListCampaigns::cursor, identifier())};
};

/// A number that must not be called.
struct DoNotCallEntry {
    QString id;
    QString number; ///< E.164.
    std::optional<CampaignId> campaignId; ///< Null: for everybody.
    std::optional<QString> reason;
    UtcTime createdAt;
    static constexpr auto fields = std::tuple{body("id", &DoNotCallEntry::id), body("number", &DoNotCallEntry::number),
                                              body("campaignId", &DoNotCallEntry::campaignId, identifier()),
                                              body("reason", &DoNotCallEntry::reason),
                                              body("createdAt", &DoNotCallEntry::createdAt)};
};

/// Keeps a number from being called by campaigns, at once: also one that waits for its turn. Twice is a success.
/// Errors: BadRequest (`number`), NotFound (`campaignId`).
struct AddDoNotCall {
    static constexpr const char *name = "addDoNotCall";
    static constexpr auto route = post("/api/do-not-call", Role::Agent, "Keeps a number from being called by campaigns.")
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = DoNotCallEntry;
    QString phone;
    std::optional<CampaignId> campaignId; ///< Only for this campaign; else for all.
    std::optional<QString> reason;
    static constexpr auto fields = std::tuple{body("number", &AddDoNotCall::phone, text().max(64)),
                                              body("campaignId", &AddDoNotCall::campaignId, identifier()),
                                              body("reason", &AddDoNotCall::reason, text().max(500).empty())};
};

/// Lets a number be called again. Audited. Errors: NotFound.
struct RemoveDoNotCall {
    static constexpr const char *name = "removeDoNotCall";
    static constexpr auto route = post("/api/do-not-call/{id}/remove", Role::Admin, "Lets a number be called again.")
                                      .bodyUpTo(16 * 1024)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &RemoveDoNotCall::id)};
};

/// Numbers that must not be called, newest first.
struct ListDoNotCall {
    struct Reply {
        std::vector<DoNotCallEntry> entries;
        std::optional<QString> next; ///< The cursor of the next page; null on the last one.
        static constexpr auto fields = std::tuple{body("entries", &Reply::entries), body("next", &Reply::next)};
    };
    static constexpr const char *name = "listDoNotCall";
    static constexpr auto route = get("/api/do-not-call", Role::Supervisor, "Numbers that must not be called.");
    std::optional<int> limit; ///< 1 to 200, default 50.
    std::optional<QString> cursor;
    std::optional<QString> phone;
    static constexpr auto fields = std::tuple{query("limit", &ListDoNotCall::limit, callfloor::number(1, 200)),
                                              query("cursor", &ListDoNotCall::cursor, identifier()),
                                              query("number", &ListDoNotCall::phone, text().max(64))};
};

} // namespace callfloor
