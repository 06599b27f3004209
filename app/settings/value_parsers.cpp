// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/value_parsers.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace callfloor {

namespace {

bool isAsciiNumber(QStringView text, bool withPoint) {
    if (text.startsWith(u'-')) text = text.sliced(1);
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [withPoint](QChar c) {
        return (c >= u'0' && c <= u'9') || (withPoint && c == u'.');
    });
}

bool matchesWhole(const QString &text, const QString &pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

int ownPort(const QString &scheme) {
    return scheme == u"https"_s || scheme == u"wss"_s ? 443 : 80;
}

} // namespace

Error expected(const QString &what) {
    return badField({}, what);
}

Result<qint64> parseWhole(const QString &text, qint64 low, qint64 high) {
    bool good = isAsciiNumber(text, false);
    const qint64 value = good ? text.toLongLong(&good) : 0;
    if (good && value >= low && value <= high) return value;
    return expected(u"a whole number from %1 to %2"_s.arg(low).arg(high));
}

Result<double> parseDecimal(const QString &text, double low, double high) {
    bool good = isAsciiNumber(text, true);
    const double value = good ? text.toDouble(&good) : 0;
    if (good && std::isfinite(value) && value >= low && value <= high) return value;
    return expected(u"a number from %1 to %2"_s.arg(low).arg(high));
}

Result<bool> parseBoolean(const QString &text) {
    const QString word = text.toLower();
    if (QStringList{u"true"_s, u"yes"_s, u"on"_s, u"1"_s}.contains(word)) return true;
    if (QStringList{u"false"_s, u"no"_s, u"off"_s, u"0"_s}.contains(word)) return false;
    return expected(u"true or false"_s);
}

Result<QStringList> parseList(const QString &text, const TextCheck &item) {
    QStringList items;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QString trimmed = part.trimmed();
        if (trimmed.isEmpty()) continue;
        Result<QString> checked = item(trimmed);
        if (!checked) return checked.error();
        if (!items.contains(*checked)) items.append(*checked);
    }
    return items;
}

TextCheck urlCheck(const QStringList &schemes, const QString &what) {
    return [schemes, what](const QString &text) -> Result<QString> {
        const QUrl url(text, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme())) return expected(what);
        QString normal = text;
        while (normal.endsWith(u'/'))
            normal.chop(1);
        return normal;
    };
}

Result<QString> checkAddress(const QString &text) {
    if (text.compare("localhost"_L1, Qt::CaseInsensitive) == 0) return u"127.0.0.1"_s;
    const QHostAddress address(text);
    // Shortened IPv4 forms ("127.1", a bare number) are more often mistakes than meant.
    const bool full = text.contains(u':') || text.count(u'.') == 3;
    if (address.isNull() || !full) return expected(u"an IP address such as 127.0.0.1, 0.0.0.0 or ::"_s);
    return address.toString();
}

Result<QString> checkNetwork(const QString &text) {
    const QString what = u"IP addresses or networks such as 10.0.0.0/8, separated by commas"_s;
    if (!text.contains(u'/')) {
        Result<QString> address = checkAddress(text);
        return address ? address : Result<QString>(expected(what));
    }
    const auto [network, bits] = QHostAddress::parseSubnet(text);
    if (network.isNull() || bits < 0) return expected(what);
    return QString(network.toString() + u'/' + QString::number(bits));
}

Result<QString> checkOrigin(const QString &text) {
    const QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    const bool bare = (url.path().isEmpty() || url.path() == u"/"_s) && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || !web || url.host().isEmpty() || !bare || !url.userInfo().isEmpty())
        return expected(u"origins such as https://desk.example.com or http://localhost:3000, separated by commas"_s);
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.contains(u':')) host = u'[' + host + u']';
    const QString origin = url.scheme() + u"://"_s + host;
    return url.port() < 0 || url.port() == ownPort(url.scheme()) ? origin
                                                                 : QString(origin + u':' + QString::number(url.port()));
}

Result<QString> checkOriginOrStar(const QString &text) {
    return text == u"*"_s ? text : checkOrigin(text);
}

Result<QString> checkDatabaseUrl(const QString &text) {
    static const QStringList kPrefixes{u"sqlite:"_s, u"postgres://"_s, u"postgresql://"_s};
    const bool good = std::any_of(kPrefixes.begin(), kPrefixes.end(), [&text](const QString &prefix) {
        return text.startsWith(prefix) && text.size() > prefix.size();
    });
    if (text.isEmpty() || good) return text;
    return expected(u"sqlite:FILE, postgres://… or postgresql://… (empty: SQLite in the state folder)"_s);
}

Result<QString> checkPhoneNumber(const QString &text) {
    static const QRegularExpression kFiller(u"[ .()\\-]"_s);
    const QString number = QString(text).remove(kFiller);
    if (number.isEmpty() || matchesWhole(number, u"\\+[1-9][0-9]{6,14}"_s)) return number;
    return expected(u"a number in E.164 form such as +15551234567"_s);
}

Result<QString> checkPublicKey(const QString &text) {
    const QByteArray::FromBase64Result bytes =
        QByteArray::fromBase64Encoding(text.toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    if (text.isEmpty() || (bytes && bytes.decoded.size() == 32)) return text;
    return expected(u"the account's public key from the carrier's portal: Base64 of 32 bytes"_s);
}

Result<QString> checkRegion(const QString &text) {
    if (matchesWhole(text, u"[A-Za-z]{2}"_s)) return text.toUpper();
    return expected(u"the two letters of a country, such as US or GB"_s);
}

Result<QString> checkLanguage(const QString &text) {
    if (text == u"auto"_s || matchesWhole(text, u"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"_s)) return text;
    return expected(u"auto or a language such as en or pt-BR"_s);
}

Result<QString> checkIdentifier(const QString &text) {
    const bool good = std::none_of(text.begin(), text.end(), [](QChar c) { return c.isSpace() || !c.isPrint(); });
    if (good) return text;
    return expected(u"text without spaces"_s);
}

Result<QString> checkSigningSecret(const QString &text) {
    if (text.isEmpty() || text.toUtf8().size() >= 32) return text;
    return expected(u"at least 32 bytes"_s);
}

bool isLoopbackUrl(const QString &url) {
    const QString host = QUrl(url).host();
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace callfloor
