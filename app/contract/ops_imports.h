// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/domain/campaign.h"

namespace callfloor {

namespace schema {
QJsonObject importObject();
QJsonObject importList();
} // namespace schema

struct ImportReply {
    QByteArray json; ///< An import object.
    static QJsonObject schema() { return schema::importObject(); }
};
struct ImportListReply {
    QByteArray json;
    static QJsonObject schema() { return schema::importList(); }
};
struct CsvReply {
    QByteArray json; ///< Text as CSV (RFC 4180).
    static QJsonObject schema() { return codec::textSchema(text()); }
};

/// Takes an uploaded file (`POST /api/uploads`) as a list of leads of a campaign, and checks it: nothing is added before
/// RunImport. CSV or JSON, its encoding and delimiter are found out. Columns are mapped as given, else as for the last file
/// with the same columns, else by their names. Errors: NotFound (campaign, upload), BadRequest (file, mapping).
struct BeginImport {
    static constexpr const char *name = "beginImport";
    static constexpr auto route = post("/api/campaigns/{id}/imports", Role::Supervisor, "Checks an uploaded file of leads.")
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ImportReply;
    CampaignId id;
    QString uploadId;
    std::optional<QString> listName; ///< Default: `Import`.
    std::optional<int> priority;     ///< Of the list; higher is dialled first.
    std::optional<QString> region;   ///< ISO 3166-1 alpha-2, for numbers without a country code; default: the server's.
    std::optional<QJsonObject> mapping;
    static constexpr auto fields =
        std::tuple{path("id", &BeginImport::id), body("uploadId", &BeginImport::uploadId, identifier()),
                   body("name", &BeginImport::listName, text().max(200)), body("priority", &BeginImport::priority, number(-1000, 1000)),
                   body("region", &BeginImport::region, text().min(2).max(2)), body("mapping", &BeginImport::mapping)};
};

/// One import with its counts, its first rows and how far it is. Errors: NotFound.
struct GetImport {
    static constexpr const char *name = "getImport";
    static constexpr auto route = get("/api/imports/{id}", Role::Supervisor, "One import, with what became of its rows.").mayRefuse({ErrorCode::NotFound});
    using Reply = ImportReply;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &GetImport::id)};
};

/// The imports of a campaign, newest first.
struct ListImports {
    static constexpr const char *name = "listImports";
    static constexpr auto route = get("/api/campaigns/{id}/imports", Role::Supervisor, "The imports of a campaign, newest first.");
    using Reply = ImportListReply;
    CampaignId id;
    static constexpr auto fields = std::tuple{path("id", &ListImports::id)};
};

/// Checks the file anew with another mapping. Errors: NotFound, Conflict (it is being taken in, or was), BadRequest.
struct SetImportMapping {
    static constexpr const char *name = "setImportMapping";
    static constexpr auto route = post("/api/imports/{id}/mapping", Role::Supervisor, "Checks the file with another mapping.")
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ImportReply;
    QString id;
    QJsonObject mapping;
    static constexpr auto fields = std::tuple{path("id", &SetImportMapping::id), body("mapping", &SetImportMapping::mapping)};
};

/// Adds the rows that are ok or fixed, and remembers the mapping. Errors: NotFound, Conflict (not checked yet).
struct RunImport {
    static constexpr const char *name = "runImport";
    static constexpr auto route = post("/api/imports/{id}/run", Role::Supervisor, "Adds the checked rows to the campaign.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ImportReply;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &RunImport::id)};
};

/// Stops the checking or the adding; rows that are in stay. Errors: NotFound, Conflict (it is over).
struct CancelImport {
    static constexpr const char *name = "cancelImport";
    static constexpr auto route = post("/api/imports/{id}/cancel", Role::Supervisor, "Stops an import; what is in stays.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ImportReply;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &CancelImport::id)};
};

/// Takes the leads of an import out again; those who have been dialled, or have asked to be, stay. Errors: NotFound, Conflict.
struct UndoImport {
    static constexpr const char *name = "undoImport";
    static constexpr auto route = post("/api/imports/{id}/undo", Role::Supervisor, "Takes the leads of an import out again.")
                                      .bodyUpTo(kSmallBody)
                                      .mayRefuse({ErrorCode::NotFound, ErrorCode::Conflict});
    using Reply = ImportReply;
    QString id;
    static constexpr auto fields = std::tuple{path("id", &UndoImport::id)};
};

/// Rows that were not ok, as CSV: row, verdict, reason, then the file's columns. At most 8 MiB at once; ask again with `after`
/// raised by the bytes that came, until none do. Errors: NotFound.
struct GetRejectedRows {
    static constexpr const char *name = "getRejectedRows";
    static constexpr auto route = get("/api/imports/{id}/rejected.csv", Role::Supervisor, "Rows that were not ok, as CSV.")
                                      .replyAs("text/csv")
                                      .mayRefuse({ErrorCode::NotFound});
    using Reply = CsvReply;
    QString id;
    std::optional<qint64> after; ///< Bytes.
    static constexpr auto fields =
        std::tuple{path("id", &GetRejectedRows::id), query("after", &GetRejectedRows::after, number(0, qint64{1} << 50))};
};

} // namespace callfloor
