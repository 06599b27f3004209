// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/floor_watchers.h"

#include "tests/bench/http_load.h"

#include <QString>

#include <algorithm>
#include <array>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace callfloor::bench {

namespace {

/// Clients that are connected at a time.
constexpr size_t kConnectedTogether = 200;

/// A text message of a client (RFC 6455 §5.2), masked with zeros; at most 65,535 bytes.
QByteArray maskedText(const QByteArray &text) {
    QByteArray frame("\x81", 1);
    if (text.size() < 126) {
        frame.append(static_cast<char>(0x80 | text.size()));
    } else {
        frame.append(static_cast<char>(0x80 | 126));
        frame.append(static_cast<char>(text.size() >> 8)).append(static_cast<char>(text.size() & 0xff));
    }
    return frame.append(4, '\0').append(text);
}

/// Takes the first whole message out of `bytes`; false if there is none yet.
bool takeMessage(QByteArray &bytes, QByteArray &message) {
    if (bytes.size() < 2) return false;
    const auto byteAt = [&](qsizetype i) { return static_cast<qsizetype>(static_cast<unsigned char>(bytes[i])); };
    qsizetype length = byteAt(1) & 0x7f, head = 2;
    if (length == 126) {
        if (bytes.size() < 4) return false;
        length = (byteAt(2) << 8) | byteAt(3);
        head = 4;
    } else if (length == 127) {
        if (bytes.size() < 10) return false;
        length = 0;
        for (qsizetype i = 2; i < 10; ++i) length = (length << 8) | byteAt(i);
        head = 10;
    }
    if (bytes.size() < head + length) return false;
    message = bytes.mid(head, length);
    bytes.remove(0, head + length);
    return true;
}

bool sendText(int fd, const QByteArray &bytes) {
    return ::send(fd, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

bool receiveMore(int fd, QByteArray &bytes) {
    std::array<char, 16'384> buffer;
    const ssize_t n = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (n > 0) bytes.append(buffer.data(), n);
    return n > 0;
}

/// Waits for a message that begins so, dropping others.
bool expectMessage(int fd, QByteArray &unread, const QByteArray &beginning) {
    QByteArray message;
    do {
        while (!takeMessage(unread, message))
            if (!receiveMore(fd, unread)) return false;
    } while (!message.startsWith(beginning));
    return true;
}

} // namespace

FloorWatchers::~FloorWatchers() {
    for (const Watcher &watcher : m_watchers)
        if (watcher.fd >= 0) ::close(watcher.fd);
    if (m_epoll >= 0) ::close(m_epoll);
}

bool FloorWatchers::knock(Watcher &watcher, quint16 port) {
    watcher.fd = connectLoopback(port);
    if (watcher.fd < 0) return false;
    return sendText(watcher.fd, "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                                            "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
}

/// Behind the answer to the upgrade.
bool FloorWatchers::signIn(Watcher &watcher, const QByteArray &token) {
    while (watcher.unread.indexOf("\r\n\r\n") < 0)
        if (!receiveMore(watcher.fd, watcher.unread)) return false;
    if (!watcher.unread.startsWith("HTTP/1.1 101")) return false;
    watcher.unread.remove(0, watcher.unread.indexOf("\r\n\r\n") + 4);
    return expectMessage(watcher.fd, watcher.unread, "0{") &&
           sendText(watcher.fd, maskedText("40{\"token\":\"" + token + "\"}"));
}

bool FloorWatchers::connectUntil(quint16 port, const QByteArray &token, int count) {
    if (m_epoll < 0) m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
    while (m_watchers.size() < static_cast<size_t>(count))
        if (!connectMore(port, token, std::min(kConnectedTogether, static_cast<size_t>(count) - m_watchers.size()))) return false;
    return true;
}

/// Some at a time, so that neither side waits for the other at each.
bool FloorWatchers::connectMore(quint16 port, const QByteArray &token, size_t count) {
    const size_t first = m_watchers.size();
    m_watchers.resize(first + count);
    bool good = true;
    for (size_t i = first; i < m_watchers.size() && good; ++i) good = knock(m_watchers[i], port);
    for (size_t i = first; i < m_watchers.size() && good; ++i) good = signIn(m_watchers[i], token);
    for (size_t i = first; i < m_watchers.size() && good; ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        good = expectMessage(m_watchers[i].fd, m_watchers[i].unread, "40{") &&
               ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_watchers[i].fd, &event) == 0;
    }
    return good;
}

std::vector<double> FloorWatchers::postAndWatch(int poster, const QByteArray &request, const QByteArray &marker) {
    for (Watcher &watcher : m_watchers) watcher.seen = false;
    std::vector<double> milliseconds;
    const auto begin = std::chrono::steady_clock::now();
    if (!sendText(poster, request)) return {};
    std::array<epoll_event, 256> events{};
    while (milliseconds.size() < m_watchers.size()) {
        const int ready = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 10'000);
        if (ready <= 0) break;
        for (int i = 0; i < ready; ++i) {
            Watcher &watcher = m_watchers[events[static_cast<size_t>(i)].data.u64];
            if (!receiveMore(watcher.fd, watcher.unread)) return milliseconds;
            QByteArray message;
            while (takeMessage(watcher.unread, message)) {
                if (watcher.seen || !message.startsWith("42[\"callUpdate\"") || !message.contains(marker)) continue;
                watcher.seen = true;
                milliseconds.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            }
        }
    }
    QByteArray reply;
    while (reply.indexOf("{\"received\":true}") < 0)
        if (!receiveMore(poster, reply)) break;
    return milliseconds;
}

} // namespace callfloor::bench
