// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/engine/import_service.h"

#include <QFile>
#include <QJsonArray>

#include <array>
#include <atomic>

namespace callfloor {

struct ImportService::Run {
    store::LeadImport import = {};
    QString path = {};
    ImportFormat format = {};
    ImportMapping mapping = {};
    std::unique_ptr<ImportReader> reader = nullptr; ///< Of the pool's thread while a piece is being read.
    SeenNumbers seen = {};
    std::array<qint64, kRowVerdicts> verdicts = {};
    qint64 rows = 0;
    QJsonArray sample = {};
    std::unique_ptr<QFile> rejected = nullptr;
    bool cancelled = false;
    std::atomic<double> progress = 0;
};

} // namespace callfloor
