// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/database_url.h"

#include <QTest>

using namespace callfloor;
using namespace callfloor::store;
using namespace Qt::StringLiterals;

class DatabaseUrlTest : public QObject {
    Q_OBJECT

private slots:
    void sqliteFiles_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        QTest::newRow("default") << QString() << u"/var/lib/callfloor/callfloor.sqlite"_s;
        QTest::newRow("relative") << u"sqlite:floor.db"_s << u"/var/lib/callfloor/floor.db"_s;
        QTest::newRow("absolute") << u"sqlite:/tmp/a b.db"_s << u"/tmp/a b.db"_s;
    }
    void sqliteFiles() {
        QFETCH(QString, text);
        const auto url = parseDatabaseUrl(text, u"/var/lib/callfloor"_s);
        QVERIFY(url.ok());
        QCOMPARE(url->dialect, Dialect::Sqlite);
        QTEST(url->file, "file");
        QCOMPARE(url->shown(), u"sqlite:"_s + url->file);
    }

    void postgresInFull() {
        const auto url = parseDatabaseUrl(u"postgres://ann:s%3Acr%40t%2F@db.example.com:6432/floor?schema=two%20words&sslmode=require&connection_limit=5"_s, {});
        QVERIFY(url.ok());
        QCOMPARE(url->dialect, Dialect::Postgres);
        QCOMPARE(url->host, u"db.example.com"_s);
        QCOMPARE(url->port, 6432);
        QCOMPARE(url->database, u"floor"_s);
        QCOMPARE(url->user, u"ann"_s);
        QCOMPARE(url->password, u"s:cr@t/"_s);
        QCOMPARE(url->schema, u"two words"_s);
        const QStringList options = url->options.split(u';');
        QVERIFY(options.contains(u"sslmode=require"_s));
        QVERIFY(options.contains(u"connect_timeout=5"_s));
        QVERIFY2(!url->options.contains(u"connection_limit"_s), "an unknown option would make the connection fail");
        QVERIFY(!url->shown().contains(u"cr@t"_s) && url->shown().contains(u"db.example.com:6432/floor"_s));
    }

    void otherWaysToNameThePostgresServer() {
        const auto plain = parseDatabaseUrl(u"postgresql://localhost/floor"_s, {});
        QVERIFY(plain.ok());
        QCOMPARE(plain->port, 5432);
        QVERIFY(plain->user.isEmpty() && plain->password.isEmpty() && plain->schema.isEmpty());
        const auto socket = parseDatabaseUrl(u"postgres://ann@localhost/floor?host=/run/postgresql"_s, {});
        QVERIFY(socket.ok());
        QCOMPARE(socket->host, u"/run/postgresql"_s);
        const auto v6 = parseDatabaseUrl(u"postgres://[::1]:5433/floor"_s, {});
        QVERIFY(v6.ok());
        QCOMPARE(v6->host, u"::1"_s);
    }

    void refused_data() {
        QTest::addColumn<QString>("text");
        for (const char *text : {"sqlite:", "mysql://a/b", "postgres://host", "postgres://host/", "floor.db", "postgres:", "http://x/y", "postgres://a b/c",
                                 "postgres://h/d?sslmode=on", "postgres://h/d?sslmode=disable%3Bhost=other", "postgres://h/d?sslmode="})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refused() {
        QFETCH(QString, text);
        const auto url = parseDatabaseUrl(text, u"/tmp"_s);
        QVERIFY(!url.ok());
        QCOMPARE(url.error().code, ErrorCode::BadRequest);
        QCOMPARE(url.error().field, u"database_url"_s);
    }
};

QTEST_GUILESS_MAIN(DatabaseUrlTest)
#include "tst_database_url.moc"
