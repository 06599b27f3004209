// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/service_level.h"

#include <array>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

struct LevelText {
    const char *name;
    const char *formula;
};
constexpr std::array kLevels = {
    LevelText{"SL1", "A(T) / A"},
    LevelText{"SL2", "(A(T) + B(T)) / (A + B)"},
    LevelText{"SL3", "A(T) / (A + B)"},
    LevelText{"SL4", "A(T) / (A + B - B(T))"},
    LevelText{"SL5", "A(T) / (A + B - S)"},
    LevelText{"SL5F", "A(T) / (A + B - S + F)"},
};

} // namespace

QueueSums &QueueSums::operator+=(const QueueSums &other) {
    offered += other.offered;
    answered += other.answered;
    answeredInTime += other.answeredInTime;
    abandoned += other.abandoned;
    abandonedInTime += other.abandonedInTime;
    shortAbandoned += other.shortAbandoned;
    flowedOut += other.flowedOut;
    answeredWaitUs += other.answeredWaitUs;
    return *this;
}

WorkSums &WorkSums::operator+=(const WorkSums &other) {
    talkUs += other.talkUs;
    holdUs += other.holdUs;
    wrapUs += other.wrapUs;
    ringUs += other.ringUs;
    idleUs += other.idleUs;
    notReadyUs += other.notReadyUs;
    handled += other.handled;
    handledUs += other.handledUs;
    return *this;
}

QString serviceLevelName(ServiceLevelKind kind) { return QLatin1String(kLevels[static_cast<size_t>(kind)].name); }

std::optional<ServiceLevelKind> serviceLevelFromName(QStringView name) {
    for (size_t i = 0; i < kLevels.size(); ++i)
        if (name.compare(QLatin1String(kLevels[i].name), Qt::CaseInsensitive) == 0) return static_cast<ServiceLevelKind>(i);
    return std::nullopt;
}

std::optional<double> Figure::value() const {
    if (denominator == 0) return std::nullopt;
    const double quotient = static_cast<double>(numerator) / static_cast<double>(denominator);
    switch (unit) {
    case Unit::Percent: return quotient * 100;
    case Unit::Seconds: return quotient / 1e6;
    case Unit::Count: break;
    }
    return quotient;
}

Figure serviceLevel(const QueueSums &sums, ServiceLevelKind kind) {
    Figure figure{u"serviceLevel"_s, QLatin1String(kLevels[static_cast<size_t>(kind)].formula), Figure::Unit::Percent,
                  sums.answeredInTime, 0};
    const qint64 all = sums.answered + sums.abandoned;
    switch (kind) {
    case ServiceLevelKind::AnsweredOnly: figure.denominator = sums.answered; break;
    case ServiceLevelKind::Credit:
        figure.numerator += sums.abandonedInTime;
        figure.denominator = all;
        break;
    case ServiceLevelKind::Strict: figure.denominator = all; break;
    case ServiceLevelKind::LateAbandons: figure.denominator = all - sums.abandonedInTime; break;
    case ServiceLevelKind::MinusShort: figure.denominator = all - sums.shortAbandoned; break;
    case ServiceLevelKind::MinusShortWithFlowOuts: figure.denominator = all - sums.shortAbandoned + sums.flowedOut; break;
    }
    return figure;
}

Figure averageSpeedOfAnswer(const QueueSums &sums) {
    return {u"averageSpeedOfAnswer"_s, u"sum of the waits of A / A"_s, Figure::Unit::Seconds, sums.answeredWaitUs, sums.answered};
}

Figure abandonRate(const QueueSums &sums) {
    const qint64 late = sums.abandoned - sums.shortAbandoned;
    return {u"abandonRate"_s, u"(B - S) / (A + B - S)"_s, Figure::Unit::Percent, late, sums.answered + late};
}

Figure averageHandleTime(const WorkSums &sums) {
    return {u"averageHandleTime"_s, u"(talk + hold + wrap-up) / contacts, counted where the wrap-up ends"_s, Figure::Unit::Seconds,
            sums.handledUs, sums.handled};
}

Figure occupancy(const WorkSums &sums) {
    return {u"occupancy"_s, u"(talk + hold + wrap-up) / (talk + hold + wrap-up + idle)"_s, Figure::Unit::Percent, sums.handleUs(),
            sums.handleUs() + sums.idleUs};
}

Figure utilisation(const WorkSums &sums) {
    return {u"utilisation"_s, u"(talk + hold + wrap-up) / logged in"_s, Figure::Unit::Percent, sums.handleUs(), sums.loggedInUs()};
}

Figure availability(const WorkSums &sums) {
    return {u"availability"_s, u"(talk + hold + wrap-up + idle) / logged in"_s, Figure::Unit::Percent, sums.handleUs() + sums.idleUs,
            sums.loggedInUs()};
}

Figure longestWait(std::optional<UtcTime> oldestEnteredAt, UtcTime now) {
    return {u"longestWait"_s, u"now - the earliest entry of those who wait"_s, Figure::Unit::Seconds,
            oldestEnteredAt ? (now - *oldestEnteredAt).count() : 0, oldestEnteredAt ? 1 : 0};
}

Figure countFigure(const QString &name, const QString &formula, qint64 count) {
    return {name, formula, Figure::Unit::Count, count, 1};
}

std::vector<Figure> queueFigures(const QueueSums &sums, ServiceLevelKind kind) {
    return {serviceLevel(sums, kind),
            averageSpeedOfAnswer(sums),
            abandonRate(sums),
            countFigure(u"offered"_s, u"O: entered the queue"_s, sums.offered),
            countFigure(u"answered"_s, u"A: connected to an agent"_s, sums.answered),
            countFigure(u"answeredInTime"_s, u"A(T): connected after at most T"_s, sums.answeredInTime),
            countFigure(u"abandoned"_s, u"B: hung up while waiting"_s, sums.abandoned),
            countFigure(u"shortAbandoned"_s, u"S: of B, after less than s"_s, sums.shortAbandoned),
            countFigure(u"flowedOut"_s, u"F: left for voicemail, callback or another queue"_s, sums.flowedOut)};
}

std::vector<Figure> workFigures(const WorkSums &sums) {
    return {averageHandleTime(sums), occupancy(sums), utilisation(sums), availability(sums),
            countFigure(u"handled"_s, u"contacts whose wrap-up has ended"_s, sums.handled)};
}

} // namespace callfloor
