// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_control.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/inbox.h"
#include "server/engine/people_desk.h"
#include "server/engine/phone_numbers.h"

#include <QObject>

namespace callfloor {

/// What agents and supervisors do with calls that are up. Rights, reservations, the call's own rules and the audit entry of
/// what a supervisor did are one transaction: it happens as a whole or not at all. Lives in the engine thread.
class ControlService : public QObject {
    Q_OBJECT
public:
    ControlService(Dispatcher &dispatcher, Inbox &inbox, bool carrier, const Clock &clock, const EngineOptions &options,
                   QObject *parent = nullptr);

private:
    /// Makes the input out of the call, in the transaction.
    using Maker = std::function<Result<CallInput>(store::Tx &, PeopleDesk &, const Call &)>;

    template <class Op, class Make>
    void onControl(Dispatcher &dispatcher, Make make);
    void addRinging(Dispatcher &dispatcher);
    QFuture<Result<Done>> act(const CallId &id, const Caller &who, const char *action, Maker make);
    QFuture<Result<Done>> transfer(const TransferCall &op, const Caller &who);
    QFuture<Result<Done>> consult(const ConsultCall &op, const Caller &who);
    QFuture<Result<Done>> takeOver(const TakeOverCall &op, const Caller &who);
    /// With a number that may be dialled.
    QFuture<Result<Done>> withNumber(const QString &number, std::function<QFuture<Result<Done>>(const QString &)> go);

    Inbox &m_inbox;
    bool m_carrier;
    const Clock &m_clock;
    EngineOptions m_options;
    PhoneNumbers m_numbers;
};

} // namespace callfloor
