// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/line_files.h"

#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// A value and what was wrong with it.
struct ReadValue {
    QString text;
    QString problem;
};

bool isComment(QStringView rest) {
    const QStringView trimmed = rest.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith(u'#');
}

QChar unescaped(QChar c) {
    return c == u'n' ? QChar(u'\n') : c == u't' ? QChar(u'\t') : c;
}

/// Reads `"…"` or `'…'` from the start of `text`; only a comment may follow.
ReadValue quotedValue(QStringView text) {
    const QChar quote = text[0];
    QString value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == quote) {
            if (isComment(text.sliced(i + 1))) return {value, {}};
            return {{}, u"there is text after the closing quote"_s};
        }
        const bool escape = quote == u'"' && text[i] == u'\\' && i + 1 < text.size();
        value.append(escape ? unescaped(text[++i]) : text[i]);
    }
    return {{}, u"the closing quote is missing"_s};
}

ReadValue iniValue(QStringView text) {
    const QStringView trimmed = text.trimmed();
    if (trimmed.startsWith(u'"') || trimmed.startsWith(u'\'')) return quotedValue(trimmed);
    for (qsizetype i = 0; i < text.size(); ++i)
        if (text[i] == u'#' && (i == 0 || text[i - 1].isSpace())) return {text.first(i).trimmed().toString(), {}};
    return {trimmed.toString(), {}};
}

void readIniLine(QStringView line, int number, ParsedFile &file) {
    if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';')) return;
    if (line.startsWith(u'[')) {
        const qsizetype end = line.indexOf(u']');
        if (end < 0 || !isComment(line.sliced(end + 1)))
            file.problems.push_back({number, u"a heading must look like [name]."_s});
        return;
    }
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 1) {
        file.problems.push_back({number, u"this is not \"key = value\", a [heading] or a # comment."_s});
        return;
    }
    const QString name = line.first(equals).trimmed().toString();
    const ReadValue value = iniValue(line.sliced(equals + 1));
    if (!value.problem.isEmpty())
        file.problems.push_back({number, u"in the value of \"%1\", %2."_s.arg(name, value.problem)});
    file.entries.push_back({name, value.text, number, {}});
}

/// Walks over a .env file.
class DotEnvReader {
public:
    DotEnvReader(const QString &text, ParsedFile &file)
        : m_text(text)
        , m_file(file) {}

    void run() {
        while (m_pos < m_text.size())
            readLine();
    }

private:
    qsizetype lineEnd(qsizetype from) const {
        const qsizetype end = m_text.indexOf(u'\n', from);
        return end < 0 ? m_text.size() : end;
    }

    void moveTo(qsizetype pos) {
        m_line += static_cast<int>(QStringView(m_text).sliced(m_pos, pos - m_pos).count(u'\n'));
        m_pos = pos;
    }

    void readLine() {
        // The name, with whatever is before it, and the sign after it.
        static const QRegularExpression kStart(
            u"[ \\t]*(?:export[ \\t]+)?([A-Za-z0-9_.-]+)(?:[ \\t]*=|:(?=[ \\t]))[ \\t]*"_s);
        const qsizetype end = lineEnd(m_pos);
        const QRegularExpressionMatch start =
            kStart.match(m_text, m_pos, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (start.hasMatch() && start.capturedEnd() <= end) {
            readValue(start.captured(1), start.capturedEnd());
            return;
        }
        if (!isComment(QStringView(m_text).sliced(m_pos, end - m_pos)))
            m_file.warnings.push_back({m_line, u"this is not NAME=value, so it is passed over."_s});
        moveTo(std::min(end + 1, m_text.size()));
    }

    /// Position of the quote that closes the one at `open`; -1 if there is none or something follows it on its line.
    qsizetype closingQuote(qsizetype open) const {
        const QChar quote = m_text[open];
        qsizetype i = open + 1;
        while (i < m_text.size() && m_text[i] != quote)
            i += m_text[i] == u'\\' && i + 1 < m_text.size() && m_text[i + 1] == quote ? 2 : 1;
        if (i >= m_text.size()) return -1;
        return isComment(QStringView(m_text).sliced(i + 1, lineEnd(i) - i - 1)) ? i : -1;
    }

    void readValue(const QString &name, qsizetype begin) {
        const bool quoted = begin < m_text.size() && QStringView(u"\"'`").contains(m_text[begin]);
        const qsizetype close = quoted ? closingQuote(begin) : -1;
        if (close < 0) {
            readBare(name, begin, quoted);
            return;
        }
        QString value = m_text.sliced(begin + 1, close - begin - 1);
        if (m_text[begin] == u'"') value.replace("\\n"_L1, "\n"_L1).replace("\\r"_L1, "\r"_L1);
        m_file.entries.push_back({name, value, m_line, {}});
        moveTo(std::min(lineEnd(close) + 1, m_text.size()));
    }

    /// A value without quotes, or with a quote that is never closed.
    void readBare(const QString &name, qsizetype begin, bool brokenQuote) {
        const qsizetype end = lineEnd(begin);
        const QStringView rest = QStringView(m_text).sliced(begin, end - begin);
        const qsizetype hash = rest.indexOf(u'#');
        const QString value = (hash < 0 ? rest : rest.first(hash)).trimmed().toString();
        QString defect;
        if (brokenQuote)
            defect = u"the closing quote is missing, or there is text after it"_s;
        else if (hash > 0 && !rest[hash - 1].isSpace())
            defect = u"the # within the value would begin a comment; put the value in quotes"_s;
        m_file.entries.push_back({name, value, m_line, defect});
        moveTo(std::min(end + 1, m_text.size()));
    }

    const QString &m_text;
    ParsedFile &m_file;
    qsizetype m_pos = 0;
    int m_line = 1;
};

} // namespace

QString decodeLines(QByteArrayView content, std::vector<LineRemark> &problems) {
    int number = 1;
    QString text;
    for (qsizetype begin = 0; begin < content.size(); ++number) {
        const qsizetype newline = content.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? content.size() : newline + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString line = decoder.decode(content.sliced(begin, end - begin));
        if (decoder.hasError()) problems.push_back({number, u"this is not UTF-8 text."_s});
        text += line;
        begin = end;
    }
    if (text.startsWith(QChar::ByteOrderMark)) text.remove(0, 1);
    return text.replace("\r\n"_L1, "\n"_L1);
}

ParsedFile parseDotEnv(QByteArrayView content) {
    ParsedFile file;
    const QString text = decodeLines(content, file.problems);
    DotEnvReader(text, file).run();
    return file;
}

ParsedFile parseIniFile(QByteArrayView content) {
    ParsedFile file;
    const QString text = decodeLines(content, file.problems);
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n'))
        readIniLine(line.trimmed(), ++number, file);
    return file;
}

} // namespace callfloor
