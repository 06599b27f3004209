// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include <QAction>

namespace callfloor {

ActionButton::ActionButton(QAction *action, QWidget *parent) : QPushButton(parent) {
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, [this] {
        m_action->trigger();
        refresh(); // The tick is the action's, not the click's.
    });
    follow(action);
}

void ActionButton::follow(QAction *action) {
    if (m_action == action) return;
    if (m_action) m_action->disconnect(this);
    m_action = action;
    connect(action, &QAction::changed, this, &ActionButton::refresh);
    refresh();
}

void ActionButton::refresh() {
    setText(m_action->text().remove(u'&'));
    setIcon(m_action->icon());
    setCheckable(m_action->isCheckable());
    setChecked(m_action->isChecked());
    setToolTip(m_action->toolTip());
    setAccessibleDescription(m_action->toolTip());
    // A button that goes grey under the focus would drop it anywhere; the next one in the row is expected.
    if (!m_action->isEnabled() && hasFocus()) focusNextChild();
    setEnabled(m_action->isEnabled());
}

void setObstacle(QAction *action, const QString &obstacle) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString word = action->text().remove(u'&');
    const QString tip = !obstacle.isEmpty() ? obstacle : keys.isEmpty() ? word : QStringLiteral("%1 (%2)").arg(word, keys);
    action->setToolTip(tip);
    action->setEnabled(obstacle.isEmpty());
}

} // namespace callfloor
