// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/url.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::net;
using namespace Qt::StringLiterals;

class TestUrl : public QObject {
    Q_OBJECT
private slots:
    void pathsSplitBeforeTheyAreDecoded_data();
    void pathsSplitBeforeTheyAreDecoded();
    void badPathsAreRefused_data();
    void badPathsAreRefused();
    void queriesParse_data();
    void queriesParse();
    void badQueriesAreRefused_data();
    void badQueriesAreRefused();
    void theFirstOfSeveralParametersCounts();
    void tooManyParametersAreRefused();
};

void TestUrl::pathsSplitBeforeTheyAreDecoded_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QStringList>("segments");
    QTest::newRow("root") << QByteArray("/") << QStringList{};
    QTest::newRow("plain") << QByteArray("/api/calls") << QStringList{u"api"_s, u"calls"_s};
    QTest::newRow("trailing slash") << QByteArray("/a/") << QStringList{u"a"_s, u""_s};
    QTest::newRow("empty segment") << QByteArray("/a//b") << QStringList{u"a"_s, u""_s, u"b"_s};
    QTest::newRow("%2F stays inside") << QByteArray("/a%2Fb/c%2f") << QStringList{u"a/b"_s, u"c/"_s};
    QTest::newRow("number") << QByteArray("/history/%2B15551234567") << QStringList{u"history"_s, u"+15551234567"_s};
    QTest::newRow("plus is a plus") << QByteArray("/+1555") << QStringList{u"+1555"_s};
    QTest::newRow("UTF-8") << QByteArray("/%E4%BD%A0") << QStringList{u"\u4f60"_s};
    QTest::newRow("no byte order mark is dropped") << QByteArray("/%EF%BB%BFa") << QStringList{u"\ufeffa"_s};
    QTest::newRow("percent sign") << QByteArray("/100%25") << QStringList{u"100%"_s};
    QTest::newRow("decoded once only") << QByteArray("/%252F") << QStringList{u"%2F"_s};
    QTest::newRow("three dots") << QByteArray("/...") << QStringList{u"..."_s};
}

void TestUrl::pathsSplitBeforeTheyAreDecoded() {
    QFETCH(QByteArray, path);
    QFETCH(QStringList, segments);
    const auto result = splitPath(path);
    QVERIFY(result);
    QCOMPARE(*result, segments);
}

void TestUrl::badPathsAreRefused_data() {
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "a", "/%", "/%2", "/%zz", "/%2g", "/a%", "/%00", "/%ff", "/%C3%28", "/%E4%BD", "/.",
                             "/..", "/a/../b", "/%2e%2e/x", "/.%2E"})
        QTest::newRow(path) << QByteArray(path);
}

void TestUrl::badPathsAreRefused() {
    QFETCH(QByteArray, path);
    const auto result = splitPath(path);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::BadRequest);
    QVERIFY(!result.error().message.isEmpty());
}

void TestUrl::queriesParse_data() {
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("flat");
    QTest::newRow("empty") << QByteArray() << QStringList{};
    QTest::newRow("two") << QByteArray("a=1&b=2") << QStringList{u"a"_s, u"1"_s, u"b"_s, u"2"_s};
    QTest::newRow("no value") << QByteArray("a&b=") << QStringList{u"a"_s, u""_s, u"b"_s, u""_s};
    QTest::newRow("equals in the value") << QByteArray("a=b=c") << QStringList{u"a"_s, u"b=c"_s};
    QTest::newRow("plus is a space") << QByteArray("a+b=c+d") << QStringList{u"a b"_s, u"c d"_s};
    QTest::newRow("escapes") << QByteArray("%61=%2B%26%3D") << QStringList{u"a"_s, u"+&="_s};
    QTest::newRow("empty items") << QByteArray("&&a=1&") << QStringList{u"a"_s, u"1"_s};
}

void TestUrl::queriesParse() {
    QFETCH(QByteArray, query);
    QFETCH(QStringList, flat);
    const auto params = QueryParams::parse(query);
    QVERIFY(params);
    QStringList got;
    for (const auto &[name, value] : params->all())
        got << name << value;
    QCOMPARE(got, flat);
}

void TestUrl::badQueriesAreRefused_data() {
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"a=%", "a=%4", "%zz=1", "a=%ff", "a=%00", "a=1&b=%x1"})
        QTest::newRow(query) << QByteArray(query);
}

void TestUrl::badQueriesAreRefused() {
    QFETCH(QByteArray, query);
    QVERIFY(!QueryParams::parse(query));
}

void TestUrl::theFirstOfSeveralParametersCounts() {
    const auto params = QueryParams::parse("a=1&a=2&b");
    QVERIFY(params);
    QCOMPARE(params->value(u"a"), u"1"_s);
    QVERIFY(params->has(u"b"));
    QVERIFY(!params->has(u"c"));
}

void TestUrl::tooManyParametersAreRefused() {
    QVERIFY(QueryParams::parse(QByteArray("a=1&").repeated(QueryParams::kMax)));
    QVERIFY(!QueryParams::parse(QByteArray("a=1&").repeated(QueryParams::kMax + 1)));
}

QTEST_GUILESS_MAIN(TestUrl)
#include "tst_url.moc"
