// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/call.h"

#include <QRandomGenerator>
#include <QStringList>

#include <vector>

namespace callfloor::test {

/// A call with legs in which every field has some value that its type allows, most of them nasty texts. Times are
/// drawn from few values, so that equal ones occur. `agents` may own it; empty texts stand for nobody.
Call randomCall(QRandomGenerator &random, const QStringList &agents);

} // namespace callfloor::test
