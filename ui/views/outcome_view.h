// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"

#include <QFrame>

class QAction;
class QDateTimeEdit;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace callfloor {

class ActionButton;

/// What came of the call: the outcomes as buttons with their digits, usable from the beginning of the conversation; the
/// remaining time of after-call work and more of it; a note. Nothing is chosen beforehand. Alt with a digit chooses
/// anywhere in the window, the bare digit while the focus is on an outcome.
class OutcomeView : public QFrame {
    Q_OBJECT
public:
    /// `desk` outlives the view.
    explicit OutcomeView(AgentDesk &desk, QWidget *parent = nullptr);

    /// More time for after-call work.
    QAction *extendAction() const { return m_extend; }
    /// Puts the focus on the first outcome.
    QAction *focusAction() const { return m_focus; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout();
    void refresh();
    void refreshClock();
    void rebuildButtons();
    void choose(const DispositionInfo &outcome);
    void saveCallback();
    void send(const QString &code, std::optional<UtcTime> callbackAt);
    void saved(const QString &callId, const QString &code);
    void showCallback(bool shown);
    QString callId() const;
    QString heading() const;
    QString extendObstacle() const;

    AgentDesk &m_desk;
    QAction *m_extend;
    QAction *m_focus;
    QLabel *m_heading;
    QLineEdit *m_note;
    ActionButton *m_more;
    QGridLayout *m_grid;
    QWidget *m_callback;          ///< When to call back, for the outcome that asks for it.
    QDateTimeEdit *m_callbackAt;
    std::vector<DispositionInfo> m_shown;
    std::vector<QPushButton *> m_buttons;
    QString m_callId;             ///< Whose note is in the field.
    QString m_callbackCode;
    QString m_savedCode;          ///< What has been said of this call.
};

} // namespace callfloor
