// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace callfloor {

/// What kind of refusal an error is. The HTTP status and the wording of dialogs are chosen from this
/// at the edge, in one place each.
enum class ErrorCode {
    BadRequest,      ///< A field is missing or wrong; Error::field names it.
    Unauthorized,    ///< Nobody is signed in, or the credentials are wrong.
    Forbidden,       ///< Signed in, but the role or the ownership does not allow it.
    NotFound,        ///< No such thing.
    Conflict,        ///< The state of the thing does not allow it, or a unique value is taken.
    TooLarge,        ///< The request is larger than the limit.
    TooManyRequests, ///< A rate limit or a lock-out; Error::retryAfterSeconds says when to come back.
    Upstream,        ///< The carrier refused.
    Unavailable,     ///< A part that is needed is away for the moment (database, carrier, start-up).
    Internal,        ///< A defect on our side.
};

/// Why something was not done: a code for programs, a sentence for people, a detail for the log.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;       ///< One English sentence that says what to do.
    QString detail = {};   ///< For the log only; never sent to a client.
    QString field = {};    ///< The offending field of the request, dotted path, or empty.
    QString reason = {};   ///< A stable machine-readable word such as `account_locked`, or empty.
    int retryAfterSeconds = 0; ///< 0 = no advice.

    bool operator==(const Error &) const = default;
};

/// Success without a value.
struct Ok {
    bool operator==(const Ok &) const = default;
};

/// A value or the reason why there is none. Our functions throw nothing across their boundary.
template <class T>
class [[nodiscard]] Result {
public:
    using Value = T;
    Result() requires std::default_initializable<T> : m_state(T{}) {}
    Result(T value) : m_state(std::move(value)) {}
    Result(Error error) : m_state(std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

/// Shorthands for the refusals that are written often.
inline Error badField(const QString &field, const QString &message) {
    return Error{ErrorCode::BadRequest, message, {}, field, QStringLiteral("invalid_field"), 0};
}
inline Error notFound(const QString &message) { return Error{ErrorCode::NotFound, message, {}, {}, {}, 0}; }
inline Error forbidden(const QString &message) { return Error{ErrorCode::Forbidden, message, {}, {}, {}, 0}; }
inline Error conflict(const QString &message) { return Error{ErrorCode::Conflict, message, {}, {}, {}, 0}; }
inline Error internalError(const QString &detail) {
    return Error{ErrorCode::Internal, QStringLiteral("Something went wrong on the server; the log says what."), detail,
                 {}, {}, 0};
}
inline Error unavailable(const QString &message, const QString &detail = {}, int retryAfterSeconds = 2) {
    return Error{ErrorCode::Unavailable, message, detail, {}, QStringLiteral("unavailable"), retryAfterSeconds};
}

} // namespace callfloor
