// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/http_load.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace callfloor::bench {

namespace {

using LoadClock = std::chrono::steady_clock;

struct LoadConnection {
    int fd = -1;
    QByteArray reply;
    LoadClock::time_point sent;
};

/// The status of a whole reply at the beginning of `bytes`; 0 = more is to come.
int wholeReply(const QByteArray &bytes) {
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0) return 0;
    const QByteArray lower = bytes.left(head).toLower();
    const qsizetype at = lower.indexOf("content-length:");
    qsizetype length = 0;
    if (at >= 0) {
        const qsizetype end = lower.indexOf('\r', at);
        length = lower.mid(at + 15, end < 0 ? -1 : end - at - 15).trimmed().toLongLong();
    }
    return bytes.size() < head + 4 + length ? 0 : bytes.mid(9, 3).toInt();
}

bool sendWhole(int fd, const QByteArray &bytes) {
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = ::send(fd, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0) return false;
        sent += n;
    }
    return true;
}

class LoadRun {
public:
    LoadRun(quint16 port, int connections, const std::function<const QByteArray *()> &next)
        : m_next(next), m_epoll(::epoll_create1(0)), m_connections(static_cast<size_t>(connections)) {
        for (size_t i = 0; i < m_connections.size(); ++i) {
            m_connections[i].fd = connectLoopback(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            if (m_connections[i].fd < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_connections[i].fd, &event) < 0) ++m_result.failed;
        }
    }
    ~LoadRun() {
        for (const LoadConnection &connection : m_connections)
            if (connection.fd >= 0) ::close(connection.fd);
        ::close(m_epoll);
    }
    LoadRun(const LoadRun &) = delete;
    LoadRun &operator=(const LoadRun &) = delete;

    LoadResult run() {
        const auto begin = LoadClock::now();
        for (LoadConnection &connection : m_connections) ask(connection);
        std::array<epoll_event, 64> events{};
        while (m_open > 0) {
            const int ready = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 20'000);
            if (ready <= 0) {
                m_result.failed += m_open; // nothing for 20 s
                break;
            }
            for (int i = 0; i < ready; ++i) take(m_connections[events[static_cast<size_t>(i)].data.u64]);
        }
        m_result.seconds = std::chrono::duration<double>(LoadClock::now() - begin).count();
        std::sort(m_result.milliseconds.begin(), m_result.milliseconds.end());
        return std::move(m_result);
    }

private:
    void ask(LoadConnection &connection) {
        const QByteArray *request = connection.fd < 0 ? nullptr : m_next();
        if (!request) return;
        connection.reply.clear();
        connection.sent = LoadClock::now();
        if (sendWhole(connection.fd, *request)) ++m_open;
        else ++m_result.failed;
    }

    void take(LoadConnection &connection) {
        std::array<char, 65'536> buffer;
        const ssize_t n = ::recv(connection.fd, buffer.data(), buffer.size(), 0);
        if (n <= 0) {
            ::close(connection.fd);
            connection.fd = -1;
            ++m_result.failed;
            --m_open;
            return;
        }
        connection.reply.append(buffer.data(), n);
        const int status = wholeReply(connection.reply);
        if (status == 0) return;
        --m_open;
        ++(status == 200 ? m_result.answered : m_result.failed);
        m_result.milliseconds.push_back(std::chrono::duration<double, std::milli>(LoadClock::now() - connection.sent).count());
        ask(connection);
    }

    const std::function<const QByteArray *()> &m_next;
    int m_epoll;
    std::vector<LoadConnection> m_connections;
    LoadResult m_result;
    int m_open = 0;
};

} // namespace

double quantile(const std::vector<double> &sorted, double share) {
    if (sorted.empty()) return 0;
    const auto index = static_cast<size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp(index, size_t{1}, sorted.size()) - 1];
}

int connectLoopback(quint16 port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    if (fd >= 0 && ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
        ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    if (fd >= 0) ::close(fd);
    return -1;
}

LoadResult runLoad(quint16 port, int connections, const std::function<const QByteArray *()> &next) {
    return LoadRun(port, connections, next).run();
}

LoadResult sendAll(quint16 port, int connections, const std::vector<const QByteArray *> &requests) {
    size_t at = 0;
    return runLoad(port, connections, [&]() -> const QByteArray * { return at < requests.size() ? requests[at++] : nullptr; });
}

LoadResult repeat(quint16 port, int connections, const QByteArray &request, double seconds) {
    const auto end = LoadClock::now() + std::chrono::duration_cast<LoadClock::duration>(std::chrono::duration<double>(seconds));
    return runLoad(port, connections, [&]() -> const QByteArray * { return LoadClock::now() < end ? &request : nullptr; });
}

} // namespace callfloor::bench
