// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaign_rules_schema.h"

#include "app/domain/campaign_rules.h"

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

QJsonObject wholeNumber(int least, int most) { return {{u"type"_s, u"integer"_s}, {u"minimum"_s, least}, {u"maximum"_s, most}}; }
QJsonObject ofType(const QString &type) { return {{u"type"_s, type}}; }
QJsonObject longText() { return {{u"type"_s, u"string"_s}, {u"maxLength"_s, 3000}}; }
QJsonObject rulesObject(const QJsonObject &properties) { return {{u"type"_s, u"object"_s}, {u"properties"_s, properties}}; }

QJsonObject capsSchema() {
    return rulesObject({{u"perDay"_s, wholeNumber(0, 100)},
                     {u"per24Hours"_s, wholeNumber(0, 100)},
                     {u"per7Days"_s, wholeNumber(0, 500)},
                     {u"perNumber"_s, wholeNumber(0, 1000)},
                     {u"perLead"_s, wholeNumber(0, 1000)},
                     {u"gapSeconds"_s, wholeNumber(0, 30 * 86'400)}});
}

QJsonObject retriesSchema() {
    const QJsonObject rule = rulesObject({{u"afterSeconds"_s, wholeNumber(0, 90 * 86'400)},
                                       {u"againSeconds"_s, wholeNumber(0, 90 * 86'400)},
                                       {u"mostPerDay"_s, wholeNumber(0, 100)},
                                       {u"mostTotal"_s, wholeNumber(0, 100)},
                                       {u"nextNumber"_s, ofType(u"boolean"_s)}});
    QJsonObject outcomes;
    for (size_t i = 0; i < kAttemptOutcomes; ++i) outcomes.insert(attemptOutcomeName(static_cast<AttemptOutcome>(i)), rule);
    return rulesObject(outcomes);
}

} // namespace

QJsonObject campaignRulesSchema() {
    return rulesObject({{u"ratio"_s, ofType(u"number"_s)},
                     {u"abandonCap"_s, ofType(u"number"_s)},
                     {u"ringSeconds"_s, wholeNumber(15, 60)},
                     {u"maxLines"_s, wholeNumber(0, 10'000)},
                     {u"patienceMs"_s, wholeNumber(500, 10'000)},
                     {u"previewSeconds"_s, wholeNumber(10, 3600)},
                     {u"lockoutHours"_s, wholeNumber(0, 24 * 60)},
                     {u"safeHarbourText"_s, longText()},
                     {u"machines"_s, ofType(u"string"_s)},
                     {u"machineText"_s, longText()},
                     {u"callerIds"_s, QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, ofType(u"string"_s)}}},
                     {u"callerIdPerDay"_s, wholeNumber(0, 100'000)},
                     {u"profile"_s, ofType(u"string"_s)},
                     {u"fromMinute"_s, wholeNumber(0, 24 * 60)},
                     {u"toMinute"_s, wholeNumber(0, 24 * 60)},
                     {u"sundays"_s, ofType(u"boolean"_s)},
                     {u"holidays"_s, ofType(u"boolean"_s)},
                     {u"needsConsent"_s, ofType(u"boolean"_s)},
                     {u"caps"_s, capsSchema()},
                     {u"retries"_s, retriesSchema()}});
}

} // namespace callfloor
