// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace callfloor {

/// The twelve keys of a telephone in one row, and what was sent. Typed keys count while the focus is here; Escape closes.
class KeyPad : public QWidget {
    Q_OBJECT
public:
    explicit KeyPad(QWidget *parent = nullptr);

    /// Shows the pad with nothing sent yet, the focus on its first key.
    void open();
    void close();

signals:
    /// One key: 0-9, * or #.
    void pressed(const QString &key);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void press(const QString &key);

    QLabel *m_sent;
};

} // namespace callfloor
