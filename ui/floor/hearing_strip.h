// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/floor_actions.h"

#include <QFrame>

class QLabel;

namespace callfloor {

class FloorState;

/// Who hears whom while the user listens to somebody's call: hidden else, in colour while somebody hears him. Shows only
/// what the carrier has confirmed.
class HearingStrip : public QFrame {
    Q_OBJECT
public:
    /// Both outlive the strip.
    HearingStrip(FloorSession &session, const FloorState &state, QWidget *parent = nullptr);

    /// Reads the state. `call` is the call that the user is on; its number is shown.
    void refresh(const LiveCall *call);
    QString text() const;

signals:
    void problem(const QString &text);
    void notice(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const FloorState &m_state;
    FloorActions *m_actions;
    QLabel *m_icon;
    QLabel *m_mode;
    QLabel *m_who;
    bool m_audible = false;
};

} // namespace callfloor
