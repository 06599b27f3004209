// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/retention_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::store::retention {

using namespace Qt::StringLiterals;

namespace {

QString lookStatement(Kind kind) {
    switch (kind) {
    case Kind::Words: return u"retention_spoken"_s;
    case Kind::Numbers: return u"retention_named"_s;
    case Kind::Events: return u"retention_events"_s;
    case Kind::Webhooks: return u"retention_webhooks"_s;
    case Kind::Commands: break;
    }
    return u"retention_commands"_s;
}

bool ofCalls(Kind kind) { return kind == Kind::Words || kind == Kind::Numbers; }

} // namespace

Lot due(Tx &tx, Kind kind, UtcTime from, UtcTime before, int limit) {
    Binds binds{{":before_us", micros(before)}, {":limit", limit}};
    if (ofCalls(kind)) binds.push_back({":from_us", micros(from)});
    Lot lot;
    Rows rows = tx.query(lookStatement(kind), binds);
    while (rows.next()) {
        lot.ids << rows.text();
        if (ofCalls(kind)) lot.last = rows.time();
    }
    return lot;
}

void remove(Tx &tx, Kind kind, const QStringList &ids) {
    if (ids.isEmpty()) return;
    const Binds those{{":ids", QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact))}};
    const auto each = [&](std::initializer_list<QString> statements) {
        for (const QString &statement : statements) tx.exec(statement, those);
    };
    switch (kind) {
    case Kind::Words: return each({u"retention_delete_lines"_s, u"retention_delete_notes"_s, u"retention_erase_alert_words"_s});
    // The legs are compared with the call's number, so the call comes last.
    case Kind::Numbers: return each({u"retention_erase_alerts"_s, u"retention_erase_legs"_s, u"retention_erase_attempts"_s, u"retention_erase_calls"_s});
    case Kind::Events: tx.exec(u"retention_delete_events"_s, {{":seq", ids.last().toLongLong()}}); return;
    case Kind::Webhooks: return each({u"retention_delete_webhooks"_s});
    case Kind::Commands: return each({u"retention_delete_commands"_s});
    }
}

} // namespace callfloor::store::retention
