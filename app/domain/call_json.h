// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"
#include "app/domain/json.h"

namespace callfloor {

/// Appends the call object of the API: every field that existing dashboards read, with null where they expect null,
/// then ours.
void writeCall(QByteArray &out, const Call &call);
/// The same as members of an object that the caller has begun, so that more can follow.
void writeCallMembers(JsonWriter &json, const Call &call);

/// A call object with the customer's number masked but for its last two digits, made from the text of one.
/// For connections that are allowed in without a token.
QByteArray maskedCall(const QByteArray &callObject);
/// `+*********42`: all digits and letters but the last two become `*` (a caller may have an address with a name).
QString maskedNumber(const QString &number);

} // namespace callfloor
