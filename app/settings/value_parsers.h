// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace callfloor {

/// Checks a text and returns its normal form. The error's `message` says what was expected, to stand after
/// "expected ".
using TextCheck = std::function<Result<QString>(const QString &text)>;

/// The error of a TextCheck.
Error expected(const QString &what);

/// Decimal digits with an optional minus, within the two limits; no spaces, exponents or units.
Result<qint64> parseWhole(const QString &text, qint64 low, qint64 high);
/// A decimal number such as `2` or `2.5` within the two limits.
Result<double> parseDecimal(const QString &text, double low, double high);
/// `true yes on 1`, `false no off 0`, in any case.
Result<bool> parseBoolean(const QString &text);
/// The items of a comma list, trimmed, each checked; empty items are left out.
Result<QStringList> parseList(const QString &text, const TextCheck &item);

/// A URL with a host and one of these schemes, without a slash at the end; `what` says so in words.
TextCheck urlCheck(const QStringList &schemes, const QString &what);
/// An IPv4 or IPv6 address; `localhost` becomes 127.0.0.1.
Result<QString> checkAddress(const QString &text);
/// An address or a network in CIDR notation.
Result<QString> checkNetwork(const QString &text);
/// A web origin (RFC 6454 §6.2): `https://host[:port]`, in lower case, without the scheme's own port.
Result<QString> checkOrigin(const QString &text);
/// checkOrigin() or `*`.
Result<QString> checkOriginOrStar(const QString &text);
/// Empty, `sqlite:FILE`, `postgres://…` or `postgresql://…`.
Result<QString> checkDatabaseUrl(const QString &text);
/// E.164 with a plus; spaces, dots, dashes and brackets are taken out.
Result<QString> checkPhoneNumber(const QString &text);
/// Base64 of 32 bytes, the form of an Ed25519 public key in the carrier's portal.
Result<QString> checkPublicKey(const QString &text);
/// Two letters, made upper case.
Result<QString> checkRegion(const QString &text);
/// `auto` or a language tag such as `en` or `pt-BR` (RFC 5646, its simple forms).
Result<QString> checkLanguage(const QString &text);
/// Printable characters without white space: an identifier of the carrier.
Result<QString> checkIdentifier(const QString &text);
/// At least 32 bytes in UTF-8, or nothing.
Result<QString> checkSigningSecret(const QString &text);

/// Whether a URL's host is this machine: `localhost`, 127.0.0.0/8 or ::1.
bool isLoopbackUrl(const QString &url);

} // namespace callfloor
