// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storage.h"
#include "server/telnyx/carrier_gateway.h"

#include <QObject>

#include <functional>
#include <vector>

namespace callfloor {

/// Knows the carrier's AI assistant for this installation: the configured one, else one that was made from the prompt
/// before and is remembered in the database, else one that is made now.
class AssistantProvider : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Result<QString> &)>;

    AssistantProvider(const QString &configuredId, const AssistantProfile &profile, store::Storage &storage,
                      CarrierGateway &gateway, const Clock &clock, QObject *parent = nullptr);

    /// The assistant's id. Those who ask while it is being made wait for the same one.
    void get(Done done);

private:
    void create();
    void finish(const Result<QString> &id);

    QString m_id;
    AssistantProfile m_profile;
    store::Storage &m_storage;
    CarrierGateway &m_gateway;
    const Clock &m_clock;
    std::vector<Done> m_waiting;
};

} // namespace callfloor
