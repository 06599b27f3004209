// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/line_files.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

/// `name@line=value` of every entry, in order, joined by `|`; line feeds shown as `⏎`.
QString flat(const ParsedFile &file) {
    QStringList parts;
    for (const FileEntry &entry : file.entries)
        parts.append(u"%1@%2=%3"_s.arg(entry.name).arg(entry.line).arg(QString(entry.value).replace(u'\n', u'⏎')));
    return parts.join(u'|');
}

} // namespace

class TestLineFiles : public QObject {
    Q_OBJECT

private slots:
    void dotEnv_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("entries");
        const auto row = [](const char *name, const QByteArray &content, const QString &entries) {
            QTest::newRow(name) << content << entries;
        };
        row("nothing", "", {});
        row("plain", "A=b", u"A@1=b"_s);
        row("without a line feed at the end", "A=b\nC=d", u"A@1=b|C@2=d"_s);
        row("Windows line ends", "A=b\r\nC=\"d\"\r\n", u"A@1=b|C@2=d"_s);
        row("byte order mark",
            "\xef\xbb\xbf"
            "A=b\n",
            u"A@1=b"_s);
        row("comments and empty lines", "# c\n\n  # c\nA=b\n", u"A@4=b"_s);
        row("export", "export A=b\n  export\tC=d\n", u"A@1=b|C@2=d"_s);
        row("a name that begins like export", "exportA=b\n", u"exportA@1=b"_s);
        row("spaces around", "  A  =  b c  \n", u"A@1=b c"_s);
        row("colon", "A: b\n", u"A@1=b"_s);
        row("colon without space is no pair", "A:b\n", {});
        row("empty values", "A=\nB=''\nC=\"\"\nD=``\n", u"A@1=|B@2=|C@3=|D@4="_s);
        row("empty before a comment", "A= # c\nB=#c\n", u"A@1=|B@2="_s);
        row("comment after a value", "A=b # c #d\n", u"A@1=b"_s);
        row("comment after quotes", "A='b' # c\nB=\"b\"# c\n", u"A@1=b|B@2=b"_s);
        row("# in quotes", "A='b # c'\nB=\"b # c\"\nC=`b # c`\n", u"A@1=b # c|B@2=b # c|C@3=b # c"_s);
        row("spaces in quotes", "A='  b  '\n", u"A@1=  b  "_s);
        row("other quotes in quotes", "A='say \"b\" `c`'\nB=\"it's\"\nC=`\"b\" 'c'`\n",
            u"A@1=say \"b\" `c`|B@2=it's|C@3=\"b\" 'c'"_s);
        row("line feeds in double quotes", "A=\"b\\nc\"\n", u"A@1=b⏎c"_s);
        row("no line feeds elsewhere", "A=b\\nc\nB='b\\nc'\nC=`b\\nc`\n", u"A@1=b\\nc|B@2=b\\nc|C@3=b\\nc"_s);
        row("escaped quotes stay as they are", "A=\"b\\\"c\"\n", u"A@1=b\\\"c"_s);
        row("over several lines", "A=\"b\nc\n# d\"\nB='e\nf'\nC=g\n", u"A@1=b⏎c⏎# d|B@4=e⏎f|C@6=g"_s);
        row("quote within a bare value", "A=b\"c\"\nB=it's\n", u"A@1=b\"c\"|B@2=it's"_s);
        row("JSON", "A={\"b\": \"c\"}\n", u"A@1={\"b\": \"c\"}"_s);
        row("equals signs", "A=b=c==\n", u"A@1=b=c=="_s);
        row("no substitution", "A=$B ${C}\nD=\"$B\"\n", u"A@1=$B ${C}|D@2=$B"_s);
        row("the same name twice", "A=b\nA=c\n", u"A@1=b|A@2=c"_s);
        row("base64", "K=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            u"K@1=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="_s);
        row("UTF-8", "A=“größe” ☎\n", u"A@1=“größe” ☎"_s);
        row("no pairs", "just words\n=b\n!A=b\nC=d\n", u"C@4=d"_s);
        row("dots and dashes in names", "a.b-c=d\n", u"a.b-c@1=d"_s);
    }
    void dotEnv() {
        QFETCH(QByteArray, content);
        QFETCH(QString, entries);
        const ParsedFile file = parseDotEnv(content);
        QCOMPARE(flat(file), entries);
        QVERIFY(file.problems.empty());
        for (const FileEntry &entry : file.entries)
            QCOMPARE(entry.defect, QString());
    }

    void dotEnvMarksWhatIsWrong() {
        const ParsedFile file = parseDotEnv("A='open\nB=\"x\" y\nC=a#b\nnothing\nD=ok\n");
        QCOMPARE(flat(file), u"A@1='open|B@2=\"x\" y|C@3=a|D@5=ok"_s);
        QVERIFY(file.entries[0].defect.contains(u"quote"_s));
        QVERIFY(file.entries[1].defect.contains(u"quote"_s));
        QVERIFY(file.entries[2].defect.contains(u"#"_s));
        QCOMPARE(file.entries[3].defect, QString());
        QCOMPARE(file.warnings.size(), size_t(1));
        QCOMPARE(file.warnings[0].line, 4);
    }

    void iniFile_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("entries");
        const auto row = [](const char *name, const QByteArray &content, const QString &entries) {
            QTest::newRow(name) << content << entries;
        };
        row("nothing", "", {});
        row("plain", "a = b\nc=d\n", u"a@1=b|c@2=d"_s);
        row("Windows line ends and mark",
            "\xef\xbb\xbf"
            "a = b\r\nc = d\r\n",
            u"a@1=b|c@2=d"_s);
        row("comments", "# a = b\n; c = d\n  # e\ng = h\n", u"g@4=h"_s);
        row("headings", "[x]\na = b\n[ y ] # c\nc = d\n", u"a@2=b|c@4=d"_s);
        row("comment at the end", "a = b # c\nd = e\t# f\n", u"a@1=b|d@2=e"_s);
        row("# within a value", "a = b#c\n", u"a@1=b#c"_s);
        row("; within a value", "a = b ; c\n", u"a@1=b ; c"_s);
        row("empty", "a =\nb = # c\nc = \"\"\n", u"a@1=|b@2=|c@3="_s);
        row("double quotes", "a = \"b # \\\"c\\\" \\\\ \\n \\t \\q\" # d\n", u"a@1=b # \"c\" \\ ⏎ \t q"_s);
        row("single quotes", "a = 'b \\n \"c\" # d'\n", u"a@1=b \\n \"c\" # d"_s);
        row("spaces in quotes", "a = \"  b  \"\n", u"a@1=  b  "_s);
        row("equals signs", "a = b=c\n", u"a@1=b=c"_s);
        row("apostrophe", "a = it's\n", u"a@1=it's"_s);
    }
    void iniFile() {
        QFETCH(QByteArray, content);
        QFETCH(QString, entries);
        const ParsedFile file = parseIniFile(content);
        QCOMPARE(flat(file), entries);
        QVERIFY(file.problems.empty());
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestLineFiles)
#include "tst_line_files.moc"
