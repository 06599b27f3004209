// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/contract/ops_imports.h"
#include "server/engine/dispatcher.h"
#include "server/engine/engine_options.h"
#include "server/engine/import_rows.h"
#include "server/engine/inbox.h"
#include "server/store/import_store.h"

#include <QObject>
#include <QThreadPool>

#include <map>
#include <memory>

namespace callfloor {

/// Takes files of leads into campaigns. A file is read twice, in pieces of some hundred rows: once to see what would become of
/// each row, and once to add them. Rows are read in a thread of their own, written in transactions so small that a webhook
/// waits for one of them at most; how far it got is written with the rows, so that a program that was ended goes on behind
/// them. Lives in the engine thread.
class ImportService : public QObject {
    Q_OBJECT
public:
    ImportService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock, const EngineOptions &options,
                  QObject *parent = nullptr);
    ~ImportService() override;

    /// Goes on with what a former run was doing.
    void start();
    /// Takes nothing more in: the program ends.
    void stop() { m_stopped = true; }

private:
    /// An import at work.
    struct Run;
    using Piece = std::vector<RowReading>;

    QFuture<Result<ImportReply>> begin(const BeginImport &op, const Caller &who);
    QFuture<Result<ImportReply>> insert(const BeginImport &op, const Caller &who, const QString &file, const ImportFormat &format);
    QFuture<Result<ImportReply>> one(const QString &id);
    QFuture<Result<ImportListReply>> list(const CampaignId &id);
    QFuture<Result<ImportReply>> remap(const SetImportMapping &op, const Caller &who);
    QFuture<Result<ImportReply>> turn(const QString &id, const Caller &who, std::initializer_list<const char *> from, const char *to,
                                      const QString &refusal);
    QFuture<Result<CsvReply>> rejected(const GetRejectedRows &op);

    void take(const store::LeadImport &import);
    void open(const std::shared_ptr<Run> &run);
    void readPiece(const std::shared_ptr<Run> &run);
    void checkPiece(const std::shared_ptr<Run> &run, const std::shared_ptr<Piece> &piece);
    void addPiece(const std::shared_ptr<Run> &run, const std::shared_ptr<Piece> &piece);
    void undoPiece(const std::shared_ptr<Run> &run);
    void noteVerdicts(Run &run, const Piece &piece);
    void finish(const std::shared_ptr<Run> &run, const char *state, const QString &error = {});
    bool over(const std::shared_ptr<Run> &run) const;
    QByteArray shown(const store::LeadImport &import) const;
    QString pathOf(const QString &file) const { return m_options.importFolder + u'/' + file; }

    store::Storage &m_storage;
    Inbox &m_inbox;
    const Clock &m_clock;
    EngineOptions m_options;
    QThreadPool m_pool;
    std::map<QString, std::shared_ptr<Run>> m_runs; ///< By the import's id.
    bool m_stopped = false;
};

} // namespace callfloor
