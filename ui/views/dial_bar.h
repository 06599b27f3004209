// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;

namespace callfloor {

/// The row above the calls: a field for a number, Dial, and Hang up for the selected call.
class DialBar : public QWidget {
    Q_OBJECT
public:
    explicit DialBar(QAction *hangUp, QWidget *parent = nullptr);

    /// Puts the cursor into the field, with what is there selected.
    void focusNumber();
    /// Fills the field without dialling: what comes from elsewhere waits for Enter.
    void setNumber(const QString &number);
    /// While a number is being dialled there is no second one; the field keeps the focus and can be typed into.
    void setBusy(bool busy);
    /// Empties the field if it still holds `number`.
    void clearIf(const QString &number);

signals:
    /// Enter in the field or Dial; never empty.
    void dialRequested(const QString &number);

private:
    void submit();
    void refresh();
    void follow(const QAction *hangUp);

    QLineEdit *m_number;
    QPushButton *m_dial;
    QPushButton *m_hangUp;
    bool m_busy = false;
};

} // namespace callfloor
