// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/campaign_rules.h"

#include <QJsonArray>

#include <span>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumerations. Never change one: they are in people's databases.
constexpr std::array kModes = {"agentless", "preview", "progressive", "power", "predictive"};
constexpr std::array<const char *, kAttemptOutcomes> kOutcomes = {
    "answered", "machine", "message_left", "fax",     "hung_up_at_once", "abandoned",
    "busy",     "no_answer", "rejected",   "invalid_number", "failed", "not_placed"};
constexpr std::array kMachinePolicies = {"off", "parallel", "before_connect"};
constexpr std::array kProfiles = {"auto", "none", "us", "uk"};

template <class Enum, size_t N>
std::optional<Enum> ruleWord(const std::array<const char *, N> &words, QStringView name) {
    for (size_t i = 0; i < N; ++i)
        if (name == QLatin1String(words[i])) return static_cast<Enum>(i);
    return std::nullopt;
}

/// By a span: one function for tables of every length, which a compiler that folds equal functions cannot confuse.
template <class Enum>
QString ruleName(std::span<const char *const> words, Enum value) {
    return QLatin1String(words[static_cast<size_t>(value)]);
}

template <size_t N>
QString wordList(const std::array<const char *, N> &words) {
    QStringList list;
    for (const char *word : words) list << QLatin1String(word);
    return list.join(u", "_s);
}

template <class Struct>
struct NumberRule {
    const char *name;
    int Struct::*member;
    int least, most;
};
constexpr int kDaySeconds = 24 * 3600;
constexpr std::array kRuleNumbers = {
    NumberRule<CampaignRules>{"ringSeconds", &CampaignRules::ringSeconds, 15, 60},
    NumberRule<CampaignRules>{"maxLines", &CampaignRules::maxLines, 0, 10'000},
    NumberRule<CampaignRules>{"patienceMs", &CampaignRules::patienceMs, 500, 10'000},
    NumberRule<CampaignRules>{"previewSeconds", &CampaignRules::previewSeconds, 10, 3600},
    NumberRule<CampaignRules>{"lockoutHours", &CampaignRules::lockoutHours, 0, 24 * 60},
    NumberRule<CampaignRules>{"callerIdPerDay", &CampaignRules::callerIdPerDay, 0, 100'000},
    NumberRule<CampaignRules>{"fromMinute", &CampaignRules::fromMinute, 0, 24 * 60},
    NumberRule<CampaignRules>{"toMinute", &CampaignRules::toMinute, 0, 24 * 60},
};
constexpr std::array kCapNumbers = {
    NumberRule<AttemptCaps>{"perDay", &AttemptCaps::perDay, 0, 100},
    NumberRule<AttemptCaps>{"per24Hours", &AttemptCaps::per24Hours, 0, 100},
    NumberRule<AttemptCaps>{"per7Days", &AttemptCaps::per7Days, 0, 500},
    NumberRule<AttemptCaps>{"perNumber", &AttemptCaps::perNumber, 0, 1000},
    NumberRule<AttemptCaps>{"perLead", &AttemptCaps::perLead, 0, 1000},
    NumberRule<AttemptCaps>{"gapSeconds", &AttemptCaps::gapSeconds, 0, 30 * kDaySeconds},
};
constexpr std::array kRetryNumbers = {
    NumberRule<RetryRule>{"afterSeconds", &RetryRule::afterSeconds, 0, 90 * kDaySeconds},
    NumberRule<RetryRule>{"againSeconds", &RetryRule::againSeconds, 0, 90 * kDaySeconds},
    NumberRule<RetryRule>{"mostPerDay", &RetryRule::mostPerDay, 0, 100},
    NumberRule<RetryRule>{"mostTotal", &RetryRule::mostTotal, 0, 100},
};

struct FlagRule {
    const char *name;
    bool CampaignRules::*member;
};
constexpr std::array kRuleFlags = {FlagRule{"sundays", &CampaignRules::sundays}, FlagRule{"holidays", &CampaignRules::holidays},
                                   FlagRule{"needsConsent", &CampaignRules::needsConsent}};

struct TextRule {
    const char *name;
    QString CampaignRules::*member;
};
constexpr std::array kRuleTexts = {TextRule{"safeHarbourText", &CampaignRules::safeHarbourText},
                                   TextRule{"machineText", &CampaignRules::machineText}};

/// Reads fields of one object, keeps the first complaint, and knows in the end which members nobody has asked for.
class RuleReader {
public:
    RuleReader(const QJsonObject &fields, const QString &prefix) : m_fields(fields), m_prefix(prefix), m_left(fields) {}

    template <class Struct, size_t N>
    void numbers(Struct &into, const std::array<NumberRule<Struct>, N> &rules) {
        for (const auto &rule : rules)
            if (const auto value = take(rule.name)) {
                const double given = value->toDouble(-1e9);
                if (!value->isDouble() || given < rule.least || given > rule.most || given != static_cast<int>(given))
                    complain(rule.name, u"a whole number from %1 to %2"_s.arg(rule.least).arg(rule.most));
                else into.*rule.member = static_cast<int>(given);
            }
    }
    void real(const char *name, double &into, double least, double most) {
        const auto value = take(name);
        if (!value) return;
        const double given = value->toDouble(-1e9);
        if (!value->isDouble() || given < least || given > most) complain(name, u"a number from %1 to %2"_s.arg(least).arg(most));
        else into = given;
    }
    void flag(const char *name, bool &into) {
        const auto value = take(name);
        if (!value) return;
        if (!value->isBool()) complain(name, u"true or false"_s);
        else into = value->toBool();
    }
    void words(const char *name, QString &into, qsizetype most) {
        const auto value = take(name);
        if (!value) return;
        const QString given = value->toString().trimmed();
        if ((!value->isString() && !value->isNull()) || given.size() > most) complain(name, u"a text of at most %1 characters"_s.arg(most));
        else into = given;
    }
    template <class Enum, size_t N>
    void oneOf(const char *name, Enum &into, const std::array<const char *, N> &known) {
        const auto value = take(name);
        if (!value) return;
        const auto given = ruleWord<Enum>(known, value->toString());
        if (!given) complain(name, u"one of "_s + wordList(known));
        else into = *given;
    }
    std::optional<QJsonValue> take(const char *name) {
        const QJsonValue value = m_left.take(QLatin1String(name));
        if (value.isUndefined()) return std::nullopt;
        return value;
    }
    void complain(const char *name, const QString &wanted) {
        const QString field = m_prefix + QLatin1String(name);
        if (!m_error) m_error = badField(field, u"The field \"%1\" must be %2."_s.arg(field, wanted));
    }
    void refuseRest() {
        if (!m_error && !m_left.isEmpty()) {
            const QString field = m_prefix + m_left.begin().key();
            m_error = Error{ErrorCode::BadRequest, u"There is no field \"%1\" here."_s.arg(field), {}, field, u"unknown_field"_s, 0};
        }
    }
    const std::optional<Error> &error() const { return m_error; }
    void adopt(const std::optional<Error> &error) {
        if (!m_error) m_error = error;
    }

private:
    QJsonObject m_fields;
    QString m_prefix;
    QJsonObject m_left;
    std::optional<Error> m_error;
};

void readRetries(RuleReader &reader, CampaignRules &rules, bool strict) {
    const auto value = reader.take("retries");
    if (!value) return;
    if (!value->isObject()) return reader.complain("retries", u"an object with a rule for each outcome"_s);
    const QJsonObject given = value->toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const auto outcome = attemptOutcomeFromName(it.key());
        if (!outcome || !it->isObject()) {
            if (strict) reader.complain("retries", u"an object whose members are "_s + wordList(kOutcomes));
            continue;
        }
        RetryRule &rule = rules.retries[static_cast<size_t>(*outcome)];
        RuleReader inner(it->toObject(), u"retries.%1."_s.arg(it.key()));
        inner.numbers(rule, kRetryNumbers);
        inner.flag("nextNumber", rule.nextNumber);
        if (strict) inner.refuseRest();
        reader.adopt(inner.error());
    }
}

void readCallerIds(RuleReader &reader, CampaignRules &rules) {
    const auto value = reader.take("callerIds");
    if (!value) return;
    QStringList ids;
    for (const QJsonValue &one : value->toArray()) {
        const QString id = one.toString();
        if (id.size() < 8 || id.size() > 16 || id[0] != u'+') return reader.complain("callerIds", u"an array of numbers like +15551234567"_s);
        ids << id;
    }
    if (!value->isArray() || ids.size() > 1000) return reader.complain("callerIds", u"an array of at most 1000 numbers"_s);
    ids.removeDuplicates();
    rules.callerIds = ids;
}

void readProfile(RuleReader &reader, CampaignRules &rules) {
    const auto value = reader.take("profile");
    if (!value) return;
    rules.profile.reset();
    if (value->isNull()) return;
    rules.profile = callingProfileFromName(value->toString());
    if (!rules.profile) reader.complain("profile", u"null or one of "_s + wordList(kProfiles));
}

RetryRule retryAfter(int seconds, int perDay, int total, bool next = false, int again = 0) {
    return {seconds, again, perDay, total, next};
}

} // namespace

QString dialModeName(DialMode mode) { return ruleName(kModes, mode); }
std::optional<DialMode> dialModeFromName(QStringView name) { return ruleWord<DialMode>(kModes, name); }
QString attemptOutcomeName(AttemptOutcome outcome) { return ruleName(kOutcomes, outcome); }
std::optional<AttemptOutcome> attemptOutcomeFromName(QStringView name) { return ruleWord<AttemptOutcome>(kOutcomes, name); }

CampaignRules rulesOfOneCall() { return {}; }

CampaignRules defaultRules() {
    CampaignRules rules;
    constexpr int kMinute = 60, kHour = 3600;
    const auto set = [&](AttemptOutcome outcome, const RetryRule &rule) { rules.retries[static_cast<size_t>(outcome)] = rule; };
    set(AttemptOutcome::Busy, retryAfter(10 * kMinute, 3, 6, false, 30 * kMinute));
    set(AttemptOutcome::NoAnswer, retryAfter(2 * kHour, 2, 6, true));
    set(AttemptOutcome::Machine, retryAfter(4 * kHour, 2, 5, true));
    set(AttemptOutcome::MessageLeft, retryAfter(48 * kHour, 1, 2));
    set(AttemptOutcome::HungUpAtOnce, retryAfter(24 * kHour, 1, 2));
    set(AttemptOutcome::Abandoned, retryAfter(72 * kHour, 1, 1));
    set(AttemptOutcome::Failed, retryAfter(5 * kMinute, 0, 6));
    set(AttemptOutcome::Rejected, retryAfter(24 * kHour, 1, 2));
    rules.caps = {4, 0, 10, 12, 18, 120};
    return rules;
}

QJsonObject rulesToJson(const CampaignRules &rules) {
    QJsonObject json{{u"ratio"_s, rules.ratio}, {u"abandonCap"_s, rules.abandonCap},
                     {u"machines"_s, ruleName(kMachinePolicies, rules.machines)},
                     {u"callerIds"_s, QJsonArray::fromStringList(rules.callerIds)}};
    json.insert(u"profile"_s, rules.profile ? QJsonValue(ruleName(kProfiles, *rules.profile)) : QJsonValue());
    for (const auto &rule : kRuleNumbers) json.insert(QLatin1String(rule.name), rules.*rule.member);
    for (const auto &rule : kRuleFlags) json.insert(QLatin1String(rule.name), rules.*rule.member);
    for (const auto &rule : kRuleTexts) json.insert(QLatin1String(rule.name), rules.*rule.member);
    QJsonObject caps, retries;
    for (const auto &rule : kCapNumbers) caps.insert(QLatin1String(rule.name), rules.caps.*rule.member);
    for (size_t i = 0; i < kAttemptOutcomes; ++i) {
        if (rules.retries[i] == RetryRule{}) continue;
        QJsonObject retry{{u"nextNumber"_s, rules.retries[i].nextNumber}};
        for (const auto &rule : kRetryNumbers) retry.insert(QLatin1String(rule.name), rules.retries[i].*rule.member);
        retries.insert(QLatin1String(kOutcomes[i]), retry);
    }
    json.insert(u"caps"_s, caps);
    json.insert(u"retries"_s, retries);
    return json;
}

Result<CampaignRules> rulesWith(CampaignRules base, const QJsonObject &fields, bool strict) {
    RuleReader reader(fields, {});
    reader.real("ratio", base.ratio, 1.0, 5.0);
    reader.real("abandonCap", base.abandonCap, 0.001, 0.1);
    reader.numbers(base, kRuleNumbers);
    for (const auto &rule : kRuleFlags) reader.flag(rule.name, base.*rule.member);
    for (const auto &rule : kRuleTexts) reader.words(rule.name, base.*rule.member, 3000);
    reader.oneOf("machines", base.machines, kMachinePolicies);
    readProfile(reader, base);
    readCallerIds(reader, base);
    if (const auto caps = reader.take("caps")) {
        RuleReader inner(caps->toObject(), u"caps."_s);
        inner.numbers(base.caps, kCapNumbers);
        if (strict) inner.refuseRest();
        reader.adopt(inner.error());
    }
    readRetries(reader, base, strict);
    if (strict) reader.refuseRest();
    if (reader.error()) return *reader.error();
    if (base.fromMinute >= base.toMinute) return badField(u"toMinute"_s, u"The hours must end after they begin: \"toMinute\" above \"fromMinute\"."_s);
    return base;
}

} // namespace callfloor
