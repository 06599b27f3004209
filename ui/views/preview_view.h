// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace callfloor {

class PreviewDesk;

/// A preview campaign before the call: take a lead, look at it, dial it or skip it with a reason. Hidden while there is none
/// to work on.
class PreviewView : public QFrame {
    Q_OBJECT
public:
    /// `desk` outlives the view.
    explicit PreviewView(PreviewDesk &desk, QWidget *parent = nullptr);

private:
    void buildLayout();
    void refresh();
    void refreshCampaigns();
    void refreshLead();
    void refreshClock();
    void askReason();
    void submitReason();

    PreviewDesk &m_desk;
    QComboBox *m_campaigns;
    QLabel *m_clock;
    QWidget *m_lead;       ///< What is known of the lead.
    QFormLayout *m_fields;
    QLineEdit *m_reason;
    QString m_shownLead;
};

} // namespace callfloor
