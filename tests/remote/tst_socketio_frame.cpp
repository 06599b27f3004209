// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remote/socketio_frame.h"

#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;
using Type = SocketIoFrame::Type;

Q_DECLARE_METATYPE(callfloor::SocketIoFrame::Type)

namespace {

/// JSON with single quotes, which moc of Qt 6.4 reads without losing its way, unlike some raw strings.
QByteArray json(const char *text) { return QByteArray(text).replace('\'', '"'); }

} // namespace

class TestSocketIoFrame : public QObject {
    Q_OBJECT

private slots:
    void packetsAreTold_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<Type>("type");
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("open") << json("0{'sid':'x'}") << Type::Open << json("{'sid':'x'}");
        QTest::newRow("close") << QByteArray("1") << Type::Close << QByteArray();
        QTest::newRow("ping") << QByteArray("2") << Type::Ping << QByteArray();
        QTest::newRow("probe") << QByteArray("2probe") << Type::Ping << QByteArray("probe");
        QTest::newRow("noop") << QByteArray("6") << Type::Ignored << QByteArray();
        QTest::newRow("connected") << json("40{'sid':'y'}") << Type::Connected << json("{'sid':'y'}");
        QTest::newRow("connected elsewhere") << json("40/other,{'sid':'y'}") << Type::Ignored << QByteArray();
        QTest::newRow("default namespace by name") << json("42/,['a']") << Type::Event << json("['a']");
        QTest::newRow("disconnected") << QByteArray("41") << Type::Disconnected << QByteArray();
        QTest::newRow("event") << json("42['a',{}]") << Type::Event << json("['a',{}]");
        QTest::newRow("event with id") << json("4212['a']") << Type::Event << json("['a']");
        QTest::newRow("ack") << QByteArray("431[]") << Type::Ignored << QByteArray();
        QTest::newRow("refused") << json("44{'message':'no'}") << Type::Refused << json("{'message':'no'}");
        QTest::newRow("refused elsewhere")
            << json("44/x,{'message':'Invalid namespace'}") << Type::Ignored << QByteArray();
        QTest::newRow("binary") << json("451-['a',{'_placeholder':true,'num':0}]") << Type::Ignored << QByteArray();
        QTest::newRow("empty") << QByteArray() << Type::Ignored << QByteArray();
        QTest::newRow("four alone") << QByteArray("4") << Type::Ignored << QByteArray();
        QTest::newRow("nonsense") << QByteArray("hello") << Type::Ignored << QByteArray();
    }

    void packetsAreTold() {
        QFETCH(QByteArray, message);
        const SocketIoFrame frame = readSocketIoFrame(message);
        QTEST(frame.type, "type");
        QTEST(frame.payload.toByteArray(), "payload");
    }

    void argumentsKeepTheirText_data() {
        QTest::addColumn<QByteArray>("array");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<QByteArray>>("arguments");
        const auto row = [](const char *label, const QByteArray &array, const QString &name,
                            const QList<QByteArray> &arguments) { QTest::newRow(label) << array << name << arguments; };
        row("call", json("['callUpdate',{'id':'a','cost':0.10},'17']"), u"callUpdate"_s,
            {json("{'id':'a','cost':0.10}"), json("'17'")});
        row("brackets in text", "[\"e\",{\"a\":\"]},\\\"[\"},\"1\"]", u"e"_s, {"{\"a\":\"]},\\\"[\"}", "\"1\""});
        row("nested", json("['e',[1,[2,{'x':[]}]],null]"), u"e"_s, {json("[1,[2,{'x':[]}]]"), "null"});
        row("spaces", json(" [ 'e' , { 'a' : 1 } , '2' ] "), u"e"_s, {json("{ 'a' : 1 }"), json("'2'")});
        row("name alone", json("['e']"), u"e"_s, {});
        row("escaped name", json("['\\u00e4\\'b',1]"), u"ä\"b"_s, {"1"});
        row("multi-byte text", "[\"e\",{\"n\":\"Zoë 日本\"}]", u"e"_s, {"{\"n\":\"Zoë 日本\"}"});
        row("backslash at the end", json("['e','a\\\\',2]"), u"e"_s, {json("'a\\\\'"), "2"});
    }

    void argumentsKeepTheirText() {
        QFETCH(QByteArray, array);
        QFETCH(QList<QByteArray>, arguments);
        const auto event = readSocketIoEvent(array);
        QVERIFY(event);
        QTEST(event->name, "name");
        QCOMPARE(event->arguments.size(), static_cast<size_t>(arguments.size()));
        for (qsizetype i = 0; i < arguments.size(); ++i)
            QCOMPARE(event->arguments[static_cast<size_t>(i)].toByteArray(), arguments[i]);
    }

    void whatIsNoEventIsNone_data() {
        QTest::addColumn<QByteArray>("array");
        for (const char *array : {"", "[", "]", "[]", "{}", "[1,2]", "[\"\"]", "[\"a\"", "[\"a\",{]", "[\"a\"]]",
                                  "[\"a]", "[\"a\"],[\"b\"]", "[null]"})
            QTest::newRow(array[0] ? array : "empty") << QByteArray(array);
    }

    void whatIsNoEventIsNone() {
        QFETCH(QByteArray, array);
        QVERIFY(!readSocketIoEvent(array));
    }
};

QTEST_GUILESS_MAIN(TestSocketIoFrame)
#include "tst_socketio_frame.moc"
