// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sql_text.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace callfloor::store {

using namespace Qt::StringLiterals;

namespace {

/// `id text, n bigint` as columns taken out of a JSON object.
QString sqliteColumns(const QString &declaration) {
    QStringList columns;
    for (const QString &column : declaration.split(u',')) {
        const QStringList words = column.simplified().split(u' ');
        const QString name = words.value(0);
        columns << u"value ->> '$.%1' as %1"_s.arg(name);
    }
    return columns.join(u", "_s);
}

QString rowsMark(Dialect dialect, const QString &alias, const QString &declaration) {
    if (dialect == Dialect::Postgres)
        return u"json_to_recordset(cast(:rows as json)) as %1(%2)"_s.arg(alias, declaration.simplified());
    return u"(select key as row_number, %2 from json_each(:rows)) as %1"_s.arg(alias, sqliteColumns(declaration));
}

/// PostgreSQL plans a join with a sub-select for 100 rows and reads a young table from end to end for it, over and over
/// with the plan that it keeps. The elements of an array are looked up in the index one by one.
QString anyMark(Dialect dialect) { return dialect == Dialect::Postgres ? u"= any(array("_s : u"in ("_s; }
QString endMark(Dialect dialect) { return dialect == Dialect::Postgres ? u"))"_s : u")"_s; }

QString listMark(Dialect dialect, const QString &name) {
    const QString select = dialect == Dialect::Postgres ? u"select json_array_elements_text(cast(:%1 as json))"_s.arg(name)
                                                        : u"select value from json_each(:%1)"_s.arg(name);
    return anyMark(dialect) + select + endMark(dialect);
}

} // namespace

SqlText::SqlText(Dialect dialect) : m_dialect(dialect) {
    const QDir folder(u":/callfloor/sql"_s);
    for (const QString &file : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) readFile(folder.filePath(file));
}

const SqlText &SqlText::of(Dialect dialect) {
    if (dialect == Dialect::Sqlite) {
        static const SqlText kSqlite(Dialect::Sqlite);
        return kSqlite;
    }
    static const SqlText kPostgres(Dialect::Postgres);
    return kPostgres;
}

void SqlText::readFile(const QString &path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return;
    static const QRegularExpression kHead(u"^-- (name|fragment): (\\w+)( postgres only)?$"_s);
    QHash<QString, QString> *target = nullptr;
    QString name;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const auto head = kHead.match(line);
        if (head.hasMatch()) {
            target = head.captured(1) == "name"_L1 ? &m_statements : &m_fragments;
            name = head.captured(2);
            if (target->contains(name)) qFatal("SQL statement or fragment defined twice: %s", qPrintable(name));
            if (head.hasCaptured(3) && m_dialect != Dialect::Postgres) target = nullptr;
        } else if (target && !line.startsWith("--"_L1)) {
            (*target)[name] += line + u'\n';
        }
    }
}

QString SqlText::statement(const QString &name, const QStringList &filters) const {
    const auto found = m_statements.constFind(name);
    if (found == m_statements.constEnd()) return {};
    QString text = *found;
    if (text.contains("{{filters}}"_L1)) {
        QStringList conditions;
        for (const QString &filter : filters) conditions << u'(' + m_fragments.value(filter).trimmed() + u')';
        text.replace("{{filters}}"_L1, conditions.isEmpty() ? u"true"_s : conditions.join(" and "_L1));
    }
    return expand(text).trimmed();
}

QString SqlText::expand(QString text) const {
    static const QRegularExpression kMark(
        u"in \\{\\{list (?<list>\\w+)\\}\\}|"
        "\\{\\{(?:> *(?<fragment>\\w+)|rows (?<alias>\\w+): *(?<columns>[^}]+)|(?<any>any of)|(?<end>end of any)|(?<lock>for update[^}]*))\\}\\}"_s);
    for (auto mark = kMark.match(text); mark.hasMatch(); mark = kMark.match(text)) {
        QString with;
        if (mark.hasCaptured(u"fragment"_s)) with = m_fragments.value(mark.captured(u"fragment"_s)).trimmed();
        else if (mark.hasCaptured(u"alias"_s))
            with = rowsMark(m_dialect, mark.captured(u"alias"_s), mark.captured(u"columns"_s));
        else if (mark.hasCaptured(u"list"_s)) with = listMark(m_dialect, mark.captured(u"list"_s));
        else if (mark.hasCaptured(u"any"_s)) with = anyMark(m_dialect);
        else if (mark.hasCaptured(u"end"_s)) with = endMark(m_dialect);
        else with = m_dialect == Dialect::Postgres ? mark.captured(u"lock"_s) : QString();
        text.replace(mark.capturedStart(), mark.capturedLength(), with);
    }
    return text;
}

} // namespace callfloor::store
