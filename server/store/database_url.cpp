// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/database_url.h"

#include <QDir>
#include <QUrl>
#include <QUrlQuery>

namespace callfloor::store {

using namespace Qt::StringLiterals;

QString DatabaseUrl::shown() const {
    if (dialect == Dialect::Sqlite) return u"sqlite:"_s + file;
    return u"postgres://%1@%2:%3/%4%5"_s.arg(user, host, QString::number(port), database,
                                             schema.isEmpty() ? QString() : u"?schema="_s + schema);
}

Result<DatabaseUrl> parseDatabaseUrl(const QString &text, const QString &stateDir) {
    DatabaseUrl url;
    if (text.isEmpty() || text.startsWith("sqlite:"_L1)) {
        const QString name = text.isEmpty() ? u"callfloor.sqlite"_s : text.sliced(7);
        if (name.isEmpty()) return badField(u"database_url"_s, u"The database URL \"sqlite:\" names no file."_s);
        url.file = QDir(stateDir).absoluteFilePath(name);
        return url;
    }
    const QUrl parsed(text, QUrl::StrictMode);
    const bool postgres = parsed.scheme() == "postgres"_L1 || parsed.scheme() == "postgresql"_L1;
    if (!parsed.isValid() || !postgres || parsed.path().size() < 2)
        return badField(u"database_url"_s, u"The database URL must be sqlite:FILE or postgres://user:password@host:port/database."_s);
    const QUrlQuery query(parsed);
    url.dialect = Dialect::Postgres;
    url.host = query.hasQueryItem(u"host"_s) ? query.queryItemValue(u"host"_s, QUrl::FullyDecoded) : parsed.host();
    url.port = parsed.port(5432);
    url.database = parsed.path(QUrl::FullyDecoded).sliced(1);
    url.user = parsed.userName(QUrl::FullyDecoded);
    url.password = parsed.password(QUrl::FullyDecoded);
    url.schema = query.queryItemValue(u"schema"_s, QUrl::FullyDecoded);
    // A server that has vanished from the network is noticed within half a minute, not after the kernel's quarter hour.
    QStringList options{u"connect_timeout=5"_s,  u"application_name=callfloor"_s, u"keepalives_idle=10"_s,
                        u"keepalives_interval=5"_s, u"keepalives_count=3"_s,      u"tcp_user_timeout=25000"_s};
    if (query.hasQueryItem(u"sslmode"_s)) {
        static const QStringList kModes{u"disable"_s, u"allow"_s,     u"prefer"_s,
                                        u"require"_s, u"verify-ca"_s, u"verify-full"_s};
        const QString mode = query.queryItemValue(u"sslmode"_s, QUrl::FullyDecoded);
        // Anything else could end the option and begin another one.
        if (!kModes.contains(mode))
            return badField(u"database_url"_s,
                            u"In the database URL, sslmode must be one of %1."_s.arg(kModes.join(u", "_s)));
        options << u"sslmode="_s + mode;
    }
    url.options = options.join(u';');
    return url;
}

} // namespace callfloor::store
