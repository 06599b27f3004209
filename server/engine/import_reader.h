// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QFile>
#include <QJsonObject>
#include <QString>
#include <QStringDecoder>
#include <QStringList>

#include <optional>

namespace callfloor {

/// What a file of leads is found to be.
struct ImportFormat {
    bool json = false;     ///< An array of objects, or objects one behind the other.
    QString encoding;      ///< `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`.
    QChar delimiter = u','; ///< CSV: comma, semicolon, tab or bar.
    bool header = true;    ///< CSV: the first row names the columns.
    QStringList columns;   ///< Names; `column1`, `column2`, … where there is no header.
};
QJsonObject formatToJson(const ImportFormat &format);

/// One row of the file.
struct ImportRow {
    qint64 number = 0; ///< From 1, without the header.
    QStringList cells; ///< In the order of the columns; may be shorter.
    QString problem;   ///< Why it cannot be read; empty if it can.
};

/// Reads a file of leads from its beginning to its end, a row at a time: however long it is, no more than one row and a buffer
/// are in memory. CSV as in RFC 4180, also with other delimiters and with lone LF or CR. A row of more than 64 KiB, or with more
/// than 256 cells, has a problem; a JSON value that is no object has one, too.
class ImportReader {
public:
    explicit ImportReader(const QString &path) : m_file(path) {}

    /// Opens the file and finds out what it is. Errors: BadRequest (empty, not text, no columns), Unavailable (not readable).
    Result<ImportFormat> open();
    /// The next row; nothing at the end.
    std::optional<ImportRow> next();
    qint64 bytesRead() const { return m_file.pos(); }
    qint64 bytes() const { return m_file.size(); }

private:
    bool fill();
    QString decode(const QByteArray &bytes);
    std::optional<QChar> take();
    std::optional<QChar> peek();
    std::optional<ImportRow> nextCsv();
    std::optional<ImportRow> nextJson();
    std::optional<QString> nextObject(QString &problem);
    bool readCell(QString &cell, qsizetype &size);

    QFile m_file;
    QString m_text;      ///< Decoded and not taken yet, from m_at on.
    qsizetype m_at = 0;
    QStringDecoder m_decoder;
    ImportFormat m_format;
    qint64 m_row = 0;
};

} // namespace callfloor
