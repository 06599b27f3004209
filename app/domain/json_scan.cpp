// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/json_scan.h"

#include "app/domain/json_keys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <charconv>
#include <deque>
#include <limits>
#include <vector>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestPath = 120;
constexpr int kDeepestPath = 1024;

/// Value of the four hex digits of a \u escape; -1 if they are none.
int hex4(QByteArrayView text, qsizetype pos) {
    if (pos + 4 > text.size()) return -1;
    unsigned value = 0;
    const char *begin = text.data() + pos;
    const auto [end, failure] = std::from_chars(begin, begin + 4, value, 16);
    return failure == std::errc() && end == begin + 4 ? static_cast<int>(value) : -1;
}

/// Length of the well-formed UTF-8 sequence at `pos` (Unicode, table 3-7); 0 if there is none.
qsizetype utf8Length(QByteArrayView text, qsizetype pos) {
    const auto byte = [&](qsizetype i) { return pos + i < text.size() ? static_cast<unsigned char>(text[pos + i]) : 0U; };
    const auto within = [&](qsizetype i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    if (lead < 0xe0) return within(1, 0x80, 0xbf) ? 2 : 0;
    if (lead < 0xf0) {
        const bool second = within(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf);
        return second && within(2, 0x80, 0xbf) ? 3 : 0;
    }
    const bool second = within(1, lead == 0xf0 ? 0x90 : 0x80, lead == 0xf4 ? 0x8f : 0xbf);
    return second && within(2, 0x80, 0xbf) && within(3, 0x80, 0xbf) ? 4 : 0;
}

/// One walk over a text.
class Scan {
public:
    Scan(QByteArrayView text, int maxDepth, qsizetype stop) : m_text(text), m_maxDepth(maxDepth), m_stop(stop) {}

    std::optional<JsonProblem> run() {
        for (qsizetype pos = 0; pos < std::min(m_stop, m_text.size()) && !m_problem; ++pos) pos = step(pos);
        return std::move(m_problem);
    }

    QString path() const {
        QString path;
        for (const Frame &frame : m_frames) {
            if (frame.object && frame.key.isNull()) break;
            if (!frame.object) path += u"[%1]"_s.arg(frame.index);
            else path += (path.isEmpty() ? QString() : u"."_s) + QString::fromUtf8(frame.key);
            if (path.size() > kLongestPath) return path.left(kLongestPath) + u'…';
        }
        return path;
    }

private:
    struct Frame {
        bool object;
        size_t firstKey;      ///< In m_keys.
        bool wantsKey = true; ///< The next string of an object is a key.
        QByteArrayView key = {};
        int index = 0;
    };
    struct Key {
        QByteArrayView text;
        qsizetype at;
    };

    void fail(const QString &what, qsizetype offset) { m_problem = JsonProblem{what, offset, path()}; }

    /// Takes what is at `pos`; returns its last byte.
    qsizetype step(qsizetype pos) {
        Frame *frame = m_frames.empty() ? nullptr : &m_frames.back();
        switch (m_text[pos]) {
        case '"': return string(pos, frame);
        case '{':
        case '[':
            if (static_cast<int>(m_frames.size()) >= m_maxDepth) fail(u"nested deeper than %1 levels"_s.arg(m_maxDepth), pos);
            else m_frames.push_back({m_text[pos] == '{', m_keys.size()});
            break;
        case '}':
        case ']':
            if (frame) leave(*frame);
            break;
        case ',':
            if (frame && frame->object) frame->wantsKey = true;
            else if (frame) ++frame->index;
            break;
        case ':':
            if (frame) frame->wantsKey = false;
            break;
        case '.':
            if (!digitAt(pos - 1) || !digitAt(pos + 1)) fail(u"a decimal point without digits"_s, pos);
            break;
        default: break;
        }
        return pos;
    }

    qsizetype string(qsizetype pos, Frame *frame) {
        const bool isKey = frame && frame->object && frame->wantsKey;
        if (isKey) frame->key = {};
        bool escapes = false;
        qsizetype end = pos + 1;
        while (end < m_text.size() && m_text[end] != '"') {
            const qsizetype length = m_text[end] == '\\' ? escapeLength(end) : characterLength(end);
            if (m_problem) return pos;
            escapes = escapes || m_text[end] == '\\';
            end += length;
        }
        // An open end is the parser's to complain about; a position within this string belongs to the value before it.
        if (!isKey || end >= m_text.size() || end >= m_stop) return std::min(end, m_text.size());
        const QByteArrayView key = escapes ? decoded(m_text.sliced(pos, end - pos + 1)) : m_text.sliced(pos + 1, end - pos - 1);
        if (escapes && !isPlainKey(key)) {
            fail(u"a key with a quotation mark, a backslash, a control character or a byte order mark"_s, pos);
            return pos;
        }
        frame->key = key;
        m_keys.push_back({frame->key, pos});
        return end;
    }

    qsizetype characterLength(qsizetype pos) {
        if (static_cast<unsigned char>(m_text[pos]) < 0x20) fail(u"a control character"_s, pos);
        const qsizetype length = utf8Length(m_text, pos);
        if (length == 0) fail(u"text that is not UTF-8"_s, pos);
        return std::max<qsizetype>(length, 1);
    }

    qsizetype escapeLength(qsizetype pos) {
        const char letter = pos + 1 < m_text.size() ? m_text[pos + 1] : '\0';
        if (letter != 'u') {
            if (!QByteArrayView("\"\\/bfnrt").contains(letter)) fail(u"an unknown escape"_s, pos);
            return 2;
        }
        const int unit = hex4(m_text, pos + 2);
        if (unit < 0) fail(u"an incomplete escape"_s, pos);
        if (unit < 0xd800 || unit > 0xdfff) return 6;
        const bool paired = unit < 0xdc00 && pos + 7 < m_text.size() && m_text[pos + 6] == '\\' && m_text[pos + 7] == 'u';
        const int low = paired ? hex4(m_text, pos + 8) : -1;
        if (low < 0xdc00 || low > 0xdfff) fail(u"a lone surrogate"_s, pos);
        return 12;
    }

    bool digitAt(qsizetype pos) const { return pos >= 0 && pos < m_text.size() && m_text[pos] >= '0' && m_text[pos] <= '9'; }

    /// A key written with escapes, without them. Kept as long as the walk.
    QByteArrayView decoded(QByteArrayView quoted) {
        const QByteArray array = '[' + quoted.toByteArray() + ']';
        m_decoded.push_back(QJsonDocument::fromJson(array).array().at(0).toString().toUtf8());
        const QByteArray &text = m_decoded.back();
        return text.isNull() ? QByteArrayView("") : QByteArrayView(text);
    }

    /// The end of an object or array. All keys of an object are compared at once: an object of 100,000 keys costs no more
    /// than sorting them.
    void leave(Frame &frame) {
        const auto first = m_keys.begin() + static_cast<std::ptrdiff_t>(frame.firstKey);
        if (m_keys.end() - first > 1) {
            std::sort(first, m_keys.end(), [](const Key &a, const Key &b) {
                const int order = a.text.compare(b.text);
                return order != 0 ? order < 0 : a.at < b.at;
            });
            const auto twice = std::adjacent_find(first, m_keys.end(), [](const Key &a, const Key &b) { return a.text == b.text; });
            if (twice != m_keys.end()) {
                frame.key = twice->text;
                return fail(u"a key that is there twice"_s, (twice + 1)->at);
            }
        }
        m_keys.erase(first, m_keys.end());
        m_frames.pop_back();
    }

    QByteArrayView m_text;
    int m_maxDepth;
    qsizetype m_stop;
    std::vector<Frame> m_frames;
    std::vector<Key> m_keys; ///< Of all open objects.
    std::deque<QByteArray> m_decoded;
    std::optional<JsonProblem> m_problem;
};

} // namespace

std::optional<JsonProblem> scanJson(QByteArrayView text, int maxDepth) {
    return Scan(text, maxDepth, std::numeric_limits<qsizetype>::max()).run();
}

QString jsonFieldAt(QByteArrayView text, qsizetype offset) {
    Scan scan(text, kDeepestPath, offset);
    scan.run();
    return scan.path();
}

} // namespace callfloor
