// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/connection_banner.h"

#include "ui/models/call_text.h"

namespace callfloor {

ConnectionBanner::ConnectionBanner(FloorSession &session, Scheduler &scheduler, QWidget *parent)
    : Banner(Accent::Neutral, Closing::ByProgram, parent), m_session(session), m_scheduler(scheduler) {
    setObjectName(QStringLiteral("connectionBanner"));
    connect(&session, &FloorSession::linkChanged, this, &ConnectionBanner::linkChanged);
    linkChanged(session.link());
}

void ConnectionBanner::linkChanged(LinkState state) {
    if (state != LinkState::Interrupted) {
        ++m_loss;
        dismiss();
        return;
    }
    m_lostAt = m_scheduler.clock().now();
    m_scheduler.after(kGrace, this, [this, loss = ++m_loss] {
        if (loss != m_loss) return;
        setAccent(Accent::Neutral);
        announce(sentence(false));
        tick(loss);
    });
}

void ConnectionBanner::tick(quint64 loss) {
    if (loss != m_loss) return;
    // Each step is said once, the seconds between are only shown.
    const Accent accent = lasted() >= kStale ? Accent::Alarm : lasted() >= kLost ? Accent::Warning : Accent::Neutral;
    if (accent != accentNow()) {
        setAccent(accent);
        announce(sentence(true));
    }
    setText(sentence(true));
    m_scheduler.after(std::chrono::seconds(1), this, [this, loss] { tick(loss); });
}

QString ConnectionBanner::sentence(bool withTime) const {
    if (!withTime)
        return tr("The connection to %1 is lost. Calls continue; trying to connect again.").arg(m_session.peerName());
    const QString duration = CallText::duration(lasted());
    if (lasted() >= kStale)
        return tr("The connection to %1 has been lost for %2: what you see here is as old as that. Calls continue, and what you write is "
                  "kept; trying to connect again.").arg(m_session.peerName(), duration);
    return tr("The connection to %1 has been lost for %2. Calls continue; trying to connect again.").arg(m_session.peerName(), duration);
}

std::chrono::microseconds ConnectionBanner::lasted() const { return m_scheduler.clock().now() - m_lostAt; }

} // namespace callfloor
