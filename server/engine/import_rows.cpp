// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/import_rows.h"

#include "app/domain/json.h"
#include "server/engine/phone_numbers.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kVerdicts = {"ok", "fixed", "duplicate", "suppressed", "invalid"};
constexpr std::array kFields = {"number", "name", "firstName", "lastName", "company", "email",
                                "zone",   "region", "priority", "keep",    "ignore"};
constexpr std::array kPersonFields = {"name", "firstName", "lastName", "company", "email"};

struct Guess {
    const char *part; ///< Of the column's name, in lower case without spaces and signs.
    const char *field;
};
/// The first that fits counts.
constexpr std::array kGuesses = {
    Guess{"email", "email"},     Guess{"mail", "email"},         Guess{"phone", "number"},      Guess{"mobile", "number"},
    Guess{"cell", "number"},     Guess{"telefon", "number"},     Guess{"handy", "number"},      Guess{"tel", "number"},
    Guess{"number", "number"},   Guess{"nummer", "number"},      Guess{"msisdn", "number"},     Guess{"firstname", "firstName"},
    Guess{"vorname", "firstName"}, Guess{"givenname", "firstName"}, Guess{"lastname", "lastName"}, Guess{"nachname", "lastName"},
    Guess{"surname", "lastName"}, Guess{"company", "company"},   Guess{"firma", "company"},     Guess{"timezone", "zone"},
    Guess{"zone", "zone"},       Guess{"state", "region"},       Guess{"province", "region"},   Guess{"priority", "priority"},
    Guess{"name", "name"}};

QString plain(const QString &name) {
    QString plain;
    for (const QChar c : name.toLower())
        if (c.isLetterOrNumber()) plain += c;
    return plain;
}

/// Whether the text was the number but for signs between: then nothing had to be put right.
bool onlyWrittenOtherwise(const QString &text, const QString &e164) {
    QString bare;
    for (const QChar c : text)
        if (c.isDigit() || c == u'+') bare += c;
    return bare == e164;
}

} // namespace

QString rowVerdictName(RowVerdict verdict) { return QLatin1String(kVerdicts[static_cast<size_t>(verdict)]); }

ImportMapping guessMapping(const QStringList &columns) {
    ImportMapping mapping;
    for (const QString &column : columns) {
        const QString name = plain(column);
        const auto fits = std::find_if(kGuesses.begin(), kGuesses.end(), [&](const Guess &g) { return name.contains(QLatin1String(g.part)); });
        mapping.insert(column, fits == kGuesses.end() ? u"keep"_s : QString(QLatin1String(fits->field)));
    }
    if (columns.size() == 1) mapping[columns.front()] = u"number"_s;
    return mapping;
}

Result<ImportMapping> mappingFromJson(const QJsonObject &json, const QStringList &columns) {
    ImportMapping mapping;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QString field = it.value().toString();
        const bool known = std::any_of(kFields.begin(), kFields.end(), [&](const char *f) { return field == QLatin1String(f); });
        if (!known) {
            QStringList fields;
            for (const char *f : kFields) fields << QLatin1String(f);
            return badField(u"mapping."_s + it.key(), u"A column must be one of %1."_s.arg(fields.join(u", "_s)));
        }
        if (!columns.isEmpty() && !columns.contains(it.key()))
            return badField(u"mapping."_s + it.key(), u"The file has no column \"%1\"."_s.arg(it.key()));
        mapping.insert(it.key(), field);
    }
    if (!columns.isEmpty() && !mapping.values().contains(u"number"_s))
        return badField(u"mapping"_s, u"Say which column holds the numbers: map it to \"number\"."_s);
    return mapping;
}

QJsonObject mappingToJson(const ImportMapping &mapping) {
    QJsonObject json;
    for (auto it = mapping.begin(); it != mapping.end(); ++it) json.insert(it.key(), it.value());
    return json;
}

RowReading readRow(const ImportRow &row, const QStringList &columns, const ImportMapping &mapping, const QString &region) {
    RowReading reading;
    reading.row = row.number;
    reading.cells = row.cells;
    const auto invalid = [&](const QString &reason) {
        reading.verdict = RowVerdict::Invalid;
        reading.reason = reason;
        return reading;
    };
    if (!row.problem.isEmpty()) return invalid(row.problem);
    QJsonObject person;
    QString refusal = u"no_number"_s;
    bool fixed = false;
    for (qsizetype i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        const QString field = mapping.value(columns[i]), cell = row.cells[i].left(1000);
        if (cell.isEmpty() || field.isEmpty() || field == "ignore"_L1) continue;
        if (field == "number"_L1) {
            if (reading.lead.numbers.size() >= 10) continue;
            const NumberReading number = PhoneNumbers::readOne(cell, region);
            if (!number.refusal.isEmpty()) {
                refusal = number.refusal;
                continue;
            }
            const auto same = [&](const store::NewNumber &n) { return n.number == number.number; };
            if (std::any_of(reading.lead.numbers.begin(), reading.lead.numbers.end(), same)) continue;
            fixed = fixed || !onlyWrittenOtherwise(cell, number.number);
            reading.lead.numbers.push_back({number.number, number.region, columns[i].left(40), {}});
        } else if (field == "zone"_L1) {
            if (QTimeZone::isTimeZoneIdAvailable(cell.toLatin1())) reading.lead.zone = cell;
        } else if (field == "region"_L1) {
            reading.lead.region = cell.left(40);
        } else if (field == "priority"_L1) {
            reading.lead.priority = std::clamp(cell.toInt(), -1000, 1000);
        } else {
            const bool ofPerson = std::any_of(kPersonFields.begin(), kPersonFields.end(), [&](const char *f) { return field == QLatin1String(f); });
            person.insert(ofPerson ? field : columns[i], cell);
        }
    }
    if (reading.lead.numbers.empty()) return invalid(refusal);
    if (fixed) reading.verdict = RowVerdict::Fixed;
    if (!person.isEmpty()) reading.lead.person = QString::fromUtf8(QJsonDocument(person).toJson(QJsonDocument::Compact));
    return reading;
}

void strike(RowReading &row, const QSet<QString> &numbers, RowVerdict because) {
    if (row.lead.numbers.empty()) return;
    std::erase_if(row.lead.numbers, [&](const store::NewNumber &n) { return numbers.contains(n.number); });
    if (row.lead.numbers.empty()) row.verdict = because;
}

bool SeenNumbers::add(const QString &e164) {
    if (m_count * 2 >= m_slots.size()) grow();
    const quint64 key = QStringView(e164).mid(1).toULongLong() + 1; // 0 is an empty slot
    const size_t mask = m_slots.size() - 1;
    for (size_t at = static_cast<size_t>(key * 0x9E3779B97F4A7C15ULL >> 20) & mask;; at = (at + 1) & mask) {
        if (m_slots[at] == key) return false;
        if (m_slots[at] != 0) continue;
        m_slots[at] = key;
        ++m_count;
        return true;
    }
}

void SeenNumbers::grow() {
    std::vector<quint64> old(m_slots.size() * 2);
    old.swap(m_slots);
    const size_t mask = m_slots.size() - 1;
    for (const quint64 key : old) {
        if (key == 0) continue;
        size_t at = static_cast<size_t>(key * 0x9E3779B97F4A7C15ULL >> 20) & mask;
        while (m_slots[at] != 0) at = (at + 1) & mask;
        m_slots[at] = key;
    }
}

QString csvLine(const QStringList &cells) {
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        QString cell = cells[i];
        const bool formula = !cell.isEmpty() && QStringView(u"=-@\t\r").contains(cell[0]);
        if (formula) cell.prepend(u'\'');
        if (i > 0) line += u',';
        if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        line += cell;
    }
    return line + u"\r\n"_s;
}

} // namespace callfloor
