// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/moment_text.h"

#include "ui/models/field_text.h"

#include <QHash>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

const QHash<QString, const char *> &endingWords() {
    static const QHash<QString, const char *> kWords = {
        {u"missed"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "missed")},
        {u"rejected"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "declined")},
        {u"lost_race"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "somebody else was faster")},
        {u"caller_gone"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "the caller had gone")},
        {u"abandoned"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "the caller hung up")},
        {u"flowed_out"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "went elsewhere")},
        {u"normal_clearing"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "hung up")},
        {u"originator_cancel"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "cancelled")},
        {u"user_busy"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "busy")},
        {u"no_answer"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "no answer")},
        {u"timeout"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "nobody answered in time")},
        {u"call_rejected"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "rejected")},
        {u"time_limit"_s, QT_TRANSLATE_NOOP("callfloor::MomentText", "the time was up")}};
    return kWords;
}

QString momentPart(const QJsonObject &moment, QLatin1StringView name) { return moment.value(name).toString(); }

} // namespace

QString MomentText::ending(const QString &word) {
    const auto it = endingWords().constFind(word);
    return it == endingWords().cend() ? word : tr(*it);
}

QString MomentText::speaker(const QString &who) {
    if (who == "caller"_L1) return tr("Caller");
    if (who == "assistant"_L1) return tr("Assistant");
    return who == "agent"_L1 ? tr("Agent") : who;
}

QString MomentText::party(const QJsonObject &moment) {
    const QString role = momentPart(moment, "subject"_L1), person = momentPart(moment, "person"_L1);
    const QString word = role == "customer"_L1     ? tr("Customer")
                         : role == "agent"_L1      ? tr("Agent")
                         : role == "supervisor"_L1 ? tr("Supervisor")
                                                   : tr("Another party");
    return person.isEmpty() ? word : tr("%1 (%2)").arg(word, person);
}

QString MomentText::leg(const QString &kind, const QJsonObject &moment) {
    const QString detail = momentPart(moment, "detail"_L1);
    if (kind == "leg_started"_L1) return detail.isEmpty() ? tr("%1: the line begins").arg(party(moment)) : tr("%1: the line begins, %2").arg(party(moment), detail);
    if (kind == "leg_answered"_L1) return tr("%1: answered").arg(party(moment));
    return detail.isEmpty() ? tr("%1: the line ends").arg(party(moment)) : tr("%1: the line ends, %2").arg(party(moment), ending(detail));
}

QString MomentText::of(const QJsonObject &moment) {
    const QString kind = momentPart(moment, "kind"_L1), subject = momentPart(moment, "subject"_L1), person = momentPart(moment, "person"_L1),
                  detail = momentPart(moment, "detail"_L1);
    if (kind.startsWith("leg_"_L1)) return leg(kind, moment);
    if (kind == "queued"_L1) return tr("In the queue %1").arg(subject);
    if (kind == "offered"_L1) return tr("Offered to %1").arg(person);
    if (kind == "offer_ended"_L1) return tr("The offer to %1 is over: %2").arg(person, ending(detail));
    if (kind == "connected"_L1) return tr("Connected with %1 by the queue %2").arg(person, subject);
    if (kind == "queue_left"_L1) return tr("Left the queue %1: %2").arg(subject, ending(detail));
    if (kind == "disposed"_L1)
        return detail.isEmpty() ? tr("Outcome by %1: %2").arg(person, subject) : tr("Outcome by %1: %2, “%3”").arg(person, subject, detail);
    if (kind == "noted"_L1) return tr("Note by %1: “%2”").arg(person, detail);
    if (kind == "alert"_L1) return tr("Alarm: %1").arg(FieldText::value(u"kind"_s, subject));
    return QStringList{kind, subject, person, detail}.join(u' ').simplified();
}

} // namespace callfloor
