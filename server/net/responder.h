// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/message.h"

#include <QPointer>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace callfloor::net {

/// Where a reply goes; implemented by a connection.
class ReplySink {
public:
    virtual ~ReplySink() = default;
    /// The reply to the request that this sink has handed out; a 500 if all handles have been dropped without one.
    virtual void deliver(Reply &&reply) = 0;
    /// The client is to get a broken connection instead of a reply.
    virtual void cut() = 0;
};

/// One request and its reply, shared by the connection and every copy of the handle.
class Exchange {
public:
    explicit Exchange(ReplySink *sink)
        : m_sink(sink) {}
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    ~Exchange();

    bool alive() const { return m_sink != nullptr; }
    void send(Reply &&reply);
    void abort();
    void onGone(QObject *context, std::function<void()> work);
    void addFilter(std::function<void(Reply &)> filter) { m_filters.push_back(std::move(filter)); }
    /// The client has left: the callbacks run, once.
    void clientLeft();
    /// The connection is being destroyed with its server: no callbacks.
    void forget() { m_sink = nullptr; }

private:
    ReplySink *m_sink;
    bool m_left = false;
    std::vector<std::function<void(Reply &)>> m_filters;
    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> m_whenGone;
};

/// Handle on the reply to one request. Copy it, keep it as long as you like; use it in the server's thread. The first
/// send() wins, later ones and those to a client that has left do nothing. If every copy is dropped without a reply,
/// the client gets a 500, since it would wait for ever otherwise.
class Responder {
public:
    Responder() = default;
    explicit Responder(std::shared_ptr<Exchange> exchange)
        : m_exchange(std::move(exchange)) {}
    /// A handle that gives the reply to `receiver`; for tests of handlers and for requests that came by another way.
    static Responder to(std::function<void(Reply)> receiver);

    /// Answers. Replies of a connection go out in the order of its requests. Never calls a handler from within.
    void send(Reply reply) const;
    /// Resets the connection instead of answering, as a broken network would; for simulated faults.
    void abort() const;
    /// Whether somebody still waits for the reply.
    bool alive() const { return m_exchange && m_exchange->alive(); }
    explicit operator bool() const { return alive(); }
    /// Runs `work` once if the client leaves before the reply, unless `context` has died. If it has already left,
    /// `work` runs on the next turn of the event loop. A client that shuts down its sending side counts as gone.
    void onGone(QObject *context, std::function<void()> work) const;
    /// Has `filter` change the reply of whoever answers, before it is written: for fields that every reply must carry.
    void addFilter(std::function<void(Reply &)> filter) const;

private:
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace callfloor::net
