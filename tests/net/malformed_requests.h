// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringBuilder>

#include <vector>

namespace callfloor::test {

/// One request that a strict server must refuse, and the statuses that are right for it; 0 = closing without an
/// answer is right too.
struct MalformedRequest {
    QByteArray name;
    QByteArray bytes;
    std::vector<int> statuses = {400};
};

inline QByteArray get(const QByteArray &fields) { return "GET /ok HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"; }
inline QByteArray post(const QByteArray &fields, const QByteArray &body = {}) {
    return "POST /ok HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}
inline QByteArray chunked(const QByteArray &body) { return post("Transfer-Encoding: chunked\r\n", body); }
inline QByteArray line(const QByteArray &requestLine) { return requestLine + "\r\nHost: a\r\n\r\n"; }
inline QByteArray withNul(QByteArray text) { return text.replace("%00", QByteArray(1, '\0')); }

inline std::vector<MalformedRequest> malformedRequestLines() {
    return {
        {"empty lines only", "\r\n\r\n"},
        {"three empty lines", "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"leading space", line(" GET / HTTP/1.1")},
        {"leading tab", line("\tGET / HTTP/1.1")},
        {"leading LF", "\n" + line("GET / HTTP/1.1")},
        {"no target", line("GET HTTP/1.1")},
        {"no version", line("GET /")},
        {"HTTP/0.9", "GET /\r\n\r\n"},
        {"two spaces before the target", line("GET  / HTTP/1.1")},
        {"two spaces before the version", line("GET /  HTTP/1.1")},
        {"tab between method and target", line("GET\t/ HTTP/1.1")},
        {"tab before the version", line("GET /\tHTTP/1.1")},
        {"trailing space", line("GET / HTTP/1.1 ")},
        {"space in the target", line("GET /a b HTTP/1.1")},
        {"form feed for a space", line("GET\f/ HTTP/1.1")},
        {"vertical tab for a space", line("GET\v/ HTTP/1.1")},
        {"CR in the line", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n"},
        {"NUL in the method", withNul(line("GE%00T / HTTP/1.1"))},
        {"NUL in the target", withNul(line("GET /%00 HTTP/1.1"))},
        {"NUL in the version", withNul(line("GET / HTTP/1.1%00"))},
        {"method in brackets", line("<GET> / HTTP/1.1")},
        {"method with a colon", line("GET: / HTTP/1.1")},
        {"lower-case method", line("get / HTTP/1.1"), {501}},
        {"mixed-case method", line("Get / HTTP/1.1"), {501}},
        {"unknown method", line("BREW /pot HTTP/1.1"), {501}},
        {"TRACE", line("TRACE / HTTP/1.1"), {501}},
        {"CONNECT", line("CONNECT a:443 HTTP/1.1"), {400, 501}},
        {"PRI of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400, 501, 505}},
        {"method of 5,000 letters", line(QByteArray(5000, 'A') + " / HTTP/1.1"), {400, 501}},
        {"lower-case http", line("GET / http/1.1")},
        {"mixed-case Http", line("GET / Http/1.1")},
        {"HTTP/1", line("GET / HTTP/1")},
        {"HTTP/1.", line("GET / HTTP/1.")},
        {"HTTP/.1", line("GET / HTTP/.1")},
        {"HTTP/1.10", line("GET / HTTP/1.10")},
        {"HTTP/01.1", line("GET / HTTP/01.1")},
        {"HTTP/1,1", line("GET / HTTP/1,1")},
        {"HTTP/+1.1", line("GET / HTTP/+1.1")},
        {"HTTP/1.x", line("GET / HTTP/1.x")},
        {"HTTP 1.1", line("GET / HTTP 1.1")},
        {"HTTPS/1.1", line("GET / HTTPS/1.1")},
        {"ICY", line("GET / ICY/1.1")},
        {"no slash in the version", line("GET / HTTP1.1")},
        {"HTTP/0.9 by name", line("GET / HTTP/0.9"), {400, 505}},
        {"HTTP/1.2", line("GET / HTTP/1.2"), {400, 505}},
        {"HTTP/2.0", line("GET / HTTP/2.0"), {505}},
        {"HTTP/3.0", line("GET / HTTP/3.0"), {505}},
        {"HTTP/9.9", line("GET / HTTP/9.9"), {505}},
        {"target without slash", line("GET ok HTTP/1.1")},
        {"target is a query", line("GET ?a HTTP/1.1")},
        {"absolute form", line("GET http://a/ok HTTP/1.1")},
        {"absolute form, other host", line("GET http://evil.example/ok HTTP/1.1")},
        {"absolute form, https", line("GET https://a/ok HTTP/1.1")},
        {"absolute form with user", line("GET http://u:p@a/ok HTTP/1.1")},
        {"authority form", line("GET a:80 HTTP/1.1")},
        {"scheme only", line("GET http: HTTP/1.1")},
        {"javascript scheme", line("GET javascript:1 HTTP/1.1")},
        {"file scheme", line("GET file:///etc/passwd HTTP/1.1")},
        {"two slashes", line("GET //evil.example/ok HTTP/1.1")},
        {"three slashes", line("GET ///ok HTTP/1.1")},
        {"asterisk with GET", line("GET * HTTP/1.1")},
        {"asterisk with a path", line("OPTIONS */ok HTTP/1.1")},
        {"fragment", line("GET /ok#there HTTP/1.1")},
        {"backslash", line("GET /\\evil HTTP/1.1")},
        {"backslashes for slashes", line("GET \\\\a\\ok HTTP/1.1")},
        {"quote in the target", line("GET /\"ok\" HTTP/1.1")},
        {"angle brackets in the target", line("GET /<script> HTTP/1.1")},
        {"raw UTF-8 in the target", line("GET /caf\xc3\xa9 HTTP/1.1")},
        {"byte 0xff in the target", line("GET /\xff HTTP/1.1")},
        {"DEL in the target", line("GET /\x7f HTTP/1.1")},
        {"ESC in the target", line("GET /\x1b HTTP/1.1")},
        {"target of 9,000 bytes", line("GET /" + QByteArray(9000, 'a') + " HTTP/1.1"), {414}},
        {"target without an end", "GET /" + QByteArray(20000, 'a'), {414}},
        {"TLS hello", QByteArray::fromHex("16030100a5010000a10303"), {400}},
        {"SSLv2 hello", QByteArray::fromHex("802e010002001500000010"), {400}},
        {"SOCKS 5", QByteArray::fromHex("050100"), {400}},
        {"PROXY protocol", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + line("GET / HTTP/1.1")},
        {"SMTP", "EHLO example.org\r\n\r\n"},
        {"JSON", "{\"a\": 1}\r\n\r\n"},
        {"a reply", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
        {"random bytes", QByteArray::fromHex("9f3c00ffd41b7e2a88"), {400}},
    };
}

inline std::vector<MalformedRequest> malformedFields() {
    return {
        {"LF line ends", "GET /ok HTTP/1.1\nHost: a\n\n"},
        {"LF behind the request line", "GET /ok HTTP/1.1\nHost: a\r\n\r\n"},
        {"LF behind a field", get("X: 1\nY: 2\r\n")},
        {"LF for the empty line", "GET /ok HTTP/1.1\r\nHost: a\r\n\n"},
        {"CR line ends", "GET /ok HTTP/1.1\rHost: a\r\r", {400, 408}},
        {"bare CR in a value", get("X: a\rb\r\n")},
        {"bare CR before a field", get("\rX: a\r\n")},
        {"CR CR LF", get("X: a\r\r\n")},
        {"NUL in a value", withNul(get("X: a%00b\r\n"))},
        {"NUL in a name", withNul(get("X%00: a\r\n"))},
        {"NUL before the name", withNul(get("%00X: a\r\n"))},
        {"control byte in a value", get("X: a\x01" "b\r\n")},
        {"BEL in a value", get("X: \a\r\n")},
        {"ESC in a value", get("X: \x1b[31m\r\n")},
        {"DEL in a value", get("X: \x7f\r\n")},
        {"vertical tab in a value", get("X: a\vb\r\n")},
        {"no colon", get("X\r\n")},
        {"empty name", get(": a\r\n")},
        {"colon only", get(":\r\n")},
        {"space before the colon", get("X : a\r\n")},
        {"tab before the colon", get("X\t: a\r\n")},
        {"space in the name", get("X Y: a\r\n")},
        {"slash in the name", get("X/Y: a\r\n")},
        {"brackets in the name", get("X[1]: a\r\n")},
        {"quotes in the name", get("\"X\": a\r\n")},
        {"at sign in the name", get("X@Y: a\r\n")},
        {"UTF-8 in the name", get("Caf\xc3\xa9: a\r\n")},
        {"byte 0x80 in the name", get("X\x80: a\r\n")},
        {"folded with a space", get("X: a\r\n b\r\n")},
        {"folded with a tab", get("X: a\r\n\tb\r\n")},
        {"first field folded", "GET /ok HTTP/1.1\r\n Host: a\r\n\r\n"},
        {"folded Content-Length", post("Content-Length:\r\n 5\r\n", "hello")},
        {"folded Transfer-Encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n")},
        {"101 fields", get(QByteArray("X: 1\r\n").repeated(100)), {431}},
        {"10,000 fields", get(QByteArray("a:\r\n").repeated(10000)), {431}},
        {"one field of 17,000 bytes", get("X: " + QByteArray(17000, 'x') + "\r\n"), {431}},
        {"fields of 20,000 bytes", get(QByteArray("Xxxxxxxx: " + QByteArray(400, 'x') + "\r\n").repeated(49)), {431}},
        {"name of 17,000 bytes", get(QByteArray(17000, 'X') + ": 1\r\n"), {431}},
        {"no Host", "GET /ok HTTP/1.1\r\n\r\n"},
        {"no Host but others", "GET /ok HTTP/1.1\r\nX-Host: a\r\n\r\n"},
        {"two Hosts", get("Host: b\r\n")},
        {"the same Host twice", get("Host: a\r\n")},
        {"two Hosts in other letters", get("HOST: b\r\n")},
        {"two Hosts in HTTP/1.0", "GET /ok HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
        {"empty Host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n"},
        {"Host list", "GET /ok HTTP/1.1\r\nHost: a, b\r\n\r\n"},
        {"Host with user", "GET /ok HTTP/1.1\r\nHost: u@a\r\n\r\n"},
        {"Host with a path", "GET /ok HTTP/1.1\r\nHost: a/b\r\n\r\n"},
        {"Host with a scheme", "GET /ok HTTP/1.1\r\nHost: http://a\r\n\r\n"},
        {"Host with a space", "GET /ok HTTP/1.1\r\nHost: a b\r\n\r\n"},
        {"Host with a bad port", "GET /ok HTTP/1.1\r\nHost: a:8o\r\n\r\n"},
        {"Host with a huge port", "GET /ok HTTP/1.1\r\nHost: a:99999\r\n\r\n"},
        {"Host with two ports", "GET /ok HTTP/1.1\r\nHost: a:1:2\r\n\r\n"},
        {"Host with a port only", "GET /ok HTTP/1.1\r\nHost: :80\r\n\r\n"},
        {"Host with an open bracket", "GET /ok HTTP/1.1\r\nHost: [::1\r\n\r\n"},
        {"Host with junk behind brackets", "GET /ok HTTP/1.1\r\nHost: [::1]a\r\n\r\n"},
        {"Host with a name in brackets", "GET /ok HTTP/1.1\r\nHost: [evil]\r\n\r\n"},
        {"Host with a percent", "GET /ok HTTP/1.1\r\nHost: a%2eb\r\n\r\n"},
        {"Host with a query", "GET /ok HTTP/1.1\r\nHost: a?b\r\n\r\n"},
        {"Host with a backslash", "GET /ok HTTP/1.1\r\nHost: a\\b\r\n\r\n"},
        {"Host with UTF-8", "GET /ok HTTP/1.1\r\nHost: \xc3\xa4.example\r\n\r\n"},
        {"two Authorizations", get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n")},
        {"two Content-Types", post("Content-Type: a/b\r\nContent-Type: c/d\r\n")},
        {"two Origins", get("Origin: http://a\r\nOrigin: http://b\r\n")},
        {"unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), {417}},
        {"expectation list", post("Expect: 100-continue, x\r\nContent-Length: 1\r\n", "x"), {417}},
    };
}

inline std::vector<MalformedRequest> malformedBodies() {
    return {
        {"two different Content-Lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")},
        {"the same Content-Length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")},
        {"Content-Length list", post("Content-Length: 5, 5\r\n", "hello")},
        {"Content-Length with plus", post("Content-Length: +5\r\n", "hello")},
        {"negative Content-Length", post("Content-Length: -5\r\n", "hello")},
        {"minus zero", post("Content-Length: -0\r\n")},
        {"hexadecimal Content-Length", post("Content-Length: 0x5\r\n", "hello")},
        {"Content-Length with a unit", post("Content-Length: 5b\r\n", "hello")},
        {"Content-Length with a space inside", post("Content-Length: 1 0\r\n", "helloworld")},
        {"fractional Content-Length", post("Content-Length: 5.0\r\n", "hello")},
        {"exponential Content-Length", post("Content-Length: 1e1\r\n", "helloworld")},
        {"quoted Content-Length", post("Content-Length: \"5\"\r\n", "hello")},
        {"empty Content-Length", post("Content-Length:\r\n")},
        {"Content-Length is a word", post("Content-Length: five\r\n", "hello")},
        {"Content-Length in other digits", post("Content-Length: \xd9\xa5\r\n", "hello")},
        {"Content-Length above the limit", post("Content-Length: 1048577\r\n"), {413}},
        {"Content-Length of 2^31", post("Content-Length: 2147483648\r\n"), {413}},
        {"Content-Length of 2^63", post("Content-Length: 9223372036854775808\r\n"), {413}},
        {"Content-Length beyond 64 bits", post("Content-Length: 99999999999999999999999\r\n"), {400, 413}},
        {"Content-Length that wraps to 5", post("Content-Length: 18446744073709551621\r\n", "hello"), {400, 413}},
        {"both framings", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        {"both framings, other order", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
        {"both framings with length zero", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        {"chunked and identity lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n")},
        {"chunked in a list twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), {400, 501}},
        {"chunked not last", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), {400, 501}},
        {"gzip then chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), {400, 501}},
        {"identity", post("Transfer-Encoding: identity\r\n", "hello"), {400, 501}},
        {"gzip", post("Transfer-Encoding: gzip\r\n", "hello"), {400, 501}},
        {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), {400, 501}},
        {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), {400, 501}},
        {"chunked with a parameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n"), {400, 501}},
        {"empty Transfer-Encoding", post("Transfer-Encoding:\r\n", "0\r\n\r\n"), {400, 501}},
        {"Transfer-Encoding with a vertical tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n")},
        {"chunked in HTTP/1.0", "POST /ok HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        {"Transfer_Encoding with a space", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
        {"chunk size missing", chunked("\r\nhello\r\n0\r\n\r\n")},
        {"chunk size is a word", chunked("five\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with plus", chunked("+5\r\nhello\r\n0\r\n\r\n")},
        {"negative chunk size", chunked("-5\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with a leading space", chunked(" 5\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with a trailing space", chunked("5 \r\nhello\r\n0\r\n\r\n")},
        {"chunk size with a trailing tab", chunked("5\t\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with an underscore", chunked("0_5\r\nhello\r\n0\r\n\r\n")},
        {"chunk size with NUL", withNul(chunked("5%00\r\nhello\r\n0\r\n\r\n"))},
        {"chunk size of 9 digits", chunked("000000005\r\nhello\r\n0\r\n\r\n")},
        {"chunk size of 2^64 + 5", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n")},
        {"chunk above the limit", chunked("100001\r\n"), {413}},
        {"chunk of 4 GB", chunked("ffffffff\r\n"), {413}},
        {"chunks above the limit together", chunked("80000\r\n" + QByteArray(0x80000, 'x') + "\r\n80001\r\n"), {413}},
        {"chunk shorter than its size", chunked("5\r\nhell\r\n0\r\n\r\n")},
        {"chunk longer than its size", chunked("5\r\nhello!\r\n0\r\n\r\n")},
        {"chunk with LF line ends", chunked("5\nhello\n0\n\n")},
        {"chunk size ended by LF", chunked("5\nhello\r\n0\r\n\r\n")},
        {"chunk data ended by LF", chunked("5\r\nhello\n0\r\n\r\n")},
        {"chunk data without an end", chunked("5\r\nhello0\r\n\r\n")},
        {"chunk size ended by CR", chunked("5\rXhello\r\n0\r\n\r\n")},
        {"LF in a chunk extension", chunked("5;a=\nb\r\nhello\r\n0\r\n\r\n")},
        {"CR in a chunk extension", chunked("5;a\rb\r\nhello\r\n0\r\n\r\n")},
        {"NUL in a chunk extension", withNul(chunked("5;a=%00\r\nhello\r\n0\r\n\r\n"))},
        {"chunk extension of 20,000 bytes", chunked("5;" + QByteArray(20000, 'x') + "\r\nhello\r\n0\r\n\r\n")},
        {"extensions of 20,000 bytes together", chunked(QByteArray("1;" + QByteArray(100, 'x') + "\r\na\r\n").repeated(200))},
        {"last chunk ended by LF", chunked("5\r\nhello\r\n0\n\n")},
        {"trailer without a colon", chunked("0\r\nX\r\n\r\n")},
        {"trailer with a space before the colon", chunked("0\r\nX : 1\r\n\r\n")},
        {"trailer with LF", chunked("0\r\nX: 1\n\r\n")},
        {"trailer with a bare CR", chunked("0\r\nX: a\rb\r\n\r\n")},
        {"folded trailer", chunked("0\r\nX: 1\r\n 2\r\n\r\n")},
        {"Content-Length as a trailer", chunked("0\r\nContent-Length: 5\r\n\r\n")},
        {"Transfer-Encoding as a trailer", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n")},
        {"Host as a trailer", chunked("0\r\nHost: b\r\n\r\n")},
        {"Authorization as a trailer", chunked("0\r\nAuthorization: Bearer x\r\n\r\n")},
        {"200 trailers", chunked("0\r\n" + QByteArray("X: 1\r\n").repeated(200) + "\r\n"), {400, 431}},
        {"trailer of 20,000 bytes", chunked("0\r\nX: " + QByteArray(20000, 'x') + "\r\n\r\n"), {400, 431}},
        {"GET with a bad length", get("Content-Length: x\r\n")},
        {"HEAD with both framings", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
    };
}

/// WebSocket handshakes that must be refused before a 101.
inline std::vector<MalformedRequest> malformedHandshakes() {
    const QByteArray key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    const QByteArray version = "Sec-WebSocket-Version: 13\r\n";
    const auto upgrade = [](const QByteArray &fields) -> QByteArray {
        return "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + fields + "\r\n";
    };
    return {
        {"handshake without key", upgrade(version)},
        {"handshake with an empty key", upgrade(version + "Sec-WebSocket-Key:\r\n")},
        {"handshake with a short key", upgrade(version + "Sec-WebSocket-Key: dGhl\r\n")},
        {"handshake with a long key", upgrade(version + "Sec-WebSocket-Key: " + QByteArray(32, 'A') + "\r\n")},
        {"handshake with a key that is not Base64", upgrade(version + "Sec-WebSocket-Key: !!!!!!!!!!!!!!!!!!!!!!==\r\n")},
        {"handshake with two keys", upgrade(version + key + key)},
        {"handshake without version", upgrade(key), {400, 426}},
        {"handshake with version 8", upgrade(key + "Sec-WebSocket-Version: 8\r\n"), {426}},
        {"handshake with version 0", upgrade(key + "Sec-WebSocket-Version: 0\r\n"), {426}},
        {"handshake with version 013", upgrade(key + "Sec-WebSocket-Version: 013\r\n"), {426}},
        {"handshake with a version word", upgrade(key + "Sec-WebSocket-Version: thirteen\r\n"), {426}},
        {"handshake with two versions", upgrade(key + version + version)},
        {"handshake with a body", upgrade(key + version + "Content-Length: 5\r\n") + "hello"},
        {"handshake with a chunked body", upgrade(key + version + "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"},
        {"handshake without Host",
         "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + key + version + "\r\n"},
        {"handshake with two Hosts", upgrade(key + version + "Host: b\r\n")},
        {"handshake with two Origins", upgrade(key + version + "Origin: http://a\r\nOrigin: http://b\r\n")},
        {"handshake with an overlong field", upgrade(key + version + "Cookie: " + QByteArray(9000, 'x') + "\r\n"), {431}},
    };
}

inline std::vector<MalformedRequest> allMalformedRequests() {
    std::vector<MalformedRequest> all;
    for (const auto &part : {malformedRequestLines(), malformedFields(), malformedBodies(), malformedHandshakes()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace callfloor::test
