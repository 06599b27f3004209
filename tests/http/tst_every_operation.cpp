// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/all_ops.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"

#include <QTest>
#include <QUrl>

#include <map>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *kVerbs[] = {"GET", "POST", "PATCH", "PUT", "DELETE"};
constexpr const char *kJson = "application/json";

QString typeOf(const QJsonObject &schema) {
    const QJsonValue type = schema.value(u"type"_s);
    return type.isArray() ? type.toArray().first().toString() : type.toString();
}

/// A value that the field takes.
QJsonValue goodValue(const QJsonObject &schema) {
    if (schema.contains(u"enum"_s)) return schema.value(u"enum"_s).toArray().first();
    const QString type = typeOf(schema), format = schema.value(u"format"_s).toString();
    if (type == "integer"_L1) return schema.value(u"minimum"_s);
    if (type == "boolean"_L1) return true;
    if (type == "array"_L1) return QJsonArray{goodValue(schema.value(u"items"_s).toObject())};
    if (type == "object"_L1) {
        QJsonObject object;
        for (const QJsonValue &name : schema.value(u"required"_s).toArray())
            object.insert(name.toString(), goodValue(schema.value(u"properties"_s)[name.toString()].toObject()));
        return object;
    }
    if (format == "date-time"_L1) return u"2026-03-02T15:04:05Z"_s;
    if (format == "email"_L1) return u"ann@x.example"_s;
    return QString(std::max<qsizetype>(1, schema.value(u"minLength"_s).toInt(1)), u'x');
}

QList<QJsonValue> textsTooLongOrShort(const QJsonObject &schema) {
    QList<QJsonValue> wrong;
    const qint64 most = schema.value(u"maxLength"_s).toInteger(0), least = schema.value(u"minLength"_s).toInteger(0);
    if (most > 0 && most < 8192) wrong << QString(most + 1, u'y');
    if (least > 0) wrong << u""_s;
    if (least > 1) wrong << QString(least - 1, u'y');
    return wrong;
}

/// Values that a field of a JSON body must not take.
QList<QJsonValue> badJson(const QJsonObject &schema) {
    const QString type = typeOf(schema), format = schema.value(u"format"_s).toString();
    QList<QJsonValue> wrong{QJsonObject{{u"a"_s, 1}}};
    if (type != "array"_L1) wrong << QJsonArray{};
    if (type != "boolean"_L1) wrong << true;
    if (type != "string"_L1) wrong << u"7"_s;
    if (type == "integer"_L1)
        wrong << 1.5 << 1e300 << schema.value(u"minimum"_s).toInteger() - 1 << schema.value(u"maximum"_s).toInteger() + 1;
    else
        wrong << 7;
    if (schema.contains(u"enum"_s) || format == "date-time"_L1) wrong << u"no such word"_s << u""_s;
    else if (type == "string"_L1) wrong += textsTooLongOrShort(schema) + QList<QJsonValue>{QString(QChar::Null)};
    return wrong;
}

/// Values that a parameter of the path or the query must not take.
QList<QJsonValue> badText(const QJsonObject &schema, bool inPath) {
    const QString type = typeOf(schema), format = schema.value(u"format"_s).toString();
    QList<QJsonValue> wrong;
    if (type == "integer"_L1) {
        for (const char *text : {"x", "", "1.5", " 1", "+1", "1e1", "99999999999999999999"}) wrong << QString(QLatin1String(text));
        wrong << QString::number(schema.value(u"minimum"_s).toInteger() - 1) << QString::number(schema.value(u"maximum"_s).toInteger() + 1);
    } else if (type == "boolean"_L1) {
        wrong << u"yes"_s << u"1"_s << u""_s;
    } else if (schema.contains(u"enum"_s) || format == "date-time"_L1) {
        wrong << u"no such word"_s << u""_s;
    } else {
        wrong = textsTooLongOrShort(schema);
    }
    if (inPath) wrong.removeAll(QJsonValue(u""_s)); // an empty segment is another address
    return wrong;
}

/// A request of an operation, part by part.
struct Parts {
    std::map<QString, QString> path, query;
    QJsonObject body;

    void set(const FieldInfo &field, const QJsonValue &value) {
        if (field.in == FieldInfo::In::Body) body.insert(field.name, value);
        else (field.in == FieldInfo::In::Path ? path : query)[field.name] = value.toVariant().toString();
    }
    QString address(const OperationInfo &operation) const {
        const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
        QString address = QLatin1String(operation.route.path);
        for (const auto &[name, value] : path) address.replace(u'{' + name + u'}', encoded(value));
        QChar mark = u'?';
        for (const auto &[name, value] : query) address += std::exchange(mark, u'&') + encoded(name) + u'=' + encoded(value);
        return address;
    }
    QByteArray json() const { return QJsonDocument(body).toJson(QJsonDocument::Compact); }
};

/// A request that the operation's declaration has nothing against.
Parts goodParts(const OperationInfo &operation) {
    Parts parts;
    for (const FieldInfo &field : operation.fields)
        if (field.required) parts.set(field, goodValue(field.schema));
    return parts;
}

} // namespace

/// What holds for every declared operation, over HTTP. A new one is tested by being declared.
class EveryOperation : public QObject {
    Q_OBJECT
    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;

    std::unique_ptr<HttpClient> m_client; ///< One for all requests: they are many.

    HttpAnswer ask(const QString &who, const QByteArray &method, const QString &path, const QByteArray &body = {}, const QByteArray &type = {}) {
        m_client->setToken(who.size() > 20 ? who : m_rig->token(who));
        const HttpAnswer answer = m_client->send(method, path, body, type);
        if (const QString wrong = m_check->problem(method, path, answer); !wrong.isEmpty()) m_wrong << wrong;
        return answer;
    }
    HttpAnswer send(const QString &who, const OperationInfo &operation, const Parts &parts, const QByteArray &body, const QByteArray &type = kJson) {
        return ask(who, methodName(operation.route.method), parts.address(operation), body, body.isEmpty() ? QByteArray() : type);
    }
    /// Notes what is not as wanted. `field`: the one that the refusal must name.
    void expect(const OperationInfo &operation, const HttpAnswer &answer, int status, const QString &code, const QString &field, const QByteArray &sent) {
        const QJsonObject body = answer.object();
        const QString named = body.value(u"field"_s).toString(); // of an inner object its member
        const bool fine = answer.status == status && (code.isEmpty() || body.value(u"code"_s) == code) &&
                          (field.isEmpty() || named == field || named.startsWith(field + u'.'));
        if (!fine) m_wrong << u"%1, sent %2: %3"_s.arg(QLatin1String(operation.name), QString::fromUtf8(sent.left(120)), answer.summary().left(200) + u" field "_s + body.value(u"field"_s).toString());
    }

private slots:
    void initTestCase() {
        m_rig = std::make_unique<Rig>();
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
        m_check = std::make_unique<ReplyCheck>(m_rig->get({}, u"/api/openapi.json"_s).object());
        m_client = std::make_unique<HttpClient>(QUrl(u"http://127.0.0.1:%1"_s.arg(m_rig->port())));
    }

    void cleanup() {
        const QStringList wrong = std::exchange(m_wrong, {});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.mid(0, 20).join(u'\n')));
    }

    void asksForAToken() {
        int asked = 0;
        for (const OperationInfo &operation : allOperations()) {
            if (operation.route.role == Role::Public) continue;
            const Parts parts = goodParts(operation);
            const QByteArray body = operation.hasBody() ? parts.json() : QByteArray();
            expect(operation, send({}, operation, parts, body), 401, u"unauthorized"_s, {}, body);
            expect(operation, send(u"this.is.not-a-genuine-token"_s, operation, parts, body), 401, u"invalid_token"_s, {}, body);
            // Nothing of the request is looked at before: a stranger learns nothing of it.
            expect(operation, send({}, operation, parts, "x=1", "text/plain"), 401, u"unauthorized"_s, {}, "x=1");
            ++asked;
        }
        QVERIFY(asked > 15);
    }

    void asksForItsRole() {
        int refused = 0;
        for (const OperationInfo &operation : allOperations()) {
            for (const auto &[who, role] : {std::pair(u"agent"_s, Role::Agent), std::pair(u"supervisor"_s, Role::Supervisor)}) {
                if (allows(role, operation.route.role)) continue;
                expect(operation, send(who, operation, goodParts(operation), {}), 403, u"forbidden"_s, {}, {});
                expect(operation, send(who, operation, goodParts(operation), "x=1", "text/plain"), 403, u"forbidden"_s, {}, "x=1");
                ++refused;
            }
        }
        QVERIFY(refused >= 4);
    }

    void refusesOtherVerbs() {
        std::map<QString, QStringList> verbs;
        for (const OperationInfo &operation : allOperations())
            verbs[goodParts(operation).address(operation).section(u'?', 0, 0)] << QLatin1String(methodName(operation.route.method));
        for (const OperationInfo &operation : allOperations()) {
            const QString address = goodParts(operation).address(operation).section(u'?', 0, 0);
            for (const char *verb : kVerbs) {
                if (verbs[address].contains(QLatin1String(verb))) continue;
                const HttpAnswer answer = ask(u"admin"_s, verb, address);
                expect(operation, answer, 405, u"method_not_allowed"_s, {}, verb);
                const QByteArrayList allowed = answer.headers.value("allow").replace(" ", "").split(',');
                for (const QString &own : verbs[address])
                    if (!allowed.contains(own.toLatin1()) || allowed.contains(verb)) m_wrong << address + u": Allow"_s;
            }
        }
    }

    void refusesOtherContentTypes() {
        for (const OperationInfo &operation : allOperations())
            for (const char *type : {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "application/jsonp", "json"})
                expect(operation, send(u"admin"_s, operation, goodParts(operation), "{\"a\":1}", type), 415, u"unsupported_media_type"_s, {}, type);
    }

    void refusesBadJson_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QByteArray &text, const QString &field) { QTest::newRow(name) << text << field; };
        row("65 levels", "{\"x\":" + QByteArray(64, '[') + QByteArray(64, ']') + '}', QString(u"x"_s + u"[0]"_s.repeated(63)).left(120) + u'…');
        row("2500 levels", QByteArray("{\"x\":").repeated(2500) + '1' + QByteArray(2500, '}'), QString(u"x"_s + u".x"_s.repeated(63)).left(120) + u'…');
        row("not UTF-8", "{\"x\":\"\xff\"}", u"x"_s);
        row("overlong UTF-8", "{\"x\":\"\xc0\x80\"}", u"x"_s);
        row("surrogate in UTF-8", "{\"x\":\"\xed\xa0\x80\"}", u"x"_s);
        row("lone high surrogate", R"({"x":"\ud83d"})", u"x"_s);
        row("lone low surrogate", R"({"x":{"y":["\ude00"]}})", u"x.y[0]"_s);
        row("a key twice", R"({"to":"+13125550123","x":1,"to":"+13125550199"})", u"to"_s);
        row("a key twice, deeper", R"({"x":{"y":1,"y":1}})", u"x.y"_s);
        row("a key twice by an escape", R"({"password":"a","pass\u0077ord":"b"})", u"password"_s);
        row("a number beyond all", R"({"x":1e400})", u"x"_s);
        row("hexadecimal", R"({"x":0x10})", u"x"_s);
        row("not a number", R"({"x":NaN})", u"x"_s);
        row("control character", "{\"x\":\"a\nb\"}", u"x"_s);
        row("cut off", R"({"x":)", u"x"_s);
        row("garbage behind", R"({} {})", {});
        row("no object", "[]", {});
        row("a text alone", "\"x\"", {});
    }
    void refusesBadJson() {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        for (const OperationInfo &operation : allOperations()) {
            if (operation.route.bodyBytes > 0 && text.size() > operation.route.bodyBytes) continue;
            expect(operation, send(u"admin"_s, operation, goodParts(operation), text), 400, u"invalid_json"_s, field, text);
        }
    }

    /// 64 levels are no reason to refuse.
    void takesDeepJson() {
        const QByteArray text = "{\"x\":" + QByteArray(63, '[') + QByteArray(63, ']') + '}';
        for (const OperationInfo &operation : allOperations()) {
            const HttpAnswer answer = send(operation.route.role == Role::Public ? QString() : u"admin"_s, operation, goodParts(operation), text);
            if (answer.object().value(u"code"_s) == "invalid_json"_L1) m_wrong << answer.summary();
        }
    }

    void refusesUnknownFields() {
        int newer = 0;
        for (const OperationInfo &operation : allOperations()) {
            Parts parts = goodParts(operation);
            // A legacy operation with good fields would be done: leave one out, and it must be that one which is missed.
            const bool legacy = operation.route.legacy;
            QString missing;
            for (const FieldInfo &field : operation.fields)
                if (legacy && field.required && field.in == FieldInfo::In::Body) missing = field.name;
            if (legacy && missing.isEmpty()) continue;
            parts.body.remove(missing);
            parts.body.insert(u"no such field"_s, 1);
            newer += !legacy;
            const QByteArray body = parts.json();
            expect(operation, send(u"admin"_s, operation, parts, body), 400, legacy ? u"missing_field"_s : u"unknown_field"_s,
                   legacy ? missing : u"no such field"_s, body);
            if (legacy) continue;
            parts = goodParts(operation);
            parts.query[u"surplus"_s] = u"1"_s;
            const QByteArray rest = operation.hasBody() ? parts.json() : QByteArray();
            expect(operation, send(u"admin"_s, operation, parts, rest), 400, u"unknown_field"_s, u"surplus"_s, "?surplus");
        }
        QVERIFY(newer > 8);
    }

    /// Old dashboards put time stamps and the like behind every address.
    void ignoresUnknownParametersOnOldRoutes() {
        int asked = 0;
        for (const OperationInfo &operation : allOperations()) {
            if (!operation.route.legacy || operation.route.method != Method::Get) continue;
            Parts parts = goodParts(operation);
            const int status = send(u"admin"_s, operation, parts, {}).status;
            parts.query[u"_"_s] = u"1"_s;
            expect(operation, send(u"admin"_s, operation, parts, {}), status, {}, {}, "?_=1");
            ++asked;
        }
        QVERIFY(asked >= 4);
    }

    void checksEveryField() {
        int checked = 0;
        for (const OperationInfo &operation : allOperations()) {
            for (const FieldInfo &field : operation.fields) {
                const bool body = field.in == FieldInfo::In::Body;
                for (const QJsonValue &value : body ? badJson(field.schema) : badText(field.schema, field.in == FieldInfo::In::Path)) {
                    Parts parts = goodParts(operation);
                    parts.set(field, value);
                    const QByteArray sent = operation.hasBody() ? parts.json() : QByteArray();
                    // What is wrong inside an object may also be that a member is missing or surplus.
                    const bool inside = typeOf(field.schema) == "object"_L1 && value.isObject();
                    const QString code = inside ? QString() : u"invalid_field"_s;
                    expect(operation, send(u"admin"_s, operation, parts, sent), 400, code, field.name, parts.address(operation).toUtf8() + ' ' + sent);
                    ++checked;
                }
                if (!field.required || !body) continue;
                Parts parts = goodParts(operation);
                parts.body.remove(field.name);
                expect(operation, send(u"admin"_s, operation, parts, parts.json()), 400, u"missing_field"_s, field.name, parts.json());
                parts.body.insert(field.name, QJsonValue::Null);
                expect(operation, send(u"admin"_s, operation, parts, parts.json()), 400, u"missing_field"_s, field.name, parts.json());
            }
        }
        QVERIFY2(checked > 150, qPrintable(QString::number(checked)));
    }

    void refusesParametersThatAreThereTwice() {
        int asked = 0;
        for (const OperationInfo &operation : allOperations())
            for (const FieldInfo &field : operation.fields) {
                if (field.in != FieldInfo::In::Query || operation.route.legacy) continue;
                Parts parts = goodParts(operation);
                parts.set(field, goodValue(field.schema));
                const QString address = parts.address(operation) + u'&' + field.name + u"=x"_s;
                expect(operation, ask(u"admin"_s, methodName(operation.route.method), address), 400, u"invalid_field"_s, field.name, address.toUtf8());
                ++asked;
            }
        QVERIFY(asked > 8);
    }

    void refusesAddressesThatAreNoText() {
        for (const OperationInfo &operation : allOperations()) {
            const QString path = goodParts(operation).address(operation).section(u'?', 0, 0);
            for (const char *query : {"?a=%ff", "?a=%ED%A0%80", "?a=%00"})
                expect(operation, ask(u"admin"_s, methodName(operation.route.method), path + QLatin1String(query)), 400, u"bad_address"_s, {}, query);
        }
    }

    void everyOperationWasAnswered() {
        for (const OperationInfo &operation : allOperations()) {
            const QString name = QLatin1String(operation.name);
            QVERIFY2(m_check->seen().contains(name + u" 400"_s) && m_check->seen().contains(name + u" 415"_s), operation.name);
        }
    }
};

QTEST_GUILESS_MAIN(EveryOperation)
#include "tst_every_operation.moc"
