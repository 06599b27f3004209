// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/start/token_vault.h"

#include <QObject>

#include <chrono>

namespace QKeychain {
class Job;
}

namespace callfloor {

/// The desktop's keyring by QtKeychain: Secret Service or KWallet, the credential store of Windows, the keychain of macOS. Its
/// fallback to a plain file is never used.
class KeychainVault final : public QObject, public TokenVault {
    Q_OBJECT
public:
    /// A keyring that asks its user for a password, or a desktop without one, may be silent for long.
    static constexpr std::chrono::seconds kPatience{5};

    using QObject::QObject;

    void read(const QString &name, std::function<void(VaultAnswer, const QString &)> then) override;
    void write(const QString &name, const QString &secret, std::function<void(VaultAnswer)> then) override;
    void erase(const QString &name, std::function<void(VaultAnswer)> then) override;

private:
    /// Runs the job and answers once: by its end, or after kPatience.
    void run(QKeychain::Job *job, std::function<void(VaultAnswer)> then);
};

} // namespace callfloor
