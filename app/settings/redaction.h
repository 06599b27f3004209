// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QReadWriteLock>
#include <QString>
#include <QStringList>

namespace callfloor {

/// Takes out of a text what no log may hold: the secrets that it was told, tokens and keys that it knows by their
/// looks, passwords of URLs, and all but the last two digits of telephone numbers. May be used by several threads.
class Redactor {
public:
    /// A text that is replaced by `****` from now on, also in its percent-encoded form. One of fewer than four
    /// characters is not taken: it would turn up by chance.
    void addSecret(const QString &secret);
    void addSecrets(const QStringList &secrets);

    QString redact(const QString &text) const;

    /// Masks what looks like a telephone number: seven digits in a row or more (so other long numbers lose their
    /// digits too), `+` with groups of digits, North American and national notations. UUIDs stay as they are.
    static QString maskNumbers(const QString &text);

private:
    mutable QReadWriteLock m_lock;
    QStringList m_secrets; ///< The longer ones first, so that none is cut up by a part of it.
};

} // namespace callfloor
