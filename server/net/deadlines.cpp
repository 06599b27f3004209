// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/deadlines.h"

namespace callfloor::net {

Timed::~Timed() {
    if (m_owner) m_owner->clear(*this);
}

Deadlines::~Deadlines() {
    for (Queue &q : m_queues)
        while (q.first)
            clear(*q.first);
}

void Deadlines::arm(Timed &timed, Wait wait) {
    clear(timed);
    Queue &q = queue(wait);
    timed.m_owner = this;
    timed.m_wait = wait;
    timed.m_deadline = Clock::now() + q.length;
    timed.m_previous = q.last;
    (q.last ? q.last->m_next : q.first) = &timed;
    q.last = &timed;
}

void Deadlines::clear(Timed &timed) {
    if (!timed.m_owner) return;
    Queue &q = queue(timed.m_wait);
    (timed.m_previous ? timed.m_previous->m_next : q.first) = timed.m_next;
    (timed.m_next ? timed.m_next->m_previous : q.last) = timed.m_previous;
    timed.m_previous = timed.m_next = nullptr;
    timed.m_owner = nullptr;
}

void Deadlines::sweep(Clock::time_point now) {
    for (Queue &q : m_queues) {
        while (q.first && q.first->m_deadline <= now) {
            Timed &due = *q.first;
            const Wait wait = due.m_wait;
            clear(due);
            due.timedOut(wait);
        }
    }
}

} // namespace callfloor::net
