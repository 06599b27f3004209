// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/contract/ops_queues.h"

/// What supervisors are told of by themselves, and agents who ask for somebody. The kinds are those of
/// app/domain/alert.h; times are in seconds, rates in per mille (30 = 3 %), the rest are counts.
namespace callfloor {

struct AlertInfo {
    QString id;
    QString kind;
    QString subjectId; ///< Of the queue, campaign, agent or call that it is about.
    QString subject;   ///< As people know it: a name, of a call the customer's number.
    std::optional<UserId> agentId;
    std::optional<CallId> callId;
    std::optional<qint64> value; ///< What was measured when it was raised; kinds that are measured have it.
    std::optional<qint64> limit; ///< The limit at that moment.
    std::optional<QString> words; ///< What was said: by the caller, or by who asks for help.
    UtcTime raisedAt{};
    std::optional<UtcTime> acknowledgedAt;
    std::optional<UserId> acknowledgedById;
    std::optional<QString> acknowledgedBy; ///< A name.
    std::optional<UtcTime> endedAt;
    std::optional<QString> endReason; ///< over, answered, withdrawn, gone.
    static constexpr auto fields =
        std::tuple{body("id", &AlertInfo::id),
                   body("kind", &AlertInfo::kind),
                   body("subjectId", &AlertInfo::subjectId),
                   body("subject", &AlertInfo::subject),
                   body("agentId", &AlertInfo::agentId, identifier()),
                   body("callId", &AlertInfo::callId, identifier()),
                   body("value", &AlertInfo::value, number(0, std::numeric_limits<int>::max())),
                   body("limit", &AlertInfo::limit, number(0, std::numeric_limits<int>::max())),
                   body("text", &AlertInfo::words),
                   body("raisedAt", &AlertInfo::raisedAt),
                   body("acknowledgedAt", &AlertInfo::acknowledgedAt),
                   body("acknowledgedById", &AlertInfo::acknowledgedById, identifier()),
                   body("acknowledgedBy", &AlertInfo::acknowledgedBy),
                   body("endedAt", &AlertInfo::endedAt),
                   body("endReason", &AlertInfo::endReason)};
};

/// Alerts, newest first: with `open` those that last, else the history. Who sees a team sees those of its agents and those
/// that are nobody's.
struct ListAlerts {
    struct Reply {
        std::vector<AlertInfo> alerts;
        std::optional<QString> next; ///< The cursor of the next page; null on the last one.
        static constexpr auto fields = std::tuple{body("alerts", &Reply::alerts), body("next", &Reply::next)};
    };
    static constexpr const char *name = "listAlerts";
    static constexpr auto route = get("/api/alerts", Role::Supervisor, "What supervisors are to know.");
    std::optional<bool> open;
    std::optional<int> limit;
    std::optional<QString> cursor;
    static constexpr auto fields = std::tuple{query("open", &ListAlerts::open), query("limit", &ListAlerts::limit, number(1, 200)),
                                              query("cursor", &ListAlerts::cursor, identifier())};
};

/// Somebody has seen to it: shown to all. It lasts on until what it tells of is over; a request for help is answered by it.
/// Audited. Errors: NotFound, Conflict (somebody was faster, or it is over).
struct AcknowledgeAlert {
    static constexpr const char *name = "acknowledgeAlert";
    static constexpr auto route = post("/api/alerts/{id}/acknowledge", Role::Supervisor, "Says that somebody has seen to an alert.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = AlertInfo;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &AcknowledgeAlert::id)};
};

/// Goes to an agent who asks for help: acknowledges the request and, if he asked during a call, rings the supervisor's own
/// phone and lets him hear it. Errors: NotFound, Conflict (somebody was faster, or it is over; not a request for help).
struct AnswerHelp {
    struct Reply {
        bool ok = true;
        bool listening = false;      ///< The supervisor's phone rings.
        std::optional<QString> note; ///< Why it does not.
        static constexpr auto fields =
            std::tuple{body("ok", &Reply::ok), body("listening", &Reply::listening), body("note", &Reply::note)};
    };
    static constexpr const char *name = "answerHelp";
    static constexpr auto route = post("/api/alerts/{id}/answer", Role::Supervisor, "Answers an agent who asks for help.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    QString id;
    static constexpr auto fields = std::tuple{path("id", &AnswerHelp::id)};
};

/// Asks for somebody; supervisors of the team are told at once. With a call that the agent is on, or without one. Asking
/// again changes nothing. Errors: Conflict (the call is not his).
struct AskForHelp {
    static constexpr const char *name = "askForHelp";
    static constexpr auto route = post("/api/agents/me/help", Role::Agent, "Asks a supervisor for help.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::Conflict});
    using Reply = AlertInfo;
    std::optional<CallId> callId; ///< Nothing: the call he is on, if he is on one.
    std::optional<QString> words;
    static constexpr auto fields = std::tuple{body("callId", &AskForHelp::callId, identifier()),
                                              body("text", &AskForHelp::words, text().max(500).empty())};
};

/// Nobody need come any more; a success too where nobody was asked for.
struct WithdrawHelp {
    static constexpr const char *name = "withdrawHelp";
    static constexpr auto route =
        post("/api/agents/me/help/withdraw", Role::Agent, "Takes back that help was asked for.").bodyUpTo(kSmallBody);
    using Reply = Done;
    static constexpr auto fields = std::tuple{};
};

/// From where on an alert is raised. See app/domain/alert.h for the kinds.
struct AlertLimitInfo {
    QString kind;
    std::optional<QString> subjectId; ///< A queue or a campaign; null: for all that have no limit of their own.
    std::optional<QString> subject;   ///< Its name.
    bool enabled = true;
    std::optional<qint64> limit; ///< Null: what the queue or the campaign itself aims at.
    qint64 margin = 0;           ///< How far it must be back within the limit before the alert ends.
    int holdSeconds = 0;         ///< How long it must be beyond the limit before there is an alert.
    int leastCount = 0;          ///< Contacts below which a rate says nothing.
    std::vector<QString> phrases; ///< What is listened for; of `phrase`.
    static constexpr auto fields = std::tuple{body("kind", &AlertLimitInfo::kind),
                                              body("subjectId", &AlertLimitInfo::subjectId, identifier()),
                                              body("subject", &AlertLimitInfo::subject),
                                              body("enabled", &AlertLimitInfo::enabled),
                                              body("limit", &AlertLimitInfo::limit, number(0, 1'000'000)),
                                              body("margin", &AlertLimitInfo::margin, number(0, 1'000'000)),
                                              body("holdSeconds", &AlertLimitInfo::holdSeconds, number(0, 86'400)),
                                              body("leastCount", &AlertLimitInfo::leastCount, number(0, 1'000'000)),
                                              body("phrases", &AlertLimitInfo::phrases, text().max(200))};
};

/// The one table of limits, which every front end reads.
struct ListAlertLimits {
    struct Reply {
        std::vector<AlertLimitInfo> limits;
        static constexpr auto fields = std::tuple{body("limits", &Reply::limits)};
    };
    static constexpr const char *name = "listAlertLimits";
    static constexpr auto route = get("/api/alerts/limits", Role::Supervisor, "From where on alerts are raised.");
    static constexpr auto fields = std::tuple{};
};

/// Sets a limit, for all or for one queue or campaign; what is missing stays as it was. Audited.
/// Errors: BadRequest, NotFound (no such queue or campaign).
struct SetAlertLimit {
    static constexpr const char *name = "setAlertLimit";
    static constexpr auto route = post("/api/alerts/limits", Role::Supervisor, "Sets from where on an alert is raised.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = AlertLimitInfo;
    QString kind;
    std::optional<QString> subjectId;
    std::optional<bool> enabled;
    std::optional<qint64> limit;
    std::optional<bool> ownLimit; ///< True: what the queue or the campaign itself aims at, instead of `limit`.
    std::optional<qint64> margin;
    std::optional<int> holdSeconds;
    std::optional<int> leastCount;
    std::optional<std::vector<QString>> phrases;
    static constexpr auto fields = std::tuple{body("kind", &SetAlertLimit::kind, text().max(40)),
                                              body("subjectId", &SetAlertLimit::subjectId, identifier()),
                                              body("enabled", &SetAlertLimit::enabled),
                                              body("limit", &SetAlertLimit::limit, number(0, 1'000'000)),
                                              body("ownLimit", &SetAlertLimit::ownLimit),
                                              body("margin", &SetAlertLimit::margin, number(0, 1'000'000)),
                                              body("holdSeconds", &SetAlertLimit::holdSeconds, number(0, 86'400)),
                                              body("leastCount", &SetAlertLimit::leastCount, number(0, 1'000'000)),
                                              body("phrases", &SetAlertLimit::phrases, text().max(200))};
};

/// Forgets the limit of one queue or campaign: that for all counts again. Audited. Errors: NotFound.
struct RemoveAlertLimit {
    static constexpr const char *name = "removeAlertLimit";
    static constexpr auto route = deleteRoute("/api/alerts/limits/{kind}/{subjectId}", Role::Supervisor,
                                              "Forgets the limit of one queue or campaign.")
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = Done;
    QString kind, subjectId;
    static constexpr auto fields =
        std::tuple{path("kind", &RemoveAlertLimit::kind), path("subjectId", &RemoveAlertLimit::subjectId)};
};

} // namespace callfloor
