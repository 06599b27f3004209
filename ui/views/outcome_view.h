// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/outcome_sender.h"

#include <QAction>
#include <QFrame>

class QDateTimeEdit;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace callfloor {

class ActionButton;

/// What came of the call: the outcomes as buttons with their digits, usable from the beginning of the conversation; the
/// remaining time of after-call work and more of it; a note. Nothing is chosen beforehand. Alt with a digit chooses
/// anywhere in the window, the bare digit while the focus is on an outcome. What is typed is kept as a draft. For a short
/// while after it was saved an outcome can be changed.
class OutcomeView : public QFrame {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kCorrection{10}; ///< So long the last outcome is offered to be changed.

    /// All outlive the view.
    OutcomeView(AgentDesk &desk, Drafts &drafts, OutcomeSender &sender, QWidget *parent = nullptr);

    /// More time for after-call work.
    QAction *extendAction() const { return m_extend; }
    /// Puts the focus on the first outcome.
    QAction *focusAction() const { return m_focus; }
    /// There is a call whose outcome can be said.
    bool usable() const { return m_focus->isEnabled(); }
    /// The outcomes as new actions of `parent`, for menus elsewhere. One that asks for a date brings the window to the front.
    QList<QAction *> outcomeActions(QObject *parent) const;

signals:
    /// An outcome that was chosen elsewhere needs the window for its date.
    void windowWanted() const;
    /// An outcome was saved and can be changed: its label. Empty: no more.
    void correctable(const QString &label);

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
    void takeFocus();
    void endCorrection();
    bool working() const;
    QString callId() const;
    QString heading() const;
    QString extendObstacle() const;

    AgentDesk &m_desk;
    Drafts &m_drafts;
    OutcomeSender &m_sender;
    QAction *m_extend;
    QAction *m_focus;
    QLabel *m_heading;
    QLineEdit *m_note;
    ActionButton *m_more;
    QLabel *m_waits;              ///< That the outcome waits here for the connection.
    QGridLayout *m_grid;
    QWidget *m_callback;          ///< When to call back, for the outcome that asks for it.
    QDateTimeEdit *m_callbackAt;
    std::vector<DispositionInfo> m_shown;
    std::vector<QPushButton *> m_buttons;
    QString m_callId;             ///< Whose note is in the field.
    QString m_callbackCode;
    QString m_savedCode;          ///< What has been said of this call.
    QString m_lastId;             ///< The call whose outcome may still be changed; empty: none.
    UtcTime m_lastUntil{};
    QString m_sentNote;           ///< The note that went with the last outcome, and when to call back.
    std::optional<UtcTime> m_sentCallback;
    bool m_correcting = false;    ///< The outcomes shown are those of that call.
};

} // namespace callfloor
