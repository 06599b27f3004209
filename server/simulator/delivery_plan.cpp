// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/delivery_plan.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

struct NamedChance {
    const char *name;
    Chance WebhookFaults::*member;
};

constexpr std::array<NamedChance, 6> kChances{{{"duplicate", &WebhookFaults::duplicate},
                                               {"lose", &WebhookFaults::lose},
                                               {"delay", &WebhookFaults::delay},
                                               {"forge", &WebhookFaults::forge},
                                               {"stale", &WebhookFaults::stale},
                                               {"corrupt", &WebhookFaults::corrupt}}};

bool readChance(const QJsonValue &value, Chance &chance) {
    const double percent = value.isObject() ? value["percent"_L1].toDouble(0) : value.toDouble(-1);
    if (percent < 0 || percent > 100) return false;
    chance.probability = percent / 100;
    chance.next = value.isObject() ? value["next"_L1].toInt() : 0;
    return chance.next >= 0;
}

} // namespace

bool Chance::take(Random &random) {
    const bool drawn = random.chance(probability);
    if (next <= 0) return drawn;
    --next;
    return true;
}

std::vector<PlannedDelivery> planDeliveries(WebhookFaults &faults, MsRange latencyMs, Random &random) {
    std::vector<PlannedDelivery> plan;
    const auto add = [&](Tamper tamper) {
        const qint64 shuffle = random.between(0, faults.shuffleWindowMs);
        plan.push_back({Ms{random.between(latencyMs.low, latencyMs.high) + shuffle}, tamper});
    };
    // Each chance is asked for each event, so that switching one on does not change the draws of another.
    const bool lost = faults.lose.take(random);
    const bool doubled = faults.duplicate.take(random);
    const bool delayed = faults.delay.take(random);
    const qint64 extra = random.between(faults.delayMs.low, faults.delayMs.high);
    const bool forged = faults.forge.take(random), stale = faults.stale.take(random), corrupt = faults.corrupt.take(random);
    if (!lost) {
        for (int i = doubled ? faults.copies : 0; i >= 0; --i) add(Tamper::None);
        if (delayed)
            for (PlannedDelivery &delivery : plan) delivery.delay += Ms{extra};
    }
    if (forged) add(Tamper::Forged);
    if (stale) add(Tamper::Stale);
    if (corrupt) add(Tamper::Corrupt);
    return plan;
}

Result<Ok> applyWebhookFaults(const QJsonObject &json, WebhookFaults &faults) {
    WebhookFaults changed = faults;
    for (const NamedChance &chance : kChances) {
        const QString name = QString::fromLatin1(chance.name);
        if (json.contains(name) && !readChance(json.value(name), changed.*chance.member))
            return badField(name, u"A percentage from 0 to 100, or {percent, next}, is expected."_s);
    }
    changed.copies = json.value("copies"_L1).toInt(changed.copies);
    if (changed.copies < 1 || changed.copies > 100) return badField(u"copies"_s, u"1 to 100 copies are possible."_s);
    changed.shuffleWindowMs = json.value("shuffle_window_ms"_L1).toInt(changed.shuffleWindowMs);
    if (changed.shuffleWindowMs < 0) return badField(u"shuffle_window_ms"_s, u"Milliseconds are expected."_s);
    const QJsonValue delay = json.value("delay_ms"_L1);
    if (delay.isDouble()) changed.delayMs = {delay.toInteger(), delay.toInteger()};
    else if (delay.isArray()) changed.delayMs = {delay[0].toInteger(), delay[1].toInteger()};
    if (changed.delayMs.low < 0 || changed.delayMs.high < changed.delayMs.low)
        return badField(u"delay_ms"_s, u"Milliseconds, or [low, high], are expected."_s);
    faults = changed;
    return Ok{};
}

QJsonObject webhookFaultsJson(const WebhookFaults &faults) {
    QJsonObject json{{u"copies"_s, faults.copies},
                     {u"delay_ms"_s, QJsonArray{faults.delayMs.low, faults.delayMs.high}},
                     {u"shuffle_window_ms"_s, faults.shuffleWindowMs}};
    for (const NamedChance &chance : kChances) {
        const Chance &value = faults.*chance.member;
        json.insert(QString::fromLatin1(chance.name),
                    QJsonObject{{u"percent"_s, value.probability * 100}, {u"next"_s, value.next}});
    }
    return json;
}

} // namespace callfloor::simulator
