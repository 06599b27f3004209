// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/carrier.h"

#include <QObject>

namespace callfloor::simulator {

/// A call from outside at a fixed moment.
struct PlannedCaller {
    Ms at{0}; ///< After the start of the schedule.
    QString from;
    QString to;
    std::optional<LegScript> script = {}; ///< Empty = drawn from the mix.
};

struct InboundOptions {
    double perMinute = 0;                                          ///< Poisson stream; wall-clock, not scaled.
    QStringList numbers = {QStringLiteral("+13125550100")};        ///< Our numbers, called in turn.
    std::vector<PlannedCaller> list = {};
};

/// Callers who ring us: by rate, by list, or one at a time. Those who are not answered within their patience hang up.
class InboundSchedule : public QObject {
public:
    InboundSchedule(const InboundOptions &options, quint64 seed, Carrier &carrier, Scheduler &scheduler, QObject *parent = nullptr);

    void start();
    void stop() { ++m_run; }
    /// Changes the rate while running; 0 = none.
    void setRate(double perMinute);
    double rate() const { return m_options.perMinute; }

    /// One caller now. What is empty is made up. Gives the call_control_id.
    QString placeNow(QString from = {}, QString to = {}, const std::optional<LegScript> &script = {}, QString name = {});
    int placed() const { return m_placed; }

private:
    void scheduleNext();

    InboundOptions m_options;
    Carrier &m_carrier;
    Scheduler &m_scheduler;
    Random m_random;
    quint64 m_run = 0; ///< Timers of an earlier run do nothing.
    int m_placed = 0;
};

} // namespace callfloor::simulator
