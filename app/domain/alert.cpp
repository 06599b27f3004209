// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/alert.h"

#include "app/domain/hand_over.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

// Stored words, in the order of the enumeration. Never change one: they are in people's databases.
constexpr std::array kAlertWords = {"longest_wait"_L1, "service_level"_L1, "nobody_there"_L1, "drop_rate"_L1, "long_pause"_L1,
                                    "long_wrap_up"_L1, "unreachable"_L1,   "dead_leg"_L1,     "phrase"_L1,    "help"_L1};
static_assert(kAlertWords.size() == kAlertKinds);

} // namespace

QString alertKindName(AlertKind kind) { return kAlertWords[static_cast<size_t>(kind)]; }

std::optional<AlertKind> alertKindFromName(QStringView name) {
    for (size_t i = 0; i < kAlertWords.size(); ++i)
        if (name == kAlertWords[i]) return static_cast<AlertKind>(i);
    return std::nullopt;
}

AlertSubject alertSubjectOf(AlertKind kind) {
    switch (kind) {
    case AlertKind::LongestWait:
    case AlertKind::ServiceLevel:
    case AlertKind::NobodyThere: return AlertSubject::Queue;
    case AlertKind::DropRate: return AlertSubject::Campaign;
    case AlertKind::LongPause:
    case AlertKind::LongWrapUp:
    case AlertKind::Unreachable:
    case AlertKind::Help: return AlertSubject::Agent;
    case AlertKind::DeadLeg:
    case AlertKind::Phrase: break;
    }
    return AlertSubject::Call;
}

bool isMeasured(AlertKind kind) { return kind != AlertKind::Phrase && kind != AlertKind::Help; }

bool lowIsBad(AlertKind kind) { return kind == AlertKind::ServiceLevel; }

AlertMove judgeAlert(AlertWatch &watch, const AlertLimit &limit, qint64 bound, qint64 value, UtcTime now) {
    // How far it is beyond the limit, whichever way that is.
    const qint64 excess = lowIsBad(limit.kind) ? bound - value : value - bound;
    if (watch.raised) {
        if (excess > 0 || excess > -limit.margin) return AlertMove::Stay;
        watch = {};
        return AlertMove::Clear;
    }
    if (excess <= 0) {
        watch.beyondSince.reset();
        return AlertMove::Stay;
    }
    // A clock that was put back must not make anybody wait for it.
    if (!watch.beyondSince || *watch.beyondSince > now) watch.beyondSince = now;
    if (now - *watch.beyondSince < std::chrono::seconds(limit.holdSeconds)) return AlertMove::Stay;
    watch = {true, {}};
    return AlertMove::Raise;
}

std::optional<QString> phraseIn(const QString &said, const QStringList &phrases) {
    for (const QString &phrase : phrases)
        if (asksForPerson(said, {phrase})) return phrase;
    return std::nullopt;
}

} // namespace callfloor
