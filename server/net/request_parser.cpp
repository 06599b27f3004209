// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/request_parser.h"

#include <QUrl>

#include <array>
#include <cstring>
#include <limits>

namespace callfloor::net {

namespace {

using CharTable = std::array<bool, 256>;

constexpr bool isAlnum(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr CharTable makeTable(bool (*in)(int)) {
    CharTable table{};
    for (int c = 0; c < 256; ++c)
        table[static_cast<size_t>(c)] = in(c);
    return table;
}

constexpr bool contains(const char *set, int c) {
    for (; *set; ++set)
        if (*set == c) return true;
    return false;
}

// RFC 9110 §5.6.2
constexpr CharTable kToken = makeTable([](int c) { return isAlnum(c) || contains("!#$%&'*+-.^_`|~", c); });
// RFC 9110 §5.5: VCHAR, obs-text, SP, HTAB
constexpr CharTable kFieldValue = makeTable([](int c) { return c == '\t' || (c >= 0x20 && c != 0x7f); });
// Visible ASCII but for what no client sends raw and what hides a second meaning: fragments, quotes, backslashes.
constexpr CharTable kTarget = makeTable([](int c) { return c > 0x20 && c < 0x7f && !contains("\"<>#\\", c); });
// RFC 3986 §3.2.2 without user information and percent-encoding
constexpr CharTable kHostName = makeTable([](int c) { return isAlnum(c) || contains("-._~", c); });

bool in(const CharTable &table, char c) {
    return table[static_cast<unsigned char>(c)];
}

bool all(const CharTable &table, QByteArrayView text) {
    for (const char c : text)
        if (!in(table, c)) return false;
    return true;
}

Refusal bad(const char *sentence) {
    return {400, "bad_request", sentence};
}

QByteArrayView trimmedField(QByteArrayView text) {
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

bool equalsIgnoringCase(QByteArrayView a, const char *lower) {
    return a.compare(QByteArrayView(lower), Qt::CaseInsensitive) == 0;
}

/// Whether a comma-separated list names `lower`.
bool listHas(QByteArrayView list, const char *lower) {
    while (true) {
        const qsizetype comma = list.indexOf(',');
        if (equalsIgnoringCase(trimmedField(comma < 0 ? list : list.first(comma)), lower)) return true;
        if (comma < 0) return false;
        list = list.sliced(comma + 1);
    }
}

std::optional<Refusal> parseMethod(QByteArrayView text, Request &request) {
    static const std::array<QByteArray, 7> known = {"GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "HEAD"};
    if (text.isEmpty() || !all(kToken, text)) return bad("The request line has no valid method.");
    for (const QByteArray &method : known) {
        if (text == method) {
            request.method = method;
            return std::nullopt;
        }
    }
    return Refusal{501, "method_not_implemented", "This server does not implement the method of the request."};
}

std::optional<Refusal> parseTarget(QByteArrayView text, const Limits &limits, Request &request) {
    if (text.isEmpty()) return bad("The request line has no target.");
    if (text.size() > limits.targetBytes)
        return Refusal{414, "target_too_long", "The target of the request is too long."};
    const bool asterisk = text == "*" && request.method == "OPTIONS";
    if (!asterisk && text.front() != '/') return bad("The target of the request must begin with a slash.");
    if (text.startsWith("//")) return bad("The target of the request must not begin with two slashes.");
    if (!all(kTarget, text)) return bad("The target of the request contains a character that must be percent-encoded.");
    request.target = text.toByteArray();
    const qsizetype mark = text.indexOf('?');
    request.path = mark < 0 ? request.target : text.first(mark).toByteArray();
    if (mark >= 0) request.query = text.sliced(mark + 1).toByteArray();
    return std::nullopt;
}

std::optional<Refusal> parseVersion(QByteArrayView text, Request &request) {
    if (text == "HTTP/1.1") return std::nullopt;
    if (text == "HTTP/1.0") {
        request.http10 = true;
        return std::nullopt;
    }
    const auto digit = [&text](qsizetype i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() == 8 && text.startsWith("HTTP/") && digit(5) && text[6] == '.' && digit(7))
        return Refusal{505, "version_not_supported", "This server speaks HTTP/1.1."};
    return bad("The request line names no valid HTTP version.");
}

std::optional<Refusal> parseRequestLine(QByteArrayView line, const Limits &limits, Request &request) {
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last) return bad("The request line must be a method, a target and a version.");
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (auto refusal = parseVersion(line.sliced(last + 1), request)) return refusal;
    if (auto refusal = parseMethod(line.first(first), request)) return refusal;
    return parseTarget(target, limits, request);
}

bool validPort(QByteArrayView text) {
    if (text.size() > 5) return false;
    int port = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        port = port * 10 + (c - '0');
    }
    return port <= 65535;
}

bool validHost(QByteArrayView text) {
    QByteArrayView rest;
    if (text.startsWith('[')) {
        const qsizetype end = text.indexOf(']');
        if (end < 3) return false;
        for (const char c : text.sliced(1, end - 1))
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.'))
                return false;
        rest = text.sliced(end + 1);
    } else {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView name = colon < 0 ? text : text.first(colon);
        if (name.isEmpty() || name.size() > 253 || !all(kHostName, name)) return false;
        if (colon >= 0) rest = text.sliced(colon);
    }
    return rest.isEmpty() || (rest.front() == ':' && validPort(rest.sliced(1)));
}

/// Fields that may stand once at most: a second one is read differently by different parsers.
enum Once : unsigned {
    Host = 1,
    Length = 2,
    Encoding = 4,
    Authorization = 8,
    ContentType = 16,
    Origin = 32,
    Key = 64,
    Version = 128,
    Expect = 256
};

unsigned onceBit(QByteArrayView name) {
    switch (name.size()) {
    case 4:
        return name == "host" ? Host : 0u;
    case 6:
        return name == "origin" ? Origin : name == "expect" ? Expect : 0u;
    case 12:
        return name == "content-type" ? ContentType : 0u;
    case 13:
        return name == "authorization" ? Authorization : 0u;
    case 14:
        return name == "content-length" ? Length : 0u;
    case 17:
        return name == "sec-websocket-key" ? Key : name == "transfer-encoding" ? Encoding : 0u;
    case 21:
        return name == "sec-websocket-version" ? Version : 0u;
    default:
        return 0;
    }
}

std::optional<Refusal> readContentLength(QByteArrayView text, Head &head) {
    if (text.isEmpty()) return bad("Content-Length is empty.");
    quint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return bad("Content-Length must be a plain decimal number.");
        if (value > (std::numeric_limits<quint64>::max() - 9) / 10)
            return Refusal{413, "body_too_large", "The body of the request is too large."};
        value = value * 10 + static_cast<quint64>(c - '0');
    }
    head.bodyKind = value > 0 ? BodyKind::Length : BodyKind::None;
    head.bodyLength = value;
    return std::nullopt;
}

std::optional<Refusal> readTransferEncoding(QByteArrayView text, unsigned seen, Head &head) {
    if (head.request.http10) return bad("Transfer-Encoding does not exist in HTTP/1.0.");
    if (seen & Length) return bad("Content-Length and Transfer-Encoding exclude each other.");
    if (equalsIgnoringCase(text, "chunked")) {
        head.bodyKind = BodyKind::Chunked;
        return std::nullopt;
    }
    if (text.isEmpty() || (listHas(text, "chunked") && !text.trimmed().endsWith("chunked")))
        return bad("Transfer-Encoding must end in chunked.");
    return Refusal{501, "encoding_not_implemented", "The only transfer encoding that this server reads is chunked."};
}

/// QWebSocketServer reads the handshake once more and closes without a word what it does not like. So that every
/// client gets an answer, what Qt 6.4 to 6.8 refuse there is refused here (QWebSocketHandshakeRequest::readHandshake).
std::optional<Refusal> checkReadableByQt(const Request &request) {
    constexpr qsizetype maxLine = 8 * 1024 - 64;
    if (request.target.size() > maxLine)
        return Refusal{414, "target_too_long", "The target of the request is too long."};
    for (const Header &field : request.headers)
        if (field.name.size() + field.value.size() > maxLine)
            return Refusal{431, "headers_too_large", "A header field of the handshake is too long."};
    QUrl url = QUrl::fromEncoded(request.target);
    url.setAuthority(QString::fromLatin1(request.header("host")));
    if (url.host().isEmpty()) return bad("The Host header is malformed.");
    if (!equalsIgnoringCase(request.header("upgrade"), "websocket") ||
        !listHas(request.header("connection"), "upgrade"))
        return bad("A WebSocket handshake needs one Upgrade and one Connection field.");
    return std::nullopt;
}

/// What the fields mean for the connection and for the framing of the body.
std::optional<Refusal> applyFields(unsigned seen, Head &head) {
    const Request &request = head.request;
    if (!(seen & Host) && !request.http10) return bad("The Host header is missing.");
    bool close = request.http10;
    bool upgradeToken = false;
    bool webSocket = false;
    for (const Header &field : request.headers) {
        const QByteArrayView name = field.name;
        if (name == "connection") {
            if (listHas(field.value, "keep-alive") && request.http10) close = false;
            if (listHas(field.value, "close")) close = true;
            upgradeToken = upgradeToken || listHas(field.value, "upgrade");
        } else if (name == "upgrade") {
            webSocket = webSocket || listHas(field.value, "websocket");
        } else if (name == "host") {
            if (!validHost(field.value)) return bad("The Host header is malformed.");
        } else if (name == "content-length") {
            if (auto refusal = readContentLength(field.value, head)) return refusal;
        } else if (name == "expect" && !request.http10) {
            if (!equalsIgnoringCase(field.value, "100-continue"))
                return Refusal{417, "expectation_failed",
                               "The only expectation that this server meets is 100-continue."};
            head.expectContinue = true;
        }
    }
    if (seen & Encoding)
        if (auto refusal = readTransferEncoding(request.header("transfer-encoding"), seen, head)) return refusal;
    head.keepAlive = !close;
    head.webSocket = webSocket && upgradeToken && !request.http10 && request.method == "GET";
    return std::nullopt;
}

} // namespace

bool parseFieldLine(QByteArrayView line, Header &field) {
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0) return false;
    const QByteArrayView name = line.first(colon);
    if (!all(kToken, name)) return false;
    const QByteArrayView value = trimmedField(line.sliced(colon + 1));
    if (!all(kFieldValue, value)) return false;
    field.name.resize(name.size());
    char *out = field.name.data();
    for (const char c : name)
        *out++ = (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    field.value = value.toByteArray();
    return true;
}

HeadScan scanHead(QByteArrayView data, qsizetype from) {
    HeadScan scan;
    scan.resume = from;
    if (from == 0 && !data.isEmpty() && !in(kToken, data.front())) {
        scan.refusal = bad("The connection does not begin with an HTTP request.");
        return scan;
    }
    while (scan.resume < data.size()) {
        const char *begin = data.data() + scan.resume;
        const auto left = static_cast<size_t>(data.size() - scan.resume);
        const auto *lf = static_cast<const char *>(std::memchr(begin, '\n', left));
        if (!lf) break;
        if (lf == begin || lf[-1] != '\r') {
            scan.refusal = bad("Every line of the head must end with CR LF.");
            return scan;
        }
        scan.resume = lf - data.data() + 1;
        if (lf == begin + 1) {
            scan.end = scan.resume;
            return scan;
        }
    }
    return scan;
}

std::optional<Refusal> parseHead(QByteArrayView block, const Limits &limits, Head &head) {
    qsizetype eol = block.indexOf('\n');
    if (eol < 1) return bad("The request line is missing.");
    if (auto refusal = parseRequestLine(block.first(eol - 1), limits, head.request)) return refusal;
    unsigned seen = 0;
    head.request.headers.reserve(12);
    for (qsizetype pos = eol + 1;; pos = eol + 1) {
        eol = block.indexOf('\n', pos);
        if (eol < 0) return bad("The head is not terminated.");
        const QByteArrayView line = block.sliced(pos, eol - 1 - pos);
        if (line.isEmpty()) break;
        if (head.request.headers.size() >= static_cast<size_t>(limits.headerCount))
            return Refusal{431, "too_many_headers", "The request has too many header fields."};
        if (line.front() == ' ' || line.front() == '\t') return bad("A header field must not be folded over lines.");
        Header field;
        if (!parseFieldLine(line, field)) return bad("A header field is malformed.");
        const unsigned bit = onceBit(field.name);
        if (bit & seen) return bad("A header field that may come once came twice.");
        seen |= bit;
        head.request.headers.push_back(std::move(field));
    }
    return applyFields(seen, head);
}

std::optional<Refusal> checkWebSocketHead(const Head &head) {
    if (head.bodyKind != BodyKind::None) return bad("A WebSocket handshake has no body.");
    const Request &request = head.request;
    if (const auto refusal = checkReadableByQt(request)) return refusal;
    if (request.header("sec-websocket-version") != "13")
        return Refusal{426, "websocket_version", "This server speaks version 13 of the WebSocket protocol."};
    const QByteArray key = request.header("sec-websocket-key");
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (key.size() != 24 || !decoded || decoded.decoded.size() != 16)
        return bad("Sec-WebSocket-Key must be 16 bytes in Base64.");
    return std::nullopt;
}

} // namespace callfloor::net
