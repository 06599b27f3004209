// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/scheduler.h"
#include "ui/models/call_controls.h"

#include <QFrame>

class QLabel;
class QMenu;

namespace callfloor {

class ActionButton;
class KeyPad;
class QueueNames;
class TargetPanel;

/// My call: whom with, how it stands and for how long, and what can be done with it. Hidden without one. While it is being
/// offered it rings: frame, bell and words, and where to answer it.
class CallCard : public QFrame {
    Q_OBJECT
public:
    /// All outlive the card.
    CallCard(FloorSession &session, Scheduler &scheduler, MyCall &call, const QueueNames &queues, QWidget *parent = nullptr);

    /// Adds all controls with their keys.
    void fillMenu(QMenu &menu) const;
    CallControls &controls() { return m_controls; }

signals:
    void problem(const QString &text);
    /// A call begins to ring.
    void rang();
    /// A panel has closed: the focus goes to the usual place.
    void focusLeft();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void enlargeNumber();
    QWidget *buttonRow(std::initializer_list<DeskControl> controls);
    QWidget *recordButton(QWidget *parent);
    void refresh();
    void refreshClock();
    void tick(quint64 run);
    void showRinging(bool rings);
    void closePanels();
    QString stageText(const LiveCall &call) const;

    Scheduler &m_scheduler;
    MyCall &m_call;
    const QueueNames &m_queues;
    CallControls m_controls;
    QLabel *m_icon;
    QLabel *m_number;
    QLabel *m_stage;
    QLabel *m_time;
    QLabel *m_hint;      ///< How to answer.
    QWidget *m_offer;    ///< The buttons of each phase of the call.
    QWidget *m_talk;
    QWidget *m_consult;
    ActionButton *m_park = nullptr; ///< Park, or Retrieve.
    TargetPanel *m_target;
    KeyPad *m_keys;
    QString m_id;
    bool m_rings = false;
    quint64 m_run = 0;   ///< Counts calls, so that the clock of an earlier one ends.
};

} // namespace callfloor
