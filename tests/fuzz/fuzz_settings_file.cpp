// SPDX-License-Identifier: GPL-3.0-or-later
// The two kinds of files that settings are read from. Input: such a file.
#include "app/settings/line_files.h"
#include "tests/fuzz/fuzz_target.h"

#include <QRegularExpression>

#include <algorithm>

namespace callfloor::fuzz {

using namespace Qt::StringLiterals;

namespace {

bool same(const ParsedFile &a, const ParsedFile &b) {
    const auto sameEntry = [](const FileEntry &x, const FileEntry &y) {
        return x.name == y.name && x.value == y.value && x.line == y.line && x.defect == y.defect;
    };
    const auto sameRemark = [](const LineRemark &x, const LineRemark &y) {
        return x.line == y.line && x.text == y.text;
    };
    return std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), sameEntry) &&
           std::equal(a.problems.begin(), a.problems.end(), b.problems.begin(), b.problems.end(), sameRemark) &&
           std::equal(a.warnings.begin(), a.warnings.end(), b.warnings.begin(), b.warnings.end(), sameRemark);
}

void checkLines(const ParsedFile &file, QByteArrayView content) {
    const int lines = static_cast<int>(content.count('\n')) + 1;
    int last = 1;
    for (const FileEntry &entry : file.entries) {
        FUZZ_CHECK(entry.line >= last && entry.line <= lines);
        FUZZ_CHECK(!entry.name.isEmpty());
        last = entry.line;
    }
    for (const auto *remarks : {&file.problems, &file.warnings})
        for (const LineRemark &remark : *remarks)
            FUZZ_CHECK(remark.line >= 1 && remark.line <= lines && !remark.text.isEmpty());
}

/// Files of Windows mean the same.
void checkLineEnds(QByteArrayView content) {
    if (content.contains('\r')) return;
    const QByteArray windows = content.toByteArray().replace("\n", "\r\n");
    FUZZ_CHECK(same(parseDotEnv(content), parseDotEnv(windows)));
    FUZZ_CHECK(same(parseIniFile(content), parseIniFile(windows)));
}

/// What has been read, written in quotes, is read again.
void checkIniWriting(const ParsedFile &file) {
    if (!file.problems.empty()) return;
    QString text = u"# written\n"_s;
    for (const FileEntry &entry : file.entries) {
        if (entry.name.startsWith(QChar::ByteOrderMark)) return; // one is dropped at the beginning of each line
        QString value = entry.value;
        value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
        text += entry.name + u" = \""_s + value + u"\"\n"_s;
    }
    const ParsedFile again = parseIniFile(text.toUtf8());
    FUZZ_CHECK_SHOWING(again.problems.empty() && again.entries.size() == file.entries.size(), text.toUtf8());
    for (size_t i = 0; i < file.entries.size(); ++i) {
        FUZZ_CHECK_SHOWING(again.entries[i].name == file.entries[i].name, text.toUtf8());
        FUZZ_CHECK_SHOWING(again.entries[i].value == file.entries[i].value, text.toUtf8());
    }
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const ParsedFile dotEnv = parseDotEnv(input);
    checkLines(dotEnv, input);
    static const QRegularExpression kName(u"\\A[A-Za-z0-9_.-]+\\z"_s);
    for (const FileEntry &entry : dotEnv.entries)
        FUZZ_CHECK(kName.match(entry.name).hasMatch());
    const ParsedFile ini = parseIniFile(input);
    checkLines(ini, input);
    checkIniWriting(ini);
    checkLineEnds(input);
}

} // namespace callfloor::fuzz
