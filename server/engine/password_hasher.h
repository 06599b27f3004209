// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QFuture>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <functional>

namespace callfloor {

/// bcrypt on a pool of its own with low priority, so that a storm of logins takes neither the engine's thread nor the
/// processor that webhooks need. At most 64 wait; more are refused with Unavailable.
class PasswordHasher {
public:
    /// Passwords are cut by bcrypt at this many bytes, so longer ones are refused instead.
    static constexpr int kMaxBytes = 72;

    /// `cost`: 2^cost rounds.
    explicit PasswordHasher(int cost);
    ~PasswordHasher();

    /// `$2b$…`. Errors: BadRequest for an empty or too long password, Unavailable.
    QFuture<Result<QString>> hash(const QString &password);
    /// True if the password belongs to the hash ($2a$, $2b$ or $2y$). An empty hash stands for a user that does not
    /// exist: it takes as long as a real one and is false.
    QFuture<Result<bool>> verify(const QString &password, const QString &hash);

    /// Refuses what hash() would refuse, at once.
    static Result<Ok> checkPassword(const QString &password, const QString &field);
    /// The same, in the caller's thread; for the command line.
    static Result<QString> hashNow(const QString &password, int cost);

private:
    template <class T>
    QFuture<Result<T>> run(std::function<Result<T>()> work);

    int m_cost;
    std::atomic<int> m_waiting{0};
    QThreadPool m_pool;
};

} // namespace callfloor
