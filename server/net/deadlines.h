// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace callfloor::net {

/// The kinds of waiting that end by themselves.
enum class Wait { Head, Body, Idle, WriteStall, Linger, Handshake };

/// Something with at most one deadline; a member of one of the queues below or of none.
class Timed {
public:
    virtual ~Timed();
    /// The deadline has passed; the queue has already forgotten it.
    virtual void timedOut(Wait wait) = 0;

private:
    friend class Deadlines;
    Timed *m_previous = nullptr;
    Timed *m_next = nullptr;
    class Deadlines *m_owner = nullptr;
    Wait m_wait = Wait::Idle;
    std::chrono::steady_clock::time_point m_deadline;
};

/// Deadlines of thousands of connections for the price of one timer: since every kind of waiting has one fixed
/// length, a queue per kind is sorted by itself, so arming and clearing cost a few pointers.
class Deadlines {
public:
    using Clock = std::chrono::steady_clock;

    Deadlines() = default;
    Deadlines(const Deadlines &) = delete;
    Deadlines &operator=(const Deadlines &) = delete;
    ~Deadlines();

    /// How long waits of this kind may last.
    void setLength(Wait wait, std::chrono::milliseconds length) { queue(wait).length = length; }
    /// Replaces the deadline of `timed`, if it had one.
    void arm(Timed &timed, Wait wait);
    void clear(Timed &timed);
    /// Calls timedOut() on everything that was due at `now`.
    void sweep(Clock::time_point now);

private:
    static constexpr std::size_t kKinds = 6;
    struct Queue {
        std::chrono::milliseconds length{0};
        Timed *first = nullptr;
        Timed *last = nullptr;
    };
    Queue &queue(Wait wait) { return m_queues[static_cast<std::size_t>(wait)]; }
    std::array<Queue, kKinds> m_queues;
};

} // namespace callfloor::net
