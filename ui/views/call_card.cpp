// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/call_card.h"

#include "ui/models/call_text.h"
#include "ui/models/queue_names.h"
#include "ui/theme.h"
#include "ui/views/target_panel.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/key_pad.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>

namespace callfloor {

using namespace Qt::StringLiterals;

CallCard::CallCard(FloorSession &session, Scheduler &scheduler, MyCall &call, const QueueNames &queues, QWidget *parent)
    : QFrame(parent), m_scheduler(scheduler), m_call(call), m_queues(queues), m_controls(session, call, this), m_icon(new QLabel(this)),
      m_number(new QLabel(this)), m_stage(new QLabel(this)), m_time(new QLabel(this)), m_hint(new QLabel(this)),
      m_target(new TargetPanel(session, this)), m_keys(new KeyPad(this)) {
    setObjectName(u"callCard"_s);
    setFrameShape(StyledPanel);
    buildLayout();
    connect(&m_controls, &CallControls::changed, this, &CallCard::refresh);
    connect(&m_controls, &CallControls::problem, this, &CallCard::problem);
    connect(&m_controls, &CallControls::keysWanted, this, [this] { closePanels(); m_keys->open(); });
    connect(&m_controls, &CallControls::targetWanted, this, [this](DeskControl purpose) { closePanels(); m_target->open(purpose); });
    connect(&m_controls, &CallControls::accepted, this, [this](DeskControl control) {
        if (control == DeskControl::Transfer || control == DeskControl::Consult) m_target->close();
    });
    connect(m_target, &TargetPanel::chosen, this, [this](DeskControl purpose, const CallTarget &target) {
        if (purpose == DeskControl::Transfer) m_controls.transfer(target);
        else m_controls.consult(target);
    });
    connect(m_target, &TargetPanel::closed, this, &CallCard::focusLeft);
    connect(m_keys, &KeyPad::pressed, &m_controls, &CallControls::sendKeys);
    connect(m_keys, &KeyPad::closed, this, &CallCard::focusLeft);
    connect(&queues, &QueueNames::changed, this, &CallCard::refresh);
    refresh();
}

void CallCard::buildLayout() {
    m_number->setObjectName(u"cardNumber"_s);
    m_number->setTextFormat(Qt::PlainText);
    m_number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    enlargeNumber();
    m_stage->setObjectName(u"cardStage"_s);
    m_stage->setTextFormat(Qt::PlainText);
    m_time->setObjectName(u"cardTime"_s);
    m_hint->setObjectName(u"cardHint"_s);
    m_offer = buttonRow({DeskControl::Decline});
    m_talk = buttonRow({DeskControl::Hold, DeskControl::Mute, DeskControl::Keys, DeskControl::Transfer, DeskControl::Consult,
                        DeskControl::Park, DeskControl::RecordStart, DeskControl::HangUp});
    m_consult = buttonRow({DeskControl::Swap, DeskControl::Merge, DeskControl::Complete, DeskControl::CancelConsult});

    auto *head = new QHBoxLayout;
    head->addWidget(m_icon);
    head->addWidget(m_number);
    head->addSpacing(fontMetrics().height());
    head->addWidget(m_stage);
    head->addWidget(m_time);
    head->addWidget(m_hint, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(head);
    for (QWidget *row : {m_offer, m_talk, m_consult, static_cast<QWidget *>(m_target), static_cast<QWidget *>(m_keys)})
        column->addWidget(row);
}

QWidget *CallCard::buttonRow(std::initializer_list<DeskControl> controls) {
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    for (const DeskControl control : controls) {
        if (control == DeskControl::HangUp) line->addStretch(1);
        if (control == DeskControl::RecordStart) {
            line->addWidget(recordButton(row));
            continue;
        }
        auto *button = new ActionButton(m_controls.action(control), row);
        button->setObjectName(m_controls.action(control)->objectName() + u"Button"_s);
        line->addWidget(button);
        if (control == DeskControl::Park) m_park = button;
    }
    if (controls.size() < 5) line->addStretch(1);
    return row;
}

QWidget *CallCard::recordButton(QWidget *parent) {
    auto *button = new QPushButton(tr("Recording"), parent);
    button->setObjectName(u"recordButton"_s);
    button->setAutoDefault(false);
    auto *menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const DeskControl control : {DeskControl::RecordStart, DeskControl::RecordPause, DeskControl::RecordResume, DeskControl::RecordStop})
        menu->addAction(m_controls.action(control));
    button->setMenu(menu);
    return button;
}

void CallCard::fillMenu(QMenu &menu) const {
    for (size_t i = 0; i < kDeskControls; ++i) {
        const auto control = static_cast<DeskControl>(i);
        if (control == DeskControl::Hold || control == DeskControl::Swap || control == DeskControl::RecordStart || control == DeskControl::HangUp)
            menu.addSeparator();
        menu.addAction(m_controls.action(control));
    }
}

QString CallCard::stageText(const LiveCall &call) const {
    QString words = m_call.offered() ? tr("A call for you") : CallText::stage(call.stage);
    if (!m_call.offered() && call.stage == CallStage::New) words = CallText::state(call);
    const QString queue = m_queues.name(call.queueId);
    if (!queue.isEmpty()) words = tr("%1, queue %2").arg(words, queue);
    if (m_controls.muted()) words = tr("%1, muted").arg(words);
    return m_controls.recorded() ? tr("%1, recorded").arg(words) : words;
}

void CallCard::refresh() {
    const LiveCall *call = m_call.call();
    setVisible(call != nullptr);
    if (!call) {
        m_id.clear();
        ++m_run;
        showRinging(false);
        return closePanels();
    }
    const bool offered = m_call.offered();
    if (call->id != m_id) {
        m_id = call->id;
        closePanels();
        tick(++m_run);
    }
    m_number->setText(call->customerNumber);
    m_number->setAccessibleName(tr("My call: %1").arg(call->customerNumber));
    m_stage->setText(stageText(*call));
    m_hint->setText(offered ? tr("Pick up your phone to answer.") : QString());
    const int side = m_number->fontMetrics().height();
    const QIcon icon = offered ? bellIcon() : call->stage == CallStage::Held ? pauseIcon() : stateIcon(call->status);
    m_icon->setPixmap(icon.pixmap(QSize(side, side), devicePixelRatioF()));
    m_offer->setVisible(offered);
    m_talk->setVisible(!offered);
    m_consult->setVisible(!offered && call->stage == CallStage::Consulting);
    m_park->follow(m_controls.action(call->stage == CallStage::Parked ? DeskControl::Retrieve : DeskControl::Park));
    showRinging(offered);
    refreshClock();
}

void CallCard::refreshClock() {
    const LiveCall *call = m_call.call();
    if (!call) return;
    const UtcTime now = m_scheduler.clock().now();
    const auto lasted = call->talked(now).value_or(call->waited(now));
    m_time->setText(CallText::duration(lasted));
    m_time->setAccessibleName(CallText::spokenDuration(lasted));
}

void CallCard::tick(quint64 run) {
    if (run != m_run) return;
    refreshClock();
    m_scheduler.after(std::chrono::seconds(1), this, [this, run] { tick(run); });
}

void CallCard::showRinging(bool rings) {
    if (m_rings == rings) return;
    m_rings = rings;
    update();
    if (!rings) return;
    setAccessibleName(tr("A call for you from %1. Pick up your phone to answer.").arg(m_number->text()));
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    emit rang();
}

void CallCard::closePanels() {
    m_target->close();
    m_keys->close();
}

void CallCard::enlargeNumber() {
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_number->setFont(large);
}

void CallCard::changeEvent(QEvent *event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange) enlargeNumber();
}

void CallCard::paintEvent(QPaintEvent *event) {
    QFrame::paintEvent(event);
    if (!m_rings) return;
    QPainter painter(this);
    const QColor accent = accentColor(Accent::Ringing, palette());
    QColor ground = accent;
    ground.setAlphaF(0.14F);
    painter.fillRect(rect(), ground);
    painter.setPen(QPen(accent, 3));
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

} // namespace callfloor
