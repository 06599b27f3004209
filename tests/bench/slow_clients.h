// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <thread>

namespace callfloor::bench {

/// Clients that send their heads or bodies a byte a second, or take nothing of their replies; a third of each. Who is cut off
/// comes again, so that there are always as many. A thread of their own, from several addresses of loopback.
class SlowClients {
public:
    SlowClients(quint16 port, int count);
    ~SlowClients();
    SlowClients(const SlowClients &) = delete;
    SlowClients &operator=(const SlowClients &) = delete;

    /// How many are connected at the moment.
    int connected() const { return m_connected; }
    /// How many were cut off so far.
    int cutOff() const { return m_cutOff; }
    /// How many of those were told 408.
    int told() const { return m_told; }
    /// Connections that were not to be had.
    int refused() const { return m_refused; }

private:
    void run();

    quint16 m_port;
    int m_count;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_connected = 0, m_cutOff = 0, m_told = 0, m_refused = 0;
    std::thread m_thread;
};

} // namespace callfloor::bench
