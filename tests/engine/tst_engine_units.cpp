// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
#include "server/engine/access_list.h"
#include "server/engine/dispatcher.h"
#include "server/engine/metrics.h"
#include "server/engine/outbox_rules.h"
#include "server/engine/password_hasher.h"
#include "server/engine/phone_numbers.h"
#include "server/engine/tokens.h"
#include "server/engine/visibility.h"
#include "server/http/entity_tag.h"
#include "server/http/error_map.h"
#include "server/http/operation_routes.h"
#include "server/http/origin_policy.h"
#include "server/http/rate_limit.h"
#include "server/http/router.h"
#include "server/net/url.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <QPromise>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace callfloor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Verdict = outbox::Readiness::Verdict;

namespace {

const QByteArray kSecret = "a secret that has 32 bytes or more, really";

QByteArray base64Url(const QByteArray &bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// A token made by hand, as another library would make it.
QByteArray handMade(const QByteArray &header, const QByteArray &payload, const QByteArray &secret,
                    QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256) {
    const QByteArray text = base64Url(header) + '.' + base64Url(payload);
    return text + '.' + base64Url(QMessageAuthenticationCode::hash(text, secret, hash));
}

QByteArray payloadFor(const QByteArray &role, qint64 expires) {
    return R"({"userId":"u1","role":")" + role + R"(","exp":)" + QByteArray::number(expires) + '}';
}

Caller callerOf(Role role) { return Caller{{UserId(u"u1"_s), role}, {}, {}, {}}; }

net::Request requestFrom(const QString &peer, const std::vector<net::Header> &headers = {}) {
    net::Request request;
    request.peer = QHostAddress(peer);
    request.headers = headers;
    return request;
}

QByteArray headerOf(const net::Reply &reply, const QByteArray &name) {
    for (const net::Header &header : reply.headers)
        if (header.name == name) return header.value;
    return {};
}

store::StoredCommand stored(const CarrierCommand &command, UtcTime createdAt, std::optional<UtcTime> firstSentAt = {}) {
    store::StoredCommand out;
    out.id = CommandId(u"c1"_s);
    out.callId = CallId(u"call1"_s);
    out.legId = LegId(u"leg1"_s);
    out.command = command;
    out.createdAt = createdAt;
    out.firstSentAt = firstSentAt;
    return out;
}

} // namespace

class EngineUnits : public QObject {
    Q_OBJECT
private slots:
    void dispatcherRefusesUnknownAndForeign();
    void dispatcherRunsTheHandlerOnce();
    void outboxRules_data();
    void outboxRules();
    void outboxWithoutLeg();
    void tokensRoundTrip();
    void tokensRefused_data();
    void tokensRefused();
    void tokensOfOthers();
    void tokenCacheRespectsExpiry();
    void passwordVectors_data();
    void passwordVectors();
    void passwordLimits();
    void passwordOfNobody();
    void phoneNumbers_data();
    void phoneNumbers();
    void visibleRooms();
    void accessList();
    void latencyHistogram();
    void routerPrefersFixedSegments();
    void routerTellsAllowedMethods();
    void routerKeepsEncodedSlashes();
    void bearerTokens();
    void errorStatuses_data();
    void errorStatuses();
    void corsHeaders();
    void forwardedAddresses_data();
    void forwardedAddresses();
    void rateLimit();
    void rateLimitInAnyMinute();
    void rateLimitForgetsAndIsBounded();
    void ifNoneMatch();
};

void EngineUnits::dispatcherRefusesUnknownAndForeign() {
    Dispatcher dispatcher;
    int runs = 0;
    dispatcher.on<ListUsers>([&](const ListUsers &, const Caller &) {
        ++runs;
        return ready<ListUsers::Reply>(ListUsers::Reply{});
    });
    std::vector<Error> errors;
    const auto note = [&](const Result<QByteArray> &reply) { errors.push_back(reply ? Error{} : reply.error()); };
    dispatcher.dispatch("noSuchThing", {}, callerOf(Role::Admin), note);
    dispatcher.dispatch(ListUsers::name, {}, callerOf(Role::Public), note);
    dispatcher.dispatch(ListUsers::name, {}, callerOf(Role::Agent), note);
    dispatcher.dispatch(ListUsers::name, {}, callerOf(Role::Supervisor), note);
    QCOMPARE(errors.size(), size_t(4));
    QCOMPARE(errors[0].code, ErrorCode::NotFound);
    QCOMPARE(errors[1].code, ErrorCode::Unauthorized);
    QCOMPARE(errors[2].code, ErrorCode::Forbidden);
    QCOMPARE(errors[3].code, ErrorCode::Forbidden);
    QCOMPARE(runs, 0);
    QVERIFY(dispatcher.handles(ListUsers::name));
    QVERIFY(!dispatcher.handles(Me::name));
}

void EngineUnits::dispatcherRunsTheHandlerOnce() {
    Dispatcher dispatcher;
    QPromise<Result<Done>> later;
    later.start();
    QStringList seen;
    dispatcher.on<HangUp>([&](const HangUp &op, const Caller &) {
        seen << op.id.text();
        return later.future();
    });
    int replies = 0;
    QByteArray text;
    RequestParts parts;
    parts.path.insert(u"id"_s, u"abc"_s);
    dispatcher.dispatch(HangUp::name, parts, callerOf(Role::Agent), [&](const Result<QByteArray> &reply) {
        ++replies;
        text = reply ? *reply : QByteArray("refused");
    });
    QCOMPARE(seen, QStringList{u"abc"_s});
    QCOMPARE(replies, 0);
    later.addResult(Done{});
    later.finish();
    QTRY_COMPARE(replies, 1);
    QCOMPARE(text, QByteArray(R"({"ok":true})"));
    dispatcher.dispatch(HangUp::name, {}, callerOf(Role::Agent), [&](const Result<QByteArray> &reply) {
        ++replies;
        text = reply ? QByteArray() : reply.error().field.toUtf8();
    });
    QCOMPARE(replies, 2);
    QCOMPARE(text, QByteArray("id"));
    QCOMPARE(seen.size(), 1);
}

void EngineUnits::outboxRules_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("ageSeconds");
    QTest::addColumn<int>("sentSecondsAgo"); // -1 = never
    QTest::addColumn<bool>("hasHandle");
    QTest::addColumn<bool>("ended");
    QTest::addColumn<int>("verdict");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("code");
    enum { Dial, HangUp_, Speak, History };
    const int none = static_cast<int>(CommandOutcome::Accepted);
    const int failed = static_cast<int>(CommandOutcome::Failed), lost = static_cast<int>(CommandOutcome::Ambiguous);
    const int send = static_cast<int>(Verdict::Send), wait = static_cast<int>(Verdict::Wait), settle = static_cast<int>(Verdict::Settle);
    QTest::newRow("a fresh dial") << int(Dial) << 0 << -1 << false << false << send << none << QString();
    QTest::newRow("a dial that waited") << int(Dial) << 59 << -1 << false << false << send << none << QString();
    QTest::newRow("a stale dial") << int(Dial) << 60 << -1 << false << false << settle << failed << u"stale"_s;
    QTest::newRow("a dial of an ended leg") << int(Dial) << 0 << -1 << false << true << settle << failed << u"cancelled"_s;
    QTest::newRow("a dial sent a moment ago") << int(Dial) << 55 << 49 << false << false << send << none << QString();
    QTest::newRow("a dial beyond the window") << int(Dial) << 55 << 50 << false << false << settle << lost << QString();
    QTest::newRow("an old dial sent a moment ago") << int(Dial) << 90 << 40 << false << false << send << none << QString();
    QTest::newRow("a hang-up without handle") << int(HangUp_) << 0 << -1 << false << false << wait << none << QString();
    QTest::newRow("a hang-up that waited too long") << int(HangUp_) << 90 << -1 << false << false << settle << failed << u"no_leg"_s;
    QTest::newRow("a hang-up") << int(HangUp_) << 100 << -1 << true << false << send << none << QString();
    QTest::newRow("a hang-up of an ended leg") << int(HangUp_) << 0 << -1 << true << true << settle << none << QString();
    QTest::newRow("a hang-up sent long ago") << int(HangUp_) << 300 << 200 << true << false << send << none << QString();
    QTest::newRow("speech on an ended leg") << int(Speak) << 0 << -1 << true << true << settle << failed << u"ended"_s;
    QTest::newRow("speech sent long ago") << int(Speak) << 300 << 200 << true << false << settle << lost << QString();
    QTest::newRow("history of an ended leg") << int(History) << 0 << -1 << true << true << send << none << QString();
    QTest::newRow("history without handle") << int(History) << 0 << -1 << false << false << settle << failed << u"no_leg"_s;
}

void EngineUnits::outboxRules() {
    QFETCH(int, kind);
    QFETCH(int, ageSeconds);
    QFETCH(int, sentSecondsAgo);
    QFETCH(bool, hasHandle);
    QFETCH(bool, ended);
    QFETCH(int, verdict);
    QFETCH(int, outcome);
    QFETCH(QString, code);
    const UtcTime now = fromMicros(1'772'463'845'000'000);
    const std::array<CarrierCommand, 4> commands{command::Dial{}, command::HangUp{}, command::Speak{}, command::FetchLegHistory{}};
    for (const int scale : {1, 10}) {
        std::optional<UtcTime> sent;
        if (sentSecondsAgo >= 0) sent = now - std::chrono::seconds(sentSecondsAgo) / scale;
        const auto command = stored(commands[static_cast<size_t>(kind)], now - std::chrono::milliseconds(ageSeconds * 1000 / scale), sent);
        store::commands::LegState leg;
        leg.callControlId = hasHandle ? u"v3:handle"_s : QString();
        leg.ended = ended;
        const auto ready = outbox::readiness(command, &leg, now, scale);
        QCOMPARE(static_cast<int>(ready.verdict), verdict);
        if (ready.verdict != Verdict::Settle) continue;
        QCOMPARE(static_cast<int>(ready.result.outcome), outcome);
        QCOMPARE(ready.result.errorCode, code);
        QCOMPARE(ready.result.commandId.text(), u"c1"_s);
        QCOMPARE(ready.result.legId.text(), u"leg1"_s);
    }
}

void EngineUnits::outboxWithoutLeg() {
    const UtcTime now = fromMicros(1'772'463'845'000'000);
    const auto ready = outbox::readiness(stored(command::Dial{}, now), nullptr, now, 1);
    QCOMPARE(ready.verdict, Verdict::Settle);
    QCOMPARE(ready.result.outcome, CommandOutcome::Failed);
    command::Bridge bridge;
    bridge.with = LegId(u"b"_s);
    QCOMPARE(outbox::otherLeg(bridge).text(), u"b"_s);
    command::Dial dial;
    QVERIFY(outbox::otherLeg(dial).isEmpty());
    dial.linkTo = LegId(u"l"_s);
    QCOMPARE(outbox::otherLeg(dial).text(), u"l"_s);
    dial.supervise = LegId(u"s"_s);
    QCOMPARE(outbox::otherLeg(dial).text(), u"s"_s);
    QVERIFY(!outbox::harmlessTwice(dial));
    QVERIFY(!outbox::harmlessTwice(command::Speak{}));
    QVERIFY(outbox::harmlessTwice(command::HangUp{}));
    QVERIFY(outbox::harmlessTwice(command::Answer{}));
}

void EngineUnits::tokensRoundTrip() {
    const Tokens tokens(kSecret, 24h);
    const UtcTime now = SystemClock().now();
    const QString token = tokens.issue(UserId(u"user-7"_s), Role::Supervisor, u"session-3"_s, now);
    const auto claims = tokens.verify(token.toLatin1(), now);
    QVERIFY(claims.has_value());
    QCOMPARE(claims->userId.text(), u"user-7"_s);
    QCOMPARE(claims->role, Role::Supervisor);
    QCOMPARE(claims->sessionId, u"session-3"_s);
    QVERIFY(claims->expiresAt - claims->issuedAt == 24h);
    // Dashboards decode the payload without knowing the secret.
    const QByteArray payload = QByteArray::fromBase64(token.toLatin1().split('.').at(1), QByteArray::Base64UrlEncoding);
    const QJsonObject seen = QJsonDocument::fromJson(payload).object();
    QCOMPARE(seen.value(u"userId"_s).toString(), u"user-7"_s);
    QCOMPARE(seen.value(u"role"_s).toString(), u"SUPERVISOR"_s);
    QCOMPARE(seen.value(u"exp"_s).toInteger() - seen.value(u"iat"_s).toInteger(), qint64(24 * 3600));
    const QJsonObject header = QJsonDocument::fromJson(QByteArray::fromBase64(token.toLatin1().split('.').at(0), QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(header.value(u"alg"_s).toString(), u"HS256"_s);
}

void EngineUnits::tokensRefused_data() {
    QTest::addColumn<QByteArray>("token");
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 3600;
    const QByteArray good = R"({"alg":"HS256","typ":"JWT"})", admin = payloadFor("ADMIN", soon);
    const QByteArray genuine = handMade(good, admin, kSecret);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("garbage") << QByteArray("garbage");
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("not base64") << QByteArray("%%%.%%%.%%%");
    QTest::newRow("not JSON") << handMade("header", "payload", kSecret);
    QTest::newRow("JSON arrays") << handMade("[]", "[]", kSecret);
    QTest::newRow("other secret") << handMade(good, admin, "another secret that has 32 bytes or more");
    QTest::newRow("alg none, no signature") << base64Url(R"({"alg":"none"})") + '.' + base64Url(admin) + '.';
    QTest::newRow("alg None, no signature") << base64Url(R"({"alg":"None","typ":"JWT"})") + '.' + base64Url(admin) + '.';
    QTest::newRow("alg none, signed") << handMade(R"({"alg":"none"})", admin, kSecret);
    QTest::newRow("HS512") << handMade(R"({"alg":"HS512","typ":"JWT"})", admin, kSecret, QCryptographicHash::Sha512);
    QTest::newRow("HS384") << handMade(R"({"alg":"HS384","typ":"JWT"})", admin, kSecret, QCryptographicHash::Sha384);
    QTest::newRow("RS256 over the secret") << handMade(R"({"alg":"RS256","typ":"JWT"})", admin, kSecret);
    QTest::newRow("no alg") << handMade(R"({"typ":"JWT"})", admin, kSecret);
    QTest::newRow("alg is a number") << handMade(R"({"alg":256})", admin, kSecret);
    QTest::newRow("expired") << handMade(good, payloadFor("ADMIN", soon - 7200), kSecret);
    QTest::newRow("no expiry") << handMade(good, R"({"userId":"u1","role":"ADMIN"})", kSecret);
    QTest::newRow("expiry is a text") << handMade(good, R"({"userId":"u1","role":"ADMIN","exp":"9999999999"})", kSecret);
    QTest::newRow("no user") << handMade(good, R"({"role":"ADMIN","exp":)" + QByteArray::number(soon) + "}", kSecret);
    QTest::newRow("empty user") << handMade(good, R"({"userId":"","role":"ADMIN","exp":)" + QByteArray::number(soon) + "}", kSecret);
    QTest::newRow("unknown role") << handMade(good, payloadFor("ROOT", soon), kSecret);
    QTest::newRow("signature cut") << genuine.chopped(4);
    QTest::newRow("signature missing") << genuine.left(genuine.lastIndexOf('.') + 1);
    QTest::newRow("payload exchanged") << genuine.left(genuine.indexOf('.') + 1) + base64Url(payloadFor("ADMIN", soon + 1)) +
                                              genuine.mid(genuine.lastIndexOf('.'));
    QTest::newRow("a fourth part") << genuine + ".x";
    QTest::newRow("endless") << genuine + QByteArray(5000, 'A');
}

void EngineUnits::tokensRefused() {
    QFETCH(QByteArray, token);
    const Tokens tokens(kSecret, 24h);
    const UtcTime now = SystemClock().now();
    QVERIFY(!tokens.verify(token, now));
    QVERIFY(!tokens.verify(token, now));
}

void EngineUnits::tokensOfOthers() {
    const Tokens tokens(kSecret, 24h);
    const qint64 soon = QDateTime::currentSecsSinceEpoch() + 3600;
    const auto claims = tokens.verify(handMade(R"({"alg":"HS256","typ":"JWT"})", payloadFor("AGENT", soon), kSecret), SystemClock().now());
    QVERIFY(claims.has_value());
    QCOMPARE(claims->userId.text(), u"u1"_s);
    QCOMPARE(claims->role, Role::Agent);
    QVERIFY(claims->sessionId.isEmpty());
}

void EngineUnits::tokenCacheRespectsExpiry() {
    const Tokens tokens(kSecret, 60s);
    const UtcTime now = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
    const QByteArray token = tokens.issue(UserId(u"u1"_s), Role::Agent, {}, now).toLatin1();
    QVERIFY(tokens.verify(token, now));
    QVERIFY(tokens.verify(token, now + 59s));
    QVERIFY(!tokens.verify(token, now + 60s));
    QVERIFY(!tokens.verify(token, now + 24h));
    QVERIFY(tokens.verify(token, now + 1s)); // a clock that was set back
}

void EngineUnits::passwordVectors_data() {
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("hash");
    QTest::addColumn<bool>("right");
    // Vectors of crypt_blowfish 1.3 (wrapper.c); for ASCII the three prefixes mean the same.
    const QString tail = u"$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"_s;
    for (const char *prefix : {"$2a", "$2b", "$2y"}) {
        QTest::newRow(prefix) << u"U*U"_s << QLatin1String(prefix) + tail << true;
        QTest::addRow("%s wrong", prefix) << u"U*U*"_s << QLatin1String(prefix) + tail << false;
    }
    QTest::newRow("longer") << u"U*U*"_s << u"$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"_s << true;
    QTest::newRow("other salt") << u"U*U*U"_s << u"$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"_s << true;
    QTest::newRow("no hash") << u"x"_s << u"plain text"_s << false;
    QTest::newRow("unknown scheme") << u"U*U"_s << u"$1a"_s + tail << false;
    QTest::newRow("a hash that was cut") << u"U*U"_s << QString(u"$2a"_s + tail).chopped(1) << false;
}

void EngineUnits::passwordVectors() {
    QFETCH(QString, password);
    QFETCH(QString, hash);
    QFETCH(bool, right);
    PasswordHasher hasher(4);
    auto answer = hasher.verify(password, hash);
    answer.waitForFinished();
    QVERIFY(answer.result().ok());
    QCOMPARE(*answer.result(), right);
}

void EngineUnits::passwordLimits() {
    const QString field = u"password"_s;
    QVERIFY(PasswordHasher::checkPassword(QString(72, u'a'), field));
    QVERIFY(!PasswordHasher::checkPassword(QString(73, u'a'), field));
    QVERIFY(PasswordHasher::checkPassword(QString(36, u'é'), field)); // two bytes each
    QVERIFY(!PasswordHasher::checkPassword(QString(37, u'é'), field));
    QVERIFY(!PasswordHasher::checkPassword({}, field));
    QCOMPARE(PasswordHasher::checkPassword(QString(73, u'a'), field).error().field, field);

    PasswordHasher hasher(4);
    auto refused = hasher.hash(QString(73, u'a'));
    refused.waitForFinished();
    QCOMPARE(refused.result().error().code, ErrorCode::BadRequest);
    auto made = hasher.hash(QString(72, u'a'));
    made.waitForFinished();
    const QString hash = *made.result();
    QVERIFY2(hash.startsWith(u"$2b$04$"), qPrintable(hash));
    auto right = hasher.verify(QString(72, u'a'), hash);
    auto longer = hasher.verify(QString(73, u'a'), hash); // bcrypt alone would cut it and agree
    right.waitForFinished();
    longer.waitForFinished();
    QVERIFY(*right.result());
    QVERIFY(!*longer.result());
}

void EngineUnits::passwordOfNobody() {
    PasswordHasher hasher(4);
    auto answer = hasher.verify(u"nobody"_s, {});
    answer.waitForFinished();
    QVERIFY(answer.result().ok());
    QVERIFY(!*answer.result());
}

void EngineUnits::phoneNumbers_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("expected"); // E.164, or the reason of the refusal
    const QString invalid = u"invalid_number"_s, emergency = u"emergency_number"_s, premium = u"premium_number"_s;
    QTest::newRow("E.164") << u"+13125550123"_s << u"US"_s << u"+13125550123"_s;
    QTest::newRow("national") << u"(312) 555-0123"_s << u"US"_s << u"+13125550123"_s;
    QTest::newRow("with trunk digit") << u"1 312 555 0123"_s << u"US"_s << u"+13125550123"_s;
    QTest::newRow("spaces around") << u"  +1 312 555 0123 "_s << u"US"_s << u"+13125550123"_s;
    QTest::newRow("exit code") << u"011 44 20 7946 0958"_s << u"US"_s << u"+442079460958"_s;
    QTest::newRow("British national") << u"020 7946 0958"_s << u"GB"_s << u"+442079460958"_s;
    QTest::newRow("German") << u"030 901820"_s << u"DE"_s << u"+4930901820"_s;
    QTest::newRow("letters") << u"1-800-FLOWERS"_s << u"US"_s << u"+18003569377"_s;
    QTest::newRow("tel URI") << u"tel:+1-312-555-0123"_s << u"US"_s << u"+13125550123"_s;
    QTest::newRow("without area code") << u"555-0123"_s << u"US"_s << invalid;
    QTest::newRow("too long") << u"+131255501234567"_s << u"US"_s << invalid;
    QTest::newRow("words") << u"call my mother"_s << u"US"_s << invalid;
    QTest::newRow("empty") << QString() << u"US"_s << invalid;
    QTest::newRow("SIP") << u"sip:alice@example.com"_s << u"US"_s << invalid;
    QTest::newRow("extension") << u"+1 312 555 0123 ext. 7"_s << u"US"_s << invalid;
    QTest::newRow("unknown country") << u"+999123456789"_s << u"US"_s << invalid;
    QTest::newRow("911") << u"911"_s << u"US"_s << emergency;
    QTest::newRow("9-1-1") << u"9-1-1"_s << u"US"_s << emergency;
    QTest::newRow("112 in the US") << u"112"_s << u"US"_s << emergency;
    QTest::newRow("999 in Britain") << u"999"_s << u"GB"_s << emergency;
    QTest::newRow("988") << u"988"_s << u"US"_s << emergency;
    QTest::newRow("+1911") << u"+1911"_s << u"US"_s << emergency;
    QTest::newRow("+49110 from the US") << u"+49 110"_s << u"US"_s << emergency;
    QTest::newRow("+44999 from the US") << u"+44 999"_s << u"US"_s << emergency;
    QTest::newRow("0044 999 from Germany") << u"0044 999"_s << u"DE"_s << emergency;
    QTest::newRow("US premium") << u"+1 900 555 2345"_s << u"US"_s << premium;
    QTest::newRow("British premium") << u"+44 909 879 0123"_s << u"US"_s << premium;
    QTest::newRow("German premium") << u"0900 1 234567"_s << u"DE"_s << premium;
}

void EngineUnits::phoneNumbers() {
    QFETCH(QString, text);
    QFETCH(QString, region);
    QFETCH(QString, expected);
    const auto number = PhoneNumbers::readDialable(text, region);
    QCOMPARE(number ? *number : number.error().reason, expected);
    if (!number) QCOMPARE(number.error().field, u"to"_s);
}

void EngineUnits::visibleRooms() {
    const Actor agent{UserId(u"a"_s), Role::Agent}, other{UserId(u"b"_s), Role::Agent};
    const Actor supervisor{UserId(u"s"_s), Role::Supervisor}, admin{UserId(u"x"_s), Role::Admin}, nobody{};
    const auto seenBy = [&](Audience::Kind kind, const QString &user = {}) {
        Event event;
        event.audience = {kind, user};
        QString who;
        for (const auto &[actor, letter] : {std::pair(agent, u'a'), std::pair(other, u'b'), std::pair(supervisor, u's'),
                                            std::pair(admin, u'x'), std::pair(nobody, u'-')})
            if (maySee(event, actor)) who += letter;
        return who;
    };
    QCOMPARE(seenBy(Audience::Kind::Owner, u"a"_s), u"asx"_s);
    QCOMPARE(seenBy(Audience::Kind::Owner, u"s"_s), u"sx"_s);
    QCOMPARE(seenBy(Audience::Kind::Waiting), u"absx"_s);
    QCOMPARE(seenBy(Audience::Kind::Staff), u"sx"_s);
    QCOMPARE(seenBy(Audience::Kind::Admins), u"x"_s);
    QCOMPARE(seenBy(Audience::Kind::Supervisors), u"sx"_s);
    QCOMPARE(seenBy(Audience::Kind::Supervisors, u"a"_s), u"sx"_s); // not the agent himself
    QVERIFY(roomsOf(nobody).isEmpty());
    // Of a team: its supervisors and those of all.
    const auto lead = [](const QString &team) { return Actor{UserId(u"lead"_s), Role::Supervisor, Rights{DataScope::Team, team, {}}}; };
    Event ofAgent, ofNobody;
    ofAgent.audience = {Audience::Kind::Supervisors, u"a"_s, u"north"_s};
    ofNobody.audience = {Audience::Kind::Supervisors};
    QVERIFY(maySee(ofAgent, lead(u"north"_s)) && !maySee(ofAgent, lead(u"south"_s)) && maySee(ofAgent, admin));
    QVERIFY(maySee(ofNobody, lead(u"north"_s)) && !maySee(ofNobody, agent));
}

void EngineUnits::accessList() {
    store::User user;
    user.id = UserId(u"u1"_s);
    user.role = Role::Agent;
    AccessList access;
    QVERIFY(!access.hasUsers());
    access.fill({user}, {u"ended"_s});
    const auto claims = [](const QString &id, const QString &session) {
        TokenClaims out;
        out.userId = UserId(id);
        out.role = Role::Admin; // what the token says counts for nothing
        out.sessionId = session;
        return out;
    };
    QCOMPARE(access.admit(claims(u"u1"_s, u"s1"_s))->role, Role::Agent);
    QVERIFY(access.admit(claims(u"u1"_s, {})));
    QVERIFY(!access.admit(claims(u"u1"_s, u"ended"_s)));
    QVERIFY(!access.admit(claims(u"stranger"_s, u"s1"_s)));
    const auto change = [&](Role role, bool disabled, const QStringList &ended) {
        Event event;
        event.kind = EventKind::UserChanged;
        event.subject = u"u1"_s;
        store::User changed = user;
        changed.role = role;
        changed.disabled = disabled;
        event.payload = userChangedPayload(changed, ended);
        access.apply(event);
    };
    const auto newPassword = [&](UtcTime at) {
        Event event;
        event.kind = EventKind::UserChanged;
        event.subject = u"u1"_s;
        store::User changed = user;
        changed.tokensValidFrom = at;
        event.payload = userChangedPayload(changed, {});
        access.apply(event);
    };
    change(Role::Supervisor, false, {u"s1"_s});
    QCOMPARE(access.admit(claims(u"u1"_s, u"s2"_s))->role, Role::Supervisor);
    QVERIFY(!access.admit(claims(u"u1"_s, u"s1"_s)));
    change(Role::Supervisor, true, {});
    QVERIFY(!access.admit(claims(u"u1"_s, u"s2"_s)));
    change(Role::Agent, false, {});
    QVERIFY(access.admit(claims(u"u1"_s, u"s2"_s)));
    // A new password ends tokens that name no login; those of a login end with it.
    newPassword(fromMicros(2'000'000));
    QVERIFY(!access.admit(claims(u"u1"_s, {})));
    QVERIFY(access.admit(claims(u"u1"_s, u"s2"_s)));
    QVERIFY(!access.admit(claims(u"u1"_s, u"s1"_s)));
}

void EngineUnits::latencyHistogram() {
    LatencyHistogram empty;
    QVERIFY(empty.quantile(0.99) == 0us);
    for (const qint64 us : {qint64{1}, qint64{3}, qint64{4}, qint64{7}, qint64{100}, qint64{999}, qint64{1000}, qint64{123456}, qint64{3'000'000'000}}) {
        LatencyHistogram one;
        one.add(std::chrono::microseconds(us));
        const double bound = static_cast<double>(one.quantile(1).count());
        QVERIFY2(bound >= static_cast<double>(us), qPrintable(QString::number(us)));
        if (us >= 4) QVERIFY2(bound <= static_cast<double>(us) * 1.26 + 1, qPrintable(QString::number(us)));
    }
    LatencyHistogram many;
    for (int i = 1; i <= 1000; ++i) many.add(std::chrono::microseconds(i * 10));
    many.add(-5us);
    many.add(std::chrono::hours(48));
    QCOMPARE(many.count(), qint64(1002));
    const auto median = many.quantile(0.5).count(), late = many.quantile(0.99).count();
    QVERIFY2(median >= 5000 && median <= 6300, qPrintable(QString::number(median)));
    QVERIFY2(late >= 9900 && late <= 12500, qPrintable(QString::number(late)));
}

void EngineUnits::routerPrefersFixedSegments() {
    Router router;
    router.add("GET", u"/api/calls/{id}"_s, 1);
    router.add("GET", u"/api/calls/active"_s, 2);
    router.add("POST", u"/api/calls/{id}/hangup"_s, 3);
    router.add("GET", u"/api/calls/history/{number}"_s, 4);
    router.add("GET", u"/healthz"_s, 5);
    router.add("GET", u"/api/calls"_s, 6);
    const auto route = [&](const QByteArray &method, const QByteArray &path) {
        return router.match(method, *net::splitPath(path)).route;
    };
    QCOMPARE(route("GET", "/api/calls/active"), 2);
    QCOMPARE(route("GET", "/api/calls/activ"), 1);
    QCOMPARE(route("HEAD", "/api/calls/active"), 2);
    QCOMPARE(route("POST", "/api/calls/history/hangup"), 3);
    QCOMPARE(route("GET", "/api/calls/history/hangup"), 4);
    QCOMPARE(route("GET", "/healthz"), 5);
    QCOMPARE(route("GET", "/api/calls"), 6);
    QCOMPARE(route("GET", "/api/calls/"), -1); // an empty segment is no id
    QCOMPARE(route("GET", "/"), -1);
    QCOMPARE(route("GET", "/api/calls/1/hangup/x"), -1);
    QCOMPARE(route("GET", "/API/calls"), -1);
}

void EngineUnits::routerTellsAllowedMethods() {
    Router router;
    router.add("GET", u"/api/calls"_s, 0);
    router.add("POST", u"/api/calls"_s, 1);
    router.add("GET", u"/api/calls/{id}"_s, 2);
    const Router::Match wrong = router.match("DELETE", {u"api"_s, u"calls"_s});
    QCOMPARE(wrong.route, -1);
    QCOMPARE(wrong.allow, QByteArray("GET, HEAD, POST"));
    QVERIFY(router.match("GET", {u"api"_s, u"nothing"_s}).allow.isEmpty());
}

void EngineUnits::routerKeepsEncodedSlashes() {
    Router router;
    router.add("GET", u"/api/calls/history/{number}"_s, 0);
    const Router::Match match = router.match("GET", *net::splitPath("/api/calls/history/%2B1312%2F555"));
    QCOMPARE(match.route, 0);
    QCOMPARE(match.values.value(u"number"_s), u"+1312/555"_s);
    const Router::Match plus = router.match("GET", *net::splitPath("/api/calls/history/+1312"));
    QCOMPARE(plus.values.value(u"number"_s), u"+1312"_s);
}

void EngineUnits::bearerTokens() {
    const auto token = [](const QByteArray &value) { return bearerToken(requestFrom(u"127.0.0.1"_s, {{"authorization", value}})); };
    QCOMPARE(token("Bearer abc"), QByteArray("abc"));
    QCOMPARE(token("bearer  abc "), QByteArray("abc"));
    QVERIFY(token("Basic abc").isEmpty());
    QVERIFY(token("Bearer ").isEmpty());
    QVERIFY(token("abc").isEmpty());
}

void EngineUnits::errorStatuses_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, ErrorCode code, int status) { QTest::newRow(name) << static_cast<int>(code) << status; };
    row("bad request", ErrorCode::BadRequest, 400);
    row("unauthorized", ErrorCode::Unauthorized, 401);
    row("forbidden", ErrorCode::Forbidden, 403);
    row("not found", ErrorCode::NotFound, 404);
    row("conflict", ErrorCode::Conflict, 409);
    row("too large", ErrorCode::TooLarge, 413);
    row("too many", ErrorCode::TooManyRequests, 429);
    row("internal", ErrorCode::Internal, 500);
    row("upstream", ErrorCode::Upstream, 502);
    row("unavailable", ErrorCode::Unavailable, 503);
}

void EngineUnits::errorStatuses() {
    QFETCH(int, code);
    QFETCH(int, status);
    const net::Reply reply = errorReply(Error{static_cast<ErrorCode>(code), u"A \"sentence\"."_s, u"secret detail"_s, {}, {}, 7});
    QCOMPARE(reply.status, status);
    const QJsonObject body = QJsonDocument::fromJson(reply.body).object();
    QCOMPARE(body.value(u"error"_s).toString(), u"A \"sentence\"."_s);
    QCOMPARE(body.value(u"message"_s), body.value(u"error"_s));
    QVERIFY(!body.value(u"code"_s).toString().isEmpty());
    QVERIFY(!body.contains(u"field"_s));
    QVERIFY(!reply.body.contains("secret detail"));
    QCOMPARE(headerOf(reply, "Retry-After"), QByteArray("7"));
}

void EngineUnits::corsHeaders() {
    const OriginPolicy policy({u"https://desk.example.com"_s}, {});
    const auto answer = [](const OriginPolicy &p, const QByteArray &origin) {
        net::Reply reply;
        p.addHeaders(requestFrom(u"127.0.0.1"_s, {{"origin", origin}}), reply);
        return reply;
    };
    QCOMPARE(headerOf(answer(policy, "https://desk.example.com"), "Access-Control-Allow-Origin"), QByteArray("https://desk.example.com"));
    QCOMPARE(headerOf(answer(policy, "https://desk.example.com"), "Vary"), QByteArray("Origin"));
    for (const char *foreign : {"https://evil.example", "http://desk.example.com", "https://desk.example.com.evil.example",
                                "https://desk.example.com:8443", "null", "https://DESK.example.com/"})
        QVERIFY2(headerOf(answer(policy, foreign), "Access-Control-Allow-Origin").isEmpty(), foreign);
    const OriginPolicy any({u"*"_s}, {});
    QCOMPARE(headerOf(answer(any, "https://evil.example"), "Access-Control-Allow-Origin"), QByteArray("https://evil.example"));
    QVERIFY(headerOf(answer(any, "https://evil.example"), "Access-Control-Allow-Credentials").isEmpty());
    QVERIFY(!any.allows({}));

    const net::Reply preflight = policy.preflight(requestFrom(u"127.0.0.1"_s, {{"origin", "https://desk.example.com"}}));
    QCOMPARE(preflight.status, 204);
    for (const char *name : {"Authorization", "Content-Type", "Idempotency-Key"})
        QVERIFY2(headerOf(preflight, "Access-Control-Allow-Headers").contains(name), name);
    for (const char *method : {"GET", "POST", "PATCH"})
        QVERIFY2(headerOf(preflight, "Access-Control-Allow-Methods").contains(method), method);
    const net::Reply refused = policy.preflight(requestFrom(u"127.0.0.1"_s, {{"origin", "https://evil.example"}}));
    QVERIFY(headerOf(refused, "Access-Control-Allow-Methods").isEmpty());
}

void EngineUnits::forwardedAddresses_data() {
    QTest::addColumn<QStringList>("proxies");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QList<QByteArray>>("forwarded");
    QTest::addColumn<QString>("client");
    const QStringList net{u"10.0.0.0/8"_s};
    using Fields = QList<QByteArray>;
    QTest::newRow("no proxies configured") << QStringList() << u"10.0.0.1"_s << Fields{"1.2.3.4"} << u"10.0.0.1"_s;
    QTest::newRow("a stranger who claims") << net << u"9.9.9.9"_s << Fields{"1.2.3.4"} << u"9.9.9.9"_s;
    QTest::newRow("one proxy") << net << u"10.0.0.1"_s << Fields{"1.2.3.4"} << u"1.2.3.4"_s;
    QTest::newRow("what the client wrote is left aside") << net << u"10.0.0.1"_s << Fields{"6.6.6.6, 1.2.3.4"} << u"1.2.3.4"_s;
    QTest::newRow("two proxies") << net << u"10.0.0.1"_s << Fields{"6.6.6.6, 1.2.3.4, 10.0.0.2"} << u"1.2.3.4"_s;
    QTest::newRow("the client's own field comes first") << net << u"10.0.0.1"_s << Fields{"6.6.6.6", "1.2.3.4"} << u"1.2.3.4"_s;
    QTest::newRow("a hop that is no address") << net << u"10.0.0.1"_s << Fields{"6.6.6.6, unknown"} << u"10.0.0.1"_s;
    QTest::newRow("no field") << net << u"10.0.0.1"_s << Fields{} << u"10.0.0.1"_s;
    QTest::newRow("mapped peer") << net << u"::ffff:10.0.0.1"_s << Fields{"1.2.3.4"} << u"1.2.3.4"_s;
    QTest::newRow("mapped hop") << net << u"10.0.0.1"_s << Fields{"1.2.3.4, ::ffff:10.0.0.2"} << u"1.2.3.4"_s;
    QTest::newRow("IPv6") << QStringList{u"::1"_s} << u"::1"_s << Fields{"2001:db8::7"} << u"2001:db8::7"_s;
    QTest::newRow("unreadable proxy setting") << QStringList{u"proxy.local"_s} << u"10.0.0.1"_s << Fields{"1.2.3.4"} << u"10.0.0.1"_s;
}

void EngineUnits::forwardedAddresses() {
    QFETCH(QStringList, proxies);
    QFETCH(QString, peer);
    QFETCH(QList<QByteArray>, forwarded);
    QFETCH(QString, client);
    std::vector<net::Header> headers;
    for (const QByteArray &value : forwarded) headers.push_back({"x-forwarded-for", value});
    QCOMPARE(OriginPolicy({}, proxies).clientAddress(requestFrom(peer, headers)), client);
}

void EngineUnits::rateLimit() {
    UtcTime now = fromMicros(1'772'463'845'000'000);
    RateLimit limit(3);
    const auto take = [](RateLimit &of, const QString &key, UtcTime at) { return of.take(key, at).waitSeconds; };
    const QString a = u"1.1.1.1"_s, b = u"2.2.2.2"_s;
    for (int i = 0; i < 3; ++i) {
        const RateVerdict passed = limit.take(a, now + i * 10s);
        QCOMPARE(passed.waitSeconds, 0);
        QCOMPARE(passed.limit, 3);
        QCOMPARE(passed.remaining, 2 - i);
        QCOMPARE(passed.resetSeconds, 61 - i * 10);
    }
    const RateVerdict refused = limit.take(a, now + 20s);
    QCOMPARE(refused.waitSeconds, 41);
    QCOMPARE(refused.resetSeconds, refused.waitSeconds);
    QCOMPARE(refused.remaining, 0);
    QCOMPARE(take(limit, b, now), 0);
    QCOMPARE(take(limit, a, now + 60s), 1);
    QCOMPARE(take(limit, a, now + 61s), 0); // as it was told
    QVERIFY(take(limit, a, now + 61s) > 0);
    QCOMPARE(take(limit, a, now - std::chrono::hours(2)), 0); // the clock was set: nobody is locked out for hours
    RateLimit off(0);
    for (int i = 0; i < 1000; ++i) QCOMPARE(take(off, a, now), 0);
    QCOMPARE(off.take(a, now).limit, 0);
}

/// Never more than the limit in any minute, wherever it begins; and what is told is true.
void EngineUnits::rateLimitInAnyMinute() {
    QRandomGenerator random(42);
    for (int round = 0; round < 20; ++round) {
        const int most = 1 + random.bounded(20);
        RateLimit limit(most);
        UtcTime now = fromMicros(1'772'463'845'000'000 + random.bounded(1'000'000));
        std::vector<UtcTime> passed;
        for (int i = 0; i < 2000; ++i) {
            now += std::chrono::microseconds(random.bounded(4) == 0 ? random.bounded(30'000'000) : random.bounded(300'000));
            const RateVerdict verdict = limit.take(u"k"_s, now);
            if (verdict.waitSeconds == 0) {
                passed.push_back(now);
                continue;
            }
            RateLimit patient = limit, hasty = limit;
            QCOMPARE(patient.take(u"k"_s, now + std::chrono::seconds(verdict.waitSeconds)).waitSeconds, 0);
            QVERIFY(hasty.take(u"k"_s, now + std::chrono::seconds(verdict.waitSeconds - 1)).waitSeconds > 0);
        }
        for (size_t i = static_cast<size_t>(most); i < passed.size(); ++i) QVERIFY(passed[i] - passed[i - static_cast<size_t>(most)] >= 60s);
    }
}

void EngineUnits::rateLimitForgetsAndIsBounded() {
    UtcTime now = fromMicros(1'772'463'845'000'000);
    RateLimit limit(2, 100);
    for (int i = 0; i < 1000; ++i) limit.take(QString::number(i), now);
    QCOMPARE(limit.keys(), 100);
    QCOMPARE(limit.take(u"7"_s, now).waitSeconds, 0); // who was there keeps a window of his own
    QVERIFY(limit.take(u"a newcomer"_s, now).waitSeconds > 0);
    now += 62s;
    QCOMPARE(limit.take(u"a newcomer"_s, now).waitSeconds, 0);
    QCOMPARE(limit.keys(), 1);
    QCOMPARE(rateKeyOfAddress(u"2001:db8:1:2:3:4:5:6"_s), rateKeyOfAddress(u"2001:db8:1:2::1"_s));
    QVERIFY(rateKeyOfAddress(u"2001:db8:1:2::1"_s) != rateKeyOfAddress(u"2001:db8:1:3::1"_s));
    QCOMPARE(rateKeyOfAddress(u"10.1.2.3"_s), u"10.1.2.3"_s);
}

/// RFC 9110 §13.1.2.
void EngineUnits::ifNoneMatch() {
    const auto holds = [](std::vector<QByteArray> values) {
        net::Request request;
        for (const QByteArray &value : values) request.headers.push_back({"if-none-match", value});
        return noneMatchHolds(request, "\"abc\"");
    };
    for (const char *value : {"\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\"", "\"x,y\" ,W/\"abc\"", ",\"abc\""}) QVERIFY2(holds({value}), value);
    for (const char *value : {"", "abc", "\"abc", "\"ABC\"", "w/\"abc\"", "\"x\"", "\"x,\"abc\"", "\"*\""}) QVERIFY2(!holds({value}), value);
    QVERIFY(holds({"\"x\"", "\"abc\""}));
    QVERIFY(!holds({}));
}

QTEST_GUILESS_MAIN(EngineUnits)
#include "tst_engine_units.moc"
