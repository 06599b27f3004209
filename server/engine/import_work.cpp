// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/campaign_dialing.h"
#include "server/engine/import_run.h"
#include "server/store/suppression_store.h"

#include <QLoggingCategory>
#include <QPromise>

namespace callfloor {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcImport, "callfloor.import")

namespace {

constexpr int kCheckedTogether = 500;
/// Rows of one transaction: some milliseconds.
constexpr int kAddedTogether = 200;
constexpr qsizetype kSample = 50;

QStringList numbersOf(const std::vector<RowReading> &piece) {
    QStringList numbers;
    for (const RowReading &row : piece)
        for (const store::NewNumber &number : row.lead.numbers) numbers << number.number;
    return numbers;
}

/// What the database knows of some numbers.
struct KnownNumbers {
    QSet<QString> inCampaign, doNotCall;
};
KnownNumbers knownNumbers(store::Tx &tx, const CampaignId &campaign, const QStringList &numbers, UtcTime now) {
    return {store::leads::known(tx, campaign, numbers), store::donotcall::among(tx, numbers, campaign, now)};
}

QByteArray countsJson(const std::array<qint64, kRowVerdicts> &verdicts, qint64 rows) {
    QJsonObject counts{{u"rows"_s, rows}};
    for (size_t i = 0; i < kRowVerdicts; ++i) counts.insert(rowVerdictName(static_cast<RowVerdict>(i)), verdicts[i]);
    return QJsonDocument(counts).toJson(QJsonDocument::Compact);
}

QJsonObject sampleOf(const RowReading &row) {
    QJsonArray numbers;
    for (const store::NewNumber &number : row.lead.numbers) numbers << number.number;
    return {{u"row"_s, row.row},
            {u"verdict"_s, rowVerdictName(row.verdict)},
            {u"reason"_s, row.reason.isEmpty() ? QJsonValue() : QJsonValue(row.reason)},
            {u"numbers"_s, numbers},
            {u"cells"_s, QJsonArray::fromStringList(row.cells)}};
}

} // namespace

bool ImportService::over(const std::shared_ptr<Run> &run) const {
    const auto known = m_runs.find(run->import.id);
    return m_stopped || run->cancelled || known == m_runs.end() || known->second != run;
}

void ImportService::take(const store::LeadImport &import) {
    auto run = std::make_shared<Run>();
    run->import = import;
    run->path = pathOf(import.file);
    m_runs[import.id] = run; // what is at work on another mapping finds itself replaced
    if (import.state == "undoing"_L1) return undoPiece(run);
    open(run);
}

void ImportService::open(const std::shared_ptr<Run> &run) {
    auto promise = std::make_shared<QPromise<Result<ImportFormat>>>();
    promise->start();
    m_pool.start([run, promise] {
        run->reader = std::make_unique<ImportReader>(run->path);
        promise->addResult(run->reader->open());
        promise->finish();
    });
    promise->future().then(this, [this, run](const Result<ImportFormat> &format) {
        if (over(run)) return;
        if (!format) return finish(run, "failed", format.error().message);
        run->format = *format;
        const auto mapping = mappingFromJson(QJsonDocument::fromJson(run->import.mapping).object(), format->columns);
        if (!mapping) return finish(run, run->import.state == "checking"_L1 ? "checked" : "failed", mapping.error().message);
        run->mapping = *mapping;
        if (run->import.state == "checking"_L1) {
            run->rejected = std::make_unique<QFile>(pathOf(run->import.id + u".rejected.csv"_s));
            if (!run->rejected->open(QIODevice::WriteOnly | QIODevice::Truncate))
                return finish(run, "failed", u"The import folder cannot be written; look at the server's disk."_s);
            run->rejected->write(csvLine(QStringList{u"row"_s, u"verdict"_s, u"reason"_s} + format->columns).toUtf8());
        }
        readPiece(run);
    });
}

/// Reads some rows in the pool's thread, then has them judged or added.
void ImportService::readPiece(const std::shared_ptr<Run> &run) {
    const bool checking = run->import.state == "checking"_L1;
    auto promise = std::make_shared<QPromise<std::shared_ptr<Piece>>>();
    promise->start();
    m_pool.start([run, promise, checking, skip = run->import.doneRows, most = checking ? kCheckedTogether : kAddedTogether] {
        auto piece = std::make_shared<Piece>();
        while (static_cast<int>(piece->size()) < most) {
            const auto row = run->reader->next();
            if (!row) break;
            if (!checking && row->number <= skip) continue;
            RowReading reading = readRow(*row, run->format.columns, run->mapping, run->import.region);
            QSet<QString> again;
            for (const store::NewNumber &number : checking ? reading.lead.numbers : std::vector<store::NewNumber>())
                if (!run->seen.add(number.number)) again.insert(number.number);
            if (!again.isEmpty()) strike(reading, again, RowVerdict::Duplicate);
            piece->push_back(std::move(reading));
        }
        const qint64 bytes = run->reader->bytes();
        run->progress = bytes > 0 ? static_cast<double>(run->reader->bytesRead()) / static_cast<double>(bytes) : 1;
        promise->addResult(piece);
        promise->finish();
    });
    promise->future().then(this, [this, run, checking](const std::shared_ptr<Piece> &piece) {
        if (over(run)) return;
        if (piece->empty()) return finish(run, checking ? "checked" : "imported");
        checking ? checkPiece(run, piece) : addPiece(run, piece);
    });
}

void ImportService::checkPiece(const std::shared_ptr<Run> &run, const std::shared_ptr<Piece> &piece) {
    const UtcTime now = m_clock.now();
    m_storage
        .read<KnownNumbers>([campaign = run->import.campaign, numbers = numbersOf(*piece), now](store::Tx &tx) -> Result<KnownNumbers> {
            return knownNumbers(tx, campaign, numbers, now);
        })
        .then(this, [this, run, piece](const Result<KnownNumbers> &known) {
            if (over(run)) return;
            if (!known) return finish(run, "failed", known.error().message);
            for (RowReading &row : *piece) {
                strike(row, known->inCampaign, RowVerdict::Duplicate);
                strike(row, known->doNotCall, RowVerdict::Suppressed);
            }
            noteVerdicts(*run, *piece);
            readPiece(run);
        });
}

void ImportService::noteVerdicts(Run &run, const Piece &piece) {
    QByteArray lines;
    for (const RowReading &row : piece) {
        ++run.rows;
        ++run.verdicts[static_cast<size_t>(row.verdict)];
        if (run.sample.size() < kSample) run.sample << sampleOf(row);
        if (row.verdict == RowVerdict::Ok || row.verdict == RowVerdict::Fixed) continue;
        QStringList cells{QString::number(row.row), rowVerdictName(row.verdict), row.reason};
        for (QString cell : row.cells) cells << cell.replace(u'\n', u' ').replace(u'\r', u' '); // one row is one line
        lines += csvLine(cells).toUtf8();
    }
    run.rejected->write(lines);
}

/// What is in is judged anew with what the database knows at that moment.
void ImportService::addPiece(const std::shared_ptr<Run> &run, const std::shared_ptr<Piece> &piece) {
    const UtcTime now = m_clock.now();
    m_inbox
        .write<bool>([run, piece, now, policy = m_inbox.policy()](store::Tx &tx, BatchResult &written) -> Result<bool> {
            const store::LeadImport &import = run->import;
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(import.campaign);
            if (!campaign) return false;
            const KnownNumbers known = knownNumbers(tx, import.campaign, numbersOf(*piece), now);
            std::vector<store::NewLead> leads;
            QSet<QString> taken = known.inCampaign;
            for (RowReading row : *piece) { // a copy: this may run again
                strike(row, taken, RowVerdict::Duplicate);
                strike(row, known.doNotCall, RowVerdict::Suppressed);
                for (const store::NewNumber &number : row.lead.numbers) taken.insert(number.number);
                row.lead.importId = import.id;
                if (!row.lead.numbers.empty()) leads.push_back(std::move(row.lead));
            }
            const auto count = static_cast<qint64>(leads.size());
            if (!store::imports::advance(tx, import.id, piece->back().row, count)) return false;
            store::leads::insert(tx, import.campaign, import.list, piece->front().row, leads, now);
            campaign->counts.numbers += count;
            campaign->counts.waiting += count;
            written = writeDialing(tx, dialing, now);
            if (campaign->status == CampaignStatus::Running) written.campaigns.push_back({import.campaign, now});
            return true;
        })
        .then(this, [this, run, piece](const Result<bool> &added) {
            if (over(run)) return;
            if (!added) return finish(run, "failed", added.error().message);
            if (!*added) {
                m_runs.erase(run->import.id);
                return;
            }
            run->import.doneRows = piece->back().row;
            readPiece(run);
        });
}

void ImportService::undoPiece(const std::shared_ptr<Run> &run) {
    const UtcTime now = m_clock.now();
    m_inbox
        .write<int>([id = run->import.id, campaignId = run->import.campaign, now, policy = m_inbox.policy()](
                        store::Tx &tx, BatchResult &written) -> Result<int> {
            CampaignDialing dialing(tx, policy, now);
            Campaign *campaign = dialing.campaign(campaignId);
            if (!campaign) return 0;
            const store::Undone undone = store::imports::undoSome(tx, id, kAddedTogether);
            campaign->counts.waiting -= undone.waiting;
            campaign->counts.blocked -= undone.blocked;
            campaign->counts.numbers -= undone.waiting + undone.blocked;
            written = writeDialing(tx, dialing, now);
            return undone.waiting + undone.blocked;
        })
        .then(this, [this, run](const Result<int> &undone) {
            if (over(run)) return;
            if (!undone) return finish(run, "failed", undone.error().message);
            *undone > 0 ? undoPiece(run) : finish(run, "undone");
        });
}

/// Writes the end of an import, unless somebody has cancelled it meanwhile.
void ImportService::finish(const std::shared_ptr<Run> &run, const char *state, const QString &error) {
    if (run->rejected) run->rejected->close();
    if (!error.isEmpty()) qCWarning(lcImport).noquote() << "import" << run->import.id << "ends:" << error;
    const UtcTime now = m_clock.now();
    const bool judged = run->import.state == "checking"_L1;
    m_storage
        .write<Ok>([=, id = run->import.id, before = run->import.state, counts = countsJson(run->verdicts, run->rows),
                    sample = QJsonDocument(run->sample).toJson(QJsonDocument::Compact)](store::Tx &tx) -> Result<Ok> {
            auto import = store::imports::load(tx, id);
            if (!import || import->state != before) return Ok{};
            import->state = QLatin1String(state);
            import->error = error;
            if (judged) {
                import->counts = counts;
                import->sample = sample;
            }
            if (import->state != "checked"_L1) import->endedAt = now;
            store::imports::save(tx, *import);
            return Ok{};
        })
        .then(this, [this, run](const Result<Ok> &) {
            const auto known = m_runs.find(run->import.id);
            if (known != m_runs.end() && known->second == run) m_runs.erase(known);
        });
}

} // namespace callfloor
