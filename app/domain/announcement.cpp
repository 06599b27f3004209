// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/announcement.h"

#include <QStringList>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMinutes = 60; // beyond that an estimate is a guess

QString positionText(int position, bool german) {
    if (position <= 1) return german ? u"Sie sind als Nächstes an der Reihe."_s : u"You are next in line."_s;
    return (german ? u"Sie sind auf Platz %1 der Warteschlange."_s : u"You are number %1 in line."_s).arg(position);
}

QString estimateText(int seconds, bool german) {
    const int minutes = std::max(1, (seconds + 59) / 60);
    if (minutes > kMostMinutes)
        return german ? u"Die Wartezeit beträgt mehr als eine Stunde."_s : u"The wait is more than one hour."_s;
    if (minutes == 1) return german ? u"Die Wartezeit beträgt etwa eine Minute."_s : u"The wait is about one minute."_s;
    return (german ? u"Die Wartezeit beträgt etwa %1 Minuten."_s : u"The wait is about %1 minutes."_s).arg(minutes);
}

} // namespace

QString announcementText(const Announcement &what, const QString &language) {
    const bool german = language.section(u'-', 0, 0).compare("de"_L1, Qt::CaseInsensitive) == 0;
    QStringList sentences;
    if (what.position) sentences << positionText(*what.position, german);
    if (what.estimatedSeconds) sentences << estimateText(*what.estimatedSeconds, german);
    if (what.callback)
        sentences << (german ? u"Drücken Sie die 1, und wir rufen Sie zurück, sobald Sie an der Reihe sind."_s
                             : u"Press 1, and we will call you back when it is your turn."_s);
    return sentences.join(u' ');
}

} // namespace callfloor
