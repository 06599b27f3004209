// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP connection of the product on a socket in memory: heads, bodies by length and in chunks, pipelining. Input: a
// stream (fuzz_target.h).
#include "server/net/connection.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/memory_socket.h"

#include <QCoreApplication>
#include <QStringBuilder>

#include <algorithm>
#include <memory>

namespace callfloor::fuzz {

using namespace net;

namespace {

/// Small, so that inputs of a few hundred bytes pass them.
Limits smallLimits() {
    Limits limits;
    limits.headerBytes = 512;
    limits.headerCount = 10;
    limits.targetBytes = 100;
    limits.bodyBytes = 200;
    return limits;
}

int countOf(const Request &request, QByteArrayView name) {
    return static_cast<int>(std::count_if(request.headers.begin(), request.headers.end(),
                                          [&](const Header &field) { return field.name == name; }));
}

bool isPlain(QByteArrayView text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
}

/// What must be true of every request that comes through.
void checkRequest(const Request &request, const Limits &limits) {
    const QByteArrayList methods{"GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "HEAD"};
    FUZZ_CHECK(methods.contains(request.method));
    FUZZ_CHECK(request.target.size() <= limits.targetBytes && isPlain(request.target));
    FUZZ_CHECK(request.target == "*" || (request.target.startsWith('/') && !request.target.startsWith("//")));
    FUZZ_CHECK(request.target == request.path || request.target == request.path + '?' + request.query);
    FUZZ_CHECK(static_cast<qsizetype>(request.headers.size()) <= limits.headerCount);
    qsizetype bytes = request.target.size();
    for (const Header &field : request.headers) {
        FUZZ_CHECK(!field.name.isEmpty() && isPlain(field.name) && isPlain(field.value));
        FUZZ_CHECK(field.name == field.name.toLower() && field.value == field.value.trimmed());
        bytes += field.name.size() + 1 + field.value.size() + 2;
    }
    FUZZ_CHECK(bytes <= limits.headerBytes);
    // The framing is told once and in one way.
    FUZZ_CHECK(countOf(request, "host") == 1 || (request.http10 && countOf(request, "host") == 0));
    const int lengths = countOf(request, "content-length");
    const int encodings = countOf(request, "transfer-encoding");
    FUZZ_CHECK(lengths + encodings <= 1);
    FUZZ_CHECK(encodings == 0 || request.header("transfer-encoding").toLower() == "chunked");
    FUZZ_CHECK(lengths + encodings == 1 || request.body.isEmpty());
    FUZZ_CHECK(lengths == 0 || QByteArray::number(request.body.size()) ==
                                   QByteArray::number(request.header("content-length").toULongLong()));
    FUZZ_CHECK(request.body.size() <= limits.bodyBytes);
}

/// Everything that a stream leads to: the requests as the handler sees them, and the replies.
struct Course {
    QByteArray requests;
    QByteArray replies;
    bool ended = false;
};

/// The form in which two courses are compared: interim replies depend on what has arrived, dates on the clock.
QByteArray comparable(QByteArray replies) {
    replies.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
    for (qsizetype date = replies.indexOf("Date: "); date >= 0; date = replies.indexOf("Date: ", date))
        replies.remove(date, replies.indexOf('\n', date) + 1 - date);
    return replies;
}

void note(Course &course, const Request &request) {
    course.requests += request.method + ' ' + request.target + (request.http10 ? " 1.0\n" : "\n");
    for (const Header &field : request.headers)
        course.requests += field.name + ": " + field.value + '\n';
    course.requests += QByteArray::number(request.body.size()) + '\n' + request.body + '\n';
}

Course runConnection(const QByteArray &bytes, const std::vector<qsizetype> &pieces) {
    Course course;
    ServerCore core;
    core.limits = smallLimits();
    core.scratch.resize(core.limits.headerBytes + 1024);
    auto *socket = new MemorySocket; // the connection's own
    qsizetype arrived = 0;
    qint64 taken = 0;
    core.handler = [&](const Request &request, const Responder &responder) {
        checkRequest(request, core.limits);
        note(course, request);
        // What has been taken was there, and is no less than what came through.
        const qint64 takenNow = arrived - socket->bytesAvailable();
        FUZZ_CHECK(takenNow <= arrived);
        FUZZ_CHECK(takenNow - taken >= request.method.size() + request.target.size() + request.body.size());
        if (request.hasHeader("content-length") && !request.body.isEmpty())
            FUZZ_CHECK(bytes.first(takenNow).endsWith(request.body));
        taken = takenNow;
        responder.send({.contentType = "text/plain", .body = request.target});
    };
    core.upgradeCheck = [&](const Request &request) -> std::optional<Reply> {
        checkRequest(request, core.limits);
        note(course, request);
        FUZZ_CHECK(request.method == "GET" && request.body.isEmpty() &&
                   request.header("sec-websocket-key").size() == 24);
        return errorReply(403, "forbidden", QStringLiteral("Not here."));
    };
    core.closed = [&](Connection *) { course.ended = true; };
    Connection connection(core, socket);
    for (const qsizetype size : pieces) {
        arrived += size;
        socket->arrive(QByteArrayView(bytes).sliced(arrived - size, size));
        QCoreApplication::sendPostedEvents();
        FUZZ_CHECK(socket->bytesAvailable() >= 0);
        if (course.ended) break;
    }
    course.replies = comparable(socket->written());
    FUZZ_CHECK(course.replies.isEmpty() || course.replies.startsWith("HTTP/1."));
    return course;
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const Stream stream = readStream(input);
    // Some requests at the limits; longer streams reach nothing more and cost time.
    if (stream.bytes.isEmpty() || stream.bytes.size() > 1500) return;
    const Course whole = runConnection(stream.bytes, {stream.bytes.size()});
    const Course cut = runConnection(stream.bytes, stream.pieces);
    FUZZ_CHECK_SHOWING(whole.requests == cut.requests, whole.requests + "-- in pieces:\n" + cut.requests);
    FUZZ_CHECK_SHOWING(whole.replies == cut.replies, whole.replies + "-- in pieces:\n" + cut.replies);
}

} // namespace callfloor::fuzz
