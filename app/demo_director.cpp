// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_director.h"

#include "app/contract/all_ops.h"
#include "server/store/call_store.h"
#include "server/store/user_store.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimer>

namespace callfloor {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto kQuietPause = 100ms;
constexpr int kQuietTries = 200;

/// Fictional numbers: 555-01xx is set aside for them in every North American area code.
QString madeUpNumber(std::mt19937 &random) {
    static constexpr int kAreas[] = {202, 212, 303, 312, 404, 415, 503, 617, 702, 808};
    const int area = kAreas[random() % std::size(kAreas)];
    const int line = 110 + static_cast<int>(random() % 90); // those before are ours
    return u"+1"_s + QString::number(area) + u"5550"_s + QString::number(line);
}
} // namespace

DemoDirector::DemoDirector(Node &node, QObject *parent)
    : QObject(parent), m_node(node), m_cast(node, static_cast<quint32>(node.simulator()->seed()) + 1),
      m_random(static_cast<quint32>(node.simulator()->seed())) {}

void DemoDirector::start() {
    m_node.engine()
        .storage()
        .read<std::vector<store::User>>([](store::Tx &tx) -> Result<std::vector<store::User>> { return store::users::list(tx); })
        .then(this, [this](const Result<std::vector<store::User>> &users) {
            if (!users) {
                qWarning("the demo's people cannot be read: %s", qPrintable(users.error().detail));
                return;
            }
            std::vector<Caller> desk;
            for (const store::User &user : *users) {
                const Caller caller{{user.id, user.role}, u"demo"_s, {}, {}};
                if (user.role == Role::Agent) (user.station.isEmpty() ? m_agents : desk).push_back(caller);
                if (user.role == Role::Supervisor) m_supervisor = caller;
            }
            m_running = !m_agents.empty();
            m_cast.start(desk, m_supervisor);
            dialNext();
        });
}

void DemoDirector::dialNext() {
    if (!m_running) return;
    StartCall call;
    call.to = madeUpNumber(m_random);
    call.useAi = m_random() % 4 == 0;
    call.record = m_random() % 3 == 0;
    m_node.engine().dispatcher().dispatch(StartCall::name, encodeOperation(call), m_agents[m_next++ % m_agents.size()],
                                          [](const Result<QByteArray> &reply) {
                                              if (!reply && reply.error().code != ErrorCode::Upstream)
                                                  qWarning("the demo could not dial: %s", qPrintable(reply.error().message));
                                          });
    QTimer::singleShot(4s + std::chrono::milliseconds(m_random() % 6000), this, [this] { dialNext(); });
}

void DemoDirector::finish(std::function<void(const DemoSummary &)> done) {
    m_running = false;
    m_cast.stop();
    m_node.simulator()->stopCallers();
    awaitQuiet(kQuietTries, std::move(done));
}

void DemoDirector::hangUpAll() {
    m_node.engine().dispatcher().dispatch(ActiveCalls::name, {}, m_supervisor, [this](const Result<QByteArray> &active) {
        if (!active) return;
        for (const QJsonValue &call : QJsonDocument::fromJson(*active).array()) {
            const HangUp hangUp{CallId(call[u"id"_s].toString())};
            m_node.engine().dispatcher().dispatch(HangUp::name, encodeOperation(hangUp), m_supervisor,
                                                  [](const Result<QByteArray> &) {});
        }
    });
}

void DemoDirector::awaitQuiet(int triesLeft, std::function<void(const DemoSummary &)> done) {
    m_node.engine().dispatcher().dispatch(
        CountCalls::name, {}, m_supervisor, [this, triesLeft, done = std::move(done)](const Result<QByteArray> &counts) {
            m_node.engine()
                .storage()
                .read<qint64>([](store::Tx &tx) -> Result<qint64> { return store::calls::legCount(tx); })
                .then(this, [this, triesLeft, done, counts](const Result<qint64> &legs) {
                    const DemoSummary summary = summaryOf(counts ? *counts : QByteArray(), legs ? *legs : 0);
                    if (summary.good() || triesLeft == 0) return done(summary);
                    // Now and again: a caller may just have come in when the others were asked to go.
                    if (triesLeft % 10 == 0) hangUpAll();
                    QTimer::singleShot(kQuietPause, this, [this, triesLeft, done] { awaitQuiet(triesLeft - 1, done); });
                });
        });
}

DemoSummary DemoDirector::summaryOf(const QByteArray &counts, qint64 legs) {
    DemoSummary summary;
    summary.legs = legs;
    const QJsonObject json = QJsonDocument::fromJson(counts).object();
    summary.calls = json.value(u"total"_s).toInteger();
    const QJsonObject byStatus = json.value(u"byStatus"_s).toObject();
    for (auto it = byStatus.begin(); it != byStatus.end(); ++it) {
        summary.byStatus.insert(it.key(), it.value().toInteger());
        if (!isTerminal(callStatusFromName(it.key()).value_or(CallStatus::Failed))) summary.openCalls += it.value().toInteger();
    }
    const Metrics &metrics = m_node.engine().metrics();
    summary.events = metrics.eventsPublished;
    summary.webhooks = metrics.webhooksProcessed;
    summary.duplicates = metrics.webhooksDuplicate;
    summary.p50 = metrics.webhookLatency.quantile(0.5);
    summary.p99 = metrics.webhookLatency.quantile(0.99);
    summary.simulatedLegs = m_node.simulator()->legsSoFar();
    return summary;
}

} // namespace callfloor
