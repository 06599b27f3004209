// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/contract/ops_imports.h"
#include "app/domain/campaign.h"

namespace callfloor {

namespace schema {
QJsonObject campaignSettings();
QJsonObject campaignChecklist();
QJsonObject campaignWhy();
QJsonObject campaignFigures();
QJsonObject ledgerPage();
QJsonObject previewLead();
QJsonObject callbackList();
QJsonObject consentList();
QJsonObject leadList();
} // namespace schema

/// A reply whose JSON is made from rows; `Shape` is its schema.
template <QJsonObject (*Shape)()>
struct ShapedReply {
    QByteArray json;
    static QJsonObject schema() { return Shape(); }
};
using CampaignSettingsReply = ShapedReply<schema::campaignSettings>;

/// What people set of a campaign.
struct CampaignFields {
    std::optional<QString> mode;    ///< agentless, preview, progressive, power, predictive.
    std::optional<QString> queueId; ///< Empty: none.
    std::optional<QString> fromNumber;
    std::optional<int> concurrency; ///< Lines at once.
    std::optional<bool> record, useAi;
    std::optional<QString> message;
    std::optional<UtcTime> startsAt, stopsAt;
    std::optional<QJsonObject> rules; ///< Those that are given; see docs/campaigns.md.
    static constexpr auto settingFields = std::tuple{
        body("mode", &CampaignFields::mode, text().max(20)), body("queueId", &CampaignFields::queueId, text().max(64).empty()),
        body("fromNumber", &CampaignFields::fromNumber, text().max(32)), body("concurrency", &CampaignFields::concurrency, number(1, 10'000)),
        body("record", &CampaignFields::record), body("useAI", &CampaignFields::useAi),
        body("message", &CampaignFields::message, text().max(3000).empty()), body("startsAt", &CampaignFields::startsAt),
        body("stopsAt", &CampaignFields::stopsAt), body("rules", &CampaignFields::rules)};
};

/// Makes a campaign that dials nobody yet. Errors: BadRequest, NotFound (queue).
struct CreateCampaign : CampaignFields {
    static constexpr const char *name = "createCampaign";
    static constexpr auto route = post("/api/campaigns", Role::Supervisor, "Makes a campaign; it does not dial yet.").mayRefuse({ErrorCode::NotFound});
    using Reply = CampaignSettingsReply;
    QString campaignName;
    static constexpr auto fields = std::tuple_cat(std::tuple{body("name", &CreateCampaign::campaignName, text().max(200))}, settingFields);
};

/// Changes a campaign, also one that is running: the next dial goes by it. Errors: NotFound, BadRequest, Conflict (the mode of a
/// campaign that is running).
struct UpdateCampaign : CampaignFields {
    static constexpr const char *name = "updateCampaign";
    static constexpr auto route =
        patch("/api/campaigns/{id}", Role::Supervisor, "Changes a campaign.").mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = CampaignSettingsReply;
    CampaignId id;
    std::optional<QString> campaignName;
    static constexpr auto fields = std::tuple_cat(
        std::tuple{path("id", &UpdateCampaign::id), body("name", &UpdateCampaign::campaignName, text().max(200))}, settingFields);
};

/// A campaign with its rules and lists. Errors: NotFound.
struct GetCampaignSettings {
    static constexpr const char *name = "getCampaignSettings";
    static constexpr auto route =
        get("/api/campaigns/{id}/settings", Role::Supervisor, "A campaign with its rules and lists.").mayRefuse({ErrorCode::NotFound});
    using Reply = CampaignSettingsReply;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &GetCampaignSettings::id)};
};

/// Begins a campaign, or goes on with one that was paused, stopped or completed. Errors: NotFound, Conflict with the sentence of the
/// first thing that blocks it (see CampaignChecklist), Unavailable (no carrier).
struct LaunchCampaign {
    static constexpr const char *name = "launchCampaign";
    static constexpr auto route = post("/api/campaigns/{id}/start", Role::Supervisor, "Begins a campaign, or goes on with it.")
                                      .bodyUpTo(kSmallBody).mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &LaunchCampaign::id)};
};

/// Dials nobody any more until it is started again; calls that are up run to their end. Errors: NotFound, Conflict (not running).
struct PauseCampaign {
    static constexpr const char *name = "pauseCampaign";
    static constexpr auto route = post("/api/campaigns/{id}/pause", Role::Supervisor, "Dials nobody until it is started again.")
                                      .bodyUpTo(kSmallBody).mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &PauseCampaign::id)};
};

/// As PauseCampaign, and stopped when the last call has ended. Errors: NotFound, Conflict (not running).
struct DrainCampaign {
    static constexpr const char *name = "drainCampaign";
    static constexpr auto route = post("/api/campaigns/{id}/drain", Role::Supervisor, "Lets the calls end, then stops.")
                                      .bodyUpTo(kSmallBody).mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &DrainCampaign::id)};
};

/// What has to be right before a campaign begins, and what is. Errors: NotFound.
struct CampaignChecklist {
    static constexpr const char *name = "campaignChecklist";
    static constexpr auto route =
        get("/api/campaigns/{id}/checklist", Role::Supervisor, "What blocks the start of a campaign.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::campaignChecklist>;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &CampaignChecklist::id)};
};

/// Why nobody, or not this number, is being dialled: sentences for people, and how often each rule has held somebody back.
/// Errors: NotFound (campaign).
struct CampaignWhy {
    static constexpr const char *name = "campaignWhy";
    static constexpr auto route =
        get("/api/campaigns/{id}/why", Role::Agent, "Why nobody, or not this number, is being dialled.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::campaignWhy>;
    CampaignId id;
    std::optional<QString> phone;
    static constexpr auto fields = std::tuple{path("id", &CampaignWhy::id), query("number", &CampaignWhy::phone, text().max(64))};
};

/// How many leads stand where, rates and pace. Errors: NotFound.
struct CampaignFigures {
    static constexpr const char *name = "campaignFigures";
    static constexpr auto route =
        get("/api/campaigns/{id}/figures", Role::Agent, "How many leads stand where; rates and pace.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::campaignFigures>;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &CampaignFigures::id)};
};

/// Leads that were done with one of these outcomes begin anew; caps and do-not-call still hold. Errors: NotFound, BadRequest.
struct RecycleCampaign {
    struct Reply {
        qint64 recycled = 0;
        static constexpr auto fields = std::tuple{body("recycled", &Reply::recycled, number(0, qint64{1} << 50))};
    };
    static constexpr const char *name = "recycleCampaign";
    static constexpr auto route = post("/api/campaigns/{id}/recycle", Role::Supervisor, "Lets leads that are done begin anew, by outcome.")
                                      .mayRefuse({ErrorCode::NotFound});
    CampaignId id;
    std::vector<QString> outcomes;
    static constexpr auto fields = std::tuple{path("id", &RecycleCampaign::id), body("outcomes", &RecycleCampaign::outcomes, text().max(40))};
};

/// A draft with the same settings, without leads. Errors: NotFound.
struct CloneCampaign {
    static constexpr const char *name = "cloneCampaign";
    static constexpr auto route = post("/api/campaigns/{id}/clone", Role::Supervisor, "A draft with the same settings, without leads.")
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = CampaignSettingsReply;
    CampaignId id;
    std::optional<QString> campaignName;
    static constexpr auto fields = std::tuple{path("id", &CloneCampaign::id), body("name", &CloneCampaign::campaignName, text().max(200))};
};

/// What was checked before each dial and what came of it, oldest first. Each hash is the SHA-256 over the one before it, a line
/// feed and the body: a changed or missing entry shows. Errors: NotFound.
struct GetLedger {
    static constexpr const char *name = "getLedger";
    static constexpr auto route =
        get("/api/campaigns/{id}/ledger", Role::Supervisor, "What was checked before each dial.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::ledgerPage>;
    CampaignId id;
    std::optional<qint64> after; ///< Entries behind this number.
    std::optional<int> limit;
    static constexpr auto fields = std::tuple{path("id", &GetLedger::id), query("after", &GetLedger::after, number(0, qint64{1} << 50)),
                                              query("limit", &GetLedger::limit, number(1, 10'000))};
};

/// The same as CSV: seq, at, kind, attempt, body, hash. Errors: NotFound.
struct GetLedgerCsv {
    static constexpr const char *name = "getLedgerCsv";
    static constexpr auto route = get("/api/campaigns/{id}/ledger.csv", Role::Supervisor, "What was checked before each dial, as CSV.")
                                      .replyAs("text/csv").mayRefuse({ErrorCode::NotFound});
    using Reply = CsvReply;
    CampaignId id;
    std::optional<qint64> after;
    std::optional<int> limit;
    static constexpr auto fields = std::tuple{path("id", &GetLedgerCsv::id), query("after", &GetLedgerCsv::after, number(0, qint64{1} << 50)),
                                              query("limit", &GetLedgerCsv::limit, number(1, 10'000))};
};

/// Changes a list: switched off or expired, its leads are not dialled. Errors: NotFound.
struct UpdateLeadList {
    static constexpr const char *name = "updateLeadList";
    static constexpr auto route = patch("/api/lead-lists/{id}", Role::Supervisor, "Changes a list of leads.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::leadList>;
    LeadListId id;
    std::optional<QString> listName;
    std::optional<int> priority;
    std::optional<bool> active;
    std::optional<UtcTime> expiresAt;
    static constexpr auto fields =
        std::tuple{path("id", &UpdateLeadList::id), body("name", &UpdateLeadList::listName, text().max(200)),
                   body("priority", &UpdateLeadList::priority, number(-1000, 1000)), body("active", &UpdateLeadList::active),
                   body("expiresAt", &UpdateLeadList::expiresAt)};
};

/// Puts the next lead of a preview campaign on the agent's screen, or tells the one that is there. Errors: NotFound (campaign, or
/// nobody is left), Conflict (not running, or no preview campaign).
struct NextPreview {
    static constexpr const char *name = "nextPreview";
    static constexpr auto route = post("/api/campaigns/{id}/preview/next", Role::Agent, "The next lead for the agent's screen.")
                                      .bodyUpTo(kSmallBody).mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ShapedReply<schema::previewLead>;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &NextPreview::id)};
};

/// Dials the lead on the agent's screen. Errors: NotFound, Conflict (it may not be dialled now, with the reason).
struct DialPreview {
    struct Reply {
        CallId callId;
        static constexpr auto fields = std::tuple{body("callId", &Reply::callId, identifier())};
    };
    static constexpr const char *name = "dialPreview";
    static constexpr auto route = post("/api/campaigns/{id}/preview/dial", Role::Agent, "Dials the lead on the agent's screen.")
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    CampaignId id;
    LeadId leadId;
    static constexpr auto fields = std::tuple{path("id", &DialPreview::id), body("leadId", &DialPreview::leadId, identifier())};
};

/// Gives the lead on the agent's screen back; it comes again after an hour. Errors: NotFound, Conflict (it is not there any more).
struct SkipPreview {
    static constexpr const char *name = "skipPreview";
    static constexpr auto route = post("/api/campaigns/{id}/preview/skip", Role::Agent, "Gives the lead on the agent's screen back.")
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CampaignId id;
    LeadId leadId;
    QString reason;
    static constexpr auto fields = std::tuple{path("id", &SkipPreview::id), body("leadId", &SkipPreview::leadId, identifier()),
                                              body("reason", &SkipPreview::reason, text().max(200))};
};

/// Calls a lead again at a time that it has asked for, before all others. Errors: NotFound (campaign or number), BadRequest,
/// Conflict (it is being dialled, or never may be).
struct ScheduleCallback {
    static constexpr const char *name = "scheduleCallback";
    static constexpr auto route = post("/api/campaigns/{id}/callbacks", Role::Agent, "Calls a lead again at a time that it asked for.")
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = Done;
    CampaignId id;
    QString phone;
    UtcTime dueAt;
    std::optional<UserId> ownerId; ///< Whom the caller is given to first.
    std::optional<QString> note;
    static constexpr auto fields =
        std::tuple{path("id", &ScheduleCallback::id), body("number", &ScheduleCallback::phone, text().max(64)),
                   body("dueAt", &ScheduleCallback::dueAt), body("ownerId", &ScheduleCallback::ownerId, identifier()),
                   body("note", &ScheduleCallback::note, text().max(1000))};
};

/// Callbacks that have not been made, the next first; at most 500. Errors: NotFound.
struct ListCallbacks {
    static constexpr const char *name = "listCallbacks";
    static constexpr auto route = get("/api/campaigns/{id}/callbacks", Role::Agent, "Callbacks that have not been made.").mayRefuse({ErrorCode::NotFound});
    using Reply = ShapedReply<schema::callbackList>;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &ListCallbacks::id)};
};

/// Notes that somebody agreed to be called. Errors: BadRequest, NotFound (campaign).
struct AddConsent {
    static constexpr const char *name = "addConsent";
    static constexpr auto route = post("/api/consents", Role::Supervisor, "Notes that somebody agreed to be called.").mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    QString phone;
    std::optional<CampaignId> campaignId; ///< Only to this campaign.
    std::optional<QString> shownText, channel, proof;
    std::optional<UtcTime> givenAt; ///< Default: now.
    static constexpr auto fields =
        std::tuple{body("number", &AddConsent::phone, text().max(64)), body("campaignId", &AddConsent::campaignId, identifier()),
                   body("shownText", &AddConsent::shownText, text().max(4000)), body("channel", &AddConsent::channel, text().max(100)),
                   body("proof", &AddConsent::proof, text().max(1000)), body("givenAt", &AddConsent::givenAt)};
};

/// Takes back every consent of a number, at once and in all campaigns. Errors: BadRequest.
struct RevokeConsent {
    static constexpr const char *name = "revokeConsent";
    static constexpr auto route = post("/api/consents/revoke", Role::Agent, "Takes back every consent of a number.");
    using Reply = Done;
    QString phone;
    std::optional<QString> how;
    static constexpr auto fields = std::tuple{body("number", &RevokeConsent::phone, text().max(64)), body("how", &RevokeConsent::how, text().max(200))};
};

/// The consents of a number, newest first, taken back or not. Errors: BadRequest.
struct ListConsents {
    static constexpr const char *name = "listConsents";
    static constexpr auto route = get("/api/consents", Role::Supervisor, "The consents of a number.");
    using Reply = ShapedReply<schema::consentList>;
    QString phone;
    static constexpr auto fields = std::tuple{query("number", &ListConsents::phone, text().max(64))};
};

} // namespace callfloor
