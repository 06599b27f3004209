// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <vector>

namespace callfloor::bench {

/// Realtime clients that only look: Socket.IO over the websocket transport on plain sockets, so that a thousand of them cost
/// this process little. They do not answer heartbeats.
class FloorWatchers {
public:
    ~FloorWatchers();
    FloorWatchers() = default;
    FloorWatchers(const FloorWatchers &) = delete;
    FloorWatchers &operator=(const FloorWatchers &) = delete;

    /// Connects more until there are `count`; false if one is refused.
    bool connectUntil(quint16 port, const QByteArray &token, int count);

    /// Sends `request` over `poster` and waits until every watcher has had a `callUpdate` that contains `marker`.
    /// Milliseconds from the request to each, in order of arrival; fewer than watchers if 10 s were not enough.
    std::vector<double> postAndWatch(int poster, const QByteArray &request, const QByteArray &marker);

private:
    struct Watcher {
        int fd = -1;
        QByteArray unread;
        bool seen = false;
    };
    static bool knock(Watcher &watcher, quint16 port);
    static bool signIn(Watcher &watcher, const QByteArray &token);
    bool connectMore(quint16 port, const QByteArray &token, size_t count);

    std::vector<Watcher> m_watchers;
    int m_epoll = -1;
};

} // namespace callfloor::bench
