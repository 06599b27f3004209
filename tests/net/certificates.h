// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace callfloor::test {

/// A certificate that vouches for itself, and its key, in PEM form.
struct Certificate {
    QByteArray certificate;
    QByteArray key;

    /// Writes them as `NAME.crt` and `NAME.key` into the folder; false if that fails.
    bool write(const QString &folder, const QString &name) const;
};

enum class KeyKind { Rsa, Ec, Ed25519 };

/// Makes one for `name`, 127.0.0.1 and localhost, valid from `fromDays` to `toDays` from now.
Certificate makeCertificate(const QByteArray &name, KeyKind kind = KeyKind::Ec, int fromDays = -1, int toDays = 30);

/// The same key protected by a password.
QByteArray withPassword(const QByteArray &key);

} // namespace callfloor::test
