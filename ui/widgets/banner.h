// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QFrame>
#include <QIcon>

class QLabel;
class QPushButton;

namespace callfloor {

/// A strip above the work that tells one thing without taking the focus; hidden when it has nothing to tell.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Closing { ByUser, ByProgram };

    Banner(Accent accent, Closing closing, QWidget *parent = nullptr);

    /// Another colour, with the triangle in it.
    void setAccent(Accent accent);
    /// Another picture than the triangle.
    void setIcon(const QIcon &icon);
    /// Shows the text and has screen readers say it.
    void announce(const QString &text);
    /// Changes the text silently, for clocks: what screen readers know stays as it was announced.
    void setText(const QString &text);
    QString text() const;
    void dismiss();

protected:
    Accent accentNow() const { return m_accent; }
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    Accent m_accent;
    QIcon m_picture;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_close = nullptr;
};

} // namespace callfloor
