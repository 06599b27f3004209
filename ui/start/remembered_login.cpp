// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/remembered_login.h"

#include "ui/error_text.h"

#include <QPointer>
#include <QSettings>

namespace callfloor {

using namespace Qt::StringLiterals;

RememberedLogin::RememberedLogin(QString name, TokenVault &vault, QSettings &settings, Resume resume, QObject *parent)
    : QObject(parent), m_name(std::move(name)), m_vault(vault), m_settings(settings), m_resume(std::move(resume)),
      m_wanted(settings.value("staySignedIn"_L1, false).toBool()) {}

void RememberedLogin::start() {
    if (!m_wanted) return;
    m_vault.read(m_name, [self = QPointer(this)](VaultAnswer answer, const QString &token) {
        if (self) self->found(answer, token);
    });
}

void RememberedLogin::found(VaultAnswer answer, const QString &token) {
    if (answer == VaultAnswer::Absent) return;
    if (answer != VaultAnswer::Done) return emit told(sentence(answer));
    m_resuming = true;
    m_resume(token).then(this, [this](const Result<UserInfo> &user) {
        m_resuming = false;
        if (user) return keep();
        // A server that is away says nothing about the token.
        const bool over = user.error().code == ErrorCode::Unauthorized || user.error().code == ErrorCode::Forbidden;
        if (over) erase();
        emit told(ErrorText::of(user.error()));
    });
}

void RememberedLogin::setWanted(bool wanted) {
    if (m_wanted == wanted) return;
    m_wanted = wanted;
    m_settings.setValue("staySignedIn"_L1, wanted);
    if (wanted) return keep();
    m_vault.erase(m_name, [](VaultAnswer) {});
}

void RememberedLogin::tokenChanged(const QString &token) {
    m_token = token;
    if (m_resuming) return;
    if (token.isEmpty()) erase();
    else keep();
}

void RememberedLogin::keep() {
    if (!m_wanted || m_token.isEmpty()) return;
    m_vault.write(m_name, m_token, [self = QPointer(this)](VaultAnswer answer) {
        if (self) self->kept(answer);
    });
}

void RememberedLogin::kept(VaultAnswer answer) {
    if (answer != VaultAnswer::Done) emit told(sentence(answer));
}

void RememberedLogin::erase() {
    // There is nobody to tell; what cannot be erased runs out on the server.
    if (m_wanted) m_vault.erase(m_name, [](VaultAnswer) {});
}

QString RememberedLogin::sentence(VaultAnswer answer) {
    switch (answer) {
    case VaultAnswer::Locked: return tr("Your keyring is locked or does not answer. Unlock it and start the console again, or sign in here.");
    case VaultAnswer::Refused: return tr("The keyring refused to keep your sign-in; you will be asked for the password next time.");
    case VaultAnswer::Missing: return tr("This computer has no keyring; you will be asked for the password next time.");
    case VaultAnswer::Done:
    case VaultAnswer::Absent: break;
    }
    return {};
}

} // namespace callfloor
