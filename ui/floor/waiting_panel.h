// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/models/live_call.h"

#include <QWidget>

class QLabel;

namespace callfloor {

/// Why the selected caller waits: his place, what is expected, and the reasons as the routing gives them. Asked again while it is shown.
class WaitingPanel : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kAgain{3'000};

    /// Both outlive the panel.
    WaitingPanel(FloorSession &session, Scheduler &scheduler, QWidget *parent = nullptr);

    /// The selected call; null or one that does not wait: the panel hides.
    void setCall(const LiveCall *call);
    QString text() const;

private:
    void ask();
    void show(const QJsonObject &entry);

    FloorSession &m_session;
    Scheduler &m_scheduler;
    QLabel *m_title;
    QLabel *m_reasons;
    QString m_callId;
    QString m_queueId;
    quint64 m_question = 0;
};

} // namespace callfloor
