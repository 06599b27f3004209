// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/contract/service_routes.h"
#include "server/simulator/signing_key.h"
#include "server/simulator/webhook_sender.h"
#include "tests/engine/rig.h"
#include "tests/http/reply_check.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::test;
using namespace Qt::StringLiterals;

namespace {

const QString kWebhook = u"/api/telnyx/webhook"_s;

} // namespace

/// The addresses that are no operations answer as the API description says.
class ServiceRoutes : public QObject {
    Q_OBJECT
    std::unique_ptr<Rig> m_rig;
    std::unique_ptr<ReplyCheck> m_check;
    QStringList m_wrong;

    void up(bool carrier = true) {
        RigOptions options;
        options.carrier = carrier;
        m_rig = std::make_unique<Rig>(options);
        const auto started = m_rig->start();
        QVERIFY2(started.ok(), problemOf(started).constData());
        m_check = std::make_unique<ReplyCheck>(m_rig->get({}, u"/api/openapi.json"_s).object());
        m_rig->onAnswer = [this](const QByteArray &method, const QString &path, const HttpAnswer &answer) {
            if (const QString wrong = m_check->problem(method, path, answer); !wrong.isEmpty()) m_wrong << wrong;
        };
    }
    HttpAnswer webhook(const QByteArray &body, bool isSigned = true) {
        const QByteArray timestamp = QByteArray::number(toMicros(m_rig->engine().clock().now()) / 1'000'000);
        QList<std::pair<QByteArray, QByteArray>> fields{{"telnyx-timestamp", timestamp}};
        if (isSigned) fields.append({"telnyx-signature-ed25519", m_rig->carrier().sender().key().sign(timestamp, body)});
        return m_rig->send({}, "POST", kWebhook, body, "application/json", fields);
    }

private slots:
    void cleanup() {
        m_rig.reset();
        const QStringList wrong = std::exchange(m_wrong, {});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void eachIsServedAsDescribed() {
        up();
        for (const ServiceRoute &route : serviceRoutes()) {
            const HttpAnswer answer = m_rig->send({}, methodName(route.method), QLatin1String(route.path));
            QVERIFY2(answer.status != 404 && answer.status != 405, route.name);
            QVERIFY2(m_check->seen().contains(QLatin1String(route.name) + u' ' + QString::number(answer.status)), route.name);
            const HttpAnswer wrongVerb = m_rig->send({}, "DELETE", QLatin1String(route.path));
            QCOMPARE(wrongVerb.status, 405);
        }
        QCOMPARE(m_rig->get({}, u"/healthz"_s).object(), (QJsonObject{{u"status"_s, u"ok"_s}, {u"version"_s, u"0.0.1-rig"_s}}));
        QCOMPARE(m_rig->get({}, u"/readyz"_s).object().value(u"ready"_s), QJsonValue(true));
        QVERIFY(m_rig->get({}, u"/metrics"_s).body.contains("\n# TYPE callfloor_sockets gauge\n"));
    }

    void readinessNamesWhatIsMissing() {
        up(false);
        const HttpAnswer answer = m_rig->get({}, u"/readyz"_s);
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.object(), (QJsonObject{{u"ready"_s, false}, {u"database"_s, true}, {u"migrations"_s, true}, {u"carrier"_s, false}}));
        QVERIFY(m_check->seen().contains(u"readiness 503"_s));
    }

    void webhooksAreAnsweredAsDescribed() {
        up();
        const QByteArray body = R"({"data":{"record_type":"event","event_type":"brand.new","id":"0ccc7b54-4df3-4bca-a65a-3da1ecc777f0",)"
                                R"("occurred_at":"2026-01-01T00:00:00.000000Z","payload":{}}})";
        for (int i = 0; i < 2; ++i) { // the second time it is known already
            const HttpAnswer stored = webhook(body);
            QCOMPARE(stored.status, 200);
            QCOMPARE(stored.object(), (QJsonObject{{u"received"_s, true}}));
        }
        QCOMPARE(webhook(body, false).status, 403);
        QCOMPARE(webhook("[]").status, 400);
        QCOMPARE(webhook(QByteArray(256 * 1024 + 1, ' ')).status, 413);
        for (const char *status : {"200", "400", "403", "413"})
            QVERIFY2(m_check->seen().contains(u"receiveWebhook "_s + QLatin1String(status)), status);
    }

    void filesAreTakenAsDescribed() {
        up();
        const auto upload = [this](const QString &who, const QByteArray &body) {
            return m_rig->send(who, "POST", u"/api/uploads"_s, body, "application/octet-stream");
        };
        const HttpAnswer taken = upload(u"supervisor"_s, "number\n+13125550123\n");
        QCOMPARE(taken.status, 200);
        QCOMPARE(taken.object().value(u"bytes"_s).toInt(), 20);
        QVERIFY(!taken.object().value(u"uploadId"_s).toString().isEmpty());
        QCOMPARE(upload({}, "a").status, 401);
        QCOMPARE(upload(u"agent"_s, "a").status, 403);
        QCOMPARE(upload(u"supervisor"_s, {}).status, 400);
        for (const char *status : {"200", "400", "401", "403"})
            QVERIFY2(m_check->seen().contains(u"uploadFile "_s + QLatin1String(status)), status);
    }
};

QTEST_GUILESS_MAIN(ServiceRoutes)
#include "tst_service_routes.moc"
