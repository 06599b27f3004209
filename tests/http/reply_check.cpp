// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/reply_check.h"

#include "tests/http/schema_check.h"

#include <QUrl>

namespace callfloor::test {

using namespace Qt::StringLiterals;

namespace {

/// How well a path template fits: the number of its fixed segments, or -1.
qsizetype fit(const QString &pattern, const QStringList &path) {
    const QStringList segments = pattern.split(u'/');
    if (segments.size() != path.size()) return -1;
    qsizetype fixed = 0;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (segments[i] == path[i]) ++fixed;
        else if (!segments[i].startsWith(u'{')) return -1;
    }
    return fixed;
}

QJsonObject pathItem(const QJsonObject &document, const QString &path) {
    const QStringList segments = path.section(u'?', 0, 0).split(u'/');
    const QJsonObject paths = document.value(u"paths"_s).toObject();
    QJsonObject item;
    qsizetype best = -1;
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        const qsizetype fixed = fit(it.key(), segments);
        if (fixed > best) item = it.value().toObject();
        best = std::max(best, fixed);
    }
    return item;
}

} // namespace

QJsonObject ReplyCheck::resolved(const QJsonObject &maybeReference) const {
    const QString reference = maybeReference.value(u"$ref"_s).toString();
    if (reference.isEmpty()) return maybeReference;
    QJsonValue value = m_document;
    for (const QString &step : reference.mid(2).split(u'/')) value = value.toObject().value(step);
    return value.toObject();
}

QString ReplyCheck::errorProblem(const HttpAnswer &answer) const {
    const QJsonObject schema{{u"$ref"_s, u"#/components/schemas/Error"_s}};
    if (const QString wrong = schemaProblem(schema, answer.json(), m_document); !wrong.isEmpty()) return wrong;
    const QJsonObject body = answer.object();
    if (body.value(u"error"_s) != body.value(u"message"_s)) return u"error and message differ"_s;
    return body.value(u"error"_s).toString().size() < 8 ? u"an error without a sentence"_s : QString();
}

QString ReplyCheck::headProblem(const QJsonObject &declared, const HttpAnswer &answer) const {
    const QJsonObject headers = declared.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QJsonObject header = resolved(it.value().toObject());
        const QByteArray name = it.key().toLatin1().toLower();
        if (!answer.headers.contains(name)) {
            if (header.value(u"required"_s).toBool()) return u"the field %1 is missing"_s.arg(it.key());
            continue;
        }
        bool isNumber = false;
        answer.headers.value(name).toLongLong(&isNumber);
        if (header.value(u"schema"_s)[u"type"_s] == "integer"_L1 && !isNumber) return u"the field %1 is no number"_s.arg(it.key());
    }
    for (const char *always : {"x-content-type-options", "content-security-policy", "referrer-policy", "vary"})
        if (!answer.headers.contains(always)) return u"the field %1 is missing"_s.arg(QLatin1String(always));
    return {};
}

QString ReplyCheck::bodyProblem(const QJsonObject &declared, const QByteArray &method, const HttpAnswer &answer) const {
    const QJsonObject content = declared.value(u"content"_s).toObject();
    if (content.isEmpty() || method == "HEAD") return answer.body.isEmpty() ? QString() : u"a body where there is none declared"_s;
    const QString type = QString::fromLatin1(answer.headers.value("content-type").split(';').first());
    if (!content.contains(type)) return u"the content type %1 is not declared"_s.arg(type);
    const QJsonObject schema = content.value(type)[u"schema"_s].toObject();
    const bool json = type == "application/json"_L1;
    if (!json && type != "text/plain"_L1) return {};
    const QString wrong = schemaProblem(schema, json ? answer.json() : QJsonValue(QString::fromUtf8(answer.body)), m_document);
    const bool error = schema.value(u"$ref"_s) == "#/components/schemas/Error"_L1;
    return wrong.isEmpty() && error ? errorProblem(answer) : wrong;
}

QString ReplyCheck::problem(const QByteArray &method, const QString &path, const HttpAnswer &answer) {
    if (method == "OPTIONS" || answer.status == 0) return {};
    const QString what = u"%1 %2: "_s.arg(QString::fromLatin1(method), path);
    const QJsonObject item = pathItem(m_document, path);
    const QString verb = method == "HEAD" ? u"get"_s : QString::fromLatin1(method).toLower();
    const QJsonObject operation = item.value(verb).toObject();
    if (operation.isEmpty()) {
        if (!item.isEmpty() && answer.status != 405) return what + u"a verb that is not declared, and no 405"_s;
        if (answer.status == 405 && !answer.headers.contains("allow")) return what + u"405 without Allow"_s;
        const QString wrong = answer.status >= 400 ? errorProblem(answer) : QString();
        return wrong.isEmpty() ? QString() : QString(what + wrong);
    }
    const QString status = QString::number(answer.status);
    const QJsonValue declared = operation.value(u"responses"_s)[status];
    if (!declared.isObject()) return what + u"the status %1 is not declared: "_s.arg(status) + QString::fromUtf8(answer.body.left(200));
    m_seen << operation.value(u"operationId"_s).toString() + u' ' + status;
    const QJsonObject response = resolved(declared.toObject());
    QString wrong = headProblem(response, answer);
    if (wrong.isEmpty()) wrong = bodyProblem(response, method, answer);
    return wrong.isEmpty() ? QString() : QString(what + status + u": "_s + wrong + u" in "_s + QString::fromUtf8(answer.body.left(300)));
}

} // namespace callfloor::test
