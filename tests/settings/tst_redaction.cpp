// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/redaction.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace callfloor {

class TestRedaction : public QObject {
    Q_OBJECT

private slots:
    void numbers_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        const auto row = [](const char *name, const QString &text, const QString &masked) {
            QTest::newRow(name) << text << masked;
        };
        row("E.164", u"dial +15551234567 now"_s, u"dial +*********67 now"_s);
        row("E.164 at the ends", u"+442079460958"_s, u"+**********58"_s);
        row("without plus", u"to=15551234567"_s, u"to=*********67"_s);
        row("seven digits", u"5551234"_s, u"*****34"_s);
        row("six digits stay", u"555123 and 123456"_s, u"555123 and 123456"_s);
        row("several", u"+15551234567->+15557654321"_s, u"+*********67->+*********21"_s);
        row("spaces", u"+1 555 123 4567."_s, u"+* *** *** **67."_s);
        row("brackets", u"+1 (555) 123-4567"_s, u"+* (***) ***-**67"_s);
        row("dots", u"+1.555.123.4567"_s, u"+*.***.***.**67"_s);
        row("North American", u"(555) 123-4567, 555-123-4567, 555.123.4567, 555 123 4567"_s,
            u"(***) ***-**67, ***-***-**67, ***.***.**67, *** *** **67"_s);
        row("British", u"020 7946 0958"_s, u"*** **** **58"_s);
        row("German", u"0151/23456789 and 030-901820"_s, u"****/******89 and ***-****20"_s);
        row("percent-encoded", u"GET /api/calls/history/%2B15551234567"_s, u"GET /api/calls/history/%2B*********67"_s);
        row("sip", u"sip:+15551234567@sip.telnyx.com"_s, u"sip:+*********67@sip.telnyx.com"_s);
        row("tel", u"tel:15551234567;ext=1"_s, u"tel:*********67;ext=1"_s);
        row("within a word", u"call15551234567x"_s, u"call*********67x"_s);
        row("in JSON", u"{\"to\":\"+15551234567\"}"_s, u"{\"to\":\"+*********67\"}"_s);
        row("card number", u"4111111111111111"_s, u"**************11"_s);
        row("UUID", u"call 01234567-1234-7123-8123-123456789012 ended"_s,
            u"call 01234567-1234-7123-8123-123456789012 ended"_s);
        row("UUID and number", u"428c31b6-7af4-4bcb-b7f5-501391965711: +15551234567"_s,
            u"428c31b6-7af4-4bcb-b7f5-501391965711: +*********67"_s);
        row("what only begins like a UUID", u"01234567-1234-7123-8123-1234567890123"_s,
            u"******67-1234-7123-8123-***********23"_s);
        row("time", u"at 2026-03-02T15:04:05.120Z"_s, u"at 2026-03-02T15:04:05.120Z"_s);
        row("time with offset", u"2026-03-02 15:04:05+05:30"_s, u"2026-03-02 15:04:05+05:30"_s);
        row("date the other way", u"02-03-2026, 02/03/2026"_s, u"02-03-2026, 02/03/2026"_s);
        row("addresses", u"from 192.168.100.200:54321 and 127.0.0.1"_s, u"from 192.168.100.200:54321 and 127.0.0.1"_s);
        row("IPv6", u"from 2001:db8::1234:5678"_s, u"from 2001:db8::1234:5678"_s);
        row("counts", u"took 120 ms, 3000 rows, 65536 bytes, 99.95 %"_s,
            u"took 120 ms, 3000 rows, 65536 bytes, 99.95 %"_s);
        row("version", u"6.4.2 and 10.11.12"_s, u"6.4.2 and 10.11.12"_s);
        row("no digits", u"nothing here"_s, u"nothing here"_s);
        row("nothing", QString(), QString());
    }
    void numbers() {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(Redactor::maskNumbers(text), masked);
        QCOMPARE(Redactor().redact(text), masked);
        QCOMPARE(Redactor::maskNumbers(masked), masked);
    }

    void secretsKnownByTheirLooks_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("redacted");
        const auto row = [](const char *name, const QString &text, const QString &redacted) {
            QTest::newRow(name) << text << redacted;
        };
        const QString jwt = u"eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOiJ4In0.c2lnbmF0dXJlLV9h"_s;
        row("JWT", u"token %1 expired"_s.arg(jwt), u"token **** expired"_s);
        row("JWT without signature", u"eyJhbGciOiJub25lIn0.eyJ1c2VySWQiOiJ4In0."_s, u"****"_s);
        row("bearer", u"Authorization: Bearer abc.def-123/4=="_s, u"Authorization: Bearer ****"_s);
        row("bearer, lower case", u"authorization: bearer %1"_s.arg(jwt), u"authorization: bearer ****"_s);
        row("basic", u"Authorization: Basic dXNlcjpwYXNz"_s, u"Authorization: Basic ****"_s);
        row("the word basic", u"a basic idea"_s, u"a basic idea"_s);
        row("carrier's key", u"key KEY0189ABCDEF0123_abcDEF failed"_s, u"key **** failed"_s);
        row("the word key", u"KEY missing, KEY01"_s, u"KEY missing, KEY01"_s);
        row("database URL", u"cannot open postgres://callfloor:s3cr3t@db:5432/calls"_s,
            u"cannot open postgres://callfloor:****@db:5432/calls"_s);
        row("URL without password", u"GET http://127.0.0.1:4000/x?to=a@b"_s, u"GET http://127.0.0.1:4000/x?to=a@b"_s);
        row("query", u"/socket.io/?EIO=4&token=abcdef&transport=websocket"_s,
            u"/socket.io/?EIO=4&token=****&transport=websocket"_s);
        row("query, other names", u"?access_token=a&refreshToken=b&password=c&api_key=d&x=e"_s,
            u"?access_token=****&refreshToken=****&password=****&api_key=****&x=e"_s);
        row("JSON", u"{\"email\":\"a@b\",\"password\":\"p w\\\"d\",\"token\" : \"t\"}"_s,
            u"{\"email\":\"a@b\",\"password\":\"****\",\"token\" : \"****\"}"_s);
        row("JSON within JSON", u"{\\\"newPassword\\\":\\\"pw\\\",\\\"x\\\":1}"_s,
            u"{\\\"newPassword\\\":\\\"****\\\",\\\"x\\\":1}"_s);
        row("nothing", u"token expired, password too short"_s, u"token expired, password too short"_s);
    }
    void secretsKnownByTheirLooks() {
        QFETCH(QString, text);
        QFETCH(QString, redacted);
        QCOMPARE(Redactor().redact(text), redacted);
    }

    void registeredSecretsAreReplacedInEveryForm() {
        Redactor redactor;
        QCOMPARE(redactor.redact(u"hunter22 is fine"_s), u"hunter22 is fine"_s);
        redactor.addSecrets({u"hunter22"_s, u"p@ss/word"_s, u"hunter22longer"_s});
        QCOMPARE(redactor.redact(u"hunter22,hunter22longer;xhunter22x"_s), u"****,****;x****x"_s);
        QCOMPARE(redactor.redact(u"p@ss/word p%40ss%2Fword"_s), u"**** ****"_s);
        redactor.addSecret(u"un%20coded"_s);
        QCOMPARE(redactor.redact(u"un%20coded un coded"_s), u"**** ****"_s);
    }

    void shortSecretsAreNotTaken() {
        Redactor redactor;
        redactor.addSecrets({QString(), u"a"_s, u"abc"_s});
        QCOMPARE(redactor.redact(u"abc a"_s), u"abc a"_s);
    }
};

} // namespace callfloor

QTEST_GUILESS_MAIN(callfloor::TestRedaction)
#include "tst_redaction.moc"
