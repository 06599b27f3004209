// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keychain_vault.h"

#include <QLoggingCategory>
#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcKeychain, "callfloor.console.keychain", QtInfoMsg)

namespace {

QString keyringService() { return u"callfloor"_s; }

VaultAnswer answerOf(QKeychain::Error error) {
    switch (error) {
    case QKeychain::NoError: return VaultAnswer::Done;
    case QKeychain::EntryNotFound: return VaultAnswer::Absent;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return VaultAnswer::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return VaultAnswer::Missing;
    // What backends say of a keyring that is closed.
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return VaultAnswer::Locked;
}

} // namespace

void KeychainVault::run(QKeychain::Job *job, std::function<void(VaultAnswer)> then) {
    const auto answer = std::make_shared<std::function<void(VaultAnswer)>>(std::move(then));
    const auto tell = [answer](VaultAnswer what) {
        if (auto waiting = std::exchange(*answer, {})) waiting(what);
    };
    connect(job, &QKeychain::Job::finished, this, [tell](QKeychain::Job *done) {
        if (done->error() != QKeychain::NoError && done->error() != QKeychain::EntryNotFound)
            qCInfo(lcKeychain) << "the keyring:" << done->errorString();
        tell(answerOf(done->error()));
    });
    QTimer::singleShot(kPatience, this, [tell] { tell(VaultAnswer::Locked); });
    job->setInsecureFallback(false);
    job->start();
}

void KeychainVault::read(const QString &name, std::function<void(VaultAnswer, const QString &)> then) {
    auto *job = new QKeychain::ReadPasswordJob(keyringService(), this);
    job->setKey(name);
    const QPointer<QKeychain::ReadPasswordJob> asked(job);
    run(job, [asked, then = std::move(then)](VaultAnswer answer) {
        then(answer, answer == VaultAnswer::Done && asked ? asked->textData() : QString());
    });
}

void KeychainVault::write(const QString &name, const QString &secret, std::function<void(VaultAnswer)> then) {
    auto *job = new QKeychain::WritePasswordJob(keyringService(), this);
    job->setKey(name);
    job->setTextData(secret);
    run(job, std::move(then));
}

void KeychainVault::erase(const QString &name, std::function<void(VaultAnswer)> then) {
    auto *job = new QKeychain::DeletePasswordJob(keyringService(), this);
    job->setKey(name);
    run(job, std::move(then));
}

} // namespace callfloor
