// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/responder.h"

namespace callfloor::net {

namespace {

/// Owns the exchange of Responder::to() together with its receiver.
class FunctionSink final : public ReplySink {
public:
    explicit FunctionSink(std::function<void(Reply)> receiver)
        : m_receiver(std::move(receiver)) {}
    void deliver(Reply &&reply) override { m_receiver(std::move(reply)); }
    void cut() override { m_receiver(errorReply(500, "no_reply", QStringLiteral("The connection has been reset."))); }

private:
    std::function<void(Reply)> m_receiver;
};

struct OwnedExchange {
    explicit OwnedExchange(std::function<void(Reply)> receiver)
        : sink(std::move(receiver))
        , exchange(&sink) {}
    FunctionSink sink;
    Exchange exchange;
};

} // namespace

Exchange::~Exchange() {
    if (m_sink) send(errorReply(500, "no_reply", QStringLiteral("The server has dropped the request.")));
}

void Exchange::send(Reply &&reply) {
    if (!m_sink) return;
    m_whenGone.clear();
    for (const auto &filter : m_filters)
        filter(reply);
    std::exchange(m_sink, nullptr)->deliver(std::move(reply));
}

void Exchange::abort() {
    if (!m_sink) return;
    m_whenGone.clear();
    std::exchange(m_sink, nullptr)->cut();
}

void Exchange::onGone(QObject *context, std::function<void()> work) {
    if (m_sink)
        m_whenGone.emplace_back(context, std::move(work));
    else if (m_left)
        QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
}

void Exchange::clientLeft() {
    m_sink = nullptr;
    m_left = true;
    const auto callbacks = std::exchange(m_whenGone, {});
    for (const auto &[context, work] : callbacks)
        if (context) work();
}

Responder Responder::to(std::function<void(Reply)> receiver) {
    auto owned = std::make_shared<OwnedExchange>(std::move(receiver));
    return Responder(std::shared_ptr<Exchange>(owned, &owned->exchange));
}

void Responder::send(Reply reply) const {
    // A copy keeps the exchange alive while a callback drops the last other handle.
    const std::shared_ptr<Exchange> exchange = m_exchange;
    if (exchange) exchange->send(std::move(reply));
}

void Responder::abort() const {
    const std::shared_ptr<Exchange> exchange = m_exchange;
    if (exchange) exchange->abort();
}

void Responder::addFilter(std::function<void(Reply &)> filter) const {
    if (alive()) m_exchange->addFilter(std::move(filter));
}

void Responder::onGone(QObject *context, std::function<void()> work) const {
    if (m_exchange) m_exchange->onGone(context, std::move(work));
}

} // namespace callfloor::net
