// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/admin/admin_list.h"
#include "ui/page.h"

class QListWidget;
class QStackedWidget;

namespace callfloor {

/// The page of the administration: its lists at the left, the chosen one at the right.
class AdminView : public Page {
    Q_OBJECT
public:
    explicit AdminView(const PageContext &context, QWidget *parent = nullptr);

    void activated() override;
    void fillMenu(QMenu &menu) override;

private:
    void addPage(const QString &id, const QString &title, QWidget *page);
    void show(int row);
    void fillAgain();

    ReferenceLists m_lists;
    QListWidget *m_rail;
    QStackedWidget *m_pages;
    QMenu *m_menu = nullptr; ///< Of the window; shows what can be done to the list in front.
};

} // namespace callfloor
