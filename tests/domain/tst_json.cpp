// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <limits>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

/// Any text, with a liking for what hurts: controls, quotes, backslashes, characters beyond the first plane.
QString nastyText(QRandomGenerator &random) {
    QString text;
    for (int n = random.bounded(20); n > 0; --n) {
        switch (random.bounded(6)) {
        case 0: text += QChar(random.bounded(0x20)); break;
        case 1: text += QStringView(u"\"\\/'<>&{}[]:,`")[random.bounded(14)]; break;
        case 2: text += QString::fromUcs4(U"\U0001f600\U0010ffff\u00e9\u20ac" + random.bounded(4), 1); break;
        case 3: text += QChar(0x7f + random.bounded(0x500)); break;
        default: text += QChar(0x20 + random.bounded(0x5f)); break;
        }
    }
    return text;
}

QString nastyKey(QRandomGenerator &random) {
    QString key;
    for (const QChar c : nastyText(random))
        if (c != u'"' && c != u'\\' && c >= u' ') key += c;
    return key;
}

QJsonValue randomJson(QRandomGenerator &random, int depth);

QJsonObject randomObject(QRandomGenerator &random, int depth) {
    QJsonObject object;
    for (int n = random.bounded(4); n > 0; --n) {
        const QString key = nastyKey(random);
        const bool ascii = std::all_of(key.begin(), key.end(), [](QChar c) { return c.unicode() < 0x80; });
        // Inserted beside others, Qt 6.8 would read behind the end of such keys (app/domain/json_keys.h).
        if (!ascii && object.isEmpty()) return {{key, randomJson(random, depth - 1)}};
        if (ascii) object.insert(key, randomJson(random, depth - 1));
    }
    return object;
}

QJsonValue randomJson(QRandomGenerator &random, int depth) {
    switch (random.bounded(depth > 0 ? 8 : 6)) {
    case 0: return QJsonValue::Null;
    case 1: return random.bounded(2) == 0;
    case 2: return static_cast<qint64>(random.generate64());
    case 3: return random.bounded(1e6) * (random.bounded(2) == 0 ? 1e-9 : -1);
    case 4: return random.bounded(1000);
    case 5: return nastyText(random);
    case 6: {
        QJsonArray array;
        for (int n = random.bounded(4); n > 0; --n) array.append(randomJson(random, depth - 1));
        return array;
    }
    default: return randomObject(random, depth);
    }
}

/// Writes with the writer alone, without its use of Qt's own for nested values.
void writeAll(JsonWriter &json, const QJsonValue &value) {
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        json.beginObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            json.key(QStringView(it.key()));
            writeAll(json, it.value());
        }
        json.endObject();
    } else if (value.isArray()) {
        json.beginArray();
        for (const QJsonValue item : value.toArray()) writeAll(json, item);
        json.endArray();
    } else {
        json.value(value);
    }
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT

private slots:
    void writerAgreesWithQt() {
        QRandomGenerator random(3);
        for (int i = 0; i < 20'000; ++i) {
            const QJsonArray value{randomJson(random, 4)};
            QByteArray text;
            JsonWriter json(text);
            writeAll(json, value);
            const auto read = parseJson(text);
            QVERIFY2(read.ok(), text.constData());
            QCOMPARE(read->array(), value);
            QVERIFY(parseJson(QJsonDocument(value).toJson(QJsonDocument::Compact)).ok());
        }
    }

    void commasAndNullsArePlacedByTheWriter() {
        QByteArray text;
        JsonWriter json(text);
        json.beginObject().key("a").beginArray().value(1).value(true).null().beginObject().endObject().endArray();
        json.key("b").textOrNull(u"").key("c").textOrNull(u"x").key("d").timeOrNull(std::nullopt);
        json.key("e").timeOrNull(fromMicros(1'500)).key("f").value(0.5).key("g").value(std::numeric_limits<double>::infinity());
        json.key("h").raw("{\"ready\":1}").key(u"i\n").value("latin"_L1).key("j").value(u"literal").endObject();
        QCOMPARE(text, QByteArray("{\"a\":[1,true,null,{}],\"b\":null,\"c\":\"x\",\"d\":null,\"e\":\"1970-01-01T00:00:00.001Z\","
                                  "\"f\":0.5,\"g\":null,\"h\":{\"ready\":1},\"i\\n\":\"latin\",\"j\":\"literal\"}"));
    }

    void wholeNumbersKeepAllTheirDigits() {
        for (const qint64 number : {std::numeric_limits<qint64>::min(), qint64{-1}, qint64{0}, qint64{9'007'199'254'740'993},
                                    std::numeric_limits<qint64>::max()}) {
            QByteArray text;
            JsonWriter(text).beginArray().value(number).value(QJsonValue(number)).endArray();
            QCOMPARE(text, '[' + QByteArray::number(number) + ',' + QByteArray::number(number) + ']');
        }
    }

    void loneSurrogateBecomesValidText() {
        QByteArray text;
        JsonWriter(text).beginArray().value(QString(QChar(0xd800))).endArray();
        QVERIFY(parseJson(text).ok());
    }

    void noTextLosesItsFirstCharacter() {
        for (const QString &first : {QString(QChar::ByteOrderMark), u"\ufeff\ufeff"_s, u"a\ufeff"_s}) {
            const QString name = first + u"b"_s;
            QByteArray text;
            JsonWriter(text).beginObject().key("name").value(name).endObject();
            const auto read = parseJson(text);
            QVERIFY(read.ok());
            QCOMPARE(read->object(), (QJsonObject{{u"name"_s, name}}));
        }
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("nothing", "");
        row("spaces", "  \n");
        row("a number alone", "1");
        row("a word", "undefined");
        row("two documents", "{} {}");
        row("garbage behind", "{}x");
        row("unclosed object", "{\"a\":1");
        row("unclosed array", "[1,");
        row("unclosed string", "[\"abc");
        row("string that ends in a backslash", "[\"abc\\");
        row("closing too much", "[]]");
        row("wrong bracket", "[}");
        row("trailing comma", "[1,]");
        row("trailing comma in object", "{\"a\":1,}");
        row("missing colon", "{\"a\" 1}");
        row("unquoted key", "{a:1}");
        row("single quotes", "['a']");
        row("comment", "[1 /* one */]");
        row("leading zero", "[01]");
        row("plus", "[+1]");
        row("bare minus", "[-]");
        row("no digits after the point", "[1.]");
        row("no digits before the point", "[.5]");
        row("empty exponent", "[1e]");
        row("hexadecimal", "[0x10]");
        row("NaN", "[NaN]");
        row("unknown escape", "[\"\\q\"]");
        row("short escape", "[\"\\u12\"]");
        row("escape without digits", "[\"\\u12g4\"]");
        row("newline in a string", "[\"a\nb\"]");
        row("tab in a string", "[\"a\tb\"]");
        row("NUL in a string", QByteArray("[\"a\0b\"]", 7));
        row("NUL outside", QByteArray("[1\0]", 4));
        row("lone high surrogate", "[\"\\ud800\"]");
        row("lone low surrogate", "[\"\\udc00\"]");
        row("surrogates the wrong way round", "[\"\\udc00\\ud800\"]");
        row("high surrogate, then a letter", "[\"\\ud800\\u0041\"]");
        row("high surrogate at the end", "[\"\\ud800");
        row("surrogate in a key", "{\"\\ud800\":1}");
        row("invalid byte", "[\"\xff\"]");
        row("cut sequence", "[\"\xe2\x82\"]");
        row("overlong slash", "[\"\xc0\xaf\"]");
        row("surrogate in UTF-8", "[\"\xed\xa0\x80\"]");
        row("beyond Unicode", "[\"\xf4\x90\x80\x80\"]");
        row("Latin-1", "[\"caf\xe9\"]");
        row("invalid byte in a key", "{\"\xff\":1}");
        row("quotation mark in a key", "{\"a\\\"b\":1}");
        row("backslash in a key", "{\"a\\\\b\":1}");
        row("NUL in a key", "{\"a\\u0000b\":1}");
        row("line break in a key", "{\"a\\nb\":1}");
        row("byte order mark before a key", "{\"\\ufeffa\":1}");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        const auto read = parseJson(text);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::BadRequest);
        QCOMPARE(read.error().reason, u"invalid_json"_s);
        QVERIFY2(read.error().message.contains(u"at byte"_s), qPrintable(read.error().message));
    }

    void theFieldIsNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QByteArray &text, const QString &field) { QTest::newRow(name) << text << field; };
        row("twice", R"({"a":1,"b":2,"a":3})", u"a"_s);
        row("twice, once with an escape", R"({"a":1,"\u0061":2})", u"a"_s);
        row("twice, deeper", R"({"x":[{},{"k":1,"l":{"k":2},"k":3}]})", u"x[1].k"_s);
        row("twice, empty", R"({"":1,"":2})", {});
        row("lone surrogate", R"({"a":{"b":"\ud800"}})", u"a.b"_s);
        row("lone surrogate in a key", R"({"a":1,"\udc00":2})", {});
        row("not UTF-8", "{\"a\":\"\xc3\"}", u"a"_s);
        row("a surrogate in UTF-8", "{\"a\":[1,\"\xed\xa0\x80\"]}", u"a[1]"_s);
        row("overlong", "{\"a\":\"\xc0\xaf\"}", u"a"_s);
        row("beyond Unicode", "{\"a\":\"\xf4\x90\x80\x80\"}", u"a"_s);
        row("too deep", "{\"a\":" + QByteArray(64, '[') + QByteArray(64, ']') + '}', QString(u"a"_s + u"[0]"_s.repeated(63)).left(120) + u'…');
        row("number too large", R"({"a":{"b":1e999}})", u"a.b"_s);
        row("no value", R"({"a":1,"b":})", u"b"_s);
        row("no number", R"({"a":[0,-]})", u"a[1]"_s);
        row("half a number", R"({"a":1.})", u"a"_s);
    }
    void theFieldIsNamed() {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        const auto read = parseJson(text);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().field, field);
        QCOMPARE(read.error().message.contains(u"in the field"_s), !field.isEmpty());
    }

    void keysLoseTheirEscapes() {
        const auto read = parseJson("{\"\\u0065mail\":\"\\u00e9\\\"\",\"\\u00e9t\\u00e9\":{\"\\ud83d\\ude00\\/\":1},\"list\":[\"\\u0065:\"]}");
        QVERIFY(read.ok());
        const QJsonObject object = read->object();
        QCOMPARE(object.keys(), (QStringList{u"email"_s, u"list"_s, u"été"_s}));
        QCOMPARE(object.value(u"email"_s).toString(), u"é\""_s);
        QCOMPARE(object.value(u"list"_s).toArray(), QJsonArray{u"e:"_s});
        QCOMPARE(object.value(u"été"_s).toObject().keys(), QStringList{u"\U0001f600/"_s});
    }

    /// Names at the end of what may be read at all: a comparison that goes on behind them ends the program.
    void longKeysDoNotReadBehindANameThatIsLookedUp() {
        const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
        void *memory = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        QVERIFY(memory != MAP_FAILED);
        char *end = static_cast<char *>(memory) + page;
        QVERIFY(mprotect(end, page, PROT_NONE) == 0);
        std::memcpy(end - 5, "email", 5);
        for (const int length : {1, 8, 5000}) {
            const auto read = parseJson("{\"" + QByteArray("\\u00e9").repeated(length) + "\":1}");
            QVERIFY(read.ok());
            QVERIFY(!read->object().contains(QLatin1String(end - 5, 5)));
            QVERIFY(!read->object().contains(QString()));
        }
        munmap(memory, 2 * page);
    }

    void theSameKeyInTwoObjectsIsNotTwice() {
        for (const char *text : {R"({"a":{"a":1},"b":{"a":[{"a":1},{"a":1}]}})", R"({"a":"a","b":"a"})", R"({"a":1,"A":2,"a ":3})", R"(["a","a"])"})
            QVERIFY2(parseJson(text).ok(), text);
        QByteArray wide = "{";
        for (int i = 0; i < 100'000; ++i) wide += '"' + QByteArray::number(i) + "\":0,";
        QVERIFY(parseJson(wide + "\"z\":0}").ok());
        QVERIFY(!parseJson(wide + "\"77\":0}").ok());
    }

    void accepts_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"{}", "[]", " [ ] ", "[\"\\u0000\"]", "[\"\\ud83d\\ude00\"]", "[\"\\\\ud800\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                                 "[1e5,-0.5,1E-3,0]", "{\"a\":{\"b\":[null,true,false]}}", "[\"\xf0\x9f\x98\x80\"]", "{\"\":1}", "[\"{[\"]"})
            QTest::newRow(text) << QByteArray(text);
    }
    void accepts() {
        QFETCH(QByteArray, text);
        const auto read = parseJson(text);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message));
    }

    void depthIsLimited() {
        const auto nested = [](int depth) -> QByteArray { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
        QVERIFY(parseJson(nested(64)).ok());
        QVERIFY(!parseJson(nested(65)).ok());
        QVERIFY(parseJson(nested(3), 3).ok());
        QVERIFY(!parseJson(nested(4), 3).ok());
        QVERIFY(!parseJson(nested(1'000'000)).ok());
        QVERIFY(parseJson("[" + QByteArray("[],").repeated(1000) + "{}]", 2).ok()); // wide is not deep
        QVERIFY(parseJson("[\"" + QByteArray("[").repeated(1000) + "\"]", 1).ok()); // nor is text
    }

    /// Whatever comes, it is refused or it can be written and read again as the same.
    void mutatedTextsAreRefusedOrMeanSomething() {
        QRandomGenerator random(5);
        int accepted = 0;
        for (int i = 0; i < 30'000; ++i) {
            QByteArray text = QJsonDocument(QJsonArray{randomJson(random, 3)}).toJson(QJsonDocument::Compact);
            for (int n = random.bounded(3); n > 0; --n)
                text[random.bounded(static_cast<int>(text.size()))] = static_cast<char>(random.bounded(256));
            const auto read = parseJson(text);
            if (!read.ok() || !read->isArray()) continue;
            ++accepted;
            QByteArray again;
            JsonWriter json(again);
            writeAll(json, read->array());
            const auto second = parseJson(again);
            QVERIFY2(second.ok() && second->array() == read->array(), text.constData());
        }
        QVERIFY(accepted > 5000);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "tst_json.moc"
