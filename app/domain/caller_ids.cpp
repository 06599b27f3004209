// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/caller_ids.h"

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEnoughDials = 200;

/// Country and area code in North America, the first digits elsewhere.
QStringView areaOf(const QString &number) { return QStringView(number).left(5); }

double rate(const CallerIdUse &use) { return use.dials > 0 ? static_cast<double>(use.answered) / use.dials : 0; }

} // namespace

QString pickCallerId(const QStringList &pool, const QHash<QString, CallerIdUse> &use, int perDay, const QString &callee) {
    CallerIdUse all;
    for (const QString &number : pool) {
        all.dials += use.value(number).dials;
        all.answered += use.value(number).answered;
    }
    QStringList fresh, resting;
    for (const QString &number : pool) {
        const CallerIdUse own = use.value(number);
        if (perDay > 0 && own.today >= perDay) continue;
        const bool rests = own.dials >= kEnoughDials && rate(own) < rate(all) / 2;
        (rests ? resting : fresh) << number;
    }
    QStringList &choice = fresh.isEmpty() ? resting : fresh;
    if (choice.isEmpty()) return {};
    const auto better = [&](const QString &a, const QString &b) {
        const bool nearA = areaOf(a) == areaOf(callee), nearB = areaOf(b) == areaOf(callee);
        if (nearA != nearB) return nearA;
        return use.value(a).today < use.value(b).today;
    };
    return *std::min_element(choice.begin(), choice.end(), better);
}

} // namespace callfloor
