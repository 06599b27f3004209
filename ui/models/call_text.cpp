// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/call_text.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono;

QString CallText::direction(CallDirection direction) {
    return direction == CallDirection::Inbound ? tr("Inbound") : tr("Outbound");
}

namespace {

/// Outcomes that say more than the state; the others are the state in other words.
const QHash<QString, const char *> &finerOutcomes() {
    static const QHash<QString, const char *> kWords = {
        {u"busy"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Busy")},
        {u"rejected"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Rejected")},
        {u"cancelled"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Cancelled")},
        {u"abandoned"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Abandoned")},
        {u"invalid_number"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Wrong number")},
        {u"unreachable"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Unreachable")},
        {u"capacity"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "No free line")},
        {u"refused"_s, QT_TRANSLATE_NOOP("callfloor::CallText", "Refused")}};
    return kWords;
}

} // namespace

QString CallText::state(const LiveCall &call) {
    if (const auto it = finerOutcomes().constFind(call.outcome); call.ended() && it != finerOutcomes().cend())
        return tr(*it);
    switch (call.status) {
    case CallStatus::Initiated: return call.direction == CallDirection::Inbound ? tr("Arriving") : tr("Dialling");
    case CallStatus::Ringing: return tr("Ringing");
    case CallStatus::Active: return tr("On call");
    case CallStatus::Completed: return tr("Ended");
    case CallStatus::NoAnswer: return tr("No answer");
    case CallStatus::Failed: return tr("Failed");
    }
    return {};
}

QStringList CallText::states() {
    QStringList words;
    LiveCall call;
    for (const CallStatus status : {CallStatus::Initiated, CallStatus::Ringing, CallStatus::Active,
                                    CallStatus::Completed, CallStatus::NoAnswer, CallStatus::Failed}) {
        call.status = status;
        words << state(call);
    }
    call.status = CallStatus::Initiated;
    call.direction = CallDirection::Inbound;
    words << state(call);
    return words;
}

QString CallText::stage(CallStage stage) {
    switch (stage) {
    case CallStage::New: return tr("Beginning");
    case CallStage::Assistant: return tr("With the assistant");
    case CallStage::Queued: return tr("In a queue");
    case CallStage::Offered: return tr("Being offered");
    case CallStage::Connected: return tr("Talking");
    case CallStage::Held: return tr("On hold");
    case CallStage::Consulting: return tr("Consulting");
    case CallStage::Parked: return tr("Parked");
    case CallStage::Message: return tr("Announcement");
    case CallStage::Ended: return tr("Over");
    case CallStage::Line: break; // no list has one
    }
    return {};
}

QStringList CallText::stages() {
    QStringList words;
    for (int i = 0; i <= static_cast<int>(CallStage::Ended); ++i) words << stage(static_cast<CallStage>(i));
    return words;
}

QString CallText::duration(microseconds duration) {
    const hh_mm_ss<seconds> parts(floor<seconds>(duration));
    const auto two = [](qint64 n) { return u"%1"_s.arg(n, 2, 10, QLatin1Char('0')); };
    const qint64 hours = parts.hours().count(), minutes = parts.minutes().count(), secs = parts.seconds().count();
    if (hours == 0) return QString::number(minutes) + u':' + two(secs);
    return QString::number(hours) + u':' + two(minutes) + u':' + two(secs);
}

QString CallText::spokenDuration(microseconds duration) {
    const hh_mm_ss<seconds> parts(floor<seconds>(duration));
    QStringList words;
    if (parts.hours().count() > 0) words << tr("%n hour(s)", nullptr, static_cast<int>(parts.hours().count()));
    if (parts.minutes().count() > 0) words << tr("%n minute(s)", nullptr, static_cast<int>(parts.minutes().count()));
    words << tr("%n second(s)", nullptr, static_cast<int>(parts.seconds().count()));
    return words.join(u' ');
}

QString CallText::moment(UtcTime moment, UtcTime now) {
    const auto local = [](UtcTime t) { return QDateTime::fromMSecsSinceEpoch(toMicros(t) / 1000); };
    const QDateTime when = local(moment);
    if (when.date() == local(now).date()) return QLocale().toString(when.time(), QLocale::ShortFormat);
    return QLocale().toString(when, QLocale::ShortFormat);
}

QString CallText::row(const LiveCall &call, const QString &agent, UtcTime now) {
    QStringList words{direction(call.direction), state(call)};
    if (!call.ended() && call.stage != CallStage::New) words << stage(call.stage);
    words << tr("customer %1").arg(call.customerNumber);
    if (!call.ourNumber.isEmpty()) words << tr("our number %1").arg(call.ourNumber);
    if (!agent.isEmpty()) words << tr("agent %1").arg(agent);
    if (const auto talked = call.talked(now)) words << tr("talk time %1").arg(spokenDuration(*talked));
    else words << tr("waited %1").arg(spokenDuration(call.waited(now)));
    return words.join(u", "_s);
}

} // namespace callfloor
