// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/session.h"
#include "app/domain/scheduler.h"
#include "ui/widgets/banner.h"

namespace callfloor {

/// Says that the link to the floor is lost, since when, and that nothing needs to be done. Waits a moment first, so
/// that a hiccup shows nothing; then grey, from ten seconds on amber, and from a minute on in the colour of alarms, with
/// the age of what the window shows.
class ConnectionBanner : public Banner {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kGrace{1};
    static constexpr std::chrono::seconds kLost{10};
    static constexpr std::chrono::seconds kStale{60};

    /// Both outlive the banner.
    ConnectionBanner(FloorSession &session, Scheduler &scheduler, QWidget *parent = nullptr);

private:
    void linkChanged(LinkState state);
    void tick(quint64 loss);
    QString sentence(bool withTime) const;
    std::chrono::microseconds lasted() const;

    FloorSession &m_session;
    Scheduler &m_scheduler;
    UtcTime m_lostAt{};
    quint64 m_loss = 0; ///< Counts losses, so that the clock of an earlier one ends.
};

} // namespace callfloor
