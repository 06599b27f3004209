// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/openapi.h"

#include "app/contract/all_ops.h"
#include "app/contract/service_routes.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace callfloor;
using namespace Qt::StringLiterals;

namespace {

const QStringList kVerbs{u"get"_s, u"post"_s, u"patch"_s, u"put"_s, u"delete"_s};

/// Every object in the document with its JSON pointer.
void walk(const QJsonValue &value, const QString &where, const std::function<void(const QJsonObject &, const QString &)> &visit) {
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        visit(object, where);
        for (auto it = object.begin(); it != object.end(); ++it) walk(it.value(), where + u'/' + it.key(), visit);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) walk(array[i], where + u'/' + QString::number(i), visit);
    }
}

bool resolves(const QJsonObject &document, const QString &ref) {
    if (!ref.startsWith(u"#/"_s)) return false;
    QJsonValue value = document;
    for (const QString &step : ref.sliced(2).split(u'/')) value = value.toObject().value(step);
    return value.isObject();
}

/// What is wrong with a JSON Schema; empty if nothing (of what we use of it).
QString schemaProblem(const QJsonObject &schema) {
    static const QSet<QString> kTypes{u"string"_s, u"integer"_s, u"number"_s, u"boolean"_s, u"array"_s, u"object"_s, u"null"_s};
    static const QSet<QString> kWords{u"type"_s, u"enum"_s, u"format"_s, u"minLength"_s, u"maxLength"_s, u"minimum"_s, u"maximum"_s,
                                      u"items"_s, u"properties"_s, u"required"_s, u"additionalProperties"_s, u"$ref"_s, u"description"_s};
    for (const QString &key : schema.keys())
        if (!kWords.contains(key)) return u"unknown word "_s + key;
    if (schema.contains("$ref"_L1)) return {};
    QStringList types;
    if (schema.value("type"_L1).isArray())
        for (const QJsonValue type : schema.value("type"_L1).toArray()) types << type.toString();
    else types << schema.value("type"_L1).toString();
    for (const QString &type : types)
        if (!kTypes.contains(type)) return u"unknown type "_s + type;
    if (QSet<QString>(types.begin(), types.end()).size() != types.size()) return u"a type twice"_s;
    if (types.contains(u"array"_s) != schema.contains("items"_L1)) return u"items without array, or the other way round"_s;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (const QJsonValue name : schema.value("required"_L1).toArray())
        if (!properties.contains(name.toString())) return u"required but not declared: "_s + name.toString();
    if (schema.value("maximum"_L1).toDouble(1e18) < schema.value("minimum"_L1).toDouble(-1e18)) return u"empty range"_s;
    if (schema.value("maxLength"_L1).toDouble(1e18) < schema.value("minLength"_L1).toDouble(0)) return u"empty length"_s;
    for (const QJsonValue property : properties)
        if (const QString problem = schemaProblem(property.toObject()); !problem.isEmpty()) return problem;
    if (schema.contains("items"_L1)) return schemaProblem(schema.value("items"_L1).toObject());
    return {};
}

} // namespace

/// The OpenAPI 3.1 document: structure by the specification, content by the operations.
class OpenApiTest : public QObject {
    Q_OBJECT
    QJsonObject m_document = openApiDocument(allOperations(), u"1.2.3"_s);

    QJsonObject target(const QString &reference) const {
        QJsonValue value = m_document;
        for (const QString &step : reference.sliced(2).split(u'/')) value = value.toObject().value(step);
        return value.toObject();
    }
    QJsonObject operation(const OperationInfo &info) const {
        return m_document.value("paths"_L1).toObject().value(QLatin1String(info.route.path)).toObject()
            .value(QString::fromLatin1(methodName(info.route.method)).toLower()).toObject();
    }

private slots:
    void headIsComplete() {
        QCOMPARE(m_document.value("openapi"_L1).toString(), u"3.1.0"_s);
        const QJsonObject info = m_document.value("info"_L1).toObject();
        QVERIFY(!info.value("title"_L1).toString().isEmpty());
        QCOMPARE(info.value("version"_L1).toString(), u"1.2.3"_s);
        for (const QString &key : m_document.keys())
            QVERIFY2((QStringList{u"openapi"_s, u"info"_s, u"paths"_s, u"components"_s, u"security"_s, u"servers"_s, u"tags"_s}.contains(key)), qPrintable(key));
    }

    void everyOperationIsThereOnce() {
        int found = 0;
        const QJsonObject paths = m_document.value("paths"_L1).toObject();
        QSet<QString> ids;
        for (auto it = paths.begin(); it != paths.end(); ++it) {
            QVERIFY(it.key().startsWith(u'/'));
            const QJsonObject item = it.value().toObject();
            for (const QString &verb : item.keys()) {
                QVERIFY2(kVerbs.contains(verb), qPrintable(verb));
                const QString id = item.value(verb).toObject().value("operationId"_L1).toString();
                QVERIFY2(!id.isEmpty() && !ids.contains(id), qPrintable(id));
                ids << id;
                ++found;
            }
        }
        QCOMPARE(static_cast<size_t>(found), allOperations().size() + serviceRoutes().size());
        for (const OperationInfo &info : allOperations()) {
            QCOMPARE(operation(info).value("operationId"_L1).toString(), QLatin1String(info.name));
            QVERIFY(!operation(info).value("summary"_L1).toString().isEmpty());
        }
    }

    void everyParameterOfThePathIsDeclared() {
        static const QRegularExpression kBraces(u"\\{(\\w+)\\}"_s);
        for (const OperationInfo &info : allOperations()) {
            QSet<QString> inPath, declared;
            for (auto match = kBraces.globalMatch(QLatin1String(info.route.path)); match.hasNext();) inPath << match.next().captured(1);
            QSet<QString> seen;
            for (const QJsonValue value : operation(info).value("parameters"_L1).toArray()) {
                const QJsonObject parameter = value.toObject();
                const QString name = parameter.value("name"_L1).toString(), in = parameter.value("in"_L1).toString();
                QVERIFY2(in == u"path"_s || in == u"query"_s, info.name);
                QVERIFY2(!seen.contains(in + name), info.name);
                seen << in + name;
                if (in == u"path"_s) declared << name;
                if (in == u"path"_s) QCOMPARE(parameter.value("required"_L1), QJsonValue(true));
                QVERIFY2(parameter.value("schema"_L1).isObject(), info.name);
            }
            QCOMPARE(declared, inPath);
        }
    }

    void everyOperationDeclaresItsReplies() {
        for (const OperationInfo &info : allOperations()) {
            const QJsonObject replies = operation(info).value("responses"_L1).toObject();
            for (const char *status : {"200", "400", "413", "415", "500", "503", "default"})
                QVERIFY2(replies.contains(QLatin1String(status)), qPrintable(QLatin1String(info.name) + u' ' + QLatin1String(status)));
            const bool open = info.route.role == Role::Public;
            QVERIFY2(open || replies.contains(u"401"_s), info.name);
            QVERIFY2(allows(Role::Agent, info.route.role) || replies.contains(u"403"_s), info.name);
            QCOMPARE(replies.contains(u"429"_s), info.limited());
            QCOMPARE(replies.contains(u"304"_s), info.route.revalidated);
            for (auto it = replies.begin(); it != replies.end(); ++it) {
                QJsonObject reply = it.value().toObject();
                const bool error = reply.contains("$ref"_L1);
                QCOMPARE(error, it.key() == "default"_L1 || it.key() >= u"400"_s);
                if (error) reply = target(reply.value("$ref"_L1).toString());
                QVERIFY(!reply.value("description"_L1).toString().isEmpty());
                if (it.key() == "304"_L1) continue;
                // Errors are always JSON; a reply is what its operation says (CSV, for one).
                const QJsonObject content = reply.value("content"_L1).toObject();
                QCOMPARE(content.size(), qsizetype{1});
                const QJsonObject schema = content.begin().value().toObject().value("schema"_L1).toObject();
                QVERIFY(!error || content.contains("application/json"_L1));
                QVERIFY2(!schema.isEmpty(), info.name);
                QCOMPARE(schema.value("$ref"_L1) == "#/components/schemas/Error"_L1, error);
            }
        }
    }

    void everyErrorHasItsStatusAndIsDeclaredOnce() {
        QSet<int> statuses;
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) statuses << httpStatus(static_cast<ErrorCode>(code));
        QCOMPARE(statuses.size(), static_cast<int>(ErrorCode::Internal) + 1);
        const OperationInfo *setUp = nullptr;
        for (const OperationInfo &info : allOperations())
            if (qstrcmp(info.name, SetUp::name) == 0) setUp = &info;
        QVERIFY(setUp);
        const QStringList replies = operation(*setUp).value("responses"_L1).toObject().keys();
        QCOMPARE(replies, (QStringList{u"200"_s, u"400"_s, u"403"_s, u"409"_s, u"413"_s, u"415"_s, u"429"_s, u"500"_s, u"503"_s, u"default"_s}));
    }

    void everyOperationHasATag() {
        QSet<QString> tags;
        for (const QJsonValue tag : m_document.value("tags"_L1).toArray()) tags << tag.toObject().value("name"_L1).toString();
        QVERIFY(tags.size() > 3);
        for (const OperationInfo &info : allOperations()) {
            QVERIFY2(!info.tag().isEmpty(), info.name);
            QCOMPARE(operation(info).value("tags"_L1).toArray(), QJsonArray{info.tag()});
            QVERIFY2(tags.contains(info.tag()), info.name);
        }
    }

    void whatIsNoOperationIsToldToo() {
        QStringList told;
        for (const ServiceRoute &route : serviceRoutes()) {
            const QJsonObject item = m_document.value("paths"_L1)[QLatin1String(route.path)]
                                         .toObject().value(QString::fromLatin1(methodName(route.method)).toLower()).toObject();
            QCOMPARE(item.value("operationId"_L1).toString(), QLatin1String(route.name));
            QVERIFY(item.value("summary"_L1).toString().endsWith(u'.'));
            QCOMPARE(item.value("security"_L1), route.role == Role::Public ? QJsonValue(QJsonArray{}) : QJsonValue(QJsonValue::Undefined));
            QCOMPARE(item.value("x-role"_L1).toString(), roleName(route.role));
            QCOMPARE(item.value("tags"_L1).toArray(), QJsonArray{u"System"_s});
            QCOMPARE(item.contains("requestBody"_L1), route.method == Method::Post);
            const QJsonObject replies = item.value("responses"_L1).toObject();
            QVERIFY(replies.contains("200"_L1) && replies.contains("500"_L1) && replies.contains("default"_L1));
            for (const QJsonValue reply : replies)
                QVERIFY2(resolves(m_document, reply["$ref"_L1].toString()) || reply["description"_L1].toString().endsWith(u'.'), route.path);
            told << QLatin1String(route.path);
        }
        told.sort();
        QCOMPARE(told, (QStringList{u"/api/telnyx/webhook"_s, u"/api/uploads"_s, u"/healthz"_s, u"/metrics"_s, u"/readyz"_s}));
    }

    void bodiesHaveTheDeclaredFields() {
        for (const OperationInfo &info : allOperations()) {
            QStringList fields, required;
            for (const FieldInfo &field : info.fields) {
                if (field.in != FieldInfo::In::Body) continue;
                fields << field.name;
                if (field.required) required << field.name;
            }
            const QJsonObject body = operation(info).value("requestBody"_L1).toObject();
            QCOMPARE(body.isEmpty(), fields.isEmpty());
            if (body.isEmpty()) continue;
            const QJsonObject schema = body.value("content"_L1).toObject().value("application/json"_L1).toObject().value("schema"_L1).toObject();
            fields.sort();
            QCOMPARE(schema.value("properties"_L1).toObject().keys(), fields);
            QCOMPARE(schema.value("required"_L1).toArray(), QJsonArray::fromStringList(required));
            QCOMPARE(body.value("required"_L1).toBool(), !required.isEmpty());
        }
    }

    void everyReferenceResolvesAndEverySchemaIsSound() {
        int references = 0, schemas = 0;
        QString problem;
        walk(m_document, u"#"_s, [&](const QJsonObject &object, const QString &where) {
            if (object.contains("$ref"_L1)) {
                ++references;
                if (!resolves(m_document, object.value("$ref"_L1).toString())) problem = where + u": reference"_s;
            }
            if (where.endsWith(u"/schema"_s)) {
                ++schemas;
                if (const QString wrong = schemaProblem(object); !wrong.isEmpty()) problem = where + u": "_s + wrong;
            }
        });
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(references > 40 && schemas > 60);
        for (const QJsonValue schema : m_document.value("components"_L1).toObject().value("schemas"_L1).toObject())
            QCOMPARE(schemaProblem(schema.toObject()), QString());
    }

    void onlyPublicOperationsNeedNoToken() {
        const QJsonObject schemes = m_document.value("components"_L1).toObject().value("securitySchemes"_L1).toObject();
        const QJsonArray general = m_document.value("security"_L1).toArray();
        QCOMPARE(general.size(), qsizetype{1});
        QVERIFY(schemes.contains(general[0].toObject().keys().constFirst()));
        for (const OperationInfo &info : allOperations()) {
            const QJsonValue own = operation(info).value("security"_L1);
            QCOMPARE(own.isArray() && own.toArray().isEmpty(), info.route.role == Role::Public);
        }
    }
};

QTEST_GUILESS_MAIN(OpenApiTest)
#include "tst_openapi.moc"
