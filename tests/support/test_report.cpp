// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_report.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::test {

namespace {

/// One `<testcase>`.
struct TestCase {
    QString name;
    QString status;  ///< run, fail, notrun or disabled.
    QString skipped; ///< Why CTest did not count it, in CTest's words.
    QString output;
};

TestCase readTestCase(QXmlStreamReader &xml) {
    TestCase test{xml.attributes().value("name"_L1).toString(), xml.attributes().value("status"_L1).toString(), {}, {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == "skipped"_L1) {
            test.skipped = xml.attributes().value("message"_L1).toString();
            xml.skipCurrentElement();
        } else if (xml.name() == "system-out"_L1) {
            test.output = xml.readElementText();
        } else {
            xml.skipCurrentElement();
        }
    }
    return test;
}

/// Adds up the "Totals:" lines of a Qt Test program (one a test class); false when there is none.
bool addTotals(const QString &output, TestReport &counts) {
    static const QRegularExpression totals(u"^Totals: (\\d+) passed, (\\d+) failed, (\\d+) skipped"_s,
                                           QRegularExpression::MultilineOption);
    bool any = false;
    for (auto match = totals.globalMatch(output); match.hasNext(); any = true) {
        const QRegularExpressionMatch one = match.next();
        counts.passed += one.captured(1).toInt();
        counts.failed += one.captured(2).toInt();
        counts.skipped += one.captured(3).toInt();
    }
    return any;
}

QStringList skipReasons(const TestCase &test) {
    static const QRegularExpression skip(u"^SKIP   : \\w+::(\\S+\\(.*?\\)) (.*)$|^.*SKIP-ALL: *(.*)$"_s,
                                         QRegularExpression::MultilineOption);
    QStringList reasons;
    for (auto match = skip.globalMatch(test.output); match.hasNext();) {
        const QRegularExpressionMatch one = match.next();
        reasons += one.captured(1).isEmpty()
                       ? QString(test.name + u": "_s + one.captured(3))
                       : QString(test.name + u": "_s + one.captured(1) + u": "_s + one.captured(2));
    }
    return reasons;
}

void add(const TestCase &test, TestReport &report) {
    TestReport counts;
    const bool counted = addTotals(test.output, counts);
    const bool asked = test.status == u"disabled"_s || test.skipped.startsWith(u"SKIP_"_s);
    if (asked) {
        counts.skipped = std::max(counts.skipped, 1);
        counts.skips = skipReasons(test);
        if (counts.skips.isEmpty()) {
            counts.skips = {test.name + u": "_s + (test.skipped.isEmpty() ? test.status : test.skipped)};
        }
    } else if (test.status == u"run"_s) {
        counts.passed += counted ? 0 : 1;
        counts.skips = skipReasons(test);
    } else {
        // A program that crashed or ran out of time may have printed totals without a failure, or none.
        counts.failed = std::max(counts.failed, 1);
        counts.skips = skipReasons(test);
        counts.failures = {test.name + (test.skipped.isEmpty() ? QString() : QString(u": "_s + test.skipped))};
    }
    report.passed += counts.passed;
    report.failed += counts.failed;
    report.skipped += counts.skipped;
    report.failures += counts.failures;
    report.skips += counts.skips;
}

} // namespace

Result<TestReport> TestReport::fromJUnit(const QByteArray &text) {
    TestReport report;
    QXmlStreamReader xml(text);
    if (!xml.readNextStartElement() || xml.name() != "testsuite"_L1) {
        return badField(u"junit"_s, u"This is not a test report of CTest."_s);
    }
    while (xml.readNextStartElement()) {
        if (xml.name() == "testcase"_L1) {
            add(readTestCase(xml), report);
        } else {
            xml.skipCurrentElement();
        }
    }
    if (xml.hasError()) {
        return badField(u"junit"_s, u"The test report of CTest cannot be read: "_s + xml.errorString());
    }
    return report;
}

QString TestReport::text() const {
    QString lines;
    if (!skips.isEmpty()) {
        lines += u"Skipped:\n  "_s + skips.join(u"\n  "_s) + u'\n';
    }
    if (!failures.isEmpty()) {
        lines += u"Failed:\n  "_s + failures.join(u"\n  "_s) + u'\n';
    }
    return lines + u"%1 passed, %2 failed, %3 skipped\n"_s.arg(passed).arg(failed).arg(skipped);
}

} // namespace callfloor::test
