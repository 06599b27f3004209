// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/password_hasher.h"

#include "app/domain/ready_future.h"

#include <QPromise>
#include <QThread>

#include <botan/auto_rng.h>
#include <botan/bcrypt.h>

#include <functional>
#include <memory>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMaxWaiting = 64;

Result<QString> bcrypt(const QByteArray &password, int cost) {
    try {
        Botan::AutoSeeded_RNG random;
        return QString::fromStdString(
            Botan::generate_bcrypt(password.toStdString(), random, static_cast<uint16_t>(cost), 'b'));
    } catch (const std::exception &failure) {
        return internalError(u"bcrypt: "_s + QString::fromUtf8(failure.what()));
    }
}
} // namespace

PasswordHasher::PasswordHasher(int cost) : m_cost(cost) {
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    m_pool.setThreadPriority(QThread::LowestPriority);
    m_pool.setExpiryTimeout(5000);
}

PasswordHasher::~PasswordHasher() { m_pool.waitForDone(); }

Result<Ok> PasswordHasher::checkPassword(const QString &password, const QString &field) {
    if (password.isEmpty()) return badField(field, u"The password must not be empty."_s);
    if (password.toUtf8().size() > kMaxBytes)
        return badField(field, u"The password is too long: at most %1 bytes."_s.arg(kMaxBytes));
    return Ok{};
}

Result<QString> PasswordHasher::hashNow(const QString &password, int cost) {
    if (auto fine = checkPassword(password, u"password"_s); !fine) return fine.error();
    return bcrypt(password.toUtf8(), cost);
}

template <class T>
QFuture<Result<T>> PasswordHasher::run(std::function<Result<T>()> work) {
    if (++m_waiting > kMaxWaiting) {
        --m_waiting;
        return readyFuture(Result<T>(
            unavailable(u"Too many people sign in at once; try again in a few seconds."_s, u"bcrypt queue full"_s, 3)));
    }
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_pool.start([this, promise, work = std::move(work)] {
        promise->addResult(work());
        --m_waiting;
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QString>> PasswordHasher::hash(const QString &password) {
    if (auto fine = checkPassword(password, u"password"_s); !fine)
        return readyFuture(Result<QString>(fine.error()));
    return run<QString>([bytes = password.toUtf8(), cost = m_cost] { return bcrypt(bytes, cost); });
}

QFuture<Result<bool>> PasswordHasher::verify(const QString &password, const QString &hash) {
    const QByteArray bytes = password.toUtf8();
    return run<bool>([bytes, hash, cost = m_cost]() -> Result<bool> {
        try {
            if (hash.isEmpty() || bytes.size() > kMaxBytes) {
                // Made once by the same code at the same cost, so it takes the same time to check.
                static const std::string kNobody = bcrypt("callfloor", cost).value().toStdString();
                (void)Botan::check_bcrypt("nobody", kNobody);
                return false;
            }
            return Botan::check_bcrypt(bytes.toStdString(), hash.toStdString());
        } catch (const std::exception &) {
            return false; // a stored hash that is none matches nothing
        }
    });
}

} // namespace callfloor
