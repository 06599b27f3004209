// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_auth.h"
#include "ui/start/token_vault.h"

#include <QFuture>
#include <QObject>

#include <functional>

class QSettings;

namespace callfloor {

/// Keeps who wants it signed in from one start of the console to the next: the refresh token lies in the desktop's keyring,
/// never in a file of ours. Without a keyring one signs in each time, which is said once.
class RememberedLogin : public QObject {
    Q_OBJECT
public:
    /// Signs in by a refresh token.
    using Resume = std::function<QFuture<Result<UserInfo>>(const QString &token)>;

    /// `name` tells the servers apart. `vault` and `settings` outlive this.
    RememberedLogin(QString name, TokenVault &vault, QSettings &settings, Resume resume, QObject *parent = nullptr);

    /// Signs in with what was kept, if something was.
    void start();
    /// The user wants to stay signed in.
    bool wanted() const { return m_wanted; }
    void setWanted(bool wanted);
    /// The session has another refresh token; empty: it has none any more.
    void tokenChanged(const QString &token);

signals:
    /// One sentence for the sign-in page.
    void told(const QString &text);

private:
    void found(VaultAnswer answer, const QString &token);
    void keep();
    void kept(VaultAnswer answer);
    void erase();
    static QString sentence(VaultAnswer answer);

    QString m_name;
    TokenVault &m_vault;
    QSettings &m_settings;
    Resume m_resume;
    QString m_token;           ///< Of the session, as long as it runs.
    bool m_wanted = false;
    bool m_resuming = false;   ///< A token that is being tried is not replaced by the absence of one.
};

} // namespace callfloor
