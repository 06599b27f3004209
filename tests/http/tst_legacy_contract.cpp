// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
#include "server/engine/user_accounts.h"
#include "server/store/event_log.h"
#include "server/store/record_store.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"
#include "tests/http/schema_check.h"
#include "tests/support/pg_cluster.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;
using simulator::LegScript;
using simulator::Ms;
using Fields = QList<std::pair<QByteArray, QByteArray>>;

namespace {

const QString kNumber = u"+13125550123"_s;

/// What is wrong with an error reply; empty if it has the shape that dashboards know.
QByteArray errorProblem(const HttpAnswer &answer, int status, const QString &code = {}) {
    if (answer.status != status) return answer.summary().toUtf8();
    const QJsonObject body = answer.object();
    const QString sentence = body.value(u"error"_s).toString();
    if (sentence.isEmpty() || body.value(u"message"_s).toString() != sentence) return "error and message differ: " + answer.body;
    if (body.value(u"code"_s).toString().isEmpty()) return "no code: " + answer.body;
    if (!code.isEmpty() && body.value(u"code"_s).toString() != code) return "another code: " + answer.body;
    if (!answer.headers.value("content-type").startsWith("application/json")) return "content type";
    return {};
}

#define ERROR_IS(...) \
    do { \
        const QByteArray problem_ = errorProblem(__VA_ARGS__); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)
#define STATUS_IS(answer, wanted) \
    do { \
        const HttpAnswer answer_ = (answer); \
        QVERIFY2(answer_.status == (wanted), qPrintable(answer_.summary())); \
    } while (false)

QStringList keysOf(const QJsonObject &object) { return object.keys(); }

/// A call object as the old dashboards read it; empty if nothing is wrong.
QString legacyCallProblem(const QJsonObject &call) {
    const auto is = [&](const char *name, bool text, bool null) {
        const QJsonValue value = call.value(QLatin1String(name));
        return (text && value.isString()) || (null && value.isNull());
    };
    for (const char *name : {"id", "customerNumber", "direction", "status", "startedAt"})
        if (!is(name, true, false)) return QLatin1String(name);
    for (const char *name : {"agentId", "telnyxLegA", "telnyxLegB", "telnyxConferenceId", "recordingUrl", "aiSessionId", "cost",
                             "answeredAt", "endedAt"})
        if (!is(name, true, true)) return QLatin1String(name);
    return {};
}

} // namespace

class LegacyContract : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data();
    void initTestCase();
    void cleanup();

    void everyOperationHasAHandler();
    void everyOperationAsksForItsRole();
    void registerClosed();
    void registerOpen();
    void registerByAdministrator();
    void login();
    void lockOut();
    void refreshTokens();
    void logout();
    void disabledUser();
    void lastAdministrator();
    void changePassword();
    void setUp();
    void telnyxToken();
    void startCallAndRead();
    void ownCallsOnly();
    void hangUp();
    void callActions();
    void historyLimits();
    void listAndCount();
    void numbers_data();
    void numbers();
    void missingAndWrongFields();
    void idempotencyKey();
    void withoutCarrier();
    void errorsOfTheDoor();
    void cors();
    void openApi();
    void webhooks();
    void auditLog();
    void knocks();

private:
    QByteArray up(RigOptions options = {});
    /// Validates a reply with status 200 against the OpenAPI document; what is wrong, or empty.
    QByteArray replyProblem(const QString &operation, const HttpAnswer &answer);
    void bind(const QString &number, const LegScript &script) { m_rig->carrier().carrier().scripts().bindNumber(number, script); }
    /// A call that rings and is then up until somebody ends it. Its id.
    QString talkingCall(const QString &who = u"agent"_s, const QString &number = kNumber);
    HttpAnswer webhook(const QByteArray &body, const QByteArray &signedBody, qint64 age = 0);

    std::unique_ptr<PgCluster> m_postgres;
    std::unique_ptr<Rig> m_rig;
    QJsonObject m_openApi;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;
};

#define UP(...) \
    do { \
        const QByteArray problem_ = up(__VA_ARGS__); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)
#define REPLY_IS_GOOD(operation, answer) \
    do { \
        const QByteArray problem_ = replyProblem(operation, answer); \
        QVERIFY2(problem_.isEmpty(), problem_.constData()); \
    } while (false)

void LegacyContract::initTestCase_data() {
    QTest::addColumn<QString>("database");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("postgres") << u"postgres"_s;
}

void LegacyContract::initTestCase() {
    auto cluster = PgCluster::ofTestRun();
    QVERIFY2(cluster.ok(), problemOf(cluster).constData());
    m_postgres = std::move(cluster).value();
}

/// Every reply that any test gets is held against the OpenAPI document.
void LegacyContract::cleanup() {
    m_rig.reset();
    const QStringList wrong = std::exchange(m_wrong, {});
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QByteArray LegacyContract::up(RigOptions options) {
    QFETCH_GLOBAL(QString, database);
    if (database == "postgres"_L1) {
        auto url = m_postgres->createDatabase(u"contract"_s);
        if (!url) return problemOf(url);
        options.databaseUrl = *url;
    }
    m_rig = std::make_unique<Rig>(std::move(options));
    if (auto started = m_rig->start(); !started) return problemOf(started);
    m_openApi = m_rig->get({}, u"/api/openapi.json"_s).object();
    m_check = std::make_unique<ReplyCheck>(m_openApi);
    m_rig->onAnswer = [this](const QByteArray &method, const QString &path, const HttpAnswer &answer) {
        if (const QString wrong = m_check->problem(method, path, answer); !wrong.isEmpty()) m_wrong << wrong;
    };
    return m_openApi.isEmpty() ? "no OpenAPI document" : "";
}

QByteArray LegacyContract::replyProblem(const QString &operation, const HttpAnswer &answer) {
    if (answer.status != 200) return answer.summary().toUtf8();
    const QJsonObject paths = m_openApi.value(u"paths"_s).toObject();
    for (const QJsonValue path : paths)
        for (const QJsonValue item : path.toObject()) {
            if (item[u"operationId"_s] != operation) continue;
            const QJsonObject schema = item[u"responses"_s][u"200"_s][u"content"_s][u"application/json"_s][u"schema"_s].toObject();
            const QString problem = schemaProblem(schema, answer.json(), m_openApi);
            return problem.isEmpty() ? QByteArray() : QByteArray(operation.toUtf8() + ": " + problem.toUtf8() + " in " + answer.body);
        }
    return "no such operation: " + operation.toUtf8();
}

QString LegacyContract::talkingCall(const QString &who, const QString &number) {
    bind(number, LegScript{.ring = Ms{1000}});
    const QString id = m_rig->post(who, u"/api/calls"_s, {{u"to"_s, number}}).object().value(u"id"_s).toString();
    return QTest::qWaitFor([&] { return m_rig->status(id) == "ACTIVE"_L1; }, 20'000) ? id : QString();
}

void LegacyContract::everyOperationHasAHandler() {
    UP();
    QVERIFY(allOperations().size() > 20);
    for (const OperationInfo &operation : allOperations()) {
        QVERIFY2(m_rig->engine().dispatcher().handles(operation.name), operation.name);
        const QJsonObject path = m_openApi.value(u"paths"_s).toObject().value(QLatin1String(operation.route.path)).toObject();
        const QString method = QString::fromLatin1(methodName(operation.route.method)).toLower();
        QCOMPARE(path.value(method)[u"operationId"_s].toString(), QLatin1String(operation.name));
    }
}

void LegacyContract::everyOperationAsksForItsRole() {
    UP();
    int asked = 0, refusedByRole = 0;
    for (const OperationInfo &operation : allOperations()) {
        if (operation.route.role == Role::Public) continue;
        const QString path = QString(QLatin1String(operation.route.path)).replace(u"{id}"_s, u"x"_s).replace(u"{number}"_s, u"x"_s);
        const QByteArray method = methodName(operation.route.method);
        ERROR_IS(m_rig->send({}, method, path), 401);
        ERROR_IS(m_rig->send(u"this.is.not-a-genuine-token"_s, method, path), 401);
        ++asked;
        for (const auto &[who, role] : {std::pair(u"agent"_s, Role::Agent), std::pair(u"supervisor"_s, Role::Supervisor)}) {
            if (allows(role, operation.route.role)) continue;
            ERROR_IS(m_rig->send(who, method, path), 403);
            ++refusedByRole;
        }
    }
    QVERIFY(asked > 15);
    QVERIFY(refusedByRole >= 4);
}

void LegacyContract::registerClosed() {
    UP();
    const QJsonObject body{{u"name"_s, u"N"_s}, {u"email"_s, u"n@x.example"_s}, {u"password"_s, u"pw"_s}};
    ERROR_IS(m_rig->post({}, u"/api/auth/register"_s, body), 403);
    ERROR_IS(m_rig->post(u"supervisor"_s, u"/api/auth/register"_s, body), 403);
    for (const char *field : {"name", "email", "password"}) {
        QJsonObject part = body;
        part.remove(QLatin1String(field));
        const HttpAnswer answer = m_rig->post({}, u"/api/auth/register"_s, part);
        ERROR_IS(answer, 400, u"missing_field"_s);
        QCOMPARE(answer.object().value(u"field"_s).toString(), QLatin1String(field));
    }
    ERROR_IS(m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"n@x.example"_s}, {u"password"_s, u"pw"_s}}), 401);
}

void LegacyContract::registerOpen() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) { engine.openRegistration = true; };
    UP(options);
    const QString path = u"/api/auth/register"_s;
    QJsonObject body{{u"name"_s, u"Nora"_s}, {u"email"_s, u"Nora@X.example"_s}, {u"password"_s, u"pw-of-nora"_s}, {u"extra"_s, 1}};
    const HttpAnswer made = m_rig->post({}, path, body);
    REPLY_IS_GOOD(u"register"_s, made);
    QCOMPARE(keysOf(made.object()), (QStringList{u"email"_s, u"id"_s, u"name"_s, u"role"_s}));
    QCOMPARE(made.object().value(u"role"_s).toString(), u"AGENT"_s);
    QCOMPARE(made.object().value(u"email"_s).toString(), u"Nora@X.example"_s);
    body.insert(u"email"_s, u"nora@x.EXAMPLE"_s);
    ERROR_IS(m_rig->post({}, path, body), 409);
    body.insert(u"email"_s, u"other@x.example"_s);
    for (const char *role : {"ADMIN", "SUPERVISOR"}) {
        body.insert(u"role"_s, QLatin1String(role));
        ERROR_IS(m_rig->post({}, path, body), 403);
        ERROR_IS(m_rig->post(u"agent"_s, path, body), 403);
        ERROR_IS(m_rig->post(u"supervisor"_s, path, body), 403);
    }
    body.insert(u"role"_s, u"ROOT"_s);
    ERROR_IS(m_rig->post({}, path, body), 400);
    body.insert(u"role"_s, u"AGENT"_s);
    body.insert(u"email"_s, u"no address"_s);
    ERROR_IS(m_rig->post({}, path, body), 400);
    body.insert(u"email"_s, u"long@x.example"_s);
    body.insert(u"password"_s, QString(73, u'p'));
    const HttpAnswer tooLong = m_rig->post({}, path, body);
    ERROR_IS(tooLong, 400);
    QCOMPARE(tooLong.object().value(u"field"_s).toString(), u"password"_s);
    QVERIFY(!tooLong.body.contains("pppp"));
    body.insert(u"password"_s, QString(72, u'p'));
    STATUS_IS(m_rig->post({}, path, body), 200);
    STATUS_IS(m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u" NORA@x.example "_s}, {u"password"_s, u"pw-of-nora"_s}}), 200);
}

void LegacyContract::registerByAdministrator() {
    UP();
    const HttpAnswer made = m_rig->post(u"admin"_s, u"/api/auth/register"_s,
                                        {{u"name"_s, u"Sue"_s}, {u"email"_s, u"sue@x.example"_s}, {u"password"_s, u"pw"_s}, {u"role"_s, u"SUPERVISOR"_s}});
    REPLY_IS_GOOD(u"register"_s, made);
    QCOMPARE(made.object().value(u"role"_s).toString(), u"SUPERVISOR"_s);
    const HttpAnswer in = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"sue@x.example"_s}, {u"password"_s, u"pw"_s}});
    QCOMPARE(in.object().value(u"user"_s)[u"role"_s].toString(), u"SUPERVISOR"_s);
}

void LegacyContract::login() {
    UP();
    const QString path = u"/api/auth/login"_s;
    const HttpAnswer in = m_rig->post({}, path, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}});
    REPLY_IS_GOOD(u"login"_s, in);
    const QJsonObject user = in.object().value(u"user"_s).toObject();
    QCOMPARE(keysOf(user), (QStringList{u"email"_s, u"id"_s, u"name"_s, u"role"_s}));
    QCOMPARE(user.value(u"id"_s).toString(), m_rig->userId(u"agent"_s).text());
    const QString token = in.object().value(u"token"_s).toString();
    const QJsonObject claims = QJsonDocument::fromJson(QByteArray::fromBase64(token.toLatin1().split('.').value(1), QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(claims.value(u"userId"_s), user.value(u"id"_s));
    QCOMPARE(claims.value(u"role"_s).toString(), u"AGENT"_s);
    QCOMPARE(claims.value(u"exp"_s).toInteger() - claims.value(u"iat"_s).toInteger(), qint64(24 * 3600));
    const HttpAnswer me = m_rig->get(token, u"/api/auth/me"_s);
    REPLY_IS_GOOD(u"me"_s, me);
    QCOMPARE(me.object(), user);

    const HttpAnswer wrong = m_rig->post({}, path, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"wrong"_s}});
    ERROR_IS(wrong, 401);
    QCOMPARE(wrong.object().value(u"error"_s).toString(), u"Invalid credentials"_s);
    const HttpAnswer unknown = m_rig->post({}, path, {{u"email"_s, u"nobody@rig.example"_s}, {u"password"_s, u"wrong"_s}});
    QCOMPARE(unknown.status, 401);
    QCOMPARE(unknown.body, wrong.body);
    ERROR_IS(m_rig->post({}, path, {{u"email"_s, u"agent@rig.example"_s}}), 400, u"missing_field"_s);
    ERROR_IS(m_rig->post({}, path, {{u"password"_s, u"x"_s}}), 400, u"missing_field"_s);
    ERROR_IS(m_rig->send({}, "POST", path, {}, "application/json"), 400, u"missing_field"_s);
    ERROR_IS(m_rig->send({}, "POST", path), 400, u"missing_field"_s);
    // An old token beside the request for a new one does no harm.
    STATUS_IS(m_rig->post(u"this.is.an-old-token-of-mine"_s, path, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}), 200);
}

void LegacyContract::lockOut() {
    UP();
    const auto attempt = [&](const QString &email, const QString &password) {
        return m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, email}, {u"password"_s, password}});
    };
    const QString known = u"agent@rig.example"_s, unknown = u"nobody@rig.example"_s;
    for (int i = 0; i < 10; ++i) {
        const HttpAnswer a = attempt(i % 2 ? known : known.toUpper(), u"wrong"_s), b = attempt(unknown, u"wrong"_s);
        QCOMPARE(a.status, 401);
        QCOMPARE(b.status, 401);
        QCOMPARE(a.body, b.body);
    }
    const HttpAnswer locked = attempt(known, u"secret-agent"_s), nobody = attempt(unknown, u"wrong"_s);
    ERROR_IS(locked, 429, u"account_locked"_s);
    const int wait = locked.headers.value("retry-after").toInt();
    QVERIFY2(wait > 0 && wait <= 600, qPrintable(QString::number(wait)));
    QCOMPARE(nobody.status, 429);
    QCOMPARE(nobody.body, locked.body);
    STATUS_IS(attempt(u"other@rig.example"_s, u"secret-other"_s), 200);
}

void LegacyContract::refreshTokens() {
    UP();
    const QJsonObject in = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).object();
    const auto refresh = [&](const QString &token) { return m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, token}}); };
    const QString first = in.value(u"refreshToken"_s).toString();
    const HttpAnswer second = refresh(first);
    REPLY_IS_GOOD(u"refreshToken"_s, second);
    const QString secondToken = second.object().value(u"refreshToken"_s).toString();
    QVERIFY(secondToken != first);
    const HttpAnswer third = refresh(secondToken);
    STATUS_IS(third, 200);
    const QString access = third.object().value(u"token"_s).toString();
    STATUS_IS(m_rig->get(access, u"/api/auth/me"_s), 200);
    // The first one again: somebody has copied it, and the whole login ends.
    ERROR_IS(refresh(first), 401);
    ERROR_IS(refresh(third.object().value(u"refreshToken"_s).toString()), 401);
    ERROR_IS(m_rig->get(access, u"/api/auth/me"_s), 401);
    ERROR_IS(refresh(u"no such token at all"_s), 401);
    ERROR_IS(m_rig->post({}, u"/api/auth/refresh"_s), 400);
    ERROR_IS(m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, first}, {u"surplus"_s, 1}}), 400, u"unknown_field"_s);
}

void LegacyContract::logout() {
    UP();
    const auto in = [&] {
        return m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).object();
    };
    const QJsonObject a = in(), b = in();
    const QString token = a.value(u"token"_s).toString();
    const HttpAnswer out = m_rig->send(token, "POST", u"/api/auth/logout"_s, {}, "application/json");
    REPLY_IS_GOOD(u"logout"_s, out);
    QCOMPARE(out.object(), (QJsonObject{{u"ok"_s, true}}));
    ERROR_IS(m_rig->get(token, u"/api/auth/me"_s), 401);
    ERROR_IS(m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, a.value(u"refreshToken"_s)}}), 401);
    STATUS_IS(m_rig->get(b.value(u"token"_s).toString(), u"/api/auth/me"_s), 200);
}

void LegacyContract::disabledUser() {
    UP();
    const QJsonObject in = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).object();
    const QString token = in.value(u"token"_s).toString();
    const QString path = u"/api/users/"_s + m_rig->userId(u"agent"_s).text();
    const auto patch = [&](const QByteArray &body) { return m_rig->send(u"admin"_s, "PATCH", path, body, "application/json"); };
    const HttpAnswer off = patch(R"({"disabled":true})");
    REPLY_IS_GOOD(u"updateUser"_s, off);
    QCOMPARE(off.object().value(u"disabled"_s).toBool(), true);
    ERROR_IS(m_rig->get(token, u"/api/auth/me"_s), 401);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls/active"_s), 401);
    ERROR_IS(m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, in.value(u"refreshToken"_s)}}), 401);
    const HttpAnswer again = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}});
    ERROR_IS(again, 401, u"invalid_credentials"_s);
    REPLY_IS_GOOD(u"updateUser"_s, patch(R"({"disabled":false,"role":"SUPERVISOR","name":"Agatha","station":"sip:a@pbx.example"})"));
    ERROR_IS(m_rig->get(token, u"/api/auth/me"_s), 401); // that login stays ended
    const HttpAnswer back = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}});
    STATUS_IS(back, 200);
    QCOMPARE(back.object().value(u"user"_s)[u"role"_s].toString(), u"SUPERVISOR"_s);
    ERROR_IS(m_rig->send(u"admin"_s, "PATCH", u"/api/users/no-such-user"_s, R"({"name":"x"})", "application/json"), 404);
    ERROR_IS(patch(R"({"passwordHash":"x"})"), 400, u"unknown_field"_s);
    const HttpAnswer users = m_rig->get(u"admin"_s, u"/api/users"_s);
    REPLY_IS_GOOD(u"listUsers"_s, users);
    QCOMPARE(users.object().value(u"users"_s).toArray().size(), 4);
    QVERIFY(!users.body.contains("$2b$"));
}

void LegacyContract::lastAdministrator() {
    UP();
    const QString path = u"/api/users/"_s + m_rig->userId(u"admin"_s).text();
    ERROR_IS(m_rig->send(u"admin"_s, "PATCH", path, R"({"disabled":true})", "application/json"), 409);
    ERROR_IS(m_rig->send(u"admin"_s, "PATCH", path, R"({"role":"AGENT"})", "application/json"), 409);
    STATUS_IS(m_rig->get(u"admin"_s, u"/api/users"_s), 200);
}

void LegacyContract::changePassword() {
    UP();
    const auto in = [&](const QString &password) {
        return m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, password}});
    };
    const QString mine = in(u"secret-agent"_s).object().value(u"token"_s).toString();
    const QString elsewhere = in(u"secret-agent"_s).object().value(u"token"_s).toString();
    const auto change = [&](const QString &now, const QString &then) {
        return m_rig->post(mine, u"/api/auth/password"_s, {{u"currentPassword"_s, now}, {u"newPassword"_s, then}});
    };
    ERROR_IS(change(u"wrong"_s, u"new"_s), 403);
    ERROR_IS(change(u"secret-agent"_s, QString(73, u'p')), 400);
    REPLY_IS_GOOD(u"changePassword"_s, change(u"secret-agent"_s, u"brand new"_s));
    STATUS_IS(m_rig->get(mine, u"/api/auth/me"_s), 200);
    ERROR_IS(m_rig->get(elsewhere, u"/api/auth/me"_s), 401, u"invalid_token"_s); // from this reply on, not a while later
    STATUS_IS(in(u"secret-agent"_s), 401);
    STATUS_IS(in(u"brand new"_s), 200);
}

void LegacyContract::setUp() {
    UP();
    auto token = m_rig->engine().storage().write<QString>([](store::Tx &tx) { return accounts::makeSetupToken(tx, true, SystemClock().now()); });
    token.waitForFinished();
    QVERIFY(token.result().ok());
    const auto attempt = [&](const QString &secret, const QString &email) {
        return m_rig->post({}, u"/api/auth/setup"_s, {{u"setupToken"_s, secret}, {u"name"_s, u"First"_s}, {u"email"_s, email}, {u"password"_s, u"pw"_s}});
    };
    ERROR_IS(attempt(u"wrong"_s, u"first@x.example"_s), 403);
    // A set-up that fails for another reason does not use the token up.
    ERROR_IS(attempt(*token.result(), u"agent@rig.example"_s), 409);
    const HttpAnswer made = attempt(*token.result(), u"first@x.example"_s);
    REPLY_IS_GOOD(u"setUp"_s, made);
    QCOMPARE(made.object().value(u"user"_s)[u"role"_s].toString(), u"ADMIN"_s);
    STATUS_IS(m_rig->get(made.object().value(u"token"_s).toString(), u"/api/users"_s), 200);
    ERROR_IS(attempt(*token.result(), u"second@x.example"_s), 403);
    const QString kept = m_rig->read<QString>([](store::Tx &tx) { return store::values::get(tx, u"setup_token_hash"_s); });
    QVERIFY(kept.isEmpty());
}

void LegacyContract::telnyxToken() {
    UP();
    const QString path = u"/api/auth/telnyx-token"_s;
    ERROR_IS(m_rig->get(u"agent"_s, path), 404);
    simulator::ApiRequest request{.method = u"POST"_s, .segments = {u"telephony_credentials"_s}};
    request.body = {{u"connection_id"_s, u"1684641123236054244"_s}};
    request.authorization = "Bearer x";
    const simulator::ApiResponse made = m_rig->carrier().carrier().execute(request);
    const QString credential = made.json.value(u"data"_s)[u"id"_s].toString();
    QVERIFY(!credential.isEmpty());
    const QByteArray body = QJsonDocument(QJsonObject{{u"telnyxCredentialId"_s, credential}}).toJson();
    STATUS_IS(m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + m_rig->userId(u"agent"_s).text(), body, "application/json"), 200);
    const HttpAnswer token = m_rig->get(u"agent"_s, path);
    REPLY_IS_GOOD(u"telnyxToken"_s, token);
    QCOMPARE(keysOf(token.object()), QStringList{u"token"_s});
    QVERIFY(!token.object().value(u"token"_s).toString().isEmpty());
}

void LegacyContract::startCallAndRead() {
    UP();
    bind(kNumber, LegScript{.ring = Ms{4000}});
    const HttpAnswer placed = m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, u"(312) 555-0123"_s}, {u"record"_s, true}, {u"unknown"_s, u"x"_s}});
    REPLY_IS_GOOD(u"startCall"_s, placed);
    QCOMPARE(keysOf(placed.object()), (QStringList{u"id"_s, u"telnyxLegId"_s}));
    const QString id = placed.object().value(u"id"_s).toString(), leg = placed.object().value(u"telnyxLegId"_s).toString();
    QVERIFY(leg.startsWith(u"v3:"_s));

    const HttpAnswer active = m_rig->get(u"agent"_s, u"/api/calls/active"_s);
    REPLY_IS_GOOD(u"activeCalls"_s, active);
    QCOMPARE(active.array().size(), 1);
    const QJsonObject call = active.array().at(0).toObject();
    QCOMPARE(legacyCallProblem(call), QString());
    QCOMPARE(call.value(u"id"_s).toString(), id);
    QCOMPARE(call.value(u"agentId"_s).toString(), m_rig->userId(u"agent"_s).text());
    QCOMPARE(call.value(u"customerNumber"_s).toString(), kNumber);
    QCOMPARE(call.value(u"direction"_s).toString(), u"outbound"_s);
    QCOMPARE(call.value(u"telnyxLegA"_s).toString(), leg);
    QVERIFY(call.value(u"answeredAt"_s).isNull());
    QVERIFY(call.value(u"endedAt"_s).isNull());

    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"ACTIVE"_s, 20'000);
    const HttpAnswer one = m_rig->get(u"agent"_s, u"/api/calls/"_s + id);
    REPLY_IS_GOOD(u"getCall"_s, one);
    QCOMPARE(one.object().value(u"agent"_s).toObject(), (QJsonObject{{u"id"_s, m_rig->userId(u"agent"_s).text()},
                                                                     {u"name"_s, u"agent"_s}, {u"email"_s, u"agent@rig.example"_s}}));
    QVERIFY(one.object().value(u"answeredAt"_s).isString());
    STATUS_IS(m_rig->post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, 20'000);
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/active"_s).body, QByteArray("[]"));

    const HttpAnswer history = m_rig->get(u"agent"_s, u"/api/calls/history"_s);
    REPLY_IS_GOOD(u"callHistory"_s, history);
    QCOMPARE(history.array().size(), 1);
    QVERIFY(history.array().at(0)[u"endedAt"_s].isString());
    const HttpAnswer card = m_rig->get(u"other"_s, u"/api/calls/history/%2B13125550123"_s);
    REPLY_IS_GOOD(u"numberHistory"_s, card);
    QCOMPARE(card.array().size(), 1);
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/history/%2B19995550123"_s).body, QByteArray("[]"));
    const HttpAnswer floor = m_rig->get(u"agent"_s, u"/api/floor/snapshot"_s);
    REPLY_IS_GOOD(u"floorSnapshot"_s, floor);
    QVERIFY(floor.object().value(u"seq"_s).toInteger() > 0);
}

void LegacyContract::ownCallsOnly() {
    UP();
    const QString id = talkingCall();
    QVERIFY(!id.isEmpty());
    const QString path = u"/api/calls/"_s + id;
    for (const char *action : {"/hangup", "/bridge", "/stream", "/ai"})
        ERROR_IS(m_rig->send(u"other"_s, "POST", path + QLatin1String(action), {}, "application/json"), 403);
    ERROR_IS(m_rig->get(u"other"_s, path), 403);
    QCOMPARE(m_rig->get(u"other"_s, u"/api/calls/active"_s).array().size(), 0);
    QCOMPARE(m_rig->get(u"other"_s, u"/api/calls/history"_s).array().size(), 0);
    QCOMPARE(m_rig->get(u"other"_s, u"/api/calls/count"_s).object().value(u"total"_s).toInt(-1), 0);
    QCOMPARE(m_rig->get(u"supervisor"_s, u"/api/calls/active"_s).array().size(), 1);
    REPLY_IS_GOOD(u"getCall"_s, m_rig->get(u"supervisor"_s, path));
    STATUS_IS(m_rig->post(u"supervisor"_s, path + u"/hangup"_s), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, 20'000);
}

void LegacyContract::hangUp() {
    UP();
    const QString id = talkingCall();
    QVERIFY(!id.isEmpty());
    // Actions come with the JSON type and an empty body.
    const HttpAnswer done = m_rig->send(u"agent"_s, "POST", u"/api/calls/"_s + id + u"/hangup"_s, {}, "application/json");
    REPLY_IS_GOOD(u"hangUp"_s, done);
    QCOMPARE(done.body, QByteArray(R"({"ok":true})"));
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, 20'000);
    QCOMPARE(m_rig->post(u"agent"_s, u"/api/calls/"_s + id + u"/hangup"_s).body, QByteArray(R"({"ok":true})"));
    for (const char *action : {"/hangup", "/bridge", "/stream", "/ai"})
        ERROR_IS(m_rig->post(u"agent"_s, u"/api/calls/no-such-call"_s + QLatin1String(action)), 404);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls/no-such-call"_s), 404);
}

void LegacyContract::callActions() {
    RigOptions options;
    options.engine = [](EngineOptions &engine) { engine.policy.streamUrl = u"ws://127.0.0.1:9/media"_s; };
    UP(options);
    const QString id = talkingCall();
    QVERIFY(!id.isEmpty());
    const QString path = u"/api/calls/"_s + id;
    REPLY_IS_GOOD(u"streamCall"_s, m_rig->send(u"agent"_s, "POST", path + u"/stream"_s, {}, "application/json"));
    REPLY_IS_GOOD(u"assistCall"_s, m_rig->send(u"agent"_s, "POST", path + u"/ai"_s, {}, "application/json"));
    QTRY_VERIFY_WITH_TIMEOUT(m_rig->call(id).value(u"aiSessionId"_s).isString(), 20'000);
    ERROR_IS(m_rig->post(u"agent"_s, path + u"/bridge"_s), 409);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->carrier().carrier().requests().count(u"streaming_start"_s), size_t(1), 20'000);
    STATUS_IS(m_rig->post(u"agent"_s, path + u"/hangup"_s), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->status(id), u"COMPLETED"_s, 20'000);
    ERROR_IS(m_rig->post(u"agent"_s, path + u"/stream"_s), 409);
    ERROR_IS(m_rig->post(u"agent"_s, path + u"/ai"_s), 409);
}

void LegacyContract::historyLimits() {
    UP();
    bind(kNumber, LegScript{.outcome = simulator::Outcome::Busy, .ring = Ms{20}});
    QStringList ids;
    for (int i = 0; i < 12; ++i) ids << m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kNumber}}).object().value(u"id"_s).toString();
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/history/%2B13125550123"_s).array().size(), 10);
    const QJsonArray all = m_rig->get(u"agent"_s, u"/api/calls/history"_s).array();
    QCOMPARE(all.size(), 12);
    for (qsizetype i = 0; i < 12; ++i) QCOMPARE(all.at(i)[u"id"_s].toString(), ids.at(11 - i));
    const QJsonArray page = m_rig->get(u"agent"_s, u"/api/calls/history?limit=5&cursor="_s + ids.at(9)).array();
    QCOMPARE(page.size(), 5);
    QCOMPARE(page.at(0)[u"id"_s].toString(), ids.at(8));
    for (const char *limit : {"0", "501", "many", "-1", "1.5"})
        ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls/history?limit="_s + QLatin1String(limit)), 400);
}

void LegacyContract::listAndCount() {
    UP();
    bind(kNumber, LegScript{.outcome = simulator::Outcome::Busy, .ring = Ms{20}});
    for (int i = 0; i < 3; ++i) STATUS_IS(m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kNumber}}), 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_rig->get(u"agent"_s, u"/api/calls?status=NO_ANSWER"_s).object().value(u"calls"_s).toArray().size(), 3, 20'000);
    const HttpAnswer first = m_rig->get(u"agent"_s, u"/api/calls?limit=2"_s);
    REPLY_IS_GOOD(u"listCalls"_s, first);
    QCOMPARE(first.object().value(u"calls"_s).toArray().size(), 2);
    const HttpAnswer rest = m_rig->get(u"agent"_s, u"/api/calls?limit=2&cursor="_s + first.object().value(u"next"_s).toString());
    REPLY_IS_GOOD(u"listCalls"_s, rest);
    QCOMPARE(rest.object().value(u"calls"_s).toArray().size(), 1);
    QVERIFY(rest.object().value(u"next"_s).isNull());
    const HttpAnswer count = m_rig->get(u"agent"_s, u"/api/calls/count?direction=outbound&number=%2B13125550123"_s);
    REPLY_IS_GOOD(u"countCalls"_s, count);
    QCOMPARE(count.object().value(u"total"_s).toInt(), 3);
    QCOMPARE(count.object().value(u"byStatus"_s)[u"NO_ANSWER"_s].toInt(), 3);
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/count?from=2100-01-01T00:00:00Z"_s).object().value(u"total"_s).toInt(-1), 0);
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/count?to=2100-01-01T00:00:00Z"_s).object().value(u"total"_s).toInt(-1), 3);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls?status=BUSY"_s), 400);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls?from=yesterday"_s), 400);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/calls?surplus=1"_s), 400, u"unknown_field"_s);
}

void LegacyContract::numbers_data() {
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::newRow("emergency") << u"911"_s << u"emergency_number"_s;
    QTest::newRow("emergency abroad") << u"112"_s << u"emergency_number"_s;
    QTest::newRow("premium") << u"+1 900 555 2345"_s << u"premium_number"_s;
    QTest::newRow("no number") << u"hello"_s << u"invalid_number"_s;
    QTest::newRow("no area code") << u"555-0123"_s << u"invalid_number"_s;
}

void LegacyContract::numbers() {
    QFETCH(QString, to);
    QFETCH(QString, code);
    UP();
    const HttpAnswer refused = m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, to}});
    ERROR_IS(refused, 400, code);
    QCOMPARE(refused.object().value(u"field"_s).toString(), u"to"_s);
    QCOMPARE(m_rig->get(u"admin"_s, u"/api/calls/history"_s).body, QByteArray("[]"));
    QCOMPARE(m_rig->carrier().carrier().dialing().dials().size(), size_t(0));
}

void LegacyContract::missingAndWrongFields() {
    UP();
    const QString path = u"/api/calls"_s;
    ERROR_IS(m_rig->post(u"agent"_s, path), 400, u"missing_field"_s);
    ERROR_IS(m_rig->post(u"agent"_s, path, {{u"to"_s, QJsonValue::Null}}), 400, u"missing_field"_s);
    ERROR_IS(m_rig->post(u"agent"_s, path, {{u"to"_s, QString()}}), 400);
    ERROR_IS(m_rig->post(u"agent"_s, path, {{u"to"_s, 13125550123.0}}), 400);
    ERROR_IS(m_rig->post(u"agent"_s, path, {{u"to"_s, kNumber}, {u"record"_s, u"yes"_s}}), 400);
    ERROR_IS(m_rig->send(u"agent"_s, "POST", path, "{\"to\":", "application/json"), 400);
    ERROR_IS(m_rig->send(u"agent"_s, "POST", path, "[]", "application/json"), 400);
    ERROR_IS(m_rig->send(u"agent"_s, "POST", path, "to=1", "application/x-www-form-urlencoded"), 415);
    ERROR_IS(m_rig->send(u"agent"_s, "POST", path, {}, "application/json"), 400, u"missing_field"_s);
    QCOMPARE(m_rig->carrier().carrier().dialing().dials().size(), size_t(0));
}

void LegacyContract::idempotencyKey() {
    UP();
    bind(kNumber, LegScript{.ring = Ms{60'000}});
    const auto place = [&](const QString &who, const QByteArray &body, const QByteArray &key) {
        return m_rig->send(who, "POST", u"/api/calls"_s, body, "application/json", {{"Idempotency-Key", key}});
    };
    const QByteArray body = R"({"to":"+13125550123"})";
    const HttpAnswer first = place(u"agent"_s, body, "k1"), second = place(u"agent"_s, R"({ "to": "(312) 555-0123" })", "k1");
    STATUS_IS(first, 200);
    STATUS_IS(second, 200);
    QCOMPARE(second.object(), first.object());
    QCOMPARE(m_rig->dialsTo(kNumber), 1);
    ERROR_IS(place(u"agent"_s, R"({"to":"+13125550123","record":true})", "k1"), 409);
    ERROR_IS(place(u"agent"_s, R"({"to":"+13125550123","aiProvider":"x"})", "k1"), 409);
    ERROR_IS(place(u"agent"_s, R"({"to":"+13125550199"})", "k1"), 409);
    QCOMPARE(m_rig->dialsTo(kNumber), 1);
    const HttpAnswer others = place(u"other"_s, body, "k1"), next = place(u"agent"_s, body, "k2");
    STATUS_IS(others, 200);
    STATUS_IS(next, 200);
    QVERIFY(others.object().value(u"id"_s) != first.object().value(u"id"_s));
    QVERIFY(next.object().value(u"id"_s) != first.object().value(u"id"_s));
    QCOMPARE(m_rig->dialsTo(kNumber), 3);
    ERROR_IS(place(u"agent"_s, body, QByteArray(256, 'k')), 400);
    // What the carrier refuses is refused again without asking it.
    QVERIFY(!m_rig->sim("POST", u"faults"_s, {{u"endpoint"_s, u"dial"_s}, {u"kind"_s, u"422"_s}, {u"count"_s, 1}}).isEmpty());
    const HttpAnswer refused = place(u"agent"_s, body, "k3"), again = place(u"agent"_s, body, "k3");
    ERROR_IS(refused, 502);
    QCOMPARE(again.status, refused.status);
    QCOMPARE(again.body, refused.body);
    QCOMPARE(m_rig->dialsTo(kNumber), 3);
}

void LegacyContract::withoutCarrier() {
    RigOptions options;
    options.carrier = false;
    UP(options);
    ERROR_IS(m_rig->post(u"agent"_s, u"/api/calls"_s, {{u"to"_s, kNumber}}), 503);
    ERROR_IS(m_rig->get(u"agent"_s, u"/api/auth/telnyx-token"_s), 503);
    QCOMPARE(m_rig->get(u"agent"_s, u"/api/calls/active"_s).body, QByteArray("[]"));
    const HttpAnswer ready = m_rig->get({}, u"/readyz"_s);
    QCOMPARE(ready.status, 503);
    QCOMPARE(ready.object().value(u"carrier"_s).toBool(true), false);
    QCOMPARE(ready.object().value(u"database"_s).toBool(), true);
}

void LegacyContract::errorsOfTheDoor() {
    UP();
    ERROR_IS(m_rig->get({}, u"/api/nothing"_s), 404);
    ERROR_IS(m_rig->get({}, u"/nothing"_s), 404);
    STATUS_IS(m_rig->get({}, u"/"_s), 200); // the dashboard
    const HttpAnswer method = m_rig->send(u"agent"_s, "DELETE", u"/api/calls"_s);
    ERROR_IS(method, 405, u"method_not_allowed"_s);
    QCOMPARE(method.headers.value("allow"), QByteArray("POST, GET, HEAD"));
    const HttpAnswer health = m_rig->get({}, u"/api/health"_s);
    REPLY_IS_GOOD(u"health"_s, health);
    QCOMPARE(health.object(), (QJsonObject{{u"status"_s, u"ok"_s}, {u"version"_s, u"0.0.1-rig"_s}}));
    STATUS_IS(m_rig->get({}, u"/healthz"_s), 200);
    STATUS_IS(m_rig->get({}, u"/readyz"_s), 200);
    const HttpAnswer metrics = m_rig->get({}, u"/metrics"_s);
    STATUS_IS(metrics, 200);
    QVERIFY(metrics.body.contains("\ncallfloor_database_available 1\n"));
    QCOMPARE(health.headers.value("x-content-type-options"), QByteArray("nosniff"));
}

void LegacyContract::cors() {
    RigOptions options;
    options.gateway = [](GatewayOptions &gateway) { gateway.allowedOrigins = {u"https://desk.example.com"_s}; };
    UP(options);
    const Fields good{{"Origin", "https://desk.example.com"}, {"Access-Control-Request-Method", "POST"},
                      {"Access-Control-Request-Headers", "authorization,content-type,idempotency-key"}};
    for (const char *path : {"/api/calls", "/api/auth/login", "/api/calls/x/hangup"}) {
        const HttpAnswer preflight = m_rig->send({}, "OPTIONS", QLatin1String(path), {}, {}, good);
        QVERIFY2(preflight.status == 204 || preflight.status == 200, qPrintable(preflight.summary()));
        QCOMPARE(preflight.headers.value("access-control-allow-origin"), QByteArray("https://desk.example.com"));
        QVERIFY(preflight.headers.value("access-control-allow-methods").contains("POST"));
        const QByteArray allowed = preflight.headers.value("access-control-allow-headers").toLower();
        for (const char *name : {"authorization", "content-type", "idempotency-key"}) QVERIFY2(allowed.contains(name), name);
    }
    const Fields foreign{{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "POST"}};
    const HttpAnswer refused = m_rig->send({}, "OPTIONS", u"/api/calls"_s, {}, {}, foreign);
    QVERIFY(!refused.headers.contains("access-control-allow-origin"));
    QVERIFY(!refused.headers.contains("access-control-allow-methods"));
    // Replies and errors alike can be read by the page.
    QCOMPARE(m_rig->send({}, "GET", u"/api/health"_s, {}, {}, good).headers.value("access-control-allow-origin"), QByteArray("https://desk.example.com"));
    const HttpAnswer unauthorized = m_rig->send({}, "GET", u"/api/calls/active"_s, {}, {}, good);
    QCOMPARE(unauthorized.status, 401);
    QCOMPARE(unauthorized.headers.value("access-control-allow-origin"), QByteArray("https://desk.example.com"));
    QVERIFY(!m_rig->send({}, "GET", u"/api/health"_s, {}, {}, foreign).headers.contains("access-control-allow-origin"));
}

void LegacyContract::openApi() {
    UP();
    QCOMPARE(m_openApi.value(u"openapi"_s).toString(), u"3.1.0"_s);
    const QJsonObject health = m_openApi.value(u"paths"_s)[u"/api/health"_s][u"get"_s].toObject();
    QCOMPARE(health.value(u"security"_s).toArray().size(), 0);
    QVERIFY(m_openApi.value(u"paths"_s)[u"/api/calls"_s][u"post"_s][u"requestBody"_s].isObject());
    const HttpAnswer error = m_rig->get({}, u"/api/auth/me"_s);
    const QString problem = schemaProblem({{u"$ref"_s, u"#/components/schemas/Error"_s}}, error.json(), m_openApi);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    // The checker itself finds what is wrong.
    QVERIFY(!schemaProblem({{u"type"_s, u"string"_s}}, 1, m_openApi).isEmpty());
    QVERIFY(!schemaProblem({{u"$ref"_s, u"#/components/schemas/Error"_s}}, QJsonObject{{u"error"_s, u"x"_s}}, m_openApi).isEmpty());
}

HttpAnswer LegacyContract::webhook(const QByteArray &body, const QByteArray &signedBody, qint64 age) {
    const QByteArray timestamp = QByteArray::number(QDateTime::currentSecsSinceEpoch() - age);
    return m_rig->send({}, "POST", u"/api/telnyx/webhook"_s, body, "application/json",
                       {{"telnyx-timestamp", timestamp}, {"telnyx-signature-ed25519", m_rig->carrier().sender().key().sign(timestamp, signedBody)}});
}

void LegacyContract::webhooks() {
    UP();
    const auto stored = [&] { return m_rig->read<qint64>([](store::Tx &tx) { return store::webhooks::count(tx); }); };
    const QByteArray body = R"({"data":{"record_type":"event","event_type":"call.some.new.kind","id":"11111111-2222-4333-8444-555555555555",)"
                            R"("occurred_at":"2026-03-02T15:04:05.120000Z","payload":{"call_control_id":"v3:x"}},"meta":{"attempt":1}})";
    ERROR_IS(webhook(body, body + ' '), 403);
    ERROR_IS(webhook(body, body, 1000), 403);
    ERROR_IS(m_rig->send({}, "POST", u"/api/telnyx/webhook"_s, body, "application/json"), 403);
    ERROR_IS(webhook("no JSON", "no JSON"), 400);
    QCOMPARE(stored(), qint64(0));
    QCOMPARE(m_rig->engine().metrics().webhooksRefused, qint64(4));
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer taken = webhook(body, body);
        STATUS_IS(taken, 200);
        QCOMPARE(taken.object(), (QJsonObject{{u"received"_s, true}}));
        QCOMPARE(stored(), qint64(1));
    }
    QCOMPARE(m_rig->engine().metrics().webhooksDuplicate, qint64(2));
    QCOMPARE(m_rig->engine().metrics().webhooksProcessed, qint64(1));
    QCOMPARE(m_rig->get(u"admin"_s, u"/api/calls/history"_s).body, QByteArray("[]"));
}

void LegacyContract::auditLog() {
    UP();
    const auto in = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).object();
    STATUS_IS(m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"nobody@rig.example"_s}, {u"password"_s, u"hunter2"_s}}), 401);
    const HttpAnswer next = m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, in.value(u"refreshToken"_s)}});
    STATUS_IS(next, 200);
    STATUS_IS(m_rig->post({}, u"/api/auth/refresh"_s, {{u"refreshToken"_s, in.value(u"refreshToken"_s)}}), 401);
    const QString again = m_rig->post({}, u"/api/auth/login"_s, {{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}}).object().value(u"token"_s).toString();
    STATUS_IS(m_rig->post(again, u"/api/auth/password"_s, {{u"currentPassword"_s, u"secret-agent"_s}, {u"newPassword"_s, u"x"_s}}), 200);
    STATUS_IS(m_rig->post(again, u"/api/auth/logout"_s), 200);
    STATUS_IS(m_rig->send(u"admin"_s, "PATCH", u"/api/users/"_s + m_rig->userId(u"agent"_s).text(), R"({"disabled":true})", "application/json"), 200);
    const auto entries = m_rig->read<std::vector<store::AuditEntry>>([](store::Tx &tx) { return store::audit::newest(tx, 100); });
    QStringList actions;
    for (const store::AuditEntry &entry : entries) {
        actions << entry.action;
        if (entry.action == "login"_L1) QCOMPARE(entry.peer, u"127.0.0.1"_s);
        const QByteArray details = QJsonDocument(entry.details).toJson();
        QVERIFY(!details.contains("hunter2") && !details.contains("$2b$"));
    }
    for (const char *action : {"user_created", "login", "login_failed", "token_refreshed", "refresh_token_reused", "password_changed", "logout", "user_updated"})
        QVERIFY2(actions.contains(QLatin1String(action)), action);
    QCOMPARE(actions.count(u"login"_s), 2);
    QCOMPARE(entries.front().actorId, m_rig->userId(u"admin"_s).text());
}

void LegacyContract::knocks() {
    RigOptions options;
    options.gateway = [](GatewayOptions &gateway) { gateway.knocksPerMinute = 3; };
    UP(options);
    const QJsonObject body{{u"email"_s, u"agent@rig.example"_s}, {u"password"_s, u"secret-agent"_s}};
    for (int i = 0; i < 3; ++i) STATUS_IS(m_rig->post({}, u"/api/auth/login"_s, body), 200);
    const HttpAnswer refused = m_rig->send({}, "POST", u"/api/auth/login"_s, QJsonDocument(body).toJson(), "application/json", {{"X-Forwarded-For", "1.2.3.4"}});
    ERROR_IS(refused, 429, u"rate_limited"_s);
    QVERIFY(refused.headers.value("retry-after").toInt() > 0);
    STATUS_IS(m_rig->get(u"agent"_s, u"/api/auth/me"_s), 200);
    STATUS_IS(m_rig->get({}, u"/api/health"_s), 200);
}

QTEST_GUILESS_MAIN(LegacyContract)
#include "tst_legacy_contract.moc"
