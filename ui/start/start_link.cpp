// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_link.h"

#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace callfloor {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestLink = 2000;
constexpr int kLongestDialled = 64; ///< As in the operation that dials.

Error unreadableLink(const QString &text) {
    return badField(u"link"_s, u"The link \"%1\" holds no number that could be dialled."_s.arg(text.left(80)));
}

QString schemeOf(const QString &text) { return text.section(u':', 0, 0).toLower(); }

/// The digits of a number as people write it; empty if it is none.
QString bareNumber(const QString &text) {
    static const QRegularExpression kNumber(u"^\\+?[0-9*#]+$"_s);
    QString bare = text;
    bare.remove(QRegularExpression(u"[-. ()]"_s));
    return kNumber.match(bare).hasMatch() ? bare : QString();
}

Result<StartLink> dialled(const QString &number, const QString &link) {
    if (number.isEmpty() || number.size() > kLongestDialled) return unreadableLink(link);
    StartLink read;
    read.number = number;
    return read;
}

Result<StartLink> readAddress(const QString &scheme, const QString &rest, const QString &link) {
    const QString address = rest.section(u';', 0, 0).section(u'?', 0, 0);
    const QString user = address.section(u'@', 0, 0), host = address.section(u'@', 1, 1);
    if (const QString number = bareNumber(user); !number.isEmpty()) return dialled(number, link);
    return dialled(user.isEmpty() || host.isEmpty() ? QString() : scheme + u':' + address, link);
}

Result<StartLink> readInvitation(const QUrl &url) {
    const QUrlQuery query(url);
    StartLink read;
    read.server = QUrl(query.queryItemValue(u"server"_s, QUrl::FullyDecoded), QUrl::StrictMode).adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment);
    read.email = query.queryItemValue(u"email"_s, QUrl::FullyDecoded).left(254);
    const QString scheme = read.server.scheme();
    const bool http = scheme == "https"_L1 || scheme == "http"_L1;
    if (url.host() != "join"_L1 || !read.server.isValid() || !http || read.server.host().isEmpty() || !read.server.userInfo().isEmpty())
        return badField(u"link"_s, u"The invitation names no server; ask for a new one."_s);
    return read;
}

} // namespace

bool looksLikeStartLink(const QString &text) {
    static const QStringList kSchemes{u"tel"_s, u"callto"_s, u"sip"_s, u"sips"_s, u"callfloor"_s};
    return text.contains(u':') && kSchemes.contains(schemeOf(text));
}

Result<StartLink> readStartLink(const QString &text) {
    const QString link = text.trimmed();
    const bool odd = std::any_of(link.begin(), link.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!looksLikeStartLink(link) || odd || link.size() > kLongestLink) return unreadableLink(link);
    if (schemeOf(link) == "callfloor"_L1) return readInvitation(QUrl(link, QUrl::StrictMode));
    QString rest = QUrl::fromPercentEncoding(link.section(u':', 1).toUtf8());
    if (rest.startsWith("//"_L1)) rest.remove(0, 2);
    if (schemeOf(link).startsWith("sip"_L1)) return readAddress(schemeOf(link), rest, link);
    return dialled(bareNumber(rest.section(u';', 0, 0).section(u'?', 0, 0)), link);
}

} // namespace callfloor
