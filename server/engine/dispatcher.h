// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/domain/ready_future.h"

#include <QFuture>
#include <QHash>
#include <QObject>

#include <functional>

namespace callfloor {

/// Where every operation arrives, from the network and from the window alike. It decodes, checks the role, calls the
/// one handler and encodes the reply. Lives in the engine thread.
class Dispatcher : public QObject {
    Q_OBJECT
public:
    /// The JSON text of a reply, or why there is none.
    using Done = std::function<void(const Result<QByteArray> &)>;

    using QObject::QObject;

    /// Registers the handler of an operation; each has exactly one.
    template <class Op>
    void on(std::function<QFuture<Result<typename Op::Reply>>(const Op &, const Caller &)> handler) {
        Entry entry;
        entry.role = Op::route.role;
        entry.run = [this, handler = std::move(handler)](const RequestParts &parts, const Caller &caller, const Done &done) {
            auto op = decodeOperation<Op>(parts);
            if (!op) return done(op.error());
            deliver<typename Op::Reply>(handler(*op, caller), done);
        };
        m_entries.insert(QByteArray(Op::name), std::move(entry));
    }

    bool handles(const char *operation) const { return m_entries.contains(QByteArray(operation)); }

    /// Runs an operation by name. `done` is called once, in this thread, possibly before this returns.
    void dispatch(const char *operation, const RequestParts &parts, const Caller &caller, const Done &done) const;

private:
    struct Entry {
        Role role = Role::Admin;
        std::function<void(const RequestParts &, const Caller &, const Done &)> run;
    };

    template <class Reply>
    void deliver(QFuture<Result<Reply>> future, const Done &done) {
        const auto encode = [done](const Result<Reply> &reply) {
            if (!reply) return done(reply.error());
            done(encodeReply(*reply));
        };
        if (future.isFinished()) encode(future.result());
        else future.then(this, encode);
    }

    QHash<QByteArray, Entry> m_entries;
};

/// What somebody is told whose role is too small.
Error roleRefusal(Role needed);
/// What somebody is told who sends a cursor that no page gave him, or whose entry is gone.
Error badCursor();

/// A future that is finished already.
template <class T>
QFuture<Result<T>> ready(Result<T> result) {
    return readyFuture(std::move(result));
}
template <class T>
QFuture<Result<T>> refused(Error error) {
    return readyFuture(Result<T>(std::move(error)));
}

} // namespace callfloor
