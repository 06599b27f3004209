// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/import_reader.h"

#include "app/domain/json.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBufferBytes = 256 * 1024;
constexpr qsizetype kMostRow = 64 * 1024;
constexpr qsizetype kMostCells = 256;
constexpr qint64 kSampleBytes = 64 * 1024;

/// What Windows-1252 has where Latin-1 has controls (the WHATWG Encoding Standard's index).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};

/// Whether the bytes are UTF-8, but for a character that the end of the sample has cut.
bool isUtf8(const QByteArray &sample) {
    for (qsizetype cut = 0; cut < 4 && cut < sample.size(); ++cut) {
        QStringDecoder tried(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
        const QString text = tried(QByteArrayView(sample).chopped(cut));
        if (!tried.hasError()) return true;
    }
    return false;
}

QString encodingOf(const QByteArray &sample) {
    if (sample.startsWith("\xEF\xBB\xBF")) return u"utf-8"_s;
    if (sample.startsWith("\xFF\xFE")) return u"utf-16le"_s;
    if (sample.startsWith("\xFE\xFF")) return u"utf-16be"_s;
    qsizetype evenZeros = 0, oddZeros = 0;
    for (qsizetype i = 0; i < sample.size(); ++i) (i % 2 == 0 ? evenZeros : oddZeros) += sample[i] == 0;
    if (oddZeros > sample.size() / 4) return u"utf-16le"_s;
    if (evenZeros > sample.size() / 4) return u"utf-16be"_s;
    return isUtf8(sample) ? u"utf-8"_s : u"windows-1252"_s;
}

/// The cells of the first lines that a delimiter gives, outside of quotes.
std::vector<qsizetype> cellCounts(const QString &sample, QChar delimiter) {
    std::vector<qsizetype> counts;
    qsizetype cells = 1;
    bool quoted = false, any = false;
    for (const QChar c : sample) {
        if (c == u'"') quoted = !quoted;
        else if (!quoted && c == delimiter) ++cells;
        else if (!quoted && (c == u'\n' || c == u'\r')) {
            if (any) counts.push_back(cells);
            cells = 1;
            any = false;
            if (counts.size() >= 50) break;
            continue;
        }
        any = true;
    }
    if (counts.empty() && any) counts.push_back(cells);
    return counts;
}

/// The delimiter that cuts most of the lines into equally many cells, and into more than one.
QChar delimiterOf(const QString &sample) {
    QChar best = u',';
    double bestScore = 0;
    for (const QChar delimiter : {QChar(u','), QChar(u';'), QChar(u'\t'), QChar(u'|')}) {
        const auto counts = cellCounts(sample, delimiter);
        if (counts.empty() || counts.front() < 2) continue;
        const auto same = std::count(counts.begin(), counts.end(), counts.front());
        const double score = static_cast<double>(same) / static_cast<double>(counts.size()) + 0.001 * static_cast<double>(counts.front());
        if (score > bestScore) {
            bestScore = score;
            best = delimiter;
        }
    }
    return best;
}

bool looksLikeNumber(const QString &cell) {
    return std::count_if(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); }) >= 6;
}

QString cellText(const QJsonValue &value) {
    if (value.isString()) return value.toString();
    if (value.isDouble()) return QString::number(value.toDouble(), 'f', value.toDouble() == static_cast<double>(value.toInteger()) ? 0 : 6);
    if (value.isBool()) return value.toBool() ? u"true"_s : u"false"_s;
    return {};
}

} // namespace

QJsonObject formatToJson(const ImportFormat &format) {
    return {{u"type"_s, format.json ? u"json"_s : u"csv"_s},
            {u"encoding"_s, format.encoding},
            {u"delimiter"_s, format.json ? QJsonValue() : QJsonValue(QString(format.delimiter))},
            {u"header"_s, format.header},
            {u"columns"_s, QJsonArray::fromStringList(format.columns)}};
}

Result<ImportFormat> ImportReader::open() {
    if (!m_file.open(QIODevice::ReadOnly))
        return unavailable(u"The uploaded file cannot be read any more; upload it again."_s, m_file.errorString(), 0);
    const QByteArray sample = m_file.peek(kSampleBytes);
    const auto refuse = [](const QString &why) { return Error{ErrorCode::BadRequest, why, {}, u"uploadId"_s, u"unreadable_file"_s, 0}; };
    if (sample.trimmed().isEmpty()) return refuse(u"The file is empty."_s);
    m_format.encoding = encodingOf(sample);
    m_decoder = m_format.encoding == "utf-16le"_L1   ? QStringDecoder(QStringConverter::Utf16LE)
                : m_format.encoding == "utf-16be"_L1 ? QStringDecoder(QStringConverter::Utf16BE)
                                                     : QStringDecoder(QStringConverter::Utf8);
    if (!fill()) return refuse(u"The file is empty."_s);
    const QString begin = m_text.left(static_cast<qsizetype>(kSampleBytes));
    if (begin.contains(QChar(u'\0'))) return refuse(u"This is no text; save the list as CSV and upload that."_s);
    const QString trimmed = begin.trimmed();
    m_format.json = trimmed.startsWith(u'[') || trimmed.startsWith(u'{');
    if (m_format.json) {
        // The columns are the members of the first object; it is read again as the first row.
        ImportReader first(m_file.fileName());
        first.m_format = m_format;
        first.m_decoder = QStringDecoder(QStringConverter::Utf8);
        if (m_format.encoding != "utf-8"_L1) return refuse(u"JSON must be in UTF-8 (RFC 8259)."_s);
        if (!first.m_file.open(QIODevice::ReadOnly) || !first.fill()) return refuse(u"The file is empty."_s);
        QString problem;
        const auto object = first.nextObject(problem);
        if (!object) return refuse(u"The file holds no JSON objects."_s);
        m_format.columns = QJsonDocument::fromJson(object->toUtf8()).object().keys();
        if (m_format.columns.isEmpty()) return refuse(u"The first JSON object of the file has no members."_s);
        return m_format;
    }
    m_format.delimiter = delimiterOf(begin);
    const QString text = m_text;
    const auto row = nextCsv();
    if (!row || row->cells.isEmpty() || !row->problem.isEmpty()) return refuse(u"The first row of the file cannot be read."_s);
    m_format.header = std::none_of(row->cells.begin(), row->cells.end(), looksLikeNumber);
    for (qsizetype i = 0; i < row->cells.size(); ++i) {
        const QString name = row->cells[i].trimmed().left(100);
        m_format.columns << (m_format.header && !name.isEmpty() ? name : u"column%1"_s.arg(i + 1));
    }
    if (!m_format.header) { // the first row is a row
        m_text = text;
        m_at = 0;
    }
    m_row = 0;
    return m_format;
}

QString ImportReader::decode(const QByteArray &bytes) {
    if (m_format.encoding != "windows-1252"_L1) return m_decoder(bytes);
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text)
        if (c.unicode() >= 0x80 && c.unicode() < 0xA0) c = QChar(kWindows1252[c.unicode() - 0x80]);
    return text;
}

bool ImportReader::fill() {
    if (m_at < m_text.size()) return true;
    m_text.clear();
    m_at = 0;
    while (m_text.isEmpty() && !m_file.atEnd()) m_text = decode(m_file.read(kBufferBytes));
    return !m_text.isEmpty();
}

std::optional<QChar> ImportReader::peek() {
    if (!fill()) return std::nullopt;
    return m_text[m_at];
}

std::optional<QChar> ImportReader::take() {
    if (!fill()) return std::nullopt;
    return m_text[m_at++];
}

std::optional<ImportRow> ImportReader::next() { return m_format.json ? nextJson() : nextCsv(); }

/// Reads up to the end of a cell. True if another one follows in the row.
bool ImportReader::readCell(QString &cell, qsizetype &size) {
    bool quoted = false;
    if (peek() == QChar(u'"')) {
        quoted = true;
        take();
    }
    while (const auto c = take()) {
        if (++size > kMostRow * 4) return false; // somebody forgot a closing quote
        if (quoted && *c == u'"') {
            if (peek() == QChar(u'"')) cell += *take();
            else quoted = false;
        } else if (quoted) {
            cell += *c;
        } else if (*c == m_format.delimiter) {
            return true;
        } else if (*c == u'\n') {
            return false;
        } else if (*c == u'\r') {
            if (peek() == QChar(u'\n')) take();
            return false;
        } else {
            cell += *c;
        }
    }
    return false;
}

std::optional<ImportRow> ImportReader::nextCsv() {
    while (peek()) {
        ImportRow row;
        qsizetype size = 0;
        bool more = true;
        while (more) {
            QString cell;
            more = readCell(cell, size);
            if (row.cells.size() < kMostCells) row.cells << cell.trimmed();
            else row.problem = u"too_many_cells"_s;
        }
        if (size > kMostRow) row.problem = u"row_too_long"_s;
        const bool blank = std::all_of(row.cells.begin(), row.cells.end(), [](const QString &cell) { return cell.isEmpty(); });
        if (blank) continue;
        row.number = ++m_row;
        return row;
    }
    return std::nullopt;
}

/// The text of the next JSON value of the array or of the sequence, by its brackets.
std::optional<QString> ImportReader::nextObject(QString &problem) {
    while (const auto c = peek()) { // the array's own brackets, commas, spaces
        if (*c == u'{' || *c == u'"' || c->isLetterOrNumber() || *c == u'-') break;
        take();
    }
    QString text;
    int depth = 0;
    bool inText = false, escaped = false, any = false;
    while (const auto c = peek()) {
        const bool ends = any && depth == 0 && !inText;
        if (ends && (*c == u',' || *c == u']' || *c == u'{' || c->isSpace())) return text;
        take();
        any = true;
        if (text.size() <= kMostRow) text += *c;
        else problem = u"row_too_long"_s;
        if (escaped) escaped = false;
        else if (inText && *c == u'\\') escaped = true;
        else if (*c == u'"') inText = !inText;
        else if (!inText && (*c == u'{' || *c == u'[')) ++depth;
        else if (!inText && (*c == u'}' || *c == u']')) --depth;
    }
    if (!any) return std::nullopt;
    return text;
}

std::optional<ImportRow> ImportReader::nextJson() {
    ImportRow row;
    const auto text = nextObject(row.problem);
    if (!text) return std::nullopt;
    row.number = ++m_row;
    if (!row.problem.isEmpty()) return row;
    const auto document = parseJson(text->toUtf8());
    if (!document || !document->isObject()) {
        row.problem = u"not_an_object"_s;
        return row;
    }
    const QJsonObject object = document->object();
    for (const QString &column : m_format.columns) row.cells << cellText(object.value(column)).trimmed();
    return row;
}

} // namespace callfloor
