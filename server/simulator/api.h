// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace callfloor::simulator {

/// A request to the carrier's API, already taken off the wire.
struct ApiRequest {
    QString method;                        ///< GET, POST, …
    QStringList segments;                  ///< Path below `/v2`, each segment percent-decoded.
    std::map<QString, QString> query = {}; ///< Decoded names and values, e.g. `filter[name]`.
    QJsonObject body = {};
    QByteArray authorization = {};         ///< The header of that name.

    QString param(const QString &name) const {
        const auto it = query.find(name);
        return it == query.end() ? QString() : it->second;
    }
};

/// The carrier's answer.
struct ApiResponse {
    int status = 200;
    QJsonObject json = {};
    QByteArray text = {}; ///< If set, the body is this plain text instead of the JSON.
    std::vector<std::pair<QByteArray, QByteArray>> headers = {};

    bool ok() const { return status >= 200 && status < 300; }
    /// The first error code, or empty.
    QString code() const;
};

/// `{"data": …}`
ApiResponse dataResponse(const QJsonValue &data, int status = 200);
/// `{"data": {"result": "ok", …}}`
ApiResponse resultOk(QJsonObject extra = {});
/// One page of `items` as the query asks (`page[number]`, `page[size]`; default 20, at most 250).
ApiResponse pageResponse(const QJsonArray &items, const ApiRequest &request);
/// The carrier's error envelope. `pointer` (e.g. `/to`) and `detail` are left out if empty.
ApiResponse refusal(int status, const QString &code, const QString &title, const QString &detail = {},
                    const QString &pointer = {});

/// The refusals that are used in several places, with the carrier's codes.
namespace refuse {
ApiResponse notFound();                                                  ///< 404, 10005
ApiResponse malformedBody();                                             ///< 400, 10015
ApiResponse unauthenticated();                                           ///< 401, 10009
ApiResponse missing(const QString &field);                               ///< 422, 10004
ApiResponse notE164(const QString &field);                               ///< 422, 10016
ApiResponse badValue(const QString &field, const QString &detail);       ///< 422, 10015
ApiResponse badEnum(const QString &field, const QStringList &allowed);   ///< 422, 10032
ApiResponse outOfRange(const QString &field, qint64 low, qint64 high);   ///< 422, 10033
ApiResponse unknownLeg(const QString &pointer = QStringLiteral("/call_control_id")); ///< 422, 90015
ApiResponse callEnded();                                                 ///< 422, 90018
ApiResponse notAnswered();                                               ///< 422, 90034
ApiResponse conferenceUnknown();                                         ///< 404, 90058
ApiResponse conferenceEnded();                                           ///< 422, 90019
/// The carrier's catch-all for a command that does not fit the state: 422, 90033.
ApiResponse cannotExecute(const QString &detail);
} // namespace refuse

/// Checks the fields of a body one after the other and keeps the first problem. A field that is absent passes every
/// check but `required`.
class BodyCheck {
public:
    explicit BodyCheck(const QJsonObject &body) : m_body(body) {}
    /// Present and not blank; dots descend into objects.
    BodyCheck &required(const QStringList &fields);
    BodyCheck &oneOf(const QString &field, const QStringList &allowed);
    BodyCheck &range(const QString &field, qint64 low, qint64 high);
    /// Standard base64 without line breaks, else 90017.
    BodyCheck &clientState(const QString &field = QStringLiteral("client_state"));
    /// At most so many characters.
    BodyCheck &maxLength(const QString &field, qsizetype length);

    const std::optional<ApiResponse> &problem() const { return m_problem; }

private:
    QJsonValue at(const QString &field) const;

    const QJsonObject &m_body;
    std::optional<ApiResponse> m_problem;
};

/// `+` and 7 to 15 digits, the first not 0.
bool isE164(const QString &text);
/// `sip:user@host`, perhaps with parameters.
bool isSipUri(const QString &text);
/// The strings of an array, others left out.
QStringList stringList(const QJsonValue &array);

} // namespace callfloor::simulator
