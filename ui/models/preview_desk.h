// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/agent_desk.h"

#include <QJsonObject>

class QAction;
class QKeySequence;

namespace callfloor {

/// A lead of a preview campaign on the agent's screen, his alone until `until`.
struct PreviewLead {
    QString campaignId;
    QString leadId;
    QStringList numbers;       ///< The one that is dialled next comes first.
    QJsonObject person;        ///< What the list says of the person, by column.
    int tries = 0;
    QString lastOutcome;       ///< Empty: never tried.
    std::optional<UtcTime> until;
};

/// Preview campaigns for one agent: which are running, the lead he looks at, and what he does with it.
class PreviewDesk : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kDelay{1}; ///< Campaigns tell each call; the list is asked for once.

    struct Campaign {
        QString id;
        QString name;
        bool operator==(const Campaign &) const = default;
    };

    /// All outlive this.
    PreviewDesk(FloorSession &session, AgentDesk &desk, Scheduler &scheduler, QObject *parent = nullptr);

    /// Preview campaigns that run.
    const std::vector<Campaign> &campaigns() const { return m_campaigns; }
    const std::optional<PreviewLead> &lead() const { return m_lead; }
    /// The agent is signed on, has no call, and there is a campaign to work on.
    bool offered() const;
    /// Time left to look at the lead; nothing if there is none.
    std::optional<std::chrono::microseconds> left() const;

    QAction *nextAction() const { return m_next; }
    QAction *dialAction() const { return m_dial; }
    QAction *skipAction() const { return m_skip; }

    /// The campaign that `next` asks.
    void choose(const QString &campaignId);
    QString chosen() const { return m_chosen; }
    void skip(const QString &reason);

signals:
    void changed();
    void ticked();
    /// Skipping needs a reason.
    void reasonWanted();
    void problem(const QString &text);

private:
    QAction *makeAction(const char *name, const QString &text, const QKeySequence &keys);
    void eventsArrived(const std::vector<Event> &events);
    void fetchCampaigns();
    void takeCampaigns(const QByteArray &json);
    void next();
    void dial();
    void takeLead(const QByteArray &json);
    void refused(const QString &what, const Error &error);
    void clearLead();
    void tick();
    void refresh();

    FloorSession &m_session;
    AgentDesk &m_desk;
    Scheduler &m_scheduler;
    QAction *m_next;
    QAction *m_dial;
    QAction *m_skip;
    std::vector<Campaign> m_campaigns;
    QString m_chosen;
    std::optional<PreviewLead> m_lead;
    bool m_busy = false;
    bool m_armed = false;
    bool m_wasOn = false;
    quint64 m_generation = 0;
};

} // namespace callfloor
