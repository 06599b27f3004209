// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QAction;

namespace callfloor {

/// A button that looks and does as an action of the menu: its word, picture, tool tip and whether it can be used. Without
/// the underlined letter, which is the menu's.
class ActionButton : public QPushButton {
    Q_OBJECT
public:
    /// `action` outlives the button.
    explicit ActionButton(QAction *action, QWidget *parent = nullptr);

    /// From now on this action.
    void follow(QAction *action);

private:
    void refresh();

    QAction *m_action = nullptr;
};

/// Gives an action its tool tip: why it cannot be used, or what it does with the keys to press. Enables it accordingly.
void setObstacle(QAction *action, const QString &obstacle);

} // namespace callfloor
