// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/realtime/json_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace callfloor::realtime;

class TestJsonText : public QObject {
    Q_OBJECT
private slots:
    void validTextsParse_data();
    void validTextsParse();
    void invalidTextsAreRefused_data();
    void invalidTextsAreRefused();
    void nestingEndsAtTheLimit();
    void argumentsAreCutOutAsWritten_data();
    void argumentsAreCutOutAsWritten();
    void quotedTextReadsBack_data();
    void quotedTextReadsBack();
};

void TestJsonText::validTextsParse_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{}", "[]", "1", "\"x\"", "null", "true", "[1,\"2\",{\"3\":[false]}]", " [ 1 ] ", "\"\\ud83d\\ude00\"",
          "\"\\\\ud800\"", "\"[[[{\"", "{\"a\":\"]\"}", "\"\xf0\x9f\x98\x80\""})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonText::validTextsParse() {
    QFETCH(QByteArray, text);
    QVERIFY(parseJson(text));
}

void TestJsonText::invalidTextsAreRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "[",
                             "]",
                             "{",
                             "[1",
                             "[1,]",
                             "{\"a\"}",
                             "{\"a\":}",
                             "{a:1}",
                             "'x'",
                             "[1]]",
                             "1,2",
                             "],[",
                             "[1],[2]",
                             "nul",
                             "undefined",
                             "NaN",
                             "[\"\\x\"]",
                             "[\"a]",
                             "\"\\ud800\"",
                             "\"\\ude00\"",
                             "\"\\ud800x\"",
                             "\"\\ud800\\u0041\"",
                             "\"\\udbff\\udbff\"",
                             "\"\xff\"",
                             "\"\xc3\"",
                             "[1]//",
                             "01",
                             "+1",
                             "{}{}"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonText::invalidTextsAreRefused() {
    QFETCH(QByteArray, text);
    QVERIFY(!parseJson(text));
}

void TestJsonText::nestingEndsAtTheLimit() {
    const auto nested = [](int depth) { return QByteArray(QByteArray(depth, '[') + QByteArray(depth, ']')); };
    QVERIFY(parseJson(nested(kMaxJsonDepth)));
    QVERIFY(!parseJson(nested(kMaxJsonDepth + 1)));
    QVERIFY(!parseJson(nested(400'000)));
    QVERIFY(!parseJson(QByteArray(QByteArray("{\"a\":").repeated(65) + "1" + QByteArray(65, '}'))));
    QVERIFY(parseJson(QByteArray("[" + QByteArray("[],").repeated(1000) + "[]]")));
}

void TestJsonText::argumentsAreCutOutAsWritten_data() {
    QTest::addColumn<QByteArray>("array");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("none") << QByteArray("[\"a\"]") << QByteArray();
    QTest::newRow("one") << QByteArray("[\"a\",1]") << QByteArray("1");
    QTest::newRow("order and spaces stay")
        << QByteArray("[\"a\",{\"z\": 1, \"a\":1.50},[ ]]") << QByteArray("{\"z\": 1, \"a\":1.50},[ ]");
    QTest::newRow("outer spaces go") << QByteArray(" [ \"a\" , 1 , 2 ] ") << QByteArray("1 , 2");
    QTest::newRow("comma in the name") << QByteArray("[\"a,b\",1]") << QByteArray("1");
    QTest::newRow("quote in the name") << QByteArray("[\"a\\\",b\",1]") << QByteArray("1");
    QTest::newRow("bracket in the name") << QByteArray("[\"]\",\"[\"]") << QByteArray("\"[\"");
    QTest::newRow("number as name") << QByteArray("[1,2]") << QByteArray("2");
}

void TestJsonText::argumentsAreCutOutAsWritten() {
    QFETCH(QByteArray, array);
    QFETCH(QByteArray, rest);
    QVERIFY(parseJson(array));
    QCOMPARE(behindFirstElement(array), rest);
}

void TestJsonText::quotedTextReadsBack_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "plain", "\"quoted\"", "back\\slash", "tab\tnew\nline\r\b\f\x01\x1f", "\u20ac\U0001f600", "/"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonText::quotedTextReadsBack() {
    QFETCH(QByteArray, text);
    const auto value = parseJson(quoted(text));
    QVERIFY(value);
    QCOMPARE(value->toString().toUtf8(), text);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
