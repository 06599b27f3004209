// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/switchboard.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::chrono::minutes kEndedLegsStay{10};
/// A bridge that ends gives the partner a moment to be taken elsewhere before it is hung up.
constexpr Ms kPartnerGrace{200};

} // namespace

Switchboard::Switchboard(CarrierOptions options, Scheduler &scheduler)
    : m_options(std::move(options))
    , m_scheduler(scheduler)
    , m_timers(scheduler)
    , m_ids(m_options.seed, 1)
    , m_quality(m_options.seed, 2) {}

QString Switchboard::newControlId() {
    const QByteArray text = m_ids.bytes(40).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return QString("v3:"_L1 + QLatin1String(text));
}

Ms Switchboard::scaled(Ms simulated) const {
    if (m_options.timeScale == 1) return simulated;
    return Ms{static_cast<qint64>(static_cast<double>(simulated.count()) / m_options.timeScale)};
}

void Switchboard::laterFor(const Leg &leg, Ms simulated, LegHook work) {
    const auto timer = m_timers.add(scaled(simulated), [this, id = leg.controlId, work = std::move(work)] {
        Leg *found = find(id);
        if (found && found->live()) work(*found);
    });
    m_legTimers[leg.controlId].push_back(timer);
}

Leg *Switchboard::find(const QString &controlId) { return m_legs.value(controlId).get(); }

Leg &Switchboard::place(Leg leg) {
    forgetOldLegs();
    leg.serial = ++m_serial;
    leg.controlId = newControlId();
    leg.legId = newUuid();
    if (leg.sessionId.isEmpty()) leg.sessionId = newUuid();
    leg.startedAt = stamp();
    const auto kept = std::make_shared<Leg>(std::move(leg));
    m_legs.insert(kept->controlId, kept);
    m_live.emplace(kept->serial, kept.get());
    m_mostLegs = std::max(m_mostLegs, static_cast<int>(m_live.size()));
    emitInitiated(*kept);
    for (const LegHook &hook : m_placed) hook(*kept);
    return *kept;
}

void Switchboard::answer(Leg &leg) {
    if (leg.state != LegState::Ringing) return;
    leg.state = LegState::Answered;
    leg.answeredAt = now();
    emitEvent(leg, u"call.answered"_s,
              {{u"state"_s, u"answered"_s},
               {u"start_time"_s, QString::fromLatin1(toIsoMicros(leg.startedAt))},
               {u"custom_headers"_s, leg.options.value("custom_headers"_L1).toArray()},
               {u"sip_headers"_s, leg.options.value("sip_headers"_L1).toArray()},
               {u"tags"_s, QJsonArray()}});
    for (const LegHook &hook : m_answered)
        if (leg.live()) hook(leg);
}

void Switchboard::end(Leg &leg, const Hangup &hangup) {
    if (!leg.live()) return;
    leg.hangup = hangup;
    leg.state = LegState::Ended;
    leg.endedAt = now();
    m_live.erase(leg.serial);
    for (const TimerQueue::Id &timer : m_legTimers.take(leg.controlId)) m_timers.cancel(timer);
    for (const LegHook &hook : m_ending) hook(leg);
    leavePlace(leg);
    ++m_hangupCounts[hangup.cause];
    emitHangup(leg);
    for (const LegHook &hook : m_ended) hook(leg);
    if (m_options.callCost && leg.answeredAt) {
        // The leg is held by value: by the time of the bill it may have been forgotten.
        later(Ms{1500}, [this, ended = leg] { emitCost(ended); });
    }
    m_endedLegs.emplace_back(now(), leg.controlId);
}

void Switchboard::bridge(Leg &a, Leg &b) {
    if (a.peer != b.controlId) {
        leavePlace(a);
        leavePlace(b);
        a.peer = b.controlId;
        b.peer = a.controlId;
    }
    emitEvent(a, u"call.bridged"_s);
    emitEvent(b, u"call.bridged"_s);
}

void Switchboard::leavePlace(Leg &leg) {
    for (const LegHook &hook : m_leaving) hook(leg);
    if (leg.peer.isEmpty()) return;
    Leg *other = find(std::exchange(leg.peer, {}));
    if (!other || other->peer != leg.controlId) return;
    other->peer.clear();
    orphan(*other);
}

void Switchboard::orphan(Leg &leg) {
    if (!leg.live() || leg.parkAfterUnbridge) return;
    later(kPartnerGrace, [this, id = leg.controlId] {
        Leg *found = find(id);
        if (found && found->live() && !found->placed()) end(*found, hangupByUs(*found));
    });
}

void Switchboard::speech(Leg &leg, const QString &text, bool byParty) {
    for (const auto &hook : m_speech) hook(leg, text, byParty);
}

void Switchboard::press(Leg &leg, const QString &digits) {
    for (const QChar digit : digits) {
        if (!leg.live()) return;
        emitEvent(leg, u"call.dtmf.received"_s, {{u"digit"_s, QString(digit)}});
        for (const auto &hook : m_digit) hook(leg, digit);
    }
}

void Switchboard::forgetOldLegs() {
    const UtcTime limit = now() - kEndedLegsStay;
    while (!m_endedLegs.empty() && m_endedLegs.front().first < limit) {
        m_legs.remove(m_endedLegs.front().second);
        m_endedLegs.pop_front();
    }
}

UtcTime Switchboard::stamp() {
    // Strictly rising, so that the order of events can be read from their times.
    m_lastStamp = std::max(now(), m_lastStamp + std::chrono::microseconds(1));
    return m_lastStamp;
}

} // namespace callfloor::simulator
