// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"

#include <QWidget>

class QLabel;

namespace callfloor {

/// The state of the link for the status bar: picture and word.
class LinkBadge : public QWidget {
    Q_OBJECT
public:
    explicit LinkBadge(QWidget *parent = nullptr);

    void setState(LinkState state);
    QString text() const;
    /// `Live`, `Connecting`, …
    static QString word(LinkState state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    LinkState m_state = LinkState::SignedOut;
    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace callfloor
