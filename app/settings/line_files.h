// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace callfloor {

/// One `name = value` of a file.
struct FileEntry {
    QString name;
    QString value;
    int line = 0;   ///< Where it begins, from 1.
    QString defect; ///< A sentence if it is written wrongly; matters only if the name concerns us.
};

/// A sentence about one line of a file.
struct LineRemark {
    int line = 0;
    QString text;
};

/// What stands in a file of settings.
struct ParsedFile {
    std::vector<FileEntry> entries;   ///< In the order of the file.
    std::vector<LineRemark> problems; ///< Lines that make the file unusable.
    std::vector<LineRemark> warnings; ///< Lines that are passed over.
};

/// Reads a `.env` file the way the dotenv package of Node.js does (its version 16): `export`, `NAME=value` and
/// `NAME: value`, `#` comments, three kinds of quotes that may span lines, `\n` and `\r` only within double quotes, no
/// substitution of variables.
ParsedFile parseDotEnv(QByteArrayView content);

/// Reads our own form: `key = value`, `[headings]` that mean nothing, `#` or `;` before a comment line, `#` after
/// white space before a comment at the end of a line, "double quotes" with `\"`, `\\`, `\n`, `\t`, and 'single quotes'
/// with nothing special in them.
ParsedFile parseIniFile(QByteArrayView content);

/// UTF-8 without a byte order mark and with plain line feeds; a problem with its line if it isn't UTF-8.
QString decodeLines(QByteArrayView content, std::vector<LineRemark> &problems);

} // namespace callfloor
