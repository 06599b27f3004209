// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/reply_writer.h"

#include <QLoggingCategory>

#include <charconv>
#include <ctime>

namespace callfloor::net {

namespace {

Q_LOGGING_CATEGORY(lcReply, "callfloor.net.reply")

constexpr qsizetype kSeparateBodyBytes = 32 * 1024;

bool safeFieldText(QByteArrayView text) {
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return false;
    return true;
}

bool ownField(QByteArrayView name) {
    for (const char *own : {"date", "content-length", "connection", "transfer-encoding", "content-type"})
        if (name.compare(QByteArrayView(own), Qt::CaseInsensitive) == 0) return true;
    return false;
}

void appendNumber(QByteArray &out, qint64 number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end.ptr - digits);
}

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void appendExtraFields(QByteArray &out, const std::vector<Header> &fields) {
    for (const Header &field : fields) {
        if (ownField(field.name)) continue;
        if (field.name.isEmpty() || !safeFieldText(field.name) || !safeFieldText(field.value)) {
            qCWarning(lcReply) << "A reply field with a control character was left out:" << field.name.left(40);
            continue;
        }
        appendField(out, field.name, field.value);
    }
}

} // namespace

QByteArrayView httpDate() {
    thread_local std::time_t madeFor = 0;
    thread_local char text[32] = {};
    thread_local qsizetype length = 0;
    const std::time_t now = std::time(nullptr);
    if (now != madeFor) {
        static constexpr const char *days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        static constexpr const char *months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        std::tm utc{};
#ifdef Q_OS_WIN
        gmtime_s(&utc, &now);
#else
        gmtime_r(&now, &utc);
#endif
        length = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[utc.tm_wday % 7],
                               utc.tm_mday % 100, months[utc.tm_mon % 12], (utc.tm_year + 1900) % 10000,
                               utc.tm_hour % 100, utc.tm_min % 100, utc.tm_sec % 100);
        madeFor = now;
    }
    return {text, length};
}

QByteArray serializeReply(const Reply &reply, const ReplyFraming &framing, QByteArray *separateBody) {
    const bool statusValid = reply.status >= 200 && reply.status <= 599;
    const int status = statusValid ? reply.status : 500;
    // RFC 9110 §6.4.1, §8.6: these two have no body, and 204 no length either.
    const bool bodyless = status == 204 || status == 304;
    const bool separate = separateBody && !framing.headOnly && !bodyless && reply.body.size() > kSeparateBodyBytes;

    QByteArray out;
    out.reserve(256 + qsizetype(reply.headers.size()) * 48 + (separate ? 0 : reply.body.size()));
    out.append("HTTP/1.1 ");
    appendNumber(out, status);
    out.append(' ').append(reasonPhrase(status)).append("\r\n");
    appendField(out, "Date", httpDate());
    if (!bodyless) {
        if (!reply.contentType.isEmpty() && safeFieldText(reply.contentType))
            appendField(out, "Content-Type", reply.contentType);
        out.append("Content-Length: ");
        appendNumber(out, reply.body.size());
        out.append("\r\n");
    }
    appendExtraFields(out, reply.headers);
    if (framing.close)
        out.append("Connection: close\r\n");
    else if (framing.http10)
        out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
    if (separate)
        *separateBody = reply.body;
    else if (!framing.headOnly && !bodyless)
        out.append(reply.body);
    return out;
}

} // namespace callfloor::net
