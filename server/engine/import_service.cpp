// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/import_service.h"

#include "server/engine/campaign_dialing.h"
#include "server/engine/import_files.h"
#include "server/engine/import_run.h"
#include "server/store/record_store.h"

#include <QCryptographicHash>
#include <QPromise>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kCsvPage = 8 * 1024 * 1024;

QString columnsKey(const QStringList &columns) {
    return QString::fromLatin1(QCryptographicHash::hash(columns.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
}

QByteArray compact(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

Error noSuchImport() { return notFound(u"There is no such import."_s); }

} // namespace

ImportService::ImportService(Dispatcher &dispatcher, store::Storage &storage, Inbox &inbox, const Clock &clock,
                             const EngineOptions &options, QObject *parent)
    : QObject(parent), m_storage(storage), m_inbox(inbox), m_clock(clock), m_options(options) {
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowPriority);
    dispatcher.on<BeginImport>([this](const BeginImport &op, const Caller &who) { return begin(op, who); });
    dispatcher.on<GetImport>([this](const GetImport &op, const Caller &) { return one(op.id); });
    dispatcher.on<ListImports>([this](const ListImports &op, const Caller &) { return list(op.id); });
    dispatcher.on<SetImportMapping>([this](const SetImportMapping &op, const Caller &who) { return remap(op, who); });
    dispatcher.on<RunImport>([this](const RunImport &op, const Caller &who) {
        return turn(op.id, who, {"checked"}, "importing", u"Only an import that has been checked to its end can be run."_s);
    });
    dispatcher.on<CancelImport>([this](const CancelImport &op, const Caller &who) {
        return turn(op.id, who, {"checking", "checked", "importing"}, "cancelled", u"The import is over; undo it instead."_s);
    });
    dispatcher.on<UndoImport>([this](const UndoImport &op, const Caller &who) {
        return turn(op.id, who, {"imported", "cancelled", "failed"}, "undoing", u"Only an import that is over can be undone."_s);
    });
    dispatcher.on<GetRejectedRows>([this](const GetRejectedRows &op, const Caller &) { return rejected(op); });
}

ImportService::~ImportService() {
    m_stopped = true;
    m_pool.waitForDone();
}

void ImportService::start() {
    if (m_options.importFolder.isEmpty()) return;
    removeOldUploads(m_options.importFolder);
    m_storage
        .read<std::vector<store::LeadImport>>([](store::Tx &tx) -> Result<std::vector<store::LeadImport>> { return store::imports::open(tx); })
        .then(this, [this](const Result<std::vector<store::LeadImport>> &open) {
            if (!open) return;
            for (const store::LeadImport &import : *open) take(import);
        });
}

// --- operations ----------------------------------------------------------------------------------------------------

QFuture<Result<ImportReply>> ImportService::begin(const BeginImport &op, const Caller &who) {
    if (m_options.importFolder.isEmpty()) return refused<ImportReply>(unavailable(u"This server takes no uploads."_s, {}, 0));
    if (const auto mapping = mappingFromJson(op.mapping.value_or(QJsonObject()), {}); !mapping) return refused<ImportReply>(mapping.error());
    const QString upload = uploadFileName(who.actor.userId, op.uploadId);
    if (upload.isEmpty() || !QFile::exists(pathOf(upload)))
        return refused<ImportReply>(badField(u"uploadId"_s, u"There is no such upload of yours; send the file to /api/uploads first."_s));
    auto promise = std::make_shared<QPromise<Result<ImportFormat>>>();
    promise->start();
    m_pool.start([promise, path = pathOf(upload)] {
        promise->addResult(ImportReader(path).open());
        promise->finish();
    });
    return promise->future()
        .then(this, [this, op, who, upload](const Result<ImportFormat> &format) {
            return format ? insert(op, who, upload, *format) : refused<ImportReply>(format.error());
        })
        .unwrap();
}

QFuture<Result<ImportReply>> ImportService::insert(const BeginImport &op, const Caller &who, const QString &upload,
                                                   const ImportFormat &format) {
    const UtcTime now = m_clock.now();
    store::LeadImport import;
    import.id = makeUuid7(now);
    import.campaign = op.id;
    import.list = LeadListId::make(now);
    import.file = import.id + u".data"_s;
    import.format = compact(formatToJson(format));
    import.region = op.region.value_or(m_options.defaultRegion).toUpper();
    import.createdAt = now;
    return m_storage
        .write<store::LeadImport>([=, this](store::Tx &tx) mutable -> Result<store::LeadImport> {
            if (!store::campaigns::load(tx, op.id)) return notFound(u"There is no such campaign."_s);
            ImportMapping mapping = guessMapping(format.columns);
            const QByteArray remembered = store::imports::rememberedMapping(tx, columnsKey(format.columns));
            const QJsonObject wanted = op.mapping ? *op.mapping : QJsonDocument::fromJson(remembered).object();
            if (!wanted.isEmpty()) {
                auto given = mappingFromJson(wanted, format.columns);
                if (!given) return given.error();
                mapping = *given;
            }
            import.mapping = compact(mappingToJson(mapping));
            store::leads::insertList(tx, {import.list, op.id, op.listName.value_or(u"Import"_s), op.priority.value_or(0), true, {}, import.id, now});
            store::imports::insert(tx, import, who.actor.userId);
            store::audit::insert(tx, {who.actor.userId.text(), u"import_begun"_s, import.id, {{u"campaignId"_s, op.id.text()}}, who.peer, {}}, now);
            return import;
        })
        .then(this, [this, upload](const Result<store::LeadImport> &written) -> Result<ImportReply> {
            if (!written) return written.error();
            if (!QFile::rename(pathOf(upload), pathOf(written->file))) {
                auto run = std::make_shared<Run>();
                run->import = *written;
                m_runs[written->id] = run;
                finish(run, "failed", u"The uploaded file is gone; upload it again."_s);
            } else {
                take(*written);
            }
            return ImportReply{shown(*written)};
        });
}

QFuture<Result<ImportReply>> ImportService::one(const QString &id) {
    return m_storage
        .read<store::LeadImport>([id](store::Tx &tx) -> Result<store::LeadImport> {
            auto import = store::imports::load(tx, id);
            if (!import) return noSuchImport();
            return std::move(*import);
        })
        .then(this, [this](const Result<store::LeadImport> &import) -> Result<ImportReply> {
            if (!import) return import.error();
            return ImportReply{shown(*import)};
        });
}

QFuture<Result<ImportListReply>> ImportService::list(const CampaignId &id) {
    return m_storage
        .read<std::vector<store::LeadImport>>([id](store::Tx &tx) -> Result<std::vector<store::LeadImport>> { return store::imports::of(tx, id); })
        .then(this, [this](const Result<std::vector<store::LeadImport>> &imports) -> Result<ImportListReply> {
            if (!imports) return imports.error();
            ImportListReply reply;
            JsonWriter json(reply.json);
            json.beginObject().key("imports").beginArray();
            for (const store::LeadImport &import : *imports) json.raw(shown(import));
            json.endArray().endObject();
            return reply;
        });
}

QFuture<Result<ImportReply>> ImportService::remap(const SetImportMapping &op, const Caller &who) {
    if (const auto mapping = mappingFromJson(op.mapping, {}); !mapping) return refused<ImportReply>(mapping.error());
    const UtcTime now = m_clock.now();
    return m_storage
        .write<store::LeadImport>([=](store::Tx &tx) -> Result<store::LeadImport> {
            auto import = store::imports::load(tx, op.id);
            if (!import) return noSuchImport();
            if (import->state != "checking"_L1 && import->state != "checked"_L1)
                return conflict(u"The mapping can be changed only before the import is run."_s);
            QStringList columns;
            for (const QJsonValue &column : QJsonDocument::fromJson(import->format)[u"columns"_s].toArray()) columns << column.toString();
            const auto mapping = mappingFromJson(op.mapping, columns);
            if (!mapping) return mapping.error();
            import->mapping = compact(mappingToJson(*mapping));
            import->state = u"checking"_s;
            import->counts = "{}";
            import->sample = "[]";
            store::imports::save(tx, *import);
            store::audit::insert(tx, {who.actor.userId.text(), u"import_mapped"_s, op.id, {}, who.peer, {}}, now);
            return std::move(*import);
        })
        .then(this, [this](const Result<store::LeadImport> &import) -> Result<ImportReply> {
            if (!import) return import.error();
            take(*import);
            return ImportReply{shown(*import)};
        });
}

QFuture<Result<ImportReply>> ImportService::turn(const QString &id, const Caller &who, std::initializer_list<const char *> from,
                                                 const char *to, const QString &refusal) {
    const UtcTime now = m_clock.now();
    const QByteArray target(to);
    return m_storage
        .write<store::LeadImport>([=, states = std::vector<const char *>(from)](store::Tx &tx) -> Result<store::LeadImport> {
            auto import = store::imports::load(tx, id);
            if (!import) return noSuchImport();
            const std::optional<UtcTime> ended = target == "cancelled" ? std::optional(now) : std::nullopt;
            for (const char *state : states)
                if (import->state == QLatin1String(state) && store::imports::turn(tx, id, state, target.constData(), ended)) {
                    if (target == "importing") {
                        QStringList columns;
                        for (const QJsonValue &column : QJsonDocument::fromJson(import->format)[u"columns"_s].toArray()) columns << column.toString();
                        store::imports::rememberMapping(tx, columnsKey(columns), import->mapping, now);
                    }
                    store::audit::insert(tx, {who.actor.userId.text(), u"import_"_s + QString::fromLatin1(target), id, {}, who.peer, {}}, now);
                    import->state = QString::fromLatin1(target);
                    import->endedAt = ended;
                    return std::move(*import);
                }
            return conflict(refusal);
        })
        .then(this, [this](const Result<store::LeadImport> &import) -> Result<ImportReply> {
            if (!import) return import.error();
            if (import->state == "cancelled"_L1) m_runs.erase(import->id);
            else take(*import);
            return ImportReply{shown(*import)};
        });
}

QFuture<Result<CsvReply>> ImportService::rejected(const GetRejectedRows &op) {
    return m_storage
        .read<Ok>([id = op.id](store::Tx &tx) -> Result<Ok> {
            if (!store::imports::load(tx, id)) return noSuchImport();
            return Ok{};
        })
        .then(this, [this, op](const Result<Ok> &known) -> Result<CsvReply> {
            if (!known) return known.error();
            CsvReply reply;
            QFile file(pathOf(op.id + u".rejected.csv"_s));
            if (!file.open(QIODevice::ReadOnly) || !file.seek(op.after.value_or(0))) return reply;
            reply.json = file.read(kCsvPage);
            if (!file.atEnd()) reply.json.truncate(reply.json.lastIndexOf('\n') + 1); // whole rows
            return reply;
        });
}

QByteArray ImportService::shown(const store::LeadImport &import) const {
    QByteArray text;
    JsonWriter json(text);
    const QJsonObject counts = QJsonDocument::fromJson(import.counts).object();
    double progress = import.state == "checking"_L1 || import.state == "importing"_L1 ? 0 : 1;
    if (const auto run = m_runs.find(import.id); run != m_runs.end()) progress = run->second->progress;
    json.beginObject().key("id").value(import.id).key("campaignId").value(import.campaign.text());
    json.key("listId").value(import.list.text()).key("state").value(import.state).key("format").raw(import.format);
    json.key("mapping").raw(import.mapping).key("region").value(import.region).key("counts").beginObject();
    json.key("rows").value(counts.value(u"rows"_s).toInteger());
    for (size_t i = 0; i < kRowVerdicts; ++i) {
        const QString name = rowVerdictName(static_cast<RowVerdict>(i));
        json.key(name).value(counts.value(name).toInteger());
    }
    json.endObject().key("sample").raw(import.sample).key("progress").value(progress);
    json.key("doneRows").value(import.doneRows).key("added").value(import.added).key("error").textOrNull(import.error);
    json.key("createdAt").value(import.createdAt).key("endedAt").timeOrNull(import.endedAt).endObject();
    return text;
}

} // namespace callfloor
