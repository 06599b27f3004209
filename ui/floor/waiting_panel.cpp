// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/waiting_panel.h"

#include "app/contract/ops_queues.h"
#include "ui/error_text.h"
#include "ui/floor/floor_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QVBoxLayout>

namespace callfloor {

using namespace Qt::StringLiterals;

WaitingPanel::WaitingPanel(FloorSession &session, Scheduler &scheduler, QWidget *parent)
    : QWidget(parent), m_session(session), m_scheduler(scheduler), m_title(new QLabel(this)), m_reasons(new QLabel(this)) {
    setObjectName(u"waitingPanel"_s);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_reasons}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_reasons->setObjectName(u"waitingReasons"_s);
    m_reasons->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reasons->setFocusPolicy(Qt::TabFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addWidget(m_reasons);
    hide();
}

QString WaitingPanel::text() const { return m_title->text() + u'\n' + m_reasons->text(); }

void WaitingPanel::setCall(const LiveCall *call) {
    const bool waits = call && !call->ended() && !call->queueId.isEmpty() &&
                       (call->stage == CallStage::Queued || call->stage == CallStage::Offered);
    const QString id = waits ? call->id : QString(), queue = waits ? call->queueId : QString();
    if (id == m_callId && queue == m_queueId) return;
    m_callId = id;
    m_queueId = queue;
    ++m_question;
    setVisible(waits);
    if (!waits) return;
    m_title->setText(tr("Why %1 waits").arg(call->customerNumber));
    m_reasons->setText(tr("Asking…"));
    ask();
}

void WaitingPanel::ask() {
    m_session.call(QueueWaiting{QueueId(m_queueId)}).then(this, [this, question = m_question](const Result<WaitingReply> &reply) {
        if (question != m_question) return;
        if (!reply) m_reasons->setText(ErrorText::of(reply.error()));
        else {
            QJsonObject found;
            for (const QJsonValue &entry : QJsonDocument::fromJson(reply->json).object().value("waiting"_L1).toArray())
                if (entry.toObject().value("callId"_L1) == m_callId) found = entry.toObject();
            show(found);
        }
        m_scheduler.after(kAgain, this, [this, question] {
            if (question == m_question && isVisible()) ask();
        });
    });
}

void WaitingPanel::show(const QJsonObject &entry) {
    if (entry.isEmpty()) return m_reasons->setText(tr("The caller does not wait any more."));
    QStringList lines;
    if (entry.value("position"_L1).isDouble()) {
        const int place = entry.value("position"_L1).toInt();
        lines << (entry.value("estimatedSeconds"_L1).isDouble()
                      ? tr("Place %1, about %2 to go.").arg(place).arg(FloorText::seconds(entry.value("estimatedSeconds"_L1).toDouble()))
                      : tr("Place %1.").arg(place));
    }
    if (entry.value("state"_L1) == "offered"_L1) lines << tr("Is being offered to an agent.");
    for (const QJsonValue &reason : entry.value("reasons"_L1).toArray()) lines << FloorText::waitReason(reason.toObject());
    m_reasons->setText(lines.join(u'\n'));
}

} // namespace callfloor
