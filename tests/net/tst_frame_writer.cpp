// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame_guard.h"
#include "server/net/frame_writer.h"

#include <QTest>

using namespace callfloor;

/// Frames as RFC 6455 shows them; that clients take them is shown with real ones in tests/realtime.
class FrameWriterTest : public QObject {
    Q_OBJECT
private slots:
    void headers_data() {
        QTest::addColumn<bool>("binary");
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<QByteArray>("header");
        // §5.7: "Hello" unmasked, 256 bytes, 64 KiB.
        QTest::newRow("nothing") << false << qsizetype{0} << QByteArray::fromHex("8100");
        QTest::newRow("five") << false << qsizetype{5} << QByteArray::fromHex("8105");
        QTest::newRow("the last short one") << false << qsizetype{125} << QByteArray::fromHex("817d");
        QTest::newRow("the first of two bytes") << false << qsizetype{126} << QByteArray::fromHex("817e007e");
        QTest::newRow("256") << true << qsizetype{256} << QByteArray::fromHex("827e0100");
        QTest::newRow("the last of two bytes") << true << qsizetype{65535} << QByteArray::fromHex("827effff");
        QTest::newRow("64 KiB") << true << qsizetype{65536} << QByteArray::fromHex("827f0000000000010000");
    }
    void headers() {
        QFETCH(bool, binary);
        QFETCH(qsizetype, size);
        QFETCH(QByteArray, header);
        const QByteArray payload(size, 'x');
        QCOMPARE(net::serverFrame(binary, payload), header + payload);
    }

    /// Whoever takes such a frame for a client's is told that it is not masked.
    void theyAreNotMasked() { QVERIFY(!net::FrameWalker().feed(net::serverFrame(false, "Hello"))); }
};

QTEST_GUILESS_MAIN(FrameWriterTest)
#include "tst_frame_writer.moc"
