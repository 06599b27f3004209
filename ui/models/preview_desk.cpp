// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/preview_desk.h"

#include "app/contract/ops_campaigns.h"
#include "app/contract/ops_dialer.h"
#include "ui/error_text.h"
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

PreviewDesk::PreviewDesk(FloorSession &session, AgentDesk &desk, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_session(session), m_desk(desk), m_scheduler(scheduler),
      m_next(makeAction("nextLeadAction", tr("&Next lead"), Qt::CTRL | Qt::SHIFT | Qt::Key_N)), m_dial(makeAction("dialLeadAction", tr("Dial the &lead"), Qt::CTRL | Qt::SHIFT | Qt::Key_D)),
      m_skip(makeAction("skipLeadAction", tr("&Skip the lead…"), Qt::CTRL | Qt::ALT | Qt::Key_N)) {
    connect(m_next, &QAction::triggered, this, &PreviewDesk::next);
    connect(m_dial, &QAction::triggered, this, &PreviewDesk::dial);
    connect(m_skip, &QAction::triggered, this, &PreviewDesk::reasonWanted);
    connect(&desk, &AgentDesk::changed, this, &PreviewDesk::refresh);
    connect(&desk, &AgentDesk::ticked, this, &PreviewDesk::tick);
    connect(&session.events(), &EventBus::published, this, &PreviewDesk::eventsArrived);
    connect(&session, &FloorSession::resyncNeeded, this, &PreviewDesk::fetchCampaigns);
    connect(&session, &FloorSession::userChanged, this, [this] {
        ++m_generation;
        m_busy = m_wasOn = false;
        m_campaigns.clear();
        clearLead();
    });
    refresh();
}

QAction *PreviewDesk::makeAction(const char *name, const QString &text, const QKeySequence &keys) {
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(keys);
    return action;
}

bool PreviewDesk::offered() const {
    return m_desk.signedOn() && !m_desk.agent().callId && !m_campaigns.empty();
}

std::optional<std::chrono::microseconds> PreviewDesk::left() const {
    if (!m_lead || !m_lead->until) return std::nullopt;
    return std::max(std::chrono::microseconds::zero(), std::chrono::microseconds(*m_lead->until - m_desk.now()));
}

void PreviewDesk::eventsArrived(const std::vector<Event> &events) {
    for (const Event &event : events) {
        // Over the network a campaign's state comes as `callUpdate`, with `counts`.
        const bool ofCampaign = event.kind == EventKind::CampaignUpdate ||
                                (event.kind == EventKind::CallUpdate && event.payload.contains("\"counts\""));
        if (!ofCampaign || m_armed || !m_desk.signedOn()) continue;
        m_armed = true;
        m_scheduler.after(kDelay, this, [this] {
            m_armed = false;
            fetchCampaigns();
        });
    }
}

void PreviewDesk::fetchCampaigns() {
    if (!m_desk.signedOn()) return;
    ListCampaigns list;
    list.limit = 200;
    m_session.call(list).then(this, [this, generation = m_generation](const Result<CampaignPageReply> &reply) {
        if (generation == m_generation && reply) takeCampaigns(reply->json);
    });
}

void PreviewDesk::takeCampaigns(const QByteArray &json) {
    std::vector<Campaign> running;
    for (const QJsonValue &value : QJsonDocument::fromJson(json).object().value("campaigns"_L1).toArray()) {
        const QJsonObject campaign = value.toObject();
        if (campaign.value("mode"_L1).toString() != "preview"_L1 || campaign.value("status"_L1).toString() != "running"_L1) continue;
        running.push_back({campaign.value("id"_L1).toString(), campaign.value("name"_L1).toString()});
    }
    if (running == m_campaigns) return;
    m_campaigns = std::move(running);
    const bool still = std::any_of(m_campaigns.begin(), m_campaigns.end(), [this](const Campaign &c) { return c.id == m_chosen; });
    if (!still) m_chosen = m_campaigns.empty() ? QString() : m_campaigns.front().id;
    refresh();
}

void PreviewDesk::choose(const QString &campaignId) {
    if (campaignId == m_chosen) return;
    m_chosen = campaignId;
    clearLead();
}

void PreviewDesk::next() {
    if (m_busy || !offered()) return;
    m_busy = true;
    refresh();
    m_session.call(NextPreview{CampaignId(m_chosen)})
        .then(this, [this, generation = m_generation](const Result<NextPreview::Reply> &reply) {
            if (generation != m_generation) return;
            m_busy = false;
            if (reply) takeLead(reply->json);
            else refused(tr("There is no next lead. %1"), reply.error());
        });
}

void PreviewDesk::takeLead(const QByteArray &json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    PreviewLead lead;
    lead.campaignId = m_chosen;
    lead.leadId = object.value("leadId"_L1).toString();
    for (const QJsonValue &value : object.value("numbers"_L1).toArray()) {
        const QString number = value.toObject().value("number"_L1).toString();
        if (value.toObject().value("next"_L1).toBool()) lead.numbers.prepend(number);
        else lead.numbers.append(number);
    }
    lead.person = object.value("person"_L1).toObject();
    lead.tries = object.value("tries"_L1).toInt();
    lead.lastOutcome = object.value("lastOutcome"_L1).toString();
    const QDateTime until = QDateTime::fromString(object.value("until"_L1).toString(), Qt::ISODateWithMs);
    if (until.isValid()) lead.until = fromMicros(until.toMSecsSinceEpoch() * 1000);
    m_lead = std::move(lead);
    refresh();
}

void PreviewDesk::dial() {
    if (m_busy || !m_lead) return;
    m_busy = true;
    refresh();
    m_session.call(DialPreview{CampaignId(m_lead->campaignId), LeadId(m_lead->leadId)})
        .then(this, [this, generation = m_generation](const Result<DialPreview::Reply> &reply) {
            if (generation != m_generation) return;
            m_busy = false;
            if (reply) clearLead();
            else refused(tr("The lead was not dialled. %1"), reply.error());
        });
}

void PreviewDesk::skip(const QString &reason) {
    if (m_busy || !m_lead) return;
    m_busy = true;
    refresh();
    m_session.call(SkipPreview{CampaignId(m_lead->campaignId), LeadId(m_lead->leadId), reason})
        .then(this, [this, generation = m_generation](const Result<Done> &reply) {
            if (generation != m_generation) return;
            m_busy = false;
            if (reply) clearLead();
            else refused(tr("The lead was not skipped. %1"), reply.error());
        });
}

void PreviewDesk::refused(const QString &what, const Error &error) {
    // What is not there any more is not shown any more.
    if (error.code == ErrorCode::NotFound) clearLead();
    refresh();
    emit problem(what.arg(ErrorText::of(error)));
}

void PreviewDesk::clearLead() {
    m_lead.reset();
    refresh();
}

void PreviewDesk::tick() {
    if (m_lead && left() == std::chrono::microseconds::zero()) {
        emit problem(tr("The time to look at this lead is over; it will come again."));
        return clearLead();
    }
    if (m_lead) emit ticked();
}

void PreviewDesk::refresh() {
    if (m_desk.signedOn() && !m_wasOn) fetchCampaigns();
    m_wasOn = m_desk.signedOn();
    if (m_desk.agent().callId) m_lead.reset();
    const QString none = !offered() ? tr("There is no preview campaign to work on now.") : m_busy ? tr("The server is being asked.") : QString();
    const QString noLead = !none.isEmpty() ? none : m_lead ? QString() : tr("Take a lead first.");
    setObstacle(m_next, !none.isEmpty() ? none : m_lead ? tr("Dial or skip this lead first.") : QString());
    setObstacle(m_dial, noLead);
    setObstacle(m_skip, noLead);
    emit changed();
}

} // namespace callfloor
