// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/leg_script.h"

#include <QJsonArray>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::array<std::pair<Outcome, const char *>, 10> kOutcomeNames{{
    {Outcome::Human, "human"},
    {Outcome::Machine, "machine"},
    {Outcome::Fax, "fax"},
    {Outcome::Silence, "silence"},
    {Outcome::Busy, "busy"},
    {Outcome::Reject, "reject"},
    {Outcome::NoAnswer, "no_answer"},
    {Outcome::Unreachable, "unreachable"},
    {Outcome::Invalid, "invalid"},
    {Outcome::Failure, "failure"},
}};

std::optional<Ms> readDuration(QString text) {
    double factor = 1000;
    if (text.endsWith("ms"_L1)) {
        factor = 1;
        text.chop(2);
    } else if (text.endsWith('s'_L1)) {
        text.chop(1);
    }
    bool fine = false;
    const double value = text.toDouble(&fine);
    if (!fine || !(value >= 0) || value * factor > 1e9) return std::nullopt;
    return Ms{std::llround(value * factor)};
}

std::optional<bool> readYesNo(const QString &text) {
    if (text == "yes"_L1 || text == "true"_L1 || text == "1"_L1) return true;
    if (text == "no"_L1 || text == "false"_L1 || text == "0"_L1) return false;
    return std::nullopt;
}

bool applyTime(LegScript &script, const QString &name, Ms value) {
    if (name == "ring"_L1) script.ring = value;
    else if (name == "talk"_L1) script.talk = value;
    else if (name == "patience"_L1) script.patience = value;
    else if (name == "greeting"_L1) script.greeting = value;
    else return false;
    return true;
}

bool applyWord(LegScript &script, const QString &name, const QString &value) {
    if (name == "digits"_L1) {
        script.gatherDigits = value;
        return true;
    }
    const auto flag = readYesNo(value);
    if (!flag) return false;
    if (name == "beep"_L1) script.beep = *flag;
    else if (name == "business"_L1) script.business = *flag;
    else return false;
    return true;
}

Error badScript(const QString &part) {
    return badField(u"script"_s, u"The script part “%1” is not understood; write for example answer,ring=2s,talk=20s."_s.arg(part));
}

} // namespace

QString outcomeName(Outcome outcome) {
    for (const auto &[value, name] : kOutcomeNames)
        if (value == outcome) return QString::fromLatin1(name);
    return {};
}

std::optional<Outcome> outcomeFromName(const QString &name) {
    if (name == "answer"_L1) return Outcome::Human;
    for (const auto &[value, text] : kOutcomeNames)
        if (name == QLatin1String(text)) return value;
    return std::nullopt;
}

Result<LegScript> scriptFromText(const QString &text) {
    const QStringList parts = text.split(','_L1, Qt::SkipEmptyParts);
    LegScript script;
    const auto outcome = parts.isEmpty() ? std::nullopt : outcomeFromName(parts.first().trimmed());
    if (!outcome) return badScript(parts.isEmpty() ? text : parts.first());
    script.outcome = *outcome;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString part = parts[i].trimmed();
        const qsizetype equals = part.indexOf('='_L1);
        const QString name = part.left(equals);
        const QString value = equals < 0 ? QString() : part.mid(equals + 1);
        const auto duration = readDuration(value);
        const bool understood = (duration && applyTime(script, name, *duration)) || applyWord(script, name, value);
        if (!understood) return badScript(part);
    }
    return script;
}

Result<LegScript> scriptFromJson(const QJsonObject &json) {
    LegScript script;
    const auto outcome = outcomeFromName(json.value("outcome"_L1).toString(u"human"_s));
    if (!outcome) return badField(u"outcome"_s, u"There is no such outcome of a call."_s);
    script.outcome = *outcome;
    for (const QString &name : {u"ring"_s, u"talk"_s, u"patience"_s, u"greeting"_s}) {
        const QString field = name + "_ms"_L1;
        const QJsonValue value = json.value(field);
        if (value.isUndefined() || value.isNull()) continue;
        if (!value.isDouble() || value.toDouble() < 0) return badField(field, u"Milliseconds are expected."_s);
        applyTime(script, name, Ms{value.toInteger()});
    }
    script.beep = json.value("beep"_L1).toBool(script.beep);
    script.business = json.value("business"_L1).toBool(script.business);
    script.gatherDigits = json.value("gather_digits"_L1).toString();
    for (const QJsonValue line : json.value("lines"_L1).toArray())
        script.lines.push_back({Ms{line["after_ms"_L1].toInteger()}, line["text"_L1].toString()});
    for (const QJsonValue press : json.value("keys"_L1).toArray())
        script.keys.push_back({Ms{press["after_ms"_L1].toInteger()}, press["digits"_L1].toString()});
    return script;
}

QJsonObject scriptToJson(const LegScript &script) {
    QJsonArray lines, keys;
    for (const SpokenLine &line : script.lines)
        lines.append(QJsonObject{{u"after_ms"_s, qint64{line.after.count()}}, {u"text"_s, line.text}});
    for (const KeyPress &press : script.keys)
        keys.append(QJsonObject{{u"after_ms"_s, qint64{press.after.count()}}, {u"digits"_s, press.digits}});
    return {{u"outcome"_s, outcomeName(script.outcome)},
            {u"ring_ms"_s, qint64{script.ring.count()}},
            {u"talk_ms"_s, script.talk ? QJsonValue(qint64{script.talk->count()}) : QJsonValue()},
            {u"patience_ms"_s, qint64{script.patience.count()}},
            {u"greeting_ms"_s, qint64{script.greeting.count()}},
            {u"beep"_s, script.beep},
            {u"business"_s, script.business},
            {u"gather_digits"_s, script.gatherDigits},
            {u"lines"_s, lines},
            {u"keys"_s, keys}};
}

} // namespace callfloor::simulator
