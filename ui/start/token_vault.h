// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace callfloor {

/// What came of asking the place where secrets are kept. Three kinds of failure that need three kinds of words.
enum class VaultAnswer {
    Done,    ///< Kept, read, or erased.
    Absent,  ///< There is no such secret.
    Locked,  ///< It is there and closed, or did not answer in time: unlocking it and trying again helps.
    Refused, ///< Its user, or the system, has said no.
    Missing, ///< This computer has no such place.
};

/// The desktop's keyring as the console needs it. Answers come in the UI thread, once, within 5 s, never from within the call.
class TokenVault {
public:
    virtual ~TokenVault() = default;
    virtual void read(const QString &name, std::function<void(VaultAnswer, const QString &secret)> then) = 0;
    virtual void write(const QString &name, const QString &secret, std::function<void(VaultAnswer)> then) = 0;
    virtual void erase(const QString &name, std::function<void(VaultAnswer)> then) = 0;
};

} // namespace callfloor
