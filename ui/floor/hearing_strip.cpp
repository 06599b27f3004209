// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/hearing_strip.h"

#include "ui/floor/floor_state.h"
#include "ui/floor/floor_text.h"
#include "ui/theme.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

HearingStrip::HearingStrip(FloorSession &session, const FloorState &state, QWidget *parent)
    : QFrame(parent), m_state(state), m_actions(new FloorActions(session, this)), m_icon(new QLabel(this)), m_mode(new QLabel(this)), m_who(new QLabel(this)) {
    setObjectName(u"hearingStrip"_s);
    m_mode->setTextFormat(Qt::PlainText);
    m_who->setTextFormat(Qt::PlainText);
    m_who->setObjectName(u"hearingWho"_s);
    QFont bold = font();
    bold.setBold(true);
    m_mode->setFont(bold);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_mode);
    words->addWidget(m_who);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_icon);
    row->addLayout(words, 1);
    for (QAction *action : m_actions->all()) {
        action->setShortcut({}); // The keys are those of the table's.
        action->setObjectName(u"strip_"_s + action->objectName());
    }
    using Act = FloorActions::Act;
    for (const Act act : {Act::Monitor, Act::Whisper, Act::Barge, Act::TakeOver, Act::Stop})
        row->addWidget(new ActionButton(m_actions->action(act), this));
    connect(m_actions, &FloorActions::problem, this, &HearingStrip::problem);
    connect(m_actions, &FloorActions::notice, this, &HearingStrip::notice);
    const int em = fontMetrics().height();
    m_icon->setPixmap(messageIcon().pixmap(QSize(em, em), devicePixelRatioF()));
    hide();
}

void HearingStrip::refresh(const LiveCall *call) {
    const QJsonObject own = m_state.ownSupervision();
    m_actions->setCall(call);
    if (own.isEmpty()) {
        hide();
        return;
    }
    const QString state = own.value("state"_L1).toString(), number = call ? call->customerNumber : QString();
    QStringList parties;
    for (const QJsonValue &party : own.value("heardBy"_L1).toArray()) parties << (party == "agent"_L1 ? tr("the agent") : tr("the customer"));
    const QString mode = state == "ringing"_L1 ? tr("%1: your phone rings").arg(number)
                                               : tr("%1: you are %2").arg(number, FloorText::mode(own.value("mode"_L1).toString()));
    const QString who = state == "changing"_L1 || own.value("heardBy"_L1).isNull() ? tr("Being changed: who hears you is not known. Do not speak yet.")
                        : parties.isEmpty() ? tr("You hear everybody. Nobody hears you.")
                                            : tr("You hear everybody. You are heard by %1.").arg(parties.join(tr(" and ")));
    const bool news = mode + who != m_mode->text() + m_who->text();
    m_mode->setText(mode);
    m_who->setText(who);
    m_audible = !parties.isEmpty() || state == "changing"_L1;
    show();
    update();
    if (!news) return;
    setAccessibleName(mode + u". "_s + who);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString HearingStrip::text() const { return m_mode->text() + u". "_s + m_who->text(); }

void HearingStrip::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    const QColor accent = accentColor(m_audible ? Accent::Alarm : Accent::OnCall, palette());
    QColor ground = accent;
    ground.setAlphaF(m_audible ? 0.28F : 0.12F);
    painter.fillRect(rect(), ground);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, m_audible ? 8 : 4, height())), accent);
}

} // namespace callfloor
