// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_outcome.h"

#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

QByteArray singleQuoted(QByteArray text) {
    return text.replace('\'', '"');
}

TelnyxReply refusedWith(const char *code, int status = 422) {
    return {TelnyxReply::Ending::Answered, status,
            singleQuoted("{'errors':[{'code':'" + QByteArray(code) + "','title':'Title of " + code + "'}]}")};
}

QString codesOf(const QByteArray &body) {
    QStringList codes;
    for (const TelnyxError &error : telnyxErrors(singleQuoted(body)))
        codes << error.code + u':' + error.title;
    return codes.join(u' ');
}

} // namespace

class TestTelnyxOutcome : public QObject {
    Q_OBJECT

private slots:
    void errorsAreReadInAllShapes_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("codes");
        QTest::newRow("list")
            << QByteArray("{'errors':[{'code':'90018','title':'a','detail':'b'},{'code':'10004','title':'c'}]}")
            << u"90018:a 10004:c"_s;
        QTest::newRow("description") << QByteArray("{'errors':[{'code':'90018','description':'d'}]}") << u"90018:d"_s;
        QTest::newRow("only a detail") << QByteArray("{'errors':[{'detail':'b'}]}") << u":b"_s;
        QTest::newRow("number for a code") << QByteArray("{'errors':[{'code':90018,'title':'a'}]}") << u"90018:a"_s;
        QTest::newRow("object") << QByteArray("{'errors':{'status':'gone'}}") << u":gone"_s;
        QTest::newRow("nulls") << QByteArray("{'errors':[{'code':null,'title':null}]}") << u":"_s;
        QTest::newRow("empty list") << QByteArray("{'errors':[]}") << QString();
        QTest::newRow("texts") << QByteArray("{'errors':['x',5]}") << QString();
        QTest::newRow("no errors") << QByteArray("{'data':{}}") << QString();
        QTest::newRow("HTML") << QByteArray("<html></html>") << QString();
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("array") << QByteArray("[{'errors':[]}]") << QString();
    }
    void errorsAreReadInAllShapes() {
        QFETCH(QByteArray, body);
        QFETCH(QString, codes);
        QCOMPARE(codesOf(body), codes);
    }

    void headersTellHowLongToWait_data() {
        QTest::addColumn<QByteArray>("milliseconds");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<QByteArray>("reset");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<qint64>("expected");
        const QByteArray none, now("Mon, 02 Mar 2026 15:04:05 GMT");
        const auto row = [](const char *name, const QByteArray &ms, const QByteArray &after, const QByteArray &reset,
                            const QByteArray &date,
                            qint64 expected) { QTest::newRow(name) << ms << after << reset << date << expected; };
        row("nothing", none, none, none, now, -1);
        row("milliseconds first", "250", "7", "3", now, 250);
        row("then seconds", none, "7", "3", now, 7000);
        row("then the reset", none, none, "3", now, 3000);
        row("fraction", none, "0.5", none, now, 500);
        row("zero", none, "0", "9", now, 0);
        row("spaces", none, " 2 ", none, now, 2000);
        row("date", none, "Mon, 02 Mar 2026 15:05:05 GMT", none, now, 60000);
        row("date over a year's end", none, "Fri, 01 Jan 2027 00:00:02 GMT", none, "Thu, 31 Dec 2026 23:59:59 GMT",
            3000);
        row("date in the past", none, "Mon, 02 Mar 2026 15:00:00 GMT", none, now, 0);
        row("date, but no clock of theirs", none, "Mon, 02 Mar 2026 15:05:05 GMT", "4", none, 4000);
        row("date of another form", none, "Monday, 02-Mar-26 15:05:05 GMT", "4", now, 4000);
        row("month that is none", none, "Mon, 02 anF 2026 15:05:05 GMT", "4", now, 4000);
        row("unreadable milliseconds", "soon", "2", none, now, 2000);
        row("negative", "-5", "-1", "6", now, 6000);
        row("rubbish behind the number", none, "2s", "6", now, 6000);
        row("infinite", none, "inf", "nan", now, -1);
        row("absurdly long", none, "999999999999", none, now, 3'600'000);
    }
    void headersTellHowLongToWait() {
        QFETCH(QByteArray, milliseconds);
        QFETCH(QByteArray, retryAfter);
        QFETCH(QByteArray, reset);
        QFETCH(QByteArray, date);
        QFETCH(qint64, expected);
        const auto delay = retryDelay(milliseconds, retryAfter, reset, date);
        QCOMPARE(delay ? delay->count() : -1, expected);
    }

    void dataIsTheWrapperOrTheWhole_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("bare");
        QTest::addColumn<QString>("key"); // A member of what came, or empty if nothing came.
        QTest::newRow("wrapped") << QByteArray("{'data':{'a':1}}") << false << u"a"_s;
        QTest::newRow("wrapped, bare allowed") << QByteArray("{'data':{'a':1}}") << true << u"a"_s;
        QTest::newRow("bare") << QByteArray("{'b':1}") << true << u"b"_s;
        QTest::newRow("bare, not allowed") << QByteArray("{'b':1}") << false << QString();
        QTest::newRow("list") << QByteArray("{'data':[]}") << true << u"data"_s;
        QTest::newRow("list, not allowed") << QByteArray("{'data':[]}") << false << QString();
        QTest::newRow("array") << QByteArray("[]") << true << QString();
        QTest::newRow("text") << QByteArray("ok") << true << QString();
    }
    void dataIsTheWrapperOrTheWhole() {
        QFETCH(QByteArray, body);
        QFETCH(bool, bare);
        QFETCH(QString, key);
        const auto data = telnyxBody(singleQuoted(body), bare);
        QCOMPARE(data.has_value(), !key.isEmpty());
        if (data) QVERIFY(data->contains(key));
    }

    void codesDecide_data() {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("expected"); // On a command about a leg.
        const auto rows = [](const char *expected, std::initializer_list<const char *> codes) {
            for (const char *code : codes)
                QTest::newRow(code) << QByteArray(code) << QString::fromLatin1(expected);
        };
        rows("failed", {"10002", "10016", "90012", "90032", "90033", "90036", "90040", "90045", "90046", "90053",
                        "90055", "40300", "40310", "10011", "99999"});
        rows("failed defect", {"10004", "10032", "10033", "90017", "90102"});
        rows("failed configuration", {"10009", "10010", "10015", "10038", "10039", "20002", "40305", "40333"});
        rows("failed capacity", {"90041", "90042", "90043", "40318"});
        rows("failed capacity retry", {"90103"});
        rows("failed gone", {"10005", "90015", "90018", "90019", "90058"});
        rows("failed retry", {"90034", "90020"});
        rows("accepted", {"90035", "90038", "90044", "90048", "90054", "90061"});
    }
    void codesDecide() {
        QFETCH(QByteArray, code);
        QFETCH(QString, expected);
        const TelnyxVerdict verdict = judge(refusedWith(code.constData()), TelnyxPurpose::Command);
        QStringList seen{verdict.outcome == CommandOutcome::Accepted ? u"accepted"_s
                         : verdict.outcome == CommandOutcome::Failed ? u"failed"_s
                                                                     : u"ambiguous"_s};
        if (verdict.gone) seen << u"gone"_s;
        if (verdict.defect) seen << u"defect"_s;
        if (verdict.advice.configuration) seen << u"configuration"_s;
        if (verdict.advice.capacity) seen << u"capacity"_s;
        if (verdict.advice.retrySameId) seen << u"retry"_s;
        QCOMPARE(seen.join(u' '), expected);
        QCOMPARE(verdict.code, QString::fromLatin1(code));
        QCOMPARE(verdict.text.isEmpty(), verdict.outcome == CommandOutcome::Accepted);
        if (!verdict.text.isEmpty()) QVERIFY(verdict.text.endsWith(u'.') && verdict.text.front().isUpper());
    }

    void sameCodeMeansAnotherThingElsewhere() {
        QVERIFY(!judge(refusedWith("90018"), TelnyxPurpose::Dial).gone);
        QCOMPARE(judge(refusedWith("90018"), TelnyxPurpose::Dial).outcome, CommandOutcome::Failed);
        QCOMPARE(judge(refusedWith("90018"), TelnyxPurpose::End).outcome, CommandOutcome::Accepted);
        QVERIFY(judge(refusedWith("90018"), TelnyxPurpose::End).gone);
        QCOMPARE(judge(refusedWith("90015"), TelnyxPurpose::End).outcome, CommandOutcome::Failed);
        QVERIFY(judge(refusedWith("90015"), TelnyxPurpose::End).gone);
        QCOMPARE(judge(refusedWith("90019"), TelnyxPurpose::End).outcome, CommandOutcome::Accepted);
        QCOMPARE(judge(refusedWith("90019"), TelnyxPurpose::Command).outcome, CommandOutcome::Failed);
        // A fault of the server says nothing of the order, whatever code it carries.
        for (int status : {500, 502, 503, 504})
            for (const char *code : {"90018", "90044", "10004"})
                QCOMPARE(judge(refusedWith(code, status), TelnyxPurpose::Command).outcome, CommandOutcome::Ambiguous);
        QCOMPARE(judge(refusedWith("90044", 409), TelnyxPurpose::Command).outcome, CommandOutcome::Accepted);
        QCOMPARE(judge(refusedWith("10011", 422), TelnyxPurpose::Command).advice.retrySameId, false);
        QCOMPARE(judge(refusedWith("10011", 429), TelnyxPurpose::Command).advice.retrySameId, true);
    }

    void unknownRefusalsAreQuotedInOneSentence() {
        const auto quoted = [](const QByteArray &title) {
            const TelnyxReply reply{TelnyxReply::Ending::Answered, 422,
                                    singleQuoted("{'errors':[{'code':'1','title':'" + title + "'}]}")};
            return judge(reply, TelnyxPurpose::Command).text;
        };
        QCOMPARE(quoted("No such thing."), u"The carrier refused: No such thing."_s);
        QCOMPARE(quoted(""), u"The carrier refused: HTTP 422."_s);
        QVERIFY(quoted(QByteArray(5000, 'x')).size() < 300);
    }

    void purposesOfCommands() {
        QCOMPARE(purposeOf(command::Dial{}), TelnyxPurpose::Dial);
        QCOMPARE(purposeOf(command::HangUp{}), TelnyxPurpose::End);
        QCOMPARE(purposeOf(command::Reject{}), TelnyxPurpose::End);
        QCOMPARE(purposeOf(command::Bridge{}), TelnyxPurpose::Command);
    }

    void everyStatusIsJudged() {
        for (int status = 100; status < 600; ++status) {
            for (const TelnyxPurpose purpose : {TelnyxPurpose::Dial, TelnyxPurpose::End, TelnyxPurpose::Command,
                                                TelnyxPurpose::Message, TelnyxPurpose::Resource, TelnyxPurpose::Text}) {
                const TelnyxVerdict verdict = judge({TelnyxReply::Ending::Answered, status, "?"}, purpose);
                const bool refused = status >= 300 && status < 500 && status != 408 && status != 409;
                if (refused) QCOMPARE(verdict.outcome, CommandOutcome::Failed);
                if (!refused && purpose != TelnyxPurpose::Text) QCOMPARE(verdict.outcome, CommandOutcome::Ambiguous);
                QCOMPARE(verdict.text.isEmpty(), verdict.outcome == CommandOutcome::Accepted);
                if (purpose == TelnyxPurpose::Message) QCOMPARE(verdict.advice.retrySameId, status == 429);
            }
        }
    }

    void errorsOfQueriesHaveTheRightKind() {
        const TelnyxReply slow{TelnyxReply::Ending::Answered, 429, {}, std::chrono::milliseconds(1200)};
        const Error throttled = errorOf(judge(slow, TelnyxPurpose::Resource));
        QCOMPARE(throttled.code, ErrorCode::Unavailable);
        QCOMPARE(throttled.retryAfterSeconds, 2);
        QCOMPARE(errorOf(judge({}, TelnyxPurpose::Resource)).code, ErrorCode::Unavailable);
        QCOMPARE(errorOf(judge({TelnyxReply::Ending::NotSent}, TelnyxPurpose::Resource)).code, ErrorCode::Unavailable);
        QCOMPARE(errorOf(judge(refusedWith("10005", 404), TelnyxPurpose::Resource)).code, ErrorCode::NotFound);
        const Error key = errorOf(judge(refusedWith("20002", 401), TelnyxPurpose::Resource));
        QCOMPARE(key.code, ErrorCode::Upstream);
        QCOMPARE(key.reason, u"carrier_configuration"_s);
        QVERIFY(key.detail.contains(u"20002"_s));
        QCOMPARE(errorOf(judge(refusedWith("10002"), TelnyxPurpose::Resource)).reason, u"carrier_refused"_s);
    }
};

QTEST_APPLESS_MAIN(TestTelnyxOutcome)
#include "tst_telnyx_outcome.moc"
