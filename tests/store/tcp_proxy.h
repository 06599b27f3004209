// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace callfloor::test {

/// Stands between a client and a server on 127.0.0.1 and plays a bad network at a chosen moment: when the client sends
/// something that contains a certain text. Works in a thread of its own; each trap springs once.
class TcpProxy {
public:
    enum class Trap {
        CutBefore, ///< The message does not arrive; both sides lose the connection.
        CutAfter,  ///< The message arrives, the answer does not: the client loses the connection.
        Delay,     ///< The client loses the connection; the message is under way until release().
    };

    explicit TcpProxy(quint16 serverPort);
    ~TcpProxy();
    TcpProxy(const TcpProxy &) = delete;
    TcpProxy &operator=(const TcpProxy &) = delete;

    quint16 port() const { return m_port; }
    void arm(Trap trap, const QByteArray &text);
    bool sprung() const { return m_sprung; }
    /// Lets a delayed message go on to the server, and waits until the server has answered it. True if there was one.
    bool release();

private:
    struct Link {
        int client = -1, server = -1;
        bool answerDue = false; ///< CutAfter: the client is cut when the server has answered.
    };
    void run();
    void accept();
    bool fromClient(Link &link);
    bool fromServer(Link &link);
    static void closeLink(Link &link);

    quint16 m_serverPort;
    quint16 m_port = 0;
    int m_listener = -1;
    std::vector<Link> m_links;
    std::mutex m_mutex; ///< Guards what arm() and release() share with the thread.
    Trap m_trap = Trap::CutBefore;
    QByteArray m_text;
    bool m_armed = false;
    QByteArray m_delayed;
    int m_delayedServer = -1;
    std::atomic<bool> m_sprung{false}, m_stop{false};
    std::thread m_thread;
};

} // namespace callfloor::test
