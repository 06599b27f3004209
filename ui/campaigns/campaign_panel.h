// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "ui/models/json_table_model.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace callfloor {

class DataTable;

/// How many leads stand where: a bar for each, its name and number in words beside it.
class FunnelBars : public QWidget {
    Q_OBJECT
public:
    explicit FunnelBars(QWidget *parent = nullptr);

    struct Step {
        QString name;
        double count = 0;
    };
    void show(std::vector<Step> steps);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Step> m_steps;
};

/// One campaign: funnel, drop rate against its cap, what blocks its start, why it isn't dialling, its lists.
class CampaignPanel : public QWidget {
    Q_OBJECT
public:
    /// `session` outlives the panel.
    explicit CampaignPanel(FloorSession &session, QWidget *parent = nullptr);

    /// Shows a campaign, asking for what is not in its object; an empty object: none.
    void setCampaign(const QJsonObject &campaign);
    /// Asks again for what changes.
    void refresh();

signals:
    /// A list of the campaign is to be changed.
    void listOpened(const QJsonObject &list);

private:
    void showFigures(const QJsonObject &figures);
    void showChecklist(const QJsonObject &reply);
    void showWhy(const QJsonObject &reply);
    template <class Op>
    void ask(const Op &op, void (CampaignPanel::*shower)(const QJsonObject &));
    void askForLists();

    FloorSession &m_session;
    QString m_id;
    QLabel *m_title;
    FunnelBars *m_funnel;
    QLabel *m_rateIcon;
    QLabel *m_rate;
    QLabel *m_why;
    JsonTableModel m_checks;
    JsonTableModel m_lists;
    DataTable *m_checkTable;
    DataTable *m_listTable;
    quint64 m_question = 0;
};

} // namespace callfloor
