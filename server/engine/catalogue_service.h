// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_catalogue.h"
#include "server/engine/dispatcher.h"
#include "server/store/storage.h"

#include <QObject>

namespace callfloor {

/// Teams, reason codes and dispositions: what administrators keep and everybody chooses from. Every change is audited with
/// what was before. Nothing is deleted, since reports name it; `removed` takes it out of the choice.
class CatalogueService : public QObject {
    Q_OBJECT
public:
    CatalogueService(Dispatcher &dispatcher, store::Storage &storage, const Clock &clock, QObject *parent = nullptr);

private:
    void offerTeams(Dispatcher &dispatcher);
    void offerReasons(Dispatcher &dispatcher);
    void offerDispositions(Dispatcher &dispatcher);

    store::Storage &m_storage;
    const Clock &m_clock;
};

} // namespace callfloor
