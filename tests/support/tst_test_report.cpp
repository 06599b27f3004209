// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_report.h"

#include <QTest>

using namespace Qt::StringLiterals;
using callfloor::test::TestReport;

namespace {

/// A report as CTest 3.25 writes it, of one test.
QByteArray suite(const QByteArray &status, const QByteArray &inner) {
    return R"(<?xml version="1.0" encoding="UTF-8"?><testsuite name="x" tests="1">
	<testcase name="room/unit" classname="room/unit" time="0.1" status=")" +
           status + "\">\n" + inner + "\n</testcase></testsuite>";
}

} // namespace

class TestReportTest : public QObject {
    Q_OBJECT

private slots:
    void countsOneTest_data() {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("text");
        QTest::newRow("Qt Test program")
            << suite("run", "<system-out>Totals: 12 passed, 0 failed, 0 skipped, 0 blacklisted, 5ms</system-out>")
            << u"12 passed, 0 failed, 0 skipped\n"_s;
        QTest::newRow("two classes in one program")
            << suite("run", "<system-out>Totals: 2 passed, 0 failed, 0 skipped\nTotals: 3 passed, 0 failed, 0 skipped\n"
                            "</system-out>")
            << u"5 passed, 0 failed, 0 skipped\n"_s;
        QTest::newRow("other program") << suite("run", "<system-out>fine</system-out>")
                                       << u"1 passed, 0 failed, 0 skipped\n"_s;
        QTest::newRow("skip inside")
            << suite("run", "<system-out>SKIP   : T::vectors(row &lt;1&gt;) no carrier data\n   Loc: [t.cpp(12)]\n"
                            "Totals: 2 passed, 0 failed, 1 skipped, 0 blacklisted</system-out>")
            << u"Skipped:\n  room/unit: vectors(row <1>): no carrier data\n2 passed, 0 failed, 1 skipped\n"_s;
        QTest::newRow("skipped as a whole")
            << suite("notrun", "<skipped message=\"SKIP_REGULAR_EXPRESSION_MATCHED\"/>"
                               "<system-out>SKIP-ALL: npm is missing\n</system-out>")
            << u"Skipped:\n  room/unit: npm is missing\n0 passed, 0 failed, 1 skipped\n"_s;
        QTest::newRow("disabled") << suite("disabled", "<system-out>Disabled</system-out>")
                                  << u"Skipped:\n  room/unit: disabled\n0 passed, 0 failed, 1 skipped\n"_s;
        QTest::newRow("failed function")
            << suite("fail", "<failure message=\"\"/><system-out>Totals: 3 passed, 2 failed, 0 skipped</system-out>")
            << u"Failed:\n  room/unit\n3 passed, 2 failed, 0 skipped\n"_s;
        QTest::newRow("crash before the totals") << suite("fail", "<failure message=\"\"/><system-out></system-out>")
                                                 << u"Failed:\n  room/unit\n0 passed, 1 failed, 0 skipped\n"_s;
        QTest::newRow("crash after the totals")
            << suite("fail", "<failure message=\"\"/><system-out>Totals: 3 passed, 0 failed, 0 skipped</system-out>")
            << u"Failed:\n  room/unit\n3 passed, 1 failed, 0 skipped\n"_s;
        QTest::newRow("program missing")
            << suite("notrun", "<skipped message=\"Unable to find executable\"/><system-out>x</system-out>")
            << u"Failed:\n  room/unit: Unable to find executable\n0 passed, 1 failed, 0 skipped\n"_s;
        QTest::newRow("fixture failed")
            << suite("notrun", "<skipped message=\"Fixture dependency failed\"/><system-out>x</system-out>")
            << u"Failed:\n  room/unit: Fixture dependency failed\n0 passed, 1 failed, 0 skipped\n"_s;
    }

    void countsOneTest() {
        QFETCH(const QByteArray, xml);
        QFETCH(const QString, text);
        const auto report = TestReport::fromJUnit(xml);
        QVERIFY(report);
        QCOMPARE(report->text(), text);
    }

    void successNeedsAPassAndNoFailure() {
        TestReport report;
        QVERIFY(!report.isSuccess());
        report.skipped = 1;
        QVERIFY(!report.isSuccess());
        report.passed = 1;
        QVERIFY(report.isSuccess());
        report.failed = 1;
        QVERIFY(!report.isSuccess());
    }

    void rubbishIsRefused() {
        QVERIFY(!TestReport::fromJUnit({}));
        QVERIFY(!TestReport::fromJUnit("<html/>"));
        QVERIFY(!TestReport::fromJUnit("<testsuite><testcase name='a' status='run'>"));
    }
};

QTEST_APPLESS_MAIN(TestReportTest)
#include "tst_test_report.moc"
