// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/phone_numbers.h"

#include <QPromise>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>
#pragma GCC diagnostic pop

#include <memory>

namespace callfloor {

using namespace Qt::StringLiterals;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

namespace {

/// Numbers for help that are so in many countries, whatever the region in force.
bool isWorldEmergency(const QString &digits) {
    static const QStringList kNumbers = {u"112"_s, u"911"_s, u"999"_s, u"000"_s, u"110"_s, u"113"_s,
                                         u"115"_s, u"117"_s, u"118"_s, u"119"_s, u"988"_s};
    return kNumbers.contains(digits);
}

QString onlyDigits(const QString &text) {
    QString digits;
    for (const QChar c : text)
        if (c.isDigit()) digits += c;
    return digits;
}

/// An emergency number behind a country code: some networks connect `+49110` like `110`.
bool isForeignEmergency(const PhoneNumberUtil &util, const PhoneNumber &number) {
    std::string national, region;
    util.GetNationalSignificantNumber(number, &national);
    util.GetRegionCodeForCountryCode(number.country_code(), &region);
    return isWorldEmergency(QString::fromStdString(national)) || ShortNumberInfo().IsEmergencyNumber(national, region);
}

QString regionOf(const QString &e164) {
    PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    std::string region;
    if (util->Parse(e164.toStdString(), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
    util->GetRegionCodeForNumber(number, &region);
    // A number that is assigned to nobody yet has no region of its own; its country code has a main one.
    if (region == "ZZ") util->GetRegionCodeForCountryCode(number.country_code(), &region);
    return region == "ZZ" || region == "001" ? QString() : QString::fromStdString(region);
}

Error emergencyRefusal() {
    return Error{ErrorCode::BadRequest, u"Emergency numbers cannot be called from here; use an ordinary phone."_s,
                 {}, u"to"_s, u"emergency_number"_s, 0};
}

} // namespace

PhoneNumbers::PhoneNumbers(const QString &defaultRegion) : m_region(defaultRegion.toUpper()) {
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(1000);
}

PhoneNumbers::~PhoneNumbers() { m_pool.waitForDone(); }

QFuture<Result<QString>> PhoneNumbers::inPool(std::function<Result<QString>()> work) {
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    m_pool.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QString>> PhoneNumbers::dialable(const QString &text) {
    return inPool([text, region = m_region] { return readDialable(text, region); });
}

QFuture<Result<QString>> PhoneNumbers::searchable(const QString &text) {
    return inPool([text, region = m_region]() -> Result<QString> { return readSearchable(text, region); });
}

QString PhoneNumbers::readSearchable(const QString &text, const QString &defaultRegion) {
    const QString trimmed = text.trimmed();
    PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const bool parsed = util->Parse(trimmed.toStdString(), defaultRegion.toStdString(), &number) == PhoneNumberUtil::NO_PARSING_ERROR;
    if (!parsed || util->IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE || number.has_extension()) return trimmed;
    std::string e164;
    util->Format(number, PhoneNumberUtil::E164, &e164);
    return QString::fromStdString(e164);
}

QFuture<std::vector<NumberReading>> PhoneNumbers::readAll(const std::vector<QString> &texts) {
    auto promise = std::make_shared<QPromise<std::vector<NumberReading>>>();
    promise->start();
    m_pool.start([promise, texts, defaultRegion = m_region] {
        std::vector<NumberReading> readings;
        readings.reserve(texts.size());
        for (const QString &text : texts) readings.push_back(readOne(text, defaultRegion));
        promise->addResult(std::move(readings));
        promise->finish();
    });
    return promise->future();
}

NumberReading PhoneNumbers::readOne(const QString &text, const QString &defaultRegion) {
    const auto number = readDialable(text, defaultRegion);
    if (number) return {*number, regionOf(*number), {}};
    return {text.trimmed(), {}, number.error().reason};
}

Result<QString> PhoneNumbers::readDialable(const QString &text, const QString &defaultRegion) {
    const QString field = u"to"_s;
    const QString trimmed = text.trimmed();
    const std::string raw = trimmed.toStdString(), region = defaultRegion.toStdString();
    const QString digits = onlyDigits(trimmed);
    if (isWorldEmergency(digits) || ShortNumberInfo().ConnectsToEmergencyNumber(raw, region))
        return emergencyRefusal();
    PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    const bool parsed = util->Parse(raw, region, &number) == PhoneNumberUtil::NO_PARSING_ERROR;
    if (parsed && isForeignEmergency(*util, number)) return emergencyRefusal();
    // Not IsPossibleNumber(): that also takes numbers without area code, which from here reach somebody else.
    if (!parsed || util->IsPossibleNumberWithReason(number) != PhoneNumberUtil::IS_POSSIBLE || number.has_extension())
        return Error{ErrorCode::BadRequest,
                     u"\"%1\" is not a phone number that can be called; write it like +15551234567."_s.arg(trimmed.left(40)),
                     {}, field, u"invalid_number"_s, 0};
    if (util->GetNumberType(number) == PhoneNumberUtil::PREMIUM_RATE)
        return Error{ErrorCode::BadRequest, u"Premium-rate numbers are not called."_s, {}, field, u"premium_number"_s, 0};
    std::string e164;
    util->Format(number, PhoneNumberUtil::E164, &e164);
    return QString::fromStdString(e164);
}

} // namespace callfloor
