// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/scheduler.h"

#include <QPointer>
#include <QTimer>

namespace callfloor {

void SystemScheduler::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) {
    QTimer::singleShot(delay, context, std::move(work));
}

void ManualScheduler::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) {
    const QPointer<QObject> alive(context);
    m_due.emplace(m_clock.time + delay, std::pair([alive] { return !alive.isNull(); }, std::move(work)));
}

void ManualScheduler::advance(std::chrono::microseconds by) {
    const UtcTime target = m_clock.time + by;
    while (!m_due.empty() && m_due.begin()->first <= target) runNext();
    m_clock.time = target;
}

bool ManualScheduler::runNext() {
    if (m_due.empty()) return false;
    auto node = m_due.extract(m_due.begin());
    if (node.key() > m_clock.time) m_clock.time = node.key();
    if (node.mapped().first()) node.mapped().second();
    return true;
}

} // namespace callfloor
