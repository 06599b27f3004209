// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preview_view.h"

#include "ui/models/call_text.h"
#include "ui/models/preview_desk.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace callfloor {

using namespace Qt::StringLiterals;

PreviewView::PreviewView(PreviewDesk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_campaigns(new QComboBox(this)), m_clock(new QLabel(this)), m_lead(new QWidget(this)),
      m_fields(new QFormLayout(m_lead)), m_reason(new QLineEdit(this)) {
    setObjectName(u"previewView"_s);
    setFrameShape(StyledPanel);
    buildLayout();
    connect(m_campaigns, &QComboBox::activated, this, [this] { m_desk.choose(m_campaigns->currentData().toString()); });
    connect(m_reason, &QLineEdit::returnPressed, this, &PreviewView::submitReason);
    connect(&desk, &PreviewDesk::changed, this, &PreviewView::refresh);
    connect(&desk, &PreviewDesk::ticked, this, &PreviewView::refreshClock);
    connect(&desk, &PreviewDesk::reasonWanted, this, &PreviewView::askReason);
    refresh();
}

void PreviewView::buildLayout() {
    m_campaigns->setObjectName(u"previewCampaign"_s);
    m_campaigns->setAccessibleName(tr("Preview campaign"));
    m_clock->setObjectName(u"previewClock"_s);
    m_reason->setObjectName(u"skipReason"_s);
    m_reason->setPlaceholderText(tr("Why you skip this lead, then Enter"));
    m_reason->setAccessibleName(tr("Why this lead is skipped"));
    m_reason->setMaxLength(200);
    m_fields->setContentsMargins(0, 0, 0, 0);

    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("Preview campaign:"), this);
    label->setBuddy(m_campaigns);
    row->addWidget(label);
    row->addWidget(m_campaigns);
    for (QAction *action : {m_desk.nextAction(), m_desk.dialAction(), m_desk.skipAction()}) {
        auto *button = new ActionButton(action, this);
        button->setObjectName(action->objectName() + u"Button"_s);
        row->addWidget(button);
    }
    row->addWidget(m_clock);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row);
    column->addWidget(m_lead);
    column->addWidget(m_reason);
    m_reason->hide();
}

void PreviewView::refresh() {
    setVisible(m_desk.offered());
    refreshCampaigns();
    refreshLead();
    refreshClock();
}

void PreviewView::refreshCampaigns() {
    const QSignalBlocker blocker(m_campaigns);
    m_campaigns->clear();
    for (const PreviewDesk::Campaign &campaign : m_desk.campaigns()) m_campaigns->addItem(campaign.name, campaign.id);
    m_campaigns->setCurrentIndex(m_campaigns->findData(m_desk.chosen()));
}

void PreviewView::refreshLead() {
    const auto &lead = m_desk.lead();
    m_lead->setVisible(lead.has_value());
    const QString id = lead ? lead->leadId : QString();
    if (id == m_shownLead) return;
    m_shownLead = id;
    m_reason->clear();
    m_reason->hide();
    while (m_fields->rowCount() > 0) m_fields->removeRow(0);
    if (!lead) return;
    const auto add = [this](const QString &name, const QString &value) {
        if (value.isEmpty()) return;
        auto *shown = new QLabel(value, m_lead);
        shown->setTextFormat(Qt::PlainText);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse);
        shown->setWordWrap(true);
        shown->setAccessibleName(tr("%1: %2").arg(name, value));
        m_fields->addRow(tr("%1:").arg(name), shown);
    };
    add(tr("Number"), lead->numbers.join(u", "_s));
    for (auto it = lead->person.begin(); it != lead->person.end(); ++it) add(it.key(), it.value().toVariant().toString());
    add(tr("Tried"), lead->tries == 0 ? tr("not yet") : tr("%n time(s)", nullptr, lead->tries));
}

void PreviewView::refreshClock() {
    const auto left = m_desk.left();
    m_clock->setText(left ? tr("%1 left").arg(CallText::duration(*left)) : QString());
}

void PreviewView::askReason() {
    m_reason->show();
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void PreviewView::submitReason() {
    const QString reason = m_reason->text().trimmed();
    if (!reason.isEmpty()) m_desk.skip(reason);
}

} // namespace callfloor
