// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/api.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

QString ApiResponse::code() const { return json.value("errors"_L1).toArray().first()["code"_L1].toString(); }

ApiResponse dataResponse(const QJsonValue &data, int status) {
    return {.status = status, .json = QJsonObject{{u"data"_s, data}}};
}

ApiResponse resultOk(QJsonObject extra) {
    extra.insert(u"result"_s, u"ok"_s);
    return dataResponse(extra);
}

ApiResponse pageResponse(const QJsonArray &items, const ApiRequest &request) {
    const int asked = request.param(u"page[size]"_s).toInt();
    const int size = asked <= 0 ? 20 : std::min(asked, 250);
    const int number = std::max(1, request.param(u"page[number]"_s).toInt());
    const int total = static_cast<int>(items.size());
    QJsonArray page;
    for (qsizetype i = static_cast<qsizetype>(number - 1) * size; i < items.size() && page.size() < size; ++i)
        page.append(items[i]);
    return {.json = QJsonObject{{u"data"_s, page},
                                {u"meta"_s, QJsonObject{{u"page_number"_s, number},
                                                        {u"page_size"_s, size},
                                                        {u"total_pages"_s, (total + size - 1) / size},
                                                        {u"total_results"_s, total}}}}};
}

ApiResponse refusal(int status, const QString &code, const QString &title, const QString &detail,
                    const QString &pointer) {
    QJsonObject error{{u"code"_s, code}, {u"title"_s, title}};
    if (!detail.isEmpty()) error.insert(u"detail"_s, detail);
    if (!pointer.isEmpty()) error.insert(u"source"_s, QJsonObject{{u"pointer"_s, pointer}});
    return {.status = status, .json = QJsonObject{{u"errors"_s, QJsonArray{error}}}};
}

namespace refuse {

ApiResponse notFound() {
    return refusal(404, u"10005"_s, u"Resource not found"_s, u"There is no such resource or URL."_s);
}
ApiResponse malformedBody() {
    return refusal(400, u"10015"_s, u"Bad Request"_s, u"The body is not well-formed JSON."_s, u"/"_s);
}
ApiResponse unauthenticated() {
    return refusal(401, u"10009"_s, u"Authentication failed"_s, u"A valid bearer token is missing."_s);
}
ApiResponse missing(const QString &field) {
    return refusal(422, u"10004"_s, u"Missing required parameter"_s,
                   u"The '%1' parameter is required and must not be blank."_s.arg(field), "/"_L1 + field);
}
ApiResponse notE164(const QString &field) {
    return refusal(422, u"10016"_s, u"Phone number must be in +E164 format"_s,
                   u"'%1' is not in +E164 format."_s.arg(field), "/"_L1 + field);
}
ApiResponse badValue(const QString &field, const QString &detail) {
    return refusal(422, u"10015"_s, u"Invalid value for %1"_s.arg(field), detail, "/"_L1 + field);
}
ApiResponse badEnum(const QString &field, const QStringList &allowed) {
    return refusal(422, u"10032"_s, u"Invalid enumerated value"_s, u"Allowed: %1."_s.arg(allowed.join(", "_L1)),
                   "/"_L1 + field);
}
ApiResponse outOfRange(const QString &field, qint64 low, qint64 high) {
    return refusal(422, u"10033"_s, u"Value outside of range"_s, u"Allowed: %1 to %2."_s.arg(low).arg(high),
                   "/"_L1 + field);
}
ApiResponse unknownLeg(const QString &pointer) {
    return refusal(422, u"90015"_s, u"Invalid Call Control ID"_s, u"There is no call with this call_control_id."_s,
                   pointer);
}
ApiResponse callEnded() {
    return refusal(422, u"90018"_s, u"Call has already ended"_s, u"An ended call takes no commands."_s);
}
ApiResponse notAnswered() {
    return refusal(422, u"90034"_s, u"Call not answered yet"_s, u"The command needs an answered call."_s);
}
ApiResponse conferenceUnknown() {
    return refusal(404, u"90058"_s, u"Invalid conference_id"_s, u"There is no such conference."_s);
}
ApiResponse conferenceEnded() {
    return refusal(422, u"90019"_s, u"Conference has already ended"_s, u"An ended conference takes no commands."_s);
}
ApiResponse cannotExecute(const QString &detail) {
    return refusal(422, u"90033"_s, u"Unable to execute command"_s, detail);
}

} // namespace refuse

QJsonValue BodyCheck::at(const QString &field) const {
    QJsonValue value = m_body;
    for (const QString &part : field.split('.'_L1)) value = value.toObject().value(part);
    return value;
}

BodyCheck &BodyCheck::required(const QStringList &fields) {
    for (const QString &field : fields) {
        if (m_problem) break;
        const QJsonValue value = at(field);
        const bool blank = value.isUndefined() || value.isNull() ||
                           (value.isString() && value.toString().trimmed().isEmpty());
        if (blank) m_problem = refuse::missing(QString(field).replace('.'_L1, '/'_L1));
    }
    return *this;
}

BodyCheck &BodyCheck::oneOf(const QString &field, const QStringList &allowed) {
    const QJsonValue value = at(field);
    if (!m_problem && !value.isUndefined() && !value.isNull() && !allowed.contains(value.toString()))
        m_problem = refuse::badEnum(field, allowed);
    return *this;
}

BodyCheck &BodyCheck::range(const QString &field, qint64 low, qint64 high) {
    const QJsonValue value = at(field);
    if (m_problem || value.isUndefined() || value.isNull()) return *this;
    const double number = value.toDouble(static_cast<double>(low) - 1);
    if (number < static_cast<double>(low) || number > static_cast<double>(high))
        m_problem = refuse::outOfRange(field, low, high);
    return *this;
}

BodyCheck &BodyCheck::clientState(const QString &field) {
    const QJsonValue value = at(field);
    if (m_problem || value.isUndefined() || value.isNull()) return *this;
    const auto decoded = QByteArray::fromBase64Encoding(value.toString().toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    if (!value.isString() || !decoded)
        m_problem = refusal(422, u"90017"_s, u"Invalid value for client_state"_s, u"It must be base64."_s, "/"_L1 + field);
    return *this;
}

BodyCheck &BodyCheck::maxLength(const QString &field, qsizetype length) {
    if (!m_problem && at(field).toString().size() > length) m_problem = refuse::outOfRange(field, 1, length);
    return *this;
}

bool isE164(const QString &text) {
    if (text.size() < 8 || text.size() > 16 || text[0] != '+'_L1 || text[1] == '0'_L1) return false;
    return std::all_of(text.begin() + 1, text.end(), [](QChar c) { return c >= '0'_L1 && c <= '9'_L1; });
}

bool isSipUri(const QString &text) {
    if (!text.startsWith("sip:"_L1) || text.contains(' '_L1)) return false;
    const qsizetype at = text.indexOf('@'_L1);
    return at > 4 && at + 1 < text.size();
}

QStringList stringList(const QJsonValue &array) {
    QStringList out;
    for (const QJsonValue value : array.toArray())
        if (value.isString()) out.append(value.toString());
    return out;
}

} // namespace callfloor::simulator
