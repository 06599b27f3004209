// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/fields.h"
#include "app/contract/ops_auth.h"
#include "app/domain/event_bus.h"

#include <QFuture>
#include <QObject>

namespace callfloor {

/// How the link to the floor is.
enum class LinkState {
    SignedOut,    ///< Nobody is signed in.
    Connecting,   ///< Signed in; events do not flow yet.
    Live,         ///< Events flow.
    Interrupted,  ///< Events stopped; the session tries again by itself.
};

/// All that a screen knows of the rest of the product: operations in, events out, the state of the link. One
/// implementation runs in the same process as the engine, one goes over the network; both sign in as a user, so rights
/// hold in both. Belongs to the UI thread.
class FloorSession : public QObject {
    Q_OBJECT
public:
    explicit FloorSession(QObject *parent = nullptr) : QObject(parent), m_events(new EventBus(this)) {}

    /// Sends an operation. The future is finished in the UI thread, always, with the reply or the refusal; continue
    /// with `.then(context, …)`.
    template <class Op>
    QFuture<Result<typename Op::Reply>> call(const Op &op) {
        using Reply = typename Op::Reply;
        return request(describe<Op>(), encodeOperation(op))
            .then(this, [](const Result<QByteArray> &text) -> Result<Reply> {
                if (!text) return text.error();
                return decodeReply<Reply>(*text);
            });
    }

    /// The same for an operation of which only the declaration is known: lists and forms that are made from it.
    QFuture<Result<QByteArray>> run(const OperationInfo &info, const RequestParts &parts) { return request(info, parts); }

    /// Brings a file to the floor, for BeginImport; the reply is its id. Errors: BadRequest (the file cannot be read),
    /// TooLarge, Unavailable (this floor takes no files).
    virtual QFuture<Result<QString>> upload(const QString &filePath) = 0;

    /// Signs in; events flow after it (see linkChanged). A refusal leaves the session signed out.
    virtual QFuture<Result<UserInfo>> signIn(const QString &email, const QString &password) = 0;
    virtual void signOut() = 0;

    /// The signed-in user; empty id when signed out.
    const UserInfo &user() const { return m_user; }
    LinkState link() const { return m_link; }
    /// Where the floor's events arrive, in order. On `resynced` fetch a snapshot and go on from its number.
    EventBus &events() { return *m_events; }
    /// A short name of the other end for the status bar: `this computer`, or the server's address.
    virtual QString peerName() const = 0;

signals:
    void linkChanged(callfloor::LinkState state);
    void userChanged(const callfloor::UserInfo &user);
    /// Events may have been missed: take a new snapshot.
    void resyncNeeded();

protected:
    /// Carries one operation; finished in the UI thread.
    virtual QFuture<Result<QByteArray>> request(const OperationInfo &info, const RequestParts &parts) = 0;

    void setLink(LinkState state) {
        if (m_link == state) return;
        m_link = state;
        emit linkChanged(state);
    }
    void setUser(const UserInfo &user) {
        m_user = user;
        emit userChanged(user);
    }

private:
    template <class Op>
    static const OperationInfo &describe() {
        static const OperationInfo kInfo = describeOperation<Op>();
        return kInfo;
    }

    EventBus *m_events;
    UserInfo m_user;
    LinkState m_link = LinkState::SignedOut;
};

} // namespace callfloor
