// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

class QAction;

namespace callfloor {

/// The pages beside the work, as pictures and words: a click or the arrow keys go to one. Hidden while there is only one.
/// Follows the actions, which are the menu's.
class PageRail : public QListWidget {
    Q_OBJECT
public:
    explicit PageRail(QWidget *parent = nullptr);

    /// Shows these pages. The actions are checkable and exclusive; they outlive what is shown.
    void setPages(const QList<QAction *> &actions);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void layOut();
    int wantedWidth() const;

    QList<QAction *> m_actions;
};

} // namespace callfloor
