// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/fields.h"

#include <QTest>

#include <limits>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

struct Inner {
    QString word;
    std::optional<int> count;
    static constexpr auto fields = std::tuple{body("word", &Inner::word), body("count", &Inner::count, number(0, 9))};
    bool operator==(const Inner &) const = default;
};

/// An operation with a field of every kind.
struct Everything {
    static constexpr const char *name = "everything";
    static constexpr auto route = post("/api/things/{id}", Role::Agent, "Everything.");
    using Reply = Done;
    CallId id;
    std::optional<int> page;
    std::optional<bool> deep;
    std::optional<UtcTime> since;
    QString text;
    QString note;
    qint64 number = 0;
    int small = 0;
    bool on = false;
    UtcTime when{};
    Role role = Role::Agent;
    CallStatus status = CallStatus::Initiated;
    CallDirection direction = CallDirection::Inbound;
    std::vector<QString> words;
    std::vector<Inner> inners;
    Inner inner;
    std::optional<QString> maybe;
    static constexpr auto fields = std::tuple{
        path("id", &Everything::id),
        query("page", &Everything::page, callfloor::number(1, 100)),
        query("deep", &Everything::deep),
        query("since", &Everything::since),
        body("text", &Everything::text, callfloor::text().min(2).max(5)),
        body("note", &Everything::note, callfloor::text().max(3).empty()),
        body("number", &Everything::number, callfloor::number(-10, 9'000'000'000'000'000)),
        body("small", &Everything::small, callfloor::number(-10, 10)),
        body("on", &Everything::on),
        body("when", &Everything::when),
        body("role", &Everything::role),
        body("status", &Everything::status),
        body("direction", &Everything::direction),
        body("words", &Everything::words, callfloor::text().max(4)),
        body("inners", &Everything::inners),
        body("inner", &Everything::inner),
        body("maybe", &Everything::maybe, callfloor::text().max(4))};
};

struct Answer {
    QString text;
    int number = 0;
    std::vector<Inner> inners;
    static constexpr auto fields =
        std::tuple{body("text", &Answer::text, callfloor::text().max(2)), body("number", &Answer::number, callfloor::number(0, 1)),
                   body("inners", &Answer::inners)};
};

/// An operation that old dashboards speak.
struct OldThing {
    static constexpr const char *name = "oldThing";
    static constexpr auto route = post("/api/old/{id}", Role::Agent, "Old.").legacyRoute();
    using Reply = Done;
    CallId id;
    std::optional<int> page;
    QString text;
    static constexpr auto fields =
        std::tuple{path("id", &OldThing::id), query("page", &OldThing::page, callfloor::number(1, 100)), body("text", &OldThing::text)};
};

RequestParts goodParts() {
    const QJsonObject inner{{u"word"_s, u"w"_s}};
    return {{{u"id"_s, u"c-1"_s}},
            {},
            {{u"text"_s, u"abc"_s},
             {u"note"_s, QString(u""_s)},
             {u"number"_s, 5},
             {u"small"_s, -10},
             {u"on"_s, true},
             {u"when"_s, u"2026-03-02T15:04:05.120Z"_s},
             {u"role"_s, u"ADMIN"_s},
             {u"status"_s, u"NO_ANSWER"_s},
             {u"direction"_s, u"outbound"_s},
             {u"words"_s, QJsonArray{u"a"_s, u"b"_s}},
             {u"inners"_s, QJsonArray{inner, inner}},
             {u"inner"_s, inner}}};
}

} // namespace

class FieldsTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsRead() {
        RequestParts parts = goodParts();
        parts.query = {{u"page"_s, u"100"_s}, {u"deep"_s, u"false"_s}, {u"since"_s, u"2026-03-02T15:04:05+01:00"_s}};
        parts.body.insert(u"maybe"_s, u"x"_s);
        const auto read = decodeOperation<Everything>(parts);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message));
        QCOMPARE(read->id, CallId(u"c-1"_s));
        QVERIFY(read->page == 100 && read->deep == false);
        QVERIFY(read->since == fromMicros(1'772'460'245'000'000));
        QCOMPARE(read->text, u"abc"_s);
        QVERIFY(read->note.isEmpty() && read->number == 5 && read->small == -10 && read->on);
        QVERIFY(read->when == fromMicros(1'772'463'845'120'000));
        QVERIFY(read->role == Role::Admin && read->status == CallStatus::NoAnswer && read->direction == CallDirection::Outbound);
        QCOMPARE(read->words.size(), size_t{2});
        QVERIFY(read->inners.size() == 2 && read->inners[1].word == u"w"_s && read->inner == (Inner{u"w"_s, {}}));
        QVERIFY(read->maybe == u"x"_s);
        QVERIFY(encodeOperation(*read).body.value("words"_L1) == parts.body.value("words"_L1));
    }

    void optionalFieldsMayBeMissingOrNull() {
        RequestParts parts = goodParts();
        QVERIFY(!decodeOperation<Everything>(parts)->maybe);
        parts.body.insert(u"maybe"_s, QJsonValue::Null);
        parts.query.insert(u"page"_s, QJsonValue::Null);
        const auto read = decodeOperation<Everything>(parts);
        QVERIFY(read.ok() && !read->maybe && !read->page && !read->since);
        QVERIFY(!encodeOperation(*read).body.contains("maybe"_L1));
    }

    void missingFieldIsNamed_data() {
        QTest::addColumn<QString>("field");
        for (const char *field : {"text", "number", "small", "on", "when", "role", "status", "direction", "words", "inners", "inner"})
            QTest::newRow(field) << QString::fromLatin1(field);
    }
    void missingFieldIsNamed() {
        QFETCH(QString, field);
        for (const bool null : {false, true}) {
            RequestParts parts = goodParts();
            if (null) parts.body.insert(field, QJsonValue::Null);
            else parts.body.remove(field);
            const auto read = decodeOperation<Everything>(parts);
            QVERIFY(!read.ok());
            QCOMPARE(read.error().code, ErrorCode::BadRequest);
            QCOMPARE(read.error().field, field);
            QCOMPARE(read.error().reason, u"missing_field"_s);
            QCOMPARE(read.error().message, u"The field \"%1\" is missing."_s.arg(field));
        }
    }

    void wrongValueIsNamedWithWhatIsExpected_data() {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("expected");
        int row = 0;
        const auto add = [&](const char *part, const QString &field, const QJsonValue &value, const char *expected) {
            QTest::addRow("%d %s", ++row, qPrintable(field)) << QString::fromLatin1(part) << field << value << QString::fromLatin1(expected);
        };
        add("path", u"id"_s, QString(u""_s), "must not be empty");
        add("path", u"id"_s, QString(65, u'x'), "at most 64 characters");
        for (const char *bad : {"0", "101", "x", "", "1.5", "1e2", " 1", "+1", "0x10", "99999999999999999999", "-1"})
            add("query", u"page"_s, QString::fromLatin1(bad), "a whole number from 1 to 100");
        for (const char *bad : {"1", "yes", "TRUE", ""}) add("query", u"deep"_s, QString::fromLatin1(bad), "true or false");
        for (const char *bad : {"today", "2026-03-02", "1772463845", ""}) add("query", u"since"_s, QString::fromLatin1(bad), "a time like");
        for (const QJsonValue &bad : {QJsonValue(5), QJsonValue(true), QJsonValue(QJsonArray()), QJsonValue(QJsonObject())})
            add("body", u"text"_s, bad, "a text");
        add("body", u"text"_s, u"a"_s, "at least 2 characters");
        add("body", u"text"_s, u"abcdef"_s, "at most 5 characters");
        add("body", u"text"_s, u"😀😀😀😀😀😀"_s, "at most 5 characters");
        add("body", u"text"_s, QString(u""_s), "must not be empty");
        add("body", u"text"_s, QString(u"ab"_s + QChar(0)), "must not contain NUL");
        add("body", u"note"_s, u"abcd"_s, "at most 3 characters");
        for (const QJsonValue &bad : {QJsonValue(u"5"_s), QJsonValue(1.5), QJsonValue(-11), QJsonValue(9.1e15), QJsonValue(1e300),
                                      QJsonValue(true), QJsonValue(QJsonArray{1})})
            add("body", u"number"_s, bad, "a whole number from -10 to 9000000000000000");
        add("body", u"small"_s, 11, "a whole number from -10 to 10");
        for (const QJsonValue &bad : {QJsonValue(u"true"_s), QJsonValue(1), QJsonValue(0)}) add("body", u"on"_s, bad, "true or false");
        for (const QJsonValue &bad : {QJsonValue(u"2026-03-02T15:04:05"_s), QJsonValue(1772463845)}) add("body", u"when"_s, bad, "a time like 2026-03-02T15:04:05Z");
        for (const QJsonValue &bad : {QJsonValue(u"BOSS"_s), QJsonValue(u"PUBLIC"_s), QJsonValue(1)}) add("body", u"role"_s, bad, "one of AGENT, SUPERVISOR, ADMIN");
        for (const QJsonValue &bad : {QJsonValue(u"completed"_s), QJsonValue(3)}) add("body", u"status"_s, bad, "one of INITIATED, RINGING, ACTIVE, COMPLETED, NO_ANSWER, FAILED");
        add("body", u"direction"_s, u"in"_s, "inbound or outbound");
        add("body", u"words"_s, u"a"_s, "an array");
        add("body", u"words"_s, QJsonObject(), "an array");
        add("body", u"inner"_s, QJsonArray(), "an object");
        add("body", u"maybe"_s, 7, "a text");
    }
    void wrongValueIsNamedWithWhatIsExpected() {
        QFETCH(QString, part);
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, expected);
        RequestParts parts = goodParts();
        (part == u"path"_s ? parts.path : part == u"query"_s ? parts.query : parts.body).insert(field, value);
        const auto read = decodeOperation<Everything>(parts);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::BadRequest);
        QCOMPARE(read.error().field, field);
        QCOMPARE(read.error().reason, u"invalid_field"_s);
        QVERIFY2(read.error().message.contains(u"\"%1\""_s.arg(field)) && read.error().message.contains(expected), qPrintable(read.error().message));
    }

    void fieldInsideIsNamedByItsWay() {
        const auto fieldOf = [](const RequestParts &parts) { return decodeOperation<Everything>(parts).error().field; };
        RequestParts parts = goodParts();
        parts.body.insert(u"words"_s, QJsonArray{u"a"_s, u"toolong"_s});
        QCOMPARE(fieldOf(parts), u"words[1]"_s);
        parts = goodParts();
        parts.body.insert(u"inner"_s, QJsonObject());
        QCOMPARE(fieldOf(parts), u"inner.word"_s);
        parts.body.insert(u"inner"_s, QJsonObject{{u"word"_s, u"w"_s}, {u"count"_s, 10}});
        QCOMPARE(fieldOf(parts), u"inner.count"_s);
        parts = goodParts();
        parts.body.insert(u"inners"_s, QJsonArray{QJsonObject{{u"word"_s, u"w"_s}}, QJsonObject{{u"word"_s, 5}}});
        QCOMPARE(fieldOf(parts), u"inners[1].word"_s);
    }

    void limitsAreInclusiveAndCountCharacters() {
        RequestParts parts = goodParts();
        for (const QString &fine : {u"ab"_s, u"abcde"_s, u"😀😀😀😀😀"_s}) {
            parts.body.insert(u"text"_s, fine);
            QVERIFY(decodeOperation<Everything>(parts).ok());
        }
        for (const qint64 fine : {qint64{-10}, qint64{9'000'000'000'000'000}}) {
            parts.body.insert(u"number"_s, fine);
            QCOMPARE(decodeOperation<Everything>(parts)->number, fine);
        }
        parts.body.insert(u"number"_s, 5.0); // a fraction of nothing
        QCOMPARE(decodeOperation<Everything>(parts)->number, qint64{5});
    }

    void unknownFieldIsRefusedExceptOnOldRoutes() {
        for (const bool inQuery : {false, true}) {
            RequestParts parts = goodParts();
            (inQuery ? parts.query : parts.body).insert(u"colour"_s, u"red"_s);
            const auto read = decodeOperation<Everything>(parts);
            QVERIFY(!read.ok());
            QCOMPARE(read.error().field, u"colour"_s);
            QCOMPARE(read.error().reason, u"unknown_field"_s);
            QVERIFY(read.error().message.contains(u"\"colour\""_s));
            const auto old = decodeOperation<OldThing>(parts);
            QVERIFY(old.ok() && old->text == u"abc"_s);
        }
        RequestParts misplaced = goodParts();
        misplaced.body.insert(u"page"_s, u"5"_s); // known, but in the query
        QCOMPARE(decodeOperation<Everything>(misplaced).error().field, u"page"_s);
    }

    void firstWrongFieldOfTheDeclarationIsNamed() {
        RequestParts parts = goodParts();
        parts.body.insert(u"direction"_s, 1);
        parts.body.insert(u"text"_s, 1);
        QCOMPARE(decodeOperation<Everything>(parts).error().field, u"text"_s);
    }

    /// A newer server may allow more; what it says is taken if the types are right.
    void repliesAreCheckedForTypesOnly() {
        const auto read = decodeReply<Answer>("{\"text\":\"\",\"number\":77,\"inners\":[{\"word\":\"\",\"count\":900}],\"more\":1}");
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message));
        QVERIFY(read->text.isEmpty() && read->number == 77 && read->inners.front().count == 900);
        QVERIFY(!decodeReply<Answer>("{\"text\":1,\"number\":77,\"inners\":[]}").ok());
        QVERIFY(!decodeReply<Answer>("{\"text\":\"a\",\"number\":5000000000,\"inners\":[]}").ok());
        QVERIFY(!decodeReply<Answer>("[]").ok());
        QVERIFY(!decodeReply<Answer>("{\"text\":").ok());
    }

    void schemaTellsTheSame() {
        const OperationInfo info = describeOperation<Everything>();
        const auto schemaOf = [&](const char *name) {
            for (const FieldInfo &field : info.fields)
                if (field.name == QLatin1String(name)) return field.schema;
            return QJsonObject();
        };
        const auto type = [](const char *name) { return QJsonValue(QLatin1String(name)); };
        QCOMPARE(schemaOf("text"), (QJsonObject{{u"type"_s, type("string")}, {u"minLength"_s, 2}, {u"maxLength"_s, 5}}));
        QCOMPARE(schemaOf("note"), (QJsonObject{{u"type"_s, type("string")}, {u"maxLength"_s, 3}}));
        QCOMPARE(schemaOf("small"), (QJsonObject{{u"type"_s, type("integer")}, {u"minimum"_s, -10}, {u"maximum"_s, 10}}));
        QCOMPARE(schemaOf("on"), (QJsonObject{{u"type"_s, type("boolean")}}));
        QCOMPARE(schemaOf("when"), (QJsonObject{{u"type"_s, type("string")}, {u"format"_s, type("date-time")}}));
        QCOMPARE(schemaOf("role").value("enum"_L1), QJsonValue((QJsonArray{u"AGENT"_s, u"SUPERVISOR"_s, u"ADMIN"_s})));
        QCOMPARE(schemaOf("words").value("items"_L1).toObject().value("maxLength"_L1).toInt(), 4);
        QCOMPARE(schemaOf("inner").value("required"_L1), QJsonValue(QJsonArray{u"word"_s}));
        QCOMPARE(schemaOf("maybe").value("type"_L1), QJsonValue((QJsonArray{u"string"_s, u"null"_s})));
        for (const FieldInfo &field : info.fields) {
            const bool optional = field.name == u"page"_s || field.name == u"deep"_s || field.name == u"since"_s || field.name == u"maybe"_s;
            QCOMPARE(field.required, !optional);
        }
    }
};

QTEST_GUILESS_MAIN(FieldsTest)
#include "tst_fields.moc"
