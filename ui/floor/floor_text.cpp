// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_text.h"

#include "ui/models/call_text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

namespace callfloor {

using namespace Qt::StringLiterals;

QString FloorText::percent(const QJsonValue &value) {
    if (!value.isDouble()) return u"–"_s;
    return tr("%1 %", "percent").arg(QLocale().toString(value.toDouble(), 'f', 1));
}

QString FloorText::seconds(double seconds) {
    return CallText::duration(std::chrono::seconds(static_cast<qint64>(std::max(0.0, seconds))));
}

QJsonObject FloorText::figure(const QJsonArray &figures, QLatin1StringView name) {
    for (const QJsonValue &one : figures)
        if (one.toObject().value("name"_L1) == name) return one.toObject();
    return {};
}

QString FloorText::measured(const QString &kind, const QString &subject, double limit) {
    const auto time = [&] { return seconds(limit); };
    const auto rate = [&] { return percent(limit / 10); };
    if (kind == "longest_wait"_L1) return tr("%1: somebody has waited longer than %2.").arg(subject, time());
    if (kind == "service_level"_L1) return tr("%1: service level below %2.").arg(subject, rate());
    if (kind == "nobody_there"_L1) return tr("%1: callers wait and nobody is signed on.").arg(subject);
    if (kind == "drop_rate"_L1) return tr("%1: more than %2 of the people who answered were dropped.").arg(subject, rate());
    if (kind == "long_pause"_L1) return tr("%1 has been on a break for more than %2.").arg(subject, time());
    if (kind == "long_wrap_up"_L1) return tr("%1 has been in after-call work for more than %2.").arg(subject, time());
    if (kind == "unreachable"_L1) return tr("The console of %1 is not heard any more.").arg(subject);
    if (kind == "dead_leg"_L1) return tr("%1: the carrier does not say what became of a line.").arg(subject);
    return {};
}

QString FloorText::alert(const QJsonObject &alert) {
    const QString kind = alert.value("kind"_L1).toString(), subject = alert.value("subject"_L1).toString();
    const QString words = alert.value("text"_L1).toString();
    if (kind == "help"_L1)
        return words.isEmpty() ? tr("%1 asks for help.").arg(subject) : tr("%1 asks for help: %2").arg(subject, words);
    if (kind == "phrase"_L1) return tr("%1: “%2”").arg(subject, words);
    const QString known = measured(kind, subject, alert.value("limit"_L1).toDouble());
    return known.isEmpty() ? kind + u": "_s + subject : known;
}

QString FloorText::busyAgents(const QJsonObject &reason) {
    QStringList parts;
    const auto count = [&](QLatin1StringView name) { return reason.value(name).toInt(); };
    if (const int n = count("talking"_L1)) parts << tr("%n agent(s) on a call", nullptr, n);
    if (const int n = count("hold"_L1)) parts << tr("%n with a customer on hold", nullptr, n);
    if (const int n = count("ringing"_L1)) parts << tr("%n being rung", nullptr, n);
    if (const int n = count("wrapUp"_L1)) parts << tr("%n in after-call work", nullptr, n);
    if (const int n = count("notReady"_L1)) parts << tr("%n not ready", nullptr, n);
    if (const int n = count("full"_L1)) parts << tr("%n taking no more work", nullptr, n);
    if (const int n = count("unreachable"_L1)) parts << tr("%n not heard by the server", nullptr, n);
    return parts.join(u", "_s);
}

QString FloorText::clock(const QJsonValue &iso) {
    const auto time = fromIso(iso.toString().toLatin1());
    if (!time) return {};
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(toMicros(*time) / 1000).time(), QLocale::ShortFormat);
}

QString FloorText::waitReason(const QJsonObject &reason) {
    const QString code = reason.value("code"_L1).toString(), until = clock(reason.value("until"_L1));
    if (code == "no_members"_L1) return tr("The queue has no agents.");
    if (code == "nobody_logged_in"_L1) return tr("Nobody is signed on.");
    if (code == "agents_busy"_L1)
        if (const QString busy = busyAgents(reason); !busy.isEmpty()) return tr("Everybody does something else: %1.").arg(busy);
    if (code == "callers_ahead"_L1) {
        QStringList ahead;
        if (const int n = reason.value("moreImportant"_L1).toInt()) ahead << tr("%n caller(s) in more important queues", nullptr, n);
        if (const int n = reason.value("sameImportance"_L1).toInt()) ahead << tr("%n caller(s) by waiting time and priority", nullptr, n);
        return tr("Others come first: %1.").arg(ahead.join(u", "_s));
    }
    if (code == "tier_later"_L1)
        return tr("Agents of tier %1 are free and join at %2.").arg(reason.value("tier"_L1).toInt()).arg(until);
    if (code == "called_later"_L1) return tr("Is not to be called back before %1.").arg(until);
    if (code == "no_skill_mix"_L1 && until.isEmpty()) return tr("No agent has all the skills that are asked for.");
    return reason.value("text"_L1).toString();
}

QString FloorText::mode(const QString &mode) {
    if (mode == "monitor"_L1) return tr("listening");
    if (mode == "whisper"_L1) return tr("whispering");
    if (mode == "barge"_L1) return tr("in the conversation");
    return mode;
}

} // namespace callfloor
