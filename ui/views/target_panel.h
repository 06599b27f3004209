// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/target_list.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace callfloor {

/// One field for whom to give the call to or whom to ask: the name of a colleague or a queue, completed while typing, or a
/// number. Enter does it, Escape closes.
class TargetPanel : public QWidget {
    Q_OBJECT
public:
    /// `session` outlives the panel.
    explicit TargetPanel(FloorSession &session, QWidget *parent = nullptr);

    /// Shows the empty field for DeskControl::Transfer or DeskControl::Consult.
    void open(DeskControl purpose);
    void close();

signals:
    void chosen(callfloor::DeskControl purpose, const callfloor::CallTarget &target);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();

    TargetList m_list;
    DeskControl m_purpose = DeskControl::Transfer;
    QLabel *m_label;
    QLineEdit *m_field;
    QPushButton *m_go;
    QLabel *m_hint;
};

} // namespace callfloor
