// SPDX-License-Identifier: GPL-3.0-or-later
// The setting that says where the data is. Input: its text.
#include "server/store/database_url.h"
#include "tests/fuzz/fuzz_target.h"

#include <QUrl>

namespace callfloor::fuzz {

using namespace Qt::StringLiterals;
using store::DatabaseUrl;

namespace {

/// The same place, written in the plainest way.
QString plainly(const DatabaseUrl &url) {
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QString text = u"postgres://"_s;
    if (!url.user.isEmpty() || !url.password.isEmpty()) text += encoded(url.user) + u':' + encoded(url.password) + u'@';
    text +=
        u"localhost:"_s + QString::number(url.port) + u'/' + encoded(url.database) + u"?host="_s + encoded(url.host);
    return url.schema.isEmpty() ? text : text + u"&schema="_s + encoded(url.schema);
}

void checkPostgres(const DatabaseUrl &url) {
    FUZZ_CHECK(!url.database.isEmpty() && url.file.isEmpty());
    FUZZ_CHECK(url.port >= 0 && url.port <= 65535);
    // Nothing that is written into the URL becomes an option of its own.
    const QStringList options = url.options.split(u';');
    FUZZ_CHECK_SHOWING(options.size() == 6 + (url.options.contains("sslmode="_L1) ? 1 : 0), url.options.toUtf8());
    const auto again = store::parseDatabaseUrl(plainly(url), u"/state"_s);
    FUZZ_CHECK_SHOWING(again, plainly(url).toUtf8());
    FUZZ_CHECK_SHOWING(again->host == url.host && again->port == url.port && again->database == url.database &&
                           again->user == url.user && again->password == url.password && again->schema == url.schema,
                       plainly(url).toUtf8());
    // The password is not shown; the same place with another one looks the same.
    DatabaseUrl other = url;
    other.password = u"another"_s;
    FUZZ_CHECK(other.shown() == url.shown());
}

} // namespace

void fuzzOne(QByteArrayView input) {
    const QString text = QString::fromUtf8(input);
    const auto url = store::parseDatabaseUrl(text, u"/state"_s);
    if (!url) {
        const Error &error = url.error();
        FUZZ_CHECK(error.field == "database_url"_L1 && error.message.endsWith(u'.'));
        return;
    }
    FUZZ_CHECK(!url->shown().isEmpty());
    if (url->dialect == store::Dialect::Postgres)
        checkPostgres(*url);
    else
        FUZZ_CHECK(!url->file.isEmpty());
}

} // namespace callfloor::fuzz
