// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace callfloor {

/// The JSON Schema of a campaign's rules, for forms: the contract declares them as an object, and the floor checks them
/// (app/domain/campaign_rules.h). Ranges as there.
QJsonObject campaignRulesSchema();

} // namespace callfloor
