// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/body_sink.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QString>

#include <memory>
#include <vector>

namespace callfloor::net {

/// One header field. Names of requests come in lower case; values without the white space around them.
struct Header {
    QByteArray name;
    QByteArray value;
    bool operator==(const Header &) const = default;
};

/// A complete HTTP request whose framing has been checked (RFC 9112).
struct Request {
    QByteArray method;           ///< Upper case, one of those the server knows.
    QByteArray target;           ///< As it came: origin-form, or `*` for OPTIONS.
    QByteArray path;             ///< Raw (still percent-encoded), up to the `?`; begins with `/`.
    QByteArray query;            ///< Raw, behind the first `?`; empty without one.
    std::vector<Header> headers; ///< In the order in which they came.
    QByteArray body;             ///< Decoded from chunks where it came so; empty with a sink.
    std::shared_ptr<BodySink> sink; ///< Has taken the body, if the head check chose one.
    QHostAddress peer;           ///< The other end of the connection (a proxy, where there is one).
    quint16 peerPort = 0;
    bool http10 = false;    ///< HTTP/1.0 instead of 1.1.
    bool encrypted = false; ///< The connection to `peer` is TLS.

    /// The first field of that name (given in lower case), or an empty array.
    QByteArray header(QByteArrayView lowerCaseName) const;
    /// Whether there is such a field, be it empty.
    bool hasHeader(QByteArrayView lowerCaseName) const;
};

/// What is answered. Date, Content-Length and Connection are written by the server; the same names among `headers`
/// are left out, as are fields that contain a line break.
struct Reply {
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body = {};
    std::vector<Header> headers = {};
    bool close = false; ///< Ends the connection behind this reply.
};

/// The error shape of the API: `{"error": sentence, "message": sentence, "code": code}`.
Reply errorReply(int status, QByteArrayView code, const QString &sentence);

/// The phrase that belongs to a status in RFC 9110 §15, or an empty view.
QByteArrayView reasonPhrase(int status);

} // namespace callfloor::net
