// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/decimal.h"

#include <QRandomGenerator>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

class DecimalTest : public QObject {
    Q_OBJECT

private slots:
    void sums_data() {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<QString>("sum");
        const auto row = [](const char *a, const char *b, const char *sum) {
            QTest::addRow("%s + %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << QString::fromLatin1(sum);
        };
        row("0.0070", "0.0050", "0.0120");
        row("0.1", "0.02", "0.12");
        row("1", "2", "3");
        row("0.5", "0.5", "1.0");
        row("-0.01", "0.0050", "-0.0050");
        row("0.0000", "0", "0.0000");
        row("999999999.99", "0.01", "1000000000.00");
        row("0.00000000000000001", "1", "1.00000000000000001");
    }
    void sums() {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(QString, sum);
        QCOMPARE(addDecimals(a, b), std::optional(sum));
        QCOMPARE(addDecimals(b, a), std::optional(sum));
    }

    void refuses_data() {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", ".", "1.", ".5", "1e-5", "+1", "--1", "1,5", " 1", "1.2.3", "abc", "1234567890123456789", "-"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refuses() {
        QFETCH(QString, text);
        QVERIFY(!addDecimals(text, u"1"));
        QVERIFY(!addDecimals(u"1", text));
    }

    void overflowIsRefused() { QVERIFY(!addDecimals(u"999999999999999999", u"0.01")); }

    void agreesWithWholeNumbersOfTheSmallestUnit() {
        QRandomGenerator random(9);
        for (int i = 0; i < 5000; ++i) {
            const int a = random.bounded(1'000'000), b = random.bounded(1'000'000);
            const auto text = [](int units) { return u"%1.%2"_s.arg(units / 10'000).arg(units % 10'000, 4, 10, QLatin1Char('0')); };
            QCOMPARE(addDecimals(text(a), text(b)), std::optional(text(a + b)));
        }
    }
};

QTEST_GUILESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
