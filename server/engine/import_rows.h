// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/import_reader.h"
#include "server/store/lead_store.h"

#include <QHash>
#include <QJsonObject>

#include <vector>

namespace callfloor {

/// What becomes of a row.
enum class RowVerdict : quint8 {
    Ok,
    Fixed,      ///< Its number had to be completed or put right.
    Duplicate,  ///< All its numbers stand in the campaign, or further up in the file.
    Suppressed, ///< All its numbers are on the do-not-call list.
    Invalid,    ///< It has no number that may be called, or cannot be read.
};
inline constexpr size_t kRowVerdicts = 5;
/// `ok`, `fixed`, `duplicate`, `suppressed`, `invalid`.
QString rowVerdictName(RowVerdict verdict);

/// Which column is what: `number` (one or more, in the order of the columns), `name`, `firstName`, `lastName`, `company`,
/// `email`, `zone`, `region`, `priority`, `keep` (kept with the lead under its own name), `ignore`.
using ImportMapping = QHash<QString, QString>;
/// A guess by the columns' names; a single column is taken for numbers.
ImportMapping guessMapping(const QStringList &columns);
/// Errors: BadRequest with the member's name; also if no column holds numbers.
Result<ImportMapping> mappingFromJson(const QJsonObject &json, const QStringList &columns);
QJsonObject mappingToJson(const ImportMapping &mapping);

/// A row on its way into the list.
struct RowReading {
    qint64 row = 0;
    RowVerdict verdict = RowVerdict::Ok;
    QString reason;       ///< Of Invalid: `invalid_number`, `emergency_number`, …; else empty.
    QStringList cells;    ///< As they were.
    store::NewLead lead;  ///< Only numbers that may be dialled.
};

/// Reads one row by the mapping. Its numbers are made E.164 by libphonenumber, those without a country code in `region`; a zone
/// that does not exist is left out. Slow (some 50 µs a number): for a thread of its own.
RowReading readRow(const ImportRow &row, const QStringList &columns, const ImportMapping &mapping, const QString &region);

/// Takes out numbers of a row that others have had; it becomes Duplicate or Suppressed when none is left.
void strike(RowReading &row, const QSet<QString> &numbers, RowVerdict because);

/// Numbers in E.164 that have been seen, eight bytes each and some room between: exact, and a million are 16 to 32 MB.
class SeenNumbers {
public:
    /// False if it was seen before.
    bool add(const QString &e164);

private:
    void grow();
    std::vector<quint64> m_slots = std::vector<quint64>(1024);
    size_t m_count = 0;
};

/// A line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets a ' in front.
QString csvLine(const QStringList &cells);

} // namespace callfloor
