// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/my_call.h"

#include "ui/models/call_table_model.h"

namespace callfloor {

using namespace Qt::StringLiterals;

MyCall::MyCall(const FloorSession &session, const CallTableModel &calls, const AgentDesk &desk, QObject *parent)
    : QObject(parent), m_session(session), m_calls(calls), m_desk(desk) {
    connect(&desk, &AgentDesk::changed, this, &MyCall::look);
    connect(&calls, &QAbstractItemModel::modelReset, this, &MyCall::look);
    connect(&calls, &QAbstractItemModel::rowsInserted, this, &MyCall::look);
    connect(&calls, &QAbstractItemModel::rowsRemoved, this, &MyCall::look);
    connect(&calls, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        const bool onlyClock = from.column() >= CallTableModel::Waited && to.column() <= CallTableModel::Talk;
        // On a busy floor most changes are those of others.
        const int mine = m_desk.agent().callId && m_desk.agent().callId->text() == m_id ? m_calls.rowOf(m_id) : -1;
        const bool others = mine >= 0 && (mine < from.row() || mine > to.row());
        if (!onlyClock && !others) look();
    });
}

const LiveCall *MyCall::call() const {
    const int row = m_id.isEmpty() ? -1 : m_calls.rowOf(m_id);
    return row < 0 || m_calls.callAt(row).ended() ? nullptr : &m_calls.callAt(row);
}

bool MyCall::offered() const {
    const QString &activity = m_desk.agent().activity;
    const auto &callId = m_desk.agent().callId;
    return callId && callId->text() == m_id && (activity == "RINGING"_L1 || activity == "RESERVED"_L1);
}

QString MyCall::find() const {
    const AgentInfo &agent = m_desk.agent();
    if (m_desk.signedOn() && agent.callId && !agent.wrapUp) {
        const int row = m_calls.rowOf(agent.callId->text());
        if (row >= 0 && !m_calls.callAt(row).ended()) return agent.callId->text();
    }
    const QString me = m_session.user().id.text();
    const LiveCall *newest = nullptr;
    for (int row = 0; row < m_calls.rowCount() && !me.isEmpty(); ++row) {
        const LiveCall &call = m_calls.callAt(row);
        if (call.agentId == me && !call.ended() && (!newest || call.startedAt > newest->startedAt)) newest = &call;
    }
    return newest ? newest->id : QString();
}

void MyCall::look() {
    const QString id = find();
    if (id.isEmpty() && m_id.isEmpty()) return;
    m_id = id;
    emit changed();
}

} // namespace callfloor
