// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/telnyx/telnyx_request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace callfloor {

QByteArray telnyxPath(std::initializer_list<QStringView> segments) {
    QByteArray path;
    for (const QStringView segment : segments)
        path += '/' + QUrl::toPercentEncoding(segment.toString());
    return path;
}

QByteArray telnyxQuery(std::initializer_list<std::pair<QStringView, QString>> items) {
    QByteArray query;
    for (const auto &[name, value] : items) {
        if (value.isEmpty()) continue;
        query += query.isEmpty() ? '?' : '&';
        query += QUrl::toPercentEncoding(name.toString()) + '=' + QUrl::toPercentEncoding(value);
    }
    return query;
}

TelnyxBody &TelnyxBody::text(QLatin1String key, const QString &value) {
    if (!value.isEmpty()) m_json.insert(key, value);
    return *this;
}

TelnyxBody &TelnyxBody::list(QLatin1String key, const QStringList &values) {
    if (!values.isEmpty()) m_json.insert(key, QJsonArray::fromStringList(values));
    return *this;
}

TelnyxBody &TelnyxBody::number(QLatin1String key, int value) {
    m_json.insert(key, value);
    return *this;
}

TelnyxBody &TelnyxBody::flag(QLatin1String key, bool value) {
    m_json.insert(key, value);
    return *this;
}

TelnyxBody &TelnyxBody::object(QLatin1String key, const TelnyxBody &value) {
    if (!value.isEmpty()) m_json.insert(key, value.m_json);
    return *this;
}

TelnyxBody &TelnyxBody::clientState(const QString &value) {
    return text(QLatin1String("client_state"), QString::fromLatin1(value.toUtf8().toBase64()));
}

QByteArray TelnyxBody::json() const {
    return QJsonDocument(m_json).toJson(QJsonDocument::Compact);
}

} // namespace callfloor
