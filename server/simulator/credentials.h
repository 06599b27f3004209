// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/router.h"
#include "server/simulator/switchboard.h"

namespace callfloor::simulator {

/// SIP credentials of agents: `/telephony_credentials`, their tokens, `/sip_registration_status`. Every credential that
/// has not expired counts as registered.
class Credentials {
public:
    Credentials(Switchboard &board, Router &router);

private:
    ApiResponse create(const QJsonObject &body);
    ApiResponse token(const QJsonObject &credential);
    QJsonObject current(QJsonObject credential) const;
    void addReads(Router &router);

    Switchboard &m_board;
    std::vector<QJsonObject> m_credentials;
};

} // namespace callfloor::simulator
