// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulator/inbound_schedule.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace callfloor::simulator {

namespace {

constexpr std::array<int, 8> kAreaCodes{212, 213, 305, 312, 415, 512, 617, 713};
constexpr std::array<const char *, 8> kCallerNames{"ALEX EXAMPLE", "SAM SAMPLE",  "CHRIS MILLER", "PAT TAYLOR",
                                                   "JO KELLER",    "ROBIN STONE", "KIM BROOKS",   "TONI HARPER"};

} // namespace

InboundSchedule::InboundSchedule(const InboundOptions &options, quint64 seed, Carrier &carrier, Scheduler &scheduler,
                                 QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_carrier(carrier)
    , m_scheduler(scheduler)
    , m_random(seed, 31) {}

void InboundSchedule::start() {
    ++m_run;
    for (const PlannedCaller &caller : m_options.list)
        m_scheduler.after(caller.at, this, [this, caller, run = m_run] {
            if (run == m_run) placeNow(caller.from, caller.to, caller.script);
        });
    scheduleNext();
}

void InboundSchedule::setRate(double perMinute) {
    m_options.perMinute = perMinute;
    ++m_run;
    scheduleNext();
}

void InboundSchedule::scheduleNext() {
    if (m_options.perMinute <= 0) return;
    const Ms gap{std::max<qint64>(1, static_cast<qint64>(m_random.exponential(60000.0 / m_options.perMinute)))};
    m_scheduler.after(gap, this, [this, run = m_run] {
        if (run != m_run) return;
        placeNow();
        scheduleNext();
    });
}

QString InboundSchedule::placeNow(QString from, QString to, const std::optional<LegScript> &script, QString name) {
    // 555-0100 to 555-0199 belong to nobody.
    const int area = kAreaCodes[m_random.next() % kAreaCodes.size()];
    const qint64 line = m_random.between(100, 199);
    const quint64 who = m_random.next() % kCallerNames.size();
    if (from.isEmpty()) from = u"+1"_s + QString::number(area) + u"555"_s + QString::number(line).rightJustified(4, u'0');
    if (to.isEmpty() && !m_options.numbers.isEmpty()) to = m_options.numbers[m_placed % m_options.numbers.size()];
    if (name.isEmpty()) name = QString::fromLatin1(kCallerNames[who]);
    const auto number = static_cast<quint64>(++m_placed);
    return m_carrier.placeInbound(from, to, script ? *script : m_carrier.scripts().forCaller(from, number), name);
}

} // namespace callfloor::simulator
