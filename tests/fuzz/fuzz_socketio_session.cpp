// SPDX-License-Identifier: GPL-3.0-or-later
// A Socket.IO client on a server of the product, by polling: namespaces, events, acknowledgements, attachments in
// several packets. Input: Engine.IO packets, joined by 0x1e as in the body of a POST.
#include "server/realtime/socketio_server.h"
#include "tests/fuzz/fuzz_target.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace callfloor::fuzz {

using namespace realtime;

namespace {

/// What the application behind the server has seen, and how the session stands.
struct Course {
    QByteArray events;
    QByteArray ends;
    qsizetype sessions = 0;
};

class PolledClient {
public:
    PolledClient()
        : m_server(settings(), m_scheduler) {
        m_server.addNamespace("/custom");
        QObject::connect(&m_server, &SocketServer::connected, &m_server, [this](Socket *socket) { admitted(socket); });
        request("GET", {});
    }

    void post(const QByteArray &body) { request("POST", body); }
    Course course() {
        settle();
        m_course.sessions = m_server.engine().sessions();
        return m_course;
    }
    bool gone() { return m_server.engine().sessions() == 0; }

private:
    static Settings settings() {
        Settings settings;
        settings.maxPayload = 400;
        return settings;
    }

    void admitted(Socket *socket) {
        m_course.events += "in " + socket->nsp() + '\n';
        QObject::connect(socket, &Socket::eventReceived, socket, [this](const Event &event) { heard(event); });
        QObject::connect(socket, &Socket::disconnected, &m_server,
                         [this](const QString &reason) { m_course.ends += reason.toUtf8() + '\n'; });
        socket->sendWithAck("hello", "1", Settings::ms(1000), [this](Result<Socket::AckReply> reply) {
            if (reply) m_course.events += "ack " + QJsonDocument(reply->values).toJson(QJsonDocument::Compact) + '\n';
        });
    }

    void heard(const Event &event) {
        m_course.events += "event " + event.name.toUtf8() + ' ' + event.args + '\n';
        qsizetype bytes = 0;
        for (const QByteArray &data : event.attachments) {
            m_course.events += data.toHex() + ' ';
            bytes += data.size();
        }
        FUZZ_CHECK(bytes <= 4 * settings().maxPayload);
        FUZZ_CHECK(event.attachments.size() <= static_cast<size_t>(kMaxAttachments));
        FUZZ_CHECK(placeholdersFit(event.values, static_cast<int>(event.attachments.size())) ||
                   event.attachments.empty());
        event.ack(event.args, event.attachments);
    }

    void request(const QByteArray &method, const QByteArray &body) {
        net::Request request;
        request.method = method;
        request.path = settings().path;
        request.query = "EIO=4&transport=polling" + (m_sid.isEmpty() ? QByteArray() : "&sid=" + m_sid);
        request.body = body;
        const auto responder = net::Responder::to([this, &method](const net::Reply &reply) {
            FUZZ_CHECK(reply.status == 200 || (reply.status == 400 && method == "POST"));
            if (!m_sid.isEmpty()) return;
            const QJsonDocument opening = QJsonDocument::fromJson(reply.body.mid(1));
            m_sid = opening[QLatin1String("sid")].toString().toLatin1();
            FUZZ_CHECK(!m_sid.isEmpty());
        });
        m_server.engine().handle(request, responder);
        settle();
    }

    static void settle() {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    ManualScheduler m_scheduler;
    Course m_course;
    QByteArray m_sid;
    SocketServer m_server; // last: what dies with it reports to the others
};

} // namespace

void fuzzOne(QByteArrayView input) {
    const QByteArray payload = input.toByteArray();
    PolledClient together;
    together.post(payload);
    if (!decodePayload(payload)) {
        FUZZ_CHECK(together.gone());
        return;
    }
    // Packets one by one lead to the same.
    PolledClient apart;
    const QByteArrayList packets = payload.split('\x1e');
    for (const QByteArray &packet : packets) {
        if (apart.gone()) break;
        apart.post(packet);
    }
    const Course one = together.course();
    const Course other = apart.course();
    FUZZ_CHECK_SHOWING(one.events == other.events, one.events + "-- one by one:\n" + other.events);
    FUZZ_CHECK_SHOWING(one.ends == other.ends && one.sessions == other.sessions, one.ends + other.ends);
}

} // namespace callfloor::fuzz
