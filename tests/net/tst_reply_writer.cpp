// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/reply_writer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace callfloor::net;

class TestReplyWriter : public QObject {
    Q_OBJECT
private slots:
    void writesOneBlock();
    void headHasTheLengthButNoBody();
    void someStatusesHaveNoBody_data();
    void someStatusesHaveNoBody();
    void connectionIsSaidWhereItMustBe();
    void lineBreaksCannotBeSmuggledIntoFields();
    void ownFieldsCannotBeOverridden();
    void impossibleStatusesBecome500();
    void largeBodiesAreNotCopied();
    void dateIsAnImfDate();
    void errorsCarryTheSentenceTwice();
};

void TestReplyWriter::writesOneBlock() {
    const Reply reply{.status = 201, .contentType = "text/plain", .body = "hello", .headers = {{"Location", "/x"}}};
    const QByteArray text = serializeReply(reply, {});
    QVERIFY(text.startsWith("HTTP/1.1 201 Created\r\nDate: "));
    QVERIFY(text.contains("\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nLocation: /x\r\n\r\nhello"));
    QVERIFY(!text.contains("Connection:"));
}

void TestReplyWriter::headHasTheLengthButNoBody() {
    const QByteArray text = serializeReply(Reply{.body = "hello"}, {.headOnly = true});
    QVERIFY(text.contains("Content-Length: 5\r\n"));
    QVERIFY(text.endsWith("\r\n\r\n"));
}

void TestReplyWriter::someStatusesHaveNoBody_data() {
    QTest::addColumn<int>("status");
    QTest::newRow("204") << 204;
    QTest::newRow("304") << 304;
}

void TestReplyWriter::someStatusesHaveNoBody() {
    QFETCH(int, status);
    const QByteArray text =
        serializeReply(Reply{.status = status, .body = "hello", .headers = {{"ETag", "\"1\""}}}, {});
    QVERIFY(!text.contains("Content-Length"));
    QVERIFY(!text.contains("Content-Type"));
    QVERIFY(text.contains("ETag: \"1\"\r\n"));
    QVERIFY(text.endsWith("\r\n\r\n"));
}

void TestReplyWriter::connectionIsSaidWhereItMustBe() {
    QVERIFY(serializeReply(Reply{}, {.close = true}).contains("\r\nConnection: close\r\n"));
    QVERIFY(serializeReply(Reply{}, {.http10 = true, .close = true}).contains("\r\nConnection: close\r\n"));
    QVERIFY(serializeReply(Reply{}, {.http10 = true}).contains("\r\nConnection: keep-alive\r\n"));
}

void TestReplyWriter::lineBreaksCannotBeSmuggledIntoFields() {
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("control character")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("control character")));
    const Reply reply{.contentType = "text/plain\r\nSet-Cookie: a=1",
                      .headers = {{"X", "a\r\nSet-Cookie: b=1"}, {"Y\nSet-Cookie", "c=1"}, {"Z", "fine"}}};
    const QByteArray text = serializeReply(reply, {});
    QVERIFY(!text.contains("Set-Cookie"));
    QVERIFY(text.contains("Z: fine\r\n"));
}

void TestReplyWriter::ownFieldsCannotBeOverridden() {
    const Reply reply{.body = "hello",
                      .headers = {{"content-length", "99"}, {"Transfer-Encoding", "chunked"}, {"DATE", "now"}}};
    const QByteArray text = serializeReply(reply, {});
    QCOMPARE(text.toLower().count("content-length"), 1);
    QVERIFY(!text.contains("chunked"));
    QVERIFY(!text.contains("now"));
}

void TestReplyWriter::impossibleStatusesBecome500() {
    for (const int status : {0, 100, 101, 199, 600, -1})
        QVERIFY(serializeReply(Reply{.status = status}, {}).startsWith("HTTP/1.1 500 "));
}

void TestReplyWriter::largeBodiesAreNotCopied() {
    const QByteArray large(100'000, 'x');
    QByteArray body;
    const QByteArray head = serializeReply(Reply{.body = large}, {}, &body);
    QVERIFY(head.endsWith("\r\n\r\n"));
    QVERIFY(head.contains("Content-Length: 100000\r\n"));
    QCOMPARE(body.constData(), large.constData());
    body.clear();
    QVERIFY(serializeReply(Reply{.body = "small"}, {}, &body).endsWith("small"));
    QVERIFY(body.isEmpty());
}

void TestReplyWriter::dateIsAnImfDate() {
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1);
    QString text = QString::fromLatin1(httpDate());
    QVERIFY(text.endsWith(QLatin1String(" GMT")));
    text.chop(4);
    QDateTime date = QLocale::c().toDateTime(text, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    date.setTimeZone(QTimeZone::utc());
    QVERIFY(date.isValid());
    QVERIFY(date >= before.addSecs(-1));
    QVERIFY(date <= QDateTime::currentDateTimeUtc());
}

void TestReplyWriter::errorsCarryTheSentenceTwice() {
    const Reply reply = errorReply(404, "not_found", QStringLiteral("There is no such \"call\"."));
    QCOMPARE(reply.status, 404);
    const QJsonObject object = QJsonDocument::fromJson(reply.body).object();
    QCOMPARE(object.value(QLatin1String("error")).toString(), QStringLiteral("There is no such \"call\"."));
    QCOMPARE(object.value(QLatin1String("message")), object.value(QLatin1String("error")));
    QCOMPARE(object.value(QLatin1String("code")).toString(), QStringLiteral("not_found"));
}

QTEST_GUILESS_MAIN(TestReplyWriter)
#include "tst_reply_writer.moc"
