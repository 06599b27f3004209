// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/slow_clients.h"

#include <QByteArray>

#include <array>
#include <chrono>
#include <vector>

#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace callfloor::bench {

namespace {

constexpr int kAddresses = 16; // 127.0.0.2 and those behind it
constexpr int kOpenedATurn = 200;

enum class Slowness { Head, Body, Read };

const QByteArray kHead = "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ";
const QByteArray kBody = "POST /api/campaign/start HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
const QByteArray kRead = QByteArray("GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n").repeated(4);

struct SlowClient {
    int fd = -1;
    Slowness slowness = Slowness::Head;
};

int open(quint16 port, size_t index) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int tiny = 4096, on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &tiny, sizeof tiny); // so that the reply waits at the server
    ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in here{}, there{};
    here.sin_family = there.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + static_cast<in_addr_t>(index % kAddresses));
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    there.sin_port = htons(port);
    if (fd >= 0 && ::bind(fd, reinterpret_cast<const sockaddr *>(&here), sizeof here) == 0 &&
        ::connect(fd, reinterpret_cast<const sockaddr *>(&there), sizeof there) == 0) {
        ::fcntl(fd, F_SETFL, O_NONBLOCK);
        return fd;
    }
    if (fd >= 0) ::close(fd);
    return -1;
}

/// Whether the server has had enough; `told` if it said so.
bool ended(const SlowClient &client, bool *told) {
    std::array<char, 512> buffer;
    // A slow reader notices the end by its own write only, since it leaves what there is to read.
    const ssize_t got = client.slowness == Slowness::Read ? ::send(client.fd, "G", 1, MSG_NOSIGNAL)
                                                          : ::recv(client.fd, buffer.data(), buffer.size(), 0);
    if (got < 0) return errno != EAGAIN && errno != EWOULDBLOCK;
    if (client.slowness == Slowness::Read) return false;
    *told = QByteArrayView(buffer.data(), got).startsWith("HTTP/1.1 408");
    return true; // told, or without a word
}

} // namespace

SlowClients::SlowClients(quint16 port, int count) : m_port(port), m_count(count), m_thread([this] { run(); }) {}

SlowClients::~SlowClients() {
    m_stop = true;
    m_thread.join();
}

void SlowClients::run() {
    std::vector<SlowClient> clients(static_cast<size_t>(m_count));
    while (!m_stop) {
        const auto turn = std::chrono::steady_clock::now();
        int opened = 0;
        for (size_t i = 0; i < clients.size() && !m_stop; ++i) {
            SlowClient &client = clients[i];
            bool told = false;
            if (client.fd >= 0 && ended(client, &told)) {
                ::close(std::exchange(client.fd, -1));
                --m_connected;
                ++m_cutOff;
                m_told += told;
            }
            if (client.fd < 0) {
                if (opened++ >= kOpenedATurn) continue;
                client.slowness = static_cast<Slowness>(i % 3);
                client.fd = open(m_port, i);
                if (client.fd < 0) {
                    ++m_refused;
                    continue;
                }
                ++m_connected;
                const QByteArray &first = client.slowness == Slowness::Head ? kHead : client.slowness == Slowness::Body ? kBody : kRead;
                (void)::send(client.fd, first.constData(), static_cast<size_t>(first.size()), MSG_NOSIGNAL);
            } else if (client.slowness != Slowness::Read) {
                (void)::send(client.fd, "x", 1, MSG_NOSIGNAL);
            }
        }
        // A byte a second each; faster until all are there.
        const auto pause = m_connected < m_count * 95 / 100 ? std::chrono::milliseconds(100) : std::chrono::milliseconds(1000);
        std::this_thread::sleep_until(turn + pause);
    }
    for (const SlowClient &client : clients)
        if (client.fd >= 0) ::close(client.fd);
}

} // namespace callfloor::bench
