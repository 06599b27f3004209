// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/chunked_decoder.h"

#include "tests/net/malformed_requests.h"

#include <QTest>

using namespace callfloor::net;
using namespace callfloor::test;

class TestChunkedDecoder : public QObject {
    Q_OBJECT
private slots:
    void decodesAtEverySplit();
    void takesNothingBehindTheEnd();
    void ignoresExtensionsAndTrailers();
    void aBodyOfExactlyTheLimitPasses();
    void malformedBodiesAreRefusedAtEverySplit_data();
    void malformedBodiesAreRefusedAtEverySplit();
};

void TestChunkedDecoder::decodesAtEverySplit() {
    const QByteArray coded = "5\r\nhello\r\n1\r\n \r\n00a\r\n0123456789\r\n0\r\n\r\n";
    for (qsizetype split = 0; split <= coded.size(); ++split) {
        ChunkedDecoder decoder(100, Limits{});
        QByteArray body;
        QCOMPARE(decoder.feed(QByteArrayView(coded).first(split), body), split);
        QCOMPARE(decoder.feed(QByteArrayView(coded).sliced(split), body), coded.size() - split);
        QVERIFY(decoder.done());
        QCOMPARE(body, "hello 0123456789");
    }
}

void TestChunkedDecoder::takesNothingBehindTheEnd() {
    ChunkedDecoder decoder(100, Limits{});
    QByteArray body;
    const QByteArray coded = "3\r\nabc\r\n0\r\n\r\n";
    QCOMPARE(decoder.feed(QByteArray(coded + "GET / HTTP/1.1"), body), coded.size());
    QVERIFY(decoder.done());
    QCOMPARE(body, "abc");
}

void TestChunkedDecoder::ignoresExtensionsAndTrailers() {
    ChunkedDecoder decoder(100, Limits{});
    QByteArray body;
    decoder.feed("3;name=\"value\";x\r\nabc\r\n0;last\r\nX-Checksum: 1\r\nX-Two:\r\n\r\n", body);
    QVERIFY(!decoder.refusal());
    QVERIFY(decoder.done());
    QCOMPARE(body, "abc");
}

void TestChunkedDecoder::aBodyOfExactlyTheLimitPasses() {
    for (const int limit : {10, 9}) {
        ChunkedDecoder decoder(limit, Limits{});
        QByteArray body;
        decoder.feed("5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n", body);
        QCOMPARE(decoder.done(), limit == 10);
        QCOMPARE(decoder.refusal().has_value(), limit == 9);
        if (limit == 9) QCOMPARE(decoder.refusal()->status, 413);
    }
}

void TestChunkedDecoder::malformedBodiesAreRefusedAtEverySplit_data() {
    QTest::addColumn<QByteArray>("coded");
    for (const MalformedRequest &request : malformedBodies()) {
        const QByteArray head = chunked({});
        if (request.bytes.startsWith(head) && request.bytes.size() < 2000)
            QTest::newRow(request.name.constData()) << request.bytes.sliced(head.size());
    }
}

void TestChunkedDecoder::malformedBodiesAreRefusedAtEverySplit() {
    QFETCH(QByteArray, coded);
    for (qsizetype split = 0; split <= coded.size(); ++split) {
        ChunkedDecoder decoder(1 << 20, Limits{});
        QByteArray body;
        decoder.feed(QByteArrayView(coded).first(split), body);
        if (!decoder.refusal()) decoder.feed(QByteArrayView(coded).sliced(split), body);
        QVERIFY(decoder.refusal());
        QVERIFY(!decoder.done());
    }
}

QTEST_GUILESS_MAIN(TestChunkedDecoder)
#include "tst_chunked_decoder.moc"
