// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/docs_page.h"

#include "app/contract/openapi.h"
#include "server/http/docs_text.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QStringList>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QString escaped(const QString &text) { return text.toHtmlEscaped(); }
QString code(const QString &text) { return u"<code>"_s + escaped(text) + u"</code>"_s; }
QString element(const char *name, const QString &content) {
    return u"<%1>%2</%1>\n"_s.arg(QLatin1String(name), content);
}

/// A sentence in which back ticks mark code.
QString marked(const QString &sentence) {
    static const QRegularExpression kTicks(u"`([^`]*)`"_s);
    return escaped(sentence).replace(kTicks, u"<code>\\1</code>"_s);
}

QString verbBadge(const OperationInfo &operation) {
    const QString verb = QLatin1String(methodName(operation.route.method));
    return u"<span class=\"verb %1\">%2</span>"_s.arg(verb.toLower(), verb);
}

/// A path that may break behind its slashes on a narrow screen.
QString breakablePath(const OperationInfo &operation) {
    return escaped(QLatin1String(operation.route.path)).replace(u"/"_s, u"/<wbr>"_s);
}

QString anchorOf(const QString &tag) { return u"tag-"_s + QString(tag).toLower().replace(u' ', u'-'); }

QString fieldEntry(const QString &name, bool required, const QString &words) {
    const QString mark = required ? u"<span class=\"must\">required</span>"_s : u"<span class=\"may\">optional</span>"_s;
    return u"<div><dt>%1 %2</dt><dd>%3</dd></div>\n"_s.arg(code(name), mark, escaped(words));
}

QString fieldList(const OperationInfo &operation, FieldInfo::In in, const QString &title, const QString &hint = {}) {
    QString entries;
    for (const FieldInfo &field : operation.fields)
        if (field.in == in) entries += fieldEntry(field.name, field.required, docs::typeInWords(field.schema));
    if (entries.isEmpty()) return {};
    return element("h4", escaped(title)) + (hint.isEmpty() ? QString() : element("p", hint)) + u"<dl class=\"fields\">\n"_s + entries + u"</dl>\n"_s;
}

QString bodyHint(const OperationInfo &operation) {
    QString hint = operation.route.legacy ? u"JSON. Unknown fields are ignored."_s : u"JSON. Unknown fields are refused."_s;
    if (operation.route.bodyBytes > 0) hint += u" At most %1 KiB."_s.arg(operation.route.bodyBytes / 1024);
    return hint;
}

QString replyText(const OperationInfo &operation) {
    const bool list = operation.replySchema.value(u"type"_s) == "array"_L1;
    QString text = element("h4", u"Reply: %1"_s.arg(operation.successStatus));
    text += element("p", (list ? u"A JSON array of objects."_s : u"A JSON object."_s) +
                             (operation.route.revalidated ? u" With an <code>ETag</code>: send it as <code>If-None-Match</code> "
                                                            "and get 304 while nothing has changed."_s
                                                          : QString()));
    QString entries;
    for (const docs::Member &member : docs::membersOf(operation.replySchema))
        entries += u"<div><dt>%1</dt><dd>%2</dd></div>\n"_s.arg(code(member.path), escaped(docs::typeInWords(member.schema)));
    return text + u"<details open><summary>Fields</summary><dl class=\"fields\">\n"_s + entries + u"</dl></details>\n"_s;
}

/// What is peculiar to the operation; the rest is told once at the top.
QString errorText(const OperationInfo &operation) {
    QString entries;
    QStringList usual;
    for (const ErrorCode error : operation.refusals()) {
        if (error == ErrorCode::BadRequest || error == ErrorCode::TooLarge || error == ErrorCode::Internal || error == ErrorCode::Unavailable)
            usual << QString::number(httpStatus(error));
        else
            entries += u"<div><dt>%1</dt><dd>%2</dd></div>\n"_s.arg(code(QString::number(httpStatus(error))), marked(refusalMeaning(error)));
    }
    usual.insert(2, u"415"_s);
    entries += u"<div><dt><a href=\"#errors\">%1</a></dt><dd>as everywhere</dd></div>\n"_s.arg(usual.join(u", "_s));
    return element("h4", u"Errors"_s) + u"<dl class=\"fields errors\">\n"_s + entries + u"</dl>\n"_s;
}

QString needs(const OperationInfo &operation) {
    if (operation.route.role == Role::Public) return u"Needs no token."_s;
    if (operation.route.role == Role::Agent) return u"Needs a token."_s;
    return u"Needs a token of the role <strong>%1</strong>%2."_s.arg(
        roleName(operation.route.role), operation.route.role == Role::Admin ? QString() : u" or above"_s);
}

QString article(const OperationInfo &operation) {
    const QString name = QLatin1String(operation.name);
    QString text = u"<article class=\"operation\" id=\"%1\">\n"_s.arg(name);
    text += element("h3", u"<a href=\"#%1\">%2 <code>%3</code></a>"_s.arg(name, verbBadge(operation), breakablePath(operation)));
    text += u"<p class=\"summary\">%1 <span class=\"role\">%2</span></p>\n"_s.arg(escaped(QString::fromUtf8(operation.route.summary)), needs(operation));
    text += fieldList(operation, FieldInfo::In::Path, u"In the path"_s);
    text += fieldList(operation, FieldInfo::In::Query, u"In the query"_s);
    text += fieldList(operation, FieldInfo::In::Body, u"Body"_s, bodyHint(operation));
    text += replyText(operation) + errorText(operation);
    text += element("h4", u"Example"_s) + u"<pre><code>"_s + escaped(docs::curlExample(operation)) + u"</code></pre>\n"_s;
    return text + u"</article>\n"_s;
}

QString navigation(const std::vector<OperationInfo> &operations, const QStringList &tags) {
    QString text;
    for (const QString &tag : tags) {
        text += u"<div class=\"group\"><h2><a href=\"#%1\">%2</a></h2>\n<ul>\n"_s.arg(anchorOf(tag), escaped(tag));
        for (const OperationInfo &operation : operations)
            if (operation.tag() == tag)
                text += u"<li data-of=\"%1\"><a href=\"#%1\">%2 <span>%3</span></a></li>\n"_s.arg(
                    QLatin1String(operation.name), verbBadge(operation), breakablePath(operation));
        text += u"</ul></div>\n"_s;
    }
    return text;
}

/// What holds everywhere.
QString generalErrors() {
    QMap<int, QString> meanings{{405, u"The address does not take this verb; `Allow` names those that it takes."_s},
                                {415, u"A body that is not sent as application/json."_s}};
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        const auto error = static_cast<ErrorCode>(i);
        meanings.insert(httpStatus(error), refusalMeaning(error));
    }
    QString entries;
    for (auto it = meanings.begin(); it != meanings.end(); ++it)
        entries += u"<div><dt>%1</dt><dd>%2</dd></div>\n"_s.arg(code(QString::number(it.key())), marked(it.value()));
    return u"<dl class=\"fields errors\">\n"_s + entries + u"</dl>\n"_s;
}

} // namespace

QByteArray apiReference(const std::vector<OperationInfo> &operations, const QString &version) {
    QFile file(u":/callfloor/web/docs.html"_s);
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString page = QString::fromUtf8(file.readAll());
    QStringList tags;
    for (const OperationInfo &operation : operations)
        if (!tags.contains(operation.tag())) tags << operation.tag();
    QString sections;
    for (const QString &tag : tags) {
        sections += u"<section id=\"%1\">\n<h2>%2</h2>\n"_s.arg(anchorOf(tag), escaped(tag));
        for (const OperationInfo &operation : operations)
            if (operation.tag() == tag) sections += article(operation);
        sections += u"</section>\n"_s;
    }
    page.replace(u"<!--version-->"_s, escaped(version));
    page.replace(u"<!--errors-->"_s, generalErrors());
    page.replace(u"<!--navigation-->"_s, navigation(operations, tags));
    page.replace(u"<!--operations-->"_s, sections);
    return page.toUtf8();
}

} // namespace callfloor
