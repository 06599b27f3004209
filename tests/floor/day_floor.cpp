// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/floor/day_floor.h"

#include "server/engine/agent_timers.h"
#include "server/engine/password_hasher.h"
#include "server/engine/user_accounts.h"
#include "server/engine/webhook_door.h"

#include <QCoreApplication>
#include <QEvent>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QThread>

namespace callfloor::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Everything that falls due within it happens before the server comes to rest again.
constexpr auto kStep = 200ms;
constexpr int kMostRounds = 200'000;
constexpr unsigned long kPauseUs = 50;

/// Counts what this thread is told.
class Listener final : public QObject {
public:
    qint64 heard = 0;

protected:
    bool eventFilter(QObject *, QEvent *) override {
        ++heard;
        return false;
    }
};

} // namespace

DayFloor::DayFloor(const DayFloorOptions &options) : m_options(options) {}

DayFloor::~DayFloor() { stop(); }

Result<Ok> DayFloor::start() {
    m_carrier = std::make_unique<VirtualCarrier>(m_options.seed, m_options.lines, m_clock);
    auto url = store::parseDatabaseUrl(m_options.databaseUrl, m_folder.path());
    if (!url) return url.error();
    auto storage = store::Storage::open({*url, 1, true}); // one reader: first come, first served
    if (!storage) return storage.error();
    if (auto made = makeUsers(**storage); !made) return made;
    EngineOptions engine;
    engine.policy.aiPrompt = u"Be brief."_s;
    engine.policy.parkLimit = 60s;
    engine.policy.voicemailLimit = 30s;
    engine.fromNumber = u"+13125550100"_s;
    engine.jwtSecret = "a secret of the day that has more than 32 bytes.";
    engine.webhookPublicKey = m_carrier->publicKey();
    engine.tokenLife = std::chrono::hours(24 * 3650);
    engine.dialsPerSecond = 200;
    engine.dialBurst = 400;
    engine.agents.lostAfter = 300s; // consoles of the day send a heartbeat every two minutes
    engine.agents.loggedOffAfter = 900s;
    engine.agents.wrapUp.maximum = 30s;
    engine.agents.wrapUp.autoDisposition = true;
    auto made = Engine::create(engine, std::move(storage).value(), m_carrier->gateway(), m_clock);
    if (!made) return made.error();
    m_engine = std::move(made).value();
    m_carrier->setDoor(&m_engine->webhooks());
    connect(&m_engine->events(), &EventBus::published, this, [this](const std::vector<Event> &events) {
        if (onEvent)
            for (const Event &event : events) onEvent(event);
    });
    std::optional<Result<Ok>> started;
    m_engine->start([&](const Result<Ok> &result) { started = result; });
    if (!settle() || !started) return internalError(u"the engine does not start"_s);
    return *started;
}

void DayFloor::stop() {
    if (m_carrier) m_carrier->setDoor(nullptr);
    m_engine.reset();
}

Result<Ok> DayFloor::makeUsers(store::Storage &storage) {
    auto hash = PasswordHasher::hashNow(u"secret-of-the-day"_s, 4);
    if (!hash) return hash.error();
    auto created = storage.write<Ok>([this, hash = *hash, now = now()](store::Tx &tx) -> Result<Ok> {
        m_agents.clear();
        const auto make = [&](const QString &name, Role role, const QString &station) -> Result<UserId> {
            store::User user;
            user.id = UserId::make(now);
            user.email = name + u"@day.example"_s;
            user.name = name;
            user.role = role;
            user.passwordHash = hash;
            user.createdAt = now;
            user.station = station;
            user.stationKind = station.isEmpty() ? store::StationKind::None : store::StationKind::Sip;
            if (auto made = accounts::create(tx, user, {}, now); !made) return made.error();
            if (role == Role::Agent && m_options.linesEvery > 0 && m_agents.size() % static_cast<size_t>(m_options.linesEvery) == 1)
                user.legMode = store::LegMode::NailedUp;
            store::users::update(tx, user, now);
            return user.id;
        };
        auto admin = make(u"admin"_s, Role::Admin, {}), supervisor = make(u"supervisor"_s, Role::Supervisor, u"sip:boss@sip.telnyx.com"_s);
        if (!admin) return admin.error();
        if (!supervisor) return supervisor.error();
        m_admin = *admin;
        m_supervisor = *supervisor;
        for (int i = 0; i < m_options.agents; ++i) {
            auto agent = make(u"agent%1"_s.arg(i), Role::Agent, station(static_cast<size_t>(i)));
            if (!agent) return agent.error();
            m_agents.push_back(*agent);
        }
        return Ok{};
    });
    created.waitForFinished();
    return created.result();
}

/// Waits until the storage has done all that it had been given; its answers lie in this thread's queue then.
void DayFloor::waitForStorage() {
    const auto nothing = [](store::Tx &) -> Result<Ok> { return Ok{}; };
    auto read = m_engine->storage().read<Ok>(nothing);
    auto written = m_engine->storage().write<Ok>(nothing);
    read.waitForFinished();
    written.waitForFinished();
}

bool DayFloor::settle() {
    Listener listener;
    qApp->installEventFilter(&listener);
    for (int round = 0; round < kMostRounds; ++round) {
        const qint64 before = listener.heard;
        waitForStorage();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        // Whatever works elsewhere ends with an event here, and nothing but an event begins anything.
        if (listener.heard == before && m_asking == 0 && m_carrier->atTheDoor() == 0) return true;
        if (listener.heard == before) QThread::usleep(kPauseUs); // another thread looks at signatures or numbers
    }
    return false;
}

bool DayFloor::pass(std::chrono::milliseconds time) {
    for (std::chrono::milliseconds gone{0}; gone < time; gone += kStep) {
        m_clock.advance(kStep);
        if (!settle()) return false;
    }
    return true;
}

void DayFloor::ask(const UserId &who, const char *operation, const RequestParts &parts, std::function<void(const Result<QByteArray> &)> done) {
    TokenClaims claims;
    claims.userId = who;
    claims.issuedAt = now();
    const auto actor = m_engine->access().admit(claims);
    ++m_asking;
    m_engine->dispatcher().dispatch(operation, parts, Caller{actor.value_or(Actor{}), u"127.0.0.1"_s, {}, {}},
                                    [this, name = QByteArray(operation), done = std::move(done)](const Result<QByteArray> &reply) {
                                        --m_asking;
                                        Answers &answers = m_answers[name];
                                        if (reply) ++answers.accepted;
                                        else ++answers.refused[reply.error().message];
                                        if (done) done(reply);
                                    });
}

Result<QJsonObject> DayFloor::askNow(const UserId &who, const char *operation, const RequestParts &parts) {
    std::optional<Result<QByteArray>> reply;
    ask(who, operation, parts, [&](const Result<QByteArray> &result) { reply = result; });
    if (!settle() || !reply) return internalError(u"no answer to "_s + QString::fromLatin1(operation));
    if (!*reply) return reply->error();
    return QJsonDocument::fromJson(**reply).object();
}

std::vector<QStringList> DayFloor::sqliteRows(const QString &sql) const {
    std::vector<QStringList> rows;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"day"_s);
        const auto url = store::parseDatabaseUrl(m_options.databaseUrl, m_folder.path());
        database.setDatabaseName(url->file);
        QSqlQuery query(database);
        if (!database.open() || !query.exec(sql)) qFatal("the rows of the day cannot be read");
        while (query.next()) {
            QStringList row;
            for (int i = 0; i < query.record().count(); ++i) row << query.value(i).toString();
            rows.push_back(row);
        }
    }
    QSqlDatabase::removeDatabase(u"day"_s);
    return rows;
}

} // namespace callfloor::test
