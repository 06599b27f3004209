// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/admin_view.h"

#include "ui/admin/audit_view.h"
#include "ui/admin/health_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMenu>
#include <QStackedWidget>

namespace callfloor {

using namespace Qt::StringLiterals;

AdminView::AdminView(const PageContext &context, QWidget *parent)
    : Page(parent), m_lists(context.session), m_rail(new QListWidget(this)), m_pages(new QStackedWidget(this)) {
    m_rail->setObjectName(u"adminRail"_s);
    m_rail->setAccessibleName(tr("Lists of the administration"));
    const Role role = context.session.user().role;
    for (const AdminSection &section : adminSections()) {
        if (!allows(role, section.role)) continue;
        auto *list = new AdminList(context.session, context.scheduler, m_lists, section, m_pages);
        connect(list, &AdminList::problem, this, &Page::problem);
        connect(list, &AdminList::notice, this, &Page::notice);
        addPage(QLatin1String(section.id), list->title(), list);
    }
    if (allows(role, Role::Admin)) {
        auto *audit = new AuditView(context.session, m_lists, m_pages);
        connect(audit, &AuditView::problem, this, &Page::problem);
        addPage(u"audit"_s, tr("Audit log"), audit);
    }
    addPage(u"health"_s, tr("Health"), new HealthView(context.session, m_pages));
    m_rail->setSpacing(2);
    m_rail->setFixedWidth(m_rail->sizeHintForColumn(0) + fontMetrics().height() * 2);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_rail);
    row->addWidget(m_pages, 1);
    setFocusProxy(m_rail);
    connect(m_rail, &QListWidget::currentRowChanged, this, &AdminView::show);
}

void AdminView::addPage(const QString &id, const QString &title, QWidget *page) {
    auto *item = new QListWidgetItem(title, m_rail);
    item->setData(Qt::UserRole, id);
    page->setObjectName(id + u"Page"_s);
    m_pages->addWidget(page);
}

void AdminView::activated() {
    if (m_rail->currentRow() < 0) m_rail->setCurrentRow(0);
    else show(m_rail->currentRow());
}

void AdminView::fillMenu(QMenu &menu) {
    m_menu = &menu;
    connect(&menu, &QMenu::aboutToShow, this, &AdminView::fillAgain, Qt::UniqueConnection);
    if (const auto *list = qobject_cast<AdminList *>(m_pages->currentWidget())) menu.addActions(list->listActions());
}

void AdminView::fillAgain() {
    const auto *list = qobject_cast<AdminList *>(m_pages->currentWidget());
    if (!isVisible() || !list) return; // Another page is in front.
    m_menu->clear();
    m_menu->addActions(list->listActions());
}

void AdminView::show(int row) {
    if (row < 0) return;
    m_pages->setCurrentIndex(row);
    if (auto *list = qobject_cast<AdminList *>(m_pages->currentWidget())) list->refresh();
    else if (auto *audit = qobject_cast<AuditView *>(m_pages->currentWidget())) audit->refresh();
    else if (auto *health = qobject_cast<HealthView *>(m_pages->currentWidget())) health->refresh();
}

} // namespace callfloor
