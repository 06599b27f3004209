// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/floor_run.h"
#include "tests/support/pg_cluster.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace callfloor::test;
using namespace Qt::StringLiterals;

/// The server is killed in the middle of its work, several times, and started again on what it left behind.
class TestCrash : public QObject {
    Q_OBJECT
private slots:
    void nothingIsLostOrDoneTwice_data();
    void nothingIsLostOrDoneTwice();

private:
    void placeCalls(FloorRun &floor, const QString &token, QStringList &dialled, QStringList &callers);
    bool waitForWebhooks(FloorRun &floor, qint64 more);
    bool waitUntilAllHaveEnded(FloorRun &floor, HttpClient &http);

    std::unique_ptr<callfloor::test::PgCluster> m_postgres;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QRandomGenerator m_random;
    int m_next = 0;
};

namespace {

constexpr int kKills = 4;
constexpr int kCallsEachRound = 8;

/// What the simulated people do, by the last digit of their number, and what must become of the call.
struct Fate {
    const char *ending;
    const char *script;
    const char *status;
};
constexpr Fate kFates[] = {{"1", "answer,ring=4s,talk=20s", "COMPLETED"}, {"2", "busy,ring=3s", "NO_ANSWER"},
                           {"3", "no_answer", "NO_ANSWER"},              {"4", "answer,ring=1s,talk=60s", "COMPLETED"},
                           {"5", "reject,ring=2s", "NO_ANSWER"}};

QString expectedStatus(const QString &number) {
    for (const Fate &fate : kFates)
        if (number.endsWith(QLatin1String(fate.ending))) return QLatin1String(fate.status);
    return {};
}

/// Numbers of fiction (555-01xx), none twice.
QString madeUpNumber(int n) {
    static constexpr int kAreas[] = {202, 212, 303, 312, 404, 415, 503, 617, 702, 808};
    const int digit = 1 + n % 5, ten = (n / 5) % 10, area = kAreas[(n / 50) % 10];
    return u"+1"_s + QString::number(area) + u"55501"_s + QString::number(ten) + QString::number(digit);
}

qint64 acknowledged(FloorRun &floor) {
    return floor.carrierSays(u"/counters"_s).value(u"webhooks"_s).toObject().value(u"acked"_s).toInteger(-1);
}

QJsonArray allCalls(HttpClient &http) {
    QJsonArray calls;
    QString cursor;
    do {
        const QJsonObject page = http.get(u"/api/calls?limit=200"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor)).object();
        for (const QJsonValue &call : page[u"calls"_s].toArray()) calls.append(call);
        cursor = page[u"next"_s].toString();
    } while (!cursor.isEmpty());
    return calls;
}

QString describe(const QJsonValue &call) {
    return QString::fromUtf8(QJsonDocument(call.toObject()).toJson(QJsonDocument::Compact));
}

} // namespace

void TestCrash::nothingIsLostOrDoneTwice_data() {
    QTest::addColumn<bool>("onPostgres");
    QTest::newRow("sqlite") << false;
    QTest::newRow("postgres") << true;
}

/// Some calls out, whose replies nobody waits for, and some callers in.
void TestCrash::placeCalls(FloorRun &floor, const QString &token, QStringList &dialled, QStringList &callers) {
    for (int i = 0; i < kCallsEachRound; ++i) {
        const QString number = madeUpNumber(m_next++);
        QNetworkRequest request(QUrl(floor.server().baseUrl().toString() + u"/api/calls"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
        QNetworkReply *reply = m_network->post(request, QJsonDocument(QJsonObject{{u"to"_s, number}}).toJson());
        connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        dialled << number;
    }
    for (int i = 0; i < 3; ++i) {
        const QString caller = madeUpNumber(m_next++);
        callers << caller;
        // So patient that every one is still there when the server has come back.
        (void)floor.tellCarrier(u"/calls"_s, {{u"from"_s, caller}, {u"script"_s, u"answer,talk=30s,patience=3000s"_s}});
    }
}

bool TestCrash::waitForWebhooks(FloorRun &floor, qint64 more) {
    const qint64 begin = acknowledged(floor);
    return begin >= 0 && QTest::qWaitFor([&] { return acknowledged(floor) >= begin + more; }, 60'000);
}

bool TestCrash::waitUntilAllHaveEnded(FloorRun &floor, HttpClient &http) {
    return QTest::qWaitFor(
        [&] {
            const QJsonObject counts = http.get(u"/api/calls/count"_s).object().value(u"byStatus"_s).toObject();
            const bool open = counts.contains(u"INITIATED"_s) || counts.contains(u"RINGING"_s) || counts.contains(u"ACTIVE"_s);
            return !counts.isEmpty() && !open && floor.carrierSays(u"/state"_s).value(u"legs"_s).toArray().isEmpty();
        },
        240'000);
}

void TestCrash::nothingIsLostOrDoneTwice() {
    QFETCH(bool, onPostgres);
    QString databaseUrl;
    if (onPostgres) {
        auto cluster = PgCluster::ofTestRun();
        QVERIFY2(cluster.ok(), cluster.ok() ? "" : qPrintable(cluster.error().message));
        m_postgres = std::move(*cluster);
        const auto url = m_postgres->createDatabase(u"crash"_s);
        QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().message));
        databaseUrl = *url;
    }
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    m_next = 0;
    m_network = std::make_unique<QNetworkAccessManager>();

    FloorRun floor(databaseUrl);
    QStringList scripts;
    for (const Fate &fate : kFates) scripts << u"--script"_s << u"*%1=%2"_s.arg(QLatin1String(fate.ending), QLatin1String(fate.script));
    const QString problem = floor.start(scripts);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(floor.addUser(u"boss@example.com"_s, u"admin"_s));
    const QString token = floor.login(u"boss@example.com"_s);
    QVERIFY(!token.isEmpty());
    const auto http = floor.client(token);

    QStringList dialled, callers;
    for (int kill = 0; kill < kKills; ++kill) {
        placeCalls(floor, token, dialled, callers);
        // Somewhere between the first dial and the last hang-up.
        QVERIFY2(waitForWebhooks(floor, m_random.bounded(1, 25)), floor.server().output().constData());
        floor.server().killHard();
        QVERIFY2(floor.server().startServer(), floor.server().output().constData());
    }
    QVERIFY2(waitUntilAllHaveEnded(floor, *http), http->get(u"/api/calls/active"_s).body.constData());

    QHash<QString, int> dials;
    for (const QJsonValue &dial : floor.carrierSays(u"/dials"_s).value(u"dials"_s).toArray()) ++dials[dial[u"to"_s].toString()];
    for (auto it = dials.cbegin(); it != dials.cend(); ++it)
        QVERIFY2(it.value() == 1 && dialled.contains(it.key()), qPrintable(QString(it.key() + u" was dialled "_s + QString::number(it.value()))));

    QSet<QString> seen;
    for (const QJsonValue &call : allCalls(*http)) {
        const QString number = call[u"customerNumber"_s].toString(), status = call[u"status"_s].toString();
        QVERIFY2(!seen.contains(number), qPrintable(describe(call)));
        seen.insert(number);
        QVERIFY2(!call[u"endedAt"_s].isNull(), qPrintable(describe(call)));
        QVERIFY2(call[u"answeredAt"_s].isNull() == (status != u"COMPLETED"_s), qPrintable(describe(call)));
        // A caller talks as soon as he is answered, and we answer everybody. A number that the carrier never got to dial
        // keeps a row that says so.
        const bool inbound = call[u"direction"_s].toString() == u"inbound"_s;
        const QString expected = inbound ? u"COMPLETED"_s : dials.contains(number) ? expectedStatus(number) : u"FAILED"_s;
        QVERIFY2(status == expected, qPrintable(QString(expected + u" expected: "_s + describe(call))));
    }
    for (const QString &number : dials.keys() + callers)
        QVERIFY2(seen.contains(number), qPrintable(QString(number + u" has no row"_s)));
    QVERIFY(dials.size() >= kKills); // else nothing was tried
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
