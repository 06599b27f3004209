// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QDateTime>
#include <QSslConfiguration>
#include <QString>

namespace callfloor::net {

/// What a TLS server shows of itself: its certificate with the chain, and the key that belongs to it.
struct TlsIdentity {
    QSslConfiguration configuration; ///< Ready for sockets: TLS 1.2 or later, HTTP/1.1 by ALPN.
    QString names;                   ///< Whom the certificate is for, for the log: `desk.example.com, 10.0.0.1`.
    QDateTime notBefore;             ///< UTC.
    QDateTime notAfter;              ///< UTC.

    /// A sentence if the certificate is not valid at `now`, else empty. It is no reason not to start: calls go on while
    /// somebody renews it.
    QString warning(const QDateTime &now) const;
};

/// Reads a PEM file with the certificate, followed by those between it and the root if there are any, and a PEM file with
/// its private key (RSA or ECDSA, not encrypted). Error: BadRequest with a sentence that names the file and says what
/// is wrong with it.
Result<TlsIdentity> loadTlsIdentity(const QString &certificateFile, const QString &keyFile);

} // namespace callfloor::net
