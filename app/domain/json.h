// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"
#include "app/domain/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace callfloor {

/// Parses JSON (RFC 8259) from the network: one parser for validation and use. The text must be an object or an
/// array. Stricter than Qt's parser: refuses invalid UTF-8, lone surrogates and unknown letters in escapes, control
/// characters in strings, a decimal point without digits, keys that are there twice, and nesting deeper than `maxDepth`.
/// The error names the field and the byte.
Result<QJsonDocument> parseJson(const QByteArray &text, int maxDepth = 64);

/// Writes JSON text straight into a byte array, without intermediate maps: what goes out is encoded once.
/// The caller keeps the nesting balanced; commas are the writer's business.
class JsonWriter {
public:
    explicit JsonWriter(QByteArray &out) : m_out(out) {}

    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }
    /// `name` is written as it is: it must need no escapes.
    JsonWriter &key(const char *name);
    /// A key that may hold any text.
    JsonWriter &key(QStringView name);

    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    JsonWriter &value(QLatin1String text) { return value(QStringView(QString(text))); }
    JsonWriter &value(const char16_t *text) { return value(QStringView(text)); } // else a literal would become a bool
    JsonWriter &value(const char *) = delete;
    JsonWriter &value(bool on) { return raw(on ? QByteArrayView("true") : QByteArrayView("false")); }
    JsonWriter &value(qint64 number);
    JsonWriter &value(int number) { return value(qint64{number}); }
    JsonWriter &value(double number);
    JsonWriter &value(UtcTime time); ///< ISO 8601, milliseconds.
    JsonWriter &value(const QJsonValue &json);
    JsonWriter &null() { return raw("null"); }
    /// JSON text that is ready.
    JsonWriter &raw(QByteArrayView json);

    /// null for an empty text.
    JsonWriter &textOrNull(QStringView text) { return text.isEmpty() ? null() : value(text); }
    JsonWriter &timeOrNull(const std::optional<UtcTime> &time) { return time ? value(*time) : null(); }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    void separate();

    QByteArray &m_out;
    bool m_needsComma = false;
};

} // namespace callfloor
