// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/clock.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// The figures of queues and agents, as sums that can be added over intervals and divided only at the end: percentages
/// are never averaged. Definitions and their users: docs/queues.md.
namespace callfloor {

/// Sums over queue entries. Waits in microseconds.
struct QueueSums {
    qint64 offered = 0;         ///< O: entered the queue.
    qint64 answered = 0;        ///< A: connected to an agent.
    qint64 answeredInTime = 0;  ///< A(T): with a wait of at most T.
    qint64 abandoned = 0;       ///< B: hung up while waiting, short ones included.
    qint64 abandonedInTime = 0; ///< B(T): after a wait of at most T.
    qint64 shortAbandoned = 0;  ///< S: of B, after a wait of less than s.
    qint64 flowedOut = 0;       ///< F: left for voicemail, callback or another queue.
    qint64 answeredWaitUs = 0;  ///< Sum of the waits of A.
    QueueSums &operator+=(const QueueSums &other);
    bool operator==(const QueueSums &) const = default;
};

/// Sums over the time of agents, in microseconds.
struct WorkSums {
    qint64 talkUs = 0, holdUs = 0, wrapUs = 0, ringUs = 0, idleUs = 0, notReadyUs = 0;
    qint64 handled = 0; ///< Contacts of which handledUs is the talk, hold and wrap-up time.
    qint64 handledUs = 0;
    WorkSums &operator+=(const WorkSums &other);
    bool operator==(const WorkSums &) const = default;
    qint64 handleUs() const { return talkUs + holdUs + wrapUs; }
    qint64 loggedInUs() const { return handleUs() + ringUs + idleUs + notReadyUs; }
};

/// The five definitions of service level in use, and the fifth with flow-outs.
enum class ServiceLevelKind : quint8 { AnsweredOnly, Credit, Strict, LateAbandons, MinusShort, MinusShortWithFlowOuts };
/// `SL1` … `SL5`, `SL5F`.
QString serviceLevelName(ServiceLevelKind kind);
std::optional<ServiceLevelKind> serviceLevelFromName(QStringView name);

/// A number with what it is made of.
struct Figure {
    enum class Unit : quint8 { Percent, Seconds, Count };
    QString name;    ///< `serviceLevel`, `averageSpeedOfAnswer`, …
    QString formula; ///< In words: `A(T) / (A + B - S)`.
    Unit unit = Unit::Percent;
    qint64 numerator = 0; ///< Contacts; times in microseconds.
    qint64 denominator = 0;
    bool operator==(const Figure &) const = default;

    /// Percent, seconds or a count; nothing where there is no data (the denominator is 0).
    std::optional<double> value() const;
};

Figure serviceLevel(const QueueSums &sums, ServiceLevelKind kind);
Figure averageSpeedOfAnswer(const QueueSums &sums);
/// Short abandons are in neither part; they are a figure of their own.
Figure abandonRate(const QueueSums &sums);
Figure averageHandleTime(const WorkSums &sums);
Figure occupancy(const WorkSums &sums);
Figure utilisation(const WorkSums &sums);
Figure availability(const WorkSums &sums);
/// How long the oldest caller has waited; no data if nobody waits.
Figure longestWait(std::optional<UtcTime> oldestEnteredAt, UtcTime now);
Figure countFigure(const QString &name, const QString &formula, qint64 count);

/// All figures of a queue, and all of an agent's work, in the order in which they are shown.
std::vector<Figure> queueFigures(const QueueSums &sums, ServiceLevelKind kind);
std::vector<Figure> workFigures(const WorkSums &sums);

} // namespace callfloor
