// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/tcp_proxy.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace callfloor::test {

namespace {

sockaddr_in loopback(quint16 port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// The socket functions want the general type of address.
const sockaddr *general(const sockaddr_in &address) { return static_cast<const sockaddr *>(static_cast<const void *>(&address)); }

QByteArray receiveSome(int socket) {
    std::array<char, 65536> buffer{};
    const ssize_t n = ::recv(socket, buffer.data(), buffer.size(), 0);
    return n > 0 ? QByteArray(buffer.data(), n) : QByteArray();
}

void sendAll(int socket, const QByteArray &data) {
    for (qsizetype sent = 0; sent < data.size();) {
        const ssize_t n = ::send(socket, data.constData() + sent, static_cast<size_t>(data.size() - sent), MSG_NOSIGNAL);
        if (n <= 0) return;
        sent += n;
    }
}

} // namespace

TcpProxy::TcpProxy(quint16 serverPort) : m_serverPort(serverPort) {
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, general(address), size) == 0 && ::listen(m_listener, 16) == 0 &&
        ::getsockname(m_listener, static_cast<sockaddr *>(static_cast<void *>(&address)), &size) == 0)
        m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy() {
    m_stop = true;
    m_thread.join();
    for (Link &link : m_links) closeLink(link);
    if (m_delayedServer >= 0) ::close(m_delayedServer);
    ::close(m_listener);
}

void TcpProxy::arm(Trap trap, const QByteArray &text) {
    const std::lock_guard lock(m_mutex);
    m_trap = trap;
    m_text = text;
    m_armed = true;
    m_sprung = false;
}

bool TcpProxy::release() {
    QByteArray message;
    int server = -1;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(server, m_delayedServer);
        message.swap(m_delayed);
    }
    if (server < 0) return false;
    sendAll(server, message);
    const bool answered = !receiveSome(server).isEmpty();
    ::close(server);
    return answered;
}

void TcpProxy::run() {
    while (!m_stop) {
        std::vector<pollfd> sockets{{m_listener, POLLIN, 0}};
        for (const Link &link : m_links) {
            sockets.push_back({link.client, POLLIN, 0});
            sockets.push_back({link.server, POLLIN, 0});
        }
        if (::poll(sockets.data(), sockets.size(), 20) <= 0) continue;
        for (size_t i = 0; i < m_links.size(); ++i) {
            Link &link = m_links[i];
            const bool client = sockets[1 + 2 * i].revents != 0, server = sockets[2 + 2 * i].revents != 0;
            if ((client && !fromClient(link)) || (server && link.server >= 0 && !fromServer(link))) closeLink(link);
        }
        std::erase_if(m_links, [](const Link &link) { return link.client < 0 && link.server < 0; });
        if (sockets.front().revents != 0) accept();
    }
}

void TcpProxy::accept() {
    Link link;
    link.client = ::accept(m_listener, nullptr, nullptr);
    link.server = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(m_serverPort);
    if (::connect(link.server, general(address), sizeof address) == 0) m_links.push_back(link);
    else closeLink(link);
}

/// False: the link is over.
bool TcpProxy::fromClient(Link &link) {
    const QByteArray data = receiveSome(link.client);
    if (data.isEmpty()) return false;
    const std::lock_guard lock(m_mutex);
    if (m_armed && data.contains(m_text)) {
        m_armed = false;
        m_sprung = true;
        if (m_trap == Trap::CutBefore) return false;
        if (m_trap == Trap::Delay) {
            m_delayed = data;
            m_delayedServer = std::exchange(link.server, -1);
            return false;
        }
        link.answerDue = true;
    }
    sendAll(link.server, data);
    return true;
}

bool TcpProxy::fromServer(Link &link) {
    const QByteArray data = receiveSome(link.server);
    if (data.isEmpty() || link.answerDue) return false;
    sendAll(link.client, data);
    return true;
}

void TcpProxy::closeLink(Link &link) {
    for (int *socket : {&link.client, &link.server})
        if (*socket >= 0) ::close(std::exchange(*socket, -1));
}

} // namespace callfloor::test
