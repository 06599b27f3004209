// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/record_store.h"

#include <QJsonDocument>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace audit {

void insert(Tx &tx, const AuditEntry &entry, UtcTime now) {
    const QByteArray details = QJsonDocument(entry.details).toJson(QJsonDocument::Compact);
    tx.exec(u"audit_insert"_s, {{":id", makeUuid7(now)},
                                {":at_us", micros(now)},
                                {":actor_id", textOrNull(entry.actorId)},
                                {":action", entry.action},
                                {":subject", textOrNull(entry.subject)},
                                {":details", QString::fromUtf8(details)},
                                {":peer", textOrNull(entry.peer)}});
}

std::vector<AuditEntry> newest(Tx &tx, int limit) {
    std::vector<AuditEntry> entries;
    Rows rows = tx.query(u"audit_list"_s, {{":limit", limit}});
    while (rows.next()) {
        AuditEntry entry;
        entry.at = rows.time();
        entry.actorId = rows.text();
        entry.action = rows.text();
        entry.subject = rows.text();
        entry.details = QJsonDocument::fromJson(rows.bytes()).object();
        entry.peer = rows.text();
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::optional<std::vector<AuditEntry>> page(Tx &tx, const AuditFilter &filter, int limit) {
    Binds binds{{":limit", limit}};
    QStringList filters;
    if (!filter.cursor.isEmpty()) {
        Rows last = tx.query(u"audit_moment"_s, {{":id", filter.cursor}});
        if (!last.next()) return std::nullopt;
        filters << u"filter_audit_cursor"_s;
        binds.emplace_back(":cursor", filter.cursor);
        binds.emplace_back(":cursor_us", micros(last.time()));
    }
    const auto narrow = [&](bool wanted, const QString &fragment, const char *name, const QVariant &value) {
        if (!wanted) return;
        filters << fragment;
        binds.emplace_back(name, value);
    };
    narrow(!filter.actor.isEmpty(), u"filter_audit_actor"_s, ":actor_id", filter.actor.text());
    narrow(!filter.action.isEmpty(), u"filter_audit_action"_s, ":action", filter.action);
    narrow(filter.from.has_value(), u"filter_audit_from"_s, ":from_us", filter.from ? micros(*filter.from) : QVariant());
    narrow(filter.to.has_value(), u"filter_audit_to"_s, ":to_us", filter.to ? micros(*filter.to) : QVariant());
    std::vector<AuditEntry> entries;
    for (Rows rows = tx.query(u"audit_page"_s, binds, filters); rows.next();) {
        AuditEntry entry;
        entry.id = rows.text();
        entry.at = rows.time();
        entry.actorId = rows.text();
        entry.actorName = rows.text();
        entry.action = rows.text();
        entry.subject = rows.text();
        entry.details = QJsonDocument::fromJson(rows.bytes()).object();
        entry.peer = rows.text();
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace audit

namespace values {

QString get(Tx &tx, const QString &key) {
    Rows rows = tx.query(u"setting_get"_s, {{":key", key}});
    return rows.next() ? rows.text() : QString();
}

void put(Tx &tx, const QString &key, const QString &value, UtcTime now) {
    tx.exec(u"setting_put"_s, {{":key", key}, {":value", value}, {":now_us", micros(now)}});
}

bool remove(Tx &tx, const QString &key) { return tx.exec(u"setting_delete"_s, {{":key", key}}) > 0; }

} // namespace values

namespace idempotency {

std::optional<Seen> find(Tx &tx, const QString &ownerId, const QString &key, UtcTime after) {
    Rows rows = tx.query(u"idempotency_get"_s, {{":owner_id", ownerId}, {":key", key}, {":after_us", micros(after)}});
    if (!rows.next()) return std::nullopt;
    Seen seen;
    seen.requestHash = rows.text();
    seen.subjectId = rows.text();
    return seen;
}

void insert(Tx &tx, const QString &ownerId, const QString &key, const Seen &seen, UtcTime now) {
    tx.exec(u"idempotency_insert"_s, {{":owner_id", ownerId},
                                      {":key", key},
                                      {":request_hash", seen.requestHash},
                                      {":subject_id", seen.subjectId},
                                      {":created_us", micros(now)}});
}

void forget(Tx &tx, UtcTime before) { tx.exec(u"idempotency_forget"_s, {{":before_us", micros(before)}}); }

} // namespace idempotency
} // namespace callfloor::store
