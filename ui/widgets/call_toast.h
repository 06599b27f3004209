// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QLabel;

namespace callfloor {

class ActionButton;

/// A small window in the corner of the screen that tells of a call for the agent while he works in another program. It never
/// takes the keyboard: who types goes on typing. The call is in the window as well, so nothing depends on it.
class CallToast : public QFrame {
    Q_OBJECT
public:
    /// `decline` outlives the toast.
    explicit CallToast(QAction *decline, QWidget *parent = nullptr);

    /// Shows the call, or changes what is shown.
    void tell(const QString &number, const QString &details);

private:
    void place();

    QLabel *m_number;
    QLabel *m_details;
    ActionButton *m_decline;
};

} // namespace callfloor
