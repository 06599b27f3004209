// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/doctor/http_probe.h"

#include <QElapsedTimer>
#include <QSslSocket>

#include <algorithm>
#include <memory>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kProbePatienceMs = 5'000;
constexpr qsizetype kMostOfAnswer = 1024 * 1024;

QByteArray requestText(const QByteArray &method, const QUrl &url, const QList<std::pair<QByteArray, QByteArray>> &fields, const QByteArray &body) {
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty()) target = "/";
    if (url.hasQuery()) target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray text = method + ' ' + target + " HTTP/1.1\r\nHost: " + url.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toLatin1() +
                      "\r\nUser-Agent: callfloor-doctor\r\nAccept: application/json\r\nConnection: close\r\n";
    for (const auto &[name, value] : fields) text += name + ": " + value + "\r\n";
    if (method != "GET") text += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

ProbeAnswer readAnswer(const QByteArray &bytes) {
    ProbeAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (!bytes.startsWith("HTTP/1.") || end < 0) {
        answer.failure = u"what answers there does not speak HTTP"_s;
        return answer;
    }
    answer.status = bytes.mid(9, 3).toInt();
    for (const QByteArray &line : bytes.left(end).split('\n'))
        if (line.toLower().startsWith("date:")) answer.date = line.mid(5).trimmed();
    answer.body = bytes.mid(end + 4);
    return answer;
}

} // namespace

ProbeAnswer probe(const QByteArray &method, const QUrl &url, const QList<std::pair<QByteArray, QByteArray>> &fields, const QByteArray &body) {
    const bool tls = url.scheme() == "https"_L1;
    QSslSocket socket;
    QElapsedTimer timer;
    timer.start();
    const auto left = [&timer] { return std::max(1, kProbePatienceMs - static_cast<int>(timer.elapsed())); };
    if (tls) socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
    else socket.connectToHost(url.host(), static_cast<quint16>(url.port(80)));
    if (!(tls ? socket.waitForEncrypted(left()) : socket.waitForConnected(left()))) return {0, {}, {}, socket.errorString()};
    socket.write(requestText(method, url, fields, body));
    QByteArray bytes;
    // Until the other side closes, as it was asked to; one that does not is done after its head.
    while (bytes.size() < kMostOfAnswer && socket.waitForReadyRead(left())) bytes += socket.readAll();
    bytes += socket.readAll();
    if (bytes.isEmpty()) return {0, {}, {}, u"no answer within %1 s"_s.arg(kProbePatienceMs / 1000)};
    return readAnswer(bytes.left(kMostOfAnswer));
}

} // namespace callfloor
