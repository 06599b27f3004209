// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/person_store.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace callfloor::store::persons {

using namespace Qt::StringLiterals;

namespace {

/// Which rows of a table tell of the number `%1`; tables that are not named here hold nothing about people outside.
struct PersonRows {
    const char *table;
    const char *condition;
};

#define CALLFLOOR_CALLS_OF "call_id in (select id from call where customer_number = '%1')"
constexpr PersonRows kPersonRows[] = {
    {"call", "customer_number = '%1'"},
    {"leg", "to_number = '%1' or from_number = '%1' or " CALLFLOOR_CALLS_OF},
    {"call_line", CALLFLOOR_CALLS_OF},
    {"call_note", CALLFLOOR_CALLS_OF},
    {"call_disposition", CALLFLOOR_CALLS_OF},
    {"alert", CALLFLOOR_CALLS_OF},
    {"queue_entry", CALLFLOOR_CALLS_OF},
    {"carrier_command", "args like '%%1%' or " CALLFLOOR_CALLS_OF},
    {"webhook_event", "body like '%%1%' or " CALLFLOOR_CALLS_OF},
    {"event_log", "payload like '%%1%' or subject in (select id from call where customer_number = '%1')"},
    {"attempt", "number = '%1'"},
    {"lead_number", "number = '%1'"},
    {"lead", "id in (select lead_id from lead_number where number = '%1')"},
    {"callback", "number = '%1'"},
    {"consent", "number = '%1'"},
    {"do_not_call", "number = '%1'"},
    {"ledger_entry", "body like '%%1%'"},
};
#undef CALLFLOOR_CALLS_OF

QString columnText(const TableColumn &column, bool postgres) {
    const QString name = u'"' + column.name + u'"';
    if (postgres) return name + u"::text"_s;
    if (column.type == TableColumn::Type::Boolean) return u"case %1 when 0 then 'false' when 1 then 'true' end"_s.arg(name);
    return u"cast(%1 as text)"_s.arg(name);
}

QJsonValue valueOf(const TableColumn &column, const QJsonValue &text) {
    if (text.isNull()) return QJsonValue::Null;
    if (column.type == TableColumn::Type::Boolean) return text.toString() == "true"_L1;
    return column.type == TableColumn::Type::Whole ? QJsonValue(text.toString().toLongLong()) : text;
}

QJsonArray rowsOf(Tx &tx, const TableInfo &table, const QString &condition) {
    const bool postgres = tx.dialect() == Dialect::Postgres;
    QStringList columns;
    for (const TableColumn &column : table.columns) columns << columnText(column, postgres);
    const QString row = (postgres ? u"to_json(array[%1])::text"_s : u"json_array(%1)"_s).arg(columns.join(u", "_s));
    QJsonArray out;
    Rows rows = tx.ask(u"select %1 from \"%2\" where %3"_s.arg(row, table.name, condition));
    while (rows.next()) {
        const QJsonArray values = QJsonDocument::fromJson(rows.bytes()).array();
        QJsonObject object;
        for (size_t i = 0; i < table.columns.size(); ++i)
            object.insert(table.columns[i].name, valueOf(table.columns[i], values.at(static_cast<qsizetype>(i))));
        out.append(object);
    }
    return out;
}

} // namespace

QJsonObject everythingAbout(Tx &tx, const std::vector<TableInfo> &tables, const QString &number) {
    QJsonObject all;
    for (const TableInfo &table : tables)
        for (const PersonRows &about : kPersonRows) {
            if (table.name != QLatin1String(about.table)) continue;
            // The text is made of digits and a plus sign; the caller has looked.
            const QJsonArray rows = rowsOf(tx, table, QString::fromLatin1(about.condition).replace(u"%1"_s, number));
            if (!rows.isEmpty()) all.insert(table.name, rows);
        }
    return all;
}

qint64 underWay(Tx &tx, const QString &number) {
    Rows rows = tx.query(u"person_under_way"_s, {{":number", number}});
    return rows.next() ? rows.integer() : 0;
}

Erased erase(Tx &tx, const QString &number, UtcTime now) {
    const Binds who{{":number", number}}, whoAndTexts{{":number", number}, {":like", QString(u'%' + number + u'%')}};
    Erased erased;
    // Everything that is found by the calls' number, before the calls lose it.
    erased.texts = tx.exec(u"person_erase_lines"_s, who) + tx.exec(u"person_erase_notes"_s, who) + tx.exec(u"person_erase_dispositions"_s, who);
    tx.exec(u"person_erase_alerts"_s, who);
    erased.commands = tx.exec(u"person_erase_commands"_s, whoAndTexts);
    erased.webhooks = tx.exec(u"person_erase_webhooks"_s, whoAndTexts);
    erased.events = tx.exec(u"person_erase_events"_s, whoAndTexts);
    erased.legs = tx.exec(u"person_erase_legs"_s, who);
    erased.attempts = tx.exec(u"person_erase_attempts"_s, who);
    erased.callbacks = tx.exec(u"person_erase_callbacks"_s, {{":number", number}, {":now_us", micros(now)}});
    tx.exec(u"person_erase_leads"_s, who);
    erased.leads = tx.exec(u"person_erase_lead_numbers"_s, who);
    erased.calls = tx.exec(u"person_erase_calls"_s, who);
    return erased;
}

} // namespace callfloor::store::persons
