// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/simulator/admin.h"
#include "server/simulator/faults.h"
#include "server/simulator/simulator.h"
#include "tests/simulator/receiver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

/// A simulator on a virtual clock with a receiver of its webhooks and a client that talks to it over real HTTP, for tests.
class HttpFloor {
protected:
    using Ms = callfloor::simulator::Ms;
    using Simulator = callfloor::simulator::Simulator;
    using SimulatorOptions = callfloor::simulator::SimulatorOptions;

    struct Answer {
        int status = 0; ///< 0 = none.
        QByteArray body, contentType;
        std::map<QByteArray, QByteArray> headers;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        QString code() const {
            return json()[QLatin1String("errors")][0][QLatin1String("code")].toString();
        }
    };

    QNetworkReply *start(const QByteArray &method, const QString &path, const QJsonObject &body = {}, const QByteArray &token = "KEY") {
        QNetworkRequest request{QUrl(QString(QLatin1String("http://127.0.0.1:%1")).arg(sim->port()) + path)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!token.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token);
        return client->sendCustomRequest(request, method, QJsonDocument(body).toJson());
    }
    static Answer finish(QNetworkReply *reply) {
        Answer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
                      reply->rawHeader("Content-Type"), {}};
        for (const auto &[name, value] : reply->rawHeaderPairs()) answer.headers[name.toLower()] = value;
        reply->deleteLater();
        return answer;
    }
    Answer send(const QByteArray &method, const QString &path, const QJsonObject &body = {}, const QByteArray &token = "KEY") {
        QNetworkReply *reply = start(method, path, body, token);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(20000)) return {};
        return finish(reply);
    }
    Answer control(const QByteArray &method, const QString &path, const QJsonObject &body = {}) {
        return send(method, QString(QLatin1String("/_sim/") + path), body, {});
    }
    Answer dial(const QJsonObject &extra = {}) { return send("POST", QStringLiteral("/v2/calls"), dialBody(extra)); }
    QString answered() {
        sim->carrier().scripts().queueNext({.ring = Ms{1000}});
        const QString id = dial().json()[QLatin1String("data")][QLatin1String("call_control_id")].toString();
        clock->advance(Ms{1000});
        return id;
    }
    void make(SimulatorOptions options) {
        clock = std::make_unique<callfloor::ManualScheduler>();
        sim = std::make_unique<Simulator>(options, *clock);
        QVERIFY(sim->start().ok());
    }
    /// Lets the webhooks that are due arrive, and those that follow from them.
    void settle() {
        clock->advance(Ms{300});
        QTRY_VERIFY((clock->advance(Ms{20}), sim->sender().pending() == 0));
    }
    static QJsonObject dialBody(const QJsonObject &extra = {}) {
        QJsonObject body{{QStringLiteral("to"), QStringLiteral("+13125550142")}, {QStringLiteral("from"), QStringLiteral("+13125550100")}, {QStringLiteral("connection_id"), QStringLiteral("1684641123236054244")}};
        for (auto it = extra.begin(); it != extra.end(); ++it) body.insert(it.key(), it.value());
        return body;
    }
    /// Dials on a socket of its own: the HTTP client of Qt repeats a request that is cut off, even a POST. Gives all that
    /// came before the connection ended.
    QByteArray dialOnce(const QJsonObject &extra = {}) const {
        QTcpSocket socket;
        QSignalSpy gone(&socket, &QTcpSocket::disconnected);
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), sim->port());
        const QByteArray body = QJsonDocument(dialBody(extra)).toJson();
        socket.write("POST /v2/calls HTTP/1.1\r\nHost: sim\r\nConnection: close\r\nAuthorization: Bearer KEY\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        if (gone.isEmpty() && !gone.wait(20000)) return "no end";
        return socket.readAll();
    }
    QStringList receivedTypes() const {
        QStringList types;
        for (const auto &one : receiver->received) types.append(one.json()[QLatin1String("data")][QLatin1String("event_type")].toString());
        return types;
    }

    std::unique_ptr<callfloor::ManualScheduler> clock;
    std::unique_ptr<Receiver> receiver;
    std::unique_ptr<Simulator> sim;
    std::unique_ptr<QNetworkAccessManager> client;
};
