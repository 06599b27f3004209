// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/result.h"

#include <QUrl>

namespace callfloor {

/// What a link says that the desktop hands to the console.
struct StartLink {
    QString number; ///< To be put into the dial field, where it waits; empty for an invitation.
    QUrl server;    ///< Of an invitation: whose console is wanted.
    QString email;  ///< Of an invitation; may be empty.
    bool operator==(const StartLink &) const = default;
};

/// True if the text begins as one of the links below, whether or not it can be read.
bool looksLikeStartLink(const QString &text);

/// Reads `tel:` (RFC 3966), `callto:`, `sip:` and `sips:` (RFC 3261 §19.1), and invitations,
/// `callfloor://join?server=https://…&email=…`. Separators and parameters of numbers are dropped; an address whose user is
/// no number stays whole. Errors: BadRequest.
Result<StartLink> readStartLink(const QString &text);

} // namespace callfloor
