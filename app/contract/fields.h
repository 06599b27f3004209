// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/operation.h"
#include "app/domain/call.h"
#include "app/domain/ids.h"
#include "app/domain/json.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

/// One declaration of a structure's fields gives its codec, its validation with the name of the offending field, and
/// its JSON Schema:
///
///     struct Login {
///         QString email, password;
///         static constexpr auto fields = std::tuple{body("email", &Login::email, text().max(254)), …};
///     };
///
/// A `std::optional` member may be missing or null; every other one must be there.
namespace callfloor {

/// What a value must satisfy beyond its type. Lengths in characters (code points), numbers inclusive.
struct Limits {
    qint64 least = 0;
    qint64 most = 1 << 20;
    bool mayBeEmpty = false;
    bool secret = false;          ///< Never printed back in an error.
    const char *format = nullptr; ///< JSON Schema's `format`, for readers.
    constexpr Limits max(qint64 n) const { Limits l = *this; l.most = n; return l; }
    constexpr Limits min(qint64 n) const { Limits l = *this; l.least = n; return l; }
    constexpr Limits empty() const { Limits l = *this; l.mayBeEmpty = true; return l; }
    constexpr Limits hidden() const { Limits l = *this; l.secret = true; return l; }
    constexpr Limits as(const char *f) const { Limits l = *this; l.format = f; return l; }
};
constexpr Limits text() { return {0, 4096}; }
constexpr Limits number(qint64 least, qint64 most) { return {least, most}; }
constexpr Limits identifier() { return {1, 64}; }

template <class Struct, class T>
struct Field {
    const char *name;
    T Struct::*member;
    FieldInfo::In in;
    Limits limits;
};
template <class S, class T>
constexpr Field<S, T> path(const char *name, T S::*member, Limits limits = identifier()) {
    return {name, member, FieldInfo::In::Path, limits};
}
template <class S, class T>
constexpr Field<S, T> query(const char *name, T S::*member, Limits limits = text()) {
    return {name, member, FieldInfo::In::Query, limits};
}
template <class S, class T>
constexpr Field<S, T> body(const char *name, T S::*member, Limits limits = text()) {
    return {name, member, FieldInfo::In::Body, limits};
}

template <class T>
concept HasFields = requires { T::fields; };
/// A reply whose JSON text is made elsewhere (rows straight from the store).
template <class T>
concept HasRawJson = requires(const T &t) {
    { t.json } -> std::convertible_to<QByteArray>;
    { T::schema() } -> std::convertible_to<QJsonObject>;
};

namespace codec {

/// Where a value that is read comes from.
enum class Source {
    Text,  ///< The path or the query: everything is text.
    Json,  ///< The body of a request.
    Reply, ///< An answer of the server: only types are checked, since newer servers may allow more.
};

Error wrongType(const QString &field, const char *expected);
Result<QString> readText(const QJsonValue &value, const QString &field, const Limits &limits);
Result<qint64> readInteger(const QJsonValue &value, const QString &field, const Limits &limits, bool fromText);
Result<bool> readBool(const QJsonValue &value, const QString &field, bool fromText);
QJsonObject textSchema(const Limits &limits);
QJsonObject objectSchema(const QJsonObject &properties, const QStringList &required);

template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type { using Inner = T; };
template <class T> struct IsVector : std::false_type {};
template <class T> struct IsVector<std::vector<T>> : std::true_type { using Inner = T; };
template <class T> struct IsId : std::false_type {};
template <class Tag> struct IsId<Id<Tag>> : std::true_type {};

template <class T> Result<T> readObject(const QJsonObject &object, const QString &prefix, Source source);

/// What a value must satisfy, seen where it comes from.
inline Limits limitsFor(const Limits &limits, Source source) {
    constexpr Limits kAny{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), true};
    return source == Source::Reply ? kAny : limits;
}

/// Reads one value.
template <class T>
Result<T> read(const QJsonValue &value, const QString &field, const Limits &limits, Source source) {
    if constexpr (std::is_same_v<T, QString>) {
        return readText(value, field, limitsFor(limits, source));
    } else if constexpr (IsId<T>::value) {
        auto text = readText(value, field, limitsFor(limits, source));
        if (!text) return text.error();
        return T(std::move(text).value());
    } else if constexpr (std::is_same_v<T, bool>) {
        return readBool(value, field, source == Source::Text);
    } else if constexpr (std::is_same_v<T, qint64> || std::is_same_v<T, int>) {
        Limits fitting = limitsFor(limits, source);
        fitting.least = std::max<qint64>(fitting.least, std::numeric_limits<T>::min());
        fitting.most = std::min<qint64>(fitting.most, std::numeric_limits<T>::max());
        auto integer = readInteger(value, field, fitting, source == Source::Text);
        if (!integer) return integer.error();
        return static_cast<T>(*integer);
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        const auto time = value.isString() ? fromIso(value.toString().toLatin1()) : std::nullopt;
        if (!time) return wrongType(field, "a time like 2026-03-02T15:04:05Z");
        return *time;
    } else if constexpr (std::is_same_v<T, Role>) {
        const auto role = roleFromName(value.toString());
        if (!role) return wrongType(field, "one of AGENT, SUPERVISOR, ADMIN");
        return *role;
    } else if constexpr (std::is_same_v<T, CallStatus>) {
        const auto status = callStatusFromName(value.toString());
        if (!status) return wrongType(field, "one of INITIATED, RINGING, ACTIVE, COMPLETED, NO_ANSWER, FAILED");
        return *status;
    } else if constexpr (std::is_same_v<T, CallDirection>) {
        const auto direction = callDirectionFromName(value.toString());
        if (!direction) return wrongType(field, "inbound or outbound");
        return *direction;
    } else if constexpr (std::is_same_v<T, QJsonObject>) { // checked by whoever handles the operation
        if (!value.isObject()) return wrongType(field, "an object");
        return value.toObject();
    } else if constexpr (IsVector<T>::value) {
        if (!value.isArray()) return wrongType(field, "an array");
        T items;
        const QJsonArray array = value.toArray();
        items.reserve(static_cast<size_t>(array.size()));
        for (const QJsonValue &item : array) {
            const QString name = QStringLiteral("%1[%2]").arg(field).arg(items.size());
            auto read_ = read<typename IsVector<T>::Inner>(item, name, limits, source);
            if (!read_) return read_.error();
            items.push_back(std::move(read_).value());
        }
        return items;
    } else {
        static_assert(HasFields<T>, "this type cannot be a field");
        if (!value.isObject()) return wrongType(field, "an object");
        return readObject<T>(value.toObject(), field + QLatin1Char('.'), source);
    }
}

/// Reads one declared field, also one of a base, into `target`; nothing if it is fine.
template <class Target, class S, class T>
std::optional<Error> readField(Target &target, const Field<S, T> &field, const QJsonObject &from, const QString &prefix,
                               Source source) {
    const QJsonValue value = from.value(QLatin1String(field.name));
    const QString name = prefix + QLatin1String(field.name);
    if constexpr (IsOptional<T>::value) {
        if (value.isUndefined() || value.isNull()) return std::nullopt;
        auto read_ = read<typename IsOptional<T>::Inner>(value, name, field.limits, source);
        if (!read_) return read_.error();
        target.*field.member = std::move(read_).value();
    } else {
        if (value.isUndefined() || value.isNull())
            return Error{ErrorCode::BadRequest, QStringLiteral("The field \"%1\" is missing.").arg(name), {}, name,
                         QStringLiteral("missing_field"), 0};
        auto read_ = read<T>(value, name, field.limits, source);
        if (!read_) return read_.error();
        target.*field.member = std::move(read_).value();
    }
    return std::nullopt;
}

/// A member of an inner object that was not declared; nothing if there is none.
template <class T>
std::optional<Error> surplusMember(const QJsonObject &object, const QString &prefix) {
    QStringList known;
    std::apply([&](const auto &...field) { ((known << QLatin1String(field.name)), ...); }, T::fields);
    for (auto it = object.begin(); it != object.end(); ++it)
        if (!known.contains(it.key()))
            return Error{ErrorCode::BadRequest, QStringLiteral("There is no field \"%1\" here.").arg(prefix + it.key()), {},
                         prefix + it.key(), QStringLiteral("unknown_field"), 0};
    return std::nullopt;
}

template <class T>
Result<T> readObject(const QJsonObject &object, const QString &prefix, Source source) {
    T target;
    std::optional<Error> error;
    if (source == Source::Json && !prefix.isEmpty()) error = surplusMember<T>(object, prefix);
    if (error) return *error;
    std::apply([&](const auto &...field) { static_cast<void>(((error = readField(target, field, object, prefix, source)) || ...)); }, T::fields);
    if (error) return *error;
    return target;
}

template <class T>
void write(JsonWriter &json, const T &value) {
    if constexpr (IsOptional<T>::value) {
        if (value) write(json, *value);
        else json.null();
    } else if constexpr (IsVector<T>::value) {
        json.beginArray();
        for (const auto &item : value) write(json, item);
        json.endArray();
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        json.value(QJsonValue(value));
    } else if constexpr (IsId<T>::value) {
        json.value(value.text());
    } else if constexpr (std::is_same_v<T, Role>) {
        json.value(roleName(value));
    } else if constexpr (std::is_same_v<T, CallStatus>) {
        json.value(callStatusName(value));
    } else if constexpr (std::is_same_v<T, CallDirection>) {
        json.value(callDirectionName(value));
    } else if constexpr (HasRawJson<T>) {
        json.raw(value.json);
    } else if constexpr (HasFields<T>) {
        json.beginObject();
        std::apply(
            [&](const auto &...field) { ((json.key(field.name), write(json, value.*field.member)), ...); }, T::fields);
        json.endObject();
    } else {
        json.value(value);
    }
}

template <class T>
QJsonObject schemaOf(const Limits &limits = text());

template <class T>
QJsonObject structSchema() {
    QJsonObject properties;
    QStringList required;
    const auto add = [&]<class S, class F>(const Field<S, F> &field) {
        properties.insert(QLatin1String(field.name), schemaOf<F>(field.limits));
        if constexpr (!IsOptional<F>::value) required << QLatin1String(field.name);
    };
    std::apply([&](const auto &...field) { (add(field), ...); }, T::fields);
    return objectSchema(properties, required);
}

inline QJsonObject enumSchema(std::initializer_list<const char *> words) {
    QJsonArray values;
    for (const char *word : words) values.append(QLatin1String(word));
    return {{QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("enum"), values}};
}

template <class T>
QJsonObject schemaOf(const Limits &limits) {
    const auto typed = [](const char *type) { return QJsonObject{{QStringLiteral("type"), QLatin1String(type)}}; };
    if constexpr (IsOptional<T>::value) {
        QJsonObject schema = schemaOf<typename IsOptional<T>::Inner>(limits);
        schema.insert(QStringLiteral("type"), QJsonArray{schema.value(QStringLiteral("type")), QStringLiteral("null")});
        if (schema.contains(QStringLiteral("enum"))) {
            QJsonArray values = schema.value(QStringLiteral("enum")).toArray();
            values.append(QJsonValue::Null);
            schema.insert(QStringLiteral("enum"), values);
        }
        return schema;
    } else if constexpr (IsVector<T>::value) {
        return {{QStringLiteral("type"), QStringLiteral("array")},
                {QStringLiteral("items"), schemaOf<typename IsVector<T>::Inner>(limits)}};
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return typed("object");
    } else if constexpr (std::is_same_v<T, QString> || IsId<T>::value) {
        return textSchema(limits);
    } else if constexpr (std::is_same_v<T, bool>) {
        return typed("boolean");
    } else if constexpr (std::is_same_v<T, qint64> || std::is_same_v<T, int>) {
        return {{QStringLiteral("type"), QStringLiteral("integer")},
                {QStringLiteral("minimum"), limits.least},
                {QStringLiteral("maximum"), limits.most}};
    } else if constexpr (std::is_same_v<T, UtcTime>) {
        return {{QStringLiteral("type"), QStringLiteral("string")}, {QStringLiteral("format"), QStringLiteral("date-time")}};
    } else if constexpr (std::is_same_v<T, Role>) {
        return enumSchema({"AGENT", "SUPERVISOR", "ADMIN"});
    } else if constexpr (std::is_same_v<T, CallStatus>) {
        return enumSchema({"INITIATED", "RINGING", "ACTIVE", "COMPLETED", "NO_ANSWER", "FAILED"});
    } else if constexpr (std::is_same_v<T, CallDirection>) {
        return enumSchema({"inbound", "outbound"});
    } else if constexpr (HasRawJson<T>) {
        return T::schema();
    } else {
        static_assert(HasFields<T>, "this type has no schema");
        return structSchema<T>();
    }
}

} // namespace codec

/// The success body `{"ok": true}` of actions.
struct Done {
    bool ok = true;
    static constexpr auto fields = std::tuple{body("ok", &Done::ok)};
};

/// Reads and validates an operation. The first offending field is named in the error. Unknown fields are refused,
/// except on legacy routes.
template <class Op>
Result<Op> decodeOperation(const RequestParts &parts) {
    Op op;
    std::optional<Error> error;
    const auto source = [&](FieldInfo::In in) -> const QJsonObject & {
        return in == FieldInfo::In::Path ? parts.path : in == FieldInfo::In::Query ? parts.query : parts.body;
    };
    std::apply(
        [&](const auto &...field) {
            static_cast<void>(((error = codec::readField(op, field, source(field.in), QString(),
                                                         field.in == FieldInfo::In::Body ? codec::Source::Json
                                                                                         : codec::Source::Text)) ||
                               ...));
        },
        Op::fields);
    if (error) return *error;
    if constexpr (!Op::route.legacy) {
        const auto refuseUnknown = [&](const QJsonObject &object, FieldInfo::In in) {
            for (auto it = object.begin(); it != object.end() && !error; ++it) {
                bool known = false;
                std::apply([&](const auto &...field) {
                    ((known = known || (field.in == in && it.key() == QLatin1String(field.name))), ...);
                }, Op::fields);
                if (!known)
                    error = Error{ErrorCode::BadRequest, QStringLiteral("There is no field \"%1\" here.").arg(it.key()),
                                  {}, it.key(), QStringLiteral("unknown_field"), 0};
            }
        };
        refuseUnknown(parts.body, FieldInfo::In::Body);
        refuseUnknown(parts.query, FieldInfo::In::Query);
        if (error) return *error;
    }
    return op;
}

/// Splits an operation into the parts of its request: what a remote client sends.
template <class Op>
RequestParts encodeOperation(const Op &op) {
    RequestParts parts;
    const auto put = [&](const auto &field) {
        QByteArray text;
        JsonWriter json(text);
        json.beginArray();
        codec::write(json, op.*field.member);
        json.endArray();
        const QJsonValue value = QJsonDocument::fromJson(text).array().at(0);
        if (value.isNull()) return;
        QJsonObject &target = field.in == FieldInfo::In::Path    ? parts.path
                              : field.in == FieldInfo::In::Query ? parts.query
                                                                 : parts.body;
        const bool asText = field.in != FieldInfo::In::Body && !value.isString();
        target.insert(QLatin1String(field.name), asText ? QJsonValue(value.toVariant().toString()) : value);
    };
    std::apply([&](const auto &...field) { (put(field), ...); }, Op::fields);
    return parts;
}

/// The JSON text of a reply.
template <class Reply>
QByteArray encodeReply(const Reply &reply) {
    QByteArray out;
    JsonWriter json(out);
    codec::write(json, reply);
    return out;
}

/// Reads a reply back: what a remote client does. Raw replies keep their text.
template <class Reply>
Result<Reply> decodeReply(const QByteArray &text) {
    if constexpr (HasRawJson<Reply>) {
        return Reply{text};
    } else {
        auto document = parseJson(text);
        if (!document) return document.error();
        return codec::readObject<Reply>(document->object(), QString(), codec::Source::Reply);
    }
}

/// The declaration of an operation as data.
template <class Op>
OperationInfo describeOperation() {
    OperationInfo info;
    info.name = Op::name;
    info.route = Op::route;
    const auto add = [&]<class S, class F>(const Field<S, F> &field) {
        info.fields.push_back({QLatin1String(field.name), field.in, !codec::IsOptional<F>::value,
                               codec::schemaOf<F>(field.limits)});
    };
    std::apply([&](const auto &...field) { (add(field), ...); }, Op::fields);
    info.replySchema = codec::schemaOf<typename Op::Reply>();
    return info;
}

} // namespace callfloor
