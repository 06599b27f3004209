// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"

#include <QWidget>

class QMenu;
class QSettings;

namespace callfloor {

class AgentDesk;

/// What a page is made with. All of it outlives the page.
struct PageContext {
    FloorSession &session;
    Scheduler &scheduler;
    AgentDesk &desk;     ///< The signed-in user as an agent, for all pages.
    QSettings &settings; ///< Where layouts and column choices are remembered, each page below its own id.
};

/// One page of the window, chosen in the rail. Made when it is shown for the first time, destroyed when its user leaves.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The page has come to the front: time to ask for what is not kept true by events.
    virtual void activated() {}
    /// Adds the page's own actions to the menu `Page`; they have their keys only while the page is in front. Without any
    /// the menu is hidden. The actions belong to the page.
    virtual void fillMenu(QMenu &) {}

signals:
    /// Something was refused: one sentence for the banner.
    void problem(const QString &text);
    /// Something was done, or the last problem is over: a short word for the status bar, may be empty.
    void notice(const QString &text);
};

} // namespace callfloor
