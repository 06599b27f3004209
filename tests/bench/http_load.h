// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace callfloor::bench {

/// What a load came to.
struct LoadResult {
    qint64 answered = 0; ///< Replies with status 200.
    qint64 failed = 0;   ///< Other statuses, and connections that broke.
    double seconds = 0;
    std::vector<double> milliseconds; ///< From the request's first byte to the reply's last, sorted.

    double perSecond() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
};

/// The value below which `share` (0 to 1) of the sorted values lie; 0 if there are none.
double quantile(const std::vector<double> &sorted, double share);

/// A connected TCP socket to 127.0.0.1 without Nagle's delay, or -1.
int connectLoopback(quint16 port);

/// Sends requests over `connections` keep-alive connections, each as soon as its connection has its last reply, until
/// `next` gives none. One thread, epoll, no library: the load must not take the processor from what is measured.
LoadResult runLoad(quint16 port, int connections, const std::function<const QByteArray *()> &next);

/// Every request once, in order.
LoadResult sendAll(quint16 port, int connections, const std::vector<const QByteArray *> &requests);
/// The same request again and again.
LoadResult repeat(quint16 port, int connections, const QByteArray &request, double seconds);

} // namespace callfloor::bench
